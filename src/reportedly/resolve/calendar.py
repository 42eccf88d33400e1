"""Arithmetic of days: intervals with a grain, in the proleptic Gregorian calendar. Nothing here reads words."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.records import Grain


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `start` to `end`, both included, as exact as `grain` says."""

    start: date
    end: date
    grain: Grain

    @property
    def one_day(self) -> bool:
        return self.start == self.end


def day(when: date) -> Days:
    return Days(when, when, "day")


def week(when: date) -> Days:
    """The week from Monday to Sunday that holds the day."""
    monday = when - timedelta(days=when.weekday())
    return Days(monday, monday + timedelta(days=6), "week")


def weekend(when: date) -> Days:
    """Saturday and Sunday of the week that holds the day."""
    saturday = when + timedelta(days=5 - when.weekday())
    return Days(saturday, saturday + timedelta(days=1), "day")


def month(year_number: int, month_number: int) -> Days:
    last = calendar.monthrange(year_number, month_number)[1]
    return Days(date(year_number, month_number, 1), date(year_number, month_number, last), "month")


def quarter(year_number: int, number: int) -> Days:
    """Quarter 1 to 4 of a year."""
    first = 3 * (number - 1) + 1
    return Days(date(year_number, first, 1), month(year_number, first + 2).end, "quarter")


def season(year_number: int, first_month: int) -> Days:
    """Three months from `first_month`; a winter (12) ends in the February of the next year. Seasons of the north."""
    last = shift_months(date(year_number, first_month, 1), 2)
    return Days(date(year_number, first_month, 1), month(last.year, last.month).end, "season")


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31), "year")


def decade(first_year: int) -> Days:
    return Days(date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade")


def shift_months(when: date, months: int) -> date:
    """The same day of the month `months` later (earlier where negative), or that month's last day."""
    count = when.year * 12 + when.month - 1 + months
    last = calendar.monthrange(count // 12, count % 12 + 1)[1]
    return date(count // 12, count % 12 + 1, min(when.day, last))


def shift(when: date, number: int, unit: str) -> date:
    """The day `number` units later (earlier where negative); hours and less than a day shift by whole days only."""
    if unit in ("second", "minute"):
        return when
    if unit == "hour":
        return when + timedelta(days=int(number / 24))
    if unit in ("day", "night", "week", "weekend", "fortnight"):
        return when + timedelta(days=number * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))
    return shift_months(when, number * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def around(when: date, unit: str) -> Days:
    """The calendar unit that holds the day."""
    if unit in ("week", "fortnight"):
        return week(when)
    if unit == "weekend":
        return weekend(when)
    if unit == "month":
        return month(when.year, when.month)
    if unit == "quarter":
        return quarter(when.year, (when.month - 1) // 3 + 1)
    if unit == "year":
        return year(when.year)
    if unit == "decade":
        return decade(when.year // 10 * 10)
    if unit == "century":
        first = when.year // 100 * 100
        return Days(date(max(first, 1), 1, 1), date(first + 99, 12, 31), "decade")
    return day(when)


def grain_of(unit: str) -> Grain:
    """The grain that a count of such units has."""
    grains: dict[str, Grain] = {
        "week": "week", "fortnight": "week", "month": "month", "quarter": "quarter", "year": "year",
        "decade": "decade", "century": "decade",
    }  # fmt: skip
    return grains.get(unit, "day")


def edge(whole: Days, which: str) -> Days:
    """The part `which` ("early", "middle" or "late") of a week, month, year or decade.

    A month is cut at its tenth and twentieth day. A year's early and middle parts are four months each, its late part
    is the last quarter; a decade is cut after four and six years; a week after two and four days.
    """
    if whole.grain == "month":
        cuts = {"early": (1, 10), "middle": (11, 20), "late": (21, whole.end.day)}[which]
        return Days(whole.start.replace(day=cuts[0]), whole.start.replace(day=cuts[1]), "month")
    if whole.grain == "year":
        first, last = {"early": (1, 4), "middle": (5, 8), "late": (10, 12)}[which]
        return Days(date(whole.start.year, first, 1), month(whole.start.year, last).end, "month")
    if whole.grain == "decade":
        years = {"early": (0, 3), "middle": (4, 5), "late": (6, 9)}[which]
        base = whole.start.year
        return Days(date(base + years[0], 1, 1), date(base + years[1], 12, 31), "decade")
    if whole.grain == "week":
        steps = {"early": (0, 1), "middle": (2, 3), "late": (4, 6)}[which]
        return Days(whole.start + timedelta(days=steps[0]), whole.start + timedelta(days=steps[1]), "day")
    return whole


def last_weekday(when: date, weekday: int) -> date:
    """The latest such weekday (Monday 0) up to and including the day."""
    return when - timedelta(days=(when.weekday() - weekday) % 7)


def next_weekday(when: date, weekday: int) -> date:
    """The first such weekday from the day on, that day included."""
    return when + timedelta(days=(weekday - when.weekday()) % 7)


def make_date(year_number: int, month_number: int, day_number: int) -> date | None:
    """The date, None where the calendar has none."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None
