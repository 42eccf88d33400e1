"""Plain text: encodings, offsets, title, day, outlet, genre, hostile input; and the days of date lines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.records import Span
from reportedly.text.dates import read_date
from reportedly.text.plain import MAX_CHARS, Known, decode, read_plain

PAGE = """Rebels seize bridge at Ōmura’s ford

By Ana Ruiz
Published: 12 July 2016
Opinion

The rebels seized the bridge on Monday – “without a shot”, they said. The army denied it.

© 2016 The Example Times. All rights reserved.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(encoding: str) -> None:
    assert decode(PAGE.encode(encoding)) == PAGE


def test_windows_1252() -> None:
    text = "The général said “no” – twice – and left Orán for good."
    assert decode(text.encode("cp1252")) == text


def test_cyrillic_of_one_byte() -> None:
    text = "Военные сообщили, что ночью обстреляли город. Погибли три человека, ещё двое ранены. " * 8
    assert decode(text.encode("cp1251")) == text


def test_what_the_page_says() -> None:
    article = read_plain(PAGE)
    assert article.title == "Rebels seize bridge at Ōmura’s ford"
    assert article.published == date(2016, 7, 12)
    assert article.outlet == "The Example Times"
    assert article.genre == "opinion"
    assert [s.of(article.text)[:10] for s in article.body] == ["The rebels"]


def test_what_is_known_goes_first() -> None:
    known = Known(title="A", published=date(2020, 1, 2), outlet="B", genre="brief")
    article = read_plain(PAGE, known=known)
    assert (article.title, article.published, article.outlet, article.genre) == ("A", date(2020, 1, 2), "B", "brief")


def test_nothing_is_normalised() -> None:
    text = "The army\u00a0shelled the town.\r\n\r\nNobody died\u2026 it said.\r\n"
    article = read_plain(text.encode())
    assert article.text == text
    assert article.body == (Span(0, len(text)),)
    assert (article.title, article.published, article.outlet, article.genre) == (None, None, None, "report")


def test_an_update_is_no_publication() -> None:
    assert (
        read_plain("Port shut\nBy Ana Ruiz\nUpdated: 3 May 2020\n\nThe port was shut, and ten men died.").published
        is None
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"The army\0 came.", "NUL"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "binary"),
        (bytes(range(1, 32)) * 40 + b"\xff\xfe\xfd", "binary"),
        ("half \ud800 pair", "surrogate"),
        ("a\0b", "NUL"),
        ("\x01\x02\x03" * 50, "control"),
        ("a" * (MAX_CHARS + 1), "split"),
        (b"\xff\xfeabc", "utf-16"),
    ],
)
def test_hostile_input(data: bytes | str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_plain(data)


@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_an_input_error(data: bytes) -> None:
    try:
        article = read_plain(data)
    except InputError:
        return
    assert article.body
    assert article.body[-1].end <= len(article.text)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("July 12, 2016", date(2016, 7, 12)),
        ("12 Jul 2016 14:05 GMT", date(2016, 7, 12)),
        ("2016-07-12T10:00:00Z", date(2016, 7, 12)),
        ("Tuesday, 12th July 2016", date(2016, 7, 12)),
        ("SEPT. 3, 2019", date(2019, 9, 3)),
        ("Published: 12 July 2016 Updated: 13 July 2016", date(2016, 7, 12)),
        ("12/07/2016", None),
        ("13/07/2016", date(2016, 7, 13)),
        ("07/13/2016", date(2016, 7, 13)),
        ("07.07.2016", date(2016, 7, 7)),
        ("31 June 2016", None),
        ("Published: Updated:", None),
        ("12 July", None),
        ("112/07/20161", None),
    ],
)
def test_read_date(words: str, day: date | None) -> None:
    assert read_date(words) == day
