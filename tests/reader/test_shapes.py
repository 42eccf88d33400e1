"""Word shapes: what they tell apart, and that a sentence without case looks alike in capitals and in lower case."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.reader.shapes import CASELESS, FIRST_TITLE, SHAPES, find_shape, find_shapes, is_caseless


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        (("1988", "7"), 2),
        (("1,200", "3.5", "10-12"), 3),
        (("5th", "T-72", "155mm"), 4),
        (("--", "“", "…"), 5),
        (("army", "çadır", "o'clock"), 6),
        (("A", "É"), 7),
        (("UNHCR", "U.N.", "ÉTÉ"), 8),
        (("Darat", "Émile"), 9),
        (("Al-Darat", "Deir-Ezzor"), 10),
        (("McKay", "USAid"), 11),
        (("al-Darat", "iPhone"), 12),
    ],
)
def test_shapes_tell_kinds_of_words_apart(words: tuple[str, ...], shape: int) -> None:
    assert {find_shape(word) for word in words} == {shape}


def test_a_capital_at_the_start_says_less_than_one_within() -> None:
    assert find_shapes(["Soldiers", "left", "Darat"]) == [FIRST_TITLE, 6, 9]
    assert find_shapes(["UNHCR", "left", "Darat"])[0] == 8


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("REBELS TOOK THE TOWN OF DARAT", True),
        ("REBELS TOOK 3 TOWNS (DARAT) , PRESS SAID", True),
        ("rebels took the town of darat", True),
        ("Rebels took the town of Darat", False),
        ("UN and EU envoys left Darat on Monday", False),
        ("NATO LEFT", False),
        ("1 , 2 .", False),
    ],
)
def test_caseless_sentences_are_known(sentence: str, expected: bool) -> None:
    assert is_caseless(sentence.split()) is expected


def test_figures_keep_their_shapes_in_capitals() -> None:
    assert find_shapes("ARMY T-72 HIT 3 TIMES .".split()) == [CASELESS, 4, CASELESS, 2, CASELESS, 5]


PLAIN = "they said that the road to the town was open".split()


@given(
    st.lists(
        st.text(st.characters(max_codepoint=0x24F, categories=["Lu", "Ll", "Nd", "Pd", "Po"]), min_size=1, max_size=9),
        max_size=4,
    )
)
@example(["u.n.", "al-darat", "7", "5th"])
@example(["straße", "ı", "ŉ"])
def test_capitals_and_lower_case_look_alike(words: list[str]) -> None:
    upper, lower = ([change(w) for w in [*words, *PLAIN]] for change in (str.upper, str.lower))
    assert is_caseless(upper)
    assert is_caseless(lower)
    assert find_shapes(upper) == find_shapes(lower)


@given(st.lists(st.text(max_size=9), max_size=12))
def test_every_word_has_a_row_of_the_table(words: list[str]) -> None:
    shapes = find_shapes(words)
    assert len(shapes) == len(words)
    assert all(2 <= shape < SHAPES for shape in shapes)
