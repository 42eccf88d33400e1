"""Articles as JSON lines: one object a line with `text` and, where known, id, title, published, outlet, genre."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, cast, get_args

from reportedly.errors import InputError
from reportedly.intake.failure import Failure
from reportedly.lexicon.furniture import FurnitureCues, load_furniture
from reportedly.records import Article, Genre
from reportedly.text.dates import read_date
from reportedly.text.plain import MAX_CHARS, Known, build_article

MAX_LINE = 4 * MAX_CHARS
"""The longest line that is parsed, in code points: a text of MAX_CHARS with every character escaped once, and more."""
FIELDS = ("title", "outlet")
_BAD_BYTE = re.compile(r"[\udc80-\udcff]")
"""What Python's "surrogateescape" makes of a byte that is no UTF-8."""
UNKNOWN_GENRE: Genre = "report"
"""What an article of a genre that the rules do not know is taken for."""


def read_jsonl(
    lines: Iterable[str],
    source: str,
    *,
    known: Known = Known(),  # noqa: B008 - frozen
    cues: FurnitureCues | None = None,
) -> Iterator[Article | Failure]:
    """The articles of JSON lines, in order; a bad line gives a Failure that names it, and the others go on.

    Ids are kept exactly; a line without one is named "source:line". Offsets count in `text` as given. `known` goes
    before what a line says. Claims and unknown fields are passed over. An unknown genre is read as "report", with a
    note (a Failure whose `kept` is true) before the article. An id that an earlier line has is kept, with a note too.
    """
    cues = load_furniture() if cues is None else cues
    first: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        where = f"{source}:{number}"
        try:
            record = _record(line)
            notes, article = _article(record, where, known, cues)
        except InputError as error:
            yield Failure(where, str(error))
            continue
        yield from notes
        if first.setdefault(article.id, number) != number:
            told = f"the id {article.id[:40]!r} is that of line {first[article.id]} too; kept as given"
            yield Failure(where, f"{told}: give each article its own", kept=True)
        yield article


def _record(line: str) -> Mapping[str, Any]:
    if len(line) > MAX_LINE:
        raise InputError(f"the line has {len(line):,} characters; at most {MAX_LINE:,} are read: split the text")
    if _BAD_BYTE.search(line):
        raise InputError("the line is not UTF-8; save the file as UTF-8")
    try:
        record = json.loads(line.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        what = f"{error.msg.removesuffix(' at')} at column {error.colno}"
        raise InputError(f"no valid JSON ({what}); each line must be one JSON object") from error
    except (RecursionError, ValueError) as error:
        raise InputError(
            "no usable JSON (nested too deeply, or a number too long); give one flat object a line"
        ) from error
    if not isinstance(record, dict):
        raise InputError(f"the line holds {_kind(record)}; each line must be a JSON object with a `text` field")
    return record


def _article(
    record: Mapping[str, Any], where: str, known: Known, cues: FurnitureCues
) -> tuple[tuple[Failure, ...], Article]:
    text = record.get("text")
    if not isinstance(text, str):
        what = "no `text` field" if "text" not in record else f"`text` is {_kind(text)}"
        raise InputError(f"{what}; give the article's text as a string")
    genre, notes = _genre(record.get("genre"), where)
    own = {name: _string(record, name) for name in FIELDS}
    merged = Known(
        title=known.title if known.title is not None else own["title"],
        published=known.published if known.published is not None else _published(record.get("published")),
        outlet=known.outlet if known.outlet is not None else own["outlet"],
        genre=known.genre if known.genre is not None else genre,
    )
    return notes, build_article(text, id=_id(record, where), known=merged, source=where, cues=cues)


def _id(record: Mapping[str, Any], where: str) -> str:
    given = record.get("id")
    if given is None:
        return where
    if isinstance(given, bool) or not isinstance(given, str | int) or given == "":
        raise InputError(f"`id` is {_kind(given)}; give a string that is not empty, or leave it out")
    return _valid("id", str(given))


def _string(record: Mapping[str, Any], name: str) -> str | None:
    given = record.get(name)
    if given is None or given == "":
        return None
    if not isinstance(given, str):
        raise InputError(f"`{name}` is {_kind(given)}; give a string or null")
    return _valid(name, given)


def _valid(name: str, words: str) -> str:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"`{name}` holds half of a surrogate pair at offset {error.start}; it is no valid Unicode"
        ) from error
    if "\0" in words:
        raise InputError(f"`{name}` holds a NUL character")
    return words


def _published(given: object) -> date | None:
    if given is None or given == "":
        return None
    if isinstance(given, str):
        try:
            return datetime.fromisoformat(given.strip()).date()
        except ValueError:
            if (day := read_date(given)) is not None:
                return day
    raise InputError(f"`published` is {str(given)[:40]!r}; give a date such as 2016-07-12, or null")


def _genre(given: object, where: str) -> tuple[Genre | None, tuple[Failure, ...]]:
    if given is None or given == "":
        return None, ()
    if isinstance(given, str) and given in get_args(Genre):
        return cast(Genre, given), ()
    genres = ", ".join(get_args(Genre))
    note = Failure(where, f"unknown genre {str(given)[:40]!r}, read as {UNKNOWN_GENRE}; known are {genres}", kept=True)
    return UNKNOWN_GENRE, (note,)


def _kind(value: object) -> str:
    if value == "":
        return "an empty string"
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
