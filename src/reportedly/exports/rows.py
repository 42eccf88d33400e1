"""One claim a record: flat rows for CSV, nested records for JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from reportedly.exports.articles import build_claim
from reportedly.records import HARM_KINDS, Claim, Party, Place, Reading, Span

COLUMNS = (
    "article", "title", "published", "outlet", "type", "mode", "status", "trigger", "start", "end",
    "actors", "actor_codes", "recipients", "recipient_codes", "places", "place_countries", "lat", "lon",
    "time_start", "time_end", "time_grain", "time_text",
    *(f"{kind}_{bound}" for kind in HARM_KINDS for bound in ("low", "best", "high")),
    "targets", "instrument", "said_by", "hedge", "probability", "quote",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Cells that begin so are formulas to spreadsheets (OWASP's list); a quote mark before them keeps them words."""
LINE_END = "\r\n"
"""What the csv writer ends a row with: it quotes cells that hold one of these characters."""


def format_record(reading: Reading, claim: Claim) -> str:
    """One line of JSON: the claim with its article, catalogue ids, scores and reasons."""
    return json.dumps(build_record(reading, claim), ensure_ascii=False)


def build_record(reading: Reading, claim: Claim) -> dict[str, Any]:
    """The claim in the article form's fields, with what that form leaves out."""
    article = reading.article
    record: dict[str, Any] = {
        "article": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published is not None else None,
        "outlet": article.outlet,
        **build_claim(claim, article.text),
        "probability": round(claim.probability, 3),
    }
    for role, parties in (("actors", claim.actors), ("recipients", claim.recipients)):
        if parties:
            record[role] = [_party_record(p, article.text) for p in parties]
    if claim.places:
        record["places"] = [_place_record(p, article.text) for p in claim.places]
    if claim.time is not None:
        record["time"] |= _known(span=_words(claim.time.span, article.text), reason=claim.time.reason or None)
    for kind, count in claim.harm.items():
        record["harm"][kind] |= _offsets(count.span)
    if claim.said_by:
        record["said_by"] = [{"text": s.text, **_offsets(s.span)} for s in claim.said_by]
    record["reasons"] = [{"field": reason.field, "text": reason.text} for reason in claim.reasons]
    return record


def format_header() -> str:
    return _format_csv(COLUMNS)


def format_row(reading: Reading, claim: Claim) -> str:
    """One line of CSV in the order of COLUMNS, without its line end; formula cells are neutralised."""
    return _format_csv(_neutral(cell) for cell in _build_cells(reading, claim))


def _build_cells(reading: Reading, claim: Claim) -> Iterable[object]:
    article, text = reading.article, reading.article.text
    point = next((p for p in claim.places if p.lat is not None), None)
    yield from (article.id, article.title, article.published, article.outlet)
    yield from (claim.type.value, claim.mode, claim.status.value, claim.trigger.of(text))
    yield from (claim.trigger.start, claim.trigger.end)
    for parties in (claim.actors, claim.recipients):
        yield "; ".join(p.mention for p in parties)
        yield "; ".join(" ".join(c for c in (p.country, p.sector) if c is not None) for p in parties)
    yield "; ".join(p.mention for p in claim.places)
    yield "; ".join(p.country or "" for p in claim.places)
    yield from (None, None) if point is None else (point.lat, point.lon)
    time = claim.time
    yield from (None,) * 4 if time is None else (time.start, time.end, time.grain, time.text)
    for kind in HARM_KINDS:
        count = claim.harm.get(kind)
        yield from (None,) * 3 if count is None else (count.low, count.best, count.high)
    yield "; ".join(claim.targets)
    yield None if claim.instrument is None else claim.instrument.of(text)
    yield "; ".join(s.text for s in claim.said_by)
    yield None if claim.hedge is None else claim.hedge.of(text)
    yield round(claim.probability, 3)
    yield claim.quote.of(text)


def _party_record(party: Party, text: str) -> dict[str, Any]:
    return _known(
        mention=party.mention, **_words(party.span, text), country=party.country, sector=party.sector, id=party.id,
        score=round(party.score, 3), reason=party.reason or None,
    )  # fmt: skip


def _place_record(place: Place, text: str) -> dict[str, Any]:
    return _known(
        mention=place.mention, **_words(place.span, text), country=place.country, id=place.id, name=place.name,
        lat=place.lat, lon=place.lon, kind=place.kind, precision=place.precision, radius_km=place.radius_km,
        score=round(place.score, 3), reason=place.reason or None,
    )  # fmt: skip


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _words(span: Span, text: str) -> dict[str, Any]:
    """The words at the span: a pronoun where `mention` is what it stands for."""
    return {"text": span.of(text), **_offsets(span)}


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _neutral(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _format_csv(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=LINE_END).writerow(["" if c is None else c for c in cells])
    return buffer.getvalue().removesuffix(LINE_END)
