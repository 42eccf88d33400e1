"""Captured or arrested: the coding rules decide by who takes whom, which only the resolved parties tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.lexicon.captures import CaptureCues
from reportedly.records import Count, Party, Type

Kind = tuple[Type, str | None]

CAPTURE: Kind = (Type.ASSAULT, "abduct")
ARREST: Kind = (Type.COERCE, "arrest")


def read_capture(
    kind: Kind, lemma: str, actors: Sequence[Party], recipients: Sequence[Party], cues: CaptureCues
) -> Kind:
    """The type and mode of an act of taking hold of people; other acts stay as they are.

    Fighters taken are captured (ASSAULT/abduct), anyone else taken by force of office is arrested (COERCE/arrest).

    Example: "police captured the treasurer" is an arrest, "soldiers captured two rebels" a capture.
    """
    taken = {p.sector for p in recipients if p.sector is not None}
    if kind not in (CAPTURE, ARREST) or lemma not in cues.words or not taken:
        return kind
    if taken <= cues.fighters:
        return CAPTURE
    takers = {p.sector for p in actors if p.sector is not None}
    return ARREST if takers and takers <= cues.office and not taken & cues.fighters else kind


def rename_harm(harm: Mapping[str, Count], told: Kind, now: Kind) -> Mapping[str, Count]:
    """The harm with "abducted" for "detained", or the reverse, where a capture has become an arrest or the reverse."""
    names = {CAPTURE: "abducted", ARREST: "detained"}
    if told == now or told not in names or now not in names:
        return harm
    return {names[now] if kind == names[told] else kind: count for kind, count in harm.items()}
