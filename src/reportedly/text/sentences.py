"""Body spans to sentences.

A span is first cut into blocks: blank lines always part them, single line ends do unless the text is wrapped at a
width. A dateline or a label in brackets at a block's start becomes a sentence of its own, so that the sentence
proper begins with its first word. Inside a block a small trained classifier (logistic regression on what stands
around a full stop) decides; see training/sentences.py.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly.errors import CodebookError, InstallError
from reportedly.lexicon.tables import read_yaml
from reportedly.records import Sentence, Span, Token
from reportedly.text.words import find_words, load_vocabulary

MOST_WORDS = 200
"""A longer sentence is cut at its best punctuation."""

_SURE = 0.9
"""How probable a sentence's end must be before a small letter in a text that begins with a capital."""

_WINDOW = 60
_LONGEST_PREAMBLE = 250
_WIDEST_WRAP = 130
_LEAST_WRAPPED_LINES = 3
_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘«(["
_CANDIDATE = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<closers>[{_CLOSERS}]*+)(?P<notes>(?:\s?\[\d{{1,3}}\])*+)(?=\s)"
)
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z][^\W\d_A-Z])[.!?]+[\"”’)]*(?=[\"“]?(?:[A-Z][^\W\d_A-Z]|[AI]\s))"
    r"|(?<=[A-Z][A-Z][A-Z])[.!?][\"”)]*(?=[A-Z][A-Z]+\s)"
)
_PLAIN_WORD = re.compile(r"\S+")
_CAPITAL = re.compile(r"[A-Z]+")
_SMALL = re.compile(r"[a-z]+")
_DATE_OR_BRACKET = re.compile(r"[\d(\[]")
_BULLET = re.compile(r"(?:[-–—•*·▪◦●■>]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_FINAL = re.compile(rf"[.!?…:;][{_CLOSERS}]*$")
_BREAKS = ((";",), ("--", "—", "–"), (":",), (")", "]"), (",",))


@dataclass(frozen=True, slots=True)
class Splitter:
    """The trained boundary classifier and the patterns of what stands before a first sentence.

    `weights` maps a feature's name to its weight (log odds, natural); features without one count nothing.
    """

    bias: float
    weights: Mapping[str, float]
    datelines: tuple[re.Pattern[str], ...] = ()
    labels: tuple[re.Pattern[str], ...] = ()

    def probability(self, features: Sequence[str]) -> float:
        """How likely a sentence ends there, 0 to 1."""
        get = self.weights.get
        total = self.bias + sum(get(name, 0.0) for name in features)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_splitter() -> Splitter:
    """The splitter of data/reader. Raises `InstallError` where its files are missing or damaged."""
    folder = files("reportedly") / "data" / "reader"
    try:
        model: dict[str, Any] = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))
        rules: dict[str, Any] = read_yaml((folder / "sentences.yml").read_text(encoding="utf-8"), "sentences.yml")
        return Splitter(model["bias"], model["weights"], *(_patterns(rules, name) for name in ("datelines", "labels")))
    except (OSError, KeyError, ValueError, CodebookError) as error:
        raise InstallError(f"{folder}: the sentence splitter cannot be read ({error}); reinstall it") from error


def _patterns(rules: Mapping[str, Any], group: str) -> tuple[re.Pattern[str], ...]:
    parts: dict[str, str] = {}
    for name, part in rules["parts"].items():
        parts[name] = part.format_map(parts) if "{{" in part or "{w" in part or "{m" in part else part
    return tuple(re.compile(rule["pattern"].format_map(parts)) for rule in rules[group])


def find_sentences(text: str, spans: Sequence[Span], splitter: Splitter) -> tuple[Sentence, ...]:
    """The sentences of the body spans, with their words, in order.

    No sentence crosses a span's border. Every code point of the spans that is not white space is in one word of one
    sentence; no sentence has more than `MOST_WORDS` words.
    """
    width = _wrap_width(text, spans)
    found: list[Sentence] = []
    for span in spans:
        for block in _blocks(text, span, width):
            for part in _split_block(text, block, splitter):
                found.extend(_build_sentences(text, part))
    return tuple(found)


def _build_sentences(text: str, span: Span) -> Iterator[Sentence]:
    tokens = find_words(text, span)
    at = 0
    while at < len(tokens):
        part = tokens[at : at + MOST_WORDS]
        if at + MOST_WORDS < len(tokens):
            part = part[: _best_cut(part)]
        yield Sentence(Span(part[0].span.start, part[-1].span.end), part)
        at += len(part)


def _best_cut(tokens: tuple[Token, ...]) -> int:
    """After how many words to cut an overlong sentence: behind the last mark of the strongest kind there is."""
    for marks in _BREAKS:
        for i in range(len(tokens), len(tokens) // 3, -1):
            if tokens[i - 1].text in marks:
                return i
    return len(tokens)


# ---------------------------------------------------------------- blocks and lines


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of a span without their surrounding white space; a blank line is an empty span."""
    at = span.start
    while at <= span.end:
        newline = text.find("\n", at, span.end)
        end = span.end if newline < 0 else newline
        line = text[at:end]
        start = at + len(line) - len(line.lstrip())
        yield Span(start, max(start, at + len(line.rstrip())))
        at = end + 1


def _wrap_width(text: str, spans: Sequence[Span]) -> int | None:
    """The width at which the text's lines are wrapped, in code points; None where each line is a paragraph."""
    pairs: list[tuple[int, int]] = []
    for span in spans:
        before: Span | None = None
        for line in _lines(text, span):
            if before is not None and before.start < before.end and line.start < line.end:
                word = _PLAIN_WORD.match(text, line.start, line.end)
                assert word is not None
                pairs.append((before.end - before.start, len(word.group())))
            before = line
    if len(pairs) < _LEAST_WRAPPED_LINES:
        return None
    width = max(length for length, _ in pairs)
    forced = sum(length + 1 + word > width - 3 for length, word in pairs)
    return width if width <= _WIDEST_WRAP and forced >= max(_LEAST_WRAPPED_LINES, len(pairs) * 0.4) else None


def _blocks(text: str, span: Span, width: int | None) -> Iterator[Span]:
    """Stretches of running text: lines joined where the first was only cut for want of room."""
    start: int | None = None
    before = Span(span.start, span.start)
    for line in _lines(text, span):
        if line.start == line.end:
            if start is not None:
                yield Span(start, before.end)
            start = None
            continue
        if start is None:
            start = line.start
        elif not _continues(text, before, line, width):
            yield Span(start, before.end)
            start = line.start
        before = line
    if start is not None:
        yield Span(start, before.end)


def _continues(text: str, before: Span, line: Span, width: int | None) -> bool:
    """Whether `line` goes on with the sentence of the line before it, or may."""
    if _BULLET.match(text, line.start, line.end):
        return False
    above = before.of(text)
    if width is not None:
        word = _PLAIN_WORD.match(text, line.start, line.end)
        if word is not None and len(above) + 1 + len(word.group()) > width - 3:
            return True
    is_cased = any(c.isupper() for c in above)
    return is_cased and text[line.start].islower() and _FINAL.search(above) is None and len(above) > 25


# ---------------------------------------------------------------- inside a block


def _split_block(text: str, block: Span, splitter: Splitter) -> Iterator[Span]:
    start = block.start
    for end in (_preamble_end(text, block, splitter), *_ends(text, block, splitter), block.end):
        if end > start:
            yield Span(start, end)
            start = end


def _preamble_end(text: str, block: Span, splitter: Splitter) -> int:
    """Where a dateline, a label or both end at the block's start; the start itself where there is none."""
    at = block.start
    is_capitals = _case(text, block) == "U"
    for patterns in (splitter.datelines, splitter.labels):
        for pattern in patterns:
            found = pattern.match(text, at, min(block.end, at + _LONGEST_PREAMBLE))
            if found is None or found.end() >= block.end:
                continue
            if is_capitals and _DATE_OR_BRACKET.search(found.group()) is None:
                continue
            at = found.end()
            break
    return at


def _ends(text: str, block: Span, splitter: Splitter) -> Iterator[int]:
    """Where sentences end inside a block."""
    glued = [m.end() for m in _GLUED.finditer(text, block.start, block.end) if not _in_address(text, m.start(), block)]
    is_cased = text[block.start : block.start + 4].lstrip(_OPENERS)[:1].isupper()
    decided: list[int] = []
    for end, features in find_candidates(text, block):
        goes_on_small = is_cased and text[end : end + 4].lstrip()[:1].islower()
        if goes_on_small and text[end - 1] in "\"”’'":
            continue
        if splitter.probability(features) > (_SURE if goes_on_small else 0.5):
            decided.append(end)
    return iter(sorted({*glued, *decided}))


def _in_address(text: str, at: int, block: Span) -> bool:
    start = max(text.rfind(" ", block.start, at), text.rfind("\n", block.start, at), at - 200, block.start - 1) + 1
    found = _PLAIN_WORD.match(text, start, block.end)
    stretch = found.group() if found is not None else ""
    last = stretch.rpartition(".")[2]
    return "@" in stretch or "://" in stretch or stretch.startswith("www.") or last in load_vocabulary().domains


def _case(text: str, block: Span) -> str:
    """The case of a block's letters, judged by its beginning: U upper, L lower, M mixed."""
    sample = text[block.start : min(block.end, block.start + 400)]
    capital = len(sample) - len(_CAPITAL.sub("", sample))
    small = len(sample) - len(_SMALL.sub("", sample))
    return "U" if capital > 4 * small else "L" if capital * 100 < small else "M"


def find_candidates(text: str, block: Span) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where a sentence may end inside a block: the end's offset and the features that the classifier weighs."""
    case = _case(text, block)
    began, quotes = block.start, 0
    for found in _CANDIDATE.finditer(text, block.start, block.end):
        quotes += text.count('"', began, found.end())
        yield found.end(), _features(text, block, began, found, case, quotes % 2)
        began = found.end()


def _features(text: str, block: Span, began: int, found: re.Match[str], case: str, quotes: int) -> tuple[str, ...]:
    stop, closers = found["stop"], found["closers"] + ("[]" if found["notes"] else "")
    left = max(block.start, found.start() - _WINDOW)
    words = text[left : found.start()].split()
    word = words[-1].lstrip(_OPENERS) if words and not text[found.start() - 1].isspace() else ""
    before = words[-2] if len(words) > 1 else "^"
    right = text[found.end() : min(block.end, found.end() + _WINDOW)]
    nexts = right.split(None, 2)
    raw = nexts[0] if nexts else ""
    bare = raw.lstrip(_OPENERS)
    opener = raw[: len(raw) - len(bare)]
    follow = bare.rstrip(".,;:!?\"'”’)")
    second = nexts[1] if len(nexts) > 1 else "$"
    kind, shape, after = _kind(word), _shape(word, case), _shape(bare, case)
    form = stop if len(stop) == 1 else "…" if stop.strip(".…") == "" else "?!"
    gap = "2" if right[:2].isspace() else "1"
    length = min(4, len(text[began : found.start()]) // 12)
    return (
        f"c={case}", f"s={form}{closers}", f"k={kind}{form}", f"a={after}", f"sa={form}{after}",
        f"ca={closers}{after}", f"ka={kind}{after}", f"sh={shape}{after}{form}", f"w={word.lower()}",
        f"n={follow.lower()}", f"o={opener}{form}", f"oa={opener}{after}", f"b={before.lower()}",
        f"wl={min(5, len(word))}{kind}{form}", f"q={quotes}{opener}{closers}", f"l={length}{form}",
        f"la={length}{kind}{after}", f"2={_shape(second, case)}{after}",
        f"ba={_shape(before, case)}{shape}{after}", f"case={case}{after}{form}", f"ck={case}{kind}{after}",
        f"g={gap}", f"kn={kind}{follow.lower()}", f"nn={second.lower()}{after}",
    )  # fmt: skip


def _kind(word: str) -> str:
    """What sort of word a full stop follows."""
    form, known = word.lower(), load_vocabulary()
    if not word:
        return "none"
    if len(word) == 1:
        return "letter" if word.isalpha() else "one"
    if "." in word:
        return "dotted"
    if form in known.calendar:
        return "calendar"
    if form in known.inside:
        return "inside"
    if form in known.before_number:
        return "number"
    return "figure" if word[-1].isdigit() else "word" if word[-1].isalpha() else "mark"


def _shape(word: str, case: str) -> str:
    """A word's first impression; in a text of one case only letters, figures and marks are told apart."""
    first = word[:1]
    if first.isalpha():
        if case != "M":
            return "x"
        return "x" if first.islower() else "X" if word.isupper() and len(word) > 1 else "Xx"
    return "0" if first.isdigit() else first
