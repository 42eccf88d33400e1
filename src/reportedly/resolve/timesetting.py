"""What a reading of time starts from and gives: the setting of the words, and days with a reason."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from reportedly.lexicon.times import TimeCues
from reportedly.resolve import calendar
from reportedly.resolve.calendar import Days
from reportedly.resolve.tense import Tense, tense_at
from reportedly.resolve.timeatoms import Matcher, Slots

Kind = Literal["date", "range", "duration", "set", "anchor", "clock", "dateline"]


@dataclass(frozen=True, slots=True)
class Found:
    """Days read from words, None where the text does not tell them; why; whether the words told the year themselves."""

    days: Days | None
    reason: str
    kind: Kind = "date"
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that an article was written on, and what says so. `bound` is a full date near its head that only
    tells the year; both None where nothing says."""

    published: date | None
    reason: str
    bound: date | None = None


@dataclass(slots=True)
class Told:
    """What was told before in the article, latest last: (sentence, days, whether the words told the year), and the
    latest span of time ("since March", "for six months"). Only the latest rows are remembered."""

    rows: deque[tuple[int, Days, bool]] = field(default_factory=lambda: deque(maxlen=_MEMORY))
    span: Found | None = None

    def last(self, grain: str | None = None) -> tuple[int, Days, bool] | None:
        return next((row for row in reversed(self.rows) if grain is None or row[1].grain == grain), None)

    def last_dated(self) -> tuple[int, Days, bool] | None:
        """The latest whose words told the year."""
        return next((row for row in reversed(self.rows) if row[2] and row[1].grain in ("day", "month", "year")), None)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where words are read: atoms `start` to `end` of one sentence, in one article."""

    anchor: Anchor
    matcher: Matcher
    told: Told
    sentence: int
    start: int
    end: int

    @property
    def cues(self) -> TimeCues:
        return self.matcher.cues

    @property
    def opener(self) -> str:
        """The word before, empty at the head of the sentence."""
        return self.matcher.text_at(self.start - 1)

    @property
    def following(self) -> str:
        return self.matcher.text_at(self.end)

    @property
    def tense(self) -> Tense | None:
        if self.opener == "since":
            return "past"
        if self.opener in _AHEAD_OPENERS and self.following != "'s":
            return "future"
        return tense_at(self.matcher.parse, self.matcher.atoms[self.end - 1].word, self.cues)

    @property
    def before_noun(self) -> bool:
        """Whether the word after belongs to one noun phrase with these words."""
        if self.end >= len(self.matcher.atoms):
            return False
        word = self.matcher.parse.words[self.matcher.atoms[self.end].word]
        if word.xpos in ("X", ""):
            known = self.cues.month_openers | self.cues.past_words | self.cues.modals | self.cues.clock_openers
            return self.following.isalpha() and self.following not in known
        return word.upos in ("NOUN", "PROPN", "ADJ", "NUM")


Reading = Callable[[Slots, Setting], Found | None]


BE_WORDS = frozenset({"is", "'s", "been", "was", "'re", "just", "about", ""})


_MEMORY = 64
_AHEAD_OPENERS = frozenset({"until", "till", "for"})


NO_PUBLISHED = "the day of publication"


def hangs_on(what: str, kind: Kind = "date") -> Found:
    return Found(None, f"hangs on {what}, which the text does not tell", kind)


def found_days(days: Days | None, reason: str, kind: Kind = "date", explicit: bool = False) -> Found | None:
    """None where the calendar has no such days."""
    return None if days is None else Found(days, reason, kind, explicit)


def one_day(when: date | None) -> Days | None:
    return None if when is None else calendar.day(when)


def found_day(when: date | None, reason: str, kind: Kind = "date", explicit: bool = False) -> Found | None:
    return found_days(one_day(when), reason, kind, explicit)
