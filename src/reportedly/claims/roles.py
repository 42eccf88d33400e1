"""Which words fill an act's roles: the trained heads' scores and the codebook's slots, weighed by a small scorer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.claims.candidates import Candidate
from reportedly.claims.kinds import AGENTS, find_kinds
from reportedly.claims.phrases import find_phrase, find_phrase_head
from reportedly.claims.scoring import Features, Scorer, logit
from reportedly.claims.slots import Slots
from reportedly.lexicon.codebook import DEFAULT_ROLES
from reportedly.lexicon.harm import load_harm_cues
from reportedly.records import Mention, Parse

PARTY_ROLES = ("actor", "recipient")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_NAME_KINDS = ("PER", "ORG", "LOC", "NAT", "WPN", "PLT", "VEH", "QTY", "TIME", "MON", "DOC")
_SLOTS = (
    "subject", "object", "by", "possessive", "compound", "amod", "of", "clause", "passive-subject", "indirect",
    "holder", "sufferer", "where", "on", "against", "to", "with", "between", "for", "from", "in", "at", "among",
    "unmarked",
)  # fmt: skip
_WAY = 3
"""Arcs between a word and the act; longer ways are told by their length alone."""


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A phrase head that may fill a role of an act, with what speaks for it."""

    role: str
    word: int
    features: Features


@dataclass(frozen=True, slots=True)
class Filler:
    """A phrase that fills a role, with its probability and the reason in words."""

    mention: Mention
    probability: float
    reason: str


def find_role_words(parse: Parse, candidate: Candidate, slots: Slots, role: str) -> list[RoleWord]:
    """Every word that may fill `role`, with features for the role's scorer; in order of the text.

    Considered are the words that the heads tie to the act, those in the slots where the codebook (or, where it is
    silent, the word class of the trigger) puts the role, and for recipients all words for people: victims stand far
    from the act more often than those who did it.
    """
    barred = candidate.words
    scores = _head_scores(parse, candidate, barred)
    places = _slot_places(parse, candidate, slots)
    words = {w for (r, w) in scores if r == role} | set(places.get(role, {}))
    if role == "recipient":
        words |= _find_people(parse, barred)
    found = []
    for word in sorted(words):
        if word in barred or parse.words[word].upos not in _NOMINAL:
            continue
        found.append(RoleWord(role, word, _features(parse, candidate, slots, role, word, scores, places)))
    return found


def find_fillers(
    parse: Parse, sentence: int, candidate: Candidate, slots: Slots, role: str, scorer: Scorer
) -> tuple[Filler, ...]:
    """The phrases that fill a party role, in order of the text."""
    fillers = []
    for found in find_role_words(parse, candidate, slots, role):
        probability = scorer.score(found.features)
        if probability >= scorer.threshold:
            mention = find_phrase(parse, sentence, found.word, candidate.words)
            fillers.append(Filler(mention, probability, _explain(parse, found)))
    return tuple(_without_renamed(parse, _without_nested(fillers)))


def _without_nested(fillers: Iterable[Filler]) -> list[Filler]:
    """Of phrases that lie in one another only the likelier stays."""
    kept: list[Filler] = []
    for filler in sorted(fillers, key=lambda f: -f.probability):
        if not any(filler.mention.span.overlaps(k.mention.span) for k in kept):
            kept.append(filler)
    return sorted(kept, key=lambda f: f.mention)


def _find_people(parse: Parse, barred: range) -> set[int]:
    """Heads of phrases that end in a word for people or a body, wherever they stand in the sentence."""
    heads = (w.i for w in parse.words if w.upos == "NOUN" and find_phrase_head(parse, w.i, barred) == w.i)
    return {i for i in heads if find_kinds(parse, i) & AGENTS}


def _without_renamed(parse: Parse, fillers: Sequence[Filler]) -> list[Filler]:
    """Of phrases in apposition ("the mayor, Ana Duarte") only one stays: that with a name, else the first."""
    kept = list(fillers)
    for filler in fillers:
        word = parse.words[filler.mention.head]
        owner = next((f for f in kept if f.mention.start <= word.head < f.mention.end), None)
        if word.relation == "appos" and owner is not None and owner is not filler and filler in kept:
            kept.remove(owner if _has_name(parse, filler) and not _has_name(parse, owner) else filler)
    return kept


def _has_name(parse: Parse, filler: Filler) -> bool:
    return any(parse.words[i].upos == "PROPN" for i in range(filler.mention.start, filler.mention.end))


def _head_scores(parse: Parse, candidate: Candidate, barred: range) -> dict[tuple[str, int], float]:
    """(role, phrase head) to the best probability that the heads give a word of that phrase."""
    scores: dict[tuple[str, int], float] = {}
    for role, word, probability in candidate.act.roles if candidate.act is not None else ():
        key = (role, find_phrase_head(parse, word, barred))
        scores[key] = max(scores.get(key, 0.0), probability)
    return scores


def _slot_places(parse: Parse, candidate: Candidate, slots: Slots) -> Mapping[str, Mapping[int, int]]:
    """Role to the words in its slots, each with the rank of its slot (0 the best)."""
    roles = role_slots(parse, candidate)
    found: dict[str, dict[int, int]] = {}
    for role, names in roles.items():
        for rank, name in enumerate(names):
            for filler in slots.get(name, ()):
                word = find_phrase_head(parse, filler, candidate.words)
                found.setdefault(role, {}).setdefault(word, rank)
    return found


def role_slots(parse: Parse, candidate: Candidate) -> Mapping[str, Sequence[str]]:
    """Role to the slots that hold it, best first."""
    if candidate.trigger is not None:
        return candidate.trigger.entry.roles
    return DEFAULT_ROLES["noun" if parse.words[candidate.head].upos in ("NOUN", "PROPN") else "verb"]


def _features(
    parse: Parse,
    candidate: Candidate,
    slots: Slots,
    role: str,
    word: int,
    scores: Mapping[tuple[str, int], float],
    places: Mapping[str, Mapping[int, int]],
) -> Features:
    features = _score_features(parse, candidate, role, word, scores)
    features |= _slot_features(parse, candidate, slots, role, word, places)
    features |= _word_features(parse, candidate, word)
    features |= _way(parse, word, candidate)
    return features


def _score_features(
    parse: Parse, candidate: Candidate, role: str, word: int, scores: Mapping[tuple[str, int], float]
) -> dict[str, float]:
    """What the heads say of the word, of its rivals for the role, and of the word in the sentence's other acts."""
    own = scores.get((role, word), 0.0)
    rival = max((p for (r, w), p in scores.items() if r == role and w != word), default=0.0)
    others = [p for (r, w), p in scores.items() if w == word and r != role]
    elsewhere = _elsewhere(parse, candidate, role, word)
    return {
        "heads": logit(own),
        "heads agree": float(own >= 0.5),
        "heads best": float(own > rival),
        "heads other role": logit(max(others, default=0.0)),
        "best rival": logit(rival),
        "other act": logit(elsewhere),
        "other act more": float(elsewhere > own),
        "no heads": float(candidate.act is None),
        "heads of its like": logit(max((scores.get((role, i), 0.0) for i in _joined(parse, word)), default=0.0)),
    }


def _joined(parse: Parse, word: int) -> list[int]:
    """The words coordinated with `word`."""
    first = parse.words[word].head if parse.words[word].relation == "conj" else word
    return [w.i for w in parse.words if w.i != word and (w.i == first or (w.head == first and w.relation == "conj"))]


def _elsewhere(parse: Parse, candidate: Candidate, role: str, word: int) -> float:
    acts = (act for act in parse.acts if act.start != candidate.start)
    return max((p for act in acts for r, w, p in act.roles if w == word and r == role), default=0.0)


def _slot_features(
    parse: Parse, candidate: Candidate, slots: Slots, role: str, word: int, places: Mapping[str, Mapping[int, int]]
) -> dict[str, float]:
    rank = places.get(role, {}).get(word)
    features: dict[str, float] = {}
    if rank is not None:
        features["codebook slot" if candidate.trigger is not None else "usual slot"] = 1.0
        features[f"rank {min(rank, 2)}"] = 1.0
    elif candidate.trigger is not None:
        features["codebook elsewhere"] = 1.0
    if any(r < (99 if rank is None else rank) for w, r in places.get(role, {}).items() if w != word):
        features["better slot filled"] = 1.0
    if any(word in filled for other, filled in places.items() if other != role):
        features["slot of other role"] = 1.0
    for name in _SLOTS:
        if word in slots.get(name, ()):
            features[f"in {name}"] = 1.0
            features[f"{candidate.type} in {name}"] = 1.0
    if candidate.trigger is not None and candidate.trigger.entry.reciprocal:
        features["reciprocal"] = 1.0
    return features


def _word_features(parse: Parse, candidate: Candidate, word: int) -> dict[str, float]:
    it = parse.words[word]
    features = {
        f"class {it.upos}": 1.0,
        f"type {candidate.type}": 1.0,
        "distance": min(10, abs(word - candidate.head)) / 10,
        "before": float(word < candidate.start),
    }
    kinds = {n.kind for n in parse.names if n.start <= word < n.end}
    features |= {f"name {kind}": 1.0 for kind in _NAME_KINDS if kind in kinds}
    features |= {f"kind {kind}": 1.0 for kind in find_kinds(parse, word)}
    features["nameless"] = float(not kinds)
    if it.head >= 0 and it.head not in candidate.words and parse.words[it.head].lemma in load_harm_cues().by_lemma:
        features[f"{candidate.type} harmed"] = 1.0
    features["counted"] = float(any(w.head == word and w.dep == "nummod" for w in parse.words))
    features["own"] = float(any(w.head == word and w.dep == "nmod:poss" and w.upos == "PRON" for w in parse.words))
    features["described"] = float(any(w.head == word and w.relation == "appos" for w in parse.words))
    low, high = sorted((word, candidate.head))
    between = sum(low < a.start and a.end <= high and a.probability >= 0.5 for a in parse.acts)
    features[f"acts between {min(between, 2)}"] = 1.0
    return features


def _way(parse: Parse, word: int, candidate: Candidate) -> dict[str, float]:
    """The arcs from the word up to what it shares with the act, and down to the act: their number, first and last."""
    above = _above(parse, candidate.head)
    ups: list[int] = []
    i = word
    while i not in above and i not in candidate.words and parse.words[i].head >= 0 and len(ups) < len(parse.words):
        ups.append(i)
        i = parse.words[i].head
    downs = above[: above.index(i)] if i in above else []
    top = _arc(parse, ups[-1]) if ups else "none"
    return {
        f"as {_arc(parse, word)}": 1.0,
        f"joint {top} {parse.words[downs[-1]].relation if downs else 'act'}": 1.0,
        f"up {min(len(ups), _WAY)} down {min(len(downs), _WAY)}": 1.0,
    }


def _above(parse: Parse, i: int) -> list[int]:
    """The word and its governors, up to the root."""
    found: list[int] = []
    while i >= 0 and i not in found:
        found.append(i)
        i = parse.words[i].head
    return found


def _arc(parse: Parse, i: int) -> str:
    relation = parse.words[i].relation
    if relation not in ("obl", "nmod"):
        return relation
    if parse.words[i].dep == "nmod:poss":
        return "poss"
    case = next((w.lemma for w in parse.words if w.head == i and w.dep == "case"), "")
    return f"{relation}:{case}" if case in _SLOTS else relation


def _explain(parse: Parse, found: RoleWord) -> str:
    word = parse.words[found.word].text
    slot = next((n[3:] for n in found.features if n.startswith("in ")), None)
    where = f"its {slot}" if slot is not None else "near it"
    return f"“{word}” is {where}" if "codebook slot" in found.features else f"“{word}”, as the trained reader sees it"
