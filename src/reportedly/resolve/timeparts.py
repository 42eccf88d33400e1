"""Readings of parts of weeks, months and years: "late July", "the first half of the year"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from reportedly.resolve import calendar
from reportedly.resolve.calendar import Days
from reportedly.resolve.timeatoms import Slots
from reportedly.resolve.timedates import read_month
from reportedly.resolve.timerelative import read_unit
from reportedly.resolve.timesetting import NO_PUBLISHED, Found, Setting, hangs_on
from reportedly.resolve.timeyears import own_year


def read_edge_month(slots: Slots, setting: Setting) -> Found | None:
    whole, which = read_month(slots, setting), slots.word("EDGE")
    return edge_of(whole, which)


def edge_of(whole: Found | None, which: str | None) -> Found | None:
    if whole is None or whole.days is None or which is None:
        return whole
    return replace(whole, days=calendar.edge(whole.days, which), reason=f"{which} part; {whole.reason}")


def read_edge_year(slots: Slots, setting: Setting) -> Found | None:
    year, which = slots.number("YEAR"), slots.word("EDGE")
    if year is None or which is None or setting.before_noun:
        return None
    return Found(calendar.edge(calendar.year(year), which), f"{which} part of the year", explicit=True)


def read_edge_unit(slots: Slots, setting: Setting) -> Found | None:
    return edge_of(read_unit(slots, setting), slots.word("EDGE"))


def read_so_far(slots: Slots, setting: Setting) -> Found | None:
    whole, published = read_unit(slots, setting), setting.anchor.published
    if whole is None or whole.days is None or published is None:
        return whole
    return replace(whole, days=replace(whole.days, end=max(whole.days.start, published)))


def read_rest_of(slots: Slots, setting: Setting) -> Found | None:
    whole, published = read_unit(slots, setting), setting.anchor.published
    if whole is None or whole.days is None or published is None or whole.days.grain == "week":
        return whole
    return replace(whole, days=replace(whole.days, start=min(whole.days.end, published)))


def read_half(slots: Slots, setting: Setting) -> Found | None:
    year, number = own_year(slots, setting), slots.number("ORD")
    if number not in (1, 2):
        return None
    if year is None:
        return hangs_on(NO_PUBLISHED)
    first = 1 if number == 1 else 7
    end = calendar.month(year[0], first + 5).end
    return Found(Days(date(year[0], first, 1), end, "month"), year[1], "range", explicit=year[2])


def read_quarter(slots: Slots, setting: Setting) -> Found | None:
    year, number = own_year(slots, setting), slots.number("ORD")
    if number is None or not 1 <= number <= 4:
        return None
    if year is None:
        return hangs_on(NO_PUBLISHED)
    return Found(calendar.quarter(year[0], number), year[1], explicit=year[2])


def read_first_months(slots: Slots, setting: Setting) -> Found | None:
    year, number = own_year(slots, setting), slots.number("NUM")
    if number is None or not 1 <= number <= 12:
        return None
    if year is None:
        return hangs_on(NO_PUBLISHED)
    days = Days(date(year[0], 1, 1), calendar.month(year[0], number).end, "month")
    return Found(days, year[1], "range", explicit=year[2])


def read_week_of_month(slots: Slots, setting: Setting) -> Found | None:
    whole, number = read_month(slots, setting), slots.number("ORD")
    if whole is None or whole.days is None or number is None:
        return whole
    start = whole.days.start + timedelta(days=7 * (number - 1))
    if number > 4:
        return None
    return replace(whole, days=Days(start, start + timedelta(days=6), "week"), reason=f"days 7 by 7; {whole.reason}")


def read_half_month(slots: Slots, setting: Setting) -> Found | None:
    """The first half of a month ends on the fifteenth."""
    whole, number = read_month(slots, setting), slots.number("ORD")
    if number not in (1, 2):
        return None
    if whole is None or whole.days is None:
        return whole
    first, last = (1, 15) if number == 1 else (16, whole.days.end.day)
    return replace(whole, days=Days(whole.days.start.replace(day=first), whole.days.start.replace(day=last), "month"))
