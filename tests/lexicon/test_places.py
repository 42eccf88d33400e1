"""Our own places: every entry passes its schema and says something possible."""

from __future__ import annotations

import pytest

from reportedly.errors import CodebookError
from reportedly.lexicon import places
from reportedly.lexicon.places import load_place_facts, load_place_terms, place_facts_digest


def test_facts_load_and_are_many() -> None:
    facts = load_place_facts()
    assert len(facts.own) >= 1500
    assert len(facts.countries) >= 195
    assert sum(map(len, facts.units.values())) >= 3000


def test_points_are_on_the_globe_and_countries_are_codes() -> None:
    for place in load_place_facts().own:
        assert place.country is None or (len(place.country) == 3 and place.country.isupper()), place
        if place.lat is not None and place.lon is not None:
            assert -90 <= place.lat <= 90, place
            assert -180 <= place.lon <= 180, place
            assert (place.lat, place.lon) != (0, 0), place
        else:
            assert place.kind == "unit", place
        assert place.radius_km > 0


def test_no_entry_stands_twice() -> None:
    seen: set[tuple[object, ...]] = set()
    for place in load_place_facts().own:
        key = (place.country, place.name, place.kind)
        assert key not in seen, key
        seen.add(key)


def test_names_are_words_not_yaml_booleans() -> None:
    for place in load_place_facts().own:
        for name in (place.name, *place.alt):
            assert name.strip() == name, place
            assert name not in ("True", "False", "None", ""), place


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "Nowhere", "at": [0, 0], "kind": "town"},
        {"name": "Nowhere", "at": [120, 10], "kind": "town"},
        {"name": "Nowhere", "kind": "town"},
        {"name": "Nowhere", "at": [10, 10], "kind": "planet"},
        {"name": "Nowhere", "at": [10, 10], "kind": "town", "colour": "red"},
        "Nowhere",
    ],
)
def test_a_bad_entry_is_named(entry: object) -> None:
    with pytest.raises(CodebookError, match=r"x\.yml"):
        places._own_place(entry, "SYR", load_place_terms().kinds, "places/x.yml: SYR")


def test_terms_are_lower_case_and_apart() -> None:
    terms = load_place_terms()
    for words in (terms.settlements, terms.parts, terms.sites, terms.landforms, terms.countries, terms.common):
        assert all(word == word.lower() for word in words)
    assert "on" in terms.common
    assert terms.directions["north-east"] == 45
    assert not terms.settlements & terms.landforms


def test_the_digest_is_stable() -> None:
    assert place_facts_digest() == place_facts_digest()
    assert len(place_facts_digest()) == 16
