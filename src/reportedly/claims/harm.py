"""What harm to people an act did: killed, injured, displaced, detained, abducted, missing and trapped, with numbers.

First every word of harm in the sentence is found with its victims; then each is given to the act that it belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.claims.counts import CountMention, CountReader
from reportedly.claims.slots import find_slots
from reportedly.lexicon.harm import HarmCue, HarmCues, Numbers
from reportedly.records import Count, Parse, Type, Word

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "NUM": "noun"}
_TOTAL = frozenset({"or", "and", "&"})
_NOBODY = frozenset({"anyone", "anybody", "any"})
_BODILY = ("killed", "injured")
_CLOSE = frozenset({"case", "obl", "nmod", "amod", "obj", "conj", "xcomp", "acl", "advcl", "mark"})
_LAST_RESORT = 99


@dataclass(frozen=True, slots=True)
class HarmMention:
    """Word `head` says that `count` people suffered harm of `kind`; `victim` is the word that stands for them."""

    kind: str
    head: int
    victim: int
    count: Count


def find_harm(
    parse: Parse,
    head: int,
    type_: Type,
    numbers: Numbers,
    cues: HarmCues,
    *,
    mode: str | None = None,
    trigger: Sequence[int] = (),
    victims: Sequence[int] = (),
    others: Sequence[int] = (),
    mentions: Sequence[HarmMention] | None = None,
) -> dict[str, Count]:
    """Harm kinds of the act whose trigger's head is word `head`, with numbers; kinds in no fixed order.

    `trigger` are all words of the trigger (default: the head), `victims` the words that stand for the act's recipients
    in this sentence. `others` are the heads of the sentence's other triggers of types that carry harm: what is nearer
    to one of them is theirs. `mentions` are those of `find_mentions`, where the caller has them already.
    """
    found = find_mentions(parse, numbers, cues) if mentions is None else mentions
    own = set(trigger) | {head}
    taken = {(mention.head, mention.kind) for mention in found}
    harm: dict[str, Count] = {}
    ranks: dict[str, int] = {}
    for mention in found:
        kind = _kind_for(mention.kind, type_, mode, mention.head in own, cues)
        if mention.head in others and mention.head not in own:
            continue
        if kind is None or not _belongs(parse, mention, own, head, [i for i in others if (i, kind) not in taken]):
            continue
        rank = 0 if mention.head in own else _distance(parse, mention.head, head)
        if kind not in harm or rank < ranks[kind]:
            harm[kind], ranks[kind] = mention.count, rank
    kind = _natural_kind(parse, own, type_, mode, cues)
    if kind is not None and kind not in harm:
        slots = find_slots(parse, head)
        undergoers = slots.get("object", ()) or (slots.get("of", ()) if parse.words[head].upos == "NOUN" else ())
        count = _count_victims(parse, undergoers[:1], numbers) or _count_victims(parse, victims, numbers)
        if count is not None:
            harm[kind] = count
    return harm


def find_mentions(parse: Parse, numbers: Numbers, cues: HarmCues) -> tuple[HarmMention, ...]:
    """Every word of harm whose number of victims the sentence says, in order of the text.

    Totals of killed and injured together are left out; "no casualties" is 0 killed and 0 injured.
    """
    reader = HarmReader(parse, numbers, cues)
    found: list[HarmMention] = []
    for word in parse.words:
        found += reader.read(word)
    return tuple(_drop_totals(parse, found))


class HarmReader:
    """Reads the words of harm of one sentence."""

    def __init__(self, parse: Parse, numbers: Numbers, cues: HarmCues) -> None:
        self.parse = parse
        self.numbers = numbers
        self.cues = cues
        self.counts = CountReader(parse, numbers)

    def read(self, word: Word) -> list[HarmMention]:
        """The harm that this word says: one mention, two where nobody was hurt, none for other words."""
        casualties = word.lemma in self.cues.casualties or word.text.lower() in self.cues.casualties
        if casualties and self._is_none(word.i):
            return [HarmMention(kind, word.i, word.i, self._zero(word.i, word.i)) for kind in _BODILY]
        for cue in self._matches(word):
            found = [m for v in dict.fromkeys(self._victims(cue, word)) if (m := self._count(cue, word, v)) is not None]
            counted = [m for m in found if m.count.best == 0 or self._is_counted(m.victim)]
            if found:
                return self._widen_zero(word, (counted or found)[0])
        return self._read_toll(word)

    # -------------------------------------------------------- steps

    def _matches(self, word: Word) -> list[HarmCue]:
        pos = _POS.get(word.upos, "")
        found: list[HarmCue] = []
        for key in dict.fromkeys((word.text.lower(), word.lemma)):
            for cue in self.cues.by_lemma.get(key, ()):
                if pos in cue.pos and all(self._has(word, need) for need in cue.needs) and cue not in found:
                    found.append(cue)
        return found

    def _has(self, word: Word, need: frozenset[str]) -> bool:
        return self._needed(word, need) is not None

    def _needed(self, word: Word, need: frozenset[str]) -> int | None:
        """The needed word right after `word` or below it, at most two steps down, not in a coordinated clause."""
        after = self.parse.words[word.i + 1 : word.i + 2]
        if after and (after[0].lemma in need or after[0].text.lower() in need):
            return after[0].i
        for child in self._children(word.i):
            if child.relation in ("conj", "parataxis"):
                continue
            if child.lemma in need or child.text.lower() in need:
                return child.i
            for grandchild in self._children(child.i):
                close = grandchild.relation in _CLOSE
                if close and (grandchild.lemma in need or grandchild.text.lower() in need):
                    return grandchild.i
        return None

    def _children(self, head: int) -> list[Word]:
        return [w for w in self.parse.words if w.head == head]

    def _victims(self, cue: HarmCue, word: Word) -> list[int]:
        """The words that may stand for the victims, likeliest first."""
        slots = find_slots(self.parse, word.i)
        match cue.victim:
            case "object":
                if word.upos in ("NOUN", "ADJ"):
                    return []
                objects = [c.i for c in self._children(word.i) if c.relation == "obj"]
                found = [*self._bare_before(word), *objects, *self._bare_after(word)]
                if not found:
                    found = [*slots.get("passive-subject", ()), *slots.get("object", ()), *slots.get("of", ())]
                return found if self._any_counted(found) else [*found, *self._subject_before(word)]
            case "subject":
                found = [*slots.get("subject", ()), *slots.get("passive-subject", ()), *self._misread_subject(word)]
                return found if self._any_counted(found) else [*found, *self._subject_before(word)]
            case "of":
                return [*slots.get("of", ()), *slots.get("possessive", ())]
            case "child":
                needed = self._needed(word, cue.needs[0])
                return [] if needed is None else [needed]
            case _:
                return self._self_victims(word)

    def _any_counted(self, victims: list[int]) -> bool:
        return any(self._is_counted(i) for i in victims)

    def _is_counted(self, i: int) -> bool:
        return i in self.counts.counted or any(
            c.relation == "nmod" and c.i in self.counts.counted for c in self._children(i)
        )

    def _bare_before(self, word: Word) -> list[int]:
        """The number right before a participle: "two killed and four wounded"."""
        if word.upos != "VERB" or word.text.lower().endswith("ing"):
            return []
        return [i for i, q in self.counts.counted.items() if q.end == word.i and i in (word.i, q.end - 1)]

    def _bare_after(self, word: Word) -> list[int]:
        """The counted people right after a verb: "wounding 30"."""
        return [i for i, q in self.counts.counted.items() if q.start == word.i + 1]

    def _misread_subject(self, word: Word) -> list[int]:
        """The counted people right before a verb that the tree hangs on it by another relation than the subject's."""
        before = self.parse.words[word.i - 1] if word.i else None
        if before is None or word.upos != "VERB" or before.head != word.i or before.i not in self.counts.counted:
            return []
        return [before.i] if self.counts.is_people(before) else []

    def _subject_before(self, word: Word) -> list[int]:
        """The nearest counted people before a finite verb of suffering, where the tree ties no subject to it."""
        if word.upos != "VERB" or not any(w.upos == "AUX" for w in self.parse.words[max(0, word.i - 3) : word.i]):
            return []
        near = [i for i, q in self.counts.counted.items() if word.i - 15 < i < word.i and self._may_be_subject(i)]
        return [max(near)] if near else []

    def _may_be_subject(self, i: int) -> bool:
        word = self.parse.words[i]
        return word.relation == "nsubj" and (word.upos == "NUM" or self.counts.is_people(word))

    def _read_toll(self, word: Word) -> list[HarmMention]:
        """The number that a clause states of a toll: "the toll rose to 45", "they put the dead at seven"."""
        kind = self.cues.tolls.get(word.text.lower()) or self.cues.tolls.get(word.lemma)
        if kind is None or word.i in self.counts.counted:
            return []
        outer = word
        for _ in range(3):
            if outer.relation in ("nmod", "conj", "compound", "acl") and outer.head >= 0 and outer.upos != "VERB":
                outer = self.parse.words[outer.head]
        if outer.relation not in ("nsubj", "obj", "obl", "nmod") or outer.head < 0:
            return []
        verb = self.parse.words[outer.head]
        for child in self._children(verb.i):
            cases = {c.lemma for c in self._children(child.i) if c.relation == "case"}
            stated = (child.i > word.i and cases & {"to", "at", "as"}) or child.relation == "xcomp"
            quantity = self.counts.counted.get(child.i)
            if stated and quantity is not None and quantity.best != 0:
                mention = self._count_phrase(child.i, word)
                if mention is not None:
                    return [HarmMention(kind, word.i, child.i, mention.count)]
        return []

    def _self_victims(self, word: Word) -> list[int]:
        """Who is "dead": the counted word itself, the noun that it describes, or the subject of its clause."""
        victims = [i for i, q in self.counts.counted.items() if q.end == word.i and i == q.end - 1]
        if word.i in self.counts.counted:
            victims.append(word.i)
        if (
            word.upos in ("ADJ", "VERB")
            and word.relation in ("amod", "acl", "xcomp", "nmod", "compound")
            and word.head >= 0
        ):
            victims.append(word.head)
        if word.upos in ("ADJ", "VERB"):
            victims += [c.i for c in self._children(word.i) if c.relation == "nsubj"]
            if word.relation == "xcomp":
                victims += [c.i for c in self._children(word.head) if c.relation == "obj"]
        if word.upos == "NOUN":
            victims += find_slots(self.parse, word.i).get("of", ())
        return victims

    def _count(self, cue: HarmCue, word: Word, victim: int) -> HarmMention | None:
        noun = self.parse.words[victim]
        if noun.i != word.i and not self.counts.is_people(noun) and noun.lemma not in self.numbers.groups:
            return None
        negated = self._negated(word)
        nobody = self._is_none(victim) or (negated and noun.text.lower() in _NOBODY)
        if nobody and cue.kind in (*_BODILY, "trapped"):
            return HarmMention(cue.kind, word.i, victim, self._zero(min(victim, word.i), max(victim, word.i)))
        mention = self._count_phrase(victim, word)
        if mention is None or negated or (mention.count.best == 0 and cue.kind not in _BODILY):
            return None
        if cue.kind == "trapped" and mention.count.best == 1:
            return None
        return HarmMention(cue.kind, word.i, victim, mention.count)

    def _count_phrase(self, victim: int, word: Word) -> CountMention | None:
        itself = victim == word.i or self.parse.words[victim].text.lower() in self.cues.tolls
        mention = None if itself else self.counts.count_people(victim)
        if mention is not None:
            return mention
        quantity = self.counts.counted.get(victim)
        if quantity is None or quantity.best == 0:
            return None
        start, end = min(quantity.start, victim), max(quantity.end, victim + 1)
        span = self.parse.span_of(start, end)
        text = " ".join(w.text for w in self.parse.words[start:end])
        return CountMention(victim, start, end, Count(span, text, quantity.low, quantity.best, quantity.high))

    def _negated(self, word: Word) -> bool:
        below = {c.text.lower() for c in self._children(word.i) if c.relation in ("advmod", "mark", "case", "det")}
        return bool(below & {"not", "n't", "never", "without", "n’t"})

    def _is_none(self, i: int) -> bool:
        """True for "nobody", "no soldier", "no casualties", "without casualties"."""
        word = self.parse.words[i]
        if word.text.lower() in ("nobody", "none", "no-one", "nil") or (
            word.text.lower() == "one" and i and self.parse.words[i - 1].text.lower() == "no"
        ):
            return True
        below = {
            c.text.lower() for c in self._children(i) if c.relation in ("det", "case", "amod", "nummod", "advmod", "cc")
        }
        if below & {"no", "without", "nil", "zero", "neither"}:
            return True
        governor = self.parse.words[word.head] if word.head >= 0 and word.relation in ("obj", "nmod") else None
        return (
            governor is not None
            and governor.i < i
            and any(w.text.lower() == "without" for w in self.parse.words[max(0, governor.i - 3) : i])
        )

    def _zero(self, first: int, last: int) -> Count:
        start = (
            first - 1
            if first and self.parse.words[first - 1].text.lower() in ("no", "without", "nil", "zero")
            else first
        )
        span = self.parse.span_of(start, last + 1)
        text = " ".join(w.text for w in self.parse.words[start : last + 1])
        return Count(span, text, 0, 0, 0)

    def _widen_zero(self, word: Word, mention: HarmMention) -> list[HarmMention]:
        """Where an act "hurt no one" it killed nobody either."""
        passive = any(c.dep == "aux:pass" or c.relation == "cop" for c in self._children(word.i))
        if mention.count.best == 0 and mention.kind == "injured" and word.lemma in self.cues.unhurt and not passive:
            return [mention, replace(mention, kind="killed")]
        return [mention]


# ---------------------------------------------------------------- whose harm


def _kind_for(kind: str, type_: Type, mode: str | None, own: bool, cues: HarmCues) -> str | None:
    """The kind as an act of this type carries it, None where it carries none such."""
    if type_ not in cues.types[kind] and not (own and type_ in (Type.ASSAULT, Type.COERCE)):
        return None
    if kind in ("detained", "abducted"):
        if type_ is Type.ASSAULT:
            return "abducted" if own or mode == "abduct" else kind
        return "detained"
    return kind


def _belongs(parse: Parse, mention: HarmMention, own: set[int], head: int, others: Sequence[int]) -> bool:
    if mention.head in own:
        return True
    near = _nearness(parse, mention.head, head)
    return all(near < _nearness(parse, mention.head, other) for other in others if other not in own)


def _nearness(parse: Parse, verb: int, trigger: int) -> int:
    """Steps in the tree; a trigger right before the verb counts as its subject."""
    return 1 if trigger == verb - 1 else _distance(parse, verb, trigger)


def _distance(parse: Parse, first: int, second: int) -> int:
    """Steps between two words in the tree."""
    above, at = {first: 0}, first
    while parse.words[at].head >= 0 and len(above) <= len(parse.words):
        at = parse.words[at].head
        above.setdefault(at, len(above))
    at = second
    for step in range(len(parse.words) + 1):
        if at in above:
            return above[at] + step
        if parse.words[at].head < 0:
            break
        at = parse.words[at].head
    return _LAST_RESORT


def _natural_kind(parse: Parse, own: set[int], type_: Type, mode: str | None, cues: HarmCues) -> str | None:
    """The harm that the act does to its recipients by its nature: by its mode, or by its own word."""
    if mode is not None and (type_, mode) in cues.modes:
        return cues.modes[(type_, mode)]
    for i in sorted(own):
        word = parse.words[i]
        for cue in cues.by_lemma.get(word.lemma, ()):
            if not cue.needs and cue.victim in ("object", "of") and _POS.get(word.upos) in cue.pos:
                return _kind_for(cue.kind, type_, mode, True, cues)
    return None


def _count_victims(parse: Parse, victims: Sequence[int], numbers: Numbers) -> Count | None:
    """The number of people that the recipients' words say, None where any leaves it open."""
    reader = CountReader(parse, numbers)
    found = [m for m in (reader.count_people(i) for i in victims) if m is not None]
    if not found or len(found) < len(victims):
        return found[0].count if len(found) == 1 and len(victims) == 1 else None
    if len(found) == 1:
        return found[0].count
    if any(a is not b and a.start < b.end and b.start < a.end for a in found for b in found):
        return max(found, key=lambda m: m.end - m.start).count
    best = sum(next(v for v in (m.count.best, m.count.low, m.count.high) if v is not None) for m in found)
    return replace(found[0].count, low=best, best=best, high=best)


def _drop_totals(parse: Parse, found: list[HarmMention]) -> list[HarmMention]:
    """Without numbers that count several kinds at once: "killed or wounded 20"."""
    kept: list[HarmMention] = []
    for mention in found:
        rivals = [
            o for o in found
            if o.kind != mention.kind and o.count.span == mention.count.span and o.head != mention.head
            and mention.count.best not in (0, 1)
        ]  # fmt: skip
        if not any(_are_joined(parse, mention.head, o.head) for o in rivals):
            kept.append(mention)
    return kept


def _are_joined(parse: Parse, first: int, second: int) -> bool:
    """True for words side by side with "or" or "and" between them."""
    low, high = sorted((first, second))
    between = [w.text.lower() for w in parse.words[low + 1 : high]]
    return len(between) <= 3 and any(text in _TOTAL for text in between)
