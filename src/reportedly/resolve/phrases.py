"""Folded words with the names and agent phrases found in them, and who bears a name there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.lexicon.actors import Actor, ActorCatalogue, AgentHit, Case, Folded, Name, NameHit
from reportedly.records import SUPRANATIONAL

GEO = ("state", "people", "seat", "region")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words with what was found in them. `gaps[i]` is the text between word `i` and the next."""

    words: Sequence[Folded]
    gaps: Sequence[str]
    names: Sequence[NameHit]
    agents: Sequence[AgentHit]
    case: Case
    lexis: Mapping[str, frozenset[str]]

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """The words of every name and agent phrase, half-open."""
        return [(n.start, n.end) for n in self.names] + [(a.start, a.end) for a in self.agents]


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
    return Phrase(words, gaps, names, agents, case, catalogue.words)


def _inside(n: NameHit, a: AgentHit) -> bool:
    return a.start <= n.start and n.end <= a.end


def choose_actor(hit: NameHit, phrase: Phrase, year: int | None, near: Sequence[str]) -> Actor | None:
    """The bearer of a name: in office or active at the time, of a country in play; None for a namesake's surname."""
    names = [n for n in hit.names if not n.short or _surname_fits(n, hit, phrase, year, near)]
    if not names or (names[0].actor.kind in ("seat", "region") and _given_name_before(hit, phrase)):
        return None
    names = [n for n in names if not near or _in_play(n, near)]
    if not names:
        return None
    kinds = ("group", "body", "state", "people", "seat", "leader", "region", "area")

    def rank(k: int) -> tuple[int, int, int, int, int]:
        n = names[k]
        place = near.index(n.actor.country) if n.actor.country in near else len(near)
        lapsed = (year or 0) - (n.actor.until or 9999)
        geo = n.actor.kind in GEO
        return (not n.actor.active(year), n.short, place if not geo else 0, kinds.index(n.actor.kind), max(0, lapsed))

    return names[min(range(len(names)), key=rank)].actor


def _in_play(name: Name, near: Sequence[str]) -> bool:
    """Whether the article supports a name: a body's country is in play, or the name is of its kind the only one."""
    actor = name.actor
    if actor.theatres:
        return any(c in near for c in actor.theatres)
    if actor.kind != "body" or actor.country in near or actor.country in SUPRANATIONAL or actor.sector == "JRN":
        return True
    great = actor.country in ("USA", "GBR", "FRA", "RUS")
    return great and (name.acronym or len(name.keys) != 2 or actor.sector in ("SPY", "MIL", "GOV"))


def _surname_fits(name: Name, hit: NameHit, phrase: Phrase, year: int | None, near: Sequence[str]) -> bool:
    """Whether a surname alone may be the leader's: in office, of a country in play or rare, in no longer name."""
    in_play = name.actor.country in near or name.keys[0] not in phrase.lexis["ambiguous"]
    titled = any(a.end == hit.start for a in phrase.agents)
    return (
        in_play
        and (titled or name.keys[0] not in phrase.lexis["word_surnames"])
        and name.actor.active(year)
        and not _longer_name(hit, phrase)
    )


def _given_name_before(hit: NameHit, phrase: Phrase) -> bool:
    """Whether a town's name is a surname here ("William Madrid"): nothing but unknown words stands before it."""
    if hit.start == 0 or hit.end < len(phrase.words) or len(phrase.words) > 4 or phrase.agents:
        return False
    before = list(phrase.words[: hit.start])
    taken = {
        i for h in phrase.names if h is not hit for i in range(h.start, h.end) if h.names[0].actor.kind != "leader"
    }
    known = any(
        i in taken or w.key in phrase.lexis["determiners"] or w.key in phrase.lexis["compass"]
        for i, w in enumerate(before)
    )
    return not known and all(name_like(w.key) and w.raw[0].isupper() and not w.possessive for w in before)


def _longer_name(hit: NameHit, phrase: Phrase) -> bool:
    """Whether a surname stands in a longer name that the catalogue does not know ("Inocencio Arias")."""
    taken = {i for h in phrase.agents for i in range(h.start, h.end)}
    taken |= {i for h in phrase.names for i in range(h.start, h.end) if not h.names[0].short}
    for i, gap in ((hit.start - 1, hit.start - 1), (hit.end, hit.end - 1)):
        if 0 <= i < len(phrase.words) and i not in taken and phrase.gaps[gap].strip(" \n'’\"“”") == "":
            word = phrase.words[i]
            looks = word.raw[0].isupper() if phrase.case == "mixed" else len(word.key) > 3
            if (
                looks
                and word.key not in phrase.lexis["determiners"]
                and not phrase.words[hit.end - 1].possessive | (i < hit.start)
            ):
                return True
            if looks and i < hit.start and word.key not in phrase.lexis["determiners"] and name_like(word.key):
                return True
    return False


def name_like(key: str) -> bool:
    return (
        key.isalpha()
        and len(key) > 2
        and key not in ("and", "the", "for", "with", "from", "mrs", "msgr", "that", "said", "says")
    )
