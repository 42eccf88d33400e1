"""Where an article may name places: runs of words that the gazetteer knows, and the reader's place names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportedly.lexicon.places import PlaceTerms
from reportedly.records import Document, Parse, Word
from reportedly.resolve.gazetteer import Entry, Gazetteer, loose_keys
from reportedly.resolve.placekeys import ARTICLES, fold_loosely, word_key, words_key
from reportedly.resolve.placesenses import PART

_LONGEST = 6
"""Words in the longest name that is looked up."""
_JOINS = frozenset("-–'’./")


@dataclass(frozen=True, slots=True)
class Spot:
    """Words `start` to `end` of sentence `sentence` that may name a place, and the entries that they may mean.

    `level` is the unit level that the words around ask for (1, 2), 0 where they ask for a settlement, PART where the
    name is that of a part of a town, None where they ask for nothing. `named` says that the reader tags the words as a
    place; `weak` that they stand within another name.
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


def find_spots(document: Document, gazetteer: Gazetteer, terms: PlaceTerms) -> tuple[Spot, ...]:
    """Find the words that may name places, longest first, none overlapping."""
    capitals = is_capitals(document)
    grams: list[list[tuple[int, int, tuple[str, ...]]]] = []
    for parse in document.parses:
        grams.append(list(name_runs(parse, terms, capitals=capitals)))
    known = gazetteer.known(key for sentence in grams for _, _, keys in sentence for key in keys)
    kept = [[(a, b, [k for k in keys if k in known]) for a, b, keys in sentence] for sentence in grams]
    entries = gazetteer.find(key for sentence in kept for _, _, keys in sentence for key in keys)
    spots: list[Spot] = []
    for number, (parse, sentence) in enumerate(zip(document.parses, kept, strict=True)):
        spots += sentence_spots(number, parse, sentence, entries, terms, gazetteer)
    return tuple(spots)


def name_runs(parse: Parse, terms: PlaceTerms, *, capitals: bool) -> Iterator[tuple[int, int, tuple[str, ...]]]:
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


def sentence_spots(
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
    if _is_acronym(parse, start, terms):
        return True
    if any(n.kind == "LOC" and n.start <= start < n.end for n in parse.names):
        return len(key.lstrip("~")) < 2 or (key in terms.common and word.upos not in ("PROPN", ""))
    if len(key.lstrip("~")) <= 2:
        return not (
            "." in text or (text.isupper() and not all(w.text.isupper() for w in parse.words if w.text.isalpha()))
        )
    return key in terms.common or text.casefold() in terms.common


def _is_acronym(parse: Parse, at: int, terms: PlaceTerms) -> bool:
    """Whether a word is an agency's or a body's short name: "(EFE)", "OAS" in mixed case; no country's, no place's."""
    text = parse.words[at].text
    if not (text.isupper() and text.isalpha() and 2 <= len(text) <= 5) or text in terms.short_states:
        return False
    bracketed = (
        at > 0 and parse.words[at - 1].text in "([" and at + 1 < len(parse.words) and parse.words[at + 1].text in ")]"
    )
    if bracketed:
        return True
    if any(n.kind != "LOC" and n.start <= at < n.end for n in parse.names) and len(text) <= 4:
        return True
    return len(text) <= 4 and any(w.text[:1].islower() for w in parse.words)


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

    A person's name is no place unless it is the whole name and follows "in" or the like. A part of a place's name is
    that place only where the rest says what kind of place it is: not "Wadi" for "Wadi Rum", but "Anbar" for "Anbar
    province".
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
                placed = before in terms.near or before in terms.containing or before in terms.towards or before in ",("
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
    if after in terms.within_town:
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


def is_capitals(document: Document) -> bool:
    """Whether an article is written in capitals."""
    upper = lower = 0
    for parse in document.parses[:20]:
        for word in parse.words:
            upper += word.text.isupper() and len(word.text) > 1
            lower += word.text.islower()
    return upper > 2 * lower
