"""Sources: who says, read from the tree around a cue of saying, and the words that name them."""

from __future__ import annotations

from reportedly.lexicon.cues import SpeechCues
from reportedly.records import Mention, Parse, Word

DEPTH = 8
"""How many governors are asked in turn; deeper chains do not occur outside damaged trees."""
_LEFT_OUT = frozenset({"acl", "appos", "parataxis", "punct", "cc", "conj", "dep", "list", "discourse", "advcl"})
_NOBODY = frozenset({"no", "none", "nobody", "neither", "no-one"})


class SentenceSources:
    """A sentence's tree, asked for those who say something in it."""

    def __init__(self, parse: Parse, cues: SpeechCues) -> None:
        self.parse = parse
        self.words = parse.words
        self.cues = cues
        self.below: dict[int, list[Word]] = {}
        for word in parse.words:
            self.below.setdefault(word.head, []).append(word)
        self._subtrees: dict[int, frozenset[int]] = {}

    def subtree(self, i: int) -> frozenset[int]:
        if i not in self._subtrees:
            self._subtrees[i] = frozenset(self.parse.subtree(i))
        return self._subtrees[i]

    def governor(self, word: Word) -> Word | None:
        return self.words[word.head] if 0 <= word.head < len(self.words) else None

    def children(self, i: int, *relations: str) -> list[Word]:
        return [c for c in self.below.get(i, ()) if c.relation in relations]

    def case(self, i: int) -> str:
        """The preposition of a noun phrase, "" where it has none."""
        return next((c.lemma for c in self.below.get(i, ()) if c.relation in ("case", "mark")), "")

    def is_passive(self, verb: Word) -> bool:
        if any(c.dep in ("aux:pass", "nsubj:pass") for c in self.below.get(verb.i, ())):
            return True
        return (
            verb.xpos == "VBN"
            and verb.relation in ("acl", "advcl", "amod")
            and not self.children(verb.i, "aux", "nsubj")
        )

    def is_nobody(self, head: int) -> bool:
        """True for "no party", "none of them", "nobody"."""
        forms = {self.words[head].text.lower(), *(c.text.lower() for c in self.children(head, "det"))}
        return bool(forms & _NOBODY)

    # -------------------------------------------------------- who says

    def who(self, verb: Word) -> tuple[int, ...]:
        """Heads of those who say: subject, agent of a passive, or the subject that the verb shares with another."""
        if self.is_passive(verb):
            agents = [c for c in self.children(verb.i, "obl", "nmod") if self.case(c.i) == "by"]
            return self.all_of(agents[0].i) if agents else ()
        word: Word | None = verb
        for _ in range(DEPTH):
            if word is None:
                return ()
            subjects = self.children(word.i, "nsubj")
            if subjects and (word is verb or not any(s.dep == "nsubj:pass" for s in subjects)):
                return self._named(self._nearest(word, subjects))
            if word.relation == "acl" and word.dep != "acl:relcl":
                return self.all_of(word.head) if word.xpos in ("VBG", "VBP", "VBZ") else ()
            if word.relation == "acl":
                return self.all_of(word.head)
            if word is verb and word.relation == "conj" and word.lemma == "add":
                matrix = self._matrix(word)
                if matrix is not None:
                    return self.who(matrix)
            if word.relation not in ("conj", "xcomp", "advcl", "parataxis", "ccomp") or self._is_quoting(word, verb):
                return ()
            word = self.governor(word)
        return ()

    def _is_quoting(self, word: Word, verb: Word) -> bool:
        """True for a finite clause inserted into what it tells, whose subject the parser has not seen."""
        return word is verb and word.relation in ("parataxis", "ccomp") and word.xpos in ("VBD", "VBZ", "VBP")

    def _matrix(self, verb: Word) -> Word | None:
        """The verb of saying in whose content a verb has landed ("admitted that they fled but added that")."""
        word: Word | None = self.governor(verb)
        for _ in range(DEPTH):
            if word is None:
                return None
            up = self.governor(word)
            if word.relation == "ccomp" and up is not None and up.lemma in self.cues.verbs:
                return up
            word = up
        return None

    def _nearest(self, verb: Word, subjects: list[Word]) -> Word:
        """The subject nearest to its verb, where a damaged tree gives it several ("The director, Ana Ruiz, said")."""
        return min(subjects, key=lambda s: abs(s.i - verb.i))

    def _named(self, subject: Word) -> tuple[int, ...]:
        """The subject's heads; those of its antecedent for a relative pronoun."""
        if subject.text.lower() in self.cues.pronouns["antecedent"]:
            verb = self.governor(subject)
            for _ in range(DEPTH):
                if verb is None or verb.relation == "acl":
                    break
                verb = self.governor(verb)
            return self.all_of(verb.head) if verb is not None and verb.head >= 0 else ()
        return self.all_of(subject.i)

    def all_of(self, head: int) -> tuple[int, ...]:
        """A head and the heads joined to it ("Britain and France")."""
        has_article = bool(self.children(head, "det"))
        joined = [c for c in self.children(head, "conj") if c.upos in ("NOUN", "PROPN")]
        return (
            head,
            *(c.i for c in joined if not has_article or c.upos == "PROPN" or self.children(c.i, "det", "nmod")),
        )

    def cited(self, verb: Word) -> tuple[int, ...]:
        """Whom the speaker cites: "the observatory, quoting doctors, said"."""
        places = [*self.below.get(verb.i, ())]
        for subject in self.children(verb.i, "nsubj"):
            places += self.below.get(subject.i, ())
        for clause in places:
            if clause.relation in ("advcl", "acl") and clause.xpos == "VBG" and clause.lemma in self.cues.relaying:
                objects = self.children(clause.i, "obj")
                if objects:
                    return self.all_of(objects[0].i)
        return ()

    def relay(self, verb: Word) -> tuple[int, ...]:
        """The outlet that is told: "told Sample Radio"."""
        for child in self.children(verb.i, "obj", "iobj", "obl"):
            if child.relation == "obl" and self.case(child.i) not in ("to", "with", "by"):
                continue
            if (verb.lemma in ("tell", "inform") or child.relation == "obl") and self._is_outlet(child):
                return (child.i,)
        return ()

    def _is_outlet(self, word: Word) -> bool:
        own = [self.words[i] for i in sorted(self.phrase(word.i))]
        forms = [w.text.lower() for w in own]
        if any(w.lemma in self.cues.no_relays or w.text.lower() in self.cues.no_relays for w in own):
            return False
        return any(f in self.cues.relay_words or f in self.cues.relay_names for f in forms) or (
            " ".join(forms).strip('" ') in self.cues.relay_names
        )

    def passed_on(self, source: Word) -> tuple[int, ...]:
        """Who passes the source's word on: "a priest quoted by a missionary agency"."""
        for clause in self.children(source.i, "acl"):
            if clause.lemma in self.cues.relaying:
                agents = [c for c in self.children(clause.i, "obl", "nmod") if self.case(c.i) == "by"]
                if agents:
                    return (agents[0].i,)
        return ()

    def quoted(self, verb: Word) -> tuple[int, ...]:
        """In "the agency quoted a priest as saying": the priest, then the agency."""
        objects = self.children(verb.i, "nsubj" if self.is_passive(verb) else "obj")
        outer = self.who(verb)
        return (*(self.all_of(objects[0].i) if objects else ()), *outer)

    def is_quoted_saying(self, verb: Word) -> bool:
        """True for "saying" in "quoted a priest as saying", which the quoting verb accounts for."""
        return verb.xpos == "VBG" and self.case(verb.i) == "as"

    # -------------------------------------------------------- the source's words

    def phrase(self, head: int) -> frozenset[int]:
        """Positions of the noun phrase of a head, without clauses, appositions and joined phrases."""
        found = {head}
        for child in self.below.get(head, ()):
            if child.relation in _LEFT_OUT or (child.relation == "case" and child.i < head) or child.relation == "mark":
                continue
            if child.relation == "case" and child.i > head:
                continue
            found |= self.subtree(child.i)
        return frozenset(found)

    def mention(self, sentence: int, head: int) -> Mention:
        """The words of the source at word `head`, a run of words without trailing clauses."""
        head = self._name_beside(head)
        own = self.phrase(head)
        start = end = head
        while start - 1 in own and self.words[start - 1].text not in (",", "("):
            start -= 1
        while end + 1 in own and self.words[end + 1].text not in (",", ";", "--"):
            end += 1
        for name in self.parse.names:
            if (
                name.kind == "PER"
                and end < name.end - 1
                and all(w.i in self.subtree(head) for w in self.words[end + 1 : name.end])
            ) and not any(w.text in (",", ";", "(") for w in self.words[end + 1 : name.end]):
                end = name.end - 1
        while start < head and self.words[start].upos == "PUNCT" and self.words[start].text not in ('"', "“"):
            start += 1
        return Mention(sentence, start, end + 1, head, self.parse.span_of(start, end + 1))

    def _name_beside(self, head: int) -> int:
        """The head of a person's name that stands in apposition to a description ("the director, Hanan Bushara")."""
        word = self.words[head]
        if word.upos == "PROPN" and word.lemma not in self.cues.descriptions["person"]:
            return head
        for child in self.children(head, "appos"):
            if any(n.kind == "PER" and n.start <= child.i < n.end for n in self.parse.names):
                return child.i
        return head
