"""What the resolution of one article's parties needs at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.lexicon.actors import ActorCatalogue
from reportedly.records import Parse
from reportedly.resolve.candidates import Candidate
from reportedly.resolve.context import Surroundings
from reportedly.resolve.coreference import Coreference
from reportedly.resolve.standings import Trees
from reportedly.resolve.voices import Voices


@dataclass(frozen=True, slots=True)
class Room:
    """What one article's resolution needs at hand."""

    around: Surroundings
    catalogue: ActorCatalogue
    candidates: Sequence[Candidate]
    trees: Trees
    coreference: Coreference
    voices: Voices

    @property
    def parses(self) -> Sequence[Parse]:
        return self.trees.parses
