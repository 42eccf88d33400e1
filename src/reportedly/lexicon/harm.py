"""The words of harm: numbers, harm to people, kinds of targets, weapons; read from data/cues into frozen tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast

from reportedly.errors import CodebookError
from reportedly.lexicon.tables import read_yaml
from reportedly.records import HARM_KINDS, MODES, TARGET_KINDS, Type

Sense = Literal["low", "high", "about"]
Victim = Literal["object", "subject", "of", "self", "head", "child"]
_VICTIMS = ("object", "subject", "of", "self", "child")


@dataclass(frozen=True, slots=True)
class Bound:
    """How a number is meant, and how many words say so."""

    sense: Sense
    size: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Words of quantity; see numbers.yml. Windows are (low, high), both included."""

    values: Mapping[str, int]
    standing: Mapping[str, int]
    scales: Mapping[str, int]
    dozens: Mapping[str, int]
    zero: frozenset[str]
    vague: Mapping[str, tuple[int, int]]
    vague_factors: Mapping[str, tuple[int, int]]
    before: Mapping[tuple[str, ...], Sense]
    after: Mapping[tuple[str, ...], Sense]
    between: frozenset[str]
    groups: frozenset[str]
    collectives: frozenset[str]
    singular_pronouns: frozenset[str]
    not_people: frozenset[str]
    people: frozenset[str]
    months: frozenset[str]
    examples: tuple[tuple[str, str, str], ...]
    counterexamples: tuple[str, ...]

    def find_bound_before(self, texts: Sequence[str]) -> Bound | None:
        """The longest bound that ends the words `texts` (lower case), None without one."""
        sizes = range(min(4, len(texts)), 0, -1)
        return next((Bound(self.before[key], n) for n in sizes if (key := tuple(texts[-n:])) in self.before), None)

    def find_bound_after(self, texts: Sequence[str]) -> Bound | None:
        """The longest bound that begins the words `texts` (lower case), None without one."""
        sizes = range(min(3, len(texts)), 0, -1)
        return next((Bound(self.after[key], n) for n in sizes if (key := tuple(texts[:n])) in self.after), None)


@dataclass(frozen=True, slots=True)
class HarmCue:
    """Word `lemma` (with a word of each set of `needs` under it or above it) says harm of `kind`.

    `victim` says where the people stand: "object" (to whom a verb is done), "subject" (who dies), "of" (of a noun's
    phrases), "self" (counted by the word itself: "12 dead"), "child" (in the needed word: "claimed 12 lives").
    """

    lemma: str
    kind: str
    pos: frozenset[str]
    victim: Victim
    needs: tuple[frozenset[str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class HarmCues:
    """Harm words by lemma.

    `casualties` are nouns whose denial means that nobody was harmed, `unhurt` verbs whose denial means that nobody was
    killed either, `modes` those whose recipients are victims, `types` the acts that carry a kind, `tolls` nouns for a
    number of victims.
    """

    by_lemma: Mapping[str, tuple[HarmCue, ...]]
    casualties: frozenset[str]
    modes: Mapping[tuple[Type, str], str]
    types: Mapping[str, tuple[Type, ...]]
    tolls: Mapping[str, str]
    unhurt: frozenset[str]
    counterexamples: tuple[str, ...]

    @property
    def cues(self) -> Iterator[HarmCue]:
        return (cue for cues in self.by_lemma.values() for cue in cues)


@dataclass(frozen=True, slots=True)
class Term:
    """A word with those of which one must stand before it (none where empty) or must not stand beside it.

    `upos` is the word class that it must have, "" for any; `value` what it names.
    """

    lemma: str
    upos: str
    before: frozenset[str]
    never: frozenset[str]
    value: str
    example: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms by lemma, those with conditions first."""

    by_lemma: Mapping[str, tuple[Term, ...]]

    def __iter__(self) -> Iterator[Term]:
        return (term for terms in self.by_lemma.values() for term in terms)


@dataclass(frozen=True, slots=True)
class TargetCues:
    """Kinds of targets by noun. `people` are the kinds' people ("nurse"), `slots` where a type's targets stand.

    `partitives` are parts of things, `launchers` verbs whose object is a weapon, `light` objects whose
    "to" phrase is struck ("set fire to"), `weak` nouns that give way to a military
    target of the same act.
    """

    things: Terms
    people: Terms
    partitives: frozenset[str]
    launchers: frozenset[str]
    light: frozenset[str]
    weak: frozenset[str]
    slots: Mapping[Type, frozenset[str]]
    counterexamples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InstrumentCues:
    """Weapons by noun, with the mode that each decides ("" for none).

    `users` are verbs whose object is the weapon ("fired rockets"), `loads` participles of what carries one ("packed
    with explosives"), `wielders` nouns for those who use one ("sniper"), `acts` words that imply one ("shoot"). `order`
    ranks modes: where several weapons are named for one act, the first mode wins.
    """

    weapons: Terms
    wielders: Terms
    acts: Terms
    users: frozenset[str]
    loads: frozenset[str]
    order: Mapping[str, int]


# ---------------------------------------------------------------- loaders


@lru_cache(maxsize=1)
def load_numbers() -> Numbers:
    """The table of data/cues/numbers.yml. Raises CodebookError where the file breaks its form."""
    data = _read("numbers.yml")
    before: dict[tuple[str, ...], Sense] = {}
    after: dict[tuple[str, ...], Sense] = {}
    for sense, sides in data["bounds"].items():
        if sense not in ("low", "high", "about"):
            raise CodebookError(f"numbers.yml: bounds has {sense!r}; it may have low, high and about")
        before.update({tuple(phrase.split()): cast(Sense, sense) for phrase in sides["before"]})
        after.update({tuple(phrase.split()): cast(Sense, sense) for phrase in sides["after"]})
    return Numbers(
        values=data["values"], standing=data["standing"], scales=data["scales"], dozens=data["dozens"],
        zero=frozenset(data["zero"]), vague=_windows(data["vague"]), vague_factors=_windows(data["vague_factors"]),
        before=before, after=after, between=frozenset(data["between"]), groups=frozenset(data["groups"]),
        collectives=frozenset(data["collectives"]), singular_pronouns=frozenset(data["singular_pronouns"]),
        not_people=frozenset(word for words in data["not_people"].values() for word in words),
        people=frozenset(data["people"]), months=frozenset(data["months"]),
        examples=tuple((a, b, c) for a, b, c in data["examples"]),
        counterexamples=tuple(data["counterexamples"]),
    )  # fmt: skip


@lru_cache(maxsize=1)
def load_harm_cues() -> HarmCues:
    """The table of data/cues/harm.yml. Raises CodebookError where the file breaks its form."""
    data = _read("harm.yml")
    by_lemma: dict[str, list[HarmCue]] = {}
    for kind, groups in data["kinds"].items():
        if kind not in HARM_KINDS:
            raise CodebookError(f"harm.yml: {kind!r} is no kind of harm; there are {', '.join(HARM_KINDS)}")
        for group in groups:
            for cue in _build_harm_cues(kind, group):
                by_lemma.setdefault(cue.lemma, []).append(cue)
    modes = {_mode_key(name): kind for name, kind in data["modes"].items()}
    types = {kind: tuple(Type(name) for name in names) for kind, names in data["types"].items()}
    ranked = {lemma: tuple(sorted(cues, key=lambda c: -len(c.needs))) for lemma, cues in by_lemma.items()}
    return HarmCues(
        ranked, frozenset(data["casualties"]), modes, types, data["tolls"], frozenset(data["unhurt"]),
        tuple(data["counterexamples"]),
    )  # fmt: skip


@lru_cache(maxsize=1)
def load_target_cues() -> TargetCues:
    """The table of data/cues/targets.yml. Raises CodebookError where the file breaks its form."""
    data = _read("targets.yml")
    for kind in (*data["things"], *data["people"]):
        if kind not in (*TARGET_KINDS, "none"):
            raise CodebookError(f"targets.yml: {kind!r} is no kind of target; there are {', '.join(TARGET_KINDS)}")
    return TargetCues(
        _build_terms(data["things"]), _build_terms(data["people"]), frozenset(data["partitives"]),
        frozenset(data["launchers"]), frozenset(data["light"]), frozenset(data["weak"]),
        {Type(name): frozenset(slots) for name, slots in data["slots"].items()},
        tuple((sentence, trigger) for sentence, trigger in data["counterexamples"]),
    )  # fmt: skip


@lru_cache(maxsize=1)
def load_instrument_cues() -> InstrumentCues:
    """The table of data/cues/instruments.yml. Raises CodebookError where the file breaks its form."""
    data = _read("instruments.yml")
    for table in ("weapons", "wielders", "acts"):
        unknown = data[table].keys() - {*MODES[Type.ASSAULT], "none"}
        if unknown:
            raise CodebookError(f"instruments.yml: {table} has the unknown modes {sorted(unknown)}")
    order = {mode: rank for rank, mode in enumerate(data["order"])}
    weapons, wielders, acts = (_build_terms(data[table]) for table in ("weapons", "wielders", "acts"))
    return InstrumentCues(weapons, wielders, acts, frozenset(data["users"]), frozenset(data["loads"]), order)


def _read(name: str) -> dict[str, Any]:
    source = files("reportedly").joinpath("data", "cues", name)
    data = read_yaml(source.read_text(encoding="utf-8"), name)
    if not isinstance(data, dict):
        raise CodebookError(f"{name}: the file must be a mapping")
    return data


def _windows(table: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, int]]:
    return {words: (low, high) for words, (low, high) in table.items()}


def _mode_key(name: str) -> tuple[Type, str]:
    type_name, _, mode = name.partition("/")
    type_ = Type(type_name)
    if mode not in MODES[type_]:
        raise CodebookError(f"harm.yml: {type_name} has no mode {mode!r}; it has {', '.join(MODES[type_])}")
    return type_, mode


def _build_harm_cues(kind: str, group: Mapping[str, Any]) -> Iterator[HarmCue]:
    if group.keys() != {"victim", "pos", "cues"} or group["victim"] not in _VICTIMS:
        raise CodebookError(f"harm.yml: a group of {kind} needs victim ({', '.join(_VICTIMS)}), pos and cues")
    for pattern, example in group["cues"].items():
        heads, *needs = pattern.split(" +")
        for lemma in heads.split("/"):
            wanted = tuple(frozenset(need.split("/")) for need in needs)
            yield HarmCue(lemma, kind, frozenset(group["pos"].split()), group["victim"], wanted, example)


def _build_terms(table: Mapping[str, Sequence[Mapping[str, Any]]]) -> Terms:
    """Terms of groups with `words` (each "noun", "modifier|modifier noun" or "noun !never|never") and a `frame`."""
    by_lemma: dict[str, list[Term]] = {}
    for value, groups in table.items():
        for group in groups:
            for entry in group["words"]:
                term = _build_term(value, entry, group["frame"])
                by_lemma.setdefault(term.lemma, []).append(term)
    return Terms({lemma: tuple(sorted(terms, key=lambda t: not t.before)) for lemma, terms in by_lemma.items()})


def _build_term(value: str, entry: str, frame: str) -> Term:
    words, _, upos = entry.partition(" @")
    words, _, never = words.partition(" !")
    *before, lemma = words.split()
    modifiers = frozenset(before[0].split("|")) if before else frozenset()
    shown = f"{before[0].split('|')[0]} {lemma}" if before else lemma
    return Term(
        lemma, upos.upper(), modifiers, frozenset(never.split("|")) - {""}, "" if value == "none" else value,
        frame.replace("{}", shown.replace("_", " ")),
    )  # fmt: skip
