"""The gazetteer file: keys, building, opening, look-ups. A small stand-in for GeoNames keeps the tests fast."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InstallError
from reportedly.resolve import gazetteerbuild
from reportedly.resolve.gazetteer import Gazetteer, open_gazetteer
from reportedly.resolve.placekeys import loose_key, name_key, word_key, words_key


def town(
    number: int, name: str, country: str, lat: float, lon: float, population: int, *alternates: str
) -> dict[str, Any]:
    return {
        "geonameid": number,
        "name": name,
        "latitude": lat,
        "longitude": lon,
        "countrycode": country,
        "population": population,
        "admin1code": "01",
        "alternatenames": list(alternates),
    }


def country(name: str, iso3: str, capital: str, neighbours: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "iso3": iso3,
        "capital": capital,
        "neighbours": neighbours,
        "areakm2": 100000,
        "population": 5000000,
    }


SOURCES: dict[str, dict[str, Any]] = {
    "countries.json": {
        "SY": country("Syria", "SYR", "Damascus", "IQ"),
        "IQ": country("Iraq", "IRQ", "Baghdad", "SY"),
        "AQ": country("Antarctica", "ATA", ""),
    },
    "cities500.json": {
        "1": town(1, "Ar Raqqah", "SY", 35.95, 39.01, 500000, "Raqqa", "الرقة"),
        "2": town(2, "Damascus", "SY", 33.51, 36.29, 1500000),
        "3": town(3, "Baghdad", "IQ", 33.34, 44.4, 7000000, "BGW"),
    },
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORTEDLY_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(gazetteerbuild, "_geonames", SOURCES.__getitem__)
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Deir Ezzor"),
        ("St. Louis", "Saint Louis"),
        ("Mt Kenya", "Mount Kenya"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("ŁÓDŹ", "Lodz"),
        ("Port-au-Prince", "PORT AU PRINCE"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_articles_and_doubled_letters_fold_loosely() -> None:
    assert loose_key("Ar Raqqah") == loose_key("al-Raqqa") == loose_key("Raqqa")
    assert loose_key("Aleppo") != loose_key("Aley")


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    key = word_key(text)
    assert key == "" or key.isalnum()
    assert word_key(key) == key


@given(st.lists(st.sampled_from(["san", "jose", "de", "la", "st", "mount", "nuevo"]), min_size=1, max_size=5))
def test_words_key_agrees_with_name_key(words: list[str]) -> None:
    if not (words[0] == "st" and len(words) > 1 and len(words[1]) < 3):
        assert words_key(words) == name_key(" ".join(words))


def test_built_file_answers(home: Path) -> None:
    gazetteer = open_gazetteer(quiet=True)
    assert gazetteer.path.parent == home
    found = gazetteer.find(["raqqa", "syria", "nosuchplace", ""])
    assert set(found) == {"raqqa", "syria"}
    assert found["raqqa"][0].id == "geonames:1"
    assert found["syria"][0].is_country
    assert "GeoNames" in gazetteer.meta["attribution"]
    assert gazetteer.countries["SYR"].neighbours == ("IRQ",)
    assert gazetteer.adjectives["syrian"] == "SYR"


def test_airport_codes_and_other_scripts_are_no_names(home: Path) -> None:
    gazetteer = open_gazetteer(quiet=True)
    assert not gazetteer.find(["bgw"])


def test_al_tanf_is_known_by_its_spellings(home: Path) -> None:
    gazetteer = open_gazetteer(quiet=True)
    for name in ("al-Tanf", "Tanf", "At Tanf"):
        entry = gazetteer.find([name_key(name)])[name_key(name)][0]
        assert (entry.country, round(entry.lat, 2), round(entry.lon, 2), entry.precision) == ("SYR", 33.49, 38.66, 1)
    assert gazetteer.find([name_key("Al-Waleed crossing")])[name_key("Al-Waleed crossing")][0].country == "IRQ"


def test_nothing_lies_at_null_island(home: Path) -> None:
    path = open_gazetteer(quiet=True).path
    rows = sqlite3.connect(path).execute("SELECT name FROM place WHERE abs(lat) < 0.01 AND abs(lon) < 0.01").fetchall()
    assert rows == []


def test_second_opening_does_not_build(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_gazetteer(quiet=True).close()
    monkeypatch.setattr("reportedly.resolve.gazetteer.build_gazetteer", lambda *_, **__: pytest.fail("built again"))
    assert open_gazetteer().find(["damascus"])


def test_building_leaves_no_parts(home: Path) -> None:
    open_gazetteer(quiet=True).close()
    open_gazetteer(rebuild=True, quiet=True).close()
    assert [p.suffix for p in home.iterdir()] == [".sqlite"]


def aged(path: Path, days: float) -> Path:
    path.touch()
    then = time.time() - days * 86_400
    os.utime(path, (then, then))
    return path


def test_building_deletes_other_versions_long_unused(home: Path) -> None:
    home.mkdir()
    old = aged(home / "gazetteer-0-1.0-aa.sqlite", 31)
    kept = [
        aged(home / "gazetteer-0-2.0-bb.sqlite", 29),
        aged(home / "notes.sqlite", 99),
        aged(home / "gazetteer-x", 99),
    ]
    path = open_gazetteer(quiet=True).path
    assert not old.exists()
    assert all(other.exists() for other in (*kept, path))


def test_opening_an_old_file_marks_it_used_and_deletes_nothing(home: Path) -> None:
    path = open_gazetteer(quiet=True).path
    other = aged(home / "gazetteer-0-1.0-aa.sqlite", 99)
    aged(path, 40)
    open_gazetteer(quiet=True).close()
    assert time.time() - path.stat().st_mtime < 3_600
    assert other.exists()


def test_a_file_used_today_is_not_touched(home: Path) -> None:
    before = aged(open_gazetteer(quiet=True).path, 0.5).stat().st_mtime
    assert open_gazetteer(quiet=True).path.stat().st_mtime == before


def test_a_file_that_cannot_be_touched_is_opened(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aged(open_gazetteer(quiet=True).path, 40)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("reportedly.resolve.gazetteer.os.utime", refuse)
    assert open_gazetteer(quiet=True).find(["damascus"])


def test_a_folder_that_cannot_be_written_is_an_install_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("REPORTEDLY_HOME", str(blocked))
    with pytest.raises(InstallError, match="REPORTEDLY_HOME"):
        open_gazetteer(quiet=True)


def test_a_damaged_file_is_an_install_error(tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    path.write_bytes(b"not a database, but long enough to look like something" * 20)
    with pytest.raises(InstallError, match="delete it"):
        Gazetteer(path)
