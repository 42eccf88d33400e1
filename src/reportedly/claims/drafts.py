"""The nouns of this floor: a claim before its mentions are looked up in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.claims.candidates import Candidate
from reportedly.claims.roles import Filler
from reportedly.claims.scoring import Scorers
from reportedly.claims.settings import Setting
from reportedly.claims.speakers import SpeakerMention
from reportedly.lexicon.codebook import Codebook
from reportedly.lexicon.cues import Cues
from reportedly.lexicon.harm import HarmCues, InstrumentCues, Numbers, TargetCues
from reportedly.records import Count, Reason, Span, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """What one sentence claims, with mentions in place of parties, places and times.

    `sentence` is the position in `Document.parses`. `probability` is the act scorer's.
    """

    sentence: int
    candidate: Candidate
    trigger: Span
    quote: Span
    probability: float
    mode: str | None
    status: Status
    actors: tuple[Filler, ...] = ()
    recipients: tuple[Filler, ...] = ()
    places: tuple[Setting, ...] = ()
    times: tuple[Setting, ...] = ()
    speakers: tuple[SpeakerMention, ...] = ()
    harm: Mapping[str, Count] | None = None
    targets: tuple[str, ...] = ()
    instrument: Span | None = None
    hedge: Span | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Tools:
    """What this floor works with, loaded once."""

    codebook: Codebook
    scorers: Scorers
    cues: Cues
    numbers: Numbers
    harm: HarmCues
    targets: TargetCues
    instruments: InstrumentCues
