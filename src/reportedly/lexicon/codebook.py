"""The codebook: which words name an act of which type and mode, and where its parties stand.

One YAML file a type, and `classes.yml` for the word classes that conditions name. A file is a mapping with `type` and
`groups`; a group shares `pos`, `mode`, `weight`, `roles` and conditions (`with`) among its `acts`; an act is a pattern
and its example. A pattern is a head lemma (or several, with "/") and conditions `slot=word|word` or `slot!=word`, where
slots may be several too (`amod/compound=word`), words may be classes, and `@0.5` gives the entry its own weight:

    acts:
      shell/bombard: Government gunners shelled the town of Darat.
      open object=fire @0.95: Soldiers opened fire on the crowd.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from reportedly.errors import CodebookError
from reportedly.lexicon.tables import read_yaml
from reportedly.records import MODES, Type

Pos = Literal["verb", "noun", "adj"]
POS: tuple[Pos, ...] = ("verb", "noun", "adj")
ENTITY_KINDS = ("LOC", "ORG", "PER", "NAT", "WPN", "PLT", "VEH")
ANY = "*"
CLASSES_FILE = "classes.yml"

Roles = Mapping[str, tuple[str, ...]]
DEFAULT_ROLES: Mapping[Pos, Roles] = {
    "verb": {"actor": ("subject", "by"), "recipient": ("object",)},
    "noun": {
        "actor": ("possessive", "by", "holder", "amod", "compound", "from"),
        "recipient": ("sufferer", "on", "against", "of", "at"),
    },
    "adj": {"actor": (), "recipient": ("object", "subject")},
}

_GROUP_KEYS = frozenset({"pos", "mode", "weight", "roles", "reciprocal", "with", "acts", "about"})
_ACT_KEYS = frozenset({"example", "counter", "mode", "weight", "roles", "reciprocal"})
_CONDITION = re.compile(r"(?P<slots>[a-z/-]+)(?P<sign>!?=)(?P<words>\S+)")


@dataclass(frozen=True, slots=True)
class WordClass:
    """Lemmas and kinds of names that a condition accepts. `proper` accepts any proper noun."""

    lemmas: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    proper: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What must (or, `negated`, must not) fill one of some slots of the head. `any` accepts whatever fills it."""

    slots: tuple[str, ...]
    accepts: WordClass
    any: bool = False
    negated: bool = False
    listed: frozenset[str] = frozenset()
    """The lemmas that the pattern itself spells out: after a verb they are words of the act ("opened fire")."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to name an act.

    `id` is "TYPE file-unique pattern", shown to users as the reason. `weight` (0 to 1) is how often such a match is a
    claim of this type in news on conflicts. `roles` says for "actor" and "recipient" which slots hold them, best first;
    where `reciprocal`, both sides are actors.
    """

    id: str
    lemma: str
    pos: Pos
    type: Type
    mode: str | None
    weight: float
    conditions: tuple[Condition, ...]
    roles: Roles
    reciprocal: bool
    example: str
    counter: str | None

    @property
    def specificity(self) -> int:
        """How much must hold: a particle 3, a listed word 2, as has a further part of the lemma, a filled slot 1."""
        points = (1 if c.any else 3 if "particle" in c.slots else 2 for c in self.conditions if not c.negated)
        return sum(points) + 2 * self.lemma.count("-")


@dataclass(frozen=True, slots=True)
class Codebook:
    """All entries, indexed by `(pos, key of the lemma)`; see `lemma_key`.

    `version` names the content: equal versions read alike. `longest` is the number of words of the longest lemma.
    """

    entries: tuple[Entry, ...]
    index: Mapping[tuple[Pos, str], tuple[Entry, ...]]
    classes: Mapping[str, WordClass]
    version: str
    longest: int


def lemma_key(lemma: str) -> str:
    """The lemma without hyphens and spaces, so that "air strike", "air-strike" and "airstrike" are one.

    Example:
        >>> lemma_key("sit-in")
        'sitin'
    """
    return lemma.replace("-", "").replace(" ", "").replace("’", "'").lower()


def load_codebook(directory: Path | None = None) -> Codebook:
    """The codebook of the package, or that of `directory`, which replaces it whole.

    Raises CodebookError, naming file and entry, where a file is missing, is no YAML or breaks the schema above.
    """
    folder: Traversable = files("reportedly") / "data" / "codebook" if directory is None else directory
    try:
        names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".yml"))
        texts = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    except (OSError, UnicodeDecodeError) as problem:
        raise CodebookError(f"{folder}: cannot be read as a folder of UTF-8 .yml files: {problem}") from problem
    if not set(texts) - {CLASSES_FILE}:
        raise CodebookError(f"{folder}: holds no .yml file of a type; one a type is expected, such as assault.yml")
    return build_codebook(texts)


def build_codebook(texts: Mapping[str, str]) -> Codebook:
    """A codebook from the text of its files by name; the pure part of `load_codebook`, with the same errors."""
    classes = _read_classes(_parse_yaml(CLASSES_FILE, texts.get(CLASSES_FILE, "{}")))
    entries: list[Entry] = []
    for name in sorted(set(texts) - {CLASSES_FILE}):
        entries.extend(_read_file(name, _parse_yaml(name, texts[name]), classes))
    _check_unique(entries)
    index: dict[tuple[Pos, str], list[Entry]] = {}
    for entry in entries:
        index.setdefault((entry.pos, lemma_key(entry.lemma)), []).append(entry)
    digest = hashlib.sha256("\0".join(f"{n}\0{texts[n]}" for n in sorted(texts)).encode())
    return Codebook(
        entries=tuple(entries),
        index={key: tuple(found) for key, found in index.items()},
        classes=classes,
        version=digest.hexdigest()[:12],
        longest=max((len(re.findall(r"\w+|-", e.lemma)) for e in entries), default=1),
    )


# ---------------------------------------------------------------- reading


def _parse_yaml(name: str, text: str) -> dict[str, Any]:
    data = read_yaml(text, name)
    if not isinstance(data, dict):
        raise CodebookError(f"{name}: must be a mapping, not {type(data).__name__}")
    return data


def _read_classes(data: dict[str, Any]) -> dict[str, WordClass]:
    classes: dict[str, WordClass] = {}
    for name, words in data.items():
        known = isinstance(words, list) and all(isinstance(w, str) for w in words)
        if not isinstance(name, str) or not name.isupper() or not known:
            raise CodebookError(f"{CLASSES_FILE}: {name!r}: must be a NAME IN CAPITALS with a list of lemmas")
        classes[name] = _read_words(f"{CLASSES_FILE}: {name}", words, classes)
    return classes


def _read_words(where: str, words: list[str], classes: Mapping[str, WordClass]) -> WordClass:
    """One class from lemmas, names of classes defined before, and "@KIND" for names of a kind."""
    lemmas: set[str] = set()
    kinds: set[str] = set()
    proper = False
    for word in words:
        if word == "@PROPN":
            proper = True
        elif word.startswith("@"):
            if word[1:] not in ENTITY_KINDS:
                raise CodebookError(
                    f"{where}: {word}: no kind of name; choose from @{', @'.join(ENTITY_KINDS)}, @PROPN"
                )
            kinds.add(word[1:])
        elif word.isupper() and word.isalpha():
            if word not in classes:
                raise CodebookError(f"{where}: {word}: no such class; choose from {', '.join(sorted(classes))}")
            known = classes[word]
            lemmas |= known.lemmas
            kinds |= known.kinds
            proper = proper or known.proper
        else:
            lemmas.add(lemma_key(word))
    return WordClass(frozenset(lemmas), frozenset(kinds), proper)


def _read_file(name: str, data: dict[str, Any], classes: Mapping[str, WordClass]) -> Iterator[Entry]:
    chosen = data.get("type")
    if chosen not in tuple(Type):
        raise CodebookError(f"{name}: type {chosen!r}: choose from {', '.join(Type)}")
    groups = data.get("groups")
    conditions = _Conditions(classes)
    if not isinstance(groups, list):
        raise CodebookError(f"{name}: groups: must be a list of mappings")
    for number, group in enumerate(groups, 1):
        where = f"{name}: group {number}"
        if not isinstance(group, dict):
            raise CodebookError(f"{where}: must be a mapping with {', '.join(sorted(_GROUP_KEYS))}")
        _check_keys(where, group, _GROUP_KEYS)
        acts = group.get("acts")
        if not isinstance(acts, dict) or not acts:
            raise CodebookError(f"{where}: acts: must be a mapping from patterns to examples")
        for pattern, act in acts.items():
            yield from _read_act(f"{where}: {pattern!r}", Type(chosen), group, str(pattern), act, conditions)


def _read_act(
    where: str, kind: Type, group: dict[str, Any], pattern: str, act: Any, conditions: _Conditions
) -> Iterator[Entry]:
    own: dict[str, Any] = {"example": act} if isinstance(act, str) else act
    if not isinstance(own, dict) or not isinstance(own.get("example"), str):
        raise CodebookError(f"{where}: needs an example: a sentence, or a mapping with {', '.join(sorted(_ACT_KEYS))}")
    _check_keys(where, own, _ACT_KEYS)
    merged = group | own
    pos = merged.get("pos")
    if pos not in POS:
        raise CodebookError(f"{where}: pos {pos!r}: choose from {', '.join(POS)}")
    lemmas, *parts = [*pattern.split(), *str(group.get("with", "")).split()]
    marks = [part for part in parts if not part.startswith("@")]
    weights = [part[1:] for part in parts if part.startswith("@")]
    mode = _read_mode(where, kind, merged.get("mode"))
    shared = Entry(
        id="",
        lemma="",
        pos=pos,
        type=kind,
        mode=mode,
        weight=_read_weight(where, weights[0] if weights else merged.get("weight")),
        conditions=tuple(conditions.read(where, mark) for mark in marks),
        roles=_read_roles(where, pos, merged.get("roles")),
        reciprocal=merged.get("reciprocal") is True,
        example=own["example"],
        counter=own.get("counter"),
    )
    for lemma in lemmas.split("/"):
        name = " ".join([kind if mode is None else f"{kind}/{mode}", pos, lemma, *marks])
        yield replace(shared, id=name, lemma=lemma)


def _check_keys(where: str, data: dict[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(str(k) for k in data if k not in known)
    if unknown:
        raise CodebookError(f"{where}: unknown {', '.join(unknown)}; choose from {', '.join(sorted(known))}")


class _Conditions:
    """Reads conditions, each spelling once."""

    def __init__(self, classes: Mapping[str, WordClass]) -> None:
        self.classes = classes
        self.known: dict[str, Condition] = {}

    def read(self, where: str, part: str) -> Condition:
        if part in self.known:
            return self.known[part]
        found = _CONDITION.fullmatch(part)
        if found is None:
            raise CodebookError(f"{where}: {part!r}: a condition is slot=word|word, slot/slot=word or slot!=word")
        words = found["words"].split("|")
        self.known[part] = Condition(
            slots=tuple(found["slots"].split("/")),
            accepts=_read_words(where, [w for w in words if w != ANY], self.classes),
            any=ANY in words,
            negated=found["sign"] == "!=",
            listed=frozenset(lemma_key(w) for w in words if w.islower()),
        )
        return self.known[part]


def _read_mode(where: str, kind: Type, mode: Any) -> str | None:
    if mode is None or mode in MODES[kind]:
        return None if mode is None else str(mode)
    raise CodebookError(f"{where}: mode {mode!r}: choose from {', '.join(MODES[kind]) or 'none (leave it out)'}")


def _read_weight(where: str, weight: Any) -> float:
    try:
        number = float(weight)
    except (TypeError, ValueError):
        number = 0.0
    if 0 < number <= 1:
        return number
    raise CodebookError(f"{where}: weight {weight!r}: must be a number over 0 and up to 1")


def _read_roles(where: str, pos: Pos, roles: Any) -> Roles:
    if roles is None:
        return DEFAULT_ROLES[pos]
    if not isinstance(roles, dict) or set(roles) - {"actor", "recipient"}:
        raise CodebookError(f"{where}: roles: must be a mapping with actor, recipient, each some slots, best first")
    merged = dict(DEFAULT_ROLES[pos])
    for role, slots in roles.items():
        if not isinstance(slots, str):
            raise CodebookError(f"{where}: roles: {role}: {slots!r}: must be slots in quotes, such as 'on against'")
        merged[role] = tuple(slots.split())
    return merged


def _check_unique(entries: list[Entry]) -> None:
    seen: dict[str, Entry] = {}
    for entry in entries:
        twin = seen.setdefault(entry.id, entry)
        if twin is not entry:
            raise CodebookError(f"{entry.id}: given twice; merge the two acts or tell them apart by a condition")
