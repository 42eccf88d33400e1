"""A PDF to an Article: the pages' text joined, hyphenation and hard line breaks undone, running heads dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reportedly.errors import InputError
from reportedly.lexicon.furniture import FurnitureCues
from reportedly.records import Article
from reportedly.text.plain import MAX_CHARS, Known, build_article

MAX_PAGES = 500
EDGE_LINES = 3
"""Lines at the top and foot of a page among which running heads are looked for."""
SHORT = 0.7
"""A line shorter than this share of the usual one ends its paragraph if it closes a sentence."""
HEADING = 0.6
"""A line shorter than this share that closes no sentence is a heading if a capital follows."""

_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|seite|página)?\s*\d{1,4}(?:\s*(?:of|/|de)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_END = re.compile(r"[.!?…:][\"'”’)\]]*$")
_BULLET = re.compile(r"[•▪●*–-]\s|\(?\d{1,3}[.)]\s")
_SOFT = "\ufffe\u00ad\x02"
"""What stands for a hyphen that only breaks a line: PDFium's own marks and the soft hyphen."""


def read_pdf(
    data: bytes,
    *,
    id: str = "document",
    known: Known = Known(),  # noqa: B008 - frozen
    source: str | None = None,
    cues: FurnitureCues | None = None,
) -> Article:
    """The article of a PDF. Offsets count in the extracted text, whose paragraphs stand apart by a blank line.

    Running heads, feet and page numbers are not taken into the text. Raises InputError where the file is damaged,
    locked by a password, longer than MAX_PAGES, or holds images of pages and no text.
    """
    pages = _page_lines(data)
    lines = [line for page in _drop_running(pages) for line in page]
    text = "\n\n".join(_paragraphs(lines))
    if sum(c.isalpha() for c in text) < 20:
        raise InputError("the PDF holds no text, only images of pages: run OCR on it first and give its text")
    return build_article(text, id=id, known=known, source=source, cues=cues)


def _page_lines(data: bytes) -> list[list[str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("the PDF is locked by a password: save it without one") from error
        raise InputError("the PDF is damaged or no PDF: open and save it again, or give its text") from error
    try:
        if len(document) > MAX_PAGES:
            raise InputError(
                f"the PDF has {len(document)} pages; at most {MAX_PAGES} are read as one article: split it"
            )
        return [list(_lines(text)) for text in _page_texts(document)]
    except pypdfium2.PdfiumError as error:
        raise InputError("a page of the PDF is damaged: open and save it again, or give its text") from error
    finally:
        document.close()


def _page_texts(document: object) -> Iterator[str]:
    total = 0
    for page in document:  # type: ignore[attr-defined]
        textpage = page.get_textpage()
        text: str = textpage.get_text_range()
        textpage.close()
        page.close()
        total += len(text)
        if total > MAX_CHARS:
            raise InputError(f"the PDF holds more than {MAX_CHARS:,} characters: split it")
        yield text.replace("\0", "")


def _lines(text: str) -> Iterator[str]:
    """A page's lines without surrounding white space; a word broken by a soft hyphen is made whole."""
    joined = re.sub(rf"[{_SOFT}][ \t]*(?:\r\n?|\n)?", "", text)
    for line in re.split(r"\r\n?|\n", joined):
        yield " ".join(line.split())


def _drop_running(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without page numbers and without the lines that most pages have at their top or foot."""
    kept = [list(page) for page in pages]
    counts: Counter[str] = Counter()
    for page in kept:
        counts.update({_shape(page[i]) for i in _edges(page)})
    often = max(2, (len(pages) + 1) // 2)
    for page in kept:
        for i in reversed(_edges(page)):
            line = page[i]
            if _PAGE_NUMBER.fullmatch(line) or (counts[_shape(line)] >= often and len(line) <= 150):
                del page[i]
    return kept


def _edges(page: Sequence[str]) -> list[int]:
    filled = [i for i, line in enumerate(page) if line]
    return sorted({*filled[:EDGE_LINES], *filled[-EDGE_LINES:]})


def _shape(line: str) -> str:
    """A line with its numbers made equal, so that "Page 3" and "Page 4" are the same."""
    return re.sub(r"\d+", "#", line.lower())


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    filled = sorted(len(line) for line in lines if line)
    usual = filled[int(0.9 * (len(filled) - 1))] if filled else 0
    paragraph = ""
    for i, line in enumerate(lines):
        if not line:
            if paragraph and _END.search(paragraph):
                yield paragraph
                paragraph = ""
            continue
        if paragraph and _BULLET.match(line) and _END.search(paragraph):
            yield paragraph
            paragraph = ""
        paragraph = _joined(paragraph, line)
        if _ends_paragraph(line, lines[i + 1] if i + 1 < len(lines) else "", usual):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _joined(paragraph: str, line: str) -> str:
    """Two lines as one: a word broken by a hyphen before a small letter is made whole."""
    if re.search(r"[a-zß-öø-ÿ]-$", paragraph) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}".strip()


def _ends_paragraph(line: str, following: str, usual: int) -> bool:
    if _END.search(line):
        return len(line) < SHORT * usual
    return len(line) < HEADING * usual and not (following and following[0].islower())
