"""Sentences: blocks, datelines, full stops."""

from __future__ import annotations

import time
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Span
from reportedly.text.sentences import MOST_WORDS, Splitter, find_sentences, load_splitter


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    return load_splitter()


def split(text: str, splitter: Splitter) -> list[str]:
    return [s.span.of(text) for s in find_sentences(text, [Span(0, len(text))], splitter)]


def _rules() -> list[tuple[int, str, dict[str, Any]]]:
    path = files("reportedly") / "data" / "reader" / "sentences.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(i, group, rule) for group in ("datelines", "labels") for i, rule in enumerate(data[group])]


@pytest.mark.parametrize(("i", "group", "rule"), _rules())
def test_every_pattern_matches_its_examples(i: int, group: str, rule: dict[str, Any], splitter: Splitter) -> None:
    pattern = getattr(splitter, group)[i]
    for example in rule["examples"]:
        begin, _, rest = example.partition("| ")
        found = pattern.match(begin + rest)
        assert found is not None, example
        assert found.group().rstrip() == begin.rstrip(), example
    for example in rule["counterexamples"]:
        assert pattern.match(example) is None, example


@pytest.mark.parametrize(
    "sentences",
    [
        ["Troops left the town on Monday.", "Gen. Ann Okoro called it a retreat.", "No one was hurt."],
        [
            "The U.S. Navy sent two ships.",
            "They left on Sept. 3 from Norfolk, Va., at dawn.",
            "Sgt. J. R. Dale led them.",
        ],
        ['"We were asleep," he said.', '"Then the shells fell."', "Nobody slept again."],
        ["“Leave now!” the captain shouted.", "Nobody moved.", "Why would they?"],
        ["Shells hit the market at 10.30 a.m. on Friday.", "At least 3.5 tonnes of flour burned."],
        ["THE ARMY LEFT THE TOWN ON MONDAY.", "COL. RUIZ SAID THAT NOBODY WAS HURT.", "SHOTS WERE HEARD LATER."],
        ["the army left the town on monday.", "nobody was hurt in the fighting.", "shots were heard later."],
    ],
)
def test_running_text(sentences: list[str], splitter: Splitter) -> None:
    assert split(" ".join(sentences), splitter) == sentences


def test_missing_space_after_the_full_stop(splitter: Splitter) -> None:
    assert split("The rebels took the town.The army shelled it.", splitter) == [
        "The rebels took the town.",
        "The army shelled it.",
    ]
    assert split("See www.example.org/The.Town for more.", splitter) == ["See www.example.org/The.Town for more."]


def test_reference_marks_stay_with_their_sentence(splitter: Splitter) -> None:
    assert split("He led the brigade.[2] After the war he left.", splitter) == [
        "He led the brigade.[2]",
        "After the war he left.",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("QUITO, 20 MAY 88 (WIRE) -- [TEXT] TWO MEN WERE HELD.", "QUITO, 20 MAY 88 (WIRE) -- [TEXT]"),
        ("PORT ELLEN, June 12 (Wire) - Two men were held.", "PORT ELLEN, June 12 (Wire) -"),
        ("[BEGIN RECORDING] [REPORTER] WHO WAS HELD?", "[BEGIN RECORDING] [REPORTER]"),
        ("THE ARMY -- OR WHAT WAS LEFT OF IT -- FLED.", "THE ARMY -- OR WHAT WAS LEFT OF IT -- FLED."),
        ("THE HIGH- RANKING OFFICER FLED.", "THE HIGH- RANKING OFFICER FLED."),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(text: str, first: str, splitter: Splitter) -> None:
    assert split(text, splitter)[0] == first


def test_lines_of_a_wrapped_text_are_joined(splitter: Splitter) -> None:
    text = (
        "The government said on Tuesday that its forces had left the\n"
        "northern district after three weeks of fighting. Officials said\n"
        "that eleven soldiers and two civilians had been wounded there.\n"
        "Aid workers\n"
        "- reached the hospital\n"
        "- found no medicine"
    )
    found = [s.replace("\n", " ") for s in split(text, splitter)]
    assert found == [
        "The government said on Tuesday that its forces had left the northern district after three weeks of fighting.",
        "Officials said that eleven soldiers and two civilians had been wounded there.",
        "Aid workers",
        "- reached the hospital",
        "- found no medicine",
    ]


def test_lines_of_an_unwrapped_text_are_blocks(splitter: Splitter) -> None:
    text = "Army leaves northern town\nTroops left on Monday\n\nSecond headline\nMore to follow"
    assert split(text, splitter) == text.replace("\n\n", "\n").split("\n")


def test_a_line_cut_inside_a_sentence_goes_on(splitter: Splitter) -> None:
    text = "The Observatory said that the\nvillage had been shelled."
    assert split(text, splitter) == [text]


def test_no_sentence_crosses_a_body_span(splitter: Splitter) -> None:
    text = "Troops left the share this town on Monday."
    found = find_sentences(text, [Span(0, 15), Span(26, len(text))], splitter)
    assert [s.span.of(text) for s in found] == ["Troops left the", "town on Monday."]


def test_overlong_sentences_are_cut_at_a_strong_mark(splitter: Splitter) -> None:
    text = "word " * 120 + "; " + "word " * 150 + "."
    found = find_sentences(text, [Span(0, len(text))], splitter)
    assert [len(s.tokens) for s in found] == [121, 151]
    assert all(len(s.tokens) <= MOST_WORDS for s in find_sentences("x " * 1000, [Span(0, 2000)], splitter))


@given(
    st.lists(
        st.sampled_from(["Gen.", "Go", "go", ".", "!", '"', "\n", "\n\n", " ", "[TEXT]", "-- ", "3", ": ", "A.", "\t"])
    )
)
def test_every_word_is_in_one_sentence(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find_sentences(text, [Span(0, len(text))], load_splitter())
    covered = [i for s in found for t in s.tokens for i in range(t.span.start, t.span.end)]
    assert covered == [i for i in range(len(text)) if not text[i].isspace()]
    for sentence in found:
        assert sentence.span == Span(sentence.tokens[0].span.start, sentence.tokens[-1].span.end)


@given(st.text(max_size=300))
def test_any_text_is_covered(text: str) -> None:
    found = find_sentences(text, [Span(0, len(text))], load_splitter())
    covered = {i for s in found for t in s.tokens for i in range(t.span.start, t.span.end)}
    assert covered == {i for i in range(len(text)) if not text[i].isspace()}


@pytest.mark.parametrize("unit", ["a. ", ".", "A, ", "[A] ", "\n", "Abc. Def", "A-", "a\nb\n", '"', "Jan 1, ", "(a) "])
def test_a_hundred_kilobytes_of_anything_take_no_long_time(unit: str, splitter: Splitter) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    find_sentences(text, [Span(0, len(text))], splitter)
    assert time.process_time() - began < 5.0
