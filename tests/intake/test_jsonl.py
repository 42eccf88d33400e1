"""JSON lines: fields, ids, notes and failures."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.intake import Failure, read_jsonl
from reportedly.intake.jsonl import MAX_LINE
from reportedly.records import Article
from reportedly.text.plain import Known

TEXT = "The army shelled the town on Monday. Two people died."


def test_fields() -> None:
    line = json.dumps(
        {
            "id": "x/1 ",
            "title": "T",
            "text": TEXT,
            "published": "2016-07-12",
            "outlet": "O",
            "genre": "brief",
            "claims": [1],
        }
    )
    (article,) = read_jsonl([line], "a.jsonl")
    assert isinstance(article, Article)
    assert (article.id, article.title, article.text, article.outlet, article.genre) == ("x/1 ", "T", TEXT, "O", "brief")
    assert (article.published, article.source) == (date(2016, 7, 12), "a.jsonl:1")


def test_others_go_on_and_lines_are_counted() -> None:
    lines = ["\ufeff" + json.dumps({"text": TEXT}), "", "{bad", json.dumps({"text": TEXT, "id": 7}) + "\r\n"]
    first, bad, last = read_jsonl(lines, "a.jsonl")
    assert isinstance(first, Article)
    assert first.id == "a.jsonl:1"
    assert isinstance(bad, Failure)
    assert bad.source == "a.jsonl:3"
    assert not bad.kept
    assert isinstance(last, Article)
    assert last.id == "7"


def test_unknown_genre_is_read_as_report_with_a_note() -> None:
    note, article = read_jsonl([json.dumps({"text": TEXT, "genre": "poem"})], "a")
    assert isinstance(note, Failure)
    assert note.kept
    assert "poem" in note.message
    assert isinstance(article, Article)
    assert article.genre == "report"


def test_a_repeated_id_is_kept_with_a_note_that_names_the_first_line() -> None:
    lines = [json.dumps({"text": TEXT, "id": name}) for name in ("a", "b", "a", "a")]
    items = list(read_jsonl(["", *lines], "f"))
    assert [item.id for item in items if isinstance(item, Article)] == ["a", "b", "a", "a"]
    notes = [item for item in items if isinstance(item, Failure)]
    assert [(note.source, note.kept) for note in notes] == [("f:4", True), ("f:5", True)]
    assert all("line 2" in note.message for note in notes)


def test_known_goes_first() -> None:
    line = json.dumps({"text": TEXT, "title": "T", "published": "2016-07-12"})
    (article,) = read_jsonl([line], "a", known=Known(title="K", published=date(2020, 1, 1), outlet="O"))
    assert isinstance(article, Article)
    assert (article.title, article.published, article.outlet) == ("K", date(2020, 1, 1), "O")


def test_furniture_of_the_text_is_found_and_offsets_are_of_the_text_as_given() -> None:
    text = f"Town shelled\nBy Ana Ruiz\r\n\r\n{TEXT}\r\n\r\nTags: war, town"
    (article,) = read_jsonl([json.dumps({"text": text})], "a")
    assert isinstance(article, Article)
    assert article.text == text
    assert [span.of(text) for span in article.body] == [TEXT]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[1]", "a list"),
        ("12", "a number"),
        ('"x"', "object"),
        ("{}", "no `text`"),
        ('{"text": ""}', "empty"),
        ('{"text": null}', "null"),
        ('{"text": 5}', "number"),
        ('{"text": ["a"]}', "list"),
        ('{"text": "a b", "published": "soon"}', "2016-07-12"),
        ('{"text": "a b", "published": 2016}', "2016-07-12"),
        ('{"text": "a b", "published": "12/07/2016"}', "2016-07-12"),
        ('{"text": "a b", "title": 3}', "title"),
        ('{"text": "a b", "id": []}', "`id`"),
        ('{"text": "a b", "id": ""}', "`id`"),
        ('{"text": "a \\ud800 b"}', "surrogate"),
        ('{"text": "a b", "title": "\\ud800"}', "surrogate"),
        ('{"text": "a \\u0000 b"}', "NUL"),
        ('{"text": "caf\udce9"}', "UTF-8"),
        ('"a"', "holds a string"),
        ("[" * 100_000, "nested|JSON"),
        ('{"text": "a b", "n": ' + "9" * 5000 + "}", "number"),
        ('{"text": "' + "a" * MAX_LINE + '"}', "split"),
    ],
)
def test_failures(line: str, words: str) -> None:
    (failure,) = read_jsonl([line], "f")
    assert isinstance(failure, Failure)
    assert failure.source == "f:1"
    assert not failure.kept
    import re

    assert re.search(words, failure.message)


RECORDS = st.dictionaries(st.sampled_from(["text", "id", "genre"]), st.text(max_size=9), max_size=3)


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60) | st.builds(json.dumps, RECORDS), max_size=4))
def test_any_lines_never_crash(lines: list[str]) -> None:
    for item in read_jsonl(lines, "f"):
        assert isinstance(item, Article | Failure)
