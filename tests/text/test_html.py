"""Web pages: main text, headline, day, outlet, furniture; pages without text and pages made to hang."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest

from reportedly.errors import InputError
from reportedly.text.html import read_html
from reportedly.text.plain import Known

PAGE = """<!doctype html><html><head><title>Dam guards shot at Tarsa | Example Post</title>
<meta property="og:site_name" content="Example Post"><meta property="og:title" content="Dam guards shot at Tarsa">
<meta property="article:published_time" content="2019-05-03T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Dam guards shot at Tarsa</h1>
<p>Gunmen shot dead two guards of the dam at Tarsa on Thursday – “in cold blood” – the governor said.</p>
<p>Read more: Who owns the river?</p>
<p>The men came in a boat and fired from the water, a fisherman told this newspaper by telephone from the lake.</p>
<p>Police are looking for three men, and the army has sent a company to the dam, which feeds two cities.</p>
</article><footer>© 2019 Example Post</footer></body></html>"""


def test_page() -> None:
    article = read_html(PAGE.encode(), url="https://post.example/a", id="a")
    assert article.title == "Dam guards shot at Tarsa"
    assert article.published == date(2019, 5, 3)
    assert article.outlet == "Example Post"
    assert article.source == "https://post.example/a"
    body = "\n".join(span.of(article.text) for span in article.body)
    assert "two guards" in body
    assert "in a boat" in body
    assert "Police are looking" in body
    assert "Who owns" not in body
    assert "Home" not in article.text
    assert ".\n\n" in article.text


@pytest.mark.parametrize("page", ["<p>{}</p>", "<body><p>{}</p></body>", "\ufeff<p>{}</p>"])
def test_a_part_of_a_page_is_read(page: str) -> None:
    words = "Café owners of Tarsa struck on Thursday."
    assert read_html(page.format(words).encode()).text == words


def test_known_goes_first() -> None:
    article = read_html(PAGE.encode(), known=Known(title="T", published=date(2020, 1, 1), outlet="O"))
    assert (article.title, article.published, article.outlet) == ("T", date(2020, 1, 1), "O")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body></body></html>",
        b"<html><body><img src=a.png></body></html>",
        b"<html>" + b"<div>" * 200_000,
        b"<html><body>" + b"<br>" * 1_000_000,
        b"<" * 1_000_000,
        b"<html>\0\0\0",
        b"a" * 10_000_001,
    ],
    ids=["empty", "no body", "image", "deep", "breaks", "angles", "nul", "large"],
)
def test_pages_without_an_article(data: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(InputError):
        read_html(data)
    assert time.perf_counter() - start < 10


def test_import_is_light() -> None:
    heavy = "'trafilatura' in sys.modules or 'pypdfium2' in sys.modules"
    code = f"import sys, reportedly.text.html, reportedly.text.pdf; sys.exit({heavy})"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
