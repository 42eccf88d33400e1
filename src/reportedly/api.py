"""The library's short way in: a text, its claims."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from reportedly.errors import InputError
from reportedly.reading import Resources, load_resources, read_article
from reportedly.records import Genre, Reading
from reportedly.text.plain import Known, read_plain


def read(
    text: str,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    genre: Genre | None = None,
    resources: Resources | None = None,
) -> Reading:
    """The claims of a plain text. Offsets count code points in `text` as given.

    `published` is the day that "yesterday" hangs on, as a date or as "2016-07-12"; without it such times stay
    unresolved. `resources` None loads them at the first call and keeps them. Raises InputError for a text or a
    date that cannot be used.
    """
    known = Known(title=title, published=_read_day(published), outlet=outlet, genre=genre)
    return read_article(read_plain(text, known=known), _resources() if resources is None else resources)


def _read_day(published: date | str | None) -> date | None:
    """The day of a date, of a moment (in its own zone), or of "2016-07-12"."""
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published.strip())
    except (AttributeError, ValueError):
        raise InputError(f"published: {published!r} is no date; write it as 2016-07-12") from None


@cache
def _resources() -> Resources:
    return load_resources()
