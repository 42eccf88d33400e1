"""How a text frames an act: told as done, under way, planned, possible, denied or urged.

The tree is climbed from the word that names the act: what stands at that word, the auxiliaries of its clause, then the
words that govern it ("failed to", "a plan to", "fears of"), as long as each passes its own framing on.
"""

from __future__ import annotations

from reportedly.claims.clauses import DEPTH, DONE, NOMINAL, PRESENT, PURPOSE, ClauseReader, StatusRead
from reportedly.lexicon.cues import Cues
from reportedly.records import Parse, Status, Type, Word

__all__ = ["StatusRead", "find_status"]

_SPOKEN = frozenset({Type.REQUEST, Type.ACCUSE, Type.REJECT, Type.THREATEN, Type.SUPPORT, Type.AGREE, Type.CONCEDE})
"""Acts done by speaking: told in the present they are done, as they are spoken."""
_ANNOUNCED = frozenset({Type.THREATEN, Type.REJECT, Type.CONCEDE})
"""Acts that are done by saying what one will or will not do."""
_BLIND = frozenset({Type.THREATEN, Type.REJECT, Type.ACCUSE, Type.REQUEST})
"""Acts whose names hold negations and modals that frame nothing ("will not allow")."""
_LASTING = frozenset({Type.COERCE, Type.PROTEST, Type.MOBILIZE})
"""Acts that set up a state: in the present passive, or "since" a time, the state still holds."""
_WEAK = frozenset({Status.HAPPENED, Status.ONGOING})


def find_status(
    parse: Parse, start: int, end: int, head: int, cues: Cues, *, type_: Type | None = None, is_future: bool = False
) -> StatusRead:
    """How the sentence frames the act named by words `start` to `end` (half-open), whose head is word `head`.

    `type_` is the act's type, None where unknown: acts done by speaking are done when they are told in the present, and
    what stands inside the name of a refusal or a threat frames nothing ("would not let in"). `is_future` says that the
    act's time lies after the day of publication: an act told without any framing is then planned.

    Example: in "The rebels failed to agree" with head "agree" the status is denied, the cue "failed".
    """
    inside = frozenset(range(start, end)) if type_ is None or type_ in _BLIND else frozenset[int]()
    reader = _StatusReader(parse, cues, inside, lasts=type_ in _LASTING)
    own = reader.denial(head, start, end) if type_ is not None and type_ not in _SPOKEN else None
    read = own or reader.read(head)
    if type_ in _SPOKEN:
        read = _as_spoken(read, type_)
    if is_future and read.status in _WEAK and read.reason != DONE and type_ not in _SPOKEN:
        return StatusRead(Status.PLANNED, read.cue, "its time lies after the publication")
    return read


def _as_spoken(read: StatusRead, type_: Type | None) -> StatusRead:
    """The status of an act done by speaking: its present is done, its announcement is the act itself."""
    spoken = read.reason in (PRESENT, PURPOSE)
    announced = type_ in _ANNOUNCED and read.status in (Status.PLANNED, Status.POSSIBLE)
    announced = announced and (type_ is Type.THREATEN or read.status is Status.PLANNED)
    if spoken or announced:
        return StatusRead(Status.HAPPENED, read.cue, "done by saying it")
    return read


class _StatusReader(ClauseReader):
    """Reads one sentence for one trigger."""

    # -------------------------------------------------------- the climb

    def read(self, head: int) -> StatusRead:
        """The framing of the act at word `head`."""
        node, under_way = head, None
        for _ in range(DEPTH):
            found = self._modified(node) or self.clause(node)
            if found is not None and found.status is Status.PLANNED and self.is_finite(node):
                return self._embedding(node) or found
            if found is not None and found.status not in _WEAK:
                return found
            if found is not None and found.status is Status.ONGOING and under_way is None:
                under_way = found
            if found is not None and (self.is_finite(node) or self.is_perfect(node)):
                outer = self._embedding(node)
                return outer or under_way or found
            governor = self.governor(node)
            if governor is None:
                break
            framed = self._governed(node, governor)
            if framed is not None:
                return self._combined(framed, governor)
            if governor.lemma in self.cues.denials["tellings"] and self.parse.words[node].relation in (
                "nmod",
                "acl",
                "compound",
            ):
                denied = self._denied_telling(governor)
                if denied is not None:
                    return denied
            if not self._passes(node, governor):
                return under_way or self._bare(node)
            node = governor.i
        return under_way or StatusRead(Status.HAPPENED, None, "nothing frames it otherwise", framed=False)

    def denial(self, head: int, start: int, end: int) -> StatusRead | None:
        """The denial that the act's own name is ("denied it", "called it a lie"), None where it is none."""
        for word in self.parse.words[start:end]:
            is_verb = word.lemma in self.cues.denials["verbs"] and word.xpos[:1] == "V"
            if is_verb or word.lemma in self.cues.denials["predicates"]:
                return self.as_status(Status.DENIED, word, "a denial")
            if word.i != head and word.text.lower() in self.cues.negations["adverbs"] | self.cues.negations["words"]:
                return self.as_status(Status.DENIED, word, "negated")
        word = self.parse.words[head]
        cue = self.cues.governors.get((word.lemma, "to"))
        if cue is not None and cue.status is Status.DENIED and end - start > 1:
            return self.as_status(Status.DENIED, word, "frames the act as denied")
        return None

    def _combined(self, framed: StatusRead, governor: Word) -> StatusRead:
        """A governor's framing, changed by what frames the governor itself ("did not plan to", "will continue to")."""
        if self.negation(governor.i) is not None and governor.i not in self.trigger:
            negation = self.negation(governor.i)
            assert negation is not None
            if framed.status is Status.DENIED:
                return self.as_status(Status.HAPPENED, negation, "a denial that is itself negated")
            return self.as_status(Status.DENIED, negation, "negated")
        if framed.status is not Status.ONGOING or governor.lemma in self.cues.endings:
            return framed
        outer = self.read(governor.i)
        return framed if outer.status in _WEAK else outer

    # -------------------------------------------------------- at the word itself

    def _modified(self, node: int) -> StatusRead | None:
        """What a modifier of the word says ("the planned strike"), or its negation ("no strike")."""
        if self.parse.words[node].upos not in NOMINAL:
            return None
        for child in self.below.get(node, ()):
            if child.i in self.trigger:
                continue
            if child.relation in ("det", "advmod") and child.text.lower() in self.cues.negations["words"]:
                return self.as_status(Status.DENIED, child, "negated")
            if child.relation in ("amod", "compound", "acl", "nmod"):
                cue = self.cues.governors.get((child.text.lower(), "modified"))
                cue = cue or self.cues.governors.get((child.lemma, "modified"))
                if cue is not None:
                    return self.as_status(cue.status, child, f"modifies the act as {cue.status}")
        return self._relative(node)

    def _relative(self, node: int) -> StatusRead | None:
        """What a relative clause on the noun says of the act: "talks that will be held", "clashes that continue"."""
        for child in self.below.get(node, ()):
            if child.dep != "acl:relcl" or child.i in self.trigger:
                continue
            if child.lemma in self.cues.carriers["subject"] or child.lemma in self.cues.carriers["object"]:
                found = self.clause(child.i)
                if found is not None and found.status is not Status.HAPPENED:
                    return found
        return None

    # -------------------------------------------------------- above

    def _embedding(self, node: int) -> StatusRead | None:
        """What the clause's place in the sentence says: a condition, or the content of a verb that denies or fears."""
        for child in self.below.get(node, ()):
            if child.relation == "mark" and child.text.lower() in self.cues.conditions:
                return self.as_status(Status.POSSIBLE, child, "a condition")
        word, governor = self.parse.words[node], self.governor(node)
        if governor is None:
            return None
        if word.relation == "conj":
            return self._embedding(governor.i)
        if word.dep == "acl" and governor.lemma in self.cues.denials["tellings"]:
            return self._denied_telling(governor)
        if word.relation in ("ccomp", "csubj", "xcomp") or word.dep == "acl":
            framed = self._governed(node, governor)
            if framed is not None and framed.status not in _WEAK:
                return self._combined(framed, governor)
        return None

    def _denied_telling(self, telling: Word) -> StatusRead | None:
        """Denied where the telling is ("rejected a report that", "the claim is false", "called the account a lie")."""
        governor = self.governor(telling.i)
        if governor is None or telling.relation not in ("obj", "nsubj", "obl", "ccomp", "conj"):
            return None
        if telling.relation == "conj":
            return self._denied_telling(governor)
        if governor.lemma in self.cues.denials["verbs"] and (
            telling.relation != "nsubj" or telling.dep == "nsubj:pass"
        ):
            return self.as_status(Status.DENIED, governor, "the telling is denied")
        near = [governor] if telling.relation == "nsubj" else []
        near += [
            c
            for c in self.below.get(governor.i, ())
            if c.relation in ("xcomp", "obl", "obj", "advcl") and c.i != telling.i
        ]
        for word in near:
            if word.lemma in self.cues.denials["predicates"]:
                return self.as_status(Status.DENIED, word, "the telling is called so")
        return None

    def _governed(self, node: int, governor: Word) -> StatusRead | None:
        """What the governor says of the act that hangs on it."""
        if governor.i in self.trigger:
            return None
        for reach in self._reaches(node, governor):
            if governor.lemma in self.cues.endings and reach in ("object", "to", "of"):
                done = governor.xpos in ("VBD", "VBN") or self.is_perfect(governor.i)
                return self.as_status(Status.HAPPENED if done else Status.ONGOING, governor, "ends what went on")
            if governor.lemma in self.cues.achieving and reach == "to":
                past = any(a.xpos == "VBD" for a in self.auxiliaries_of(governor.i)) or self.is_perfect(governor.i)
                return self.as_status(Status.HAPPENED if past else Status.POSSIBLE, governor, "what one was able to do")
            cue = self.cues.governors.get((governor.lemma, reach))
            cue = cue or self.cues.governors.get((governor.text.lower(), reach))
            if cue is not None:
                return self.as_status(cue.status, governor, f"frames what hangs on it as {cue.status}")
            if governor.lemma == "let" and reach in ("to", "clause") and self.is_imperative(governor):
                return self.as_status(Status.URGED, governor, "an imperative")
            if reach == "to" and governor.lemma in self.cues.obliging:
                past = governor.xpos in ("VBD", "VBN")
                return self.as_status(Status.HAPPENED if past else Status.URGED, governor, "an obligation")
        return None

    def _reaches(self, node: int, governor: Word) -> list[str]:
        """The names of the way in which the word hangs on its governor, most telling first."""
        word = self.parse.words[node]
        marks = [c.lemma for c in self.below.get(node, ()) if c.relation in ("case", "mark")]
        relation = word.relation
        marked = "to" in marks or any(c.text.lower() == "to" and c.relation == "aux" for c in self.below.get(node, ()))
        if relation == "xcomp" or (relation in ("ccomp", "csubj", "acl") and self._is_open(node)):
            with_object = any(c.relation in ("obj", "iobj") for c in self.below.get(governor.i, ()))
            with_object = with_object or any(c.relation == "nsubj" for c in self.below.get(node, ()))
            rest = [m for m in marks if m != "to"]
            gerund = word.xpos == "VBG" and (relation != "acl" or bool(rest))
            if not marked and not gerund and word.xpos not in ("VB", "JJ", "NN"):
                return rest
            return [*(["object-to"] if with_object and marked else []), "to", *rest]
        if relation == "advcl" and word.xpos == "VB" and self.has_fixed_to(governor):
            return ["to"]
        if relation == "advcl" and marked:
            return ["to"] if governor.lemma in ("go", "be", "expect", "plan") else []
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
        return not self.is_finite(node) and self.parse.words[node].xpos in ("VB", "VBG", "VBN", "NN", "JJ")

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
            return not self.is_finite(node)
        return False

    def _bare(self, node: int) -> StatusRead:
        """An act that nothing above frames: an infinitive of purpose is planned, all else happened."""
        word = self.parse.words[node]
        marked = any(c.relation == "mark" and c.lemma == "to" for c in self.below.get(node, ()))
        if word.relation in ("advcl", "acl") and marked and word.xpos == "VB":
            return StatusRead(Status.PLANNED, word.span, PURPOSE)
        return StatusRead(Status.HAPPENED, None, "nothing frames it otherwise", framed=False)
