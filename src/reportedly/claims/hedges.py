"""The words that weaken an act: "reportedly", "is believed to", "suspected", "may have"."""

from __future__ import annotations

from reportedly.lexicon.cues import Cues
from reportedly.records import Parse, Span, Word

_DEPTH = 6
"""How many governors are asked in turn."""
_PASSIVE_MARKS = ("aux:pass", "nsubj:pass", "expl")


def find_hedge(parse: Parse, start: int, end: int, head: int, cues: Cues) -> Span | None:
    """The words that weaken the act named by words `start` to `end` (half-open), whose head is word `head`; None without.

    Looked for at the act itself, among its parties ("suspected rebels"), and in the clauses that govern it.
    Words of saying with a named source are no hedges.

    Example: "The road has reportedly been cut" is weakened by "reportedly".
    """
    return _HedgeReader(parse, cues, frozenset(range(start, end))).read(head)


class _HedgeReader:
    """Reads one sentence for one trigger."""

    def __init__(self, parse: Parse, cues: Cues, trigger: frozenset[int]) -> None:
        self.parse = parse
        self.cues = cues.hedges
        self.status = cues.status
        self.trigger = trigger
        self.below: dict[int, list[Word]] = {}
        for word in parse.words:
            self.below.setdefault(word.head, []).append(word)

    def read(self, head: int) -> Span | None:
        node = head
        for depth in range(_DEPTH):
            found = self._at(node, is_act=depth == 0)
            if found is not None:
                return found
            word = self.parse.words[node]
            if not 0 <= word.head < len(self.parse.words) or not self._rises(word):
                return None
            governor = self.parse.words[word.head]
            found = self._above(word, governor)
            if found is not None:
                return found
            node = governor.i
        return None

    def _rises(self, word: Word) -> bool:
        """True where what weakens the governor weakens this word too."""
        if word.relation in ("xcomp", "ccomp", "csubj", "conj", "obj", "compound"):
            return True
        if word.dep in ("nsubj:pass", "nsubj", "obl", "nmod", "acl", "advcl"):
            return True
        return False

    def _at(self, node: int, *, is_act: bool) -> Span | None:
        """A hedge among the word's own dependents."""
        for child in self.below.get(node, ()):
            if child.i in self.trigger:
                continue
            form = child.text.lower()
            if child.relation == "advmod" and form in self.cues.adverbs:
                return child.span
            if child.relation == "aux" and form in self.cues.modals and self._is_perfect(node):
                return child.span
            if is_act and child.relation in ("amod", "advmod", "compound") and form in self.cues.adjectives:
                return child.span
            if is_act and child.relation in ("nsubj", "obl", "nmod", "obj"):
                found = self._party(child)
                if found is not None:
                    return found
        return None

    def _party(self, party: Word) -> Span | None:
        """A hedge at a party of the act: "suspected rebels", "gunmen believed to be"."""
        for child in self.below.get(party.i, ()):
            form = child.text.lower()
            if child.relation == "amod" and form in self.cues.adjectives and party.relation == "nsubj":
                return child.span
            if child.relation == "advmod" and form in self.cues.adverbs:
                return child.span
            if child.dep == "acl" and child.xpos == "VBN" and child.lemma in self.cues.passives and party.relation == "nsubj":
                return child.span
        return None

    def _is_perfect(self, node: int) -> bool:
        return any(c.relation == "aux" and c.lemma == "have" for c in self.below.get(node, ()))

    def _above(self, word: Word, governor: Word) -> Span | None:
        """A hedge that the governor is: "is believed to", "it was reported that", "appears to"."""
        if governor.i in self.trigger:
            return None
        clausal = word.relation in ("xcomp", "ccomp", "csubj", "acl", "obl", "advcl")
        if not clausal:
            return None
        if governor.lemma in self.cues.raising and word.relation != "obl":
            return self._with_auxiliaries(governor)
        if governor.lemma in self.cues.passives and self._is_passive(governor) and not self._has_agent(governor):
            return self._with_auxiliaries(governor)
        if governor.lemma in self.cues.believing and word.relation == "ccomp":
            return self._with_auxiliaries(governor)
        return None

    def _is_passive(self, verb: Word) -> bool:
        if any(c.dep in _PASSIVE_MARKS for c in self.below.get(verb.i, ())):
            return verb.xpos == "VBN"
        return verb.xpos == "VBN" and verb.dep == "acl"

    def _has_agent(self, verb: Word) -> bool:
        return any(
            c.relation == "obl" and any(k.relation == "case" and k.lemma == "by" for k in self.below.get(c.i, ()))
            for c in self.below.get(verb.i, ())
        )

    def _with_auxiliaries(self, word: Word) -> Span:
        """The word with the auxiliaries just before it."""
        first = word.i
        while first > 0 and self.parse.words[first - 1].upos in ("AUX", "ADV") and self.parse.words[first - 1].head == word.i:
            first -= 1
        return self.parse.span_of(first, word.i + 1)
