"""Expressions of time to days: every time that an article tells, resolved against the day it was written on.

Words are read by the patterns of `data/cues/times.yml`; what they hang on (publication, a date told before, a tense)
is named in each mention's reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportedly.lexicon.times import TimeCues
from reportedly.records import Article, Document, Interval, Parse, Span
from reportedly.resolve.calendar import make_date
from reportedly.resolve.timeatoms import Match, Matcher
from reportedly.resolve.timereadings import READINGS
from reportedly.resolve.timesetting import Anchor, Found, Kind, Setting, Told

_HEAD_CHARACTERS = 600
_DATELINE_ATOMS = 16
_DATELINE_CLOSERS = frozenset({"(", "-", "--", "—", "–", "[", ":", "/"})
_UNTOLD = frozenset(
    {"since", "since_day", "since_told", "until", "before", "window", "window_plural", "lasting", "clock"}
)
_NAME_KINDS = frozenset({"ORG", "PER", "LOC", "WPN", "PLT", "VEH", "DOC"})
_NAMELIKE = frozenset({"date", "month", "year", "season", "weekday", "feast", "decade", "numeric", "today"})


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that tell a time. `sentence` is the position in `Document.parses`, `start` and `end` (half-open) word
    positions in it. `interval` is None where the text does not tell the days; `reason` says why, or on what they rest.
    """

    sentence: int
    start: int
    end: int
    span: Span
    text: str
    interval: Interval | None
    reason: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Read:
    """A match with what it says."""

    match: Match
    end: int
    found: Found

    @property
    def read(self) -> str:
        return self.match.slots.pattern.read


def find_times(document: Document, cues: TimeCues) -> tuple[TimeMention, ...]:
    """All expressions of time in the body, in order of the text. Overlaps only where one holds another's clause
    ("since the siege began in May" and "in May")."""
    anchor = find_anchor(document.article, cues)
    told = Told()
    mentions: list[TimeMention] = []
    for sentence, parse in enumerate(document.parses):
        mentions.extend(_Sentence(document.article, sentence, parse, anchor, told, cues).find())
    return tuple(mentions)


# ---------------------------------------------------------------- the day of writing


def find_anchor(article: Article, cues: TimeCues) -> Anchor:
    """The day that the article was written on: as given, else of its dateline, else only a date for its year."""
    if article.published is not None:
        return Anchor(article.published, f"the publication date {article.published.isoformat()}")
    bound: date | None = None
    head = article.text[:_HEAD_CHARACTERS]
    for found in _full_date(cues).finditer(head):
        when = _date_of(found, cues)
        if when is None:
            continue
        if _is_dateline(head, found):
            return Anchor(when, f"the dateline {found[0]!r}")
        bound = bound or when
    if bound is None:
        bound = next((d for f in _full_date(cues).finditer(article.text) if (d := _date_of(f, cues)) is not None), None)
    return Anchor(None, "no date of publication", bound)


def _full_date(cues: TimeCues) -> re.Pattern[str]:
    months = "|".join(sorted([*cues.months, *cues.month_abbreviations], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.])(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{months})\.?,?\s+(?P<y>\d{{4}}|\d\d)(?![\w])"
        rf"|(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\w)"
        r"|(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\w))",
        re.IGNORECASE,
    )


def _date_of(found: re.Match[str], cues: TimeCues) -> date | None:
    if found["y3"] is not None:
        return make_date(int(found["y3"]), int(found["m3"]), int(found["d3"]))
    name = (found["m"] or found["m2"]).lower()
    year = int(found["y"] or found["y2"])
    year = year + (1900 if year >= 50 else 2000) if year < 100 else year
    return make_date(year, cues.months.get(name) or cues.month_abbreviations[name], int(found["d"] or found["d2"]))


def _is_dateline(head: str, found: re.Match[str]) -> bool:
    """A date on a line of its own, or in a line's head before a bracket or dash, or after "published"."""
    line_start = head.rfind("\n", 0, found.start()) + 1
    line_end = head.find("\n", found.end())
    before = head[line_start : found.start()].strip()
    after = head[found.end() : line_end if line_end >= 0 else len(head)].strip()
    if re.search(r"(?:published|updated|posted|dated?|issued|released)(?:\s+on)?\s*:?\s*$", before, re.IGNORECASE):
        return True
    short = len(before) <= 60 and not re.search(r"[.!?]\s|\b(?:on|in|of|since|until)$", before, re.IGNORECASE)
    return short and (
        (after == "" and line_end >= 0 and len(before) <= 12) or re.match(r"\(|--|—|–|-\s|\[|:", after) is not None
    )


# ---------------------------------------------------------------- one sentence


class _Sentence:
    """The search through one sentence; points are read once an atom."""

    def __init__(
        self, article: Article, sentence: int, parse: Parse, anchor: Anchor, told: Told, cues: TimeCues
    ) -> None:
        self.article, self.sentence, self.parse = article, sentence, parse
        self.anchor, self.told, self.cues = anchor, told, cues
        self.matcher = Matcher(parse, article.text, cues, self._point_at)
        self.points: dict[int, _Read | None] = {}

    def find(self) -> list[TimeMention]:
        mentions: list[TimeMention] = []
        i = 0
        while i < len(self.matcher.atoms):
            read = self._best_at(i)
            if read is None:
                i += 1
                continue
            if not self._is_name(i, read):
                mentions.append(self._mention(i, read))
            i = i + 1 if self._holds_more(read) else read.end
        return mentions

    def _holds_more(self, read: _Read) -> bool:
        """Whether a time within the words has a clause of its own: "since it began in May", "since May, when ..."."""
        following = (self.matcher.text_at(read.end), self.matcher.text_at(read.end + 1))
        return "GAP" in read.match.slots.pattern.words or (read.read == "since" and following == (",", "when"))

    def _best_at(self, i: int) -> _Read | None:
        if not (self.matcher.classes[i] or self._opens(i)):
            return None
        point = self._point(i)
        for match in self.matcher.matches(self.cues.frames, i, point is not None):
            if point is not None and match.end <= point.end:
                break
            found = self._read(match)
            if found is not None:
                return _Read(match, match.end, found)
        return point

    def _opens(self, i: int) -> bool:
        text = self.matcher.atoms[i].text
        return text in self.cues.frames or text in self.cues.points

    def _read(self, match: Match) -> Found | None:
        setting = Setting(self.anchor, self.matcher, self.told, self.sentence, match.start, match.end)
        try:
            return READINGS[match.slots.pattern.read](match.slots, setting)
        except (OverflowError, ValueError):
            return None

    def _point_at(self, i: int) -> tuple[int, Found] | None:
        point = self._point(i)
        return None if point is None else (point.end, point.found)

    def _point(self, i: int) -> _Read | None:
        if i not in self.points:
            self.points[i] = None
            if self.matcher.classes[i] or self.matcher.atoms[i].text in self.cues.points:
                self.points[i] = self._apposed(self._plain_point(i))
        return self.points[i]

    def _plain_point(self, i: int) -> _Read | None:
        for match in self.matcher.matches(self.cues.points, i):
            found = self._read(match)
            if found is not None:
                return _Read(match, match.end, found)
        return None

    def _apposed(self, first: _Read | None) -> _Read | None:
        """A weekday or "today" joined with the date or weekday that explains it: "Sunday, 12 May", "today (Monday)"."""
        if first is None or first.read not in ("weekday", "today"):
            return first
        mark = self.matcher.text_at(first.end)
        at = first.end + (mark in (",", "(", "["))
        second = self._plain_point(at) if at < len(self.matcher.atoms) else None
        if second is None or second.read == first.read or second.read not in ("date", "numeric", "weekday"):
            return first
        end = second.end + (mark in ("(", "[") and self.matcher.text_at(second.end) in (")", "]"))
        found = second.found if second.read != "weekday" and second.found.days is not None else first.found
        return _Read(second.match if found is second.found else first.match, end, found)

    def _is_name(self, i: int, read: _Read) -> bool:
        """Whether the words are part of a name: "17 November" the group, April the person, "the Arab Spring"."""
        texts = [self.matcher.text_at(k) for k in range(i - 1, read.end + 1)]
        if any(pair in self.cues.names_not_times for pair in pairwise(texts)):
            return True
        if read.read not in _NAMELIKE:
            return False
        if read.read == "date" and not read.found.explicit and self.matcher.text_at(read.end) in self.cues.name_heads:
            return True
        start, end = self.matcher.atoms[i].word, self.matcher.atoms[read.end - 1].word + 1
        longer = int(read.read in ("weekday", "today"))
        return any(
            n.kind in _NAME_KINDS and n.start <= start and end <= n.end and n.end - n.start >= end - start + longer
            for n in self.parse.names
        )

    def _mention(self, i: int, read: _Read) -> TimeMention:
        atoms = self.matcher.atoms
        span = Span(atoms[i].span.start, atoms[read.end - 1].span.end)
        text, found = span.of(self.article.text), read.found
        kind: Kind = "dateline" if self._is_dateline(i, read) else found.kind
        days = found.days
        interval = None if days is None else Interval(span, text, days.start, days.end, days.grain, found.reason)
        if days is not None and kind != "dateline":
            if read.read not in _UNTOLD:
                self.told.rows.append((self.sentence, days, found.explicit))
            elif read.read != "clock":
                self.told.span = found
        word_start, word_end = atoms[i].word, atoms[read.end - 1].word + 1
        return TimeMention(self.sentence, word_start, word_end, span, text, interval, found.reason, kind)

    def _is_dateline(self, i: int, read: _Read) -> bool:
        if self.sentence > 1 or read.read not in ("date", "numeric") or i > _DATELINE_ATOMS:
            return False
        head = self.matcher.text_at(i - 1) in ("", ",", ")", "(")
        return head and self.matcher.text_at(read.end) in _DATELINE_CLOSERS
