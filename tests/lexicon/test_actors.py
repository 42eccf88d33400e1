"""The catalogue of parties: its schema, its coverage and how names are matched."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import CodebookError
from reportedly.lexicon.actor_files import FILES, build_catalogue, plural
from reportedly.lexicon.actors import ActorCatalogue, case_of, fold_words, load_actors
from reportedly.records import SECTORS, SUPRANATIONAL


@pytest.fixture(scope="module")
def catalogue() -> ActorCatalogue:
    return load_actors()


def tables() -> dict[str, Any]:
    folder = files("reportedly") / "data" / "actors"
    return {name: yaml.safe_load((folder / f"{name}.yml").read_text("utf-8")) for name in FILES}


def found(text: str, catalogue: ActorCatalogue) -> set[tuple[str | None, str | None]]:
    hits = catalogue.find_names(fold_words(text), case_of(text))
    return {(n.actor.country, n.actor.sector) for h in hits for n in h.names}


def test_every_entry_keeps_the_schema(catalogue: ActorCatalogue) -> None:
    for actor in catalogue.actors.values():
        assert actor.sector is None or actor.sector in SECTORS, actor
        assert actor.country is None or actor.country in SUPRANATIONAL or len(actor.country) == 3, actor
        if actor.since is not None and actor.until is not None:
            assert actor.since <= actor.until, actor


def test_coverage_does_not_shrink(catalogue: ActorCatalogue) -> None:
    kinds = [a.kind for a in catalogue.actors.values()]
    assert kinds.count("state") >= 195
    assert kinds.count("group") >= 320
    assert kinds.count("leader") >= 850


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("A statement from the Élysée followed.", "FRA", "GOV"),
        ("A STATEMENT FROM THE ELYSEE FOLLOWED.", "FRA", "GOV"),
        ("Fighters of Da’esh fled.", "IMG", "REB"),
        ("The Hay'at Tahrir al-Sham column left.", "SYR", "REB"),
        ("Sendero Luminoso blew up a pylon.", "PER", "REB"),
        ("The U.S. declined to comment.", "USA", "GOV"),
        ("medecins sans frontieres left the town", "NGO", None),
        ("Recep Tayyip Erdoğan spoke.", "TUR", "GOV"),
    ],
)
def test_names_are_found_in_any_spelling(
    text: str, country: str, sector: str | None, catalogue: ActorCatalogue
) -> None:
    assert (country, sector) in found(text, catalogue)


@pytest.mark.parametrize(
    "text", ["They told us to leave.", "Who is it?", "THEY TOLD US TO LEAVE THE CAR.", "as he said"]
)
def test_everyday_words_are_no_names(text: str, catalogue: ActorCatalogue) -> None:
    assert found(text, catalogue) == set()


def test_longest_agent_phrase_wins(catalogue: ActorCatalogue) -> None:
    hits = catalogue.find_agents(fold_words("three former police officers and government troops"))
    assert [" ".join(h.agent.keys) for h in hits if h.agent.sector] == ["police officers", "government troops"]


def test_an_entry_holds_only_in_its_years(catalogue: ActorCatalogue) -> None:
    taliban = [a for a in catalogue.actors.values() if a.name == "Taliban"]
    assert {a.sector for a in taliban if a.active(2005)} == {"REB"}
    assert {a.sector for a in taliban if a.active(2023)} == {"GOV"}
    assert {a.sector for a in taliban if a.active(None)} == {"REB", "GOV"}


@pytest.mark.parametrize(
    ("file", "value", "told"),
    [
        ("states", {"XX": {"names": ["Nowhere"], "people": [], "seats": []}}, "states.yml"),
        ("states", {"XYZ": {"names": []}}, "XYZ needs names"),
        ("groups", {"SYR": [{"RBE": ["Some Brigade"], "y": "2011-"}]}, "RBE"),
        ("groups", {"SYR": [{"REB": ["Some Brigade"], "y": "since 2011"}]}, "since 2011"),
        ("leaders", {"SYR": {"Somebody": "2011-2012 XXX"}}, "XXX"),
        ("evidence", {"kinds": {}}, "evidence.yml"),
    ],
)
def test_a_broken_file_is_named(file: str, value: object, told: str) -> None:
    with pytest.raises(CodebookError, match=told):
        build_catalogue({**tables(), file: value})


@given(st.text(max_size=80))
def test_folded_words_stand_where_they_say(text: str) -> None:
    for word in fold_words(text):
        assert word.span.of(text) == word.raw
        assert word.key == word.key.casefold()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9))
def test_a_plural_is_no_shorter(word: str) -> None:
    assert len(plural(word)) >= len(word)
