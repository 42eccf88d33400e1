"""The library's short way in."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

import reportedly
from reportedly.errors import InputError, ReportedlyError
from reportedly.records import Reading

TEXT = "Rebels shelled the town of Kolma on Monday, a hospital official said."


@pytest.mark.parametrize(
    "published", [date(2024, 5, 8), "2024-05-08", " 2024-05-08 ", datetime(2024, 5, 8, 12, tzinfo=UTC)]
)
def test_read_takes_a_day_in_any_form(published: date | str) -> None:
    reading = reportedly.read(TEXT, published=published, outlet="Gazette", title="War", genre="brief")
    assert isinstance(reading, Reading)
    article = reading.article
    assert (article.text, article.outlet, article.title, article.genre) == (TEXT, "Gazette", "War", "brief")
    assert type(article.published) is date
    assert article.published == date(2024, 5, 8)


def test_the_same_text_gives_the_same_reading() -> None:
    assert reportedly.read(TEXT, published="2024-05-08") == reportedly.read(TEXT, published="2024-05-08")


def test_claims_lie_in_their_quotes_and_in_order() -> None:
    claims = reportedly.read(TEXT * 3).claims
    assert all(claim.quote.covers(claim.trigger) for claim in claims)
    assert [c.trigger for c in claims] == sorted(c.trigger for c in claims)


@pytest.mark.parametrize("published", ["yesterday", "2024-13-01", "", 20240508])
def test_a_day_that_is_none_raises(published: str) -> None:
    with pytest.raises(InputError, match="write it as 2016-07-12"):
        reportedly.read(TEXT, published=published)


@pytest.mark.parametrize("text", ["", "  \n", "a\0b"])
def test_a_text_that_is_none_raises(text: str) -> None:
    with pytest.raises(ReportedlyError):
        reportedly.read(text)


def test_every_public_name_is_there() -> None:
    assert {name for name in reportedly.__all__ if getattr(reportedly, name, None) is None} == set()
    assert set(reportedly.__all__) <= set(dir(reportedly))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reportedly.nothing


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, reportedly; print([m for m in ('numpy', 'onnxruntime', 'yaml', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
