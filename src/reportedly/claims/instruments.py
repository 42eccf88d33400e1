"""With what: the weapon or means that the words name for an act, and the mode of assault that it decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.claims.slots import Slots, find_slots
from reportedly.claims.targets import find_term
from reportedly.lexicon.harm import InstrumentCues
from reportedly.records import Parse, Span, Type, Word

_MEANS = (
    "with",
    "using",
    "by",
    "from",
    "subject",
    "compound",
    "amod",
    "in",
    "through",
    "via",
    "of",
    "by means of",
    "aboard",
)
_BEFORE = frozenset({"compound", "amod"})
_TYPES = frozenset({Type.ASSAULT, Type.COERCE, Type.PROTEST})


@dataclass(frozen=True, slots=True)
class Means:
    """Word `head` names a weapon; `mode` is what it decides, "" for nothing."""

    head: int
    mode: str


def find_instrument(
    parse: Parse,
    head: int,
    cues: InstrumentCues,
    *,
    type_: Type = Type.ASSAULT,
    slots: Slots | None = None,
    trigger: Sequence[int] = (),
) -> Span | None:
    """The words for the weapon or means of the act whose trigger's head is word `head`; None where none is named."""
    if type_ not in _TYPES:
        return None
    found = list(_find_means(parse, head, cues, find_slots(parse, head) if slots is None else slots, trigger))
    return _span(parse, found[0].head) if found else None


def find_mode(
    parse: Parse,
    head: int,
    type_: Type,
    cues: InstrumentCues,
    *,
    slots: Slots | None = None,
    trigger: Sequence[int] = (),
) -> str | None:
    """The mode of assault that the trigger's own word or the named weapon decides; None where they leave it open."""
    if type_ is not Type.ASSAULT:
        return None
    slots = find_slots(parse, head) if slots is None else slots
    means = list(_find_means(parse, head, cues, slots, trigger))
    modes = [m.mode for m in means if m.mode]
    if _are_several(parse, means):
        return None
    for i in dict.fromkeys((*trigger, head, *slots.get("object", ()))):
        term = find_term(parse, i, cues.acts)
        if term is not None and term.value:
            modes.append(term.value)
    if not modes:
        modes = [t.value for i in slots.get("subject", ()) if (t := find_term(parse, i, cues.wielders)) is not None]
    return min(modes, key=lambda mode: cues.order.get(mode, len(cues.order))) if modes else None


def _are_several(parse: Parse, means: Sequence[Means]) -> bool:
    """True where weapons of different modes are coordinated: "artillery and drones"."""
    modes = {m.head: m.mode for m in means if m.mode}
    return any(
        parse.words[i].relation == "conj" and modes.get(parse.words[i].head, mode) != mode for i, mode in modes.items()
    )


def _find_means(parse: Parse, head: int, cues: InstrumentCues, slots: Slots, trigger: Sequence[int]) -> Iterator[Means]:
    """Weapons in the trigger's words, before it, in the slots of means, and as object of a verb of use."""
    word = parse.words[head]
    names = (*_MEANS, "object", "passive-subject") if word.lemma in cues.users else _MEANS
    places = [*dict.fromkeys((*trigger, head)), *(i for name in names for i in slots.get(name, ()))]
    if word.upos in ("NOUN", "PROPN"):
        places += _carrier_means(parse, word)
    places += [i for subject in slots.get("subject", ()) for i in _load(parse, subject, cues)]
    distant = set(slots.get("from", ())) | set(slots.get("in", ()))
    for i in dict.fromkeys(places):
        if i == head and word.upos == "VERB":
            continue
        term = find_term(parse, i, cues.weapons)
        if term is not None and (i not in distant or term.value in ("aerial", "drone")):
            yield Means(i, term.value)


def _load(parse: Parse, i: int, cues: InstrumentCues) -> tuple[int, ...]:
    """What a vehicle is packed with."""
    verbs = [
        w.i for w in parse.words if w.head == i and w.lemma in cues.loads and w.relation in ("acl", "amod", "advcl")
    ]
    return tuple(k for verb in verbs for k in find_slots(parse, verb).get("with", ()))


def _carrier_means(parse: Parse, word: Word) -> tuple[int, ...]:
    """The "with" phrase of the verb over a noun ("an attack carried out with two bombs")."""
    verbs = [w.i for w in parse.words if w.head == word.i and w.relation == "acl"]
    if word.head >= 0 and word.relation in ("nsubj", "obj"):
        verbs.append(word.head)
    return tuple(i for verb in verbs for i in find_slots(parse, verb).get("with", ()))


def _span(parse: Parse, i: int) -> Span:
    """The weapon's noun with the words before it that say of what kind it is."""
    start = i
    while start > 0 and _is_before(parse, parse.words[start - 1], i):
        start -= 1
    return parse.span_of(start, i + 1)


def _is_before(parse: Parse, other: Word, i: int) -> bool:
    if other.text in ("-", "–"):
        return True
    at, seen = other, 0
    while at.head >= 0 and at.head < i and seen < 4:
        at, seen = parse.words[at.head], seen + 1
    return at.head == i and at.relation in _BEFORE and other.relation != "det"
