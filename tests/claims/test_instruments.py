"""Instruments: every weapon of instruments.yml through the reader, spans, and the mode that weapons decide."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportedly.claims.instruments import find_instrument, find_mode
from reportedly.claims.targets import find_term
from reportedly.lexicon.harm import load_instrument_cues
from reportedly.reader import load_reader
from reportedly.records import Parse, Sentence, Span, Type
from reportedly.text.words import find_words

CUES = load_instrument_cues()


def read_all(texts: Sequence[str]) -> tuple[Parse, ...]:
    spans = [Span(0, len(text)) for text in texts]
    return load_reader().read([Sentence(s, find_words(t, s)) for t, s in zip(texts, spans, strict=True)])


def find_root(parse: Parse) -> int:
    return next(w.i for w in parse.words if w.head < 0)


def test_every_weapon_is_an_instrument_and_decides_its_mode() -> None:
    terms = list(CUES.weapons)
    wrong = []
    for term, parse in zip(terms, read_all([term.example for term in terms]), strict=True):
        head = find_root(parse)
        if (
            find_instrument(parse, head, CUES) is None
            or (find_mode(parse, head, Type.ASSAULT, CUES) or "") != term.value
        ):
            wrong.append(term.example)
    assert wrong == []


@pytest.mark.parametrize("table", ["wielders", "acts"])
def test_every_other_term_is_found_in_its_example(table: str) -> None:
    terms = list(getattr(CUES, table))
    wrong = []
    for term, parse in zip(terms, read_all([term.example for term in terms]), strict=True):
        found = [find_term(parse, w.i, getattr(CUES, table)) for w in parse.words]
        if term.value not in {t.value for t in found if t is not None}:
            wrong.append(term.example)
    assert wrong == []


@pytest.mark.parametrize(
    ("sentence", "trigger", "instrument", "mode"),
    [
        ("The rebels attacked the town with mortars.", "attacked", "mortars", "heavy-weapons"),
        ("A car bomb exploded near the gate.", "exploded", "car bomb", "explosives"),
        ("A CAR BOMB EXPLODED NEAR THE GATE.", "EXPLODED", "CAR BOMB", "explosives"),
        ("Two men died in a drone strike.", "strike", "drone", "drone"),
        ("Police used tear gas against the students.", "used", "tear gas", "crowd-control"),
        ("Jets attacked the base.", "attacked", "Jets", "aerial"),
        ("The soldiers shot two farmers.", "shot", None, "firearms"),
        ("The militia attacked the village.", "attacked", None, None),
        ("The soldiers shot down the drone.", "shot", None, None),
        ("The attackers struck with artillery and drones.", "struck", "artillery", None),
    ],
)
def test_weapons_are_found_and_decide_the_mode(
    sentence: str, trigger: str, instrument: str | None, mode: str | None
) -> None:
    parse = read_all([sentence])[0]
    head = next(w.i for w in parse.words if w.text == trigger)
    span = find_instrument(parse, head, CUES)
    assert (None if span is None else span.of(sentence)) == instrument
    assert find_mode(parse, head, Type.ASSAULT, CUES) == mode


def test_only_assaults_have_a_mode_by_weapon() -> None:
    parse = read_all(["The rebels attacked the town with mortars."])[0]
    assert find_mode(parse, find_root(parse), Type.MOBILIZE, CUES) is None
