"""Word pieces by BERT's rules, on a vocabulary made for the tests and on the packaged one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reader.weights import PACKAGED
from reportedly.reader.wordpiece import LONGEST_WORD, UNKNOWN, WordPieces, load_wordpieces

PIECES = [
    "[PAD]", UNKNOWN, "[CLS]", "[SEP]", "raid", "##er", "##ers", "##s", "cafe", "al", "-", "tan", "##f", "u", ".", "n",
    "'", "tiet", "##na", "ra", "##id", "城", "市", "a", "##a", "istanbul", "1", "##0", "000",
]  # fmt: skip
NUMBERS = {piece: i for i, piece in enumerate(PIECES)}
SMALL = WordPieces(NUMBERS)


def pieces(word: str, wordpieces: WordPieces = SMALL) -> list[str]:
    return [PIECES[number] for number in wordpieces.encode(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("raiders", ["raid", "##ers"]),  # the longest piece, not "##er" and "##s"
        ("RAID", ["raid"]),
        ("Café", ["cafe"]),
        ("Cafe\u0301", ["cafe"]),
        ("İstanbul", ["istanbul"]),
        ("al-Tanf", ["al", "-", "tan", "##f"]),
        ("U.N.", ["u", ".", "n", "."]),
        ("'", ["'"]),
        ("城市", ["城", "市"]),
        ("raidx", [UNKNOWN]),  # one unknown for the whole part, not what matched of it
        ("raid-x", ["raid", "-", UNKNOWN]),
        ("ra\u200bid", ["raid"]),
        ("ra\u00adid", ["raid"]),
        ("1 000", ["1", "000"]),
        ("1\u00a0000", ["1", "000"]),
    ],
)
def test_words_are_split_as_bert_splits_them(word: str, expected: list[str]) -> None:
    assert pieces(word) == expected


@pytest.mark.parametrize("word", ["", " ", "\u200b", "\ufffd", "\u0301", "☃"])
def test_a_word_without_known_letters_is_one_unknown(word: str) -> None:
    assert pieces(word) == [UNKNOWN]


def test_only_parts_longer_than_berts_limit_are_unknown() -> None:
    wide = WordPieces(NUMBERS, most=200)
    assert pieces("a" * LONGEST_WORD, wide) == ["a"] + ["##a"] * (LONGEST_WORD - 1)
    assert pieces("a" * (LONGEST_WORD + 1), wide) == [UNKNOWN]


def test_a_word_has_at_most_the_given_pieces() -> None:
    assert pieces("aaaaaaaaaaaa") == ["a"] + ["##a"] * 7
    assert pieces("a.a.a.a.a.a.a") == ["a", ".", "a", ".", "a", ".", "a", "."]
    assert pieces("aaaa", WordPieces(NUMBERS, most=2)) == ["a", "##a"]


def test_a_vocabulary_is_numbered_by_line(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.txt"
    path.write_text("[PAD]\n[UNK]\né\n", encoding="utf-8")
    assert load_wordpieces(path) == {"[PAD]": 0, "[UNK]": 1, "é": 2}


@given(st.text(max_size=30))
def test_any_text_gives_one_to_eight_pieces_of_the_vocabulary(word: str) -> None:
    numbers = SMALL.encode(word)
    assert 1 <= len(numbers) <= 8
    assert set(numbers) <= set(range(len(PIECES)))


@pytest.fixture(scope="module")
def packaged() -> WordPieces:
    return WordPieces(load_wordpieces(PACKAGED / "wordpieces.txt"), most=1000)


def test_the_packaged_vocabulary_is_berts(packaged: WordPieces) -> None:
    assert len(packaged.vocabulary) == 30522
    assert (packaged.unknown, packaged.start, packaged.end) == (100, 101, 102)
    assert packaged.encode("Peacekeepers") == tuple(packaged.vocabulary[p] for p in ("peace", "##keepers"))


OLD_BLOCKS = st.one_of(
    st.characters(max_codepoint=0x052F, exclude_categories=["Cn"]),
    st.characters(min_codepoint=0x0621, max_codepoint=0x06FF, exclude_categories=["Cn"]),
    st.characters(min_codepoint=0x2010, max_codepoint=0x2050, exclude_categories=["Cn"]),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
)
"""Blocks that the two Unicode tables know alike, whatever their versions."""


def test_pieces_equal_those_of_the_reference_implementation(packaged: WordPieces) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    reference = tokenizers.BertWordPieceTokenizer(str(PACKAGED / "wordpieces.txt"), lowercase=True)

    @given(st.text(OLD_BLOCKS, min_size=1, max_size=24))
    def agree(word: str) -> None:
        expected = reference.encode(word, add_special_tokens=False).ids or [packaged.unknown]
        assert list(packaged.encode(word)) == expected

    agree()
