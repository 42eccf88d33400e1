"""Captured or arrested, decided by who takes whom."""

from __future__ import annotations

import pytest

from reportedly.errors import CodebookError
from reportedly.lexicon.captures import build_captures, load_captures
from reportedly.records import Count, Party, Span, Type
from reportedly.resolve.captures import ARREST, CAPTURE, read_capture, rename_harm

CUES = load_captures()


def party(sector: str | None) -> Party:
    return Party("x", Span(0, 1), "COL", sector)


@pytest.mark.parametrize(
    ("told", "taker", "taken", "read"),
    [
        (CAPTURE, "COP", "CRM", ARREST),
        (CAPTURE, "MIL", "CVL", ARREST),
        (CAPTURE, "MIL", "REB", CAPTURE),
        (ARREST, "MIL", "REB", CAPTURE),
        (CAPTURE, "REB", "CVL", CAPTURE),
        (CAPTURE, None, "CVL", CAPTURE),
        (CAPTURE, "COP", None, CAPTURE),
    ],
)
def test_who_takes_whom_decides(told, taker, taken, read) -> None:  # type: ignore[no-untyped-def]
    assert read_capture(told, "capture", [party(taker)], [party(taken)], CUES) == read


def test_other_words_and_other_acts_stay() -> None:
    assert read_capture(ARREST, "arrest", [party("MIL")], [party("REB")], CUES) == ARREST
    seized = (Type.COERCE, "seize")
    assert read_capture(seized, "seize", [party("COP")], [party("CVL")], CUES) == seized


def test_harm_follows_the_act() -> None:
    count = Count(Span(0, 1), "3", 3, 3, 3)
    harm = {"abducted": count, "killed": count}
    assert set(rename_harm(harm, CAPTURE, ARREST)) == {"detained", "killed"}
    assert rename_harm(harm, CAPTURE, CAPTURE) is harm


def test_a_wrong_sector_is_named() -> None:
    with pytest.raises(CodebookError, match="office: ARMY: no sector"):
        build_captures("words: [capture]\noffice: [ARMY]\nfighters: [REB]")
