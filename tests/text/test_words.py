"""Words after the conventions of the English treebanks."""

from __future__ import annotations

import time
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Span
from reportedly.text.words import find_words, is_abbreviation


def words(text: str) -> list[str]:
    return [token.text for token in find_words(text, Span(0, len(text)))]


def _groups() -> list[tuple[str, dict[str, Any]]]:
    path = files("reportedly") / "data" / "reader" / "words.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return sorted({**data.pop("abbreviations"), **data}.items())


@pytest.mark.parametrize(("name", "group"), _groups())
def test_every_group_cuts_its_example(name: str, group: dict[str, Any]) -> None:
    assert words(group["example"]) == group["words"], name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't, can't and won't.", "They do n't , ca n't and wo n't ."),
        ("It’s Norland’s; we’ll see", "It ’s Norland ’s ; we ’ll see"),
        ("IT'S NORLAND'S", "IT 'S NORLAND 'S"),
        ("the rebels' camp", "the rebels ' camp"),
        ("O'Brien and al-Sha'lan's men", "O'Brien and al - Sha'lan 's men"),
        ("US-backed three-day co-operation", "US - backed three - day co-operation"),
        ("a 40-year-old AK-47", "a 40 - year - old AK - 47"),
        ("talks 10-12 May, 1988-91", "talks 10 - 12 May , 1988 - 91"),
        ("the raid--the third—failed – again", "the raid -- the third — failed – again"),
        ("U.S. troops left the U.S.-run base", "U.S. troops left the U.S. - run base"),
        ("$5m, €1,200, US$3.4 and 12%", "$ 5 m , € 1,200 , US$ 3.4 and 12 %"),
        ("at 10:30 or 9pm on 3/4/1999", "at 10:30 or 9 pm on 3/4/1999"),
        ("the 1990s, the 1980's, the 21st", "the 1990s , the 1980's , the 21st"),
        ("see https://example.org/a-b?c=d.", "see https://example.org/a-b?c=d ."),
        ("write to desk@example.org, or @desk_1", "write to desk@example.org , or @desk_1"),
        ("men and/or women (4 min)", "men and / or women ( 4 min )"),
        ("[TEXT] THE TOWN", "[ TEXT ] THE TOWN"),
        ("“Stop!” he said...", "“ Stop ! ” he said ..."),
        ("• First, the town.The rest", "• First , the town . The rest"),
        ("J. R. Okoro of AT&T", "J. R. Okoro of AT&T"),
        ("Gen.Okoro, Sgt. Dale and Mr. Ames", "Gen. Okoro , Sgt. Dale and Mr. Ames"),
        ("on Jan. 3 and in Jan.", "on Jan. 3 and in Jan ."),
        ("What?! No!!!", "What ?! No !!!"),
        ("café Müller naïve", "café Müller naïve"),
        ("cafe\u0301 de\u0301ja\u0300", "cafe\u0301 de\u0301ja\u0300"),
        ("a .38-calibre pistol", "a .38 - calibre pistol"),
    ],
)
def test_conventions(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "xx They left. yy"
    tokens = find_words(text, Span(3, 13))
    assert [(t.span.start, t.span.end) for t in tokens] == [(3, 7), (8, 12), (12, 13)]
    assert all(t.span.of(text) == t.text for t in tokens)


def test_abbreviation_depends_on_what_follows() -> None:
    assert is_abbreviation("No", "7")
    assert not is_abbreviation("No", "one")
    assert is_abbreviation("Gen", "Okoro")
    assert not is_abbreviation("Gen", None)


def _holds(text: str, span: Span) -> None:
    tokens = find_words(text, span)
    covered = [i for token in tokens for i in range(token.span.start, token.span.end)]
    assert covered == sorted(set(covered))
    assert [i for i in covered if text[i].isspace()] == []
    assert set(covered) == {i for i in range(span.start, span.end) if not text[i].isspace()}
    assert all(token.text == token.span.of(text) != "" for token in tokens)


_PIECES = st.lists(
    st.sampled_from(
        ["don't", "'", "’s", ".", "...", "-", "--", "http://", "@", "a", "U.S.", "No.", "3", "$", "\n", " ", "e-"]
    )
)


@given(st.text(), st.integers(0, 9), st.integers(0, 9))
def test_every_code_point_is_in_one_word(text: str, before: int, after: int) -> None:
    start = min(before, len(text))
    _holds(text, Span(start, max(start, len(text) - after)))


@given(_PIECES)
def test_every_code_point_of_hard_pieces_is_in_one_word(pieces: list[str]) -> None:
    text = "".join(pieces)
    _holds(text, Span(0, len(text)))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a.",
        "ab.cd.",
        "a-",
        "e-",
        "'",
        "don't",
        "1,",
        "www.",
        "http://,",
        "a@",
        ".",
        "-",
        "_",
        "A&",
        "1/",
        "’",
        "[1]",
    ],
)
def test_a_hundred_kilobytes_of_anything_take_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    find_words(text, Span(0, len(text)))
    assert time.process_time() - began < 3.0
