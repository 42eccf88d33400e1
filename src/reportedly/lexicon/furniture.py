"""The signs of page furniture, read from data/cues/furniture.yml into frozen tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from reportedly.errors import CodebookError
from reportedly.lexicon.tables import read_yaml

Effect = Literal["line", "list", "end"]
Zone = Literal["any", "top", "tail"]
LONGEST = 700
"""Code points of a line that patterns are tried on; longer lines are never furniture by their words alone."""


@dataclass(frozen=True, slots=True)
class FurnitureCue:
    """One kind of furniture line. `pattern` is matched at the line's start; `words` bounds the line's length."""

    kind: str
    pattern: re.Pattern[str]
    keys: frozenset[str]
    effect: Effect
    zone: Zone
    anchor: bool
    words: int
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern that tells something about the whole text, with lines that it must and must not match."""

    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FurnitureCues:
    """All signs of furniture. `by_key` has the positions in `cues` to try for a word, `keyless` those for all lines."""

    cues: tuple[FurnitureCue, ...]
    by_key: Mapping[str, tuple[int, ...]]
    keyless: tuple[int, ...]
    interface_words: frozenset[str]
    interface_core: frozenset[str]
    writer_roles: frozenset[str]
    writer_signs: tuple[str, ...]
    opinion_signs: tuple[Sign, ...]
    outlet_signs: tuple[Sign, ...]


@lru_cache(maxsize=1)
def load_furniture() -> FurnitureCues:
    """The package's own furniture cues.

    Raises CodebookError where the file breaks its schema.
    """
    path = files("reportedly").joinpath("data/cues/furniture.yml")
    raw = read_yaml(path.read_text(encoding="utf-8"), "furniture.yml")
    if not isinstance(raw, dict):
        raise CodebookError("furniture.yml: expected a mapping with `cues` and word lists at the top")
    return build_furniture(raw)


def build_furniture(raw: Mapping[str, Any]) -> FurnitureCues:
    """Frozen tables from the parsed file. Raises CodebookError that names the entry at fault."""
    cues = tuple(_cue(i, entry) for i, entry in enumerate(raw.get("cues", ())))
    by_key: dict[str, list[int]] = {}
    for i, cue in enumerate(cues):
        for key in cue.keys:
            by_key.setdefault(key, []).append(i)
    return FurnitureCues(
        cues=cues,
        by_key={key: tuple(found) for key, found in by_key.items()},
        keyless=tuple(i for i, cue in enumerate(cues) if not cue.keys),
        interface_words=frozenset(_words(raw, "interface_words")),
        interface_core=frozenset(_words(raw, "interface_core")),
        writer_roles=frozenset(_words(raw, "writer_roles")),
        writer_signs=_words(raw, "writer_signs"),
        opinion_signs=tuple(_sign("opinion_signs", i, e) for i, e in enumerate(raw.get("opinion_signs", ()))),
        outlet_signs=tuple(_sign("outlet_signs", i, e) for i, e in enumerate(raw.get("outlet_signs", ()))),
    )


def _cue(i: int, entry: Any) -> FurnitureCue:
    where = f"furniture.yml, cues[{i}]"
    if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
        raise CodebookError(f"{where}: a cue is a mapping with `kind`, `pattern` and `examples`")
    effect, zone = entry.get("effect", "line"), entry.get("zone", "any")
    if effect not in get_args(Effect) or zone not in get_args(Zone):
        raise CodebookError(f"{where}: effect is one of {get_args(Effect)}, zone one of {get_args(Zone)}")
    return FurnitureCue(
        kind=entry["kind"],
        pattern=_pattern(where, entry.get("pattern"), cased=False),
        keys=frozenset(str(key) for key in entry.get("keys", ())),
        effect=cast(Effect, effect),
        zone=cast(Zone, zone),
        anchor=bool(entry.get("anchor", False)),
        words=int(entry.get("words", 12)),
        examples=tuple(entry.get("examples", ())),
        counterexamples=tuple(entry.get("not", ())),
    )


def _sign(name: str, i: int, entry: Any) -> Sign:
    where = f"furniture.yml, {name}[{i}]"
    if not isinstance(entry, dict):
        raise CodebookError(f"{where}: a sign is a mapping with `pattern` and `examples`")
    pattern = _pattern(where, entry.get("pattern"), cased=bool(entry.get("cased", False)))
    return Sign(pattern, tuple(entry.get("examples", ())), tuple(entry.get("not", ())))


def _pattern(where: str, pattern: Any, *, cased: bool) -> re.Pattern[str]:
    if not isinstance(pattern, str):
        raise CodebookError(f"{where}: `pattern` is missing or no string")
    try:
        return re.compile(pattern, 0 if cased else re.IGNORECASE)
    except re.error as error:
        raise CodebookError(f"{where}: the pattern does not compile: {error}") from error


def _words(raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
    # YAML 1.1 reads the bare words on, off, yes and no as booleans.
    return tuple({True: "on", False: "off"}.get(word, str(word)) for word in raw.get(name, ()))
