"""Which of the phrases that may fill a role are parties there, and as what: role and act weighed with what they are.

A phrase that resolves to nobody fills no role. The rest is weighed by a small scorer: how sure the reader is that the
phrase fills the role, how sure the resolution is, and how often parties of that sector do such an act.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.lexicon.actors import ActorCatalogue
from reportedly.records import SUPRANATIONAL, Mention, Parse, Party, Type
from reportedly.resolve.parties import PartyResolver
from reportedly.resolve.uses import FORCE, Use

_VICTIM_OF = frozenset({Type.ASSAULT, Type.COERCE})


@dataclass(frozen=True, slots=True)
class Role:
    """A phrase that may fill a role, and the probability that it does."""

    mention: Mention
    probability: float


def cast_parties(roles: Sequence[Role], use: Use, resolver: PartyResolver) -> tuple[Party, ...]:
    """The parties among `roles`, in order of the text, each once."""
    found: dict[tuple[object, ...], Party] = {}
    for role in roles:
        for party in resolver.resolve(role.mention, use):
            told = _as_victim(party, role.mention, use, resolver)
            told = _as_attacker(told, use, resolver.catalogue)
            if is_somebody(told) and not _is_nobody(role.mention, resolver):
                found.setdefault((told.mention.lower(), told.country, told.sector), told)
    return tuple(found.values())


def is_somebody(party: Party) -> bool:
    """Whether a party was resolved: a sector, or a body that belongs to no state."""
    return party.sector is not None or party.country in SUPRANATIONAL


def _is_nobody(mention: Mention, resolver: PartyResolver) -> bool:
    words = " ".join(w.key for w in resolver.words_of(mention.span))
    return words in resolver.catalogue.words["nobody"] or words.startswith("no ")


def _as_victim(party: Party, mention: Mention, use: Use, resolver: PartyResolver) -> Party:
    """People of whom nothing else is said are civilians where an act is done to them."""
    if (
        use.role != "recipient"
        or use.type not in _VICTIM_OF
        or party.sector is not None
        or party.country in SUPRANATIONAL
    ):
        return party
    if not _are_people(mention, resolver):
        return party
    return replace(party, sector="CVL", score=max(party.score, 0.3), reason=f"{party.reason}; a victim not described")


def _are_people(mention: Mention, resolver: PartyResolver) -> bool:
    """Whether a phrase counts people or names a person, and no thing."""
    keys = [w.key for w in resolver.words_of(mention.span)]
    counts = resolver.catalogue.words["counts"]
    if keys and (keys[0] in counts or keys[0].replace(",", "").isdigit()) and (len(keys) == 1 or "of" in keys[1:2]):
        return len(keys) < 3 or keys[-1] in ("them", "whom", "those")
    parse: Parse | None = resolver.parse_at(mention.sentence)
    if parse is None:
        return False
    return any(n.kind == "PER" and n.start <= mention.head < n.end for n in parse.names)


def _as_attacker(party: Party, use: Use, catalogue: ActorCatalogue) -> Party:
    """People who use force and of whom nothing else is said are armed people not identified."""
    if use.role != "actor" or use.type is not Type.ASSAULT or party.sector != "CVL" or party.score > 0.5:
        return party
    return replace(party, sector="UAF", reason=f"{party.reason}; uses force")
