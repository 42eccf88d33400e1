"""Golden articles: short invented texts through the whole pipeline, with the fields of their claims that matter.

A file of golden/ holds `about`, `text`, where wanted `published`, `title`, `outlet` and `genre`, and `claims`. A claim
is found by its `type` and its `trigger` (words of the text that it must share). Of its other fields those are checked
that are given: `mode`, `status`, `hedge` and `instrument` (null: none), `actors` and `recipients` (each of `words`,
`country` and `sector`; an empty list: none), `places` (words), `time` (first and last day), `harm`, `targets`,
`said_by` (words, nearest first). `none` lists words in which no claim may have its trigger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import reportedly
from reportedly.records import Claim, Count, Party, Reading, Span, Type

Golden = Mapping[str, Any]
FILES = sorted((Path(__file__).parent / "golden").glob("*.yml"))
KEYS = {"about", "text", "published", "title", "outlet", "genre", "expected_published", "claims", "none"}


def load(path: Path) -> Golden:
    golden: Golden = yaml.safe_load(path.read_text("utf-8"))
    return golden


def read(golden: Golden) -> Reading:
    known = {name: golden[name] for name in ("published", "title", "outlet", "genre") if name in golden}
    return reportedly.read(golden["text"], **known)


def span_of(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def find_claim(reading: Reading, expected: Golden) -> Claim | None:
    span = span_of(expected["trigger"], reading.article.text)
    fitting = [c for c in reading.claims if c.trigger.overlaps(span) and c.type == Type(expected["type"])]
    return fitting[0] if fitting else None


# ---------------------------------------------------------------- checks: what is told, None where it is right


def differ_parties(parties: Sequence[Party], expected: Sequence[Golden]) -> object:
    told = [(p.mention, p.country, p.sector) for p in parties]
    right = len(expected) == 0 if not told else len(expected) > 0
    return None if right and all(any(fits(p, e) for p in parties) for e in expected) else told


def fits(party: Party, expected: Golden) -> bool:
    return (
        expected.get("words", "") in party.mention
        and expected.get("country", party.country) == party.country
        and expected.get("sector", party.sector) == party.sector
    )


def differ_words(told: Sequence[str], expected: Sequence[str]) -> object:
    """Each expected in its place; an empty list wants none, further words after the expected may follow."""
    if not expected:
        return list(told) or None
    right = len(told) >= len(expected) and all(e in t for e, t in zip(expected, told, strict=False))
    return None if right else list(told)


def differ_span(span: Span | None, expected: str | None, text: str) -> object:
    told = None if span is None else span.of(text)
    return None if told == expected else (told,)


def differ_harm(harm: Mapping[str, Count], expected: Golden) -> object:
    told = {kind: {"low": c.low, "best": c.best, "high": c.high} for kind, c in harm.items()}
    return None if all(covers(told.get(kind, {}), bounds) for kind, bounds in expected.items()) else told


def covers(told: Golden, bounds: Golden) -> bool:
    return bool(told) and all(told[bound] == number for bound, number in bounds.items())


def differ_time(claim: Claim, expected: Sequence[date]) -> object:
    told = None if claim.time is None else [claim.time.start, claim.time.end]
    return None if told == list(expected) else (told,)


CHECKS: Mapping[str, Callable[[Claim, Any, str], object]] = {
    "mode": lambda claim, expected, _: None if claim.mode == expected else (claim.mode,),
    "status": lambda claim, expected, _: None if claim.status.value == expected else claim.status.value,
    "actors": lambda claim, expected, _: differ_parties(claim.actors, expected),
    "recipients": lambda claim, expected, _: differ_parties(claim.recipients, expected),
    "places": lambda claim, expected, _: (
        None if all(any(e in p.mention for p in claim.places) for e in expected) else [p.mention for p in claim.places]
    ),
    "time": lambda claim, expected, _: differ_time(claim, expected),
    "harm": lambda claim, expected, _: differ_harm(claim.harm, expected),
    "targets": lambda claim, expected, _: None if set(expected) <= set(claim.targets) else (claim.targets,),
    "said_by": lambda claim, expected, _: differ_words([s.text for s in claim.said_by], expected),
    "hedge": lambda claim, expected, text: differ_span(claim.hedge, expected, text),
    "instrument": lambda claim, expected, text: differ_span(claim.instrument, expected, text),
}


def list_faults(reading: Reading, golden: Golden) -> list[str]:
    """What is wrong with the reading, one line a field."""
    text = reading.article.text
    faults: list[str] = []
    for expected in golden["claims"]:
        name = f"{expected['type']} {expected['trigger']!r}"
        claim = find_claim(reading, expected)
        if claim is None:
            faults.append(f"{name}: no such claim among {[(c.type.value, c.trigger.of(text)) for c in reading.claims]}")
            continue
        for field in expected.keys() - {"trigger", "type"}:
            told = CHECKS[field](claim, expected[field], text)
            if told is not None:
                faults.append(f"{name}: {field} is {told}, should be {expected[field]}")
    for words in golden.get("none", ()):
        span = span_of(words, text)
        faults += [
            f"{c.trigger.of(text)!r} in {words!r} is a claim" for c in reading.claims if c.trigger.overlaps(span)
        ]
    return faults


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_golden_article(path: Path) -> None:
    golden = load(path)
    reading = read(golden)
    if "expected_published" in golden:
        assert reading.article.published == golden["expected_published"]
    assert list_faults(reading, golden) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_golden_files_are_well_formed(path: Path) -> None:
    golden = load(path)
    assert set(golden) <= KEYS
    assert golden["about"]
    assert golden["claims"]
    for expected in golden["claims"]:
        assert expected["trigger"] in golden["text"]
        assert expected.keys() - {"trigger", "type"} <= CHECKS.keys()
    assert all(words in golden["text"] for words in golden.get("none", ()))


def test_the_checks_can_fail() -> None:
    """A reading without claims, and one with a wrong field, are told."""
    golden = load(FILES[0])
    reading = reportedly.read(golden["text"])
    empty = Reading(reading.article, ())
    assert len(list_faults(empty, golden)) == len(golden["claims"])
    assert differ_parties((), [{"country": "SYR"}]) is not None
    assert differ_parties((Party("rebels", Span(0, 1)),), []) is not None
    assert differ_words(["Reuters"], ["a medic"]) == ["Reuters"]
    assert differ_harm({"killed": Count(Span(0, 1), "3", best=3)}, {"killed": {"best": 4}}) is not None
