"""On whose word an act is told: the rules' chain of speakers and the trained heads' speakers, weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.claims.candidates import Candidate
from reportedly.claims.phrases import find_phrase, find_phrase_head
from reportedly.claims.scoring import Features, Scorer, logit
from reportedly.claims.speakers import SpeakerMention
from reportedly.records import Mention, Parse, Type

SPEECH_ACTS = frozenset({Type.REQUEST, Type.ACCUSE, Type.REJECT, Type.THREATEN, Type.SUPPORT, Type.AGREE, Type.CONCEDE})
"""Acts that are done by speaking: their actor is no speaker of theirs."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
LEAST_SEEN = 0.2
"""Words that the heads tie to an act as its speaker with less probability are not considered."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A speaker that may stand behind an act, with what speaks for it."""

    speaker: SpeakerMention
    features: Features


def find_tellings(
    parse: Parse, sentence: int, candidate: Candidate, chain: Sequence[SpeakerMention], actors: Sequence[Mention]
) -> list[Telling]:
    """The rules' chain in its order, nearest first, then speakers that only the heads see, nearest first."""
    seen = _seen_by_heads(parse, candidate)
    told = [
        Telling(s, _features(parse, sentence, candidate, s.mention, seen, actors, rank)) for rank, s in enumerate(chain)
    ]
    missed = [head for head in seen if not any(_holds(s.mention, sentence, head) for s in chain)]
    for head in sorted(missed, key=lambda h: abs(h - candidate.head)):
        mention = find_phrase(parse, sentence, head, candidate.words)
        speaker = SpeakerMention(mention, parse.words[head].span, "the trained reader takes it for the speaker")
        told.append(Telling(speaker, _features(parse, sentence, candidate, mention, seen, actors, None)))
    return told


def choose_speakers(tellings: Sequence[Telling], scorer: Scorer) -> tuple[SpeakerMention, ...]:
    """Those that are likely enough, in the order given."""
    return tuple(t.speaker for t in tellings if scorer.score(t.features) >= scorer.threshold)


def _seen_by_heads(parse: Parse, candidate: Candidate) -> dict[int, float]:
    """Phrase head to the heads' probability that it is the act's speaker."""
    seen: dict[int, float] = {}
    for role, word, probability in candidate.act.roles if candidate.act is not None else ():
        if role == "speaker" and probability >= LEAST_SEEN and word not in candidate.words:
            head = find_phrase_head(parse, word, candidate.words)
            if parse.words[head].upos in _NOMINAL:
                seen[head] = max(seen.get(head, 0.0), probability)
    return seen


def _holds(mention: Mention, sentence: int, head: int) -> bool:
    return mention.sentence == sentence and mention.start <= head < mention.end


def _features(
    parse: Parse,
    sentence: int,
    candidate: Candidate,
    mention: Mention,
    seen: dict[int, float],
    actors: Sequence[Mention],
    rank: int | None,
) -> Features:
    here = max((p for head, p in seen.items() if _holds(mention, sentence, head)), default=0.0)
    is_actor = any(mention.span.overlaps(actor.span) for actor in actors)
    features = {
        "heads": logit(here),
        "rules": float(rank is not None),
        "rules only": float(rank is not None and here == 0.0),
        "elsewhere": float(mention.sentence != sentence),
        "first": float(rank == 0),
        "actor": float(is_actor),
        "actor of a speech act": float(is_actor and candidate.type in SPEECH_ACTS),
        "speech act": float(candidate.type in SPEECH_ACTS),
        "best seen": logit(max(seen.values(), default=0.0)),
    }
    if mention.sentence == sentence:
        features[f"class {parse.words[mention.head].upos}"] = 1.0
    return features
