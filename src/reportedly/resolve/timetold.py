"""Readings that hang on what the article told before: "two days later", "that night", hours of the day."""

from __future__ import annotations

from datetime import date, timedelta

from reportedly.resolve import calendar
from reportedly.resolve.timeatoms import Slots
from reportedly.resolve.timelengths import count_of, unit_of
from reportedly.resolve.timerelative import named_unit
from reportedly.resolve.timesetting import Found, Setting, found_day, hangs_on

_SCENE_DAYS = 2


def told_base(setting: Setting) -> tuple[date, str] | None:
    """The day that "the same day" means: the latest day told, or the day of publication where none was."""
    told = setting.told.last("day")
    if told is not None:
        return told[1].start, f"{told[1].start.isoformat()}, told before"
    published = setting.anchor.published
    return None if published is None else (published, setting.anchor.reason)


def scene_day(setting: Setting) -> tuple[date, str] | None:
    """The day that an hour falls on: the one told in the sentence, else the latest told of the last days before
    publication, else the day of publication."""
    told, published = setting.told.last("day"), setting.anchor.published
    if told is not None and (told[0] == setting.sentence or published is None) and told[1].one_day:
        return told[1].start, f"{told[1].start.isoformat()}, told beside it"
    if published is None:
        return None
    near = [d.start for _, d, _ in setting.told.rows if d.one_day and 0 <= (published - d.start).days <= _SCENE_DAYS]
    if near:
        return max(near), f"{max(near).isoformat()}, told before"
    return published, setting.anchor.reason


def read_clock(slots: Slots, setting: Setting) -> Found | None:
    base = scene_day(setting)
    if base is None:
        return hangs_on("the day of that hour", "clock")
    return found_day(base[0], f"an hour of {base[1]}", "clock")


def read_later(slots: Slots, setting: Setting) -> Found | None:
    (number, vague), unit = count_of(slots, setting.cues), unit_of(slots)
    base = told_base(setting)
    coarse = setting.told.last()
    if coarse is not None and coarse[1].grain in ("month", "year") and unit in ("month", "year", "decade"):
        base = coarse[1].start, f"{coarse[1].start.isoformat()}, told before"
    if base is None:
        return hangs_on("a day told before", "anchor")
    if unit in ("second", "minute", "hour"):
        base = scene_day(setting) or base
        return found_day(base[0], f"hours from {base[1]}", "anchor")
    if vague:
        return Found(None, f"a vague number of {unit}s from {base[1]}", "anchor")
    sign = slots.step("sign", 1)
    if setting.matcher.text_at(setting.end - 1) in ("after", "before") and not _closes(setting):
        sign = -sign
    when = calendar.shift(base[0], sign * number, unit)
    if unit in ("week", "fortnight", "day", "night") or slots.constant("exact") is not None:
        days = calendar.day(when)
    else:
        days = calendar.around(when, "month" if unit == "year" and number == 1 and not _year_told(setting) else unit)
    return Found(days, f"{number} {unit}s {'after' if sign > 0 else 'before'} {base[1]}", "anchor")


def _year_told(setting: Setting) -> bool:
    told = setting.told.last()
    return told is not None and told[1].grain in ("year", "decade")


def _closes(setting: Setting) -> bool:
    """Whether the words stand at the end of a clause, so that "two days after" looks back and not on."""
    return setting.following in ("", ".", ",", ";", ":", ")", "]", '"', "”", "and", "but", "in", "at", "by", "on")


def read_told(slots: Slots, setting: Setting) -> Found | None:
    base = told_base(setting)
    if setting.opener == "to":
        return None
    if base is None:
        return hangs_on("a day told before", "anchor")
    shift = slots.step("shift")
    if shift > 0:
        told = setting.told.last("day")
        start = told[1].end if told is not None else base[0]
        return found_day(start + timedelta(days=shift), f"the day after {base[1]}", "anchor")
    named = "the day of" if shift == 0 else "the day before"
    return found_day(base[0] + timedelta(days=shift), f"{named} {base[1]}", "anchor")


def read_told_unit(slots: Slots, setting: Setting) -> Found | None:
    unit = named_unit(slots, setting)
    told = setting.told.last()
    base = told[1].start if told is not None else setting.anchor.published
    if base is None:
        return hangs_on("a date told before", "anchor")
    days = calendar.around(calendar.shift(base, slots.step("shift"), unit), unit)
    return Found(days, f"counted from {base.isoformat()}, told before", "anchor")


def read_told_end(slots: Slots, setting: Setting) -> Found | None:
    told = next((row for row in reversed(setting.told.rows) if not row[1].one_day and row[1].grain == "day"), None)
    if told is None:
        return hangs_on("a span of days told before", "anchor")
    when = told[1].end if slots.constant("end") == "last" else told[1].start
    return found_day(
        when, f"of the days {told[1].start.isoformat()} to {told[1].end.isoformat()}, told before", "anchor"
    )
