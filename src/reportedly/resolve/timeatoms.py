"""A sentence cut finer than words, so that "25-26" and "mid-April" match alike, and patterns of time found in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.lexicon.times import Element, Pattern, PatternIndex, TimeCues, decade_of, ordinal_of
from reportedly.records import Parse, Span

_ATOM = re.compile(
    r"o['’]clock|['’]?\d+['’]?s(?![^\W_])|['’]s(?![^\W_])|\d+(?:st|nd|rd|th)(?![^\W_])|[^\W\d_]+|\d+|\S", re.I
)
_HALF_DAY = r"(?:[ap](?:\.\s?m\.|\.?m(?!\w)))"
_ZONE = r"(?:\s*(?:hours|hrs|gmt|utc|z|local(?: time)?)(?!\w))"
_REAL_ZONE = r"(?:\s*(?:gmt|utc|z|local(?: time)?)(?!\w))"
_CLOCK = re.compile(
    rf"(?<![\d:.])(?:\d{{1,2}}[:.]\d\d\s*{_HALF_DAY}|\d{{1,2}}\s*{_HALF_DAY}|\d{{1,2}}\s*o['’]clock|\d{{1,2}}:\d\d(?!\d|:\d)"
    rf"|[0-2]\d[0-5]\d(?={_REAL_ZONE})|(?:noon|midnight|midday)(?!\w)){_ZONE}*(?:\s*[(\[]\s*\d{{4}}{_ZONE}+\s*[)\]])?",
    re.IGNORECASE,
)
_BARE_CLOCK = re.compile(
    rf"(?:[01]\d|2[0-4])[0-5]\d(?!\d|[.,:]\d){_ZONE}*(?:\s*[(\[]\s*\d{{4}}{_ZONE}+\s*[)\]])?", re.I
)
_POINT_CLOCK = re.compile(r"(?:1?\d|2[0-3])\.[0-5]\d(?!\d|\.)")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2}))(?![\d/-]|\.\d)"
)
_DAY_POINT_MONTH = re.compile(r"(?:[0-3]\d)\.(?:0\d|1[0-2])(?![\d]|\.\d)")
_BREAKS = frozenset(',;:.!?()[]"“”')
_LONGEST_GAP = 12

_COUNTABLE = frozenset({"UNIT", "NUM", "solid", "full", "whole", "long"})
"""What "a" must stand before to be a number."""

Value = object


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a word: lower case text, its word's position, its span in the article, whether it opens a capital."""

    text: str
    word: int
    span: Span
    capital: bool


@dataclass(frozen=True, slots=True)
class Slots:
    """What the classes of a matched pattern took, in order, beside the constants of the pattern."""

    taken: tuple[tuple[str, Value], ...]
    pattern: Pattern

    def all(self, name: str) -> list[Value]:
        return [value for key, value in self.taken if key == name]

    def numbers(self, name: str) -> list[int]:
        return [value for value in self.all(name) if isinstance(value, int)]

    def number(self, name: str) -> int | None:
        found = self.numbers(name)
        return found[0] if found else None

    def word(self, name: str) -> str | None:
        found = [value for value in self.all(name) if isinstance(value, str)]
        return found[0] if found else None

    def constant(self, name: str) -> int | str | None:
        return self.pattern.constants.get(name)

    def step(self, name: str, default: int = 0) -> int:
        """A constant that is a number."""
        value = self.pattern.constants.get(name, default)
        return value if isinstance(value, int) else default


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in atoms `start` to `end`, half-open."""

    start: int
    end: int
    slots: Slots


def build_atoms(parse: Parse) -> list[Atom]:
    """The atoms of a sentence, in order; a word whose text differs in length from its span is one atom."""
    atoms = []
    for word in parse.words:
        if len(word.text) != word.span.end - word.span.start or word.text.isalpha():
            atoms.append(Atom(word.text.lower(), word.i, word.span, word.text[:1].isupper()))
            continue
        for piece in _ATOM.finditer(word.text):
            span = Span(word.span.start + piece.start(), word.span.start + piece.end())
            atoms.append(Atom(piece[0].lower().replace("’", "'"), word.i, span, piece[0][:1].isupper()))
    return atoms


PointAt = Callable[[int], tuple[int, Value] | None]


class Matcher:
    """Finds patterns in the atoms of one sentence. `point_at` gives the end and value of the best point at an atom."""

    def __init__(self, parse: Parse, text: str, cues: TimeCues, point_at: PointAt) -> None:
        self.parse = parse
        self.text = text
        self.cues = cues
        self.atoms = build_atoms(parse)
        self.classes = [cues.classes_of(atom.text) for atom in self.atoms]
        for i, atom in enumerate(self.atoms):
            if atom.text in ("a", "an") and self._keys_at(i + 1).isdisjoint(_COUNTABLE):
                self.classes[i] = frozenset()
        self.point_at = point_at
        self._taken: dict[tuple[str, int], list[tuple[int, Value]]] = {}

    def matches(self, index: PatternIndex, i: int, point: bool = False) -> list[Match]:
        """All patterns that match from atom `i`, the longest first, rows told earlier before later ones."""
        candidates: dict[str, Pattern] = {}
        following = ("", *self._keys_at(i + 1))
        for key in (self.atoms[i].text, *self.classes[i], *(("POINT",) if point else ())):
            followers = index.get(key)
            if followers is not None:
                for after in following:
                    candidates.update((pattern.words, pattern) for pattern in followers.get(after, ()))
        found = []
        for pattern in candidates.values():
            hit = self._match(pattern.elements, 0, i, ())
            if hit is not None and hit[0] > i:
                end = hit[0] - (self.atoms[hit[0] - 1].text == ",")
                found.append(Match(i, end, Slots(hit[1], pattern)))
        found.sort(key=lambda match: (-match.end, match.slots.pattern.rank))
        return found

    def _keys_at(self, i: int) -> frozenset[str]:
        """The words and classes that atom `i` may be taken for; a point where a pattern of points may open."""
        if i >= len(self.atoms):
            return frozenset()
        text, classes = self.atoms[i].text, self.classes[i]
        opens = classes or text in self.cues.points
        return classes | {text, "POINT"} if opens else frozenset((text,))

    def text_at(self, i: int) -> str:
        """The text of atom `i`, empty where the sentence has none."""
        return self.atoms[i].text if 0 <= i < len(self.atoms) else ""

    def _match(
        self, elements: tuple[Element, ...], k: int, i: int, taken: tuple[tuple[str, Value], ...]
    ) -> tuple[int, tuple[tuple[str, Value], ...]] | None:
        if k == len(elements):
            return i, taken
        element = elements[k]
        if i < len(self.atoms):
            if self.atoms[i].text in element.literals:
                hit = self._match(elements, k + 1, i + 1, taken)
                if hit is not None:
                    return hit
            for name in element.classes:
                for end, value in self._take(name, i):
                    hit = self._match(elements, k + 1, end, (*taken, (name, value)))
                    if hit is not None:
                        return hit
        return self._match(elements, k + 1, i, taken) if element.optional else None

    def _take(self, name: str, i: int) -> list[tuple[int, Value]]:
        """The ends and values that class `name` may take from atom `i`."""
        if name == "POINT":
            point = self.point_at(i)
            return [] if point is None else [point]
        if name == "GAP":
            return self._take_gap(i)
        if name not in self.classes[i]:
            return []
        known = self._taken.get((name, i))
        if known is None:
            taken = _TAKERS[name](self, i)
            known = self._taken[name, i] = [] if taken is None else [taken]
        return known

    def _take_gap(self, i: int) -> list[tuple[int, Value]]:
        ends: list[tuple[int, Value]] = []
        if not self.atoms[i].text.isalpha() or self.point_at(i) is not None:
            return ends
        for j in range(i, min(i + _LONGEST_GAP, len(self.atoms) - 1)):
            if self.atoms[j].text in _BREAKS or self.atoms[j].text == "since":
                break
            if self.point_at(j + 1) is not None:
                ends.append((j + 1, ""))
        return ends

    def _is_number(self, i: int) -> bool:
        classes = self.classes[i] if 0 <= i < len(self.atoms) else frozenset()
        return bool(classes & {"DAY", "YEAR", "NTH", "YY"})

    def _take_month(self, i: int) -> tuple[int, Value] | None:
        atom, following = self.atoms[i], self.text_at(i + 1)
        number = self.cues.months.get(atom.text)
        stop = 1 if following == "." else 0
        if number is None:
            beside = self._is_number(i + 1 + stop) or self._is_number(i - 1) or self.text_at(i - 1) in ("-", "–", "of")
            return (i + 1 + stop * self._is_number(i + 2), self.cues.month_abbreviations[atom.text]) if beside else None
        if atom.text in self.cues.month_homographs and not self._is_month_name(i):
            return None
        return i + 1, number

    def _is_month_name(self, i: int) -> bool:
        """Whether "may", "march" or "august" stands as a month: not as a verb, and beside a number or an opener."""
        word = self.parse.words[self.atoms[i].word]
        if word.xpos.startswith(("VB", "MD", "JJ")) and not self._is_number(i - 1):
            return False
        if not self.atoms[i].capital and not word.xpos.startswith("NNP"):
            return False
        before = self.text_at(i - 1)
        if before in self.cues.month_openers or self._is_number(i - 1) or (before == "the" and self._is_number(i - 2)):
            listed = i >= 2 and bool(self.classes[i - 2] & {"MONTH", "YEAR", "DAY"})
            joins = before in ("to", "or", "and") and not listed
            return not joins or self._is_number(i + 1) or word.xpos.startswith("NNP")
        return (self._is_number(i + 1) and self.text_at(i + 2) != "%") or word.xpos == "NNP"

    def _take_weekday(self, i: int) -> tuple[int, Value] | None:
        atom = self.atoms[i]
        if atom.text in self.cues.weekdays:
            return i + 1, self.cues.weekdays[atom.text]
        stop = self.text_at(i + 1) in (".", ",")
        following = i + 1 + stop
        kinds = [self.classes[k] if k < len(self.atoms) else frozenset() for k in (following, following + 1)]
        dated = "MONTH" in kinds[0] or ("DAY" in kinds[0] and "MONTH" in kinds[1])
        return (i + 1, self.cues.weekday_abbreviations[atom.text]) if atom.capital and dated else None

    def _take_number(self, i: int) -> tuple[int, Value] | None:
        text = self.atoms[i].text
        if text.isdecimal():
            return i + 1, int(text)
        if text == "a" and self.text_at(i + 1) in self.cues.vague_numbers:
            i, text = i + 1, self.text_at(i + 1)
        if text in self.cues.vague_numbers:
            return i + 1 + (self.text_at(i + 1) == "of"), f"vague {self.cues.vague_numbers[text]}"
        number, end = self.cues.numbers[text], i + 1
        if number >= 20 and number % 10 == 0:
            ones = end + (self.text_at(end) == "-")
            if self.cues.numbers.get(self.text_at(ones), 10) < 10:
                number, end = number + self.cues.numbers[self.text_at(ones)], ones + 1
        if [self.text_at(end + k) for k in range(3)] == ["and", "a", "half"]:
            end += 3
        return end, number

    def _take_clock(self, i: int) -> tuple[int, Value] | None:
        before, start = self.text_at(i - 1), self.atoms[i].span.start
        found = _CLOCK.match(self.text, start)
        if found is None and before in self.cues.clock_openers:
            named = before == "at" or self.text_at(i - 2) == "at" or self.atoms[i].text.startswith("0")
            named = named or before in ("until", "till", "from", "since")
            found = _BARE_CLOCK.match(self.text, start) if named and self._is_hour(i, before) else None
            found = found or (_POINT_CLOCK.match(self.text, start) if named else None)
        if found is not None and re.match(
            r"\s*(?:%|per ?cent|percent|points|million|billion|km|kg|m\b)", self.text[found.end() :][:12]
        ):
            return None
        return None if found is None else (self._atom_after(i, found.end()), found[0])

    def _is_hour(self, i: int, before: str) -> bool:
        """Whether four digits after an opener may be an hour: after "at", or with a nought or a zone."""
        after = self.text_at(i + 1)
        return (
            before == "at" or self.text_at(i - 2) == "at" or self.atoms[i].text[0] == "0" or after in ("hours", "hrs")
        )

    def _take_numeric(self, i: int) -> tuple[int, Value] | None:
        start = self.atoms[i].span.start
        found = _NUMERIC.match(self.text, start)
        if found is None and self.text_at(i - 1) in ("on", "since", "until", "dated", "of"):
            found = _DAY_POINT_MONTH.match(self.text, start)
        return None if found is None else (self._atom_after(i, found.end()), found[0])

    def _take_words(self, i: int, table: frozenset[tuple[str, ...]]) -> int | None:
        """The end of the longest row of words of `table` that stands at atom `i`."""
        row = tuple(atom.text for atom in self.atoms[i : i + 4])
        return next((i + n for n in range(len(row), 0, -1) if row[:n] in table), None)

    def _take_approximation(self, i: int) -> tuple[int, Value] | None:
        end = self._take_words(i, self.cues.approximations)
        return None if end is None else (end, "")

    def _take_feast(self, i: int) -> tuple[int, Value] | None:
        end = self._take_words(i, frozenset(self.cues.feasts))
        if end is None or not self.atoms[i].capital:
            return None
        return end, self.cues.feasts[tuple(atom.text for atom in self.atoms[i:end])]

    def _take_unit(self, i: int) -> tuple[int, Value] | None:
        text = self.atoms[i].text
        return None if text == "second" else (i + 1, self.cues.units[text])

    def _take_year(self, i: int) -> tuple[int, Value] | None:
        inside = re.match(r"[.,]\d", self.text[self.atoms[i].span.end : self.atoms[i].span.end + 2])
        return (i + 1, int(self.atoms[i].text)) if inside is None else None

    def _take_decade(self, i: int) -> tuple[int, Value] | None:
        first = decade_of(self.atoms[i].text, self.cues)
        return None if first is None else (i + 1, first)

    def _take_ordinal(self, i: int) -> tuple[int, Value] | None:
        number = ordinal_of(self.atoms[i].text, self.cues)
        return None if number is None else (i + 1, number)

    def _atom_after(self, i: int, offset: int) -> int:
        """The first atom from `i` on that starts at or after the offset."""
        while i < len(self.atoms) and self.atoms[i].span.start < offset:
            i += 1
        return i


Taker = Callable[[Matcher, int], tuple[int, Value] | None]


def _take_digits(matcher: Matcher, i: int) -> tuple[int, Value] | None:
    return i + 1, int(matcher.atoms[i].text)


def _take_text(matcher: Matcher, i: int) -> tuple[int, Value] | None:
    return i + 1, matcher.atoms[i].text


_TAKERS: dict[str, Taker] = {
    "MONTH": Matcher._take_month,
    "WEEKDAY": Matcher._take_weekday,
    "PLURALDAY": _take_text,
    "DAY": _take_digits,
    "YY": _take_digits,
    "NTH": Matcher._take_ordinal,
    "ORD": Matcher._take_ordinal,
    "YEAR": Matcher._take_year,
    "NUM": Matcher._take_number,
    "UNIT": Matcher._take_unit,
    "UNIT1": Matcher._take_unit,
    "UNITS": Matcher._take_unit,
    "SEASON": lambda matcher, i: (i + 1, matcher.cues.seasons[matcher.atoms[i].text]),
    "PART": lambda matcher, i: (i + 1, matcher.cues.parts[matcher.atoms[i].text]),
    "EDGE": lambda matcher, i: (i + 1, matcher.cues.edges[matcher.atoms[i].text]),
    "DECADE": Matcher._take_decade,
    "CLOCK": Matcher._take_clock,
    "NUMERIC": Matcher._take_numeric,
    "FEAST": Matcher._take_feast,
    "APPROX": Matcher._take_approximation,
}
