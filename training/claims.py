"""Annotated articles (the file form of the coding rules) to training sentences for the heads that read acts.

A claim's parties are strings without offsets; the nearest occurrence in the trigger's sentence is taken. A party that
the sentence does not name (its mention stands elsewhere in the text) leaves the sentence's pronouns unjudged.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations import read_annotations
from reportedly.records import MODES, ROLES, Sentence, Span, Status, Type
from reportedly.text.sentences import find_sentences, load_splitter

MODE_LABELS = ("none", *(f"{t.value}/{m}" for t in Type for m in MODES[t]))
ACT_LABELS = ("O", *(t.value for t in Type))
STATUS_LABELS = tuple(s.value for s in Status)
STOP = frozenset("of in from for at on to by with who which that whose where , ( -- – — ; :".split())
PRONOUNS = frozenset(
    "he she it they we i you him her them us me his its their our my this that these those who which".split()
)
UNJUDGED = -1


@dataclass(slots=True)
class ActExample:
    """A trigger: word positions (half-open), labels, and roles: (role, word position, 1 or UNJUDGED)."""

    start: int
    end: int
    type: str
    mode: str
    status: str
    roles: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class ActSentence:
    words: list[str]
    acts: list[ActExample]
    article: str = ""


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Articles with claims from a .jsonl file, a story pack's .json, or invented ones in YAML (see annotations.py)."""
    if path.suffix == ".yml":
        return read_annotations(path)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        articles: list[dict[str, Any]] = json.loads(text)["articles"]
        return articles
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def find_examples(article: dict[str, Any]) -> list[ActSentence]:
    """The sentences of one article, each with the acts whose triggers begin in it."""
    text = article["text"]
    sentences = find_sentences(text, (Span(0, len(text)),), load_splitter())
    examples = [ActSentence([t.text for t in s.tokens], [], article["id"]) for s in sentences]
    for claim in article["claims"]:
        for sentence, example in zip(sentences, examples, strict=True):
            if sentence.span.start <= claim["trigger"]["start"] < sentence.span.end:
                act = _build_act(article["text"], sentence, claim)
                if act is not None:
                    example.acts.append(act)
                break
    return examples


def _build_act(text: str, sentence: Sentence, claim: dict[str, Any]) -> ActExample | None:
    covered = _tokens_in(sentence, Span(claim["trigger"]["start"], claim["trigger"]["end"]))
    if not covered:
        return None
    mode = f"{claim['type']}/{claim['mode']}" if claim.get("mode") else "none"
    act = ActExample(covered[0], covered[-1] + 1, claim["type"], mode, claim["status"])
    for role, strings, fixed in _role_strings(claim):
        for string in strings:
            act.roles += _place_role(text, sentence, act, role, string)
        for span in fixed:
            act.roles += [(role, i, 1) for i in _tokens_in(sentence, span)]
    return act


def _role_strings(claim: dict[str, Any]) -> list[tuple[str, list[str], list[Span]]]:
    span = lambda value: [Span(value["start"], value["end"])] if value else []  # noqa: E731
    time = claim.get("time") or {}
    found = {
        "actor": [p["mention"] for p in claim.get("actors", [])],
        "recipient": [p["mention"] for p in claim.get("recipients", [])],
        "place": [p["mention"] for p in claim.get("places", [])],
        "time": [time["text"].split("…")[0].strip()] if time.get("text") else [],
        "speaker": list(claim.get("said_by", [])),
        "harm": [h["text"] for h in claim.get("harm", {}).values() if h.get("text")],
    }
    fixed = {"instrument": span(claim.get("instrument")), "hedge": span(claim.get("hedge"))}
    return [(role, found.get(role, []), fixed.get(role, [])) for role in ROLES]


def _place_role(text: str, sentence: Sentence, act: ActExample, role: str, string: str) -> list[tuple[str, int, int]]:
    """The head word of the string's occurrence nearest to the trigger; its other occurrences stay unjudged."""
    if not string:
        return []
    part = text[sentence.span.start : sentence.span.end]
    places = [m.start() + sentence.span.start for m in re.finditer(re.escape(string), part)]
    heads = []
    for start in places:
        tokens = _tokens_in(sentence, Span(start, start + len(string)))
        if tokens:
            heads.append(_find_head(sentence, tokens))
    if not heads:
        return [(role, i, UNJUDGED) for i, t in enumerate(sentence.tokens) if t.text.lower() in PRONOUNS]
    heads.sort(key=lambda i: abs(i - act.start))
    return [(role, heads[0], 1), *((role, i, UNJUDGED) for i in heads[1:])]


def _find_head(sentence: Sentence, tokens: list[int]) -> int:
    """The last word before the first preposition, relative or mark: the head noun of most English noun phrases."""
    for place, i in enumerate(tokens):
        if place > 0 and sentence.tokens[i].text.lower() in STOP:
            return tokens[place - 1]
    return tokens[-1]


def _tokens_in(sentence: Sentence, span: Span) -> list[int]:
    return [i for i, token in enumerate(sentence.tokens) if token.span.overlaps(span)]
