"""What surrounds a mention and changes what its words say: whose side, which forces, which country."""

from __future__ import annotations

from dataclasses import replace

from reportedly.records import Mention
from reportedly.resolve.context import Surroundings
from reportedly.resolve.descriptions import Description
from reportedly.resolve.forces import acts_by_force, is_followed_by_force
from reportedly.resolve.phrases import Phrase
from reportedly.resolve.room import Room


def stands_for_several(said: Description, phrase: Phrase) -> bool:
    joined = " ".join(w.key for w in phrase.words)
    return " and " in joined and said.actor is None


def find_country(said: Description, mention: Mention, room: Room) -> tuple[str | None, float]:
    """The country of a description and its share of the evidence (1 where the words name it)."""
    if said.actor is not None and not said.bare_state:
        return said.actor.country, 1.0
    if said.nowhere and not said.countries:
        roams = said.sector == "REB" and any(e.country == "IMG" for e in room.around.evidence)
        return "IMG" if roams else None, 0.5
    if said.countries:
        return said.countries[-1] if not said.bare_state else said.countries[0], 1.0
    ranked = room.around.countries(mention.span.start, said.sector)
    states = room.catalogue.offices.get(said.by.strip(chr(34)), ())
    holders = [r for state in states for r in ranked if r[0] == state]
    if holders:
        return holders[0][0], max(0.5, holders[0][1])
    if not ranked or ranked[0][1] < room.catalogue.weights.floor:
        return None, 0.0
    return ranked[0]


def as_armed_group(said: Description, room: Room, mention: Mention) -> Description:
    """ "Serb guns" where the article tells of "Bosnian Serb forces": that armed group, not the state of that name."""
    actor = said.actor
    if said.sector not in ("GOV", "MIL", "CVL", None) or len(said.countries) != 1 or (actor and actor.kind != "people"):
        return said
    words = {w.key.rstrip("s") for w in room.around.words[slice(*room.around.range_of(mention.span))]}
    for c in room.candidates:
        group = c.description.actor
        if group is None or group.kind != "group" or c.description.sector not in ("REB", "PRM"):
            continue
        named = {w.rstrip("s") for w in c.text.lower().split()} & words & room.catalogue.words["nations"]
        if named:
            return replace(c.description, strength=0.6, by=f'"{c.text}" before')
    return said


def as_forces(said: Description, room: Room, where: tuple[int, int], mention: Mention) -> Description:
    """A bare country is its armed forces where it acts by force, else its government."""
    if not said.bare_state or said.actor is None or said.actor.kind == "region":
        return said
    parse = room.parses[mention.sentence] if mention.sentence < len(room.parses) else None
    fought = acts_by_force(parse, mention, room.catalogue) if parse is not None else None
    if fought is None:
        fought = is_followed_by_force(room.around, room.catalogue, where[1])
    return replace(said, sector="MIL", by=f"{said.by}, by force of arms") if fought else said


def as_terrorists(said: Description, phrase: Phrase, mention: Mention, room: Room) -> Description:
    """ "Terrorists" are the rebels where a rebel group is in play nearby, armed people not identified where none is."""
    if said.actor is not None or said.sector != "REB" or said.by not in ('"terrorist"', '"terrorists"'):
        return said
    named = any(e.sector == "REB" and e.at <= mention.span.start + 600 for e in room.around.evidence)
    return said if named else replace(said, sector="UAF")


def in_company(said: Description, mention: Mention, room: Room) -> Description:
    """Officers, commanders, fighters take the sector of the party of a fitting kind named last before them."""
    fitting = room.catalogue.words.get(f"company.{said.by.strip(chr(34))}")
    if fitting is None or said.actor is not None:
        return said
    before = [
        c for c in room.candidates if mention.span.start - 700 < c.span.start and c.span.end <= mention.span.start
    ]
    for c in reversed(before):
        firm = c.description.strength > 0.5
        if firm and c.description.sector in fitting:
            return replace(said, sector=c.description.sector, by=f'{said.by} after "{c.text}"')
    return said


def in_flight(said: Description, room: Room, where: tuple[int, int]) -> Description:
    """People who flee or are driven out are refugees."""
    if said.sector != "CVL" or said.actor is not None:
        return said
    words, catalogue = room.around.words, room.catalogue
    before = {w.key for w in words[max(0, where[0] - 3) : where[0]]}
    after = {w.key for w in words[where[1] : where[1] + 2]}
    moved = before & catalogue.words["flight.before"] or after & catalogue.words["flight.after"]
    return replace(said, sector="REF", by=f"{said.by} in flight") if moved else said


def as_followers(said: Description, mention: Mention, room: Room) -> Description:
    """ "His men": of the side of the armed party named last within 500 characters."""
    for c in reversed(room.candidates):
        if mention.span.start - 500 < c.span.start and c.span.end <= mention.span.start:
            armed = c.description.sector in ("REB", "CRM", "PRM", "MIL")
            if armed and c.description.strength > 0.5:
                countries = c.description.countries or said.countries
                return replace(said, sector=c.description.sector, countries=countries, by=f'{said.by} of "{c.text}"')
    return said


def as_unknown(said: Description, phrase: Phrase, around: Surroundings, where: tuple[int, int]) -> Description:
    """A name that nothing tells of: a person with no office is a civilian, weakly; anything else stays unknown."""
    keys = [w for w in phrase.words if w.raw[0].isupper()]
    common = any(
        w.key in phrase.lexis["not_names"] or w.key.endswith(("tions", "ments", "ings", "ities")) for w in phrase.words
    )
    if not common and 2 <= len(keys) == len(phrase.words) <= 5 and all(w.key.isalpha() for w in keys):
        if _prosecuted(around, where):
            return replace(said, sector="CRM", strength=0.35, by="a person charged, in a text on criminals")
        return replace(said, sector="CVL", strength=0.35, by="a person of whom no office is told")
    return said


def _prosecuted(around: Surroundings, where: tuple[int, int]) -> bool:
    """Whether a name stands near words of prosecution wherever it stands, in a text that names criminals."""
    criminals = any(a.agent.sector == "CRM" for a in around.phrase.agents) or any(
        e.sector == "CRM" for e in around.evidence
    )
    if not criminals:
        return False
    last = around.words[where[1] - 1].key
    places = [i for i, w in enumerate(around.words) if w.key == last]
    return any(
        w.key in around.phrase.lexis["prosecuted"] for i in places for w in around.words[max(0, i - 12) : i + 12]
    )
