"""Quotations: the stretches between quotation marks, over sentences and paragraphs; and turns of a conversation.

A quotation that is opened and not closed at the end of its paragraph goes on where the next paragraph opens with a mark
again, as newspapers print it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.records import Document, Span

_MARK = re.compile(r'[“”„«»"]|``|\'\'|(?<!\w)‘|’(?!\w)')
_OPENING = frozenset({"“", "„", "«", "``", "‘"})
_CLOSING = frozenset({"”", "»", "’"})
_PARTNER = {"“": "”", "„": "“", "«": "»", "``": "''", "‘": "’"}
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[“\"„«])")
_LABEL = re.compile(
    r"^[ \t]*(?:\[(?P<a>[^\W\d_][^\[\]\n:]{1,40})\](?=[ \t]+\S)"
    r"|(?P<b>(?:Q|A|Question|Answer|QUESTION|ANSWER|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){1,3})):)",
    re.MULTILINE,
)
_LONGEST = 4000
"""Code points of one paragraph's quotation; a longer stretch is taken for a mark that was never closed."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch. `span` includes its marks; `continues` says that the quotation before it goes on here."""

    span: Span
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript: the span of its label ("SECRETARY KERRY", "Q") and that of what is said in it."""

    label: Span
    content: Span


def find_turns(document: Document) -> tuple[Turn, ...]:
    """The turns of a transcript, in order; empty where the text has fewer than two.

    Labels stand at the start of a paragraph, in brackets or before a colon.

    Example: "[GARCIA] They fired at us." is a turn with the label "GARCIA".
    """
    text = document.article.text
    labels = [(m.span("a") if m.group("a") else m.span("b"), m.end()) for m in _LABEL.finditer(text)]
    if len(labels) < 2:
        return ()
    breaks = [m.start() for m in _PARAGRAPH.finditer(text)] + [len(text)]
    ends = [label[0] for label, _ in labels[1:]] + [next(b for b in breaks if b >= labels[-1][1])]
    return tuple(Turn(Span(*label), Span(begin, end)) for (label, begin), end in zip(labels, ends, strict=True))


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations of the article's body, in order, none inside another.

    Example: in '"We left. They fired," he said.' the quotation is '"We left. They fired,"'.
    """
    text = document.article.text
    found: list[Quotation] = []
    for body in document.article.body:
        open_before = False
        for paragraph in _find_paragraphs(text, body):
            quotations, is_open = _read_paragraph(text, paragraph, open_before)
            found += quotations
            open_before = is_open
    return tuple(found)


def _find_paragraphs(text: str, body: Span) -> list[Span]:
    cuts = [m.span() for m in _PARAGRAPH.finditer(text, body.start, body.end)]
    starts = [body.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), body.end]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _read_paragraph(text: str, paragraph: Span, open_before: bool) -> tuple[list[Quotation], bool]:
    """The quotations of one paragraph, and whether the last is left open for the next paragraph."""
    found: list[Quotation] = []
    opened: int | None = None
    closer = ""
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        sign = mark.group()
        if opened is None:
            if sign in _CLOSING:
                continue
            opened, closer = mark.start(), _PARTNER.get(sign, sign)
        elif sign == closer:
            continues = open_before and not text[paragraph.start : opened].strip()
            found.append(Quotation(Span(opened, mark.end()), continues))
            opened = None
    if opened is None:
        return found, False
    end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
    if end - opened > _LONGEST or closer == "’":
        return found, False
    continues = open_before and not text[paragraph.start : opened].strip()
    found.append(Quotation(Span(opened, end), continues))
    return found, True
