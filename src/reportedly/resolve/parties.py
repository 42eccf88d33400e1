"""Parties: mentions to the catalogue's country, sector and entry, each with a score and its reason.

The mention's own words come first, then what the article says of the same name, then its antecedent, and last the
countries in play around it. A field stays None where the evidence is under its threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.lexicon.actors import ActorCatalogue
from reportedly.records import Document, Mention, Parse, Party
from reportedly.resolve.context import Surroundings, survey
from reportedly.resolve.coreference import Antecedent, Candidate, find_candidates, resolve_anaphor
from reportedly.resolve.descriptions import NOTHING, Description, describe
from reportedly.resolve.forces import acts_by_force, is_followed_by_force
from reportedly.resolve.introductions import describe_name
from reportedly.resolve.phrases import Phrase, read_phrase


@dataclass(frozen=True, slots=True)
class _Room:
    """What one article's resolution needs at hand."""

    around: Surroundings
    catalogue: ActorCatalogue
    candidates: Sequence[Candidate]
    parses: Sequence[Parse]


def resolve_parties(
    document: Document,
    mentions: Sequence[Mention],
    catalogue: ActorCatalogue,
) -> dict[Mention, tuple[Party, ...]]:
    """The parties that `mentions` stand for; several where a pronoun or "the two countries" stands for several."""
    around = survey(document.article, catalogue)
    room = _Room(around, catalogue, find_candidates(around, catalogue), document.parses)
    found: dict[Mention, tuple[Party, ...]] = {}
    for mention in mentions:
        if mention not in found:
            found[mention] = _resolve(mention, room)
    return found


def _resolve(mention: Mention, room: _Room) -> tuple[Party, ...]:
    around, catalogue = room.around, room.catalogue
    text = mention.span.of(around.article.text)
    low, high = around.range_of(mention.span)
    words = around.words[low:high]
    if not words:
        return (Party(text, mention.span, reason="no words"),)
    near = tuple(c for c, _ in around.countries(mention.span.start))
    phrase = read_phrase(words, around.article.text, around.case, catalogue)
    kind = _anaphor_kind(phrase, catalogue)
    if kind is None and _is_last_word(phrase):
        kind = "last word"
    if kind is not None:
        parties = _from_antecedents(mention, text, phrase, kind, room)
        if parties:
            return parties
    said = describe(phrase, catalogue, year=around.year, near=near)
    if said.person:
        told = describe_name(words, around, catalogue, near)
        if told.sector in ("SPY", "COP", "REB", "ELI") or (told.sector is not None and told.actor is not None):
            said = replace(told, by=f"told elsewhere: {told.by}")
    if said.empty or (said.sector is None and said.actor is None and not said.nowhere and not said.countries):
        told = describe_name(words, around, catalogue, near) if _maybe_name(phrase, around) else NOTHING
        if not told.empty:
            said = replace(
                told,
                strength=0.8 * told.strength,
                by=f"told elsewhere: {told.by}",
                countries=said.countries or told.countries,
            )
    return _parties_of(mention, text, said, phrase, room, (low, high))


def _anaphor_kind(phrase: Phrase, catalogue: ActorCatalogue) -> str | None:
    """The class of a pronoun or bare back-reference, None where the mention says something of its own."""
    keys = [w.key for w in phrase.words]
    if len(keys) == 1:
        for name, words in catalogue.words.items():
            if name.startswith("pronouns.") and keys[0] in words and not _written_as_name(phrase):
                return name.partition(".")[2]
    bare = [k for k in keys if k not in ("the", "this", "that", "its", "their", "same")]
    joined = " ".join(bare)
    if joined in catalogue.words["two_states"]:
        return "both"
    pointed = len(bare) < len(keys)
    return "anaphor" if pointed and joined in catalogue.words["bare_groups"] else None


def _is_last_word(phrase: Phrase) -> bool:
    """ "the Mission": one bare word that may be the end of a name told in full before."""
    keys = [w.key for w in phrase.words]
    return len(keys) == 2 and keys[0] in ("the", "this", "that") and keys[1] in phrase.lexis["by_last_word"]


def _written_as_name(phrase: Phrase) -> bool:
    """ "U.S.", "US" in mixed case, not the pronoun."""
    raw = phrase.words[0].raw
    return "." in raw or (phrase.case == "mixed" and raw.isupper() and len(raw) > 1)


def _from_antecedents(mention: Mention, text: str, phrase: Phrase, kind: str, room: _Room) -> tuple[Party, ...]:
    key = phrase.words[-1].key
    found = resolve_anaphor(key, kind, mention.span, room.candidates, room.around)
    return tuple(_party_of_antecedent(mention, a, room) for a in found)


def _party_of_antecedent(mention: Mention, antecedent: Antecedent, room: _Room) -> Party:
    said = antecedent.description
    country, share = _country(said, mention, room)
    actor = said.actor
    return Party(
        antecedent.text, mention.span, country, said.sector, actor.id if actor is not None else None,
        round(antecedent.score * min(1.0, 0.5 + share), 3), antecedent.reason,
    )  # fmt: skip


def _maybe_name(phrase: Phrase, around: Surroundings) -> bool:
    return any(w.raw[0].isupper() for w in phrase.words) or around.case == "lower"


def _parties_of(
    mention: Mention,
    text: str,
    said: Description,
    phrase: Phrase,
    room: _Room,
    where: tuple[int, int],
) -> tuple[Party, ...]:
    said = _state_or_forces(said, room, where, mention)
    said = _enemy(said, phrase, room)
    said = _terrorists(said, phrase, mention, room)
    said = _in_company(said, mention, room)
    said = _in_flight(said, room, where)
    said = _possessed(said, phrase, mention, room)
    if said.empty or (said.sector is None and said.actor is None and not said.bare_state):
        said = _unknown(said, phrase, room.around, where)
    actor_id = said.actor.id.partition(":people")[0].partition(":seat")[0] if said.actor is not None else None
    if len(said.countries) > 1 and said.strength > 0 and _several(said, phrase):
        return tuple(
            Party(text, mention.span, c, said.sector, None, round(0.8 * said.strength, 3), f"{said.by} of {c}")
            for c in said.countries
        )
    country, share = _country(said, mention, room)
    score = round(max(said.strength, 0.2) * min(1.0, 0.4 + share), 3)
    reason = said.by + ("" if said.countries or country is None else f"; {country} in play")
    return (Party(text, mention.span, country, said.sector, actor_id, score, reason),)


def _several(said: Description, phrase: Phrase) -> bool:
    joined = " ".join(w.key for w in phrase.words)
    return " and " in joined and said.actor is None


def _country(said: Description, mention: Mention, room: _Room) -> tuple[str | None, float]:
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


def _state_or_forces(said: Description, room: _Room, where: tuple[int, int], mention: Mention) -> Description:
    """A bare country is its armed forces where it acts by force, else its government."""
    if not said.bare_state or said.actor is None or said.actor.kind == "region":
        return said
    parse = room.parses[mention.sentence] if mention.sentence < len(room.parses) else None
    fought = acts_by_force(parse, mention, room.catalogue) if parse is not None else None
    if fought is None:
        fought = is_followed_by_force(room.around, room.catalogue, where[1])
    return replace(said, sector="MIL", by=f"{said.by}, by force of arms") if fought else said


def _enemy(said: Description, phrase: Phrase, room: _Room) -> Description:
    """The enemy: the armed forces where rebels speak, the rebels where the state does."""
    keys = {w.key for w in phrase.words}
    if not keys & room.catalogue.words["enemy"] or said.actor is not None:
        return said
    rebels = sum(1 for e in room.around.evidence if e.sector == "REB" and e.at < 600)
    return replace(said, sector="MIL" if rebels else "REB", strength=0.4, by="the enemy of whoever speaks")


def _terrorists(said: Description, phrase: Phrase, mention: Mention, room: _Room) -> Description:
    """ "Terrorists" are the rebels where a rebel group is in play nearby, armed people not identified where none is."""
    if said.actor is not None or said.sector != "REB" or said.by not in ('"terrorist"', '"terrorists"'):
        return said
    named = any(e.sector == "REB" and e.at <= mention.span.start + 600 for e in room.around.evidence)
    return said if named else replace(said, sector="UAF")


def _in_company(said: Description, mention: Mention, room: _Room) -> Description:
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


def _in_flight(said: Description, room: _Room, where: tuple[int, int]) -> Description:
    """People who flee or are driven out are refugees."""
    if said.sector != "CVL" or said.actor is not None:
        return said
    words, catalogue = room.around.words, room.catalogue
    before = {w.key for w in words[max(0, where[0] - 3) : where[0]]}
    after = {w.key for w in words[where[1] : where[1] + 2]}
    moved = before & catalogue.words["flight.before"] or after & catalogue.words["flight.after"]
    return replace(said, sector="REF", by=f"{said.by} in flight") if moved else said


_HOUSEHOLD = ("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "OPP", "REB", "PTY", None)


def _possessed(said: Description, phrase: Phrase, mention: Mention, room: _Room) -> Description:
    """ "Its foreign minister", "his men": the country of whoever "its" stands for, and the side of weak words."""
    first = phrase.words[0].key
    kind = {"its": "thing", "his": "male", "her": "female", "their": "plural"}.get(first)
    if kind is None or said.countries or said.actor is not None or said.nowhere:
        return said
    if phrase.words[-1].key in room.catalogue.words["followers"]:
        return _followers(said, mention, room)
    if said.sector not in _HOUSEHOLD:
        return said
    found = resolve_anaphor(first, kind, mention.span, room.candidates, room.around)
    if not found or not found[0].description.countries:
        return said
    owner = found[0]
    return replace(said, countries=owner.description.countries[:1], by=f'{said.by} of "{owner.text}"')


def _followers(said: Description, mention: Mention, room: _Room) -> Description:
    """ "His men": of the side of the armed party named last within 500 characters."""
    for c in reversed(room.candidates):
        if mention.span.start - 500 < c.span.start and c.span.end <= mention.span.start:
            armed = c.description.sector in ("REB", "CRM", "PRM", "MIL")
            if armed and c.description.strength > 0.5:
                countries = c.description.countries or said.countries
                return replace(said, sector=c.description.sector, countries=countries, by=f'{said.by} of "{c.text}"')
    return said


def _unknown(said: Description, phrase: Phrase, around: Surroundings, where: tuple[int, int]) -> Description:
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
