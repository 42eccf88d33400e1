"""The tables and patterns of time."""

from __future__ import annotations

import pytest

from reportedly.errors import CodebookError
from reportedly.lexicon import times
from reportedly.lexicon.times import decade_of, load_time_cues, ordinal_of
from reportedly.resolve.timereadings import READINGS

CUES = load_time_cues()


def test_every_pattern_names_a_reading_that_exists() -> None:
    assert {pattern.read for pattern in CUES.patterns} <= READINGS.keys()


def test_every_reading_is_named_by_a_pattern() -> None:
    assert READINGS.keys() <= {pattern.read for pattern in CUES.patterns}


def test_no_two_patterns_have_the_same_elements() -> None:
    words = [pattern.words for pattern in CUES.patterns]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("16", {"DAY", "YY", "NUM", "CLOCK", "NUMERIC"}),
        ("45", {"YY", "NUM", "CLOCK", "NUMERIC"}),
        ("2016", {"YEAR", "CLOCK", "NUMERIC"}),
        ("16th", {"NTH", "ORD"}),
        ("45th", set()),
        ("1980s", {"DECADE"}),
        ("table", set()),
    ],
)
def test_digits_are_classed_by_their_shape(word: str, classes: set[str]) -> None:
    assert CUES.classes_of(word) == classes


def test_ordinals_and_decades_have_values() -> None:
    assert (ordinal_of("22nd", CUES), ordinal_of("third", CUES), ordinal_of("three", CUES)) == (22, 3, None)
    assert (decade_of("1980s", CUES), decade_of("nineties", CUES), decade_of("90s", CUES)) == (1980, 90, 90)


@pytest.mark.parametrize(
    "row",
    [
        {"words": "the WEEKDAYS", "read": "weekday", "example": "x"},
        {"words": "WEEKDAY", "read": "weekday"},
        {"words": "WEEKDAY", "read": "weekday", "example": "Friday", "mean": "x"},
    ],
)
def test_a_broken_pattern_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(CodebookError, match=r"times\.yml"):
        times._build_pattern(0, row)
