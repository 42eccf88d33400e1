"""What the words of a mention say by themselves: a name of the catalogue, a kind of people, a country.

A mention is read as a noun phrase: its core (up to the first "of", "from", "who" ...) says what it is, its complement
tells whose or where. Nothing here looks outside the given words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.lexicon.actors import Actor, ActorCatalogue, AgentHit, Case, Folded, Name, NameHit
from reportedly.records import SUPRANATIONAL

GEO = ("state", "people", "seat", "region")
_DETERMINERS = frozenset("the a an this that these those his her its their our your my some any all both no".split())
_CIVIL = frozenset(("CVL", "REF", "MED", "EDU", "REL", "JRN", "LEG", "LAB", "AGR", "BUS", "JUD", "COP"))
_KEEPS = ("UNO", "NGO", "IGO", "EUR")
_OFFICES = frozenset(("GOV", "LEG", "JUD", "MIL", "SPY", "COP"))
_RANKS = frozenset("general colonel chief commander minister admiral marshal dictator".split())
_NAMED_AS = frozenset(("named", "called", "identified", "as", "known"))


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


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words with what was found in them. `gaps[i]` is the text between word `i` and the next."""

    words: Sequence[Folded]
    gaps: Sequence[str]
    names: Sequence[NameHit]
    agents: Sequence[AgentHit]
    case: Case


def read_phrase(words: Sequence[Folded], text: str, case: Case, catalogue: ActorCatalogue) -> Phrase:
    """The names and agent phrases of `words`, which stand in `text`; agents inside longer names are left out."""
    names = catalogue.find_names(words, case)
    agents = catalogue.find_agents(words)
    names = [n for n in names if not any(_inside(n, a) and a.end - a.start > n.end - n.start for a in agents)]
    taken = {(a.start, a.end) for a in agents}
    names = [n for n in names if not (n.names[0].short and (n.start, n.end) in taken)]
    agents = [a for a in agents if not any(a.start < n.end and n.start < a.end for n in names)]
    ends = [w.span.end for w in words]
    gaps = [text[ends[i] : words[i + 1].span.start] for i in range(len(words) - 1)] + [""]
    return Phrase(words, gaps, names, agents, case)


def _inside(n: NameHit, a: AgentHit) -> bool:
    return a.start <= n.start and n.end <= a.end


def describe(
    phrase: Phrase, catalogue: ActorCatalogue, *, year: int | None = None, near: Sequence[str] = (), start: int = 0
) -> Description:
    """What `phrase` says from word `start` on. `near` are the countries in play, nearest first, to tell namesakes apart."""
    n = len(phrase.words)
    start = _skip(phrase, start)
    if start >= n:
        return NOTHING
    end = _core_end(phrase, catalogue, start)
    core = _describe_core(phrase, catalogue, start, end, year, near)
    if end >= n:
        return core
    genitive = phrase.words[end].key in catalogue.words["genitive"] or phrase.words[end].key in _NAMED_AS
    rest = describe(phrase, catalogue, year=year, near=near, start=end + 1)
    if core.empty and not core.nowhere:
        return rest if genitive or not rest.empty else core
    linked = phrase.words[end].key in ("linked", "connected", "belonging", "loyal") or _in_service(phrase, end)
    if linked and core.actor is None and rest.sector is not None and not rest.bare_state:
        return replace(rest, by=f"{core.by} of {rest.by}")
    if _transparent(phrase, start, end) and genitive and core.actor is None:
        return _handed_on(core, rest)
    if core.actor is not None and core.actor.name.startswith("coalition") and genitive and rest.sector is not None:
        return rest
    if not core.countries and genitive:
        return replace(core, countries=_place_countries(rest))
    return core


def _in_service(phrase: Phrase, end: int) -> bool:
    """Whether "in the service of", "who are connected to" or the like follows."""
    ahead = [w.key for w in phrase.words[end : end + 4]]
    return "service" in ahead or "connected" in ahead or "linked" in ahead


def _handed_on(core: Description, rest: Description) -> Description:
    """The description of "leader of X", "members of X": what X is, else what the core says."""
    if rest.empty or core.nowhere and core.sector is None:
        return core
    if rest.bare_state or rest.sector is None:
        return replace(core, countries=core.countries or rest.countries, nowhere=core.nowhere or rest.nowhere)
    return replace(rest, countries=rest.countries or core.countries, by=f"{core.by} of {rest.by}".strip())


def _place_countries(rest: Description) -> tuple[str, ...]:
    if rest.actor is not None and rest.actor.kind not in GEO and rest.actor.sector in ("REB", "CRM", "PRM"):
        return ()
    return tuple(c for c in rest.countries if len(c) == 3 and c not in (*_KEEPS, "IMG", "MNC", "ISM"))


def _skip(phrase: Phrase, start: int) -> int:
    taken = {i for h in (*phrase.names, *phrase.agents) for i in range(h.start, h.end)}
    while start < len(phrase.words) and start not in taken and phrase.words[start].key in _DETERMINERS:
        start += 1
    return start


def _core_end(phrase: Phrase, catalogue: ActorCatalogue, start: int) -> int:
    """Where the core ends: at a boundary word, or after a comma, "and" or bracket once something was said."""
    inside = {i for h in (*phrase.names, *phrase.agents) for i in range(h.start + 1, h.end)}
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
        ends_here = [h for h in phrase.agents if h.start <= i < h.end] or [
            h for h in phrase.names if h.start <= i < h.end and h.names[0].actor.kind not in ("people", "region")
        ]
        said = said or bool(ends_here)
        last = max((h.end for h in (*phrase.names, *phrase.agents) if h.start <= i < h.end), default=i + 1)
        if said and last < len(phrase.words) and any(c in phrase.gaps[last - 1] for c in ",;:—"):
            return last
    return len(phrase.words)


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
        if allied and said.sector in ("MIL", "REB", "PRM"):
            said = replace(said, sector="PRM")
        return replace(said, nowhere=said.nowhere or (nowhere and not countries))
    if geo:
        return _describe_geo(geo, countries, phrase, start, end)
    return replace(NOTHING, nowhere=nowhere)


def _describe_geo(
    geo: Sequence[Actor], countries: tuple[str, ...], phrase: Phrase, start: int, end: int
) -> Description:
    """A country alone is its government; a plural demonym is its people; with an unknown noun after it the sector is open."""
    first = geo[0]
    last = max(h.end for h in phrase.names if start <= h.start < end)
    word = phrase.words[last - 1]
    if first.kind == "people" and last < end and not _says_nothing(phrase, last, end):
        return Description(None, countries, None, 0.3, False, by=first.name)
    if first.kind == "people" and word.key.endswith("s") and word.key not in ("swiss",) and word.key[:-1] not in ("u",):
        pointed = start > 0 and phrase.words[start - 1].key == "the" and start == last - 1
        if not pointed and word.key != "us":
            return Description("CVL", countries, None, 0.5, False, by=f"people of {first.name}")
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
    if actor.person and sector == "GOV" and (_former(phrase, catalogue, start, hit.start) or not _serving(actor, year)):
        sector = "ELI"
    elif actor.country == "NGO" and countries:
        relief = "cross" in hit.names[0].keys or "crescent" in hit.names[0].keys
        return Description("MED" if relief else "SOC", countries[:1], None, 0.8, False, by=f"{actor.name} of one state")
    elif after and actor.country not in _KEEPS:
        if sector == "GOV" and after[-1] in ("MIL", "COP", "SPY", "JUD", "LEG", "OPP"):
            sector = after[-1]
        elif sector in ("PTY", "GOV", "JRN") and after[-1] in _CIVIL:
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
    hit = _office_over_rank(hit, strong)
    sector = hit.agent.sector
    if hit.agent.void:
        sector = "GOV" if countries and hit.agent.keys[-1] in ("ally", "allies", "partner", "partners") else sector
        return Description(sector, countries, None, 0.3, nowhere=True, by=f'"{" ".join(hit.agent.keys)}"')
    words = " ".join(hit.agent.keys)
    last = hit.agent.keys[-1]
    if sector in _OFFICES and _former(phrase, catalogue, start, hit.start):
        rank = last.rstrip("s") in _RANKS or any(w.key in _RANKS for w in phrase.words[hit.start : hit.end])
        sector = "ELI" if sector not in ("MIL", "COP") or rank else sector
    if backed and sector == "MIL" and hit.agent.weak:
        sector = "REB"
    strength = 0.45 if hit.agent.weak else 0.85
    rank = sector == "MIL" and last in _RANK_TITLES and _name_after(phrase, hit)
    return Description(sector, countries, None, strength if sector is not None else 0.2, person=rank, by=f'"{words}"')


_RANK_TITLES = frozenset("general gen colonel col major maj captain capt lieutenant lt commander sergeant sgt admiral brigadier brig".split())


def _office_over_rank(hit: AgentHit, strong: Sequence[AgentHit]) -> AgentHit:
    """ "Defence Minister General X": the office, not the rank."""
    if hit.agent.sector == "MIL" and hit.agent.keys[-1] in _RANK_TITLES and len(hit.agent.keys) == 1:
        offices = [a for a in strong if a.end <= hit.start <= a.end + 1 and a.agent.keys[-1] not in _RANK_TITLES]
        return offices[-1] if offices else hit
    return hit


def _name_after(phrase: Phrase, hit: AgentHit) -> bool:
    return hit.end < len(phrase.words) and phrase.words[hit.end].raw[:1].isupper() and _name_like(phrase.words[hit.end].key)


def _former(phrase: Phrase, catalogue: ActorCatalogue, start: int, end: int) -> bool:
    return any(w.key in catalogue.words["former"] for w in phrase.words[start:end])


def choose_actor(hit: NameHit, phrase: Phrase, year: int | None, near: Sequence[str]) -> Actor | None:
    """The bearer of a name: in office or active at the time, of a country in play; None for a namesake's surname."""
    names = [n for n in hit.names if not n.short or _surname_fits(n, hit, phrase, year, near)]
    if not names or (names[0].actor.kind in ("seat", "region") and _given_name_before(hit, phrase)):
        return None
    names = [n for n in names if n.actor.kind != "body" or not near or _in_play(n.actor, near)]
    if not names:
        return None
    kinds = ("group", "body", "state", "people", "seat", "leader", "region", "area")

    def rank(k: int) -> tuple[int, int, int, int, int]:
        n = names[k]
        place = near.index(n.actor.country) if n.actor.country in near else len(near)
        lapsed = (year or 0) - (n.actor.until or 9999)
        return (not n.actor.active(year), n.short, kinds.index(n.actor.kind), place, max(0, lapsed))

    return names[min(range(len(names)), key=rank)].actor


def _in_play(actor: Actor, near: Sequence[str]) -> bool:
    return actor.country in near or actor.country in SUPRANATIONAL or actor.country in ("USA", "GBR", "FRA", "RUS") or actor.sector == "JRN"


def _surname_fits(name: Name, hit: NameHit, phrase: Phrase, year: int | None, near: Sequence[str]) -> bool:
    """Whether a surname alone may be the leader's: in office at the time, of a country in play, in no longer name."""
    in_play = name.actor.country in near
    titled = any(a.end == hit.start for a in phrase.agents)
    return in_play and (titled or name.keys[0] not in _MONTHS) and name.actor.active(year) and not _longer_name(hit, phrase)


_MONTHS = frozenset(("may", "march", "power", "rice", "hunt", "key", "king", "major", "law", "cook", "straw", "gates", "doe", "fox", "hu", "xi", "moon"))
_COMPASS = frozenset("north south east west northern southern eastern western central upper lower old new greater inner rural town city".split())


def _given_name_before(hit: NameHit, phrase: Phrase) -> bool:
    """Whether a town's name is a surname here ("William Madrid"): nothing but unknown words stands before it."""
    if hit.start == 0 or hit.end < len(phrase.words) or len(phrase.words) > 4 or phrase.agents:
        return False
    before = [w for w in phrase.words[: hit.start]]
    taken = {i for h in phrase.names if h is not hit for i in range(h.start, h.end) if h.names[0].actor.kind != "leader"}
    known = any(i in taken or w.key in _DETERMINERS or w.key in _COMPASS for i, w in enumerate(before))
    return not known and all(_name_like(w.key) and w.raw[0].isupper() and not w.possessive for w in before)


def _longer_name(hit: NameHit, phrase: Phrase) -> bool:
    """Whether a surname stands in a longer name that the catalogue does not know ("Inocencio Arias")."""
    taken = {i for h in phrase.agents for i in range(h.start, h.end)}
    taken |= {i for h in phrase.names for i in range(h.start, h.end) if not h.names[0].short}
    for i, gap in ((hit.start - 1, hit.start - 1), (hit.end, hit.end - 1)):
        if 0 <= i < len(phrase.words) and i not in taken and phrase.gaps[gap].strip(" \n'’\"“”") == "":
            word = phrase.words[i]
            looks = word.raw[0].isupper() if phrase.case == "mixed" else len(word.key) > 3
            if looks and word.key not in _DETERMINERS and not phrase.words[hit.end - 1].possessive | (i < hit.start):
                return True
            if looks and i < hit.start and word.key not in _DETERMINERS and _name_like(word.key):
                return True
    return False


def _name_like(key: str) -> bool:
    return (
        key.isalpha()
        and len(key) > 2
        and key not in ("and", "the", "for", "with", "from", "mrs", "msgr", "that", "said", "says")
    )
