"""Rows and records: read back, neutral to spreadsheets, and every span on its words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.exports.rows import COLUMNS, FORMULA_STARTS, build_record, format_header, format_record, format_row
from reportedly.records import (
    Article,
    Claim,
    Count,
    Interval,
    Party,
    Place,
    Reading,
    Reason,
    Span,
    Speaker,
    Status,
    Type,
)

TEXT = "On Monday, said a medic,\nthey reportedly shelled Kolma with mortars, killing at least 60 people."
SPACE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def reading(title: str | None = "War", reason: str = '"they" stands for them') -> Reading:
    article = Article("a", TEXT, (Span(0, len(TEXT)),), title=title, published=date(2024, 5, 8))
    claim = Claim(
        "a",
        at("shelled"),
        Span(0, len(TEXT)),
        Type.ASSAULT,
        Status.HAPPENED,
        mode="heavy-weapons",
        actors=(
            Party("the rebels", at("they"), country="MLI", sector="REB", id="group:x", score=0.51239, reason=reason),
            Party("them", at("they")),
        ),
        recipients=(Party("people", at("people"), sector="CVL"),),
        places=(Place("region", at("mortars")), Place("Kolma", at("Kolma"), country="MLI", lat=-1.5, lon=0.0)),
        time=Interval(at("On Monday"), "On Monday", date(2024, 5, 6), date(2024, 5, 7), "day", "before the 8th"),
        harm={"killed": Count(at("at least 60"), "at least 60", low=60, best=60)},
        targets=("housing", "market"),
        instrument=at("mortars"),
        said_by=(Speaker("a medic", at("a medic")),),
        hedge=at("reportedly"),
        probability=0.87654,
        reasons=(Reason("type", "ASSAULT shell"),),
    )
    return Reading(article, (claim,))


def rows(given_reading: Reading) -> list[dict[str, str]]:
    lines = [format_header(), *(format_row(given_reading, claim) for claim in given_reading.claims)]
    return list(csv.DictReader(io.StringIO("".join(line + "\n" for line in lines), newline=""), strict=True))


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "start" in value and isinstance(value["start"], int):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def test_a_row_reads_back() -> None:
    (row,) = rows(reading())
    told = {name: cell for name, cell in row.items() if cell}
    assert tuple(row) == COLUMNS
    assert told == {
        "article": "a", "title": "War", "published": "2024-05-08", "type": "ASSAULT", "mode": "heavy-weapons",
        "status": "happened", "trigger": "shelled", "start": "41", "end": "48",
        "actors": "the rebels; them", "actor_codes": "MLI REB; ", "recipients": "people", "recipient_codes": "CVL",
        "places": "region; Kolma", "place_countries": "; MLI", "lat": "-1.5", "lon": "0.0",
        "time_start": "2024-05-06", "time_end": "2024-05-07", "time_grain": "day", "time_text": "On Monday",
        "killed_low": "60", "killed_best": "60", "targets": "housing; market", "instrument": "mortars",
        "said_by": "a medic", "hedge": "reportedly", "probability": "0.877", "quote": TEXT,
    }  # fmt: skip


def test_a_row_ends_without_a_line_end_of_its_own() -> None:
    assert not format_header().endswith(("\r", "\n"))
    assert not format_row(reading("ends\r\n"), reading().claims[0]).endswith(("\r", "\n"))


@given(SPACE, SPACE)
def test_any_title_reads_back_from_one_row(before: str, after: str) -> None:
    title = f'{before}\n"{after},\r'
    (row,) = rows(reading(title))
    assert row["title"].removeprefix("'") == title.removeprefix("'")
    assert row["quote"] == TEXT


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_cells_that_spreadsheets_take_for_formulas_are_neutral(start: str) -> None:
    formula = f'{start}HYPERLINK("http://x")'
    (row,) = rows(reading(formula))
    assert row["title"] == "'" + formula


def test_numbers_below_zero_stay_numbers() -> None:
    assert float(rows(reading())[0]["lat"]) == -1.5


def test_every_span_of_a_record_lies_on_its_words() -> None:
    record = build_record(reading(), reading().claims[0])
    found = list(spans(record))
    assert len(found) == 12
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in found)


def test_a_record_adds_ids_scores_and_reasons() -> None:
    record = json.loads(format_record(reading(), reading().claims[0]))
    first, second = record["actors"]
    assert first == {
        "mention": "the rebels", "text": "they", "start": 25, "end": 29, "country": "MLI", "sector": "REB",
        "id": "group:x", "score": 0.512, "reason": "\"they\" stands for them",
    }  # fmt: skip
    assert set(second) == {"mention", "text", "start", "end", "score"}
    assert record["probability"] == 0.877
    assert record["reasons"] == [{"field": "type", "text": "ASSAULT shell"}]
    assert record["time"] == {
        "text": "On Monday", "start": "2024-05-06", "end": "2024-05-07", "grain": "day",
        "span": {"text": "On Monday", "start": 0, "end": 9}, "reason": "before the 8th",
    }  # fmt: skip


def test_a_record_is_one_line() -> None:
    assert "\n" not in format_record(reading("a\nb"), reading().claims[0])
