"""What a page says twice: pull quotes and stand-firsts that repeat the body, and the names under them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reportedly.text.lines import Unit
from reportedly.text.page import NAME, Page, is_name

GRAM = 4
"""Words in a row that are compared to find what is repeated."""
LONG_PARAGRAPH = 400
"""Words of the longest paragraph that is compared for near repetition."""


def mark_repeats(page: Page) -> None:
    """Pull quotes and stand-firsts that say again what the body says, and the names under them."""
    places: dict[tuple[str, ...], list[int]] = {}
    for i, unit in enumerate(page.units):
        if page.reasons[i] is None:
            for gram in set(_grams(unit.words)):
                found = places.setdefault(gram, [])
                if len(found) < 8:
                    found.append(i)
    for i, unit in enumerate(page.units):
        if page.reasons[i] is not None and (page.reasons[i] == "headline" or unit.words not in page.authors):
            continue
        if page.reasons[i] is None and _repeats(page, i, places):
            page.mark(i, "pull quote or summary that repeats the body")
            _mark_attribution(page, i)
        elif unit.fragment and unit.words in page.authors:
            page.mark(i, "author's name")


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1))


def _repeats(page: Page, i: int, places: dict[tuple[str, ...], list[int]]) -> bool:
    unit = page.units[i]
    if unit.bullet or not 6 <= len(unit.words) <= 80:
        return False
    grams = list(_grams(unit.words))
    shared: Counter[int] = Counter()
    for gram in grams:
        shared.update(j for j in places.get(gram, ()) if j != i and page.reasons[j] is None)
    for j, n in shared.most_common(4):
        other = page.units[j]
        if len(other.words) < len(unit.words) or (len(other.words) == len(unit.words) and j > i):
            continue
        near = n >= 0.75 * len(grams) and len(unit.words) >= 8 and len(other.words) <= LONG_PARAGRAPH
        if n == len(grams) or (near and _says_no_more(unit, other)):
            return True
    return False


def _says_no_more(unit: Unit, other: Unit) -> bool:
    """Whether every number and name of the first stands in the second, and all but one of its longer words."""
    known = set(other.words)
    proper = {
        w.lower().replace("’", "'") for w in re.findall(r"(?<=[a-z,;] )[A-ZÀ-Þ][\w'’-]+|\d[\d.,]*\d|\d", unit.text)
    }
    new = [w for w in unit.words if len(w) >= 4 and w not in known]
    return len(new) <= 1 and proper <= known | {w.replace(".", "") for w in known}


def _mark_attribution(page: Page, quote: int) -> None:
    """The line under a pull quote: a name, with or without a dash, a title, a comma."""
    i = quote + 1
    if i + 1 >= len(page.units) or page.reasons[i] is not None:
        return
    unit = page.units[i]
    dashed = unit.text[0] in "-–—~" and len(unit.words) <= 14 and unit.fragment
    titled = "," in unit.text and NAME.match(unit.text) is not None and unit.fragment and len(unit.words) <= 12
    quoted = page.units[quote].text[0] in "\"“‘'«" and unit.fragment and len(unit.words) <= 6
    if dashed or titled or quoted or (is_name(unit) and not unit.text.isupper()) or unit.words in page.authors:
        page.mark(i, "attribution of a pull quote")
