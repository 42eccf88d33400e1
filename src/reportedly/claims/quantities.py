"""Numbers as words in a line: "at least 20", "two dozen", "25 to 35", "hundreds of thousands".

Bounds are read with their number. Numbers that are part of dates, ages, sums of money and labels are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.lexicon.harm import Bound, Numbers
from reportedly.records import Parse, Word

_DIGITS = re.compile(r"(\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?)(\+?)")
_RANGE = re.compile(r"(\d[\d,]*)[-–—](\d[\d,]*)")
_DASHES = frozenset({"-", "–", "—"})
_CLOCK = frozenset({"o'clock", "o’clock", "a.m.", "p.m.", "am", "pm", "gmt", "hrs", "hours", "a.m", "p.m", "o"})
_LARGEST = 10**10


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words `start` to `end` (half-open) say a number, bounds included; see `Count` for the three values."""

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.best == self.high


def find_quantities(parse: Parse, numbers: Numbers) -> tuple[Quantity, ...]:
    """Every number, range and vague quantity of the sentence, in order, whatever it counts; no dates and no ages."""
    texts = [word.text.lower() for word in parse.words]
    found: list[Quantity] = []
    at = 0
    while at < len(texts):
        core = _read_core(texts, at, numbers)
        if core is None or _is_part_of_other(parse, core, numbers):
            at = at + 1 if core is None else core.end
            continue
        found.append(_apply_bounds(texts, core, found[-1].end if found else 0, numbers))
        at = max(core.end, found[-1].end)
    return tuple(found)


def _read_core(texts: list[str], at: int, numbers: Numbers) -> Quantity | None:
    """The number, range or vague quantity that starts at word `at`, without its bounds."""
    if texts[at] in numbers.zero:
        return Quantity(at, at + 1, 0, 0, 0)
    ranged = _read_range(texts, at, numbers)
    if ranged is not None:
        return ranged
    exact = _read_exact(texts, at, numbers)
    vague = _read_vague(texts, at, numbers)
    if vague is not None and (exact is None or vague.end > exact[0]):
        return vague
    if exact is None:
        return None
    end, value = exact
    if texts[at].endswith("+"):
        return Quantity(at, end, value, value, None)
    return Quantity(at, end, value, value, value)


def _read_range(texts: list[str], at: int, numbers: Numbers) -> Quantity | None:
    """ "between 20 and 30", "20 to 30", "20-30", "two or three"."""
    joined = _RANGE.fullmatch(texts[at])
    if joined is not None:
        low, high = (int(part.replace(",", "")) for part in joined.groups())
        return Quantity(at, at + 1, low, None, high) if low < high else None
    begin = at + 1 if texts[at] in ("between", "from") else at
    if begin >= len(texts):
        return None
    first = _read_exact(texts, begin, numbers)
    if first is None or first[0] >= len(texts) - 1:
        return None
    link = texts[first[0]]
    if link not in ("to", "or", "and", *_DASHES) or (link == "and") != (texts[at] == "between"):
        return None
    second = _read_exact(texts, first[0] + 1, numbers)
    if second is None or second[1] <= first[1]:
        return None
    return Quantity(at, second[0], first[1], None, second[1])


def _read_exact(texts: list[str], at: int, numbers: Numbers) -> tuple[int, int] | None:
    """The end and the value of the exact number at word `at`; "a" counts only before a scale."""
    text = texts[at]
    digits = _DIGITS.fullmatch(text)
    if digits is not None:
        return _read_digits(texts, at, digits.group(1), numbers)
    if text in numbers.standing:
        return at + 1, numbers.standing[text]
    if text == "half" and at + 2 < len(texts) and texts[at + 1] in ("a", "an") and texts[at + 2] in numbers.dozens:
        return at + 3, numbers.dozens[texts[at + 2]] // 2
    return _read_spelled(texts, at, numbers)


def _read_digits(texts: list[str], at: int, figure: str, numbers: Numbers) -> tuple[int, int] | None:
    grouped = re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", figure) is not None
    value = float(re.sub("[,.]", "", figure)) if grouped else float(figure)
    end = at + 1
    while end < len(texts) and (texts[end] in numbers.scales or texts[end] in numbers.dozens):
        value *= numbers.scales.get(texts[end]) or numbers.dozens[texts[end]]
        end += 1
    if not value.is_integer() and abs(value - round(value)) > 1e-6:
        return None
    return (end, round(value)) if value < _LARGEST else None


def _read_spelled(texts: list[str], at: int, numbers: Numbers) -> tuple[int, int] | None:
    total = current = 0
    end, open_ = at, False
    if texts[at] in ("a", "an", "another"):
        if at + 1 >= len(texts) or (texts[at + 1] not in numbers.scales and texts[at + 1] not in numbers.dozens):
            return None
        current, end = 1, at + 1
    while end < len(texts):
        text = texts[end]
        step = end
        if open_ and (text in _DASHES or (text == "and" and (current >= 100 or (total and not current)))):
            step = end + 1
        following = texts[step] if step < len(texts) else ""
        pieces = _split_hyphens(following, numbers)
        if pieces is not None and (not open_ or _may_follow(current, pieces, step > end)):
            current += pieces
        elif step == end and following in numbers.scales and (current or total):
            scale = numbers.scales[following]
            if scale == 100:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
        elif step == end and following in numbers.dozens and current:
            current *= numbers.dozens[following]
        else:
            break
        end, open_ = step + 1, True
    return (end, total + current) if open_ and total + current < _LARGEST else None


def _split_hyphens(text: str, numbers: Numbers) -> int | None:
    """The value of a number below 100 in one word ("forty", "forty-two"), None for other words."""
    if text in numbers.values:
        return numbers.values[text]
    parts = re.split("[-–]", text)
    if len(parts) == 2 and all(part in numbers.values for part in parts):
        tens, units = (numbers.values[part] for part in parts)
        return tens + units if tens >= 20 > 10 > units else None
    return None


def _may_follow(current: int, value: int, joined: bool) -> bool:
    """True where a number below 100 may go on from `current`: "three hundred and | five", "twenty | three"."""
    rest = current % 100
    if rest == 0:
        return current == 0 or joined or value < 100
    return rest >= 20 and rest % 10 == 0 and value < 10


def _read_vague(texts: list[str], at: int, numbers: Numbers) -> Quantity | None:
    begin = at + 1 if texts[at] in ("a", "the", "many", "some") and at + 1 < len(texts) and texts[at + 1] in (
        "few", "dozens", "hundreds", "thousands", "scores"
    ) else at  # fmt: skip
    for size in (3, 1):
        window = numbers.vague.get(" ".join(texts[begin : begin + size]))
        if window is not None and len(texts) >= begin + size:
            end = begin + size
            factor = numbers.vague_factors.get(texts[begin])
            if size == 1 and factor is not None and end < len(texts):
                scale = numbers.scales.get(texts[end].removesuffix("s")) or numbers.dozens.get(texts[end])
                if scale is not None:
                    return Quantity(at, end + 1, factor[0] * scale, None, factor[1] * scale + scale - 1)
            return Quantity(at, end, window[0], None, window[1])
    return None


def _apply_bounds(texts: list[str], core: Quantity, floor: int, numbers: Numbers) -> Quantity:
    """The quantity with the words that bound it before or after; words before `floor` belong to another number."""
    begin = core.start
    for skip in range(3):
        at = core.start - skip
        if skip and (at < floor or texts[at] not in numbers.between):
            break
        bound = numbers.find_bound_before(texts[max(floor, at - 4) : at])
        if bound is not None:
            return _bounded(core, bound, start=at - bound.size, end=core.end)
    bound = numbers.find_bound_after(texts[core.end : core.end + 3])
    if bound is not None:
        return _bounded(core, bound, start=begin, end=core.end + bound.size)
    return core


def _bounded(core: Quantity, bound: Bound, *, start: int, end: int) -> Quantity:
    if not core.exact:
        return Quantity(start, end, core.low, core.best, core.high)
    value = core.best
    match bound.sense:
        case "low":
            return Quantity(start, end, value, value, None)
        case "high":
            return Quantity(start, end, None, None, value)
    return Quantity(start, end, None, value, None)


def _is_part_of_other(parse: Parse, core: Quantity, numbers: Numbers) -> bool:
    """True for numbers inside ages, dates, money, clock times and labels ("Highway 5")."""
    words = parse.words
    before = words[core.start - 1].text.lower() if core.start else ""
    after = words[core.end].text.lower() if core.end < len(words) else ""
    beyond = words[core.end + 1].text.lower() if core.end + 1 < len(words) else ""
    if after in _DASHES and beyond.startswith(
        ("year", "day", "hour", "month", "man", "week", "km", "mm", "minute", "old")
    ):
        return True
    if before in ("$", "€", "£", "us$", "no.", "aged", "age", "#") or after in ("%", "percent", "th", "st", "nd", "rd"):
        return True
    if after == "may" or (before == "may" and words[core.start].text[:2] in ("19", "20")):
        return True
    if after in _CLOCK or (before in ("at", "by", "since") and re.fullmatch(r"[012]\d[0-5]\d", words[core.start].text)):
        return True
    if before in numbers.months or after in numbers.months or before in ("'", "’"):
        return True
    first, last = words[core.start], words[core.end - 1]
    if last.relation in ("nummod", "nmod", "dep", "appos", "flat", "compound") and 0 <= last.head < first.i:
        governor = words[last.head]
        labelled = last.upos == "NUM" and governor.upos in ("NOUN", "PROPN") and governor.i == first.i - 1
        return labelled and last.relation != "appos" and not _is_counted_noun(governor, numbers)
    if first.relation == "flat" or any(
        w.text.lower() in numbers.months for w in words[max(0, core.start - 2) : core.start]
    ):
        return True
    year = re.fullmatch(r"(?:1[89]|20)\d\d", last.text) is not None
    return year and last.relation not in ("nummod",) and core.end - core.start == 1


def _is_counted_noun(word: Word, numbers: Numbers) -> bool:
    return word.lemma in numbers.people
