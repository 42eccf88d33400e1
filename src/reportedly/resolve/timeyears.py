"""Which year is meant where the words tell none: by tense, by nearness, by dates told before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reportedly.resolve.calendar import Days
from reportedly.resolve.timeatoms import Slots
from reportedly.resolve.timesetting import Found, Setting, found_days, hangs_on

_NARRATIVE_SENTENCES = 2


_NEAR_AHEAD_DAYS = 45


_LIKELY_AHEAD_DAYS = 60


_FARTHEST_AHEAD_DAYS = 183


_LONG_BEHIND_DAYS = 240


def full_year(setting: Setting, two_digits: int) -> int:
    """The year of this or the last century that lies at most ten years ahead of the article."""
    limit = (setting.anchor.published or date(2040, 1, 1)).year + 10
    year = limit // 100 * 100 + two_digits
    return year if year <= limit else year - 100


def told_year(slots: Slots, setting: Setting) -> tuple[int, str] | None:
    """The year that the words tell, or that they tell by "last year"."""
    year, short, shift = slots.number("YEAR"), slots.number("YY"), slots.constant("year_shift")
    if year is not None:
        return (year, "the words tell the year")
    if short is not None:
        return (full_year(setting, short), "a year of two digits, read as the nearest one")
    if isinstance(shift, int) and setting.anchor.published is not None:
        return (setting.anchor.published.year + shift, f"counted from the year of {setting.anchor.reason}")
    return None


def choose_year(past: Days, future: Days, setting: Setting) -> tuple[Days, str]:
    """Past or future of two yearly candidates around the day of publication, by tense and nearness."""
    published = setting.anchor.published
    assert published is not None
    ahead = (future.start - published).days
    behind = (published - past.end).days
    tense = setting.tense
    if tense == "future":
        forward = ahead <= _FARTHEST_AHEAD_DAYS and behind > 0
    elif setting.opener == "since":
        forward = False
    elif setting.opener in ("before", "by") and tense != "past":
        forward = ahead < behind
    elif tense == "past":
        forward = ahead <= _NEAR_AHEAD_DAYS and behind > _LONG_BEHIND_DAYS
    else:
        forward = ahead <= _LIKELY_AHEAD_DAYS and behind > _LIKELY_AHEAD_DAYS
    told = f"{'next' if forward else 'latest'} from {setting.anchor.reason}" + (f", {tense} tense" if tense else "")
    return (future if forward else past), told


def find_in_year(build: Callable[[int], Days | None], setting: Setting, turn: str | None = None) -> Found | None:
    """A yearly thing without its year: `build` gives it for a year, None where that year has none."""
    told = setting.told.last_dated()
    published = setting.anchor.published
    if turn in ("after", "before"):
        return find_turned(build, setting, turn)
    reach = 0 if told is not None and told[1].grain == "year" else _NARRATIVE_SENTENCES
    recent = told is not None and setting.sentence - told[0] <= reach
    if told is not None and recent and turn is None and published is not None:
        days = build(told[1].start.year) if told[1].grain == "year" else nearest_to(build, told[1].start)
        if days is not None and abs(told[1].start.year - published.year) > 1:
            return Found(days, f"the year told beside it ({told[1].start.year})")
    if published is None:
        return _by_told_date(build, setting)
    around = [d for y in range(published.year - 8, published.year + 9) if (d := build(y)) is not None]
    past = [d for d in around if d.start <= published]
    future = [d for d in around if d.start > published]
    if not past or not future:
        return None
    if turn == "last":
        ended = [d for d in past if d.end < published]
        return Found((ended or past)[-1], f"the last before {setting.anchor.reason}")
    if turn == "next":
        return Found(future[0], f"the next after {setting.anchor.reason}")
    if turn == "this":
        same = [d for d in around if d.start.year == published.year]
        return Found((same or past)[-1], f"of the year of {setting.anchor.reason}")
    days, reason = choose_year(past[-1], future[0], setting)
    return Found(days, reason)


def nearest_to(build: Callable[[int], Days | None], near: date) -> Days | None:
    around = [d for y in range(near.year - 1, near.year + 2) if (d := build(y)) is not None]
    return min(around, key=lambda d: abs((d.start - near).days), default=None)


def _by_told_date(build: Callable[[int], Days | None], setting: Setting) -> Found | None:
    told = setting.told.last_dated()
    year = _lone_year(setting)
    if year is not None and (told is None or told[0] != setting.sentence):
        return found_days(build(year), f"the year told in the sentence ({year})")
    near = told[1].start if told is not None else setting.anchor.bound
    if near is None:
        return hangs_on("its year")
    days = nearest_to(build, near)
    source = "told before" if told is not None else "near the head of the text"
    return found_days(days, f"the year nearest to a date {source} ({near.isoformat()})")


def _lone_year(setting: Setting) -> int | None:
    """The only year that the sentence tells, None where it tells none or several."""
    years = {
        a.text for a in setting.matcher.atoms if len(a.text) == 4 and a.text.isdecimal() and "1900" <= a.text < "2100"
    }
    return int(years.pop()) if len(years) == 1 else None


def find_turned(build: Callable[[int], Days | None], setting: Setting, turn: str) -> Found | None:
    told = setting.told.last()
    start = told[1].end if told is not None else setting.anchor.published
    if start is None:
        return hangs_on("a date told before", "anchor")
    around = [d for y in range(start.year - 8, start.year + 9) if (d := build(y)) is not None]
    if turn == "after":
        chosen = next((d for d in around if d.start > start), None)
    else:
        chosen = next((d for d in reversed(around) if d.end < start), None)
    return found_days(chosen, f"counted from {start.isoformat()}, told before", "anchor")


def own_year(slots: Slots, setting: Setting) -> tuple[int, str, bool] | None:
    told = told_year(slots, setting)
    if told is not None:
        return (*told, slots.number("YEAR") is not None)
    published = setting.anchor.published
    return None if published is None else (published.year, f"of the year of {setting.anchor.reason}", False)
