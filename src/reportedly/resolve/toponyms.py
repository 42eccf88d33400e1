"""Place names in an article: where they stand and what each means, read with all the others of the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.lexicon.places import PlaceTerms, load_place_terms
from reportedly.records import Document, Mention, Parse, Place, Word
from reportedly.resolve.gazetteer import Entry, Gazetteer, loose_keys
from reportedly.resolve.placekeys import ARTICLES, fold_loosely, name_key, word_key, words_key
from reportedly.resolve.placesenses import PART, Cue, Sense, resolve_name, resolve_senses

_LONGEST = 6
"""Words in the longest name that is looked up."""
_JOINS = frozenset("-–'’./")
_STATES = frozenset("US USA UK UAE DRC CAR KSA PRC DPRK ROK FRG GDR USSR PNG".split())
_TOWARDS = frozenset("to from at into through via between".split())


_WITHIN_TOWN = frozenset(
    "street streets avenue avenues boulevard square plaza neighborhood neighborhoods neighbourhood neighbourhoods quarter "
    "barrio colonia hospital university college school park stadium hotel mosque church cathedral market prison jail".split()
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words `start` to `end` of sentence `sentence` that may name a place, and the entries that they may mean.

    `level` is the unit level that the words around ask for (1, 2), 0 where they ask for a settlement, None where they ask
    for nothing. `named` says that the reader tags the words as a place; `weak` that they stand within another name.
    """

    sentence: int
    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    level: int | None = None
    named: bool = False
    weak: bool = False
    dateline: bool = False

    @property
    def sense_key(self) -> tuple[str, int | None]:
        return self.key, self.level


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


def find_toponyms(document: Document, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Find and resolve all place names of an article, in order of the text.

    Names come from the reader's LOC names and from the words that the gazetteer knows; those within names of people and
    organisations are left out.
    """
    return survey_places(document, gazetteer).toponyms


def survey_places(document: Document, gazetteer: Gazetteer) -> Survey:
    """Find and resolve all place names of an article, and weigh the countries in play."""
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
    """Names within a mention that is known to be a place, whatever the reader tagged them as; none where none is known."""
    terms = load_place_terms()
    parse = document.parses[mention.sentence]
    words = tuple(
        replace(w, upos="PROPN")
        if mention.start <= w.i < mention.end and w.upos in ("NOUN", "ADJ", "X") and w.text[:1].isupper()
        else w
        for w in parse.words
    )
    capitals = _is_capitals(document)
    reread = replace(parse, words=words if not capitals else parse.words, names=())
    grams = [
        (a, b, [k for k in keys if k])
        for a, b, keys in _grams(reread, terms, capitals=capitals)
        if mention.start <= a and b <= mention.end
    ]
    entries = gazetteer.find(key for _, _, keys in grams for key in keys)
    state = _state(parse.words[mention.start : mention.end], terms, gazetteer)
    if state:
        spot = Spot(mention.sentence, mention.start, mention.end, f"{name_key(state[0].name)}", state, 1, named=True)
        return (_toponym(document, spot, Sense(state[0], 0.9, f"short for {state[0].name}"), None),)
    spots = [s for s in _sentence_spots(mention.sentence, reread, grams, entries, terms, gazetteer) if s.entries]
    found: list[Toponym] = []
    for spot in spots:
        sense = resolve_name(spot.sense_key, _cue(document, spot, None), survey.senses, survey.countries, gazetteer)
        found.append(_toponym(document, spot, sense, None))
    return tuple(found)


# ---------------------------------------------------------------- spots


def find_spots(document: Document, gazetteer: Gazetteer, terms: PlaceTerms) -> tuple[Spot, ...]:
    """Find the words that may name places, longest first, none overlapping."""
    capitals = _is_capitals(document)
    grams: list[list[tuple[int, int, tuple[str, ...]]]] = []
    for parse in document.parses:
        grams.append(list(_grams(parse, terms, capitals=capitals)))
    known = gazetteer.known(key for sentence in grams for _, _, keys in sentence for key in keys)
    kept = [[(a, b, [k for k in keys if k in known]) for a, b, keys in sentence] for sentence in grams]
    entries = gazetteer.find(key for sentence in kept for _, _, keys in sentence for key in keys)
    spots: list[Spot] = []
    for number, (parse, sentence) in enumerate(zip(document.parses, kept, strict=True)):
        spots += _sentence_spots(number, parse, sentence, entries, terms, gazetteer)
    return tuple(spots)


def _grams(parse: Parse, terms: PlaceTerms, *, capitals: bool) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Runs of words that may name a place, with the keys under which it may stand."""
    words = parse.words
    keys = [_key(w.text) for w in words]
    located = {i for n in parse.names if n.kind == "LOC" for i in range(n.start, n.end)}
    tagged = any(w.upos not in ("", "X") for w in words)
    lower = not any(w.text[:1].isupper() for w in words)
    fits = [
        bool(k) and (i in located or _may_name(words[i], k, i, terms, tagged, capitals)) for i, k in enumerate(keys)
    ]
    fits = [fit and (lower or not words[i].text[:1].islower()) for i, fit in enumerate(fits)]
    numbered = [k.isdigit() and i + 1 < len(fits) and fits[i + 1] for i, k in enumerate(keys)]
    firm = [fit and (i in located or not tagged or words[i].upos == "PROPN" or i > 0) for i, fit in enumerate(fits)]
    for start, fit in enumerate(fits):
        fit = fit or numbered[start]
        if not fit and not (
            keys[start] in ARTICLES and start + 2 < len(words) and (fits[start + 1] or fits[start + 2])
        ):
            continue
        if not fit and words[start].text.islower() and not (start + 1 < len(words) and words[start + 1].text == "-"):
            continue
        run: list[str] = []
        for end in range(start, min(len(words), start + 2 * _LONGEST)):
            if keys[end]:
                run.append(keys[end])
            elif words[end].text not in _JOINS:
                break
            if len(run) > _LONGEST:
                break
            closes = fits[end] or keys[end].isdigit() or (end > start and is_term(words[end].text.casefold(), terms))
            if keys[end] and closes and not (end == start and not firm[start]):
                yield start, end + 1, _run_keys(run, words[start].text)


def _run_keys(run: list[str], first: str) -> tuple[str, ...]:
    keys = [words_key(run)]
    if len(run) > 1 and run[0] in ARTICLES:
        keys.append("".join(run[1:]))
    elif "-" in first and word_key(first.partition("-")[0]) in ARTICLES:
        keys.append(word_key(first.partition("-")[2]) + "".join(run[1:]))
    keys += [k for k in loose_keys(run) if len(k) > 5] if len(keys) == 1 else ["~" + fold_loosely(keys[1])]
    return tuple(keys)


def _key(text: str) -> str:
    if text.endswith(("'s", "’s", "'S", "’S")) and len(text) > 2:
        text = text[:-2]
    return "" if text in ("s", "S") else word_key(text)


def _may_name(word: Word, key: str, i: int, terms: PlaceTerms, tagged: bool, capitals: bool) -> bool:
    """Whether a word by its tag and letters may open or close a place name."""
    if tagged:
        if word.upos == "PROPN":
            return True
        return (
            not capitals and word.text[:1].isupper() and word.upos in ("NOUN", "ADJ", "X") and key not in terms.common
        )
    if not word.text[:1].isupper():
        return False
    return key not in terms.common or (not capitals and i > 0 and word.text[:1].isupper() and len(key) > 2)


def _sentence_spots(
    number: int,
    parse: Parse,
    grams: list[tuple[int, int, list[str]]],
    entries: Mapping[str, tuple[Entry, ...]],
    terms: PlaceTerms,
    gazetteer: Gazetteer,
) -> Iterator[Spot]:
    """Choose among a sentence's runs: the longest at each word; add the reader's places that nobody knows."""
    people = {
        _key(w.text)
        for n in parse.names
        if n.kind == "PER" and n.end - n.start > 1
        for w in parse.words[n.start : n.end]
    }
    hits: dict[int, tuple[int, str, tuple[Entry, ...]]] = {}
    for start, end, keys in grams:
        found = _first_found(keys, entries)
        if found is None or (keys[0] in gazetteer.adjectives and not any(e.is_country for e in found)):
            continue
        if not _too_common(parse, start, end, keys[0], terms):
            hits[start] = (end, keys[0], found)
    taken = 0
    covered: set[int] = set()
    spots: list[Spot] = []
    for start in sorted(hits):
        if start < taken:
            continue
        end, key, found = hits[start]
        weak, skip, named = _within_names(parse, start, end, terms)
        if skip or (weak and (key in people or not _is_notable(found))):
            continue
        taken = end
        covered.update(range(start, end))
        level = _level(parse, start, end, terms)
        dateline = number == 0 and start <= 2 and _is_dateline(parse, end)
        spots.append(Spot(number, start, end, key, found, level, named, weak, dateline))
    for name in parse.names:
        unknown = name.kind == "LOC" and not covered & set(range(name.start, name.end))
        if unknown and not all(_is_filler(w.text.casefold(), terms) for w in parse.words[name.start : name.end]):
            key = words_key([k for k in (_key(w.text) for w in parse.words[name.start : name.end]) if k])
            spots.append(
                Spot(number, name.start, name.end, key, (), _level(parse, name.start, name.end, terms), named=True)
            )
    return iter(sorted(spots, key=lambda s: s.start))


def _is_notable(entries: tuple[Entry, ...]) -> bool:
    """Whether a name within another name may be a place at all: of a large town, or of anything that is no town."""
    return any(e.population >= 50_000 or not e.id.startswith("geonames:") for e in entries)


def _first_found(keys: list[str], entries: Mapping[str, tuple[Entry, ...]]) -> tuple[Entry, ...] | None:
    """The entries of the first key that has any, with those of looser keys where they are of Arabic names."""
    for key in keys:
        found = entries.get(key, ())
        if found:
            return found
    return None


def _too_common(parse: Parse, start: int, end: int, key: str, terms: PlaceTerms) -> bool:
    """Whether a lone dictionary word or a two-letter word is no place by itself."""
    if all(_is_filler(w.text.casefold(), terms) for w in parse.words[start:end]):
        return True
    if end - start > 1:
        return False
    word = parse.words[start]
    text = word.text
    if _is_acronym(parse, start):
        return True
    if any(n.kind == "LOC" and n.start <= start < n.end for n in parse.names):
        return len(key.lstrip("~")) < 2 or (key in terms.common and word.upos not in ("PROPN", ""))
    if len(key.lstrip("~")) <= 2:
        return not (
            "." in text or (text.isupper() and not all(w.text.isupper() for w in parse.words if w.text.isalpha()))
        )
    return key in terms.common or text.casefold() in terms.common


def _is_acronym(parse: Parse, at: int) -> bool:
    """Whether a word is an agency's or a body's short name: "(EFE)", "OAS" in mixed case; no country's, no place's."""
    text = parse.words[at].text
    if not (text.isupper() and text.isalpha() and 2 <= len(text) <= 5) or text in _STATES:
        return False
    bracketed = (
        at > 0 and parse.words[at - 1].text in "([" and at + 1 < len(parse.words) and parse.words[at + 1].text in ")]"
    )
    if bracketed:
        return True
    if any(n.kind != "LOC" and n.start <= at < n.end for n in parse.names) and len(text) <= 4:
        return True
    return len(text) <= 4 and any(w.text[:1].islower() for w in parse.words)


def _in_brackets(parse: Parse, at: int) -> bool:
    """Whether a word stands in brackets with nothing but capitals: "(ACAN-EFE)"."""
    words = [w.text for w in parse.words]
    opening = next((i for i in range(at - 1, max(-1, at - 5), -1) if words[i] in ("(", "[")), None)
    closing = next((i for i in range(at + 1, min(len(words), at + 5)) if words[i] in (")", "]")), None)
    if opening is None or closing is None:
        return False
    return all(w.isupper() or not w.isalnum() for w in words[opening + 1 : closing])


def is_term(word: str, terms: PlaceTerms) -> bool:
    """Whether a word says what kind of place it is rather than which."""
    return (
        word in terms.units
        or word in terms.settlements
        or word in terms.parts
        or word in terms.sites
        or word in terms.landforms
        or word in terms.countries
        or word in terms.directions
        or word in terms.centres
    )


def _within_names(parse: Parse, start: int, end: int, terms: PlaceTerms) -> tuple[bool, bool, bool]:
    """Whether words stand within another body's name (weak), in part of a name (skip), and are tagged as a place.

    A person's name is no place unless it is the whole name and follows "in" or the like. A part of a place's name is that
    place only where the rest says what kind of place it is: not "Wadi" for "Wadi Rum", but "Anbar" for "Anbar province".
    """
    for name in parse.names:
        if name.start < end and start < name.end:
            if name.kind == "LOC":
                rest = [w.text.casefold() for w in parse.words[name.start : name.end] if not start <= w.i < end]
                apart = any(w in (",", "(", "-", "and", "/") for w in rest)
                return False, not apart and not all(_is_filler(w, terms) for w in rest), True
            if name.kind == "PER":
                before = parse.words[start - 1].text.casefold() if start else ""
                whole = (name.start, name.end) == (start, end)
                wide = start < name.start or end > name.end
                placed = before in terms.near or before in terms.containing or before in _TOWARDS or before in ",("
                return True, not (wide or (whole and placed)), False
            if name.kind == "ORG" and (name.start, name.end) != (start, end):
                return True, False, False
    return False, False, False


def _is_filler(word: str, terms: PlaceTerms) -> bool:
    return not word_key(word) or word in ("the", "of", "'s", "’s", "in") or is_term(word, terms)


def _level(parse: Parse, start: int, end: int, terms: PlaceTerms) -> int | None:
    """The unit level that the words next to a name ask for: "Meta department" 1, "the town of Meta" 0."""
    words = [w.text.casefold() for w in parse.words]
    after = words[end] if end < len(words) else ""
    if after in _WITHIN_TOWN:
        return PART
    if (
        after in ("and", ",")
        and end + 2 < len(words)
        and words[end + 2].endswith("s")
        and words[end + 2] in terms.units
    ):
        return terms.units[words[end + 2]]
    if after in terms.units:
        return terms.units[after]
    at = start - 1
    if at >= 0 and words[at] in ("the", "el", "la"):
        at -= 1
    if at >= 1 and words[at] == "of":
        before = words[at - 1]
        if before in terms.units and before not in ("region", "municipality", "township", "territory"):
            return terms.units[before]
        if before in terms.settlements:
            return 0
    return None


def _is_dateline(parse: Parse, end: int) -> bool:
    return any(w.text in ("--", "—", "–", "(", "[", ":") for w in parse.words[end : end + 10])


def _is_capitals(document: Document) -> bool:
    """Whether an article is written in capitals."""
    upper = lower = 0
    for parse in document.parses[:20]:
        for word in parse.words:
            upper += word.text.isupper() and len(word.text) > 1
            lower += word.text.islower()
    return upper > 2 * lower


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
    sense = senses.get(container)  # type: ignore[arg-type]
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
    place = Place(
        mention=text,
        span=span,
        country=entry.country,
        id=entry.id,
        name=entry.name,
        lat=None if entry.is_country else entry.lat,
        lon=None if entry.is_country else entry.lon,
        kind=entry.kind,
        precision=entry.precision,
        radius_km=entry.radius_km,
        score=sense.score,
        reason=sense.reason,
    )
    return Toponym(mention, place, entry, spot, container)
