"""Readings of days and weeks as seen from the day of publication: weekdays, "last month", "two weeks ago"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportedly.resolve import calendar
from reportedly.resolve.calendar import Days
from reportedly.resolve.timeatoms import Slots
from reportedly.resolve.timelengths import find_window
from reportedly.resolve.timesetting import NO_PUBLISHED, Found, Setting, found_day, hangs_on


def read_weekday(slots: Slots, setting: Setting) -> Found | None:
    weekday, turn = slots.number("WEEKDAY"), slots.constant("turn")
    if weekday is None:
        return None
    if turn in ("after", "before", "told"):
        return _told_weekday(weekday, str(turn), setting)
    published = setting.anchor.published
    if published is None:
        return hangs_on(NO_PUBLISHED)
    if turn == "last":
        days = calendar.last_weekday(published - timedelta(days=1), weekday)
        return found_day(days, f"the last before {setting.anchor.reason}")
    if turn == "next":
        return found_day(
            calendar.next_weekday(published + timedelta(days=1), weekday), f"the next after {setting.anchor.reason}"
        )
    if turn == "week_on":
        coming = calendar.next_weekday(published + timedelta(days=1), weekday) + timedelta(days=7)
        return found_day(coming, f"a week after the next from {setting.anchor.reason}")
    tense = setting.tense
    if tense in ("future", "present") or (turn == "this" and tense != "past"):
        days = calendar.next_weekday(published, weekday)
        return found_day(days, f"the next from {setting.anchor.reason}, {tense or 'no'} tense")
    days = calendar.last_weekday(published, weekday)
    return found_day(days, f"the latest up to {setting.anchor.reason}, {tense or 'no'} tense")


def _told_weekday(weekday: int, turn: str, setting: Setting) -> Found | None:
    told = setting.told.last("day") or setting.told.last()
    base = told[1].start if told is not None else setting.anchor.published
    if base is None:
        return hangs_on("a day told before", "anchor")
    if turn == "after":
        start = told[1].end if told is not None else base
        days = calendar.next_weekday(start + timedelta(days=1), weekday)
        return found_day(days, "the next after the day told before", "anchor")
    if turn == "before":
        days = calendar.last_weekday(base - timedelta(days=1), weekday)
        return found_day(days, "the last before the day told before", "anchor")
    rows = [row[1].start for row in setting.told.rows if row[1].one_day and row[1].start.weekday() == weekday]
    if rows:
        return found_day(rows[-1], "the one told before", "anchor")
    published = setting.anchor.published
    if published is None:
        return hangs_on(NO_PUBLISHED, "anchor")
    return found_day(calendar.last_weekday(published, weekday), f"the latest up to {setting.anchor.reason}", "anchor")


def read_weekday_of_week(slots: Slots, setting: Setting) -> Found | None:
    weekday, published = slots.number("WEEKDAY"), setting.anchor.published
    if weekday is None or published is None:
        return hangs_on(NO_PUBLISHED)
    monday = calendar.week(published).start + timedelta(days=7 * slots.step("shift"))
    return found_day(monday + timedelta(days=weekday), f"counted from the week of {setting.anchor.reason}")


def read_today(slots: Slots, setting: Setting) -> Found | None:
    if setting.anchor.published is None:
        return hangs_on(NO_PUBLISHED)
    when = setting.anchor.published + timedelta(days=slots.step("shift"))
    return found_day(when, f"counted from {setting.anchor.reason}")


def read_overnight(slots: Slots, setting: Setting) -> Found | None:
    published = setting.anchor.published
    if published is None:
        return hangs_on(NO_PUBLISHED)
    return Found(Days(published - timedelta(days=1), published, "day"), f"the night before {setting.anchor.reason}")


def read_unit(slots: Slots, setting: Setting) -> Found | None:
    unit = slots.word("UNIT1") or named_unit(slots, setting)
    published = setting.anchor.published
    if unit in ("second", "night"):
        return None
    if published is None:
        return hangs_on(NO_PUBLISHED)
    shift = slots.constant("shift")
    if unit == "weekend" or shift == "near":
        return _weekend(shift, setting, published)
    if unit in ("minute", "hour", "day") and (shift != 0 or slots.pattern.read == "unit"):
        return None
    if unit == "fortnight":
        return find_window(2, "week", -1 if slots.step("shift") <= 0 else 1, setting)
    days = calendar.around(calendar.shift(published, slots.step("shift"), unit), unit)
    if unit == "year" and shift == 0 and setting.tense == "past":
        days = replace(days, end=published)
    return Found(days, f"counted from {setting.anchor.reason}")


def named_unit(slots: Slots, setting: Setting) -> str:
    """The unit among the words of a pattern that names it outright."""
    return next(
        (a.text for a in setting.matcher.atoms[setting.start : setting.end] if a.text in setting.cues.units), "day"
    )


def _weekend(shift: int | str | None, setting: Setting, published: date) -> Found | None:
    near = calendar.weekend(published)
    if isinstance(shift, int) and shift != 0:
        start = near.start if published.weekday() >= 5 or shift > 0 else near.start - timedelta(days=7)
        weeks = {-1: -1 if published.weekday() >= 5 else 0, 1: 1 if published.weekday() >= 5 else 0}.get(shift, shift)
        days = calendar.weekend(start + timedelta(days=7 * weeks))
        return Found(days, f"counted from {setting.anchor.reason}")
    if published.weekday() < 5 and setting.tense != "future" and not (shift == 0 and setting.tense is None):
        near = calendar.weekend(published - timedelta(days=7))
    return Found(near, f"the nearest to {setting.anchor.reason}")
