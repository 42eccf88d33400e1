"""Lines of plain text as they were meant: one unit a paragraph, heading or button, hard line breaks undone."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from reportedly.records import Span

_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_BULLET = re.compile(r"(?:[-–—•*·▪●◦‣>]+\s|[•▪●◦‣]|[(\[]?\d{1,3}[.)]\s|[(\[]?[a-zA-Z][.)]\s)")
_TAIL_BRACKET = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]$")
_END = re.compile(r"[.!?…。؟:;।][\"'”’»)\]*]*$")
_INNER_END = re.compile(r"[.!?…]['\"”’)\]]*\s+['\"“‘(\[]*[A-ZÀ-Þ\d]")

PROSE_WORDS = 30
"""A unit of so many words is running text even where no full stop ends it."""
WRAP_COLUMNS = (40, 120)
"""The widths between which lines can be hard-wrapped text."""
FULL = 0.72
"""A wrapped line is full from this share of the widest line."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, heading or other line. `span` has no surrounding white space; `words` are in lower case.

    `ends` tells that it closes like a sentence (or a colon or semicolon), `bullet` that it opens like an item of a
    list, `gap` that a blank line (or the text's start) precedes it.
    """

    span: Span
    text: str
    words: tuple[str, ...]
    ends: bool
    bullet: bool
    gap: bool

    @property
    def fragment(self) -> bool:
        """No sentence: short, and nothing closes it."""
        return not self.ends and len(self.words) < PROSE_WORDS

    @property
    def several(self) -> bool:
        """More than one sentence."""
        return _INNER_END.search(self.text) is not None


def split_units(text: str) -> tuple[Unit, ...]:
    """The units of a text, in order. White space alone makes no unit.

    Example:
        >>> [u.text for u in split_units("Port closed\\n\\nThe port was closed.\\n")]
        ['Port closed', 'The port was closed.']
    """
    blocks = _blocks(text)
    width = max((w for b in blocks if (w := _wrap_width(text, b)) is not None), default=None)
    units: list[Unit] = []
    for block in blocks:
        for i, span in enumerate(_joined(text, block, width)):
            units.append(_unit(text, span, gap=i == 0))
    return tuple(units)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a line in lower case, apostrophes made straight.

    Example:
        >>> words_of("Aleppo’s “last” road")
        ("aleppo's", 'last', 'road')
    """
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def _unit(text: str, span: Span, *, gap: bool) -> Unit:
    words = span.of(text)
    return Unit(span, words, words_of(words), _closes(words), _BULLET.match(words) is not None, gap)


def _closes(line: str) -> bool:
    """Whether a sentence ends the line; what stands in brackets behind the sentence does not count."""
    end = line[-200:].rstrip()
    for _ in range(3):
        if _END.search(end):
            return True
        shorter = _TAIL_BRACKET.sub("", end)
        if shorter == end:
            return False
        end = shorter.rstrip()
    return _END.search(end) is not None


def _blocks(text: str) -> list[list[Span]]:
    """Lines without surrounding white space, grouped where blank lines part them."""
    blocks: list[list[Span]] = []
    last_end = 0
    for found in _LINE.finditer(text):
        line = found.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = found.start() + len(line) - len(line.lstrip())
        between = text[last_end : found.start()].replace("\r\n", "\n")
        breaks = sum(between.count(c) for c in "\n\r\v\f\u2028\u2029")
        if not blocks or breaks > 1:
            blocks.append([])
        blocks[-1].append(Span(start, start + len(stripped)))
        last_end = found.end()
    return blocks


def _wrap_width(text: str, block: list[Span]) -> int | None:
    """The width of a hard-wrapped block of three lines or more, None where its lines stand for themselves."""
    if len(block) < 3:
        return None
    width = max(s.end - s.start for s in block)
    if not WRAP_COLUMNS[0] <= width <= WRAP_COLUMNS[1]:
        return None
    joints = list(itertools.pairwise(block))
    full = [(a, b) for a, b in joints if a.end - a.start >= FULL * width]
    flowing = sum(1 for a, b in full if _flows(text, a, b))
    return width if len(full) >= 0.6 * len(joints) and flowing >= 0.5 * len(full) else None


def _flows(text: str, line: Span, following: Span) -> bool:
    """Whether the second line goes on with the first one's sentence."""
    if _closes(line.of(text)):
        return False
    head = following.of(text)
    return head[0].islower() or head[0].isdigit() or (head[:40].isupper() and line.of(text).isupper())


def _joined(text: str, block: list[Span], width: int | None) -> list[Span]:
    """The block's lines, those of one wrapped paragraph joined."""
    spans = [block[0]]
    own = _wrap_width(text, block) is not None
    for line, following in itertools.pairwise(block):
        size = line.end - line.start
        fits = width is not None and FULL * width <= size <= width and (own or len(block) == 2)
        loose = size >= WRAP_COLUMNS[0] and size <= WRAP_COLUMNS[1] and following.of(text)[0].islower()
        if not _BULLET.match(following.of(text)) and (fits or (loose and not _closes(line.of(text)))):
            spans[-1] = Span(spans[-1].start, following.end)
        else:
            spans.append(following)
    return spans
