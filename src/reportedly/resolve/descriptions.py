"""What the words of a mention say by themselves: a name of the catalogue, a kind of people, a country.

A mention is read as a noun phrase: its core (up to the first "of", "from", "who" ...) says what it is, its complement
tells whose or where. Nothing here looks outside the given words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportedly.lexicon.actors import Actor, ActorCatalogue, AgentHit, NameHit
from reportedly.records import SUPRANATIONAL
from reportedly.resolve.phrases import GEO, Phrase, choose_actor, name_like

_CIVIL = frozenset(("CVL", "REF", "MED", "EDU", "REL", "JRN", "LEG", "LAB", "AGR", "BUS", "JUD", "COP"))
_OF_GOVERNMENT = {"GOV": _CIVIL | {"MIL", "SPY", "OPP"}, "PTY": _CIVIL, "JRN": _CIVIL}
"""By the sector of a name, the sectors of words after it that take over: "Assad's forces", "Labour lawmakers"."""
_KEEPS = ("UNO", "NGO", "IGO", "EUR")
_OFFICES = frozenset(("GOV", "LEG", "JUD", "MIL", "SPY", "COP"))


@dataclass(frozen=True, slots=True)
class Description:
    """What words say of a party. Empty (`sector`, `countries`, `actor` all void) where they say nothing.

    `countries` are those that the words name, in order. `strength` (0 to 1) says how plainly the sector is said.
    `bare_state` is True for a country with no other word: its government or its forces.
    """

    sector: str | None = None
    countries: tuple[str, ...] = ()
    actor: Actor | None = None
    strength: float = 0.0
    bare_state: bool = False
    nowhere: bool = False
    """The words say that no one state is meant."""
    person: bool = False
    """A rank or title stands before a personal name."""
    by: str = ""

    @property
    def empty(self) -> bool:
        return self.sector is None and not self.countries and self.actor is None


NOTHING = Description()


def describe(
    phrase: Phrase, catalogue: ActorCatalogue, *, year: int | None = None, near: Sequence[str] = (), start: int = 0
) -> Description:
    """What `phrase` says from word `start` on; `near` are the countries in play, nearest first, for namesakes."""
    n = len(phrase.words)
    start = _skip(phrase, start)
    if start >= n:
        return NOTHING
    end = _core_end(phrase, catalogue, start)
    core = _describe_core(phrase, catalogue, start, end, year, near)
    if end >= n:
        return core
    genitive = (
        phrase.words[end].key in catalogue.words["genitive"] or phrase.words[end].key in catalogue.words["named_as"]
    )
    rest = describe(phrase, catalogue, year=year, near=near, start=end + 1)
    if core.empty and not core.nowhere:
        return rest if genitive or not rest.empty else core
    linked = phrase.words[end].key in ("linked", "connected", "belonging", "loyal") or _in_service(phrase, end)
    if linked and core.actor is None and rest.sector is not None and not rest.bare_state:
        return replace(rest, by=f"{core.by} of {rest.by}")
    if _transparent(phrase, start, end) and genitive and core.actor is None:
        said = _handed_on(core, rest)
        return replace(said, countries=_joined_states(phrase, end, said.countries)) if rest.bare_state else said
    if core.actor is not None and core.actor.name.startswith("coalition") and genitive and rest.sector is not None:
        return rest
    if not core.countries and genitive:
        return replace(core, countries=_place_countries(rest))
    return core


def _joined_states(phrase: Phrase, start: int, countries: tuple[str, ...]) -> tuple[str, ...]:
    """All of "of Venezuela and France"."""
    states = [n for n in phrase.names if n.start > start and n.names[0].actor.kind == "state"]
    joined = all("and" in (w.key for w in phrase.words[a.end : b.start]) for a, b in pairwise(states))
    found = tuple(dict.fromkeys(c for n in states if (c := n.names[0].actor.country) is not None))
    return found if joined and len(found) > 1 else countries


def _in_service(phrase: Phrase, end: int) -> bool:
    """Whether "in the service of", "who are connected to" or the like follows."""
    ahead = [w.key for w in phrase.words[end : end + 4]]
    return "service" in ahead or "connected" in ahead or "linked" in ahead


def _handed_on(core: Description, rest: Description) -> Description:
    """The description of "leader of X", "members of X": what X is, else what the core says."""
    if rest.empty or (core.nowhere and core.sector is None):
        return core
    if rest.actor is not None and not rest.bare_state:
        by = f"{core.by} of {rest.by}"
        return replace(rest, sector="MIL" if core.sector == "MIL" and rest.sector == "GOV" else rest.sector, by=by)
    if rest.bare_state or rest.sector is None:
        return replace(core, countries=core.countries or rest.countries, nowhere=core.nowhere or rest.nowhere)
    by = f"{core.by} of {rest.by}"
    if core.sector == "MIL" and rest.sector == "GOV":
        return replace(rest, sector="MIL", by=by)
    return replace(rest, countries=rest.countries or core.countries, by=by)


def _place_countries(rest: Description) -> tuple[str, ...]:
    if rest.actor is not None and rest.actor.kind not in GEO and rest.actor.sector in ("REB", "CRM", "PRM"):
        return ()
    return tuple(c for c in rest.countries if len(c) == 3 and c not in (*_KEEPS, "IMG", "MNC", "ISM"))


def _skip(phrase: Phrase, start: int) -> int:
    taken = {i for low, high in phrase.ranges for i in range(low, high)}
    while start < len(phrase.words) and start not in taken and phrase.words[start].key in phrase.lexis["determiners"]:
        start += 1
    return start


def _core_end(phrase: Phrase, catalogue: ActorCatalogue, start: int) -> int:
    """Where the core ends: at a boundary word, or after a comma, "and" or bracket once something was said."""
    inside = {i for low, high in phrase.ranges for i in range(low + 1, high)}
    said = False
    for i in range(start, len(phrase.words)):
        key = phrase.words[i].key
        if i in inside:
            continue
        soft = key in ("and", "or")
        if (
            key in catalogue.words["boundaries"]
            and i > start
            and (not soft or said)
            and not _backing(phrase, catalogue, i)
        ):
            return i
        said = said or any(a.start <= i < a.end for a in phrase.agents) or _says_party(phrase, i)
        last = max((high for low, high in phrase.ranges if low <= i < high), default=i + 1)
        if said and last < len(phrase.words) and any(c in phrase.gaps[last - 1] for c in ",;:—"):
            return last
    return len(phrase.words)


def _says_party(phrase: Phrase, i: int) -> bool:
    """Whether word `i` belongs to a name that is more than an adjective or a place."""
    return any(
        n.start <= i < n.end and all(name.actor.kind not in ("people", "region") for name in n.names)
        for n in phrase.names
    )


def _backing(phrase: Phrase, catalogue: ActorCatalogue, i: int) -> bool:
    """Whether word `i` is the second half of "US-backed", "Raqqa-based"."""
    return i > 0 and phrase.words[i].key in catalogue.words["backing"] and "-" in phrase.gaps[i - 1]


def _transparent(phrase: Phrase, start: int, end: int) -> bool:
    inside = [a for a in phrase.agents if start <= a.start < end]
    return bool(inside) and inside[-1].agent.transparent and not inside[-1].agent.void


def _describe_core(
    phrase: Phrase, catalogue: ActorCatalogue, start: int, end: int, year: int | None, near: Sequence[str]
) -> Description:
    backed = nowhere = allied = False
    geo: list[Actor] = []
    named: list[tuple[NameHit, Actor]] = []
    agents = [a for a in phrase.agents if start <= a.start < end]
    for hit in (h for h in phrase.names if start <= h.start < end):
        before = phrase.words[hit.start - 1].key if hit.start > start else ""
        if hit.end < len(phrase.words) and _backing(phrase, catalogue, hit.end):
            backed = True
            continue
        if before in ("anti", "counter", "non"):
            continue
        actor = choose_actor(hit, phrase, year, near)
        if actor is None:
            continue
        if actor.kind == "area":
            nowhere = True
        elif actor.kind in GEO or before == "pro":
            geo.append(actor)
            allied = allied or (before == "pro" and actor.sector == "GOV")
        else:
            named.append((hit, actor))
    countries = tuple(dict.fromkeys(a.country for a in geo if a.country))
    if named:
        found = _describe_named(phrase, catalogue, named, agents, countries, start, year)
        if found is not None:
            return found
    taken = {i for h in agents for i in range(h.start, h.end)}
    nowhere = nowhere or any(
        w.key in catalogue.words["abroad"] for i, w in enumerate(phrase.words[start:end], start) if i not in taken
    )
    if agents:
        said = _describe_agents(phrase, catalogue, agents, countries, backed, start)
        if nowhere and agents[-1].agent.void:
            return replace(said, sector=said.sector or "GOV", countries=(), nowhere=True)
        if allied and said.sector in ("MIL", "REB", "PRM"):
            said = replace(said, sector="PRM")
        return replace(said, nowhere=said.nowhere or (nowhere and not countries))
    if geo:
        return _describe_geo(geo, countries, phrase, start, end)
    return replace(NOTHING, nowhere=nowhere)


def _describe_geo(
    geo: Sequence[Actor], countries: tuple[str, ...], phrase: Phrase, start: int, end: int
) -> Description:
    """A country alone is its government, a plural demonym its people; an unknown noun after it says nothing."""
    first = geo[0]
    last = max(h.end for h in phrase.names if start <= h.start < end)
    word = phrase.words[last - 1]
    if first.kind == "people" and last < end and not _says_nothing(phrase, last, end):
        return Description(None, countries, None, 0.3, False, by=first.name)
    if first.kind == "people" and word.key.endswith("s") and word.key not in ("swiss",) and word.key[:-1] not in ("u",):
        pointed = start > 0 and phrase.words[start - 1].key == "the" and start == last - 1
        if not pointed and word.key != "us":
            return Description("CVL", countries, None, 0.5, False, by=f"people of {first.name}")
        return Description("MIL" if pointed else "GOV", countries, first, 0.4, False, by=f"forces of {first.name}")
    sector = "GOV" if first.kind != "region" else None
    strength = {"state": 0.8, "seat": 0.7, "people": 0.5}.get(first.kind, 0.3)
    return Description(sector, countries, first, strength, True, by=first.name)


def _says_nothing(phrase: Phrase, low: int, high: int) -> bool:
    return all(w.key in ("side", "itself", "s") or not w.key.isalpha() for w in phrase.words[low:high])


def _describe_named(
    phrase: Phrase,
    catalogue: ActorCatalogue,
    named: Sequence[tuple[NameHit, Actor]],
    agents: Sequence[AgentHit],
    countries: tuple[str, ...],
    start: int,
    year: int | None,
) -> Description | None:
    hit, actor = named[-1]
    after = [a.agent.sector for a in agents if a.start >= hit.end and not a.agent.weak and not a.agent.transparent]
    after += [a.agent.sector for a in agents if a.start >= hit.end and a.agent.sector in ("LEG", "MIL")]
    after += ["GOV"] if any(a.start >= hit.end and a.agent.keys[-1].startswith("minister") for a in agents) else []
    before = [a.agent.sector for a in agents if a.end == hit.start and a.agent.sector is not None]
    sector = actor.sector
    if actor.kind == "leader" and before and before[-1] != sector and len(hit.names[0].keys) == 1:
        return None
    governs = any(a.start >= hit.end and a.agent.keys[-1] in ("administration", "government", "regime") for a in agents)
    if actor.kind == "body" and countries and actor.country not in (*countries, *SUPRANATIONAL):
        return Description(sector, countries[:1], None, 0.8, by=f"a body of the name of {actor.name}")
    if (
        actor.person
        and sector == "GOV"
        and not governs
        and (_former(phrase, catalogue, start, hit.start) or not _serving(actor, year))
    ):
        sector = "ELI"
    elif actor.country == "NGO" and countries:
        relief = "cross" in hit.names[0].keys or "crescent" in hit.names[0].keys
        return Description("MED" if relief else "SOC", countries[:1], None, 0.8, False, by=f"{actor.name} of one state")
    elif after and actor.country not in _KEEPS:
        if after[-1] in _OF_GOVERNMENT.get(sector or "", ()):
            sector = after[-1]
        elif phrase.words[hit.end - 1].possessive and after[-1] in ("CVL", "REF"):
            return Description("CVL", countries, None, 0.6, False, by=f"kin or victims of {actor.name}")
    if actor.country == "IGO" and sector == "MIL" and (after[-1:] == ["GOV"] or _follows(phrase, hit, "partners")):
        sector = None
    own = (actor.country,) if actor.country is not None else ()
    return Description(sector, own, actor, 0.95, False, by=f"{actor.name} in the catalogue")


def _follows(phrase: Phrase, hit: NameHit, key: str) -> bool:
    return hit.end < len(phrase.words) and phrase.words[hit.end].key == key


def _serving(actor: Actor, year: int | None) -> bool:
    return year is None or actor.until is None or year <= actor.until


def _describe_agents(
    phrase: Phrase,
    catalogue: ActorCatalogue,
    agents: Sequence[AgentHit],
    countries: tuple[str, ...],
    backed: bool,
    start: int,
) -> Description:
    strong = [a for a in agents if not a.agent.weak and not a.agent.transparent]
    own = [a for a in agents if a.agent.sector is not None]
    hit = (strong or [a for a in own if not a.agent.weak] or own or list(agents))[-1]
    hit = _office_over_rank(hit, strong, phrase)
    sector = hit.agent.sector
    if hit.agent.void:
        sector = "GOV" if countries and hit.agent.keys[-1] in ("ally", "allies", "partner", "partners") else sector
        return Description(sector, countries, None, 0.3, nowhere=True, by=f'"{" ".join(hit.agent.keys)}"')
    words = " ".join(hit.agent.keys)
    last = hit.agent.keys[-1]
    if sector in _OFFICES and _former(phrase, catalogue, start, hit.start):
        rank = last.rstrip("s") in catalogue.words["ranks"] or any(
            w.key in catalogue.words["ranks"] for w in phrase.words[hit.start : hit.end]
        )
        sector = "ELI" if sector not in ("MIL", "COP") or rank else sector
    if backed and sector == "MIL" and hit.agent.weak:
        sector = "REB"
    if sector is None and countries and last in catalogue.words["state_voices"]:
        return Description("GOV", countries, None, 0.5, by=f'"{words}" of a state')
    strength = 0.45 if hit.agent.weak else 0.85
    rank = sector == "MIL" and last in phrase.lexis["rank_titles"] and _name_after(phrase, hit)
    return Description(sector, countries, None, strength if sector is not None else 0.2, person=rank, by=f'"{words}"')


def _office_over_rank(hit: AgentHit, strong: Sequence[AgentHit], phrase: Phrase) -> AgentHit:
    """ "Defence Minister General X": the office, not the rank."""
    if hit.agent.sector == "MIL" and hit.agent.keys[-1] in phrase.lexis["rank_titles"] and len(hit.agent.keys) == 1:
        offices = [
            a for a in strong if a.end <= hit.start <= a.end + 1 and a.agent.keys[-1] not in phrase.lexis["rank_titles"]
        ]
        return offices[-1] if offices else hit
    return hit


def _name_after(phrase: Phrase, hit: AgentHit) -> bool:
    return (
        hit.end < len(phrase.words) and phrase.words[hit.end].raw[:1].isupper() and name_like(phrase.words[hit.end].key)
    )


def _former(phrase: Phrase, catalogue: ActorCatalogue, start: int, end: int) -> bool:
    return any(w.key in catalogue.words["former"] for w in phrase.words[start:end])
