"""Clauses: what the auxiliaries, the negation and the form of a verb say of how its act is told."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.lexicon.cues import Cues
from reportedly.records import Parse, Span, Status, Word

DEPTH = 8
"""How many governors are asked in turn; deeper chains do not occur outside damaged trees."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
PRESENT, PURPOSE, DONE = "a present form", "an infinitive of purpose", "told as done"
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, slots=True)
class StatusRead:
    """A status, the words that say so (None where only the form of the verb or nothing does), and why.

    Not `framed` where neither words nor form say anything and the act is taken as done.
    """

    status: Status
    cue: Span | None
    reason: str
    framed: bool = True


class ClauseReader:
    """Reads the clauses of one sentence for one trigger; words inside `trigger` frame nothing."""

    def __init__(self, parse: Parse, cues: Cues, trigger: frozenset[int], *, lasts: bool = False) -> None:
        self.parse = parse
        self.cues = cues.status
        self.speech = cues.speech
        self.trigger = trigger
        self.lasts = lasts
        self.below: dict[int, list[Word]] = {}
        for word in parse.words:
            self.below.setdefault(word.head, []).append(word)

    def as_status(self, status: Status, word: Word, why: str) -> StatusRead:
        return StatusRead(status, word.span, f"“{word.text}”: {why}")

    def governor(self, node: int) -> Word | None:
        head = self.parse.words[node].head
        return self.parse.words[head] if 0 <= head < len(self.parse.words) else None

    def auxiliaries_of(self, node: int) -> list[Word]:
        """The auxiliaries and copulas of the word's clause, those of a first conjunct where it has none of its own."""
        own = [c for c in self.below.get(node, ()) if c.relation in ("aux", "cop")]
        word = self.parse.words[node]
        governor = self.governor(node)
        has_subject = any(c.relation in ("nsubj", "csubj", "expl") for c in self.below.get(node, ()))
        if own or has_subject or word.relation != "conj" or governor is None or governor.xpos != word.xpos:
            return own
        return self.auxiliaries_of(governor.i)

    def is_finite(self, node: int) -> bool:
        word = self.parse.words[node]
        return word.xpos in _FINITE or any(a.xpos in _FINITE for a in self.auxiliaries_of(node))

    def is_perfect(self, node: int) -> bool:
        return any(a.lemma == "have" for a in self.auxiliaries_of(node))

    def negation(self, node: int, *, joined: bool = False) -> Word | None:
        """The word that negates the clause of `node`, None where none does; "not only" does not.

        `joined`: the clause is asked for a verb joined to it, which shares its adverbs but not its objects.
        """
        words, negations = self.parse.words, self.cues.negations
        for child in self.below.get(node, ()):
            if child.i in self.trigger:
                continue
            form = child.text.lower()
            if child.relation in ("advmod", "cc", "aux") and form in negations["adverbs"]:
                after = words[child.i + 1].text.lower() if child.i + 1 < len(words) else ""
                if after not in negations["only"]:
                    return child
            if child.relation in ("mark", "case") and form in negations["prepositions"]:
                return child
            if (
                child.relation in ("nsubj", "obj", "obl")
                and child.dep != "obl:tmod"
                and not (joined and child.relation != "nsubj")
            ):
                if form in negations["words"]:
                    return child
                for inner in self.below.get(child.i, ()):
                    if inner.relation in ("det", "advmod") and inner.text.lower() in negations["words"]:
                        return inner
        governor = self.governor(node)
        word = words[node]
        if (
            word.relation == "conj"
            and governor is not None
            and governor.xpos == word.xpos
            and not self._own_clause(node)
        ):
            return self.negation(governor.i, joined=True)
        return None

    def _own_clause(self, node: int) -> bool:
        return any(c.relation in ("nsubj", "aux", "cop", "advmod") for c in self.below.get(node, ())) or any(
            c.relation == "cc" and c.lemma == "but" for c in self.below.get(node, ())
        )

    def clause(self, node: int) -> StatusRead | None:
        """What the auxiliaries, the negation and the form of the verb say; None for a noun without a copula."""
        word = self.parse.words[node]
        auxiliaries = [a for a in self.auxiliaries_of(node) if a.i not in self.trigger]
        if word.upos in NOMINAL and not any(a.relation == "cop" for a in auxiliaries):
            return None
        negation = self.negation(node)
        if negation is not None:
            if word.lemma in self.cues.harming and negation.text.lower() in self.cues.negations["words"]:
                return StatusRead(Status.HAPPENED, None, "told as done, harming no one")
            return self.as_status(Status.DENIED, negation, "negated")
        ahead = self._ahead(node, auxiliaries)
        if ahead is not None:
            return ahead
        for auxiliary in auxiliaries:
            found = self._modal(node, auxiliary, auxiliaries)
            if found is not None:
                return found
        return self._form(word, auxiliaries)

    def has_fixed_to(self, word: Word) -> bool:
        """True for "due" of "due to" where the parser has made one word of the two."""
        return any(c.relation == "fixed" and c.text.lower() == "to" for c in self.below.get(word.i, ()))

    def _ahead(self, node: int, auxiliaries: list[Word]) -> StatusRead | None:
        """What the word before "to" says: "is to meet", "are due to meet"."""
        marks = [c for c in self.below.get(node, ()) if c.relation == "mark" and c.lemma == "to" and c.i > 0]
        marks += [c for c in self.below.get(node, ()) if c.relation == "aux" and c.text.lower() == "to" and c.i > 0]
        fixed = [c for c in self.below.get(node, ()) if c.relation == "mark" and self.has_fixed_to(c)]
        if not (marks or fixed) or not any(a.xpos in _FINITE for a in auxiliaries):
            return None
        before = fixed[0] if fixed else self.parse.words[marks[0].i - 1]
        if before.lemma == "be" and before.xpos in _FINITE:
            return self.as_status(Status.PLANNED, before, "frames what hangs on it as planned")
        cue = self.cues.governors.get((before.lemma, "to"))
        return (
            self.as_status(cue.status, before, f"frames what hangs on it as {cue.status}") if cue is not None else None
        )

    def _modal(self, node: int, auxiliary: Word, auxiliaries: list[Word]) -> StatusRead | None:
        known = self.cues.auxiliaries.get(auxiliary.text.lower())
        if known is None:
            return None
        status = known[0]
        subjects = [c.i for c in self.below.get(node, ()) if c.relation == "nsubj"]
        if any(c.relation == "expl" for c in self.below.get(node, ())):
            subjects = []
        if subjects and auxiliary.i < subjects[0] and status in (Status.PLANNED, Status.URGED):
            return self.as_status(Status.POSSIBLE, auxiliary, "a question or an inverted condition")
        if status is Status.PLANNED and self._is_conditional(node):
            return self.as_status(Status.POSSIBLE, auxiliary, "what depends on a condition")
        perfect = any(a.lemma == "have" for a in auxiliaries)
        if status is Status.POSSIBLE and perfect and auxiliary.text.lower() not in self.cues.past_of_will:
            return self.as_status(Status.HAPPENED, auxiliary, "a guess about what has happened")
        if auxiliary.text.lower() in self.cues.past_of_will and self._is_reported_in_past(node):
            return self.as_status(Status.PLANNED, auxiliary, "what was then still to come")
        return self.as_status(status, auxiliary, f"frames it as {status}")

    def _is_conditional(self, node: int) -> bool:
        return any(
            c.relation == "advcl" and any(m.relation == "mark" and m.lemma == "if" for m in self.below.get(c.i, ()))
            for c in self.below.get(node, ())
        )

    def _is_reported_in_past(self, node: int) -> bool:
        """True where the clause is the content of a verb of saying in the past."""
        for _ in range(DEPTH):
            word, governor = self.parse.words[node], self.governor(node)
            if governor is None:
                return any(
                    c.relation == "parataxis" and c.lemma in self.speech.verbs and c.xpos in ("VBD", "VBN")
                    for c in self.below.get(node, ())
                )
            if word.relation in ("ccomp", "acl"):
                return governor.lemma in self.speech.verbs or governor.lemma in self.speech.nouns
            if word.relation not in ("conj", "xcomp"):
                return False
            node = governor.i
        return False

    def _form(self, word: Word, auxiliaries: list[Word]) -> StatusRead | None:
        """What the form of the verb says: progressive and present are under way, a bare imperative is urged."""
        lemmas = {a.lemma for a in auxiliaries}
        present = any(a.xpos in ("VBP", "VBZ") for a in auxiliaries)
        if word.xpos == "VBG" and any(a.text.lower() == "had" for a in auxiliaries):
            return StatusRead(Status.HAPPENED, None, DONE)
        if word.xpos == "VBG" and "be" in lemmas:
            return StatusRead(Status.ONGOING, word.span, "a progressive form")
        finite = any(a.xpos in _FINITE for a in auxiliaries)
        if word.xpos == "VBN" and finite and any(a.text.lower() == "being" for a in auxiliaries):
            return StatusRead(Status.ONGOING, word.span, "a progressive form")
        if word.xpos in ("VBP", "VBZ") or (present and "be" in lemmas and "have" not in lemmas and word.xpos != "VBN"):
            return StatusRead(Status.ONGOING, word.span, PRESENT)
        if word.xpos == "VB" and word.relation in ("root", "parataxis", "conj") and self.is_imperative(word):
            return StatusRead(Status.URGED, word.span, "an imperative")
        if word.xpos == "VBN" and present and self.lasts and ("have" not in lemmas or self._is_since(word)):
            return StatusRead(Status.ONGOING, word.span, "a state that holds")
        if word.xpos in ("VBD", "VBN") or self.is_finite(word.i):
            return StatusRead(Status.HAPPENED, None, DONE)
        return None

    def _is_since(self, word: Word) -> bool:
        """True where the clause says since when."""
        return any(
            c.relation in ("obl", "advcl")
            and any(m.lemma == "since" for m in self.below.get(c.i, ()) if m.relation in ("case", "mark"))
            for c in self.below.get(word.i, ())
        )

    def is_imperative(self, word: Word) -> bool:
        children = self.below.get(word.i, ())
        return not any(c.relation in ("nsubj", "aux", "cop", "mark", "expl") for c in children)
