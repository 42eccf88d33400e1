"""Which words fill an act's roles: the trained heads' scores and the codebook's slots, weighed by a small scorer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.claims.candidates import Candidate
from reportedly.claims.phrases import find_phrase, find_phrase_head
from reportedly.claims.scoring import Features, Scorer, logit
from reportedly.claims.slots import Slots
from reportedly.lexicon.codebook import DEFAULT_ROLES
from reportedly.records import Mention, Parse

PARTY_ROLES = ("actor", "recipient")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_NAME_KINDS = ("PER", "ORG", "LOC", "NAT")


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

    Considered are the words that the heads tie to the act, and those in the slots where the codebook (or, where it is
    silent, the word class of the trigger) puts the role.
    """
    barred = candidate.words
    scores = _head_scores(parse, candidate, barred)
    places = _slot_places(parse, candidate, slots)
    words = {w for (r, w) in scores if r == role} | set(places.get(role, {}))
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
    return tuple(_without_nested(fillers))


def _without_nested(fillers: Iterable[Filler]) -> list[Filler]:
    """Of phrases that lie in one another only the likelier stays."""
    kept: list[Filler] = []
    for filler in sorted(fillers, key=lambda f: -f.probability):
        if not any(filler.mention.span.overlaps(k.mention.span) for k in kept):
            kept.append(filler)
    return sorted(kept, key=lambda f: f.mention)


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
            for word in slots.get(name, ()):
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
    it = parse.words[word]
    rank = places.get(role, {}).get(word)
    others = [p for (r, w), p in scores.items() if w == word and r != role]
    features = {
        "heads": logit(scores.get((role, word), 0.0)),
        "heads other role": logit(max(others, default=0.0)),
        "distance": min(10, abs(word - candidate.head)) / 10,
        "best rival": logit(max((p for (r, w), p in scores.items() if r == role and w != word), default=0.0)),
    }
    if rank is not None:
        features["codebook slot" if candidate.trigger is not None else "usual slot"] = 1.0
        features[f"rank {min(rank, 2)}"] = 1.0
    if any(word in filled for other, filled in places.items() if other != role):
        features["slot of other role"] = 1.0
    for name in ("subject", "object", "by", "possessive", "compound", "amod", "of", "clause"):
        if word in slots.get(name, ()):
            features[f"in {name}"] = 1.0
    features[f"class {it.upos}"] = 1.0
    kinds = {n.kind for n in parse.names if n.start <= word < n.end}
    for kind in _NAME_KINDS:
        if kind in kinds:
            features[f"name {kind}"] = 1.0
    if candidate.trigger is not None and candidate.trigger.entry.reciprocal:
        features["reciprocal"] = 1.0
    return features


def _explain(parse: Parse, found: RoleWord) -> str:
    word = parse.words[found.word].text
    slot = next((n[3:] for n in found.features if n.startswith("in ")), None)
    where = f"its {slot}" if slot is not None else "near it"
    return f"“{word}” is {where}" if "codebook slot" in found.features else f"“{word}”, as the trained reader sees it"
