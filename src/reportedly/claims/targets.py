"""What was struck or affected, as kinds: hospitals, markets, bases and so on, where the words name the thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.claims.slots import Slots, find_slots
from reportedly.lexicon.harm import TargetCues, Term, Terms
from reportedly.records import TARGET_KINDS, Parse, Type, Word

_AIMED = ("on", "against", "at")
_DASHES = ("-", "–")
_WEAPONRY = "military"
_BEFORE = frozenset({"compound", "amod", "nmod", "flat", "nummod", "det", "acl"})


def find_targets(
    parse: Parse,
    head: int,
    cues: TargetCues,
    *,
    type_: Type = Type.ASSAULT,
    slots: Slots | None = None,
    recipients: Sequence[int] = (),
) -> tuple[str, ...]:
    """The kinds of things struck by the act whose trigger's head is word `head`, in the order of the coding rules.

    `slots` are those of the head where the caller has them; `recipients` the words that stand for the act's recipients
    in this sentence. Empty for types that strike nothing.
    """
    names = cues.slots.get(type_)
    if names is None:
        return ()
    slots = find_slots(parse, head) if slots is None else slots
    found: dict[str, set[str]] = {}
    for i in _struck(parse, head, slots, names, cues):
        for kind in _kinds(parse, i, cues, people=False):
            if kind != _WEAPONRY or i not in slots.get("compound", ()):
                found.setdefault(kind, set()).add(parse.words[i].lemma)
    for i in recipients:
        for kind in _kinds(parse, i, cues, people=type_ is Type.ASSAULT):
            found.setdefault(kind, set()).add(parse.words[i].lemma)
    if _WEAPONRY in found:
        found = {kind: lemmas for kind, lemmas in found.items() if not lemmas <= cues.weak or kind == _WEAPONRY}
    return tuple(kind for kind in TARGET_KINDS if kind in found)


def find_term(parse: Parse, i: int, terms: Terms) -> Term | None:
    """The term that word `i` is, with what stands before it; None for a word of no term."""
    word = parse.words[i]
    if any(name.start <= i < name.end - 1 and name.kind == "LOC" for name in parse.names):
        return None
    before: set[str] | None = None
    for key in dict.fromkeys((*_joined_keys(parse, i), word.lemma, word.text.lower())):
        for term in terms.by_lemma.get(key, ()):
            if before is None:
                before = set(_words_before(parse, word))
            following = parse.words[i + 1].text.lower() if i + 1 < len(parse.words) else ""
            if (term.before and not term.before & before) or term.never & {*before, following}:
                continue
            if not term.upos or term.upos == word.upos:
                return term
    return None


def _joined_keys(parse: Parse, i: int) -> Iterator[str]:
    """The word with what a hyphen joins to it: "f-16" for "F", "machine-gun" for "gun"."""
    texts = [w.text.lower() for w in parse.words[i : i + 3]]
    if len(texts) == 3 and texts[1] in _DASHES:
        yield f"{texts[0]}-{texts[2]}"
    if i >= 2 and parse.words[i - 1].text in _DASHES:
        yield f"{parse.words[i - 2].text.lower()}-{texts[0]}"
        yield f"{parse.words[i - 2].text.lower()}-{parse.words[i].lemma}"


def _words_before(parse: Parse, word: Word) -> Iterator[str]:
    """Lemmas, words and pairs (joined by "_") of what stands before the word in its phrase."""
    inside = [w for w in parse.words[max(0, word.i - 6) : word.i] if w.head == word.i and w.relation in _BEFORE]
    inside += [w for w in parse.words[max(0, word.i - 6) : word.i] if any(w.head == o.i for o in inside)]
    if word.i and parse.words[word.i - 1] not in inside:
        inside.append(parse.words[word.i - 1])
    inside.sort(key=lambda w: w.i)
    for position, other in enumerate(inside):
        yield other.lemma
        yield other.text.lower()
        if position + 1 < len(inside):
            yield f"{other.text.lower()}_{inside[position + 1].text.lower()}"
    for at in range(max(1, word.i - 5), word.i - 1):
        if parse.words[at].text in _DASHES:
            yield f"{parse.words[at - 1].text.lower()}-{parse.words[at + 1].text.lower()}"


def _struck(parse: Parse, head: int, slots: Slots, names: frozenset[str], cues: TargetCues) -> set[int]:
    """The words in the slots that hold what an act strikes, and the objects of verbs whose subject is the act."""
    word = parse.words[head]
    nominal = word.upos in ("NOUN", "PROPN")
    skipped = {"compound"} if not nominal else set()
    if word.lemma in cues.launchers or word.lemma.removesuffix("ing") in cues.launchers:
        skipped |= {"object", "passive-subject", "of", "compound"}
    found = {i for name in names - skipped for i in slots.get(name, ())}
    if any(parse.words[i].lemma in cues.light for i in slots.get("object", ())):
        found |= set(slots.get("to", ()))
    if word.relation == "nsubj" and word.head >= 0 and nominal:
        for verb in _with_conjuncts(parse, word.head):
            found |= set(find_slots(parse, verb).get("object", ()))
    if nominal:
        found |= _struck_by_clause(parse, head)
    if word.relation in ("nsubj", "obj", "obl") and word.head >= 0 and nominal:
        upper = find_slots(parse, word.head)
        found |= {i for name in _AIMED for i in upper.get(name, ()) if i > head}
    found.discard(head)
    return found


def _struck_by_clause(parse: Parse, head: int) -> set[int]:
    """The objects of active clauses that hang on the act: "the strike that destroyed the camp"."""
    clauses = [w for w in parse.words if w.head == head and w.relation == "acl" and w.upos == "VERB"]
    found: set[int] = set()
    for slots in (find_slots(parse, w.i) for w in clauses):
        if head in slots.get("subject", ()) and head not in slots.get("object", ()):
            found |= set(slots.get("object", ()))
    return found


def _with_conjuncts(parse: Parse, head: int) -> list[int]:
    return [head, *(w.i for w in parse.words if w.head == head and w.relation == "conj" and w.upos == "VERB")]


def _kinds(parse: Parse, i: int, cues: TargetCues, *, people: bool) -> set[str]:
    """The kind of word `i`, of what it is a part of, and of what its phrase names before it."""
    found: set[str] = set()
    for part in (i, *_conjuncts(parse, i)):
        term = find_term(parse, part, cues.things) or (_find_person(parse, part, cues) if people else None)
        if term is not None and term.value:
            found.add(term.value)
        elif term is None:
            inside = ("nmod", "compound") if parse.words[part].lemma in cues.partitives else ("compound",)
            for whole in (w for w in parse.words if w.head == part and w.relation in inside):
                inner = find_term(parse, whole.i, cues.things)
                if inner is not None and inner.value:
                    found.add(inner.value)
    return found


def _find_person(parse: Parse, i: int, cues: TargetCues) -> Term | None:
    """The person's term, by the word or by a title before a name ("reporter Ana Ruiz")."""
    titles = (w.i for w in parse.words if w.head == i and w.relation in ("compound", "appos", "flat", "nmod"))
    return next((term for part in (i, *titles) if (term := find_term(parse, part, cues.people)) is not None), None)


def _conjuncts(parse: Parse, i: int) -> list[int]:
    return [w.i for w in parse.words if w.head == i and w.relation == "conj" and w.upos in ("NOUN", "PROPN")]
