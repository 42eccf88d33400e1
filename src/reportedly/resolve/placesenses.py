"""Which place a name means: one sense a name and text, weighed by size, countries in play, nearness and containment."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.resolve.gazetteer import Entry, Gazetteer
from reportedly.resolve.placekeys import name_key

SenseKey = tuple[str, int | None]
PART = -1
"""The level of a name that the words make a part of a town: "Tolstoy Street"."""
_MOST = 60
"""Candidates weighed for one name."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """One occurrence of a name. `container` is the sense key, or the entries, of what it is said to lie in."""

    key: SenseKey
    sentence: int
    entries: tuple[Entry, ...]
    container: SenseKey | tuple[Entry, ...] | None = None
    listed: bool = False
    """The container stands after a mere comma, which may be a list."""
    weak: bool = False
    dateline: bool = False
    sited: bool = False
    """The name follows "in" or the like: the text happens there."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The place that a name means in a text; `score` (0 to 1) how sure, `reason` on what it rests."""

    entry: Entry
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence is worth; `scale` turns a margin over the next place into a score."""

    size: float = 0.9
    country: float = 0.7
    neighbour: float = 0.2
    near: float = 0.75
    container: float = 1.6
    level: float = 0.5
    grade: float = 0.12
    capital: float = 0.15
    scale: float = 0.18
    floor: float = 0.66
    floor_scale: float = 0.12


WEIGHTS = Weights()


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance.

    Example:
        >>> round(distance_km(36.2, 37.16, 33.51, 36.29))
        310
    """
    p, q = math.radians(a_lat), math.radians(b_lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b_lon - a_lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def resolve_senses(
    cues: Sequence[Cue], adjectives: Sequence[str], gazetteer: Gazetteer, *, weights: Weights = WEIGHTS
) -> tuple[dict[SenseKey, Sense], dict[str, float]]:
    """Choose a sense for each name; also the share of each country in play (shares sum to 1).

    `adjectives` are the countries of the adjectives and people-nouns in the text.
    """
    groups: dict[SenseKey, list[Cue]] = defaultdict(list)
    for cue in cues:
        if cue.entries:
            groups[cue.key].append(cue)
    choices = {key: _first_choice(group[0], key[1], gazetteer, weights) for key, group in groups.items()}
    shares: dict[str, float] = {}
    for _ in range(_ROUNDS):
        shares = _country_shares(groups, choices, adjectives)
        before = dict(choices)
        for key, group in groups.items():
            choices[key] = _weigh(key, group, before, shares, gazetteer, weights)
        if {k: s.entry.id for k, s in choices.items()} == {k: s.entry.id for k, s in before.items()}:
            break
    return choices, shares


def _first_choice(cue: Cue, level: int | None, gazetteer: Gazetteer, weights: Weights) -> Sense:
    best = max(cue.entries[:_MOST], key=lambda e: _prior(e, level, gazetteer, weights))
    return Sense(best, 0.0, "")


def _prior(entry: Entry, level: int | None, gazetteer: Gazetteer, weights: Weights) -> float:
    """What an entry is worth before the text is looked at, about 0 to 1.4."""
    if entry.kind == "country":
        value = 1.25
    elif entry.id.startswith("geonames:"):
        value = math.log10((entry.population or 3000) + 10) / 7
    elif entry.kind == "A.ADM1":
        value = 0.5 + 0.35 * math.log10(entry.population + 10) / 7
    elif entry.kind == "A.ADM2":
        value = 0.35
    else:
        value = 0.7
    value -= weights.grade * entry.grade
    country = gazetteer.countries.get(entry.country or "")
    if country is not None and entry.kind == "P.PPL" and country.capital == name_key(entry.name):
        value += weights.capital
    if level == PART:
        return 0.45 * value - 0.1 * entry.is_country
    return weights.size * value + _level_value(entry, level, weights)


def _level_value(entry: Entry, level: int | None, weights: Weights) -> float:
    """Reward what the words around ask for; a bare name is a town rather than the unit named after it."""
    is_unit = entry.kind.startswith("A.")
    if level is None:
        return -0.12 * is_unit
    if level == 0:
        return -weights.level if is_unit or entry.is_country else 0.0
    asked = "A.ADM1" if level == 1 else "A.ADM2"
    if entry.kind == asked or (level == 1 and entry.kind == "region"):
        return weights.level
    return weights.level / 2 if is_unit else 0.0


def _country_shares(
    groups: Mapping[SenseKey, Sequence[Cue]], choices: Mapping[SenseKey, Sense], adjectives: Sequence[str]
) -> dict[str, float]:
    """How much of the text each country holds: names of it, of its places, and its adjectives, each kind damped."""
    counts: dict[str, float] = defaultdict(float)
    for key, group in groups.items():
        entry = choices[key].entry
        if entry.country is not None:
            sure = 0.7 if entry.is_country else 0.2 + 0.8 * choices[key].score
            worth = 0.3 if all(cue.weak for cue in group) else 0.5 if all(cue.dateline for cue in group) else 1.0
            worth *= 1.5 if any(cue.sited for cue in group) else 1.0
            counts[entry.country] += sure * worth * math.sqrt(len(group))
    for code, number in Counter(adjectives).items():
        counts[code] += 0.5 * math.sqrt(number)
    total = sum(counts.values())
    return {code: count / total for code, count in counts.items()} if total else {}


def _weigh(
    key: SenseKey,
    group: Sequence[Cue],
    choices: Mapping[SenseKey, Sense],
    shares: Mapping[str, float],
    gazetteer: Gazetteer,
    weights: Weights,
) -> Sense:
    """Weigh the candidates of one name against the rest of the text."""
    others = [s.entry for k, s in choices.items() if k[0] != key[0] or (key[1] == PART and k != key)]
    points = [e for e in others if not e.is_country and e.precision in (1, 2, 3, 4)]
    containers = [e for cue in group for e in _container_choices(cue, choices)]
    own = choices[key].entry.country
    without = _without(shares, own, len(choices))
    scored = []
    for entry in group[0].entries[:_MOST]:
        parts = {
            "its size": _prior(entry, key[1], gazetteer, weights),
            "the countries in the text": weights.country * _country_value(entry, without, gazetteer, weights),
            "places near it in the text": weights.near * _nearness(entry, points),
            "the place that it is said to lie in": weights.container * _containment(entry, containers),
        }
        scored.append((sum(parts.values()), entry, parts))
    scored.sort(key=lambda item: -item[0])
    best, entry, parts = scored[0]
    rival = next(
        (s for s, e, _ in scored[1:] if not _same_spot(e, entry) and not lies_in(entry, e) and not lies_in(e, entry)),
        -1.0,
    )
    score = 1 / (1 + math.exp(-(best - rival - 0.02) / weights.scale))
    score = min(score, 1 / (1 + math.exp(-(best - weights.floor) / weights.floor_scale)))
    if containers and not any(lies_in(entry, outer) or entry.id == outer.id for outer in containers):
        score = min(score, 0.35)
    if key[1] == PART and entry.id.startswith("geonames:"):
        big = 0.7 if entry.population >= 100_000 and without.get(entry.country or "", 0.0) >= 0.3 else 0.3
        score = min(score, max(big, 0.3 + _nearness(entry, points)))
    ground = [name for name, value in parts.items() if value >= 0.15]
    shown = ", ".join(ground) or "the only place of that name"
    return Sense(entry, round(score, 3), f"{entry.name}, {entry.country or 'no country'}: {shown}")


def resolve_name(
    key: SenseKey,
    cue: Cue,
    senses: Mapping[SenseKey, Sense],
    shares: Mapping[str, float],
    gazetteer: Gazetteer,
    *,
    weights: Weights = WEIGHTS,
) -> Sense:
    """Choose a sense for one more name of a text whose other names are resolved; `cue.entries` is not empty."""
    known = senses.get(key)
    if known is not None:
        return known
    return _weigh(
        key, [cue], {**senses, key: _first_choice(cue, key[1], gazetteer, weights)}, shares, gazetteer, weights
    )


def _without(shares: Mapping[str, float], own: str | None, names: int) -> dict[str, float]:
    """Shares less what the name itself put in, so that a choice does not prove itself."""
    if own is None or own not in shares or names == 0:
        return dict(shares)
    reduced = dict(shares)
    reduced[own] = max(0.0, reduced[own] - 0.7 / max(2, names + 1))
    total = sum(reduced.values())
    return {code: share / total for code, share in reduced.items()} if total else {}


def _container_choices(cue: Cue, choices: Mapping[SenseKey, Sense]) -> list[Entry]:
    if not cue.container:
        return []
    if isinstance(cue.container[0], Entry):
        return [e for e in cue.container if isinstance(e, Entry)]
    sense = choices.get(cue.container)
    if sense is None:
        return []
    outer = sense.entry
    if cue.listed and not (outer.is_country or outer.kind.startswith("A.") or outer.precision == 5):
        return []
    return [outer]


def _country_value(entry: Entry, shares: Mapping[str, float], gazetteer: Gazetteer, weights: Weights) -> float:
    if entry.country is None:
        return 0.3
    share = math.sqrt(shares.get(entry.country, 0.0))
    country = gazetteer.countries.get(entry.country)
    if country is not None and share < 0.3 and any(shares.get(n, 0.0) > 0.3 for n in country.neighbours):
        share = max(share, weights.neighbour / weights.country)
    return share


def _nearness(entry: Entry, points: Sequence[Entry]) -> float:
    """0 to 1: how close the nearest other places of the text are."""
    if entry.is_country or not points:
        return 0.0
    close = sorted((math.exp(-distance_km(entry.lat, entry.lon, p.lat, p.lon) / 150) for p in points), reverse=True)[:3]
    return sum(close) / min(3, max(1, len(points)))


def _containment(entry: Entry, containers: Sequence[Entry]) -> float:
    """1 where the entry lies in a place that the words put it in, -0.3 where it lies elsewhere."""
    if not containers:
        return 0.0
    return max(1.0 if lies_in(entry, outer) else -0.3 for outer in containers)


def lies_in(entry: Entry, outer: Entry) -> bool:
    """Whether one place lies in another, by their codes or by distance."""
    if outer.is_country:
        return entry.country == outer.country and not entry.is_country
    if entry.id == outer.id or entry.is_country:
        return False
    if outer.kind == "A.ADM1" and outer.unit and entry.unit:
        return (entry.country, entry.unit) == (outer.country, outer.unit)
    return distance_km(entry.lat, entry.lon, outer.lat, outer.lon) <= outer.radius_km * 1.3 + 10


def _same_spot(a: Entry, b: Entry) -> bool:
    """Whether two entries are one spot on a map, such as a town and its district."""
    if a.is_country or b.is_country:
        return False
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= max(50.0, min(a.radius_km, b.radius_km))
