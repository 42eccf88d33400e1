"""Readings of lengths of time: "the past 20 months", "for six days", "for a third week"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportedly.lexicon.times import TimeCues
from reportedly.resolve import calendar
from reportedly.resolve.calendar import Days
from reportedly.resolve.tense import Tense, tense_at
from reportedly.resolve.timeatoms import Slots
from reportedly.resolve.timesetting import BE_WORDS, NO_PUBLISHED, Found, Setting, found_day, hangs_on

_VAGUE = 3


def count_of(slots: Slots, cues: TimeCues) -> tuple[int, bool]:
    """The number of units, and whether it is vague ("a few")."""
    word, number = slots.word("NUM"), slots.number("NUM")
    if word is not None or slots.constant("vague") is not None:
        usual = int(word.removeprefix("vague ")) if word is not None else _VAGUE
        return cues.vague_spans.get(unit_of(slots), usual), True
    return number if number is not None else slots.step("number", 1), False


def unit_of(slots: Slots) -> str:
    """The unit that the words name, else the pattern; a day where neither does."""
    for name in ("UNIT", "UNIT1", "UNITS"):
        word = slots.word(name)
        if word is not None:
            return word
    unit = slots.constant("unit")
    return unit if isinstance(unit, str) else "day"


def read_window(slots: Slots, setting: Setting) -> Found | None:
    number, _ = count_of(slots, setting.cues)
    return find_window(number, unit_of(slots), slots.step("sign", -1), setting)


def read_window_plural(slots: Slots, setting: Setting) -> Found | None:
    return find_window(
        setting.cues.vague_spans.get(unit_of(slots), _VAGUE), unit_of(slots), slots.step("sign", -1), setting
    )


def find_window(number: int, unit: str, sign: int, setting: Setting, base: date | None = None) -> Found | None:
    """The days between `base`, else the day of publication, and `number` units away; up to twelve hours are a day."""
    published = base or setting.anchor.published
    if published is None:
        return hangs_on(NO_PUBLISHED, "duration")
    if unit == "hour" and number > 12:
        number, unit = max(1, round(number / 24)), "day"
    try:
        other = calendar.shift(published, sign * number, unit)
    except (ValueError, OverflowError):
        return None
    days = Days(min(published, other), max(published, other), calendar.grain_of(unit))
    way = "back" if sign < 0 else "on"
    origin = setting.anchor.reason if base is None else f"{base.isoformat()}, told beside it"
    return Found(days, f"{number} {unit}s {way} from {origin}", "duration")


def read_lasting(slots: Slots, setting: Setting) -> Found | None:
    """A length of time: back from the day of publication, or on from it where the verb lies ahead."""
    whole = setting.matcher.text_at(setting.end - 1) == "of"
    if setting.following in ("-", "old", "ago", "later", "earlier", "away") or (setting.before_noun and not whole):
        return None
    if whole and (setting.following in setting.cues.not_lasting or setting.opener in ("to", "for")):
        return None
    number, unit = count_of(slots, setting.cues)[0], unit_of(slots)
    tense: Tense | None = tense_at(setting.matcher.parse, setting.matcher.atoms[setting.end - 1].word, setting.cues)
    opener = setting.matcher.text_at(setting.start)
    if opener == "in" and tense == "future" and setting.anchor.published is not None:
        return read_ahead(slots, setting)
    told = setting.told.last("day")
    if setting.anchor.published is None and told is not None:
        return find_window(number, unit, 1, setting, told[1].end)
    if opener == "after":
        tense = "past"
    if told is not None and told[0] == setting.sentence and told[1].one_day and tense != "future":
        return find_window(number, unit, -1, setting, told[1].start)
    return find_window(number, unit, 1 if tense == "future" else -1, setting)


def read_nth(slots: Slots, setting: Setting) -> Found | None:
    """The n-th day or week of something that goes on: from the first to the day of publication."""
    number, unit, published = slots.number("ORD"), unit_of(slots), setting.anchor.published
    dated = setting.following == "of" and setting.matcher.point_at(setting.end + 1) is not None
    if number is None or dated or setting.before_noun or unit not in ("day", "night", "week", "month", "year"):
        return None
    if published is None:
        return hangs_on(NO_PUBLISHED, "duration")
    start = calendar.around(calendar.shift(published, 1 - number, unit), unit).start
    return Found(Days(start, published, calendar.grain_of(unit)), f"the {number}. {unit} of it is that of "
                 f"{setting.anchor.reason}", "duration")  # fmt: skip


def read_told_span(slots: Slots, setting: Setting) -> Found | None:
    told = setting.told.span
    if told is None:
        return hangs_on("a span told before", "anchor")
    return replace(told, reason=f"the span told before; {told.reason}", kind="anchor")


def read_ago(slots: Slots, setting: Setting) -> Found | None:
    (number, vague), unit, published = count_of(slots, setting.cues), unit_of(slots), setting.anchor.published
    if published is None:
        return hangs_on(NO_PUBLISHED)
    if vague and unit not in ("second", "minute", "hour"):
        number = _VAGUE
        spread = 2 if unit == "day" else 1
        first, last = (calendar.shift(published, -number + step, unit) for step in (-spread, spread))
        days = Days(first, last, calendar.grain_of(unit))
        return Found(days, f"a vague number of {unit}s before {setting.anchor.reason}", "range")
    if (
        setting.matcher.text_at(setting.end - 1) == "since"
        and setting.matcher.text_at(setting.start - 1) not in BE_WORDS
    ):
        return None
    return Found(step_from(published, -number, unit), f"counted back from {setting.anchor.reason}")


def step_from(base: date, number: int, unit: str) -> Days:
    """The unit that lies `number` units away: a day where days or one week are counted, else the calendar unit."""
    when = calendar.shift(base, number, unit)
    if unit == "week" and abs(number) == 1:
        return calendar.day(when)
    return calendar.around(when, unit)


def read_ago_on(slots: Slots, setting: Setting) -> Found | None:
    base, weekday = read_ago(slots, setting), slots.number("WEEKDAY")
    if base is None or base.days is None or weekday is None:
        return base
    if unit_of(slots) in ("month", "year", "decade") and setting.anchor.published is not None:
        near = calendar.last_weekday(setting.anchor.published, weekday)
        return found_day(calendar.shift(near, -count_of(slots, setting.cues)[0], unit_of(slots)), base.reason)
    monday = calendar.week(base.days.start).start
    return found_day(monday + timedelta(days=weekday), base.reason)


def read_ahead(slots: Slots, setting: Setting) -> Found | None:
    (number, _), unit, published = count_of(slots, setting.cues), unit_of(slots), setting.anchor.published
    if published is None:
        return hangs_on(NO_PUBLISHED)
    return Found(step_from(published, number, unit), f"counted on from {setting.anchor.reason}")
