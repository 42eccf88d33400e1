"""The words that weaken an act: "reportedly", "is believed to", "suspected", "may have"."""

from __future__ import annotations

from reportedly.lexicon.cues import Cues
from reportedly.records import Act, Parse, Span, Word

_SURE, _JOINED = 0.45, 0.3
"""Probabilities of the heads for a hedge and for a word beside it, chosen on articles kept out of training."""
_DEPTH = 6
"""How many governors are asked in turn."""
_TOLD = frozenset({"say", "report", "claim", "estimate"})
"""Verbs whose bare participle a parser may take from "he said"."""
_PASSIVE_MARKS = ("aux:pass", "nsubj:pass", "expl")


def find_hedge(parse: Parse, start: int, end: int, head: int, cues: Cues) -> Span | None:
    """The words that weaken the act of words `start` to `end` (half-open) with its head at `head`; None without.

    Looked for at the act itself, among its parties ("suspected rebels"), and in the clauses that govern it.
    Words of saying with a named source are no hedges.

    Example: "The road has reportedly been cut" is weakened by "reportedly".
    """
    return _HedgeReader(parse, cues, frozenset(range(start, end))).read(head)


def find_seen_hedge(parse: Parse, act: Act | None) -> Span | None:
    """The words that the trained heads take for the act's hedge, where they are sure enough; None without.

    The likeliest word with its neighbours that may belong to it ("said to").
    """
    seen = {word: p for role, word, p in (act.roles if act is not None else ()) if role == "hedge"}
    best = max(seen, key=lambda word: seen[word], default=None)
    if best is None or seen[best] < _SURE:
        return None
    start = end = best
    while seen.get(start - 1, 0.0) >= _JOINED:
        start -= 1
    while seen.get(end + 1, 0.0) >= _JOINED:
        end += 1
    return parse.span_of(start, end + 1)


class _HedgeReader:
    """Reads one sentence for one trigger."""

    def __init__(self, parse: Parse, cues: Cues, trigger: frozenset[int]) -> None:
        self.parse = parse
        self.cues = cues.hedges
        self.status = cues.status
        self.writer = cues.speech.pronouns["writer"]
        self.trigger = trigger
        self.below: dict[int, list[Word]] = {}
        for word in parse.words:
            self.below.setdefault(word.head, []).append(word)

    def read(self, head: int) -> Span | None:
        """The hedge of the act at word `head`."""
        node, own = head, True
        for _ in range(_DEPTH):
            found = self._at(node, is_act=own)
            if found is not None:
                return found
            word = self.parse.words[node]
            if not 0 <= word.head < len(self.parse.words):
                return None
            governor = self.parse.words[word.head]
            found = self._above(word, governor)
            if found is not None:
                return found
            if not self._rises(word, governor):
                return None
            own = own and word.relation in ("conj", "xcomp")
            node = governor.i
        return None

    def _rises(self, word: Word, governor: Word) -> bool:
        """True where what weakens the governor weakens this word too."""
        if word.relation in ("xcomp", "conj", "compound", "ccomp", "csubj", "obj", "nmod") or word.dep == "acl":
            return True
        if word.relation == "nsubj":
            return word.dep == "nsubj:pass" or governor.lemma in self.status.carriers["subject"]
        return word.relation == "obl" or (word.relation == "advcl" and word.xpos in ("VBG", "VBN", "VB"))

    def _at(self, node: int, *, is_act: bool) -> Span | None:
        """A hedge among the word's own dependents."""
        for child in self.below.get(node, ()):
            if child.i in self.trigger:
                continue
            form = child.text.lower()
            if child.relation in ("advmod", "parataxis") and form in self.cues.adverbs:
                return child.span
            if child.relation == "aux" and form in self.cues.modals and self._weakens(node, form):
                return child.span
            if is_act and child.relation in ("amod", "compound") and form in self.cues.adjectives:
                return child.span
            if is_act and child.relation in ("nsubj", "obl", "nmod", "obj", "advcl", "acl", "appos"):
                found = self._party(child)
                if found is not None:
                    return found
        return None

    def _party(self, party: Word) -> Span | None:
        """A hedge at a party of the act or a clause on it: "suspected rebels", "apparently by guards"."""
        for child in self.below.get(party.i, ()):
            form = child.text.lower()
            if party.relation == "nsubj" and child.relation in ("amod", "compound") and form in self.cues.adjectives:
                return child.span
            if party.relation == "nsubj" and child.dep == "acl" and child.lemma in self.cues.passives:
                return child.span
            if party.relation in ("obl", "advcl") and child.relation == "acl":
                adverbs = [c for c in self.below.get(child.i, ()) if c.text.lower() in self.cues.adverbs]
                if adverbs:
                    return adverbs[0].span
            if child.relation == "advmod" and form in self.cues.adverbs and (child.i < party.i):
                return child.span
        return None

    def _weakens(self, node: int, form: str) -> bool:
        """True for "may" and "might"; for other modals only before what has happened ("could have shelled")."""
        return self._is_perfect(node)

    def _is_perfect(self, node: int) -> bool:
        return any(c.relation == "aux" and c.lemma == "have" for c in self.below.get(node, ()))

    def _above(self, word: Word, governor: Word) -> Span | None:
        """A hedge that the governor is: "is believed to", "it was reported that", "appears to"."""
        if governor.i in self.trigger:
            return None
        clausal = word.relation in ("xcomp", "ccomp", "csubj", "acl", "obl", "advcl")
        if not clausal:
            return None
        if any(c.text.lower() == "no" for c in self.below.get(governor.i, ())):
            return None
        if governor.lemma in self.cues.raising and word.relation != "obl":
            return self._with_auxiliaries(governor)
        if governor.lemma in self.cues.passives and self._is_passive(governor) and not self._has_agent(governor):
            return self._with_auxiliaries(governor)
        if governor.lemma in self.cues.believing and word.relation == "ccomp" and not self._is_writers(governor):
            return self._with_auxiliaries(governor)
        return None

    def _is_passive(self, verb: Word) -> bool:
        if any(c.dep in _PASSIVE_MARKS for c in self.below.get(verb.i, ())):
            return verb.xpos == "VBN"
        return verb.xpos == "VBN" and verb.dep == "acl" and verb.lemma not in _TOLD

    def _is_writers(self, verb: Word) -> bool:
        """True for "I think": the writer's opinion, not a doubt about what is told."""
        return any(c.relation == "nsubj" and c.text.lower() in self.writer for c in self.below.get(verb.i, ()))

    def _has_agent(self, verb: Word) -> bool:
        return any(
            c.relation == "obl" and any(k.relation == "case" and k.lemma == "by" for k in self.below.get(c.i, ()))
            for c in self.below.get(verb.i, ())
        )

    def _with_auxiliaries(self, word: Word) -> Span:
        """The word with the auxiliaries just before it."""
        first = word.i
        while (
            first > 0
            and self.parse.words[first - 1].upos in ("AUX", "ADV")
            and self.parse.words[first - 1].head == word.i
        ):
            first -= 1
        return self.parse.span_of(first, word.i + 1)
