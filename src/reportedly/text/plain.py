"""Plain text to an Article: decoding, the headline, the body, and what the furniture says about the text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.errors import InputError
from reportedly.lexicon.furniture import LONGEST, FurnitureCues, load_furniture
from reportedly.records import Article, Genre, Span
from reportedly.text.dates import read_date
from reportedly.text.furniture import find_body, guess_title

MAX_CHARS = 2_000_000
"""The longest text that is read as one article."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPARSE = 0.2
"""Share of bytes above ASCII up to which a text that is no UTF-8 is taken for Windows-1252."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article beside its text; it goes before what the text says. None: not known."""

    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    genre: Genre | None = None


def read_plain(
    data: bytes | str,
    *,
    id: str = "text",
    known: Known = Known(),
    source: str | None = None,
    cues: FurnitureCues | None = None,
) -> Article:
    """The article that a plain text is. `cues` None takes the package's own.

    The text is kept as it was given, line ends included; only a byte order mark is taken off. Raises InputError where
    it is empty, too long, binary or in no known encoding.
    """
    text = data if isinstance(data, str) else decode(data)
    return build_article(text, id=id, known=known, source=source, cues=cues)


def build_article(
    text: str,
    *,
    id: str,
    known: Known,
    source: str | None = None,
    cues: FurnitureCues | None = None,
) -> Article:
    """An article of a text already decoded or extracted: its body found, its title, day, outlet and genre completed."""
    check_text(text)
    cues = load_furniture() if cues is None else cues
    title = known.title if known.title is not None else guess_title(text, cues)
    body, notes = find_body(text, title, cues)
    lines = furniture_lines(text, body)
    return Article(
        id=id,
        text=text,
        body=body,
        title=title,
        published=known.published if known.published is not None else find_published(lines, cues),
        outlet=known.outlet if known.outlet is not None else find_outlet(lines, cues),
        genre=known.genre if known.genre is not None else guess_genre(lines, cues),
        source=source,
        notes=notes,
    )


def check_text(text: str) -> None:
    """Raises InputError for a text that no article can have, saying what is wrong with it."""
    if not text or text.isspace():
        raise InputError("the text is empty; an article needs at least one sentence")
    if len(text) > MAX_CHARS:
        raise InputError(
            f"the text has {len(text):,} characters; at most {MAX_CHARS:,} are read as one article: split it"
        )
    if (nul := text.find("\0")) >= 0:
        raise InputError(f"the text holds a NUL character at offset {nul}; that is no text file or a damaged one")
    if half := _SURROGATE.search(text):
        raise InputError(f"the text holds half of a surrogate pair at offset {half.start()}; it is no valid Unicode")
    if len(_CONTROL.findall(text[:100_000])) > 0.01 * min(len(text), 100_000):
        raise InputError("the text is full of control characters; that looks like a binary file")


def decode(data: bytes) -> str:
    """The text of some bytes: by byte order mark, as UTF-8, UTF-16 without a mark, or an older one-byte encoding.

    Raises InputError for binary data.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(data[len(bom) :], encoding)
    sample = data[:4096]
    if b"\0" in sample:
        for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if len(sample) >= 8 and sample[offset::2].count(0) >= 0.4 * len(sample[offset::2]):
                return _decode_as(data, encoding)
        raise InputError("the data holds NUL bytes and is no UTF-16; that looks like a binary file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_old(data)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"the data is marked as {encoding} but byte {error.start} is not: save it as UTF-8") from error


def _decode_old(data: bytes) -> str:
    sample = data[:200_000]
    control = sum(1 for b in sample if b < 32 and b not in b"\t\n\r\f\v\x1b")
    if control > 0.01 * len(sample):
        raise InputError("the data is neither UTF-8 nor any text: that looks like a binary file")
    if sum(1 for b in sample if b > 127) > _SPARSE * len(sample):
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        if best is None:
            raise InputError("the text's encoding is not recognised: save it as UTF-8")
        return _decode_as(data, best.encoding)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


# ---------------------------------------------------------------- what the furniture says


def furniture_lines(text: str, body: Sequence[Span]) -> tuple[str, ...]:
    """The lines of the text that lie outside its body, without surrounding white space."""
    edges = [0, *(edge for span in body for edge in (span.start, span.end)), len(text)]
    gaps = (text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple(line.strip() for gap in gaps for line in gap.splitlines() if line.strip())


def find_published(lines: Sequence[str], cues: FurnitureCues) -> date | None:
    """The day of publication that the furniture states, None where none or only that of an update is stated.

    A day behind "published" or "posted" goes before a bare one.
    """
    bare: date | None = None
    for line in lines:
        if len(line) > LONGEST:
            continue
        dated = any(cue.pattern.match(line) for cue in cues.cues if cue.kind == "date line")
        byline = not dated and any(cue.pattern.match(line) for cue in cues.cues if cue.kind == "byline")
        if not (dated or byline) or (day := read_date(line)) is None:
            continue
        opening = line[:24].lower()
        if opening.startswith(("published", "posted", "first published", "date published", "article published")):
            return day
        if bare is None and not any(word in opening for word in ("updated", "modified", "update")):
            bare = day
    return bare


def find_outlet(lines: Sequence[str], cues: FurnitureCues) -> str | None:
    """The outlet that a copyright line or a disclaimer names, None where none does."""
    for line in reversed(lines):
        for sign in cues.outlet_signs:
            if found := sign.pattern.match(line[:LONGEST]):
                name = re.split(
                    r"\s*(?:\ball rights\b|\bltd\b|\binc\b|\s-\s)", found["outlet"], maxsplit=1, flags=re.I
                )[0]
                return name.strip(" .,-–—|") or None
    return None


def guess_genre(lines: Sequence[str], cues: FurnitureCues) -> Genre:
    """ "opinion" where the furniture has the signs of a signed opinion piece, "report" otherwise."""
    for line in lines:
        if any(sign.pattern.match(line[:LONGEST]) for sign in cues.opinion_signs):
            return "opinion"
    return "report"
