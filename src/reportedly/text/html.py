"""A web page to an Article: main text, headline, day and outlet by trafilatura, then its furniture."""

from __future__ import annotations

import codecs
import re
from datetime import date
from typing import Any

from reportedly.errors import InputError
from reportedly.lexicon.furniture import FurnitureCues
from reportedly.records import Article
from reportedly.text.dates import read_date
from reportedly.text.plain import Known, build_article

MAX_BYTES = 10_000_000
MAX_TAGS = 20_000
"""The most tags of a page: extraction takes time that grows faster than their number."""
MAX_DEPTH = 500
"""The deepest nesting of a page's elements."""

_VOID = frozenset(b"br hr img input meta link area base col embed source track wbr param".split())
_SELF_CLOSING = frozenset(b"p li td tr th option dt dd tbody thead path circle rect use".split())
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ROOT = re.compile(rb"<html\b", re.IGNORECASE)
_BODY = re.compile(rb"<body\b", re.IGNORECASE)


def read_html(
    data: bytes,
    *,
    url: str | None = None,
    id: str = "page",
    known: Known = Known(),  # noqa: B008 - frozen
    source: str | None = None,
    cues: FurnitureCues | None = None,
) -> Article:
    """The article of a web page. Offsets count in the extracted text, whose paragraphs stand apart by a blank line.

    `url` helps with the outlet's name and the day. Raises InputError where the page is too large or too deeply nested,
    or where no article's text is found in it.
    """
    check_page(data)
    found = _extract(data, url)
    text = None if found is None else found.text
    if not isinstance(text, str) or not text.strip():
        raise InputError("no article text was found in the page; save the article's own page, or give its text as .txt")
    paragraphs = [line.strip() for line in text.splitlines()]
    read = Known(
        title=known.title if known.title is not None else _clean(found.title),
        published=known.published if known.published is not None else _day(found.date),
        outlet=known.outlet if known.outlet is not None else _clean(found.sitename),
        genre=known.genre,
    )
    joined = "\n\n".join(line for line in paragraphs if line)
    return build_article(joined, id=id, known=read, source=source if source is not None else url, cues=cues)


def check_page(data: bytes) -> None:
    """Raises InputError for a page that would hold up extraction: too large, too many tags, nested too deeply."""
    if not data.strip():
        raise InputError("the page is empty")
    if len(data) > MAX_BYTES:
        raise InputError(f"the page has {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    depth = 0
    for tags, (closing, name) in enumerate(_TAG.findall(data), start=1):
        lower = name.lower()
        if lower not in _VOID and lower not in _SELF_CLOSING:
            depth = max(0, depth - 1) if closing else depth + 1
        if tags > MAX_TAGS or depth > MAX_DEPTH:
            what = f"more than {MAX_TAGS:,} tags" if tags > MAX_TAGS else f"elements nested over {MAX_DEPTH} deep"
            raise InputError(f"the page has {what}; that is no article: give its text as .txt")


def _completed(data: bytes) -> bytes:
    """A part of a page made a whole one: extraction finds nothing in paragraphs that stand outside a page."""
    if _ROOT.search(data) or not _TAG.search(data):
        return data
    part = data.removeprefix(codecs.BOM_UTF8)
    return b"<html>" + (part if _BODY.search(part) else b"<body>" + part + b"</body>") + b"</html>"


def _extract(data: bytes, url: str | None) -> Any:
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            _completed(data), url=url, with_metadata=True, include_comments=False, include_tables=True
        )
    except Exception as error:  # a third-party parser on hostile input: whatever it raises means an unreadable page
        raise InputError(
            f"the page could not be read ({type(error).__name__}); give the article's text as .txt"
        ) from error


def _clean(words: object) -> str | None:
    return words.strip() or None if isinstance(words, str) else None


def _day(words: object) -> date | None:
    return read_date(words) if isinstance(words, str) else None
