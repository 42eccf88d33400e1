"""Who the parties are: the catalogue of states, leaders, bodies, armed groups and the words for kinds of people.

`load_actors()` reads data/actors/*.yml into one frozen `ActorCatalogue`; names are matched over folded words, so that
case, accents, hyphens and apostrophes make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from reportedly.errors import CodebookError
from reportedly.records import SECTORS, SUPRANATIONAL, Span

Kind = Literal["state", "people", "seat", "leader", "group", "body", "region", "area"]
Case = Literal["mixed", "upper", "lower"]
FILES = ("states", "regions", "leaders", "groups", "bodies", "agents", "evidence")

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
    """Names found at words `start` to `end` (half-open) of a folded text; several where one spelling has several bearers."""

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


# ---------------------------------------------------------------- loading


@lru_cache(maxsize=1)
def load_actors() -> ActorCatalogue:
    """The catalogue of the package's data/actors/*.yml. Raises CodebookError where a file breaks its schema."""
    folder = files("reportedly") / "data" / "actors"
    return build_catalogue({name: _parsed(name, (folder / f"{name}.yml").read_text("utf-8")) for name in FILES})


def _parsed(name: str, text: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise CodebookError(f"data/actors/{name}.yml is not YAML: {error}") from error


def build_catalogue(tables: Mapping[str, Any]) -> ActorCatalogue:
    """The catalogue of parsed files, by file name without suffix (all of FILES). Raises CodebookError on a bad entry."""
    names: dict[str, list[Name]] = {}
    actors: dict[str, Actor] = {}
    for actor, spellings in _all_entries(tables):
        actors[actor.id] = actor
        for spelling, short in spellings:
            name = _name(actor, spelling, short)
            if name is not None:
                names.setdefault(name.keys[0], []).append(name)
    agents = tables["agents"]
    return ActorCatalogue(
        {k: tuple(sorted(v, key=lambda n: -len(n.keys))) for k, v in names.items()},
        _agents(agents),
        {" ".join(_keys(k)): v for k, v in agents["titles"].items()},
        _word_classes(agents),
        actors,
        _weights(tables["evidence"]),
    )


def _weights(table: Mapping[str, Any]) -> EvidenceWeights:
    try:
        return EvidenceWeights(**table)
    except TypeError as error:
        raise CodebookError(f"data/actors/evidence.yml: {error}") from error


def _word_classes(agents: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    plain = (
        "backing", "former", "enemy", "ambiguous", "never", "abroad", "collective", "boundaries", "genitive", "military_verbs",
    )  # fmt: skip
    classes = {name: frozenset(agents[name]) for name in plain}
    classes["military_words"] = frozenset(" ".join(f) for w in agents["military_words"] for f in _forms(_keys(w)))
    classes["anaphors"] = frozenset(" ".join(f) for w in agents["anaphors"] for f in _forms(_keys(w)))
    classes |= {f"pronouns.{name}": frozenset(words) for name, words in agents["pronouns"].items()}
    return classes


def _keys(text: str) -> tuple[str, ...]:
    return tuple(w.key for w in fold_words(text))


def _name(actor: Actor, spelling: str, short: bool) -> Name | None:
    words = fold_words(spelling)
    if not words:
        return None
    if words[0].key == "the" and len(words) > 1:
        words = words[1:]
    letters = [c for c in spelling if c.isalpha()]
    acronym = len(words) <= 2 and sum(c.isupper() for c in letters) >= 2 and len(letters) <= 8 and " " not in spelling
    acronym = acronym and sum(c.isupper() for c in letters) * 2 > len(letters)
    return Name(tuple(w.key for w in words), actor, acronym, words[0].raw[0].isupper(), short)


def _all_entries(tables: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    yield from _states(tables["states"])
    yield from _regions(tables["regions"])
    yield from _groups(tables["groups"])
    yield from _bodies(tables["bodies"])
    yield from _leaders(tables["leaders"])
    for area in tables["agents"]["areas"]:
        yield Actor(f"area:{_slug('', area)}", area, None, None, "area"), [(area, False)]


def _states(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, row in table.items():
        _check_code("states", code)
        if not isinstance(row, dict) or not {"names", "people", "seats"} <= set(row) or not row["names"]:
            raise CodebookError(f"data/actors/states.yml: {code} needs names, people and seats")
        full = row["names"][0]
        yield Actor(code, full, code, "GOV", "state"), [(n, False) for n in row["names"]]
        people = [form for p in row["people"] for form in _people_forms(p)]
        yield Actor(f"{code}:people", full, code, None, "people"), [(p, False) for p in people]
        yield Actor(f"{code}:seat", full, code, "GOV", "seat"), [(s, False) for s in row["seats"]]


def _people_forms(word: str) -> tuple[str, ...]:
    if word.endswith(("s", "ese", "ish", "ch", "men")) or len(word) <= 4 and word.isupper():
        return (word,)
    return (word, word + "s")


def _regions(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, places in table.items():
        _check_code("regions", code)
        yield Actor(f"{code}:region", code, code, None, "region"), [(str(p), False) for p in places]


def _groups(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, rows in table.items():
        _check_code("groups", code)
        for row in rows:
            for sector, names in ((k, v) for k, v in row.items() if k != "y"):
                _check_sector("groups", code, sector)
                since, until, _ = _years("groups", row.get("y", "-"))
                yield _entry(names[0], code, sector, "group", since, until), [(n, False) for n in names]


def _bodies(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, row in table.items():
        _check_code("bodies", code)
        for key, names in row.items():
            sector = key.rstrip("2") or None
            if sector is not None:
                _check_sector("bodies", code, sector)
            for name in names:
                yield _entry(name, code, sector, "body", None, None), [(name, False)]


def _leaders(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, row in table.items():
        _check_code("leaders", code)
        for names, term in row.items():
            since, until, sector = _years("leaders", term)
            full, *also = names.split("|")
            actor = Actor(_slug(code, full), full, code, sector or "GOV", "leader", since, until, True)
            last = full.split()[-1].removeprefix("al-").removeprefix("el-")
            shorts = {last} if not also or len(last) > 3 else set()
            yield actor, [(full, False), *((a, " " not in a) for a in also), *((s, True) for s in shorts)]


def _entry(name: str, code: str, sector: str | None, kind: Kind, since: int | None, until: int | None) -> Actor:
    return Actor(_slug(code, name) + (f"-{since}" if since else ""), name, code, sector, kind, since, until)


def _slug(code: str, name: str) -> str:
    return f"{code}:{'-'.join(_keys(name))}"


def _years(file: str, text: str) -> tuple[int | None, int | None, str | None]:
    found = re.fullmatch(r"(\d{4})?-(\d{4})?(?: ([A-Z]{3}))?", str(text))
    if found is None:
        raise CodebookError(f'data/actors/{file}.yml: years "{text}" should read "1980-1992", "1980-" or "1980-1992 MIL"')
    since, until, sector = found.groups()
    if sector is not None:
        _check_sector(file, str(text), sector)
    return int(since) if since else None, int(until) if until else None, sector


def _check_code(file: str, code: object) -> None:
    if not isinstance(code, str) or not (code in SUPRANATIONAL or re.fullmatch(r"[A-Z]{3}", code)):
        raise CodebookError(f"data/actors/{file}.yml: {code!r} is neither an ISO 3166-1 alpha-3 code nor one of {SUPRANATIONAL}")


def _check_sector(file: str, where: str, sector: str) -> None:
    if sector not in SECTORS:
        raise CodebookError(f"data/actors/{file}.yml: {where}: {sector!r} is none of the sectors {SECTORS}")


def _agents(table: Mapping[str, Any]) -> dict[str, tuple[Agent, ...]]:
    transparent = {f for w in table["transparent"] for f in _forms(_keys(str(w)))}
    found: dict[tuple[str, ...], Agent] = {}
    for sector, row in table["sectors"].items():
        _check_sector("agents", "sectors", sector)
        for strength in ("weak", "strong"):
            for phrase in row.get(strength, ()):
                for form in _forms(_keys(str(phrase))):
                    if form not in found or found[form].weak:
                        found[form] = Agent(form, sector, strength == "weak", form in transparent)
    for title, sector in table["titles"].items():
        if sector is not None:
            found.setdefault(_keys(title), Agent(_keys(title), sector))
    for sector, phrases in table["void"].items():
        for form in (f for phrase in phrases for f in _forms(_keys(phrase))):
            found[form] = Agent(form, None if sector == "none" else sector, void=True)
    for form in transparent - set(found):
        found[form] = Agent(form, None, True, True)
    index: dict[str, list[Agent]] = {}
    for agent in found.values():
        index.setdefault(agent.keys[0], []).append(agent)
    return {k: tuple(sorted(v, key=lambda a: -len(a.keys))) for k, v in index.items()}


def _forms(keys: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The phrase and its plural, made on the last word (and on a first word before "of": "ministers of defence")."""
    if not keys:
        return ()
    forms = [keys, (*keys[:-1], plural(keys[-1]))]
    if "of" in keys:
        i = keys.index("of")
        forms.append((*keys[: i - 1], plural(keys[i - 1]), *keys[i:]))
    return forms


def plural(word: str) -> str:
    """The regular plural of a folded English noun, "man" and "child" included.

    Example:
        >>> plural("policeman"), plural("militia"), plural("authority"), plural("gunmen")
        ('policemen', 'militias', 'authorities', 'gunmen')
    """
    if word.endswith("man") and word not in ("german", "roman"):
        return word[:-2] + "en"
    if word.endswith("child"):
        return word + "ren"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("men", "people", "children", "police", "ies", "forces", "troops")):
        return word
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"
