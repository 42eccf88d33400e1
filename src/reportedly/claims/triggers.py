"""Where a sentence names an act: the codebook's entries matched against its tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.claims.slots import SlotReader, Slots, SlotWords
from reportedly.lexicon.codebook import Codebook, Condition, Entry, Pos, lemma_key
from reportedly.records import Parse, Type, Word

_POS: dict[str, tuple[Pos, ...]] = {
    "VERB": ("verb",),
    "NOUN": ("noun", "adj"),
    "PROPN": ("noun", "adj"),
    "ADJ": ("adj",),
}
_AS_WRITTEN: tuple[Pos, ...] = ("noun", "adj")
_GAP = 2
"""How many words may stand between a verb and the words that complete its trigger."""
_LEFT = frozenset({"compound", "amod", "possessive"})
_RIGHT_OUT = frozenset({"subject", "passive-subject", "by", "clause", "xcomp", "ccomp", "advcl", "act", "indirect"})
"""Slots whose fillers are parties or further acts, never part of the words that name the act."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `start` to `end` (half-open) of a sentence name an act; `head` is the word that its parties hang on.

    `entry` is the line of the codebook that says so. `light` is the position of a light verb that carries a noun
    ("carried" in "carried out a raid"), where tense and negation stand, None without one.
    """

    start: int
    end: int
    head: int
    type: Type
    mode: str | None
    entry: Entry
    light: int | None = None


def slot_words(codebook: Codebook) -> SlotWords:
    """The light verbs and quantity nouns that the codebook's classes name."""
    lemmas = {name: words.lemmas for name, words in codebook.classes.items()}
    empty: frozenset[str] = frozenset()
    return SlotWords(
        light=lemmas.get("LIGHT", empty),
        undergo=lemmas.get("UNDERGO", empty),
        quantity=lemmas.get("QUANTITY", empty),
        subject_control=lemmas.get("SUBJECTCONTROL", empty),
    )


def find_triggers(parse: Parse, codebook: Codebook) -> tuple[Trigger, ...]:
    """Every act that the codebook sees in a sentence, in order of the text.

    For one head only its most specific entries are kept (`Entry.specificity`), one a type; where several types
    remain, they follow one another, the best weight first, and are alternatives. A trigger whose head lies in the
    words of a longer one ("truce" in "declared a truce") is dropped; a verb whose noun stands before it and names the
    same type by itself ("the curfew was imposed") leaves the act to the noun.
    """
    matcher = _Matcher(parse, codebook)
    matches = [match for word in parse.words for match in matcher.match(word)]
    types: dict[int, set[Type]] = {}
    for trigger, _ in matches:
        types.setdefault(trigger.head, set()).add(trigger.type)
    found: dict[int, list[Trigger]] = {}
    absorbed: set[int] = set()
    for trigger, inner in matches:
        if trigger.entry.pos == "verb" and any(trigger.type in types.get(i, ()) for i in inner if i < trigger.start):
            continue
        found.setdefault(trigger.head, []).append(trigger)
        absorbed |= inner
    kept = [t for head, ts in found.items() if head not in absorbed for t in _best(ts)]
    return tuple(sorted(kept, key=lambda t: (t.head, -t.entry.weight, t.type)))


def _best(triggers: list[Trigger]) -> list[Trigger]:
    top = max(t.entry.specificity for t in triggers)
    by_type: dict[Type, Trigger] = {}
    for trigger in sorted(triggers, key=lambda t: -t.entry.weight):
        if trigger.entry.specificity == top:
            by_type.setdefault(trigger.type, trigger)
    return list(by_type.values())


def _stems(form: str) -> Iterator[str]:
    """Base forms that a verb's form may have, for verbs whose lemma the reader does not know."""
    for ending in ("ed", "ing", "es", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            yield from (stem, stem + "e")
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"


class _Matcher:
    """One sentence against the codebook; slots are read only around words that some entry names."""

    def __init__(self, parse: Parse, codebook: Codebook) -> None:
        self.parse = parse
        self.codebook = codebook
        self.slots = SlotReader(parse, slot_words(codebook))
        self.keys = [lemma_key(w.lemma) for w in parse.words]
        self.texts = [lemma_key(w.text) for w in parse.words]
        self.kinds: dict[int, set[str]] = {}
        for name in parse.names:
            for i in range(name.start, name.end):
                self.kinds.setdefault(i, set()).add(name.kind)

    def match(self, word: Word) -> Iterator[tuple[Trigger, set[int]]]:
        """Triggers whose words begin at or are headed by `word`, each with the heads that it absorbs."""
        for start, end, head, entry in self._candidates(word):
            matched = self._fillers(entry, self.slots.read(head))
            if matched is None:
                continue
            start, end = self._extend(start, end, head, entry, matched)
            inner = {i for slot, fillers in matched.items() for i in fillers if slot not in _RIGHT_OUT}
            inner |= set(range(start, end))
            light = self.slots.light(head) if entry.pos == "noun" else None
            yield Trigger(start, end, head, entry.type, entry.mode, entry, light), inner - {head}

    def _candidates(self, word: Word) -> Iterator[tuple[int, int, int, Entry]]:
        index = self.codebook.index
        for pos in _POS.get(word.upos, ()):
            entries = index.get((pos, self.keys[word.i]), ())
            if not entries and pos == "verb":
                entries = next((e for key in _stems(self.texts[word.i]) if (e := index.get((pos, key)))), ())
            for entry in entries:
                yield word.i, word.i + 1, word.i, entry
        if word.upos in ("VERB", "NOUN", "PROPN") and self.texts[word.i] != self.keys[word.i]:
            for pos in _AS_WRITTEN if word.upos != "VERB" or self.texts[word.i].endswith("ing") else _AS_WRITTEN[1:]:
                for entry in index.get((pos, self.texts[word.i]), ()):
                    yield word.i, word.i + 1, word.i, entry
        yield from self._joined(word)

    def _joined(self, word: Word) -> Iterator[tuple[int, int, int, Entry]]:
        """Entries whose lemma is written in several words from `word` on: "sit - in", "air strikes"."""
        words = self.parse.words
        key = self.texts[word.i]
        if not key or word.upos == "PUNCT":
            return
        for end in range(word.i + 2, min(word.i + self.codebook.longest, len(words)) + 1):
            last = words[end - 1]
            if last.upos == "PUNCT" and last.text not in "-‐‑–":
                return
            head = next((i for i in range(word.i, end) if not word.i <= words[i].head < end), end - 1)
            for entry in self.codebook.index.get(("noun", key + self.keys[end - 1]), ()):
                yield word.i, end, head, entry
            if words[head].upos == "VERB":
                for entry in self.codebook.index.get(("verb", key + self.keys[end - 1]), ()):
                    yield word.i, end, head, entry
            key += self.texts[end - 1].strip("‐‑–")

    def _fillers(self, entry: Entry, slots: Slots) -> dict[str, tuple[int, ...]] | None:
        """The fillers that meet the entry's conditions, by slot; None where a condition fails."""
        matched: dict[str, tuple[int, ...]] = {}
        for condition in entry.conditions:
            fits = {
                slot: fillers
                for slot in condition.slots
                if (fillers := tuple(i for i in slots.get(slot, ()) if self._accepts(condition, i)))
            }
            if condition.negated == bool(fits):
                return None
            if not condition.negated and not condition.any:
                matched |= fits
        return matched

    def _accepts(self, condition: Condition, i: int) -> bool:
        wanted = condition.accepts
        if condition.any or self.keys[i] in wanted.lemmas or self.texts[i] in wanted.lemmas:
            return True
        if wanted.kinds & self.kinds.get(i, set()) or (wanted.proper and self.parse.words[i].upos == "PROPN"):
            return True
        before = i - 2 if i >= 2 and self.parse.words[i - 1].text == "-" else i - 1
        return before >= 0 and self.texts[before] + self.keys[i] in wanted.lemmas

    def _extend(
        self, start: int, end: int, head: int, entry: Entry, matched: dict[str, tuple[int, ...]]
    ) -> tuple[int, int]:
        listed = {lemma for condition in entry.conditions for lemma in condition.listed}
        light = self.keys[head] in self.slots.words.light
        for slot, fillers in matched.items():
            if slot in _LEFT and entry.pos == "noun":
                near = [i for i in fillers if start - _GAP <= i < start]
                start = min([start, *near])
            elif slot not in _RIGHT_OUT and entry.pos != "noun":
                gap = 2 * _GAP if light else _GAP
                spelt = (i for i in fillers if light or {self.keys[i], self.texts[i]} & listed)
                near = [i for i in spelt if head < i <= end + gap]
                end = max([end, *(i + 1 for i in near[:1])])
        return start, end
