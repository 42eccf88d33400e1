"""The day that a page's date line states: "July 12, 2016", "12 Jul 2016 14:05 GMT", "2016-07-12"."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: i
    for i, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})(?P<s>[-/.]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ \-/.]{{0,2}}"
    rf"(?P<m>{_MONTH})\b[ \-/.,]{{0,3}}(?P<y>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<m>{_MONTH})\b[ \-/.]{{0,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ ,\-/.]{{1,3}}(?P<y>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)")


def read_date(words: str) -> date | None:
    """The first day that is stated whole, None where none is or where its order of day and month is open.

    "12/07/2016" is open and None; "13/07/2016" and "07/07/2016" are not. Years are of four digits. At most the first
    300 code points are looked at.

    Example:
        >>> read_date("Published: 12 July 2016, updated 13 July 2016")
        datetime.date(2016, 7, 12)
    """
    head = words[:300]
    found: list[tuple[int, date]] = []
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(head):
            month = match["m"].lower()
            day = _day(int(match["y"]), _MONTHS.get(month) or int(month), int(match["d"]))
            if day is not None:
                found.append((match.start(), day))
                break
    for match in _NUMERIC.finditer(head):
        day = _numeric(int(match["a"]), int(match["b"]), int(match["y"]))
        if day is not None:
            found.append((match.start(), day))
        break
    return min(found)[1] if found else None


def _numeric(a: int, b: int, year: int) -> date | None:
    if a != b and a <= 12 and b <= 12:
        return None
    return _day(year, b, a) if b <= 12 else _day(year, a, b)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
