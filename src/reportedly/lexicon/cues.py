"""Cues: the words by which a text says on whose word it tells something, how it frames it, and what weakens it.

Three files: `speech.yml` (whose word), `status.yml` (how framed), `hedges.yml` (what weakens). Every cue carries an
example in which marks say what must be found, so that the real reader can prove each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from reportedly.errors import CodebookError
from reportedly.lexicon.tables import read_yaml
from reportedly.records import Status

FILES = ("speech.yml", "status.yml", "hedges.yml")

Examples = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb of saying. `content` names what is said: "clause", "object", or prepositions.

    `objects` are lemmas of which one must be the verb's object, empty where any or none will do.
    """

    lemma: str
    content: frozenset[str]
    objects: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class SpeechNoun:
    """A noun that is a telling; where it `speaks` it is the source itself if the text names no author."""

    lemma: str
    speaks: bool
    example: str


@dataclass(frozen=True, slots=True)
class SpeechCues:
    """Whose word. Verbs by lemma (a verb may take several kinds of content), the rest as in `speech.yml`."""

    verbs: Mapping[str, tuple[SpeechVerb, ...]]
    nouns: Mapping[str, SpeechNoun]
    relaying: Examples
    denying: frozenset[str]
    false_words: frozenset[str]
    sources: Examples
    counts: Examples
    relay_words: frozenset[str]
    relay_names: frozenset[str]
    no_relays: frozenset[str]
    answers: frozenset[str]
    no_labels: frozenset[str]
    pronouns: Mapping[str, frozenset[str]]
    descriptions: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class StatusCue:
    """A word that frames the act hanging on it as `status`."""

    lemma: str
    reach: str
    status: Status
    example: str


@dataclass(frozen=True, slots=True)
class StatusCues:
    """How framed. `governors` by lemma and reach; `carriers` by "object" or "subject" and lemma."""

    auxiliaries: Mapping[str, tuple[Status, str]]
    past_of_will: frozenset[str]
    obliging: Examples
    governors: Mapping[tuple[str, str], StatusCue]
    endings: Examples
    achieving: Examples
    denials: Mapping[str, frozenset[str]]
    harming: frozenset[str]
    carriers: Mapping[str, Examples]
    measures: frozenset[str]
    negations: Mapping[str, frozenset[str]]
    conditions: frozenset[str]


@dataclass(frozen=True, slots=True)
class HedgeCues:
    """What weakens: each kind maps a lemma to its example."""

    adverbs: Examples
    adjectives: Examples
    raising: Examples
    passives: Examples
    believing: Examples
    modals: Examples


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of one folder."""

    speech: SpeechCues
    status: StatusCues
    hedges: HedgeCues


def load_cues(directory: Path | None = None) -> Cues:
    """The cues of the package, or those of `directory`, which replaces them whole.

    Raises CodebookError, naming the file and what is wrong, where one is missing, is no YAML or breaks its schema.
    """
    folder: Traversable = files("reportedly") / "data" / "cues" if directory is None else directory
    return build_cues({name: _read(folder, name) for name in FILES})


def build_cues(texts: Mapping[str, str]) -> Cues:
    """Cues from the text of the three files by name; the pure part of `load_cues`, with the same errors."""
    speech, status, hedges = (_Table(name, texts[name]) for name in FILES)
    return Cues(_build_speech(speech), _build_status(status), _build_hedges(hedges))


def _read(folder: Traversable, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CodebookError(f"{folder}/{name}: cannot be read as a UTF-8 file of cues: {problem}") from problem


class _Table:
    """One file's mapping, with checks that name the file."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.data: dict[str, Any] = self._mapping("the file", read_yaml(text, name))

    def fail(self, where: str, wanted: str) -> CodebookError:
        return CodebookError(f"{self.name}: {where}: expected {wanted}")

    def _mapping(self, where: str, value: object) -> dict[str, Any]:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            raise self.fail(where, "a mapping whose keys are words (quote 'no', 'on', 'off' and 'yes')")
        return value

    def mapping(self, key: str) -> dict[str, Any]:
        return self._mapping(key, self.data.get(key))

    def examples(self, where: str, value: object) -> dict[str, str]:
        """A mapping from words to example sentences with a mark {...}."""
        found = self._mapping(where, value)
        for word, example in found.items():
            if not isinstance(example, str) or "{" not in example:
                raise self.fail(f"{where}: {word}", "an example sentence that marks the act with {...}")
        return found

    def words(self, where: str, value: object) -> frozenset[str]:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.fail(where, "a list of words (quote 'no', 'on', 'off' and 'yes')")
        return frozenset(value)

    def word_groups(self, key: str) -> dict[str, frozenset[str]]:
        return {name: self.words(f"{key}: {name}", value) for name, value in self.mapping(key).items()}

    def groups(self, key: str, allowed: frozenset[str]) -> Iterator[tuple[str, dict[str, Any], dict[str, str]]]:
        """Each group of a list: where it stands, itself, and its words with their examples."""
        found = self.data.get(key)
        if not isinstance(found, list):
            raise self.fail(key, "a list of groups")
        for number, group in enumerate(found):
            where = f"{key}: group {number + 1}"
            group = self._mapping(where, group)
            if set(group) - allowed:
                raise self.fail(where, f"only the keys {', '.join(sorted(allowed))}")
            yield where, group, self.examples(where, group.get("words"))


def _build_speech(table: _Table) -> SpeechCues:
    verbs: dict[str, list[SpeechVerb]] = {}
    for where, group, words in table.groups("verbs", frozenset({"content", "objects", "words"})):
        content = table.words(f"{where}: content", group.get("content"))
        objects = table.words(f"{where}: objects", group.get("objects", []))
        for lemma, example in words.items():
            verbs.setdefault(lemma, []).append(SpeechVerb(lemma, content, objects, example))
    nouns: dict[str, SpeechNoun] = {}
    for where, group, words in table.groups("nouns", frozenset({"speaks", "words"})):
        if not isinstance(group.get("speaks"), bool):
            raise table.fail(f"{where}: speaks", "true or false")
        nouns |= {lemma: SpeechNoun(lemma, group["speaks"], example) for lemma, example in words.items()}
    relays = table.word_groups("relays")
    return SpeechCues(
        verbs={lemma: tuple(found) for lemma, found in verbs.items()},
        nouns=nouns,
        relaying=table.examples("relaying", table.mapping("relaying")),
        denying=table.words("denying", table.data.get("denying")),
        false_words=table.words("false_words", table.data.get("false_words")),
        sources=table.examples("sources", table.mapping("sources")),
        counts=table.examples("counts", table.mapping("counts")),
        relay_words=relays.get("words", frozenset()),
        relay_names=relays.get("names", frozenset()),
        no_relays=relays.get("not", frozenset()),
        answers=table.words("answers", table.data.get("answers")),
        no_labels=table.words("no_labels", table.data.get("no_labels")),
        pronouns=table.word_groups("pronouns"),
        descriptions=table.word_groups("descriptions"),
    )


def _build_status(table: _Table) -> StatusCues:
    auxiliaries: dict[str, tuple[Status, str]] = {}
    for name, words in table.mapping("auxiliaries").items():
        status = _status(table, f"auxiliaries: {name}", name)
        auxiliaries |= {word: (status, ex) for word, ex in table.examples(f"auxiliaries: {name}", words).items()}
    governors: dict[tuple[str, str], StatusCue] = {}
    for where, group, words in table.groups("governors", frozenset({"status", "reach", "words"})):
        status = _status(table, where, group.get("status"))
        for reach in sorted(table.words(f"{where}: reach", group.get("reach"))):
            for lemma, example in words.items():
                governors.setdefault((lemma, reach), StatusCue(lemma, reach, status, example))
    carriers = table.mapping("carriers")
    return StatusCues(
        auxiliaries=auxiliaries,
        past_of_will=table.words("past_of_will", table.data.get("past_of_will")),
        obliging=table.examples("obliging", table.mapping("obliging")),
        governors=governors,
        endings=table.examples("endings", table.mapping("endings")),
        achieving=table.examples("achieving", table.mapping("achieving")),
        denials=table.word_groups("denials"),
        harming=table.words("harming", table.data.get("harming")),
        carriers={name: table.examples(f"carriers: {name}", words) for name, words in carriers.items()},
        measures=table.words("measures", table.data.get("measures")),
        negations=table.word_groups("negations"),
        conditions=table.words("conditions", table.data.get("conditions")),
    )


def _status(table: _Table, where: str, value: object) -> Status:
    try:
        return Status(str(value))
    except ValueError as problem:
        raise table.fail(where, f"one of {', '.join(Status)}") from problem


def _build_hedges(table: _Table) -> HedgeCues:
    kinds = ("adverbs", "adjectives", "raising", "passives", "believing", "modals")
    return HedgeCues(**{kind: table.examples(kind, table.mapping(kind)) for kind in kinds})
