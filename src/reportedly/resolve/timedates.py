"""Readings of the calendar: dates, months, years, seasons, feasts."""

from __future__ import annotations

from datetime import date

from reportedly.resolve import calendar
from reportedly.resolve.calendar import Days
from reportedly.resolve.timeatoms import Slots
from reportedly.resolve.timesetting import NO_PUBLISHED, Found, Setting, found_day, hangs_on, one_day
from reportedly.resolve.timeyears import find_in_year, full_year, told_year


def read_date(slots: Slots, setting: Setting) -> Found | None:
    month, day = slots.number("MONTH"), slots.number("DAY") or slots.number("ORD")
    if month is None or day is None:
        return None
    if slots.number("YY") is not None and setting.before_noun and setting.sentence > 0:
        return None
    year = told_year(slots, setting)
    if year is not None:
        return found_day(calendar.make_date(year[0], month, day), year[1], explicit=True)
    if slots.constant("year_shift") is not None:
        return hangs_on(NO_PUBLISHED)
    if calendar.make_date(2024, month, day) is None or setting.following == "%":
        return None
    turn = slots.constant("turn")
    return find_in_year(
        lambda y: one_day(calendar.make_date(y, month, day)), setting, turn if isinstance(turn, str) else None
    )


def read_numeric(slots: Slots, setting: Setting) -> Found | None:
    text = slots.word("NUMERIC") or ""
    parts = [int(part) for part in text.replace("/", "-").replace(".", "-").split("-")]
    if len(parts) == 2:
        return find_in_year(lambda y: one_day(calendar.make_date(y, parts[1], parts[0])), setting)
    if parts[0] > 31:
        return found_day(calendar.make_date(*parts), "year, month, day", explicit=True)
    year = parts[2] if parts[2] > 99 else full_year(setting, parts[2])
    day_first, month_first = (calendar.make_date(year, parts[k], parts[1 - k]) for k in (1, 0))
    if day_first is not None and month_first is not None and day_first != month_first:
        return _unclear_order(text, day_first, month_first, setting)
    return found_day(day_first or month_first, "only one order of day and month exists", explicit=True)


def _unclear_order(text: str, day_first: date, month_first: date, setting: Setting) -> Found | None:
    """Points mean day first; otherwise the order is certain only where one reading is the day before publication."""
    if "." in text:
        return found_day(day_first, "day first, as dates with points are written", explicit=True)
    published = setting.anchor.published
    if published is not None:
        close = [d for d in (day_first, month_first) if 0 <= (published - d).days <= 10]
        if len(close) == 1:
            return found_day(close[0], f"the order that lies near {setting.anchor.reason}", explicit=True)
    return Found(None, "day and month may stand in either order")


def read_month(slots: Slots, setting: Setting) -> Found | None:
    month = slots.number("MONTH")
    if month is None:
        return None
    year = told_year(slots, setting)
    if year is not None:
        return Found(calendar.month(year[0], month), year[1], explicit=True)
    if slots.constant("year_shift") == "told":
        told = setting.told.last()
        if told is None:
            return hangs_on("a year told before", "anchor")
        return Found(calendar.month(told[1].start.year, month), "of the year told before", "anchor")
    if slots.constant("year_shift") is not None:
        return hangs_on(NO_PUBLISHED)
    turn = slots.constant("turn")
    return find_in_year(lambda y: calendar.month(y, month), setting, turn if isinstance(turn, str) else None)


def read_day_of_month(slots: Slots, setting: Setting) -> Found | None:
    day = slots.number("NTH")
    if day is None or setting.before_noun:
        return None
    shift = slots.constant("month_shift")
    base = setting.anchor.published
    told = setting.told.last("day") or setting.told.last("month")
    if base is None and told is None:
        return hangs_on("its month")
    if base is None or (told is not None and shift is None and (base - told[1].end).days > 60):
        base = told[1].start if told is not None else base
    assert base is not None
    if isinstance(shift, int):
        base = calendar.shift_months(base, shift)
    here = calendar.make_date(base.year, base.month, day)
    other = calendar.shift_months(base.replace(day=1), 1 if setting.tense == "future" else -1)
    if here is not None and ((here <= base) != (setting.tense == "future") or shift is not None):
        return found_day(here, f"of the month of {base.isoformat()}")
    return found_day(calendar.make_date(other.year, other.month, day), f"the nearest from {base.isoformat()}")


def read_feast(slots: Slots, setting: Setting) -> Found | None:
    row = next((value for value in slots.all("FEAST") if isinstance(value, tuple)), None)
    if row is None:
        return None
    month, day = row
    year = told_year(slots, setting)
    if year is not None:
        return found_day(calendar.make_date(year[0], month, day), year[1], explicit=True)
    return find_in_year(lambda y: one_day(calendar.make_date(y, month, day)), setting)


def read_year(slots: Slots, setting: Setting) -> Found | None:
    year = slots.number("YEAR")
    if year is None or not _is_year(year, setting):
        return None
    return Found(calendar.year(year), "the words tell the year", explicit=True)


def _is_year(year: int, setting: Setting) -> bool:
    """Whether four digits stand where a year may: after a word that opens one, or as a modifier of a single noun."""
    if setting.matcher.text_at(setting.start) in ("year", "the"):
        return True
    following, before = setting.following, setting.opener
    if following in ("%", "-", "gmt", "hours", "hrs", "local") or before in ("$", "#", "£", "€", "no", "than"):
        return False
    latest = (setting.anchor.published or date(2040, 1, 1)).year + 60
    plausible = 1500 <= year <= latest
    if not plausible:
        return before in ("in", "since", "year") and not setting.before_noun
    if setting.before_noun:
        word = setting.matcher.parse.words[setting.matcher.atoms[setting.end].word]
        singular = word.xpos in ("NN", "JJ", "NNP") or (word.xpos in ("X", "") and not word.text.lower().endswith("s"))
        singular = singular or year % 50 != 0
        modifies = (
            before in ("the", "a", "an", "his", "her", "its", "their", "'s", "this", "that") or 1900 <= year <= 2050
        )
        return singular and modifies and before not in ("at", "about", "approximately", "some")
    return before in setting.cues.year_openers or before in setting.cues.seasons or _in_list(setting)


def _in_list(setting: Setting) -> bool:
    """Whether the digits stand alone between marks or at the head of the sentence."""
    return setting.following in ("", ")", "]", ",", ".", ";", ":") and not setting.opener.isdecimal()


def read_decade(slots: Slots, setting: Setting) -> Found | None:
    first, which = slots.number("DECADE"), slots.word("EDGE")
    if first is None:
        return None
    if first < 100:
        if setting.matcher.text_at(setting.start) not in ("the", "early", "mid", "late"):
            return None
        base = (setting.anchor.published or date(2024, 1, 1)).year
        first = base // 100 * 100 + first
        first = first if first <= base else first - 100
    whole = calendar.decade(first)
    return Found(whole if which is None else calendar.edge(whole, which), "the words tell the decade", explicit=True)


def read_century(slots: Slots, setting: Setting) -> Found | None:
    number = slots.number("ORD")
    if number is None or number > 21:
        return None
    days = Days(date(max(1, 100 * (number - 1)), 1, 1), date(100 * number - 1, 12, 31), "decade")
    return Found(days, "the words tell the century", explicit=True)


def read_season(slots: Slots, setting: Setting) -> Found | None:
    first = slots.number("SEASON")
    if first is None:
        return None
    year = told_year(slots, setting)
    if year is not None:
        return Found(calendar.season(year[0], first), year[1], explicit=True)
    turn = slots.constant("turn")
    if turn is None and not _is_season(setting):
        return None
    return find_in_year(lambda y: calendar.season(y, first), setting, turn if isinstance(turn, str) else None)


def _is_season(setting: Setting) -> bool:
    """Whether a bare season word is one: "in spring", "the summer", not "the fall of the town" or "springs"."""
    head = setting.matcher.text_at(setting.start)
    if head == "fall" or (head == "the" and setting.matcher.text_at(setting.start + 1) == "fall"):
        return head == "the" and setting.opener == "in" and setting.following != "of"
    word = setting.matcher.parse.words[setting.matcher.atoms[setting.end - 1].word]
    if word.xpos.startswith("VB") or setting.following == "of":
        return False
    return head == "the" or setting.opener in setting.cues.season_openers
