"""Readings of spans between days: "since March", "25-26 October", "from June to August"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportedly.resolve import calendar
from reportedly.resolve.calendar import Days
from reportedly.resolve.timeatoms import Slots
from reportedly.resolve.timedates import read_day_of_month
from reportedly.resolve.timelengths import count_of, step_from, unit_of
from reportedly.resolve.timesetting import Found, Setting, found_days, hangs_on
from reportedly.resolve.timeyears import find_in_year


def read_since_day(slots: Slots, setting: Setting) -> Found | None:
    return up_to_publication(read_day_of_month(slots, setting), setting)


def read_since_told(slots: Slots, setting: Setting) -> Found | None:
    told = setting.told.last()
    if told is None:
        return hangs_on("a date told before", "anchor")
    return up_to_publication(Found(told[1], "told before", "anchor"), setting)


def read_days(slots: Slots, setting: Setting) -> Found | None:
    """Two days of one month."""
    numbers = [v for name, v in slots.taken if name in ("DAY", "ORD") and isinstance(v, int)]
    month, year = slots.number("MONTH"), slots.number("YEAR")
    if month is None or len(numbers) != 2 or numbers[0] >= numbers[1]:
        return None

    def build(y: int) -> Days | None:
        first, last = calendar.make_date(y, month, numbers[0]), calendar.make_date(y, month, numbers[1])
        return None if first is None or last is None else Days(first, last, "day")

    if year is not None:
        return found_days(build(year), "the words tell the year", "range", explicit=True)
    found = find_in_year(build, setting)
    return None if found is None else replace(found, kind="range")


def read_years(slots: Slots, setting: Setting) -> Found | None:
    years = slots.numbers("YEAR")
    short = slots.number("YY")
    last = years[0] // 100 * 100 + short if short is not None else years[-1]
    if last <= years[0] or years[0] < 1500 or last > 2100:
        return None
    days = Days(date(years[0], 1, 1), date(last, 12, 31), "year")
    return Found(days, "the words tell the years", "range", explicit=True)


def read_dates(slots: Slots, setting: Setting) -> Found | None:
    months, numbers, years = slots.numbers("MONTH"), slots.numbers("DAY"), slots.numbers("YEAR")

    def build(y: int) -> Days | None:
        first = calendar.make_date(y if len(years) < 2 else years[0], months[0], numbers[0])
        last = calendar.make_date(y if len(years) < 2 else years[1], months[1], numbers[1])
        if first is not None and last is not None and last < first and len(years) < 2:
            first = calendar.make_date(y - 1, months[0], numbers[0])
        return None if first is None or last is None or last < first else Days(first, last, "day")

    if years:
        return found_days(build(years[-1]), "the words tell the year", "range", explicit=True)
    found = find_in_year(build, setting)
    return None if found is None else replace(found, kind="range")


def read_months(slots: Slots, setting: Setting) -> Found | None:
    months, year = slots.numbers("MONTH"), slots.number("YEAR")

    def build(y: int) -> Days | None:
        first = calendar.month(y if months[0] <= months[1] else y - 1, months[0])
        return Days(first.start, calendar.month(y, months[1]).end, "month")

    if year is not None:
        return found_days(build(year), "the words tell the year", "range", explicit=True)
    found = find_in_year(build, setting)
    return None if found is None else replace(found, kind="range")


def points_of(slots: Slots) -> list[Found]:
    return [value for value in slots.all("POINT") if isinstance(value, Found)]


def read_span(slots: Slots, setting: Setting) -> Found | None:
    first, last = points_of(slots)
    if first.days is None or last.days is None:
        return Found(None, (first if first.days is None else last).reason, "range")
    start, end = first.days, last.days
    if start.start > end.end and not first.explicit:
        start = _before(start, end)
    if start.start > end.end:
        return None
    reason = first.reason if first.reason == last.reason else f"{first.reason}; {last.reason}"
    return Found(Days(start.start, end.end, end.grain), reason, "range", first.explicit or last.explicit)


def _before(start: Days, end: Days) -> Days:
    """The same weekday, day or month at its latest before `end`: "from December to March 2016"."""
    if start.one_day and (start.start - end.start).days < 8:
        return calendar.day(start.start - timedelta(days=7))
    back = max(1, start.start.year - end.start.year)
    back += calendar.shift_months(start.start, -12 * back) > end.start
    return Days(
        calendar.shift_months(start.start, -12 * back), calendar.shift_months(start.end, -12 * back), start.grain
    )


def read_since(slots: Slots, setting: Setting) -> Found | None:
    found = points_of(slots)
    return up_to_publication(found[-1], setting) if found else None


def up_to_publication(found: Found | None, setting: Setting) -> Found | None:
    if found is None or found.days is None:
        return found if found is None else replace(found, kind="range")
    published = setting.anchor.published
    if published is None:
        return Found(None, f"begins {found.days.start.isoformat()} and ends on the day of publication, which the text "
                     "does not tell", "range")  # fmt: skip
    if found.days.start > published:
        return replace(found, kind="range")
    grain = "month" if found.days.grain == "season" else found.days.grain
    return Found(Days(found.days.start, published, grain), f"up to {setting.anchor.reason}; {found.reason}", "range",
                 found.explicit)  # fmt: skip


def read_until(slots: Slots, setting: Setting) -> Found | None:
    found = points_of(slots)[-1]
    published = setting.anchor.published
    if found.days is None or published is None:
        return replace(found, kind="range")
    if found.days.end <= published:
        return found
    end = (
        found.days.start - timedelta(days=1)
        if found.days.start > published and not found.days.one_day
        else found.days.end
    )
    return Found(Days(published, end, found.days.grain), f"from {setting.anchor.reason}; {found.reason}", "range")


def read_before(slots: Slots, setting: Setting) -> Found | None:
    found = points_of(slots)[-1]
    published = setting.anchor.published
    if found.days is None or published is None or found.days.start <= published:
        return found
    if found.reason.startswith("late part"):
        return replace(found, days=Days(published, found.days.end, found.days.grain), kind="range")
    end = found.days.start if found.days.one_day else found.days.start - timedelta(days=1)
    days = Days(published, max(published, end), found.days.grain)
    return Found(days, f"from {setting.anchor.reason}; {found.reason}", "range")


def read_same(slots: Slots, setting: Setting) -> Found | None:
    found = points_of(slots)
    return found[-1] if found else None


def read_onward(slots: Slots, setting: Setting) -> Found | None:
    return read_same(slots, setting)


def read_unit_to(slots: Slots, setting: Setting) -> Found | None:
    found, unit = points_of(slots)[-1], unit_of(slots)
    if found.days is None or unit not in ("week", "fortnight", "month", "year", "day"):
        return None
    start = calendar.shift(found.days.end, -1, unit) + timedelta(days=1)
    return replace(found, days=Days(start, found.days.end, calendar.grain_of(unit)), kind="range")


def read_week_of(slots: Slots, setting: Setting) -> Found | None:
    found = points_of(slots)[-1]
    return found if found.days is None else replace(found, days=calendar.week(found.days.start))


def read_after_point(slots: Slots, setting: Setting) -> Found | None:
    found, number = points_of(slots)[-1], count_of(slots, setting.cues)
    word = setting.matcher.text_at(setting.start)
    word = setting.matcher.text_at(setting.start + 1) if word == "the" else word
    unit = unit_of(slots) if unit_of(slots) != "day" else setting.cues.units.get(word, "day")
    if found.days is None or number[1]:
        return replace(found, days=None, kind="anchor")
    days = step_from(found.days.start, slots.step("sign", 1) * number[0], unit)
    return replace(found, days=days, reason=f"counted from {found.days.start.isoformat()}; {found.reason}")


def read_every(slots: Slots, setting: Setting) -> Found | None:
    return Found(None, "a set of days, not one", "set")
