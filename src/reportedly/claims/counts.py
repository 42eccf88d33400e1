"""Numbers of people: "at least 20 farmers", "a woman and her two children", "hundreds", as low, best and high.

A number is read from the words in a line; whom it counts is read from the tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.lexicon.harm import Bound, Numbers
from reportedly.records import Count, Parse, Word

_DIGITS = re.compile(r"(\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?)(\+?)")
_RANGE = re.compile(r"(\d[\d,]*)[-–—](\d[\d,]*)")
_DASHES = frozenset({"-", "–", "—"})
_PLURALS = frozenset({"NNS", "NNPS"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_COUNTING = frozenset({"nummod", "det", "amod", "compound", "advmod"})
_SUFFIXES = ("man", "woman", "ist", "er", "or", "ian", "eer", "ee")
_LARGEST = 10**10


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words `start` to `end` (half-open) say a number, bounds included; see `Count` for the three values."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.best == self.high


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


def find_quantities(parse: Parse, numbers: Numbers) -> tuple[Quantity, ...]:
    """Every number, range and vague quantity of the sentence, in order, whatever it counts. Dates and ages are left out."""
    texts = [word.text.lower() for word in parse.words]
    found: list[Quantity] = []
    at = 0
    while at < len(texts):
        core = _read_core(texts, at, numbers)
        if core is None or _is_part_of_other(parse, core, numbers):
            at = at + 1 if core is None else core.end
            continue
        found.append(_apply_bounds(texts, core, found[-1].end if found else 0, numbers))
        at = max(core.end, found[-1].end)
    return tuple(found)


def find_counts(parse: Parse, numbers: Numbers) -> tuple[CountMention, ...]:
    """Every quantity of people, or of what the words leave open, in order of the text.

    Coordinated people are one mention with their sum. Subsets ("including 3 children", "two of them nurses") are left
    out, and so are numbers of other things.
    """
    reader = CountReader(parse, numbers)
    starts = [head for head in reader.counted if reader.is_free(head)]
    starts += [w.i for w in parse.words if w.upos == "NOUN" and reader.is_article_person(w) and w.i not in starts]
    found: list[CountMention] = []
    for head in sorted(starts):
        if parse.words[head].relation == "conj" and any(m.start <= head < m.end for m in found):
            continue
        mention = reader.count_people(head)
        if mention is not None:
            found.append(mention)
    return tuple(m for m in found if not any(o is not m and o.start <= m.start and m.end <= o.end for o in found))


def count_people(parse: Parse, head: int, numbers: Numbers) -> CountMention | None:
    """How many people the phrase of word `head` stands for, its coordinated phrases included; None where it does not say."""
    return CountReader(parse, numbers).count_people(head)


class CountReader:
    """Counts the phrases of one sentence."""

    def __init__(self, parse: Parse, numbers: Numbers) -> None:
        self.parse = parse
        self.numbers = numbers
        self.counted: dict[int, Quantity] = {}
        for quantity in find_quantities(parse, numbers):
            self.counted.setdefault(self._find_counted(quantity), quantity)

    def count_people(self, head: int) -> CountMention | None:
        """See the function of this name."""
        parts = self._coordinated(head)
        counts = [self._count_one(part) for part in parts]
        first = counts[0]
        if first is None and len(parts) == 1:
            return None
        known = [c for c in counts if c is not None]
        if not known:
            return None
        last = known[-1].end
        if first is not None and (len(known) == 1 or (_is_about(first.count) and all(_floor(c.count) == 1 for c in known[1:]))):
            return first
        if len(known) < len(counts):
            return self._build(head, known[0].start, last, sum(_floor(c.count) for c in known), None, None)
        low, best, high = (_add([getattr(c.count, name) for c in known]) for name in ("low", "best", "high"))
        if low is None and best is None and high is None:
            low = sum(_floor(c.count) for c in known)
        return self._build(head, known[0].start, last, low, best, high)

    def is_free(self, head: int) -> bool:
        """False for a quantity of a subset or of what is no people."""
        word = self.parse.words[head]
        cases = {c.lemma for c in self._children(head) if c.relation == "case"}
        if cases & {"including", "include", "among", "amongst", "incl"} or word.dep in ("nmod:tmod", "obl:tmod"):
            return False
        return not self._counts_subset(head)

    def is_article_person(self, word: Word) -> bool:
        """True for "a man": a person with an indefinite article."""
        articles = {c.text.lower() for c in self._children(word.i) if c.relation == "det"}
        return bool(articles & {"a", "an"}) and word.lemma in self.numbers.people and not self._is_plural(word)

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
        governor = self.parse.words[top.head] if top.head >= 0 else None
        if governor is None or governor.i < quantity.end or governor.upos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
            return top.i
        if top.relation in _COUNTING or (top.dep in ("nmod:desc", "nmod") and governor.i == quantity.end):
            return governor.i
        return top.i

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
        named = self._of(word.i) if inside else word.i
        if named is not None:
            noun = self.parse.words[named]
            if not self.is_people(noun) and not (inside and self._is_plural(noun) and noun.lemma in self.numbers.people):
                return None
            if noun.lemma in self.numbers.groups and not inside and self._of(named) is None:
                return None if noun.lemma not in ("member", "life", "death", "body", "corpse", "couple") else self._plain(
                    word.i, quantity, named
                )
        return self._plain(word.i, quantity, named)

    def _plain(self, head: int, quantity: Quantity, named: int | None) -> CountMention:
        end = max(quantity.end, (named if named is not None else head) + 1)
        start = min(quantity.start, head)
        return self._build(head, start, end, quantity.low, quantity.best, quantity.high, implicit=named is None)

    def _of(self, head: int) -> int | None:
        """The word of its "of" phrase, None without one. A pronoun there ("of them") is none."""
        for child in self._children(head):
            if child.relation in ("nmod", "obl") and child.i > head:
                if any(c.relation == "case" and c.lemma == "of" for c in self._children(child.i)):
                    return child.i
        return None

    def _counts_subset(self, head: int) -> bool:
        inner = self._of(head)
        if inner is None or self.parse.words[inner].lemma not in ("they", "whom", "which", "these", "them", "who"):
            return False
        return self.parse.words[inner].lemma in ("they", "them", "these")

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
        self, head: int, start: int, end: int, low: int | None, best: int | None, high: int | None, implicit: bool = False
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


# ---------------------------------------------------------------- numbers in a line


def _read_core(texts: list[str], at: int, numbers: Numbers) -> Quantity | None:
    """The number, range or vague quantity that starts at word `at`, without its bounds."""
    if texts[at] in numbers.zero:
        return Quantity(at, at + 1, 0, 0, 0)
    ranged = _read_range(texts, at, numbers)
    if ranged is not None:
        return ranged
    exact = _read_exact(texts, at, numbers)
    vague = _read_vague(texts, at, numbers)
    if vague is not None and (exact is None or vague.end > exact[0]):
        return vague
    if exact is None:
        return None
    end, value = exact
    if texts[at].endswith("+"):
        return Quantity(at, end, value, value, None)
    return Quantity(at, end, value, value, value)


def _read_range(texts: list[str], at: int, numbers: Numbers) -> Quantity | None:
    """ "between 20 and 30", "20 to 30", "20-30", "two or three"."""
    joined = _RANGE.fullmatch(texts[at])
    if joined is not None:
        low, high = (int(part.replace(",", "")) for part in joined.groups())
        return Quantity(at, at + 1, low, None, high) if low < high else None
    begin = at + 1 if texts[at] in ("between", "from") else at
    if begin >= len(texts):
        return None
    first = _read_exact(texts, begin, numbers)
    if first is None or first[0] >= len(texts) - 1:
        return None
    link = texts[first[0]]
    if link not in ("to", "or", "and", *_DASHES) or (link == "and") != (texts[at] == "between"):
        return None
    second = _read_exact(texts, first[0] + 1, numbers)
    if second is None or second[1] <= first[1]:
        return None
    return Quantity(at, second[0], first[1], None, second[1])


def _read_exact(texts: list[str], at: int, numbers: Numbers) -> tuple[int, int] | None:
    """The end and the value of the exact number at word `at`; "a" counts only before a scale."""
    text = texts[at]
    digits = _DIGITS.fullmatch(text)
    if digits is not None:
        return _read_digits(texts, at, digits.group(1), numbers)
    if text in numbers.standing:
        return at + 1, numbers.standing[text]
    if text == "half" and at + 2 < len(texts) and texts[at + 1] in ("a", "an") and texts[at + 2] in numbers.dozens:
        return at + 3, numbers.dozens[texts[at + 2]] // 2
    return _read_spelled(texts, at, numbers)


def _read_digits(texts: list[str], at: int, figure: str, numbers: Numbers) -> tuple[int, int] | None:
    grouped = re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", figure) is not None
    value = float(re.sub("[,.]", "", figure)) if grouped else float(figure)
    end = at + 1
    while end < len(texts) and (texts[end] in numbers.scales or texts[end] in numbers.dozens):
        value *= numbers.scales.get(texts[end]) or numbers.dozens[texts[end]]
        end += 1
    if not value.is_integer() and abs(value - round(value)) > 1e-6:
        return None
    return (end, round(value)) if value < _LARGEST else None


def _read_spelled(texts: list[str], at: int, numbers: Numbers) -> tuple[int, int] | None:
    total = current = 0
    end, open_ = at, False
    if texts[at] in ("a", "an", "another"):
        if at + 1 >= len(texts) or (texts[at + 1] not in numbers.scales and texts[at + 1] not in numbers.dozens):
            return None
        current, end = 1, at + 1
    while end < len(texts):
        text = texts[end]
        step = end
        if open_ and (text in _DASHES or (text == "and" and (current >= 100 or (total and not current)))):
            step = end + 1
        following = texts[step] if step < len(texts) else ""
        pieces = _split_hyphens(following, numbers)
        if pieces is not None and (not open_ or _may_follow(current, pieces, step > end)):
            current += pieces
        elif step == end and following in numbers.scales and (current or total):
            scale = numbers.scales[following]
            if scale == 100:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
        elif step == end and following in numbers.dozens and current:
            current *= numbers.dozens[following]
        else:
            break
        end, open_ = step + 1, True
    return (end, total + current) if open_ and total + current < _LARGEST else None


def _split_hyphens(text: str, numbers: Numbers) -> int | None:
    """The value of a number below 100 in one word ("forty", "forty-two"), None for other words."""
    if text in numbers.values:
        return numbers.values[text]
    parts = re.split("[-–]", text)
    if len(parts) == 2 and all(part in numbers.values for part in parts):
        tens, units = (numbers.values[part] for part in parts)
        return tens + units if tens >= 20 > 10 > units else None
    return None


def _may_follow(current: int, value: int, joined: bool) -> bool:
    rest = current % 100
    return (rest == 0 and (joined or current > 0 or True) and current != 0 or current == 0) if rest == 0 else (
        rest >= 20 and rest % 10 == 0 and value < 10
    )


def _read_vague(texts: list[str], at: int, numbers: Numbers) -> Quantity | None:
    begin = at + 1 if texts[at] in ("a", "the", "many", "some") and at + 1 < len(texts) and texts[at + 1] in (
        "few", "dozens", "hundreds", "thousands", "scores"
    ) else at  # fmt: skip
    for size in (3, 1):
        window = numbers.vague.get(" ".join(texts[begin : begin + size]))
        if window is not None and len(texts) >= begin + size:
            end = begin + size
            factor = numbers.vague_factors.get(texts[begin])
            if size == 1 and factor is not None and end < len(texts):
                scale = numbers.scales.get(texts[end].removesuffix("s")) or numbers.dozens.get(texts[end])
                if scale is not None:
                    return Quantity(at, end + 1, factor[0] * scale, None, factor[1] * scale + scale - 1)
            return Quantity(at, end, window[0], None, window[1])
    return None


def _apply_bounds(texts: list[str], core: Quantity, floor: int, numbers: Numbers) -> Quantity:
    """The quantity with the words that bound it before or after; words before `floor` belong to another number."""
    begin = core.start
    for skip in range(3):
        at = core.start - skip
        if skip and (at < floor or texts[at] not in numbers.between):
            break
        bound = numbers.find_bound_before(texts[max(floor, at - 4) : at])
        if bound is not None:
            return _bounded(core, bound, start=at - bound.size, end=core.end)
    bound = numbers.find_bound_after(texts[core.end : core.end + 3])
    if bound is not None:
        return _bounded(core, bound, start=begin, end=core.end + bound.size)
    return core


def _bounded(core: Quantity, bound: Bound, *, start: int, end: int) -> Quantity:
    if not core.exact:
        return Quantity(start, end, core.low, core.best, core.high)
    value = core.best
    match bound.sense:
        case "low":
            return Quantity(start, end, value, value, None)
        case "high":
            return Quantity(start, end, None, None, value)
    return Quantity(start, end, None, value, None)


def _is_part_of_other(parse: Parse, core: Quantity, numbers: Numbers) -> bool:
    """True for numbers inside ages, dates, money, clock times and labels ("Highway 5")."""
    words = parse.words
    before = words[core.start - 1].text.lower() if core.start else ""
    after = words[core.end].text.lower() if core.end < len(words) else ""
    beyond = words[core.end + 1].text.lower() if core.end + 1 < len(words) else ""
    if after in _DASHES and beyond.startswith(("year", "day", "hour", "month", "man", "week", "km", "mm", "minute", "old")):
        return True
    if before in ("$", "€", "£", "us$", "no.", "aged", "age", "#") or after in ("%", "percent", "th", "st", "nd", "rd"):
        return True
    if before in numbers.months or after in numbers.months or before in ("'", "’"):
        return True
    first, last = words[core.start], words[core.end - 1]
    if last.relation in ("nummod", "nmod", "dep", "appos", "flat", "compound") and 0 <= last.head < first.i:
        governor = words[last.head]
        labelled = last.upos == "NUM" and governor.upos in ("NOUN", "PROPN") and governor.i == first.i - 1
        return labelled and last.relation != "appos" and not _is_counted_noun(governor, numbers)
    year = re.fullmatch(r"(?:1[89]|20)\d\d", last.text) is not None
    return year and last.relation not in ("nummod",) and core.end - core.start == 1


def _is_counted_noun(word: Word, numbers: Numbers) -> bool:
    return word.lemma in numbers.people
