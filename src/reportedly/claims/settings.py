"""Where and when an act took place: which of a sentence's places and times belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.claims.candidates import Candidate
from reportedly.claims.scoring import Features, Scorer, logit
from reportedly.records import Mention, Parse

_PREPOSITIONS = ("in", "at", "near", "on", "from", "to", "of", "into", "since", "during", "against", "for", "by")
_STEPS = 4
"""Arcs on the way from a place or time up to the act; longer ways are counted alike."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A place or time of a sentence with its probability of being the act's."""

    mention: Mention
    probability: float


def find_settings(
    parse: Parse,
    candidate: Candidate,
    mentions: Sequence[Mention],
    role: str,
    scorer: Scorer,
    acts: Sequence[Candidate],
) -> tuple[Setting, ...]:
    """The mentions that belong to the act, likeliest first.

    `role` is "place" or "time", `acts` all acts of the sentence.
    """
    scored = [Setting(m, scorer.score(setting_features(parse, candidate, m, role, acts))) for m in mentions]
    return tuple(sorted((s for s in scored if s.probability >= scorer.threshold), key=lambda s: -s.probability))


def setting_features(
    parse: Parse, candidate: Candidate, mention: Mention, role: str, acts: Iterable[Candidate]
) -> Features:
    """What speaks for a place or time: the heads, the way up the tree, the preposition, and other acts near by."""
    words = range(mention.start, mention.end)
    tied = _tied(candidate, role, words)
    rival = max((_tied(a, role, words) for a in acts if a.start != candidate.start), default=0.0)
    features = {
        "heads": logit(tied),
        "rival act": logit(rival),
        "tied more than rival": float(tied > rival),
        "distance": min(20, _distance(candidate, mention)) / 20,
        "before": float(mention.end <= candidate.start),
        "opens the sentence": float(mention.start <= 2),
    }
    steps = _way_up(parse, mention.head, candidate)
    features["no way up" if steps is None else f"way up {min(steps, _STEPS)}"] = 1.0
    shared = _shared_height(parse, mention.head, candidate.head)
    features[f"act below {min(shared, 3)}"] = 1.0
    case = next((w.lemma for w in parse.words if w.head == mention.head and w.dep == "case"), "none")
    features[f"after {case}" if case in (*_PREPOSITIONS, "none") else "after other"] = 1.0
    relation = parse.words[mention.head].relation
    features[f"as {relation}"] = 1.0
    nearest = min((_distance(a, mention) for a in acts), default=0)
    features["nameless"] = float(role == "place" and parse.words[mention.head].upos == "NOUN")
    features["nearest act"] = float(_distance(candidate, mention) <= nearest)
    features["overlaps"] = float(mention.start < candidate.end and candidate.start < mention.end)
    return features


def _tied(candidate: Candidate, role: str, words: range) -> float:
    if candidate.act is None:
        return 0.0
    return max((p for r, w, p in candidate.act.roles if r == role and w in words), default=0.0)


def _distance(candidate: Candidate, mention: Mention) -> int:
    return max(0, candidate.start - mention.end, mention.start - candidate.end)


def _way_up(parse: Parse, start: int, candidate: Candidate) -> int | None:
    """Arcs from word `start` up to the act's words, None where the way passes by them."""
    i = start
    for steps in range(len(parse.words)):
        if i in candidate.words:
            return steps
        i = parse.words[i].head
        if i < 0:
            return None
    return None


def _shared_height(parse: Parse, mention: int, act: int) -> int:
    """Arcs from the act up to the first word that the mention also hangs on."""
    above = set()
    i = mention
    while i >= 0 and i not in above:
        above.add(i)
        i = parse.words[i].head
    i, steps = act, 0
    while i >= 0 and i not in above and steps < len(parse.words):
        i, steps = parse.words[i].head, steps + 1
    return steps
