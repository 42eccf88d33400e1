"""Who the parties are: the catalogue of states, leaders, bodies, armed groups and the words for kinds of people.

`load_actors()` gives the package's one frozen `ActorCatalogue`; names are matched over folded words, so that case,
accents, hyphens and apostrophes make no difference. The files are read in actor_files.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportedly.records import Span

Kind = Literal["state", "people", "seat", "leader", "group", "body", "region", "area"]
Case = Literal["mixed", "upper", "lower"]

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʼʿ`´][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’‘ʼʿ`´.]")
_POSSESSIVE = re.compile(r"['’‘`´][sS]$")


@dataclass(frozen=True, slots=True)
class Folded:
    """One word of a text: `key` is what is compared, `raw` what is written, `span` where."""

    key: str
    raw: str
    span: Span
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry: `since`, `until` are years, both included, None where open; `person` for an individual.

    `country` is None for a region of the world.
    """

    id: str
    name: str
    country: str | None
    sector: str | None
    kind: Kind
    since: int | None = None
    until: int | None = None
    person: bool = False
    theatres: tuple[str, ...] = ()
    """States of which one must be in play; void where the name needs no such support."""

    def active(self, year: int | None) -> bool:
        """Whether the entry holds in `year`; True where the year is not known."""
        if year is None:
            return True
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of an entry. `short` is a surname or the like, which needs support from the text."""

    keys: tuple[str, ...]
    actor: Actor
    acronym: bool = False
    proper: bool = True
    short: bool = False


@dataclass(frozen=True, slots=True)
class Agent:
    """A word or phrase for a kind of people or body. `sector` is None where only `transparent` says something."""

    keys: tuple[str, ...]
    sector: str | None
    weak: bool = False
    transparent: bool = False
    void: bool = False
    """No party of a country: sides in general, or somebody of whom nothing is said."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """Names at words `start` to `end` (half-open) of a folded text; several where a spelling has several bearers."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class AgentHit:
    """An agent phrase at words `start` to `end` (half-open) of a folded text."""

    start: int
    end: int
    agent: Agent


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """evidence.yml: how strongly names speak for a country; lengths are characters, the rest bare factors."""

    kinds: Mapping[str, float]
    located: float
    attached: float
    same: float
    everywhere: float
    near: float
    before: float
    after: float
    ahead: float
    paragraph: float
    opening: float
    title: float
    author: float
    floor: float


@dataclass(frozen=True, slots=True)
class ActorCatalogue:
    """Frozen tables. `names` and `agents` are keyed by their first folded word, longest first."""

    names: Mapping[str, tuple[Name, ...]]
    agents: Mapping[str, tuple[Agent, ...]]
    titles: Mapping[str, str | None]
    words: Mapping[str, frozenset[str]]
    """Word classes of agents.yml by name; pronouns as pronouns.plural, pronouns.male and so on."""
    actors: Mapping[str, Actor]
    weights: EvidenceWeights
    offices: Mapping[str, tuple[str, ...]]
    """Offices that few states have, with those states."""

    def find_names(self, words: Sequence[Folded], case: Case) -> list[NameHit]:
        """Names in `words`, longest first from the left, not overlapping."""
        hits: list[NameHit] = []
        i = 0
        while i < len(words):
            hit = self._name_at(words, i, case)
            if hit is not None:
                hits.append(hit)
            i = hit.end if hit is not None else i + 1
        return hits

    def _name_at(self, words: Sequence[Folded], i: int, case: Case) -> NameHit | None:
        best: list[Name] = []
        for name in self.names.get(words[i].key, ()):
            size = len(name.keys)
            if best and size < len(best[0].keys):
                break
            if all(i + k < len(words) and words[i + k].key == name.keys[k] for k in range(size)) and self._cased(
                name, words, i, case
            ):
                best.append(name)
        return NameHit(i, i + len(best[0].keys), tuple(best)) if best else None

    def _cased(self, name: Name, words: Sequence[Folded], i: int, case: Case) -> bool:
        ambiguous = len(name.keys) == 1 and name.keys[0] in self.words["ambiguous"]
        if case == "mixed":
            raw = words[i].raw
            if name.acronym:
                return sum(c.isupper() for c in raw) >= min(2, len(raw))
            return not name.proper or raw[0].isupper() or raw[0].isdigit() or len(name.keys) > 2
        if len(name.keys) == 1 and name.keys[0] in self.words["never"]:
            return "." in words[i].raw
        if not ambiguous or name.short:
            return True
        return "." in words[i].raw or (i > 0 and words[i - 1].key == "the")

    def find_agents(self, words: Sequence[Folded]) -> list[AgentHit]:
        """Agent phrases in `words`, longest first from the left, not overlapping."""
        hits: list[AgentHit] = []
        i = 0
        while i < len(words):
            found = next(
                (
                    a
                    for a in self.agents.get(words[i].key, ())
                    if tuple(w.key for w in words[i : i + len(a.keys)]) == a.keys
                ),
                None,
            )
            if found is not None:
                hits.append(AgentHit(i, i + len(found.keys), found))
            i += len(found.keys) if found is not None else 1
        return hits


def fold_words(text: str, start: int = 0, end: int | None = None) -> list[Folded]:
    """The words of `text[start:end]`, folded: lower case, no accents, no apostrophes, dots of initials or possessive.

    Example:
        >>> [w.key for w in fold_words("Da’esh and the U.S.-backed Élysée's men")]
        ['daesh', 'and', 'the', 'us', 'backed', 'elysee', 'men']
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [
        Folded(_key(m.group()), m.group(), Span(m.start(), m.end()), _POSSESSIVE.search(m.group()) is not None)
        for m in found
    ]


@lru_cache(maxsize=65536)
def _key(raw: str) -> str:
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", raw))
    if bare.isascii():
        return bare.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return plain.replace("ı", "i").replace("ø", "o").replace("ł", "l").casefold()


def case_of(text: str) -> Case:
    """Whether case tells anything: "upper" where over 60 % of the letters are capitals, "lower" where none is."""
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if letters and capitals > 0.6 * len(letters):
        return "upper"
    return "lower" if capitals == 0 else "mixed"


@lru_cache(maxsize=1)
def load_actors() -> ActorCatalogue:
    """The catalogue of the package's data/actors/*.yml. Raises CodebookError where a file breaks its schema."""
    from reportedly.lexicon.actor_files import read_catalogue

    return read_catalogue()
