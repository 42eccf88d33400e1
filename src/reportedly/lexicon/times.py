"""Words of time: tables that give words their values, and patterns over them, from `data/cues/times.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from reportedly.errors import CodebookError
from reportedly.lexicon.tables import read_yaml

CLASSES = frozenset({
    "MONTH", "WEEKDAY", "PLURALDAY", "DAY", "NTH", "ORD", "YEAR", "YY", "NUM", "UNIT", "UNIT1", "UNITS", "SEASON",
    "PART", "DECADE", "EDGE", "CLOCK", "NUMERIC", "FEAST", "APPROX", "POINT", "GAP",
})  # fmt: skip
_NTH = re.compile(r"(\d{1,2})(st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3}0)s|['’]?(\d0)s")
_ROW_KEYS = frozenset({"words", "read", "with", "example", "means", "never"})

Constant = int | str


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: literal words and classes that may stand there, and whether it may be absent."""

    literals: frozenset[str]
    classes: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of elements and how it is read; `rank` is its place in the file.

    `means` is what `example` says in a text of 2024-06-12, "none" for no interval.
    """

    rank: int
    words: str
    elements: tuple[Element, ...]
    read: str
    constants: Mapping[str, Constant]
    example: str
    means: str | None
    never: str | None


PatternIndex = Mapping[str, Mapping[str, tuple[Pattern, ...]]]
"""Patterns by the word or class that may stand first, then by what may stand next; under "" where anything may."""


@dataclass(frozen=True, slots=True)
class TimeCues:
    """All tables, frozen. Words are lower case; months count from 1, weekdays from Monday 0."""

    months: Mapping[str, int]
    month_abbreviations: Mapping[str, int]
    month_homographs: frozenset[str]
    month_openers: frozenset[str]
    weekdays: Mapping[str, int]
    weekday_abbreviations: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    vague_numbers: Mapping[str, int]
    vague_spans: Mapping[str, int]
    ordinals: Mapping[str, int]
    approximations: frozenset[tuple[str, ...]]
    seasons: Mapping[str, int]
    season_openers: frozenset[str]
    parts: Mapping[str, str]
    edges: Mapping[str, str]
    decades: Mapping[str, int]
    feasts: Mapping[tuple[str, ...], tuple[int, int]]
    ahead: frozenset[str]
    ahead_participles: frozenset[str]
    ahead_nouns: frozenset[str]
    scheduled_nouns: frozenset[str]
    same_past: frozenset[str]
    not_lasting: frozenset[str]
    modals: frozenset[str]
    past_words: frozenset[str]
    ahead_words: frozenset[str]
    clock_openers: frozenset[str]
    year_openers: frozenset[str]
    name_heads: frozenset[str]
    names_not_times: frozenset[tuple[str, ...]]
    word_classes: Mapping[str, frozenset[str]]
    points: PatternIndex
    frames: PatternIndex
    patterns: tuple[Pattern, ...] = field(repr=False)

    def classes_of(self, word: str) -> frozenset[str]:
        """The classes that a lower-case word may open: by table, or by the shape of its digits."""
        known = self.word_classes.get(word)
        if known is not None:
            return known
        return _shape_classes(word) if word[:1].isdigit() or word[:1] in "'’" else frozenset()


def _shape_classes(word: str) -> frozenset[str]:
    if word.isdecimal():
        classes = {"CLOCK", "NUMERIC"}
        if len(word) <= 2 and 1 <= int(word) <= 31:
            classes.add("DAY")
        if len(word) == 2:
            classes.add("YY")
        if len(word) == 4 and 1000 <= int(word) <= 2199:
            classes.add("YEAR")
        if len(word) <= 3:
            classes.add("NUM")
        return frozenset(classes)
    found = _NTH.fullmatch(word)
    if found is not None and 1 <= int(found[1]) <= 31:
        return frozenset({"NTH", "ORD"})
    return frozenset({"DECADE"}) if _DECADE.fullmatch(word) is not None else frozenset()


def ordinal_of(word: str, cues: TimeCues) -> int | None:
    """The number of "16th" or "first", None for other words."""
    found = _NTH.fullmatch(word)
    return int(found[1]) if found is not None else cues.ordinals.get(word)


def decade_of(word: str, cues: TimeCues) -> int | None:
    """The first year of "1980s"; of "80s" and "eighties" the year within a century; None for other words."""
    found = _DECADE.fullmatch(word)
    if found is not None:
        return int(found[1] or found[2])
    return cues.decades.get(word)


def load_time_cues() -> TimeCues:
    """Read the tables and patterns of time.

    Raises CodebookError where a table is missing, a pattern has an unknown key or class, or lacks its example.
    """
    source = files("reportedly").joinpath("data/cues/times.yml")
    data: dict[str, Any] = read_yaml(source.read_text(encoding="utf-8"), "times.yml")
    try:
        return _build_cues(data)
    except KeyError as error:
        raise CodebookError(f"times.yml: the table {error} is missing") from error


def _build_cues(data: dict[str, Any]) -> TimeCues:
    points = tuple(_build_pattern(rank, row) for rank, row in enumerate(data["points"]))
    frames = tuple(_build_pattern(rank, row) for rank, row in enumerate(data["frames"]))
    approximations = frozenset(tuple(str(words).split()) for words in data["approximations"])
    feasts = {tuple(name.split()): (month, day) for name, (month, day) in data["feasts"].items()}
    return TimeCues(
        months=data["months"],
        month_abbreviations=data["month_abbreviations"],
        month_homographs=frozenset(data["month_homographs"]),
        month_openers=frozenset(data["month_openers"]),
        weekdays=data["weekdays"],
        weekday_abbreviations=data["weekday_abbreviations"],
        units=data["units"],
        numbers=data["numbers"],
        vague_numbers=data["vague_numbers"],
        vague_spans=data["vague_spans"],
        ordinals=data["ordinals"],
        approximations=approximations,
        seasons=data["seasons"],
        season_openers=frozenset(data["season_openers"]),
        parts=data["parts"],
        edges=data["edges"],
        decades=data["decades"],
        feasts=feasts,
        ahead=frozenset(data["ahead"]),
        ahead_participles=frozenset(data["ahead_participles"]),
        ahead_nouns=frozenset(data["ahead_nouns"]),
        scheduled_nouns=frozenset(data["scheduled_nouns"]),
        same_past=frozenset(data["same_past"]),
        not_lasting=frozenset(data["not_lasting"]),
        modals=frozenset(data["modals"]),
        past_words=frozenset(data["past_words"]),
        ahead_words=frozenset(data["ahead_words"]),
        clock_openers=frozenset(data["clock_openers"]),
        year_openers=frozenset(data["year_openers"]),
        name_heads=frozenset(data["name_heads"]),
        names_not_times=frozenset(tuple(name.split()) for name in data["names_not_times"]),
        word_classes=_build_word_classes(data, approximations, feasts),
        points=_index(points),
        frames=_index(frames),
        patterns=points + frames,
    )


def _build_word_classes(
    data: dict[str, Any],
    approximations: frozenset[tuple[str, ...]],
    feasts: Mapping[tuple[str, ...], tuple[int, int]],
) -> dict[str, frozenset[str]]:
    tables: list[tuple[str, Any]] = [
        ("MONTH", data["months"]), ("MONTH", data["month_abbreviations"]), ("WEEKDAY", data["weekdays"]),
        ("WEEKDAY", data["weekday_abbreviations"]), ("PLURALDAY", data["weekday_plurals"]), ("UNIT", data["units"]),
        ("UNIT1", data["singular_units"]), ("UNITS", set(data["units"]) - set(data["singular_units"])),
        ("NUM", data["numbers"]), ("NUM", data["vague_numbers"]), ("ORD", data["ordinals"]),
        ("SEASON", data["seasons"]), ("PART", data["parts"]), ("EDGE", data["edges"]), ("DECADE", data["decades"]),
        ("CLOCK", ("noon", "midnight", "midday")),
        ("APPROX", (words[0] for words in approximations)), ("FEAST", (words[0] for words in feasts)),
    ]  # fmt: skip
    classes: dict[str, set[str]] = {}
    for name, words in tables:
        for word in words:
            classes.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in classes.items()}


def _build_pattern(rank: int, row: dict[str, Any]) -> Pattern:
    words = row.get("words")
    if not words or "read" not in row or "example" not in row:
        raise CodebookError(f"times.yml: a pattern needs words, read and example: {row}")
    unknown = row.keys() - _ROW_KEYS
    if unknown:
        raise CodebookError(f"times.yml: pattern {words!r} has the unknown keys {sorted(unknown)}")
    elements = tuple(_build_element(part, words) for part in words.split())
    return Pattern(
        rank, words, elements, row["read"], row.get("with", {}), row["example"], row.get("means"), row.get("never")
    )


def _build_element(part: str, words: str) -> Element:
    optional = part.endswith("?")
    options = part.removesuffix("?").split("|")
    classes = tuple(option for option in options if option.isupper() or option.rstrip("1").isupper())
    unknown = set(classes) - CLASSES
    if unknown:
        raise CodebookError(f"times.yml: pattern {words!r} names the unknown classes {sorted(unknown)}")
    return Element(frozenset(options) - set(classes), classes, optional)


def _index(patterns: tuple[Pattern, ...]) -> PatternIndex:
    index: dict[str, dict[str, dict[str, Pattern]]] = {}
    for pattern in patterns:
        for k, element in enumerate(pattern.elements):
            following = _openers(pattern.elements[k + 1 :])
            for key in element.literals:
                for after in following:
                    index.setdefault(key, {}).setdefault(after, {})[pattern.words] = pattern
            for key in element.classes:
                index.setdefault(key, {}).setdefault("", {})[pattern.words] = pattern
            if not element.optional:
                break
    return {
        key: {after: tuple(found.values()) for after, found in followers.items()} for key, followers in index.items()
    }


def _openers(elements: tuple[Element, ...]) -> frozenset[str]:
    """The words and classes that may stand first in `elements`; only "" where nothing has to stand, or a gap may."""
    keys: set[str] = set()
    for element in elements:
        keys |= element.literals | set(element.classes)
        if not element.optional:
            return frozenset(keys) if "GAP" not in keys else frozenset(("",))
    return frozenset(("",))
