"""The file form of annotated articles, and readings made by hand for the other exports' tests."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from reportedly.exports.articles import build_article, build_claim, format_article
from reportedly.records import Article, Claim, Count, Interval, Party, Place, Reading, Span, Speaker, Status, Type

TEXT = "On Monday they reportedly shelled Kolma, killing about 60 people, “a medic” told Reuters."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ARTICLE = Article("a:1", TEXT, (Span(0, len(TEXT)),), published=date(2024, 5, 8))
BARE = Claim("a:1", at("shelled"), Span(0, len(TEXT)), Type.ASSAULT, Status.HAPPENED)
CLAIM = replace(
    BARE,
    mode="heavy-weapons",
    actors=(Party("the northern rebels", at("they"), country="MLI", sector="REB", id="x", score=0.5, reason="named"),),
    recipients=(Party("people", at("people")),),
    places=(Place("Kolma", at("Kolma"), country="MLI", lat=0.0, lon=-4.25, score=0.9),),
    time=Interval(at("On Monday"), "On Monday", date(2024, 5, 6), date(2024, 5, 6), "day"),
    harm={"killed": Count(at("about 60"), "about 60", best=60), "injured": Count(at("about 60"), "about 60", best=0)},
    said_by=(Speaker("a medic", at("a medic")), Speaker("Reuters", at("Reuters"))),
    hedge=at("reportedly"),
)


def test_the_claim_has_the_fields_of_the_file_form() -> None:
    assert build_claim(CLAIM, TEXT) == {
        "trigger": {"text": "shelled", "start": 26, "end": 33},
        "quote": {"text": TEXT, "start": 0, "end": len(TEXT)},
        "type": "ASSAULT",
        "mode": "heavy-weapons",
        "actors": [{"mention": "the northern rebels", "country": "MLI", "sector": "REB"}],
        "recipients": [{"mention": "people"}],
        "places": [{"mention": "Kolma", "country": "MLI", "lat": 0.0, "lon": -4.25}],
        "time": {"text": "On Monday", "start": "2024-05-06", "end": "2024-05-06", "grain": "day"},
        "harm": {"killed": {"text": "about 60", "best": 60}, "injured": {"text": "about 60", "best": 0}},
        "said_by": ["a medic", "Reuters"],
        "status": "happened",
        "hedge": {"text": "reportedly", "start": 15, "end": 25},
    }


def test_empty_fields_of_a_claim_are_left_out() -> None:
    assert set(build_claim(BARE, TEXT)) == {"trigger", "quote", "type", "status"}


@pytest.mark.parametrize("published", [None, date(2024, 5, 8)])
def test_the_article_keeps_its_own_fields_even_where_unknown(published: date | None) -> None:
    built = build_article(Reading(replace(ARTICLE, published=published), ()))
    assert built == {
        "id": "a:1",
        "title": None,
        "text": TEXT,
        "published": None if published is None else "2024-05-08",
        "outlet": None,
        "genre": "report",
        "claims": [],
    }


def test_an_article_is_one_line_that_reads_back() -> None:
    article = replace(ARTICLE, title="Line\none\u2028two “three”")
    line = format_article(Reading(article, (CLAIM, BARE)))
    assert "\n" not in line
    assert "“three”" in line
    read = json.loads(line)
    assert read["title"] == article.title
    assert len(read["claims"]) == 2
