"""Place mentions to places, on parses written by hand and a small stand-in for GeoNames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.records import Article, Document, Mention, Name, Parse, Place, Sentence, Span, Token, Word
from reportedly.resolve import gazetteerbuild
from reportedly.resolve.gazetteer import Gazetteer, open_gazetteer
from reportedly.resolve.places import resolve_places
from reportedly.resolve.placesenses import distance_km
from reportedly.resolve.toponyms import survey_places


def _town(
    number: int, name: str, country: str, lat: float, lon: float, population: int, unit: str = "01"
) -> dict[str, object]:
    return {
        "geonameid": number,
        "name": name,
        "latitude": lat,
        "longitude": lon,
        "countrycode": country,
        "population": population,
        "admin1code": unit,
        "alternatenames": [],
    }


def _country(name: str, iso3: str, capital: str, neighbours: str = "") -> dict[str, object]:
    return {
        "name": name,
        "iso3": iso3,
        "capital": capital,
        "neighbours": neighbours,
        "areakm2": 200000,
        "population": 9000000,
    }


_TOWNS = [
    _town(1, "Aleppo", "SY", 36.20, 37.16, 2000000, "09"),
    _town(2, "Damascus", "SY", 33.51, 36.29, 1500000, "13"),
    _town(3, "Tripoli", "LY", 32.89, 13.19, 1150000),
    _town(4, "Tripoli", "LB", 34.43, 35.84, 230000),
    _town(5, "Beirut", "LB", 33.89, 35.50, 1900000),
    _town(6, "Sidon", "LB", 33.56, 35.37, 160000),
    _town(7, "Benghazi", "LY", 32.12, 20.07, 650000),
    _town(8, "Lima", "PE", -12.04, -77.03, 7700000),
    _town(9, "Lima", "US", 40.74, -84.11, 38000, "OH"),
    _town(10, "Columbus", "US", 39.96, -83.0, 850000, "OH"),
    _town(11, "Washington", "US", 38.90, -77.04, 600000, "DC"),
    _town(12, "Kandahar", "AF", 31.61, 65.71, 400000, "23"),
    _town(13, "Lashkar Gah", "AF", 31.59, 64.37, 200000, "10"),
    _town(14, "Bogotá", "CO", 4.61, -74.08, 7700000, "34"),
    _town(15, "Villavicencio", "CO", 4.14, -73.63, 500000, "19"),
]
_SOURCES: dict[str, dict[str, object]] = {
    "countries.json": {
        "SY": _country("Syria", "SYR", "Damascus", "LB"),
        "LB": _country("Lebanon", "LBN", "Beirut", "SY"),
        "LY": _country("Libya", "LBY", "Tripoli"),
        "PE": _country("Peru", "PER", "Lima"),
        "US": _country("United States", "USA", "Washington"),
        "AF": _country("Afghanistan", "AFG", "Kabul"),
        "CO": _country("Colombia", "COL", "Bogota"),
    },
    "cities500.json": {str(t["geonameid"]): t for t in _TOWNS},
}


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPORTEDLY_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setattr(gazetteerbuild, "_geonames", _SOURCES.__getitem__)
        return open_gazetteer(quiet=True)


_LITTLE = re.compile(r"(?:the|of|in|and|from|near|a|between|to|this)\Z", re.IGNORECASE)


def read(text: str, *, people: Sequence[str] = (), places: Sequence[str] = ()) -> Document:
    """A document with one parse a line: capitalised words are proper nouns, the names are those given."""
    parses = []
    for line in re.finditer(r"[^\n]+", text):
        tokens = [
            Token(Span(line.start() + m.start(), line.start() + m.end()), m.group())
            for m in re.finditer(r"[\w'’]+|[^\w\s]", line.group())
        ]
        words = tuple(
            Word(
                i,
                t.text,
                t.span,
                t.text.lower(),
                "PROPN" if t.text[:1].isupper() and not _LITTLE.match(t.text) else "NOUN",
                "",
                i - 1,
                "dep",
            )
            for i, t in enumerate(tokens)
        )
        names = [*_names(words, people, "PER"), *_names(words, places, "LOC")]
        sentence = Sentence(Span(line.start(), line.end()), tuple(tokens))
        parses.append(Parse(sentence, words, tuple(sorted(names, key=lambda n: n.start))))
    return Document(Article("a", text, (Span(0, len(text)),)), tuple(parses))


def _names(words: Sequence[Word], wanted: Sequence[str], kind: str) -> list[Name]:
    found = []
    for name in wanted:
        parts = name.split()
        for i in range(len(words) - len(parts) + 1):
            if [w.text for w in words[i : i + len(parts)]] == parts:
                found.append(Name(i, i + len(parts), kind))
    return found


def place(document: Document, words: str, gazetteer: Gazetteer, head: str | None = None) -> Place:
    text = document.article.text
    start = text.index(words)
    for number, parse in enumerate(document.parses):
        inside = [w for w in parse.words if start <= w.span.start and w.span.end <= start + len(words)]
        if inside:
            last = next((w.i for w in inside if w.text == head), inside[-1].i)
            mention = Mention(number, inside[0].i, inside[-1].i + 1, last, Span(start, start + len(words)))
            return resolve_places(document, [mention], gazetteer)[mention]
    raise AssertionError(words)


def test_a_town_has_its_point_score_and_reason(gazetteer: Gazetteer) -> None:
    found = place(read("Shells fell on Aleppo in Syria ."), "Aleppo", gazetteer)
    assert (found.country, found.precision, found.name) == ("SYR", 2, "Aleppo")
    assert found.lat is not None
    assert found.score > 0.5
    assert found.reason


def test_a_country_has_a_code_and_no_point(gazetteer: Gazetteer) -> None:
    found = place(read("The raid took place in Lebanon ."), "Lebanon", gazetteer)
    assert (found.country, found.lat, found.lon, found.precision) == ("LBN", None, None, 6)


@pytest.mark.parametrize(("text", "code"), [
    ("Gunmen attacked a convoy between Sidon and Beirut .\nIn Tripoli shops closed .", "LBN"),
    ("Militias of Libya left Benghazi .\nIn Tripoli shops closed .", "LBY"),
])  # fmt: skip
def test_one_name_means_the_place_that_the_text_is_about(text: str, code: str, gazetteer: Gazetteer) -> None:
    assert place(read(text), "Tripoli", gazetteer).country == code


def test_containment_beats_size(gazetteer: Gazetteer) -> None:
    assert place(read("A plant burned in Lima , Ohio ."), "Lima", gazetteer).country == "USA"
    assert place(read("A plant burned in Lima ."), "Lima", gazetteer).country == "PER"


def test_capital_letters_work(gazetteer: Gazetteer) -> None:
    found = place(read("A BOMB WENT OFF IN BOGOTA TODAY ."), "BOGOTA", gazetteer)
    assert found.country == "COL"
    assert found.lat is not None


def test_a_person_who_bears_a_towns_name_is_no_place(gazetteer: Gazetteer) -> None:
    document = read("George Washington wrote to Aleppo .\nWashington praised Syria .", people=["George Washington"])
    found = survey_places(document, gazetteer).toponyms
    assert "Washington" not in {t.place.name for t in found if t.mention.sentence == 0}


def test_a_unit_word_asks_for_the_unit(gazetteer: Gazetteer) -> None:
    found = place(
        read("Fighting spread across Kandahar province in Afghanistan ."),
        "Kandahar province",
        gazetteer,
        head="province",
    )
    assert found.precision == 4
    assert place(read("Fighting spread in Kandahar , Afghanistan ."), "Kandahar", gazetteer).precision == 2


def test_the_capital_is_that_of_the_country(gazetteer: Gazetteer) -> None:
    found = place(read("Troops of Colombia patrolled the capital ."), "the capital", gazetteer)
    assert found.name == "Bogotá"


def test_a_distance_moves_the_point(gazetteer: Gazetteer) -> None:
    found = place(read("A camp 30 km west of Kandahar in Afghanistan burned ."), "30 km west of Kandahar", gazetteer)
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, 31.61, 65.71) == pytest.approx(30, abs=2)
    assert found.lon < 65.71


def test_between_two_towns_is_half_way(gazetteer: Gazetteer) -> None:
    found = place(
        read("A bus burned on the road between Kandahar and Lashkar Gah in Afghanistan ."),
        "the road between Kandahar and Lashkar Gah",
        gazetteer,
        head="road",
    )
    assert found.lon == pytest.approx((65.71 + 64.37) / 2, abs=0.01)


def test_an_unknown_place_in_a_unit_has_the_country_only(gazetteer: Gazetteer) -> None:
    found = place(read("Men took Zzyzwick , in Kandahar province .", places=["Zzyzwick"]), "Zzyzwick", gazetteer)
    assert (found.country, found.lat) == ("AFG", None)


def test_an_unknown_place_with_no_context_has_its_words_only(gazetteer: Gazetteer) -> None:
    found = place(read("Men took Zzyzwick .", places=["Zzyzwick"]), "Zzyzwick", gazetteer)
    assert (found.mention, found.country, found.lat, found.id) == ("Zzyzwick", None, None, None)


def test_al_tanf(gazetteer: Gazetteer) -> None:
    found = place(read("The June strike on al - Tanf hurt Syria ."), "al - Tanf", gazetteer)
    assert (found.country, found.lat, found.lon, found.precision) == ("SYR", 33.49, 38.66, 1)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ABCDE abcde,.-'’ÅñØ0123\n"), max_size=80))
def test_any_text_resolves_and_never_to_null_island(gazetteer: Gazetteer, text: str) -> None:
    document = read(text)
    mentions = [Mention(i, w.i, w.i + 1, w.i, w.span) for i, p in enumerate(document.parses) for w in p.words]
    for found in resolve_places(document, mentions, gazetteer).values():
        assert (found.lat is None) == (found.lon is None)
        assert (found.lat, found.lon) != (0, 0)
        assert 0 <= found.score <= 1


def test_same_article_same_places(gazetteer: Gazetteer) -> None:
    document = read("Troops of Syria left Aleppo for Damascus .\nIn Tripoli , Lebanon , shops closed .")
    assert survey_places(document, gazetteer) == survey_places(document, gazetteer)


def test_stand_in_is_used(gazetteer: Gazetteer) -> None:
    assert isinstance(gazetteer.path, Path)
    assert not gazetteer.find(["paris"])
