"""The file form of annotated articles: one JSON object an article, claims with spans into its text.

Fields that a claim does not have are left out. Reasons, scores and catalogue ids are not part of this form; `rows` has
one with them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from reportedly.records import Claim, Count, Interval, Party, Place, Reading, Span


def format_article(reading: Reading) -> str:
    """One line of JSON, without its line end."""
    return json.dumps(build_article(reading), ensure_ascii=False)


def build_article(reading: Reading) -> dict[str, Any]:
    """The article and its claims as plain values, ids kept."""
    article = reading.article
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "published": article.published.isoformat() if article.published is not None else None,
        "outlet": article.outlet,
        "genre": article.genre,
        "claims": [build_claim(claim, article.text) for claim in reading.claims],
    }


def build_claim(claim: Claim, text: str) -> dict[str, Any]:
    """The claim as plain values; empty fields are left out."""
    built = {
        "trigger": build_span(claim.trigger, text),
        "quote": build_span(claim.quote, text),
        "type": claim.type.value,
        "mode": claim.mode,
        "actors": [_build_party(p) for p in claim.actors],
        "recipients": [_build_party(p) for p in claim.recipients],
        "places": [_build_place(p) for p in claim.places],
        "time": _build_time(claim.time),
        "harm": {kind: _build_count(count) for kind, count in claim.harm.items()},
        "targets": list(claim.targets),
        "instrument": build_span(claim.instrument, text),
        "said_by": [speaker.text for speaker in claim.said_by],
        "status": claim.status.value,
        "hedge": build_span(claim.hedge, text),
    }
    return _without_empty(built)


def build_span(span: Span | None, text: str) -> dict[str, Any] | None:
    """The words with their offsets, None for None."""
    return None if span is None else {"text": span.of(text), "start": span.start, "end": span.end}


def _build_party(party: Party) -> dict[str, Any]:
    return _without_empty({"mention": party.mention, "country": party.country, "sector": party.sector})


def _build_place(place: Place) -> dict[str, Any]:
    return _without_empty({"mention": place.mention, "country": place.country, "lat": place.lat, "lon": place.lon})


def _build_time(time: Interval | None) -> dict[str, Any] | None:
    if time is None:
        return None
    return {"text": time.text, "start": time.start.isoformat(), "end": time.end.isoformat(), "grain": time.grain}


def _build_count(count: Count) -> dict[str, Any]:
    return _without_empty({"text": count.text, "low": count.low, "best": count.best, "high": count.high})


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value not in ([], {}, ())}
