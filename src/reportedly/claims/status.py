"""How a text frames an act: told as done, under way, planned, possible, denied or urged.

The tree is climbed from the word that names the act: what stands at that word, the auxiliaries of its clause, then the
words that govern it ("failed to", "a plan to", "fears of"), as long as each passes its own framing on.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.lexicon.cues import Cues
from reportedly.records import Parse, Span, Status, Word

_DEPTH = 8
"""How many governors are asked in turn; deeper chains do not occur outside damaged trees."""
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_WEAK = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class StatusRead:
    """A status, the words that say so (None where only the form of the verb or nothing does), and why."""

    status: Status
    cue: Span | None
    reason: str


def find_status(parse: Parse, start: int, end: int, head: int, cues: Cues, *, is_future: bool = False) -> StatusRead:
    """How the sentence frames the act named by words `start` to `end` (half-open), whose head is word `head`.

    What stands inside the trigger is part of the act's name and frames nothing ("would not let in" may name a refusal).
    `is_future` says that the act's time lies after the day of publication: an act told without any framing is then planned.

    Example: in "The rebels failed to agree" with head "agree" the status is denied, the cue "failed".
    """
    read = _StatusReader(parse, cues, frozenset(range(start, end))).read(head)
    if is_future and read.status in _WEAK:
        return StatusRead(Status.PLANNED, read.cue, "its time lies after the publication")
    return read


class _StatusReader:
    """Reads one sentence for one trigger."""

    def __init__(self, parse: Parse, cues: Cues, trigger: frozenset[int]) -> None:
        self.parse = parse
        self.cues = cues.status
        self.speech = cues.speech
        self.trigger = trigger
        self.below: dict[int, list[Word]] = {}
        for word in parse.words:
            self.below.setdefault(word.head, []).append(word)

    # -------------------------------------------------------- the climb

    def read(self, head: int) -> StatusRead:
        """The framing of the act at word `head`."""
        node, under_way = head, None
        for _ in range(_DEPTH):
            found = self._modified(node) or self._clause(node)
            if found is not None and found.status not in _WEAK:
                return found
            if found is not None and found.status is Status.ONGOING and under_way is None:
                under_way = found
            if found is not None and self._is_finite(node):
                outer = self._embedding(node)
                return outer or under_way or found
            governor = self._governor(node)
            if governor is None:
                break
            framed = self._governed(node, governor)
            if framed is not None:
                return self._combined(framed, governor)
            if not self._passes(node, governor):
                return under_way or self._bare(node)
            node = governor.i
        return under_way or StatusRead(Status.HAPPENED, None, "nothing frames it otherwise")

    def _combined(self, framed: StatusRead, governor: Word) -> StatusRead:
        """A governor's framing, changed by what frames the governor itself ("did not plan to", "will continue to")."""
        if self._negation(governor.i) is not None and governor.i not in self.trigger:
            negation = self._negation(governor.i)
            assert negation is not None
            if framed.status is Status.DENIED:
                return self._as(Status.HAPPENED, negation, "a denial that is itself negated")
            return self._as(Status.DENIED, negation, "negated")
        if framed.status is not Status.ONGOING:
            return framed
        outer = self.read(governor.i)
        return framed if outer.status in _WEAK else outer

    def _as(self, status: Status, word: Word, why: str) -> StatusRead:
        return StatusRead(status, word.span, f"“{word.text}”: {why}")

    def _governor(self, node: int) -> Word | None:
        head = self.parse.words[node].head
        return self.parse.words[head] if 0 <= head < len(self.parse.words) else None

    # -------------------------------------------------------- at the word itself

    def _modified(self, node: int) -> StatusRead | None:
        """What an adjective or another modifier of the word says ("the planned strike"), or its negation ("no strike")."""
        if self.parse.words[node].upos not in _NOMINAL:
            return None
        for child in self.below.get(node, ()):
            if child.i in self.trigger:
                continue
            if child.relation in ("det", "advmod") and child.text.lower() in self.cues.negations["words"]:
                return self._as(Status.DENIED, child, "negated")
            if child.relation in ("amod", "compound", "acl", "nmod"):
                cue = self.cues.governors.get((child.text.lower(), "modified"))
                cue = cue or self.cues.governors.get((child.lemma, "modified"))
                if cue is not None:
                    return self._as(cue.status, child, f"modifies the act as {cue.status}")
        return None

    def _auxiliaries(self, node: int) -> list[Word]:
        """The auxiliaries and copulas of the word's clause, those of a first conjunct where it has none of its own."""
        own = [c for c in self.below.get(node, ()) if c.relation in ("aux", "cop")]
        word = self.parse.words[node]
        governor = self._governor(node)
        has_subject = any(c.relation in ("nsubj", "csubj", "expl") for c in self.below.get(node, ()))
        if own or has_subject or word.relation != "conj" or governor is None or governor.xpos != word.xpos:
            return own
        return self._auxiliaries(governor.i)

    def _is_finite(self, node: int) -> bool:
        word = self.parse.words[node]
        return word.xpos in _FINITE or any(a.xpos in _FINITE for a in self._auxiliaries(node))

    def _negation(self, node: int) -> Word | None:
        """The word that negates the clause of `node`, None where none does; "not only" does not."""
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
            if child.relation in ("nsubj", "obj", "obl") and child.dep != "obl:tmod":
                if form in negations["words"]:
                    return child
                for inner in self.below.get(child.i, ()):
                    if inner.relation in ("det", "advmod") and inner.text.lower() in negations["words"]:
                        return inner
        governor = self._governor(node)
        word = words[node]
        if word.relation == "conj" and governor is not None and governor.xpos == word.xpos and not self._own_clause(node):
            return self._negation(governor.i)
        return None

    def _own_clause(self, node: int) -> bool:
        return any(c.relation in ("nsubj", "aux", "cop", "advmod") for c in self.below.get(node, ())) or any(
            c.relation == "cc" and c.lemma == "but" for c in self.below.get(node, ())
        )

    def _clause(self, node: int) -> StatusRead | None:
        """What the auxiliaries, the negation and the form of the verb say; None for a noun without a copula."""
        word = self.parse.words[node]
        auxiliaries = [a for a in self._auxiliaries(node) if a.i not in self.trigger]
        if word.upos in _NOMINAL and not any(a.relation == "cop" for a in auxiliaries):
            return None
        negation = self._negation(node)
        if negation is not None:
            return self._as(Status.DENIED, negation, "negated")
        for auxiliary in auxiliaries:
            found = self._modal(node, auxiliary, auxiliaries)
            if found is not None:
                return found
        return self._form(word, auxiliaries)

    def _modal(self, node: int, auxiliary: Word, auxiliaries: list[Word]) -> StatusRead | None:
        known = self.cues.auxiliaries.get(auxiliary.text.lower())
        if known is None:
            return None
        status = known[0]
        perfect = any(a.lemma == "have" for a in auxiliaries)
        if status is Status.POSSIBLE and perfect and auxiliary.text.lower() not in self.cues.past_of_will:
            return self._as(Status.HAPPENED, auxiliary, "a guess about what has happened")
        if auxiliary.text.lower() in self.cues.past_of_will and self._is_reported_in_past(node):
            return self._as(Status.PLANNED, auxiliary, "what was then still to come")
        return self._as(status, auxiliary, f"frames it as {status}")

    def _is_reported_in_past(self, node: int) -> bool:
        """True where the clause is the content of a verb of saying in the past."""
        for _ in range(_DEPTH):
            word, governor = self.parse.words[node], self._governor(node)
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
        if word.xpos == "VBG" and "be" in lemmas:
            return StatusRead(Status.ONGOING, word.span, "a progressive form")
        if word.xpos == "VBN" and any(a.text.lower() == "being" for a in auxiliaries):
            return StatusRead(Status.ONGOING, word.span, "a progressive form")
        if word.xpos in ("VBP", "VBZ") or (present and "be" in lemmas and "have" not in lemmas and word.xpos != "VBN"):
            return StatusRead(Status.ONGOING, word.span, "a present form")
        if word.xpos == "VB" and word.relation in ("root", "parataxis", "conj") and self._is_imperative(word):
            return StatusRead(Status.URGED, word.span, "an imperative")
        if word.xpos in ("VBD", "VBN") or self._is_finite(word.i):
            return StatusRead(Status.HAPPENED, None, "told as done")
        return None

    def _is_imperative(self, word: Word) -> bool:
        children = self.below.get(word.i, ())
        return not any(c.relation in ("nsubj", "aux", "cop", "mark", "expl") for c in children)

    # -------------------------------------------------------- above

    def _embedding(self, node: int) -> StatusRead | None:
        """What the clause's own place in the sentence says: a condition, or the content of a verb that denies or fears."""
        for child in self.below.get(node, ()):
            if child.relation == "mark" and child.text.lower() in self.cues.conditions:
                return self._as(Status.POSSIBLE, child, "a condition")
        word, governor = self.parse.words[node], self._governor(node)
        if governor is None:
            return None
        if word.relation == "conj":
            return self._embedding(governor.i)
        if word.relation in ("ccomp", "csubj") or word.dep == "acl":
            framed = self._governed(node, governor)
            if framed is not None and framed.status not in _WEAK:
                return self._combined(framed, governor)
        return None

    def _governed(self, node: int, governor: Word) -> StatusRead | None:
        """What the governor says of the act that hangs on it."""
        if governor.i in self.trigger:
            return None
        for reach in self._reaches(node, governor):
            cue = self.cues.governors.get((governor.lemma, reach))
            cue = cue or self.cues.governors.get((governor.text.lower(), reach))
            if cue is not None:
                return self._as(cue.status, governor, f"frames what hangs on it as {cue.status}")
            if reach == "to" and governor.lemma in self.cues.obliging:
                past = governor.xpos in ("VBD", "VBN")
                return self._as(Status.HAPPENED if past else Status.URGED, governor, "an obligation")
        return None

    def _reaches(self, node: int, governor: Word) -> list[str]:
        """The names of the way in which the word hangs on its governor, most telling first."""
        word = self.parse.words[node]
        marks = [c.lemma for c in self.below.get(node, ()) if c.relation in ("case", "mark")]
        relation = word.relation
        if relation == "xcomp" or (relation in ("ccomp", "advcl", "csubj", "acl") and self._is_open(node)):
            with_object = any(c.relation in ("obj", "iobj") for c in self.below.get(governor.i, ()))
            with_object = with_object or any(c.relation == "nsubj" for c in self.below.get(node, ()))
            return [*(["object-to"] if with_object else []), "to", *marks]
        if relation in ("ccomp", "csubj", "acl"):
            return ["clause", *marks]
        if relation == "obj" or word.dep == "nsubj:pass":
            return ["object"]
        if relation == "nsubj":
            return ["subject"]
        if relation in ("obl", "nmod", "advcl"):
            return [*marks, *(["of"] if word.dep == "nmod:poss" else [])]
        if relation == "compound":
            return ["of"]
        return []

    def _is_open(self, node: int) -> bool:
        """True for an infinitive or a gerund without a subject of its own that is finite."""
        return not self._is_finite(node) and self.parse.words[node].xpos in ("VB", "VBG", "VBN", "NN", "JJ")

    def _passes(self, node: int, governor: Word) -> bool:
        """True where the governor lends the act its own framing."""
        word = self.parse.words[node]
        if word.relation in ("xcomp", "conj"):
            return True
        if word.relation == "obj" or word.dep in ("nsubj:pass", "obl", "obl:agent"):
            return governor.lemma in self.cues.carriers["object"]
        if word.relation == "nsubj":
            return governor.lemma in self.cues.carriers["subject"]
        if word.relation in ("nmod", "compound", "acl"):
            return governor.lemma in self.cues.measures
        if word.relation == "ccomp":
            return not self._is_finite(node)
        return False

    def _bare(self, node: int) -> StatusRead:
        """An act that nothing above frames: an infinitive of purpose is planned, all else happened."""
        word = self.parse.words[node]
        marked = any(c.relation == "mark" and c.lemma == "to" for c in self.below.get(node, ()))
        if word.relation in ("advcl", "acl") and marked and word.xpos == "VB":
            return StatusRead(Status.PLANNED, word.span, "an infinitive of purpose")
        return StatusRead(Status.HAPPENED, None, "nothing frames it otherwise")
