"""Numbers of people: "at least 20 farmers", "a woman and her two children", "hundreds", as low, best and high."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.claims.quantities import Quantity, find_quantities
from reportedly.lexicon.harm import Numbers
from reportedly.records import Count, Parse, Word

_PLURALS = frozenset({"NNS", "NNPS"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_COUNTING = frozenset({"nummod", "det", "amod", "compound", "advmod"})
_SUFFIXES = ("man", "woman", "ist", "er", "or", "ian", "eer", "ee")


@dataclass(frozen=True, slots=True)
class CountMention:
    """A counted group of people: word `head` stands for them, words `start` to `end` (half-open) say it.

    `implicit` where the words name no people ("killing 12").
    """

    head: int
    start: int
    end: int
    count: Count
    implicit: bool = False


class CountReader:
    """Counts the phrases of one sentence."""

    def __init__(self, parse: Parse, numbers: Numbers) -> None:
        self.parse = parse
        self.numbers = numbers
        self.counted: dict[int, Quantity] = {}
        for quantity in find_quantities(parse, numbers):
            self.counted.setdefault(self._find_counted(quantity), quantity)

    def count_people(self, head: int) -> CountMention | None:
        """How many people the phrase of word `head` stands for, with what is coordinated; None where it is not said."""
        parts = self._coordinated(head)
        counts = [self._count_one(part) for part in parts]
        first = counts[0]
        if first is None and len(parts) == 1:
            return None
        known = [c for c in counts if c is not None]
        if not known:
            return None
        last = known[-1].end
        if first is not None and (
            len(known) == 1 or (_is_about(first.count) and all(_floor(c.count) == 1 for c in known[1:]))
        ):
            return first
        if len(known) < len(counts):
            return self._build(head, known[0].start, last, sum(_floor(c.count) for c in known), None, None)
        low, best, high = (_add([getattr(c.count, name) for c in known]) for name in ("low", "best", "high"))
        if low is None and best is None and high is None:
            low = sum(_floor(c.count) for c in known)
        return self._build(head, known[0].start, last, low, best, high)

    def is_people(self, word: Word) -> bool:
        """False for a word that names things, times or measures."""
        return word.lemma in self.numbers.people or word.lemma not in self.numbers.not_people

    # -------------------------------------------------------- steps

    def _children(self, head: int) -> list[Word]:
        return [w for w in self.parse.words if w.head == head]

    def _coordinated(self, head: int) -> list[int]:
        """The word and the nominal words coordinated with it, in order; a subset named between ends the row."""
        parts, todo = [head], [head, *self._parallel(head)]
        parts += todo[1:]
        while todo and len(parts) < 40:
            for child in self._children(todo.pop(0)):
                if child.relation == "conj" and child.upos in _NOMINAL and child.i not in parts:
                    if any(c.relation in ("nsubj", "cop", "aux") for c in self._children(child.i)):
                        continue
                    parts.append(child.i)
                    todo.append(child.i)
        ordered = sorted(parts)
        inside = (part for part in ordered if part <= head or not self._names_subset(head, part))
        return [head] if head != ordered[0] else list(inside)

    def _parallel(self, head: int) -> list[int]:
        """Words in the same slot as the head with an "and" before them: a coordination that was read as two objects."""
        word = self.parse.words[head]
        if word.relation not in ("obj", "nsubj", "nmod", "obl"):
            return []
        later = [w for w in self._children(word.head) if w.i > head and w.dep == word.dep and w.upos in _NOMINAL]
        return [w.i for w in later if any(c.relation == "cc" for c in self._children(w.i))]

    def _names_subset(self, head: int, part: int) -> bool:
        between = [w.text.lower() for w in self.parse.words[head + 1 : part]]
        return any(text in ("including", "among", "mostly", "them", "whom", "mainly") for text in between)

    def _find_counted(self, quantity: Quantity) -> int:
        """The word that the quantity counts; its own top word where it stands alone."""
        inside = range(quantity.start, quantity.end)
        tops = [w for w in self.parse.words[quantity.start : quantity.end] if w.head not in inside]
        tops = tops or [self.parse.words[quantity.end - 1]]
        numeric = [w for w in tops if w.upos in ("NUM", "NOUN", "DET", "ADJ", "PRON", "PROPN")] or tops
        top = numeric[-1]
        following = self._noun_after(quantity)
        if following is not None:
            return following
        governor = self.parse.words[top.head] if top.head >= 0 else None
        if (
            governor is None
            or governor.i < quantity.end
            or governor.upos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
        ):
            return top.i
        if top.relation in _COUNTING or (top.dep in ("nmod:desc", "nmod") and governor.i == quantity.end):
            return governor.i
        return top.i

    def _noun_after(self, quantity: Quantity) -> int | None:
        """The plural noun right after a number and its adjectives, whatever the tree makes of them."""
        if quantity.low == quantity.best == quantity.high == 1:
            return None
        for word in self.parse.words[quantity.end : quantity.end + 4]:
            if word.upos == "NOUN" and self._is_plural(word) and word.relation != "compound":
                return word.i
            if word.upos not in ("ADJ", "NOUN", "PROPN") or word.relation not in ("amod", "compound", "nmod"):
                return None
        return None

    def _count_one(self, head: int) -> CountMention | None:
        word = self.parse.words[head]
        quantity = self.counted.get(head)
        if quantity is not None:
            return self._count_quantity(word, quantity)
        if word.lemma in self.numbers.groups or word.text.lower() in self.numbers.groups:
            inner = self._of(head)
            if inner is not None:
                found = self.count_people(inner)
                if found is None:
                    return None
                start = min(self._phrase_start(head), found.start)
                count = found.count
                return self._build(head, start, found.end, count.low, count.best, count.high)
            return None
        if self._is_single(word):
            return self._build(head, self._phrase_start(head), head + 1, 1, 1, 1)
        return None

    def _count_quantity(self, word: Word, quantity: Quantity) -> CountMention | None:
        inside = quantity.start <= word.i < quantity.end
        if inside:
            of = (self._of(i, quantity.end) for i in range(quantity.start, quantity.end))
            named_after = [i for i in of if i is not None]
            return self._count_named(word, quantity, named_after[0] if named_after else None, inside=True)
        return self._count_named(word, quantity, word.i, inside=False)

    def _count_named(self, word: Word, quantity: Quantity, named: int | None, *, inside: bool) -> CountMention | None:
        if named is not None:
            noun = self.parse.words[named]
            if not self.is_people(noun) and not (
                inside and self._is_plural(noun) and noun.lemma in self.numbers.people
            ):
                return None
            if noun.lemma in self.numbers.groups and not inside and self._of(named) is None:
                return (
                    None
                    if noun.lemma not in ("member", "life", "death", "body", "corpse", "couple")
                    else self._plain(word.i, quantity, named)
                )
        return self._plain(word.i, quantity, named)

    def _plain(self, head: int, quantity: Quantity, named: int | None) -> CountMention:
        end = max(quantity.end, (named if named is not None else head) + 1)
        start = min(quantity.start, head)
        return self._build(head, start, end, quantity.low, quantity.best, quantity.high, implicit=named is None)

    def _of(self, head: int, after: int = 0) -> int | None:
        """The word of its "of" phrase from word `after` on, None without one."""
        for child in self._children(head):
            later = child.relation in ("nmod", "obl") and child.i > head and child.i >= after
            if later and any(c.relation == "case" and c.lemma == "of" for c in self._children(child.i)):
                return child.i
        return None

    def _is_plural(self, word: Word) -> bool:
        if word.xpos in _PLURALS:
            return True
        text = word.text.lower()
        return word.upos == "NOUN" and text != word.lemma and text.endswith(("s", "men", "people", "children"))

    def _is_single(self, word: Word) -> bool:
        """True for one person: a name, "he", "a soldier", "the driver"."""
        text = word.text.lower()
        if word.upos == "PRON":
            return text in self.numbers.singular_pronouns
        kinds = {name.kind for name in self.parse.names if name.start <= word.i < name.end}
        if word.upos == "PROPN" and "PER" in kinds:
            return True
        if self._is_plural(word) or word.upos not in ("NOUN", "PROPN"):
            return False
        if text in self.numbers.collectives or word.lemma in self.numbers.collectives:
            return False
        if word.upos == "NOUN" and word.lemma in self.numbers.people:
            return True
        if kinds & {"ORG", "LOC", "VEH", "WPN", "PLT", "MON", "TIME", "QTY"} or word.lemma in self.numbers.not_people:
            return False
        return word.lemma in self.numbers.people or word.upos == "PROPN" or text.endswith(_SUFFIXES)

    def _phrase_start(self, head: int) -> int:
        """The first word of the phrase, what hangs before the head without clauses."""
        start = head
        for child in self._children(head):
            if child.i < head and child.relation in ("det", "amod", "compound", "nummod", "nmod", "flat", "advmod"):
                start = min(start, self._phrase_start(child.i))
        return start

    def _build(
        self,
        head: int,
        start: int,
        end: int,
        low: int | None,
        best: int | None,
        high: int | None,
        implicit: bool = False,
    ) -> CountMention:
        span = self.parse.span_of(start, end)
        offset = self.parse.words[start].span.start
        text = _text_of(self.parse, start, end, offset)
        return CountMention(head, start, end, Count(span, text, low, best, high), implicit)


def _text_of(parse: Parse, start: int, end: int, offset: int) -> str:
    """The words with the gaps that stand between them in the article (each gap as one space)."""
    parts: list[str] = []
    at = offset
    for word in parse.words[start:end]:
        if word.span.start > at:
            parts.append(" ")
        parts.append(word.text)
        at = word.span.end
    return "".join(parts)


def _is_about(count: Count) -> bool:
    return count.best is not None and count.low is None


def _floor(count: Count) -> int:
    return next(value for value in (count.low, count.best, count.high, 0) if value is not None)


def _add(values: list[int | None]) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None
