"""Where the parties of an act stand: the slots around a head, read from its tree.

A slot is a name ("subject", "object", "possessive", a preposition word such as "on") with the positions of the words
that fill it. The names are logical: the subject of "the town was taken by rebels" is "rebels".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.records import Parse, Word

Slots = dict[str, tuple[int, ...]]

_DEPTH = 6
"""How many governors are asked in turn; deeper chains do not occur outside damaged trees."""
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_CONTROL = ("object", "indirect", "on", "upon", "to", "for")
"""Slots of a governor that may hold the subject of its open complement, first found first."""
_PARTICLES = frozenset({"off", "up", "down", "over", "out", "back", "away", "in"})
_BEFORE_NOUN = ("possessive", "amod", "compound")


@dataclass(frozen=True, slots=True)
class SlotWords:
    """Lemmas that slots see through.

    `light` are verbs that lend a noun their subject as its doer ("carried out a raid"), `undergo` as the one it was
    done to ("came under attack"); `quantity` nouns that count another ("a series of raids"), `subject_control` verbs
    whose subject does the complement though they have an object ("promised them to leave").
    """

    light: frozenset[str] = frozenset()
    undergo: frozenset[str] = frozenset()
    quantity: frozenset[str] = frozenset()
    subject_control: frozenset[str] = frozenset()


NO_WORDS = SlotWords()


def find_slots(parse: Parse, head: int, words: SlotWords = NO_WORDS) -> Slots:
    """The slots around word `head`: slot name to positions of the fillers' heads, in order of the text.

    Names: `subject` (who does it), `object` (to whom it is done, passive subjects included), `passive-subject`,
    `indirect`, `by` and every other preposition as it is written, `particle`, `possessive`, `compound`, `amod`,
    `advmod`, `nummod`, `unmarked` (bare noun adverbials), `xcomp`, `ccomp`, `advcl` (heads of clauses), `clause`
    (subjects of those complements), `act` (heads of any complement or infinitive), `holder` (the subject of the light
    verb that carries the noun; `sufferer` where that verb is "came under", "suffered"), `where` (the antecedent of a
    relative clause with "where"). A slot without a filler is absent.

    Example: in "The town was taken by rebels" the slots of "taken" are subject: rebels, by: rebels, object: town,
    passive-subject: town.
    """
    return SlotReader(parse, words).read(head)


@dataclass(slots=True)
class SlotReader:
    """Reads slots of many heads of one sentence, each head once."""

    parse: Parse
    words: SlotWords = NO_WORDS
    _below: dict[int, list[Word]] = field(default_factory=dict)
    _read: dict[int, Slots] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for word in self.parse.words:
            self._below.setdefault(word.head, []).append(word)

    def below(self, head: int) -> list[Word]:
        """The words whose head is word `head`, in order."""
        return self._below.get(head, [])

    def read(self, head: int, depth: int = 0) -> Slots:
        """The slots around word `head`; see `find_slots`."""
        if head in self._read:
            return self._read[head]
        found = self._own(head)
        if depth < _DEPTH:
            word = self.parse.words[head]
            self._inherit(word, found, depth)
            if word.upos in ("NOUN", "PROPN"):
                self._carry(word, found, depth)
        slots = {name: self._widen(fillers) for name, fillers in found.items() if fillers}
        if depth == 0:
            self._read[head] = slots
        return slots

    def light(self, head: int) -> int | None:
        """The position of the light verb that carries noun `head`, None where no such verb does."""
        outer = self._outer(self.parse.words[head])
        governor = self._governor(outer)
        if (
            governor is not None
            and outer.relation in ("obj", "obl", "nsubj")
            and (outer.relation != "nsubj" or outer.dep == "nsubj:pass")
            and governor.lemma in self.words.light | self.words.undergo
        ):
            return governor.i
        for child in self.below(head):
            if child.relation == "acl" and child.lemma in self.words.light | self.words.undergo:
                return child.i
        return None

    def is_passive(self, word: Word) -> bool:
        """True for a verb in the passive: by its auxiliary, its subject, or its place as a bare participle."""
        relations = {c.dep for c in self.below(word.i)}
        if "aux:pass" in relations or ("nsubj:pass" in relations and "obj" not in relations):
            return True
        if word.xpos != "VBN" or any(c.relation in ("aux", "obj") for c in self.below(word.i)):
            return False
        if word.relation == "conj":
            governor = self._governor(word)
            return governor is not None and self.is_passive(governor)
        return word.relation in ("acl", "advcl", "amod", "xcomp", "root", "parataxis")

    # -------------------------------------------------------- steps

    def _own(self, head: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        word = self.parse.words[head]
        for child in self.below(head):
            for name in self._names(word, child):
                found.setdefault(name, []).append(child.i)
            if child.relation in ("xcomp", "ccomp"):
                subjects = [c.i for c in self.below(child.i) if c.relation == "nsubj"]
                found.setdefault("clause", []).extend(subjects)
            if child.relation in ("obl", "nmod", "obj"):
                case = self._particle_case(word, child)
                if case is not None:
                    found.setdefault("particle", []).append(case)
        if word.upos == "VERB":
            self._mend_object(word, found)
            self._attach_later(word, found)
        return found

    def _mend_object(self, word: Word, found: dict[str, list[int]]) -> None:
        """Give a verb without object what parsers commonly take for something else: "called off the strike"."""
        if "object" in found or self.is_passive(word):
            return
        if "indirect" in found:
            found["object"] = list(found["indirect"])
            return
        particles = {self.parse.words[i].text.lower() for i in found.get("particle", ())} & _PARTICLES
        for child in self.below(word.i):
            if particles and child.i > word.i and child.upos in ("NOUN", "PROPN", "PRON"):
                cases = {c.text.lower() for c in self.below(child.i) if c.relation == "case"}
                if child.relation in ("obl", "xcomp") and cases <= particles - {"in"}:
                    found["object"] = [child.i]
                    return

    def _attach_later(self, word: Word, found: dict[str, list[int]]) -> None:
        """Lend a verb the phrases that hang on its object: "imposed [sanctions on the firm]"."""
        for i in [*found.get("object", ())[:1], *found.get("indirect", ())[:1]]:
            for child in self.below(i):
                if child.dep == "acl" and self._is_infinitive(child):
                    found.setdefault("act", []).append(child.i)
                if child.dep == "nmod" and child.i > max(i, word.i):
                    for name in self._prepositions(self.parse.words[i], child):
                        found.setdefault(name, []).append(child.i)

    def _names(self, word: Word, child: Word) -> tuple[str, ...]:
        match child.dep:
            case "nsubj:pass":
                return self._passive_names(word)
            case "nsubj:outer" | "csubj:outer":
                return ()
            case "nmod:poss":
                return ("possessive",)
            case "nmod:desc":
                return ("compound",)
            case "compound:prt":
                return ("particle",)
            case "obl:agent":
                return ("by", "subject")
        match child.relation:
            case "nsubj":
                return ("passive-subject", "object") if self.is_passive(word) else ("subject",)
            case "obj":
                return ("object",)
            case "iobj":
                return ("indirect",)
            case "obl" | "nmod":
                return self._prepositions(word, child)
            case "advmod":
                return ("particle", "advmod") if child.upos == "ADP" or child.i == word.i + 1 else ("advmod",)
            case "acl":
                return ("xcomp", "act") if self._is_infinitive(child) else ()
            case "advcl":
                return ("advcl", "act") if self._is_infinitive(child) else ("advcl",)
            case "xcomp" | "ccomp":
                return (child.relation, "act")
            case "compound" | "amod" | "nummod":
                return (child.relation,)
        return ()

    def _passive_names(self, word: Word) -> tuple[str, ...]:
        """Where a passive subject goes; a past tense without auxiliary leaves open which side it is on."""
        if not self.is_passive(word):
            return ("subject",)
        bare = word.xpos == "VBD" and all(c.dep != "aux:pass" for c in self.below(word.i))
        return ("passive-subject", "object", "subject") if bare else ("passive-subject", "object")

    def _prepositions(self, word: Word, child: Word) -> tuple[str, ...]:
        cases = [c for c in self.below(child.i) if c.relation == "case"]
        names = tuple(self._case_name(c) for c in cases)
        if not names:
            return ("unmarked",)
        if "out of" in names:
            names = (*names, "of")
        agent = names == ("by",) and child.upos != "NUM" and word.upos == "VERB" and self.is_passive(word)
        return (*names, "subject") if agent else names

    def _case_name(self, case: Word) -> str:
        fixed = [c.text.lower() for c in self.below(case.i) if c.relation == "fixed"]
        return " ".join([case.text.lower(), *fixed])

    def _particle_case(self, word: Word, child: Word) -> int | None:
        """The first preposition of a phrase where it stands right after the head: "out" of "pulled out of the town"."""
        if word.upos not in ("VERB", "AUX", "ADJ"):
            return None
        return next((c.i for c in self.below(child.i) if c.relation == "case" and c.i == word.i + 1), None)

    def _is_infinitive(self, word: Word) -> bool:
        return any(c.relation == "mark" and c.lemma == "to" for c in self.below(word.i))

    def _governor(self, word: Word) -> Word | None:
        return self.parse.words[word.head] if 0 <= word.head < len(self.parse.words) else None

    def _inherit(self, word: Word, found: dict[str, list[int]], depth: int) -> None:
        governor = self._governor(word)
        if governor is None:
            self._share_right(word, found, depth)
            return
        match word.dep, word.relation:
            case "acl:relcl", _:
                self._fill_relative(governor, found)
            case _, "acl":
                self._fill_participle(word, governor, found, depth)
            case _, "amod" if word.upos in ("VERB", "ADJ"):
                self._place(word, [governor.i], found)
            case _, "conj":
                self._share_left(word, governor, found, depth)
            case _, "advcl" if self._lacks_subject(word, found):
                upper = self.read(governor.i, depth + 1)
                self._place(word, list(upper.get("passive-subject", upper.get("subject", ()))), found)
            case _, "xcomp" if self._lacks_subject(word, found):
                self._place(word, list(self._controller(governor, depth)), found)
        self._share_right(word, found, depth)

    def _place(self, word: Word, fillers: list[int], found: dict[str, list[int]]) -> None:
        """Put `fillers` where the surface subject of `word` belongs."""
        if not fillers or fillers == [word.i]:
            return
        if word.upos == "VERB" and self.is_passive(word):
            found.setdefault("passive-subject", fillers)
            found.setdefault("object", list(fillers))
        elif word.upos == "ADJ" and word.relation == "amod":
            found.setdefault("object", fillers)
        else:
            found.setdefault("subject", fillers)

    def _controller(self, governor: Word, depth: int) -> tuple[int, ...]:
        upper = self.read(governor.i, depth + 1)
        if self.is_passive(governor) and "passive-subject" in upper:
            return upper["passive-subject"]
        if governor.lemma not in self.words.subject_control and governor.upos == "VERB":
            for name in _CONTROL:
                if name in upper:
                    return upper[name]
        return upper.get("subject", ())

    def _fill_relative(self, antecedent: Word, found: dict[str, list[int]]) -> None:
        filled = where = False
        for name, fillers in found.items():
            for k, i in enumerate(fillers):
                word = self.parse.words[i]
                if word.lemma in _RELATIVE and word.upos in ("PRON", "DET", "SCONJ"):
                    found[name][k] = antecedent.i
                    filled = True
                elif name == "advmod" and word.lemma == "where":
                    where = True
        if where:
            found["where"] = [antecedent.i]
        elif not filled:
            gap = "object" if "subject" in found or "passive-subject" in found else "subject"
            found.setdefault(gap, [antecedent.i])

    def _fill_participle(self, word: Word, noun: Word, found: dict[str, list[int]], depth: int) -> None:
        if not self._is_infinitive(word):
            self._place(word, [noun.i], found)
            return
        if not self._lacks_subject(word, found):
            return
        upper = self.read(noun.i, depth + 1)
        doers = upper.get("possessive") or upper.get("holder")
        governor = self._governor(noun)
        if doers is None and noun.relation == "obj" and governor is not None:
            doers = self.read(governor.i, depth + 1).get("subject")
        self._place(word, list(doers or ()), found)

    def _share_left(self, word: Word, first: Word, found: dict[str, list[int]], depth: int) -> None:
        """What the first of coordinated words lends a later one: subject, objects after both, words before nouns."""
        upper = self.read(first.i, depth + 1)
        if word.upos in ("NOUN", "PROPN"):
            own = any(c.relation in ("det", "nmod", "amod", "compound") for c in self.below(word.i) if c.i < word.i)
            for name, fillers in upper.items():
                if (name in _BEFORE_NOUN and not own) or fillers[0] > word.i:
                    found.setdefault(name, list(fillers))
            return
        if self._lacks_subject(word, found):
            surface = upper.get("passive-subject", upper.get("subject", ()))
            self._place(word, list(surface), found)
        if word.upos == "VERB" and not self.is_passive(word) and "object" not in found:
            later = [i for i in upper.get("object", ()) if i > word.i]
            if later:
                found["object"] = later
        if self.is_passive(word) and "by" not in found and any(i > word.i for i in upper.get("by", ())):
            found["by"] = list(upper["by"])
            found.setdefault("subject", list(upper["by"]))

    def _share_right(self, word: Word, found: dict[str, list[int]], depth: int) -> None:
        """What the next of coordinated verbs lends the first: its agent, or its object where nothing stands between."""
        if word.upos != "VERB":
            return
        for other in self.below(word.i):
            if other.relation != "conj" or other.upos != "VERB" or other.i > word.i + 4:
                continue
            lent = {c.dep: c.i for c in self.below(other.i)}
            if self.is_passive(word):
                if "obl:agent" in lent and "by" not in found:
                    found["by"] = [lent["obl:agent"]]
                    found.setdefault("subject", [lent["obl:agent"]])
            elif "obj" in lent and "object" not in found and other.i <= word.i + 2:
                found["object"] = [lent["obj"]]

    def _carry(self, word: Word, found: dict[str, list[int]], depth: int) -> None:
        """Give a noun the subject and the later phrases of its light verb, and the words before its quantity noun."""
        outer = self._outer(word, through_conj=False)
        if outer.i != word.i:
            for name, fillers in self._own(outer.i).items():
                if name in _BEFORE_NOUN or (fillers[0] > word.i and name not in ("of", "xcomp")):
                    found.setdefault(name, fillers)
        verb = self.light(word.i)
        if verb is None:
            return
        upper = self.read(verb, depth + 1)
        holder = upper.get("subject", ())
        governor = self._governor(self._outer(word))
        if not holder and governor is not None and governor.i == verb and self.parse.words[verb].relation == "acl":
            holder = (self.parse.words[verb].head,)
        holder = tuple(i for i in holder if i != word.i)
        if holder:
            suffers = self.parse.words[verb].lemma in self.words.undergo
            found.setdefault("sufferer" if suffers else "holder", list(holder))
        for name, lent in upper.items():
            later = [i for i in lent if i > max(word.i, verb)]
            if later and name not in ("subject", "object", "clause", "xcomp", "ccomp", "advcl", "particle"):
                found.setdefault(name, later)

    def _outer(self, word: Word, through_conj: bool = True) -> Word:
        """The noun that stands for `word` in its clause: "series" in "a series of raids"."""
        for _ in range(_DEPTH):
            governor = self._governor(word)
            if governor is None:
                return word
            counted = word.relation == "nmod" and governor.lemma in self.words.quantity
            if not counted and not (through_conj and word.relation == "conj" and governor.upos in ("NOUN", "PROPN")):
                return word
            word = governor
        return word

    def _widen(self, fillers: list[int]) -> tuple[int, ...]:
        """The fillers with their coordinated words, and with what a quantity word counts."""
        wide: list[int] = []
        todo = list(fillers)
        while todo:
            i = todo.pop(0)
            if i in wide:
                continue
            wide.append(i)
            word = self.parse.words[i]
            todo.extend(c.i for c in self.below(i) if c.relation == "conj" and c.upos not in ("VERB", "AUX"))
            if word.upos in ("NUM", "DET", "PRON", "ADJ") or word.lemma in self.words.quantity:
                todo.extend(
                    c.i for c in self.below(i) if c.relation == "nmod" and self._prepositions(word, c) == ("of",)
                )
        return tuple(sorted(wide))

    def _lacks_subject(self, word: Word, found: dict[str, list[int]]) -> bool:
        return ("passive-subject" if self.is_passive(word) else "subject") not in found
