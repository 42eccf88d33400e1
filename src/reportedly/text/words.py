"""Running text to words, after the conventions of the Universal Dependencies English Web Treebank.

Text is cut at white space first; each stretch between is then cut by one scan, whose result is remembered,
since most stretches of a newspaper are a few thousand forms again and again. A full stop that may belong
to an abbreviation is decided last, from what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from reportedly.errors import CodebookError, InstallError
from reportedly.lexicon.tables import read_yaml
from reportedly.records import Span, Token

_LONGEST_REMEMBERED = 40
_LONGEST_NAME = 200
_STRETCH = re.compile(r"\S+")

# Combining marks and joiners belong to the letter before them; Python's \w leaves them out.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u200b-\u200f\u202a-\u202e\u2060\ufeff"
)
_W = rf"[\w{_MARKS}]"
_A = r"[^\W_]"
_PIECE = re.compile(
    rf"""
      (?P<url>(?:https?://|ftp://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}}'’*])
    | (?P<mail>(?:mailto:)?[\w.+%-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}})
    | (?P<tag>(?<![\w.])@\w{{2,64}} | \#[^\W\d_]\w{{1,64}})
    | (?P<face>(?<!\w)[:;=][-^]?[)(DP](?!\w))
    | (?P<phone>(?<![\d-])\+\d{{1,3}}(?!\d) | (?<![\d-])(?:\d-)?(?:\d{{3}}[-./])?\d{{3}}[-.]\d{{4}}(?![\d-])
        | (?<![\d/-])(?:\d{{4}}-\d\d-\d\d | \d\d?-\d\d?-\d\d(?:\d\d)? | \d\d?/\d\d?(?:/\d\d(?:\d\d)?)?)(?![\d/-]))
    | (?P<year>(?<!\w)['’]\d\ds?(?!\w) | (?<![\w.])\d{{1,3}}0['’][sS](?!\w))
    | (?P<clitic>(?<![^\W\d&])['’](?i:s|m|d|re|ve|ll|em|til)(?![\w'’]))
    | (?P<dotted>(?:[^\W\d_]\.){{2,}}
        | (?:[^\W\d_]\.){{1,12}}[^\W\d_](?!{_W}) | [A-Z]\.(?=[A-Z]) | (?:Ph\.D|[BM]\.Sc|B\.Com)\.)
    | (?P<ampersand>[A-Z]{{1,5}}(?:&[A-Z]{{1,5}})+(?!\w))
    | (?P<slashed>(?<!{_W})[A-Za-z]/[A-Za-z](?![\w/]) | (?<!{_W})w/o(?!\w))
    | (?P<money>(?:(?:US|CA|AU|NZ|HK|NT|C|A|R|S|U)\$|\$\$+))
    | (?P<number>\d+(?:[.,:]\d+)*(?:{_A}{_W}*)? | (?<!\w)\.\d+(?!\w))
    | (?P<word>{_A}{_W}*(?:['’`´]{_W}+)*)
    | (?P<quote>``|''|’’|‘’)
    | (?P<angle><<+|>>+|<-+|-+>)
    | (?P<stop>[.!?…]+)
    | (?P<run>(?P<same>[-–—_=*~\#+|^•.]) (?P=same)+)
    | (?P<one>\S)
    """,
    re.VERBOSE,
)
_SIMPLE = re.compile(r"([^\W\d_]+)[.,;:!?\")\]”]?$")
_NEGATION = re.compile(r"(?<=.)n['’`´]t$", re.IGNORECASE)
_FIGURE = re.compile(r"(.*\d)(\D+)$", re.DOTALL)
_JOINING_MARKS = frozenset(",;:)]-–—/'’")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of single words: lower-case forms without their full stop.

    `fused` maps a form to the ends of its parts; the sets are described in data/reader/words.yml.
    """

    inside: frozenset[str]
    before_number: frozenset[str]
    calendar: frozenset[str]
    prefixes: frozenset[str]
    units: frozenset[str]
    clitics: frozenset[str]
    domains: frozenset[str]
    fused: Mapping[str, tuple[int, ...]]


@cache
def load_vocabulary() -> Vocabulary:
    """The table of data/reader/words.yml. Raises `InstallError` where it is missing or lacks a group."""
    path = files("reportedly") / "data" / "reader" / "words.yml"
    try:
        data: dict[str, Any] = read_yaml(path.read_text(encoding="utf-8"), "words.yml")
        groups = {**data.pop("abbreviations"), **data}
        sets = {name: frozenset(group["entries"]) for name, group in groups.items() if name != "fused"}
        fused = {entry.replace(" ", ""): _ends(entry.split()) for entry in groups["fused"]["entries"]}
        return Vocabulary(fused=fused, **sets)
    except (OSError, KeyError, TypeError, CodebookError) as error:
        raise InstallError(f"{path}: the table of words cannot be read ({error}); reinstall the package") from error


def find_words(text: str, span: Span) -> tuple[Token, ...]:
    """The words of one sentence, in order.

    Every code point of `span` that is not white space belongs to exactly one word. The span's end counts as the
    end of the sentence, whose full stop is a word of its own even after an abbreviation.

    Example:
        >>> [t.text for t in find_words("They don't.", Span(0, 11))]
        ['They', 'do', "n't", '.']
    """
    tokens: list[Token] = []
    add = tokens.append
    stretches = [(m.start(), m.group()) for m in _STRETCH.finditer(text, span.start, span.end)]
    last = len(stretches) - 1
    for i, (start, stretch) in enumerate(stretches):
        ends = _ends_of(stretch) if len(stretch) <= _LONGEST_REMEMBERED else _scan(stretch)
        if len(ends) == 1:
            add(Token(Span(start, start + ends[0]), stretch))
            continue
        if stretch[-1] == "." and _keeps_stop(stretch, ends, stretches[i + 1][1] if i < last else None):
            ends = (*ends[:-2], ends[-1])
        begin = 0
        for end in ends:
            add(Token(Span(start + begin, start + end), stretch[begin:end]))
            begin = end
    return tuple(tokens)


def is_abbreviation(word: str, following: str | None) -> bool:
    """Whether a full stop after `word` belongs to it, given the stretch that follows (None at the sentence's end)."""
    known, form = load_vocabulary(), word.lower()
    if following is None:
        return False
    if form in known.before_number and (following[0].isdigit() or following[0] in "#§"):
        return True
    return form in known.inside or form in known.calendar or (len(word) == 1 and word.isalpha())


def _keeps_stop(stretch: str, ends: tuple[int, ...], following: str | None) -> bool:
    if ends[-1] - ends[-2] != 1:
        return False
    return is_abbreviation(stretch[ends[-3] if len(ends) > 2 else 0 : ends[-2]], following)


@lru_cache(maxsize=1 << 16)
def _ends_of(stretch: str) -> tuple[int, ...]:
    return _scan(stretch)


def _scan(stretch: str) -> tuple[int, ...]:
    """The ends of the words of a stretch without white space, in order; the last is the stretch's own end."""
    known = load_vocabulary()
    simple = _SIMPLE.match(stretch)
    if simple is not None and simple.group(1).lower() not in known.fused:
        return (len(stretch),) if simple.end(1) == len(stretch) else (simple.end(1), len(stretch))
    ends: list[int] = []
    at, size = 0, len(stretch)
    while at < size:
        found = _PIECE.match(stretch, at)
        assert found is not None  # the last alternative takes any character that is not white space
        end, kind = found.end(), found.lastgroup
        if kind == "word":
            end = _extend(stretch, at, end, known)
            ends.extend(at + e for e in _split_word(stretch[at:end], known))
        elif kind == "number":
            ends.extend(at + e for e in _split_figure(stretch[at:end], known))
        else:
            ends.append(end)
        at = end
    return tuple(ends)


def _extend(stretch: str, at: int, end: int, known: Vocabulary) -> int:
    """Where a word really ends: behind its hyphened base, its host name's parts or its abbreviation's full stop."""
    size = len(stretch)
    while end + 1 < size and end - at < _LONGEST_NAME:
        mark, beyond = stretch[end], stretch[end + 1]
        is_prefix = mark in "-‐‑" and stretch[at:end].rpartition("-")[2].lower() in known.prefixes
        if beyond.isalnum() and (is_prefix or (mark == "." and _is_host(stretch, at, end, known))):
            end = _word_end(stretch, end + 1)
        elif mark == "." and _is_inner_abbreviation(stretch[at:end].lower(), beyond, known):
            return end + 1
        else:
            break
    return end


def _word_end(stretch: str, at: int) -> int:
    found = _PIECE.match(stretch, at)
    return found.end() if found is not None and found.lastgroup in ("word", "number") else at + 1


def _is_host(stretch: str, at: int, end: int, known: Vocabulary) -> bool:
    """Whether the full stop at `end` stands inside a host, file or group name."""
    begin, last = stretch[at:end], stretch[end + 1 : _word_end(stretch, end + 1)]
    if "." in begin:
        return last.islower() or last.lower() in known.domains
    nested = stretch[end + 1 + len(last) : end + 3 + len(last)]
    is_nested = len(nested) == 2 and nested[0] == "." and nested[1].isalnum()
    same_case = last.islower() or (last.isupper() and begin.isupper() and len(last) > 2)
    return same_case and (is_nested or last.lower() in known.domains) and len(begin) > 1


def _is_inner_abbreviation(form: str, beyond: str, known: Vocabulary) -> bool:
    if beyond in _JOINING_MARKS:
        return form in known.inside or (form in known.calendar and beyond in ",;:-–")
    if beyond.isdigit():
        return form in known.before_number or form in known.calendar
    return beyond.isupper() and form in known.inside and len(form) < 5


def _split_word(word: str, known: Vocabulary) -> list[int]:
    """The ends of the parts of one word: "they'd've" to [4, 6, 9]."""
    parts = known.fused.get(word.lower())
    if parts is not None:
        return list(parts)
    ends, end = [len(word)], len(word)
    while True:
        negation = _NEGATION.search(word, 0, end)
        mark = max(word.rfind(m, 0, end) for m in "'’`´")
        if negation is not None:
            end = negation.start()
        elif mark > 0 and word[mark + 1 : end].lower() in known.clitics:
            end = mark
        else:
            return ends[::-1]
        ends.append(end)


def _split_figure(figure: str, known: Vocabulary) -> list[int]:
    """The ends of a figure and its unit: "155mm" to [3, 5]; "20th" to [4]."""
    found = _FIGURE.match(figure)
    if found is None or found.group(2).lower() not in known.units:
        return [len(figure)]
    return [found.end(1), len(figure)]


def _ends(parts: list[str]) -> tuple[int, ...]:
    ends: list[int] = []
    for part in parts:
        ends.append((ends[-1] if ends else 0) + len(part))
    return tuple(ends)
