"""What we know of places beyond GeoNames' towns: countries, units, our own entries, and the words around names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly.errors import CodebookError
from reportedly.lexicon.tables import read_yaml

_FACT_FILES = ("countries.yml", "first_order.yml", "second_order.tsv", "terms.yml")
_WORD_LISTS = (
    "settlements", "parts", "sites", "landforms", "countries", "centres", "containing", "near", "common", "within_town",
    "streets", "lands", "stretches", "towards", "short_states", "romanised",
)  # fmt: skip
_OWN_FILES = ("middle_east.yml", "africa.yml", "asia.yml", "europe.yml", "americas.yml", "waters.yml")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of entry says of exactness: UCDP's where_prec (None where it has none) and a default radius."""

    precision: int | None
    radius_km: float


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One entry of ours. `country` is None for what belongs to no state.

    A unit may name its `seat`, a town of GeoNames, in place of a point: then it is the first-order unit that the town
    lies in, and `lat`, `lon` are None.
    """

    name: str
    alt: tuple[str, ...]
    country: str | None
    kind: str
    lat: float | None
    lon: float | None
    radius_km: float
    precision: int | None
    seat: str | None = None


@dataclass(frozen=True, slots=True)
class OwnCountry:
    """Further names of a country and the adjectives and people-nouns that put it into play."""

    alt: tuple[str, ...]
    adjectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subunit:
    """A second-order unit of GeoNames. `country` is ISO 3166-1 alpha-2, `unit` the first-order unit's code."""

    country: str
    unit: str
    name: str
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """All that the gazetteer is built from besides GeoNames' towns.

    `countries` by alpha-3, `units` by alpha-2 and admin1 code.
    """

    countries: Mapping[str, OwnCountry]
    units: Mapping[str, Mapping[str, str]]
    subunits: tuple[Subunit, ...]
    own: tuple[OwnPlace, ...]


@dataclass(frozen=True, slots=True)
class PlaceTerms:
    """Words around place names, all lower case. `directions` in degrees clockwise from north, `distances` in km."""

    units: Mapping[str, int]
    settlements: frozenset[str]
    parts: frozenset[str]
    sites: frozenset[str]
    landforms: frozenset[str]
    countries: frozenset[str]
    directions: Mapping[str, float]
    centres: frozenset[str]
    distances: Mapping[str, float]
    containing: frozenset[str]
    near: frozenset[str]
    common: frozenset[str]
    within_town: frozenset[str]
    streets: frozenset[str]
    lands: frozenset[str]
    stretches: frozenset[str]
    towards: frozenset[str]
    short_states: frozenset[str]
    romanised: frozenset[str]
    numbers: Mapping[str, float]
    abbreviations: Mapping[str, str]
    kinds: Mapping[str, Kind]


@cache
def load_place_terms() -> PlaceTerms:
    """Read the words around place names.

    Raises:
        CodebookError: the file breaks its schema.
    """
    raw = _read_yaml("terms.yml")
    try:
        kinds = {name: Kind(k["precision"], float(k["radius_km"])) for name, k in raw["kinds"].items()}
        words = {name: frozenset(_word(w) for w in raw[name]) for name in _WORD_LISTS}
        return PlaceTerms(
            units=dict(raw["units"]),
            directions={_word(w): float(d) for w, d in raw["directions"].items()},
            distances={w: float(d) for w, d in raw["distances"].items()},
            numbers={w: float(n) for w, n in raw["numbers"].items()},
            abbreviations={_word(w): name for w, name in raw["abbreviations"].items()},
            kinds=kinds,
            **words,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CodebookError(f"places/terms.yml: {error!r}; see the comments above each list for its form") from error


def load_place_facts() -> PlaceFacts:
    """Read countries, units and our own entries; needed only to build the gazetteer.

    Raises:
        CodebookError: a file breaks its schema.
    """
    countries = {
        code: OwnCountry(tuple(entry.get("alt", ())), tuple(entry.get("adj", ())))
        for code, entry in _read_yaml("countries.yml").items()
    }
    units = {cc: dict(codes) for cc, codes in _read_yaml("first_order.yml").items()}
    own = tuple(place for name in _OWN_FILES for place in _own_places(name))
    return PlaceFacts(countries, units, tuple(_subunits()), own)


def place_facts_digest() -> str:
    """Sixteen hexadecimal digits that change when any of the place files does."""
    digest = hashlib.sha256()
    for name in (*_FACT_FILES, *_OWN_FILES):
        digest.update(name.encode())
        digest.update(_read_text(name).encode())
    return digest.hexdigest()[:16]


def _own_places(file: str) -> Iterator[OwnPlace]:
    kinds = load_place_terms().kinds
    for country, entries in _read_yaml(file).items():
        for entry in entries:
            where = f"places/{file}: {country}: {entry.get('name') if isinstance(entry, dict) else entry!r}"
            yield _own_place(entry, None if country == "NONE" else country, kinds, where)


def _own_place(entry: Any, country: str | None, kinds: Mapping[str, Kind], where: str) -> OwnPlace:
    """Check one entry: a name, a known kind, and a point inside the globe that is not 0, 0 (or a seat)."""
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise CodebookError(f"{where}: must be {{name, alt, at: [lat, lon], kind, radius}}")
    unknown = entry.keys() - {"name", "alt", "at", "kind", "radius", "seat"}
    kind = kinds.get(entry.get("kind", ""))
    if unknown or kind is None:
        raise CodebookError(
            f"{where}: unknown fields {sorted(unknown)} or kind {entry.get('kind')!r}; kinds: {sorted(kinds)}"
        )
    lat, lon = entry.get("at", (None, None))
    if lat is None and "seat" not in entry:
        raise CodebookError(f"{where}: needs `at: [lat, lon]`, or `seat` for a unit")
    if lat is not None and (not -90 <= lat <= 90 or not -180 <= lon <= 180 or (lat, lon) == (0, 0)):
        raise CodebookError(f"{where}: {lat}, {lon} is no point on land or sea; latitude first")
    return OwnPlace(
        name=entry["name"],
        alt=tuple(str(name) for name in entry.get("alt", ())),
        country=country,
        kind=entry["kind"],
        lat=lat,
        lon=lon,
        radius_km=float(entry.get("radius", kind.radius_km)),
        precision=kind.precision,
        seat=entry.get("seat"),
    )


def _subunits() -> Iterator[Subunit]:
    for number, line in enumerate(_read_text("second_order.tsv").splitlines(), 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 6:
            raise CodebookError(f"places/second_order.tsv, line {number}: six cells wanted, {len(cells)} found")
        yield Subunit(cells[0], cells[1], cells[2], float(cells[3]), float(cells[4]), float(cells[5]))


def _word(value: object) -> str:
    """YAML 1.1 reads bare `no` and `on` as booleans: words that it took for such are given back."""
    if isinstance(value, bool):
        return {True: "on", False: "no"}[value]
    return str(value)


def _read_yaml(name: str) -> dict[str, Any]:
    data = read_yaml(_read_text(name), f"places/{name}")
    if not isinstance(data, dict):
        raise CodebookError(f"places/{name}: must be a mapping at its top")
    return data


def _read_text(name: str) -> str:
    return (files("reportedly") / "data" / "places" / name).read_text(encoding="utf-8")
