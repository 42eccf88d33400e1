"""The units of one page and what is known of each: the cue that its words match, and why it is furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.lexicon.furniture import LONGEST, FurnitureCue, FurnitureCues
from reportedly.text.lines import Unit, split_units, words_of

TOP_WORDS = 90
"""Running words that may stand before a byline block: a headline, a stand-first, a caption."""

_KEY = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[©@]|\(c\)")
NAME = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
    r"(?: (?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|al-\w+|de|del|da|van|von|bin|ben|ibn|el|la|di|and)){1,5}"
)
_SEPARATOR = re.compile(r"\s[|•·/]\s")


@dataclass(slots=True)
class Page:
    """The units of one text and, for each, why it is furniture (None: it is not)."""

    units: tuple[Unit, ...]
    reasons: list[str | None]
    hits: list[FurnitureCue | None]
    before: list[int]
    """Words of sentences before each unit, and after the last one."""
    authors: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def prose(self) -> int:
        return self.before[-1]

    @property
    def prosaic(self) -> bool:
        """Whether most words that are left stand in sentences, so that a line without one stands out."""
        left = [u for u, reason in zip(self.units, self.reasons, strict=True) if reason is None]
        return sum(len(u.words) for u in left if not u.fragment) > 0.5 * sum(len(u.words) for u in left)

    def mark(self, i: int, reason: str) -> None:
        if self.reasons[i] is None:
            self.reasons[i] = reason

    def kept_sentences(self) -> list[int]:
        return [i for i, u in enumerate(self.units) if self.reasons[i] is None and not u.fragment]


def read_page(text: str, cues: FurnitureCues) -> Page:
    """The units of a text with the cues that they match; nothing is marked yet."""
    units = split_units(text)
    before = [0]
    for unit in units:
        before.append(before[-1] + (0 if unit.fragment else len(unit.words)))
    page = Page(units, [None] * len(units), [None] * len(units), before)
    seen: dict[tuple[str, bool, bool], FurnitureCue | None] = {}
    for i, unit in enumerate(units):
        if len(unit.text) > LONGEST:
            continue
        key = (unit.text, before[i] <= TOP_WORDS, 2 * before[i] >= before[-1])
        if key not in seen:
            seen[key] = _find_cue(unit, key[1], key[2], cues)
        page.hits[i] = seen[key]
    return page


def _find_cue(unit: Unit, top: bool, tail: bool, cues: FurnitureCues) -> FurnitureCue | None:
    if _is_interface(unit, cues):
        return _INTERFACE
    found = _find_pattern(unit.text, len(unit.words), top, tail, cues)
    if found is None and len(unit.words) <= 24 and len(parts := _SEPARATOR.split(unit.text)) > 1:
        hits = [_find_pattern(part.strip(), len(words_of(part)), top, tail, cues) for part in parts[:8]]
        found = next((cue for cue in hits if cue is not None and (cue.anchor or None not in hits)), None)
    return found


def _find_pattern(line: str, words: int, top: bool, tail: bool, cues: FurnitureCues) -> FurnitureCue | None:
    keys = set(_KEY.findall(line.lower()))
    tried = sorted({*cues.keyless, *(i for key in keys for i in cues.by_key.get(key, ()))})
    for i in tried:
        cue = cues.cues[i]
        in_zone = cue.zone == "any" or (top if cue.zone == "top" else tail)
        if in_zone and words <= cue.words and cue.pattern.match(line):
            return cue
    return None


_INTERFACE = FurnitureCue(
    "row of buttons",
    re.compile(""),
    frozenset(),
    "line",
    "any",
    anchor=False,
    words=16,
    examples=(),
    counterexamples=(),
)


def _is_interface(unit: Unit, cues: FurnitureCues) -> bool:
    words = unit.words
    if not 0 < len(words) <= _INTERFACE.words or unit.several:
        return False
    known = all(w in cues.interface_words or w.isdigit() for w in words)
    return known and any(w in cues.interface_core for w in words)


def mark_cues(page: Page) -> None:
    """Marks the lines whose words give them away, and keeps the authors that bylines name."""
    for i, cue in enumerate(page.hits):
        if cue is None:
            continue
        page.mark(i, cue.kind)
        found = cue.pattern.match(page.units[i].text)
        if found is not None and "author" in cue.pattern.groupindex and found["author"]:
            page.authors.update(_names_in(found["author"]))


def _names_in(words: str) -> Iterator[tuple[str, ...]]:
    for part in re.split(r",|\band\b|&|\bin\b|\|", words, flags=re.IGNORECASE):
        name = words_of(part)
        if 2 <= len(name) <= 5:
            yield name


def is_name(unit: Unit) -> bool:
    """Whether the line is a person's name or the like and nothing else."""
    return unit.fragment and len(unit.text) <= 60 and NAME.fullmatch(unit.text) is not None
