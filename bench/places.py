"""Measure place resolution with gold mentions: the annotated claims, and the geoparsing corpora.

usage: python bench/places.py SHARED [--cache FOLDER] [--only NAME ...] [--errors N] [--json]

Claims: of the gold places, the share with the right country (None counts as a value), within 50 km where gold has a
point (a bare mention counts as wrong), and taken for the same place by the claim scorer.
Geoparsing: gold toponyms; the share within 161 km, with the right country, the mean error in km of those placed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import pickle
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from lxml import etree

from reportedly.reader import load_reader
from reportedly.records import Article, Document, Mention, Name, Parse, Place, Sentence, Span, Token
from reportedly.resolve.gazetteer import Gazetteer, open_gazetteer
from reportedly.resolve.places import resolve_places
from reportedly.resolve.placesenses import distance_km

CLAIMS = {
    "train/syria_iraq": "gold/train/syria_iraq.jsonl",
    "train/latin_america": "gold/train/latin_america.jsonl",
    "own/reports": "gold/own/reports.jsonl",
    "own/opinion": "gold/own/opinion_and_diplomacy.jsonl",
    "dev/syria_iraq": "gold/dev/syria_iraq.jsonl",
    "dev/latin_america": "gold/dev/latin_america.jsonl",
}
GEOPARSING = ("lgl", "tr_news", "geowebnews", "geovirus")
_WORD = re.compile(r"\w+(?:\.\w+)+\.?|\d[\d.,]*\d|(?:[A-Z]\.){2,}|(?:St|Mt|Gen|Col|Mr|Dr)\.|['’]s\b|\w+|[^\w\s]")
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“(\[]*[A-Z0-9])|\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A toponym of a geoparsing corpus; `country` is GeoNames' English name or None."""

    span: Span
    lat: float
    lon: float
    country: str | None


class Library:
    """Texts as documents, parsed once and kept in a folder where one is given."""

    def __init__(self, cache: Path | None) -> None:
        self.cache = cache
        self.reader = load_reader()

    def document(self, text: str, *, title: str | None = None, outlet: str | None = None) -> Document:
        article = Article("x", text, (Span(0, len(text)),), title=title, outlet=outlet)
        digest = hashlib.sha256(text.encode()).hexdigest()[:20]
        kept = None if self.cache is None else self.cache / f"{digest}.pickle"
        if kept is not None and kept.exists():
            parses = pickle.loads(kept.read_bytes())
        else:
            parses = self.reader.read(list(split(text)))
            if kept is not None:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(pickle.dumps(parses))
        return Document(article, parses)


def split(text: str) -> Iterator[Sentence]:
    """Sentences by the package's splitter where it is there, else by end marks and line ends."""
    start = 0
    for end in [*(m.start() for m in _END.finditer(text)), len(text)]:
        tokens = tuple(
            Token(Span(start + m.start(), start + m.end()), m.group()) for m in _WORD.finditer(text[start:end])
        )
        if tokens:
            yield Sentence(Span(tokens[0].span.start, tokens[-1].span.end), tokens)
        start = end


def mention_at(document: Document, span: Span) -> Mention | None:
    """The words that cover a span, as a mention; None where no sentence holds it."""
    for number, parse in enumerate(document.parses):
        inside = [w for w in parse.words if w.span.overlaps(span)]
        if inside:
            start, end = inside[0].i, inside[-1].i + 1
            heads = [w.i for w in inside if not start <= w.head < end]
            return Mention(number, start, end, heads[0] if heads else end - 1, parse.span_of(start, end))
    return None


# ---------------------------------------------------------------- claims


def measure_claims(
    path: Path, library: Library, gazetteer: Gazetteer, scorer: ModuleType
) -> tuple[dict[str, float], list[str]]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    errors: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        document = library.document(article["text"], outlet=article.get("outlet"))
        wanted = [(place, mention) for place, mention in _gold_places(article, document)]
        started = time.perf_counter()
        placed = resolve_places(document, [m for _, m in wanted], gazetteer)
        total["seconds"] += time.perf_counter() - started  # type: ignore[assignment]
        total["words"] += sum(len(p.words) for p in document.parses)
        for gold, mention in wanted:
            _score_claim(gold, placed[mention], right, total, errors, article["id"], scorer)
    figures = {
        name: right[name] / total[name]
        for name in ("country", "within 50 km", "same_place", "wrong point")
        if total[name]
    }
    figures["places"] = total["country"]
    figures["ms per 400 words"] = 1000 * total["seconds"] / max(1, total["words"]) * 400
    return figures, errors


def _gold_places(article: dict, document: Document) -> Iterable[tuple[dict, Mention]]:  # type: ignore[type-arg]
    text = article["text"]
    for claim in article["claims"]:
        quote = claim["quote"]
        for place in claim.get("places", ()):
            at = text.find(place["mention"], quote["start"], quote["end"])
            if at < 0:
                at = text.rfind(place["mention"], 0, quote["end"])
            if at < 0:
                at = text.find(place["mention"])
            mention = mention_at(document, Span(at, at + len(place["mention"]))) if at >= 0 else None
            if mention is not None:
                yield place, mention


def _score_claim(
    gold: dict,  # type: ignore[type-arg]
    place: Place,
    right: Counter[str],
    total: Counter[str],
    errors: list[str],
    article: str,
    scorer: ModuleType,
) -> None:
    mine = {"mention": place.mention, "country": place.country}
    if place.lat is not None:
        mine |= {"lat": place.lat, "lon": place.lon}
    total["country"] += 1
    right["country"] += gold.get("country") == place.country
    total["same_place"] += 1
    same = scorer.same_place(gold, mine)
    right["same_place"] += same
    note = ""
    if "lat" in gold:
        total["within 50 km"] += 1
        total["wrong point"] += 1
        if place.lat is not None and place.lon is not None:
            away = distance_km(gold["lat"], gold["lon"], place.lat, place.lon)
            right["within 50 km"] += away <= 50
            right["wrong point"] += away > 50
            note = f"{away:.0f} km off" if away > 50 else ""
        else:
            note = "no point"
    if gold.get("country") != place.country:
        note += f" country {place.country}"
    if note:
        errors.append(f"{article}: {gold} -> {note}; score {place.score}; {place.reason}")


# ---------------------------------------------------------------- geoparsing


def measure_geoparsing(path: Path, library: Library, gazetteer: Gazetteer) -> tuple[dict[str, float], list[str]]:
    right: Counter[str] = Counter()
    away: list[float] = []
    placed_points = total = 0
    names = {c.name: c.code for c in gazetteer.countries.values()}
    errors: list[str] = []
    for text, toponyms in _articles(path):
        document = _with_names(library.document(text), toponyms)
        mentions = [(t, mention_at(document, t.span)) for t in toponyms]
        placed = resolve_places(document, [m for _, m in mentions if m is not None], gazetteer)
        for toponym, mention in mentions:
            total += 1
            place = placed[mention] if mention is not None else None
            point = _point(place, gazetteer)
            code = names.get(toponym.country or "")
            right["known country"] += code is not None
            right["country"] += place is not None and code is not None and place.country == code
            if point is None:
                errors.append(
                    f"{toponym.span.of(text)!r} {toponym.country} -> no point; {place.reason if place else 'no words'}"
                )
                continue
            placed_points += 1
            distance = distance_km(toponym.lat, toponym.lon, *point)
            radius = (place.radius_km or 0.0) if place is not None and place.precision == 6 else 0.0
            near = distance <= max(161.0, 1.5 * radius)
            right["within 161 km"] += near
            if radius == 0.0:
                away.append(distance)
            if not near:
                errors.append(
                    f"{toponym.span.of(text)!r} {toponym.country} -> {distance:.0f} km; {place.reason if place else ''}"
                )
    figures = {
        "within 161 km": right["within 161 km"] / total,
        "within 161 km, of those placed": right["within 161 km"] / max(1, placed_points),
        "country": right["country"] / max(1, right["known country"]),
        "mean error km": sum(away) / max(1, len(away)),
        "toponyms": total,
    }
    return figures, errors


def _point(place: Place | None, gazetteer: Gazetteer) -> tuple[float, float] | None:
    """A place's point; a country's middle, which the corpora give and our records do not."""
    if place is None:
        return None
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    country = gazetteer.countries.get(place.country or "") if place.precision == 6 else None
    return None if country is None else (country.lat, country.lon)


def _articles(path: Path) -> Iterator[tuple[str, list[GoldToponym]]]:
    root = etree.fromstring(gzip.decompress(path.read_bytes()), etree.XMLParser(recover=True, huge_tree=True))
    for article in root.findall("article"):
        text = article.findtext("text") or ""
        found: list[GoldToponym] = []
        for node in (*article.iter("toponym"), *article.iter("location")):
            lat, lon = (
                node.findtext(".//lat") or node.findtext("latitude"),
                node.findtext(".//lon") or node.findtext("longitude"),
            )
            unlinked = node.find("geonamesID") is not None and not node.findtext("geonamesID")
            if not lat or not lon or not node.findtext("start") or unlinked:
                continue
            start, name = int(node.findtext("start") or 0), node.findtext("phrase") or node.findtext("name") or ""
            shift = -1 if name and not text.startswith(name, start) and text.startswith(name, start - 1) else 0
            span = Span(start + shift, int(node.findtext("end") or 0) + shift)
            found.append(
                GoldToponym(span, float(lat), float(lon), node.findtext(".//country") or node.findtext("countryName"))
            )
        yield text, found


def _with_names(document: Document, toponyms: Iterable[GoldToponym]) -> Document:
    """The document with the gold toponyms as its place names."""
    spans = [t.span for t in toponyms]
    parses: list[Parse] = []
    for parse in document.parses:
        gold: list[Name] = []
        for span in spans:
            inside = [w.i for w in parse.words if w.span.overlaps(span)]
            if inside:
                gold.append(Name(inside[0], inside[-1] + 1, "LOC"))
        kept = [n for n in parse.names if not any(n.start < g.end and g.start < n.end for g in gold)]
        parses.append(replace(parse, names=tuple(sorted({*kept, *gold}, key=lambda n: n.start))))
    return replace(document, parses=tuple(parses))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score_claims", options.shared / "tools" / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    library, gazetteer, report = Library(options.cache), open_gazetteer(), {}
    for name in (*CLAIMS, *GEOPARSING):
        if options.only and not any(only in name for only in options.only):
            continue
        if name in CLAIMS:
            figures, errors = measure_claims(options.shared / CLAIMS[name], library, gazetteer, scorer)
        else:
            figures, errors = measure_geoparsing(
                options.shared / "corpora/geoparsing" / f"{name}_train.xml.gz", library, gazetteer
            )
        report[name] = figures
        if not options.json:
            print(name, " ".join(f"{k} {v:.3f}" if v < 5 else f"{k} {v:.1f}" for k, v in figures.items()))
        for error in errors[: options.errors]:
            print("   ", error)
    if options.json:
        print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
