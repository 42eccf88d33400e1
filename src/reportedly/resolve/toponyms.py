"""Place names in an article: where they stand and what each means, read with all the others of the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.lexicon.places import PlaceTerms, load_place_terms
from reportedly.records import Document, Mention, Place, Word
from reportedly.resolve.gazetteer import Entry, Gazetteer
from reportedly.resolve.placekeys import name_key, word_key
from reportedly.resolve.placesenses import Cue, Sense, resolve_name, resolve_senses
from reportedly.resolve.placespots import Spot, find_spots, is_capitals, name_runs, sentence_spots


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in the article with its place; `entry` is None where the gazetteer does not know it."""

    mention: Mention
    place: Place
    entry: Entry | None
    spot: Spot
    container: Entry | None = None
    """The place that the words say it lies in."""


@dataclass(frozen=True, slots=True)
class Survey:
    """All place names of an article and the countries in play, as shares that sum to 1."""

    toponyms: tuple[Toponym, ...]
    countries: Mapping[str, float]
    local_countries: Mapping[int, tuple[str, ...]]
    """Countries that each sentence names by name or adjective."""
    senses: Mapping[tuple[str, int | None], Sense]

    def country(self, sentence: int, *, floor: float = 0.6) -> str | None:
        """The country that a nameless place of a sentence lies in: clear from the article, or None."""
        if not self.countries:
            return None
        first, *rest = sorted(self.countries.items(), key=lambda item: -item[1])[:2]
        if first[1] >= floor or (first[1] >= 0.3 and (not rest or first[1] >= 1.3 * rest[0][1])):
            return first[0]
        local = dict.fromkeys(self.local_countries.get(sentence, ()))
        return next(iter(local)) if len(local) == 1 else None


def survey_places(document: Document, gazetteer: Gazetteer) -> Survey:
    """Find and resolve all place names of an article, in order of the text, and weigh the countries in play.

    Names come from the reader's LOC names and from the words that the gazetteer knows; those within names of people and
    organisations are left out.
    """
    terms = load_place_terms()
    spots = find_spots(document, gazetteer, terms)
    adjectives = _adjective_countries(document, gazetteer)
    cues = _containers(document, spots, terms, gazetteer)
    senses, shares = resolve_senses(
        [_cue(document, s, cues.get(i)) for i, s in enumerate(spots)],
        [code for _, code in adjectives],
        gazetteer,
    )
    toponyms = tuple(
        _toponym(document, spot, senses.get(spot.sense_key), _container_entry(spots, cues.get(i), senses))
        for i, spot in enumerate(spots)
    )
    local: dict[int, list[str]] = {}
    for sentence, code in adjectives:
        local.setdefault(sentence, []).append(code)
    for toponym in toponyms:
        if toponym.place.country is not None:
            local.setdefault(toponym.mention.sentence, []).append(toponym.place.country)
    return Survey(toponyms, shares, {sentence: tuple(codes) for sentence, codes in local.items()}, senses)


def look_up(document: Document, mention: Mention, survey: Survey, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Names within a mention that is known to be a place, whatever the reader tagged them as; empty without any."""
    terms = load_place_terms()
    parse = document.parses[mention.sentence]
    words = tuple(
        replace(w, upos="PROPN")
        if mention.start <= w.i < mention.end and w.upos in ("NOUN", "ADJ", "X") and w.text[:1].isupper()
        else w
        for w in parse.words
    )
    capitals = is_capitals(document)
    reread = replace(parse, words=words if not capitals else parse.words, names=())
    grams = [
        (a, b, [k for k in keys if k])
        for a, b, keys in name_runs(reread, terms, capitals=capitals)
        if mention.start <= a and b <= mention.end
    ]
    entries = gazetteer.find(key for _, _, keys in grams for key in keys)
    state = _state(parse.words[mention.start : mention.end], terms, gazetteer)
    if state:
        spot = Spot(mention.sentence, mention.start, mention.end, f"{name_key(state[0].name)}", state, 1, named=True)
        return (_toponym(document, spot, Sense(state[0], 0.9, f"short for {state[0].name}"), None),)
    spots = [s for s in sentence_spots(mention.sentence, reread, grams, entries, terms, gazetteer) if s.entries]
    found: list[Toponym] = []
    for spot in spots:
        sense = resolve_name(spot.sense_key, _cue(document, spot, None), survey.senses, survey.countries, gazetteer)
        found.append(_toponym(document, spot, sense, None))
    return tuple(found)


# ---------------------------------------------------------------- countries and containers


def _adjective_countries(document: Document, gazetteer: Gazetteer) -> list[tuple[int, str]]:
    """(sentence, country) of each adjective or people-noun of a country."""
    found: list[tuple[int, str]] = []
    adjectives = gazetteer.adjectives
    for number, parse in enumerate(document.parses):
        before = ""
        for word in parse.words:
            key = word_key(word.text) if word.text[:1].isupper() else ""
            code = adjectives.get(before + key) or adjectives.get(key) if key else None
            if code is not None:
                found.append((number, code))
            before = key
    return found


def _containers(
    document: Document, spots: Sequence[Spot], terms: PlaceTerms, gazetteer: Gazetteer
) -> dict[int, tuple[str, int | None] | tuple[Entry, ...]]:
    """For each spot that the words put inside another place: the sense key of that place, or its entries."""
    found: dict[int, tuple[str, int | None] | tuple[Entry, ...]] = {}
    for i, spot in enumerate(spots):
        words = document.parses[spot.sentence].words
        nxt = spots[i + 1] if i + 1 < len(spots) and spots[i + 1].sentence == spot.sentence else None
        if nxt is not None and nxt.start - spot.end <= 5:
            gap = [w.text.casefold() for w in words[spot.end : nxt.start]]
            if _contains(gap, spot, nxt, terms):
                found[i] = nxt.sense_key
                continue
        state = _abbreviated(words, spot.end, terms, gazetteer)
        if state:
            found[i] = state
    return found


def _cue(document: Document, spot: Spot, container: tuple[str, int | None] | tuple[Entry, ...] | None) -> Cue:
    words = document.parses[spot.sentence].words
    before = words[spot.start - 1].text.casefold() if spot.start else ""
    listed = spot.end < len(words) and words[spot.end].text == ","
    sited = before in ("in", "at", "near", "outside", "around")
    return Cue(spot.sense_key, spot.sentence, spot.entries, container, listed, spot.weak, spot.dateline, sited)


def _contains(gap: list[str], inner: Spot, outer: Spot, terms: PlaceTerms) -> bool:
    if any(e.is_country for e in inner.entries) and any(e.is_country for e in outer.entries):
        return False
    filler = {"the", "of", "in", ",", "(", "within", "inside", "'s", "’s"}
    if not gap or not any(word in (",", "in", "of", "(", "within", "inside") for word in gap):
        return False
    allowed = filler | terms.units.keys() | terms.directions.keys() | terms.centres | terms.settlements | terms.parts
    if not all(word in allowed for word in gap):
        return False
    if not any(word in ("in", "of", "within", "inside") for word in gap):
        return any(e.is_country or e.kind.startswith("A.") or e.kind == "region" for e in outer.entries)
    return True


def _abbreviated(words: Sequence[Word], end: int, terms: PlaceTerms, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The state that an abbreviation after a comma stands for: "Mobile, Ala."."""
    if end + 1 >= len(words) or words[end].text != "," or not words[end + 1].text[:1].isupper():
        return ()
    return _state(words[end + 1 : end + 2], terms, gazetteer)


def _state(words: Sequence[Word], terms: PlaceTerms, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """The state or province that a short form with its points stands for: "Ala.", "S.C."; empty for anything else."""
    text = "".join(w.text for w in words)
    name = terms.abbreviations.get(word_key(text)) if len(words) <= 4 and len(text) <= 6 else None
    if name is None or not text[:1].isupper() or ("." not in text and not (text.isupper() and len(text) == 2)):
        return ()
    states = gazetteer.find([name_key(name)]).get(name_key(name), ())
    return tuple(e for e in states if e.kind == "A.ADM1" and e.country in ("USA", "CAN", "AUS"))[:1]


def _container_entry(
    spots: Sequence[Spot],
    container: tuple[str, int | None] | tuple[Entry, ...] | None,
    senses: Mapping[tuple[str, int | None], Sense],
) -> Entry | None:
    if not container:
        return None
    if isinstance(container[0], Entry):
        return container[0]
    sense = senses.get(container)
    return sense.entry if sense is not None else None


def _toponym(document: Document, spot: Spot, sense: Sense | None, container: Entry | None) -> Toponym:
    parse = document.parses[spot.sentence]
    span = parse.span_of(spot.start, spot.end)
    inside = range(spot.start, spot.end)
    heads = [i for i in inside if parse.words[i].head not in inside]
    mention = Mention(spot.sentence, spot.start, spot.end, heads[0] if heads else spot.end - 1, span)
    text = span.of(document.article.text)
    if sense is None:
        country = container.country if container is not None else None
        return Toponym(mention, Place(text, span, country, reason="not in the gazetteer"), None, spot, container)
    entry = sense.entry
    place = entry.as_place(text, span, sense.score, sense.reason)
    return Toponym(mention, place, entry, spot, container)
