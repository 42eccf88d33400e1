"""Place mentions to places: "the outskirts of Homs", "10 km east of Kidal", "the capital", "a street in Cali"."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.lexicon.places import PlaceTerms, load_place_terms
from reportedly.records import Document, Mention, Place, Word
from reportedly.resolve.gazetteer import Entry, Gazetteer
from reportedly.resolve.placekeys import name_key, word_key
from reportedly.resolve.placesenses import distance_km
from reportedly.resolve.placespots import is_term
from reportedly.resolve.toponyms import Survey, Toponym, look_up, survey_places

_SURE = 0.5
"""Score from which a place is given a point; below it only the words and the country stand."""
_FAR_KM = 400.0
"""Two places farther apart than this are not the ends of one stretch of road."""
_BACK = 2
"""Sentences back in which a nameless place ("the church") looks for the town that it stands in."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the mentions of one article are read against."""

    document: Document
    gazetteer: Gazetteer
    survey: Survey
    terms: PlaceTerms

    def words(self, mention: Mention) -> tuple[Word, ...]:
        return self.document.parses[mention.sentence].words[mention.start : mention.end]

    def text(self, mention: Mention) -> str:
        return mention.span.of(self.document.article.text)


def resolve_places(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, *, survey: Survey | None = None
) -> dict[Mention, Place]:
    """Resolve each mention to a place.

    A country has its code and no point. A mention that nothing is known of keeps its words, and its country where the
    text leaves no doubt; it never gets a point. `survey` saves the work where the article's names were found before.
    """
    scene = _Scene(
        document, gazetteer, survey_places(document, gazetteer) if survey is None else survey, load_place_terms()
    )
    return {mention: _resolve(mention, scene) for mention in mentions}


def _resolve(mention: Mention, scene: _Scene) -> Place:
    inside = [
        t
        for t in scene.survey.toponyms
        if t.mention.sentence == mention.sentence and mention.start <= t.mention.start and t.mention.end <= mention.end
    ]
    if not inside:
        covering = [
            t
            for t in scene.survey.toponyms
            if t.mention.sentence == mention.sentence and t.mention.span.covers(mention.span)
        ]
        inside = covering[:1]
    if not any(t.entry is not None for t in inside):
        inside = [*look_up(scene.document, mention, scene.survey, scene.gazetteer), *inside]
    known = [t for t in inside if t.entry is not None]
    if known:
        return _named(mention, known, scene)
    return _nameless(mention, inside, scene)


# ---------------------------------------------------------------- mentions with a name


def _named(mention: Mention, known: list[Toponym], scene: _Scene) -> Place:
    between = _between(mention, known, scene)
    if between is not None:
        return between
    main = _main(mention, known, scene)
    if main.place.lat is not None and (main.place.score < _SURE or _is_street(mention, main, scene)):
        return _nameless(mention, [main], scene)
    place = replace(main.place, mention=scene.text(mention), span=mention.span)
    moved = _offset(mention, main, place, scene)
    if moved is not None:
        return moved
    return _loosened(mention, main, place, scene)


def _main(mention: Mention, known: list[Toponym], scene: _Scene) -> Toponym:
    """The name that says where: the head's own, else the one after "of" or "in", else the one before the head."""
    for toponym in known:
        if toponym.mention.start <= mention.head < toponym.mention.end:
            return toponym
    finer = [t for t in known if t.entry is not None and not t.entry.is_country]
    after = [t for t in finer if t.mention.start > mention.head]
    return (after or finer or known)[0]


def _is_street(mention: Mention, main: Toponym, scene: _Scene) -> bool:
    """Whether the name is that of a street of the mention, not of the town that it runs in."""
    words = scene.document.parses[mention.sentence].words[main.mention.end : mention.end]
    return (
        main.entry is not None
        and main.entry.kind != "road"
        and any(w.text.casefold() in scene.terms.streets for w in words)
    )


def _loosened(mention: Mention, main: Toponym, place: Place, scene: _Scene) -> Place:
    """Widen a place where the mention means a site, a part or the surroundings of what is named."""
    lower = [w.text.casefold() for w in scene.words(mention)]
    outside = [w for i, w in enumerate(lower, mention.start) if not main.mention.start <= i < main.mention.end]
    if place.lat is None or place.precision is None or main.entry is None:
        return place
    if any(word in scene.terms.sites for word in outside) and main.entry.kind.startswith("P."):
        radius = max(place.radius_km or 0.0, 10.0)
        return replace(place, radius_km=radius, score=round(place.score * 0.8, 3), reason=f"a site in {place.reason}")
    if any(word in scene.terms.near or word in scene.terms.directions for word in outside):
        return replace(place, radius_km=(place.radius_km or 0.0) + 10.0, reason=f"in or around {place.reason}")
    return place


def _between(mention: Mention, known: list[Toponym], scene: _Scene) -> Place | None:
    """The middle of "the road between X and Y", "the X-Y highway"; None where the mention is no such stretch."""
    if len(known) != 2:
        return None
    first, second = known
    a, b = first.place, second.place
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None or min(a.score, b.score) < _SURE:
        return None
    words = scene.document.parses[mention.sentence].words
    gap = [w.text.casefold() for w in words[first.mention.end : second.mention.start]]
    lower = {w.text.casefold() for w in words[max(0, mention.start - 1) : mention.end]}
    joined = gap in (["-"], ["–"], ["to"], ["and"])
    if not joined or not ("between" in lower or (lower & scene.terms.stretches and gap != ["and"])):
        return None
    apart = distance_km(a.lat, a.lon, b.lat, b.lon)
    if apart > _FAR_KM:
        return None
    return Place(
        mention=scene.text(mention),
        span=mention.span,
        country=a.country if a.country == b.country else None,
        lat=round((a.lat + b.lat) / 2, 4),
        lon=round((a.lon + b.lon) / 2, 4),
        kind="road",
        precision=5 if apart > 50 else 2,
        radius_km=round(apart / 2 + 2, 1),
        score=round(min(a.score, b.score) * 0.9, 3),
        reason=f"half-way between {a.name} and {b.name}",
    )


def _offset(mention: Mention, main: Toponym, place: Place, scene: _Scene) -> Place | None:
    """The point of "10 km east of X": moved by the distance and the bearing; None where neither is named."""
    words = scene.document.parses[mention.sentence].words
    start = max(0, main.mention.start - 7)
    before = [w.text.casefold() for w in words[start : main.mention.start]]
    if not before or place.lat is None or place.lon is None or before[-1] not in ("of", "from"):
        return None
    found = next((i for i, w in enumerate(before) if w in scene.terms.distances and i > 0), None)
    number = _number(before[found - 1], scene.terms) if found is not None else None
    if found is None or number is None or start + found < mention.start - 4:
        return None
    distance = number * scene.terms.distances[before[found]]
    bearing = next((scene.terms.directions[w] for w in before[found + 1 :] if w in scene.terms.directions), None)
    if bearing is None:
        return replace(
            place, radius_km=(place.radius_km or 0.0) + distance, reason=f"{distance:.0f} km from {place.reason}"
        )
    lat = place.lat + distance / 111.2 * math.cos(math.radians(bearing))
    lon = place.lon + distance / (111.2 * math.cos(math.radians(place.lat))) * math.sin(math.radians(bearing))
    radius = (place.radius_km or 0.0) + 0.4 * distance
    reason = f"{distance:.0f} km {_compass(bearing)} of {place.reason}"
    return replace(
        place, id=None, name=None, lat=round(lat, 4), lon=round(lon, 4), radius_km=radius, precision=2, reason=reason
    )


def _number(word: str, terms: PlaceTerms) -> float | None:
    try:
        value = float(terms.numbers.get(word, word.replace(",", "")))
    except ValueError:
        return None
    return value if 0 < value < 2000 else None


def _compass(bearing: float) -> str:
    names = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    return names[round(bearing / 45) % 8]


# ---------------------------------------------------------------- mentions without a known name


def _nameless(mention: Mention, unknown: list[Toponym], scene: _Scene) -> Place:
    """A mention that the gazetteer does not know: what it stands for, or what it lies in, or its words alone."""
    lower = [w.text.casefold() for w in scene.words(mention)]
    head = scene.document.parses[mention.sentence].words[mention.head].text.casefold()
    proper = _has_proper_name(mention, scene)
    container = next((t.container for t in unknown if t.container is not None), None)
    if container is not None:
        return _within(mention, container, scene, f"in {container.name}, {container.country}")
    adjective = word_key(head) in scene.gazetteer.adjectives and not any(word in scene.terms.sites for word in lower)
    if adjective:
        return _country_place(mention, scene)
    if not proper:
        if head in scene.terms.countries or _is_part_of_country(lower, head, scene.terms):
            return _country_place(mention, scene)
        if "capital" in lower and not ("this" in lower and any(t.spot.dateline for t in scene.survey.toponyms)):
            return _capital(mention, scene)
        if _adjective_country(mention, scene) is not None and head in scene.terms.lands:
            return _country_place(mention, scene)
        town = _antecedent(mention, scene, dateline="this" in lower, settlement=head in scene.terms.settlements)
        if town is not None:
            return _same_town(mention, town, scene, exact=head in scene.terms.settlements)
    elif any(word in scene.terms.sites or word in scene.terms.parts for word in lower):
        town = _antecedent(mention, scene, dateline=False, settlement=False)
        if town is not None:
            return _same_town(mention, town, scene, exact=False)
    return _words_only(mention, scene, unknown)


def _has_proper_name(mention: Mention, scene: _Scene) -> bool:
    """Whether a mention carries a name or number of its own, such as "Orchard Street"."""
    adjectives = scene.gazetteer.adjectives
    return any(
        w.upos in ("PROPN", "NUM")
        and not is_term(w.text.casefold(), scene.terms)
        and w.text.casefold() not in scene.terms.common
        and word_key(w.text) not in adjectives
        for w in scene.words(mention)
    )


def _is_part_of_country(lower: list[str], head: str, terms: PlaceTerms) -> bool:
    """Whether words mean a part of the whole country: "the north", "the northern part of the country"."""
    if any(word in terms.countries for word in lower):
        return True
    return head in terms.directions and not any(word in terms.settlements for word in lower)


def _country_place(mention: Mention, scene: _Scene) -> Place:
    code = _adjective_country(mention, scene) or scene.survey.country(mention.sentence, floor=0.45)
    if code is None:
        return Place(scene.text(mention), mention.span, reason="the text does not say which country")
    name = scene.gazetteer.countries[code].name if code in scene.gazetteer.countries else code
    return Place(
        mention=scene.text(mention),
        span=mention.span,
        country=code,
        id=f"country:{code}",
        name=name,
        kind="country",
        precision=6,
        radius_km=scene.gazetteer.countries[code].radius_km if code in scene.gazetteer.countries else None,
        score=round(scene.survey.countries.get(code, 0.5), 3),
        reason=f"{name} is the country that the text is about",
    )


def _adjective_country(mention: Mention, scene: _Scene) -> str | None:
    """The country of an adjective among the mention's words: "the Thai capital"."""
    keys = [word_key(w.text) for w in scene.words(mention)]
    adjectives = scene.gazetteer.adjectives
    pairs = [a + b for a, b in itertools.pairwise(keys)]
    return next((adjectives[key] for key in (*pairs, *keys) if key in adjectives), None)


def _capital(mention: Mention, scene: _Scene) -> Place:
    """The capital of the country that the mention's adjective or the text names."""
    code = (
        _adjective_country(mention, scene) or scene.survey.country(mention.sentence, floor=0.45) or _only_capital(scene)
    )
    country = scene.gazetteer.countries.get(code or "")
    if country is None:
        return _words_only(mention, scene)
    towns = [e for e in scene.gazetteer.find([country.capital]).get(country.capital, ()) if e.country == code]
    town = next((e for e in towns if e.kind == "P.PPL"), None)
    if town is None:
        return _words_only(mention, scene)
    score = (
        0.9 if _adjective_country(mention, scene) else min(0.9, 0.4 + scene.survey.countries.get(code or "", 0.0) / 2)
    )
    return _place_of(mention, town, scene, score, f"{town.name} is the capital of {country.name}")


def _only_capital(scene: _Scene) -> str | None:
    """The country of the one capital that the text names, None where it names none or several."""
    codes: set[str] = set()
    for toponym in scene.survey.toponyms:
        entry = toponym.entry
        if entry is not None and entry.country is not None and not toponym.spot.dateline and entry.kind == "P.PPL":
            country = scene.gazetteer.countries.get(entry.country)
            if country is not None and country.capital == name_key(entry.name):
                codes.add(entry.country)
    return codes.pop() if len(codes) == 1 else None


def _antecedent(mention: Mention, scene: _Scene, *, dateline: bool, settlement: bool) -> Toponym | None:
    """The town that a nameless place stands in: the dateline's for "this city", else the nearest one named before.

    None where there is no town in the sentence or the two before it, or where the text is about many towns.
    """
    towns = [
        t
        for t in scene.survey.toponyms
        if t.entry is not None and t.place.precision in (1, 2) and t.place.score >= _SURE
    ]
    if dateline:
        lines = [t for t in towns if t.spot.dateline]
        if lines:
            return lines[0]
    here = [t for t in towns if t.mention.sentence == mention.sentence and not t.spot.dateline]
    before = [t for t in here if t.mention.end <= mention.start]
    if before or here:
        return (before or here)[-1 if before else 0]
    back = [t for t in towns if 0 < mention.sentence - t.mention.sentence <= _BACK and not t.spot.dateline]
    if back and (settlement or len({t.entry.id for t in back if t.entry is not None}) == 1):
        return back[-1]
    everywhere = {t.entry.id for t in towns if t.entry is not None and not t.spot.dateline}
    if len(everywhere) == 1:
        return next(t for t in towns if not t.spot.dateline)
    return None


def _same_town(mention: Mention, town: Toponym, scene: _Scene, *, exact: bool) -> Place:
    assert town.entry is not None
    score = town.place.score * (0.8 if exact else 0.6)
    reason = f"{'is' if exact else 'in or near'} {town.entry.name}, the town named nearest to it"
    place = _place_of(mention, town.entry, scene, score, reason)
    if exact:
        return place
    return replace(place, id=None, name=None, radius_km=max(place.radius_km or 0.0, 15.0))


def _within(mention: Mention, container: Entry, scene: _Scene, reason: str) -> Place:
    """An unknown place in a known one: near the point of a town, only in the country of anything larger."""
    if container.precision in (1, 2):
        place = _place_of(mention, container, scene, 0.55, reason)
        return replace(place, id=None, name=None, radius_km=max(15.0, container.radius_km))
    return Place(scene.text(mention), mention.span, container.country, score=0.5, reason=reason)


def _place_of(mention: Mention, entry: Entry, scene: _Scene, score: float, reason: str) -> Place:
    return entry.as_place(scene.text(mention), mention.span, round(score, 3), reason)


def _words_only(mention: Mention, scene: _Scene, unknown: Sequence[Toponym] = ()) -> Place:
    code = _adjective_country(mention, scene) or scene.survey.country(mention.sentence)
    share = scene.survey.countries.get(code or "", 0.0)
    guess = next((t.entry for t in unknown if t.entry is not None), None)
    known = (
        "not in the gazetteer"
        if guess is None
        else f"too unsure whether it is {guess.name}, {guess.country or 'no country'}"
    )
    reason = known + (f"; the text is about {code}" if code is not None else "")
    return Place(scene.text(mention), mention.span, code, score=round(0.5 * share, 3), reason=reason)
