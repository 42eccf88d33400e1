"""How a claim uses a mention: in which role of which act, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import Mention, Type

FORCE = frozenset({Type.ASSAULT, Type.COERCE, Type.MOBILIZE})
"""Acts that are done by force of office or arms."""
WORDS = frozenset({Type.REQUEST, Type.ACCUSE, Type.REJECT, Type.THREATEN, Type.SUPPORT, Type.AGREE, Type.CONCEDE})
"""Acts that are done by speaking."""


@dataclass(frozen=True, slots=True)
class Use:
    """`role` is "actor" or "recipient" of an act of `type`; `speakers` are those on whose word the claim stands."""

    role: str
    type: Type
    speakers: tuple[Mention, ...] = ()
