"""Numbers of people: every example of numbers.yml through the reader, and the arithmetic of spelled numbers."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.counts import CountMention, CountReader
from reportedly.claims.quantities import find_quantities
from reportedly.lexicon.harm import load_numbers
from reportedly.reader import Reader, load_reader
from reportedly.records import Parse, Sentence, Span, Token, Word
from reportedly.text.words import find_words

NUMBERS = load_numbers()
TENS = {v: k for k, v in NUMBERS.values.items() if v >= 20 and k != "fourty"}
SMALL = {v: k for k, v in NUMBERS.values.items() if v < 20}


@cache
def reader() -> Reader:
    return load_reader()


def read(text: str) -> Parse:
    span = Span(0, len(text))
    return reader().read([Sentence(span, find_words(text, span))])[0]


def count_all(sentence: str) -> list[CountMention]:
    """The count of every word that stands for people."""
    parse = read(sentence)
    counts = CountReader(parse, NUMBERS)
    found = (counts.count_people(w.i) for w in parse.words)
    return [mention for mention in found if mention is not None]


def build_line(text: str) -> Parse:
    """Words without a tree: each hangs on the last."""
    words: list[Word] = []
    at = 0
    for i, part in enumerate(text.split()):
        words.append(Word(i, part, Span(at, at + len(part)), part.lower(), "NUM", "CD", len(text.split()) - 1, "dep"))
        at += len(part) + 1
    tokens = tuple(Token(w.span, w.text) for w in words)
    return Parse(Sentence(Span(0, len(text)), tokens), tuple(words))


def spell(n: int) -> str:
    if n < 20:
        return SMALL[n]
    if n < 100:
        return TENS[n // 10 * 10] + (f" - {SMALL[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{SMALL[n // 100]} hundred" + (f" and {spell(n % 100)}" if n % 100 else "")
    return f"{spell(n // 1000)} thousand" + (f" and {spell(n % 1000)}" if n % 1000 else "")


def show(value: int | None) -> str:
    return "-" if value is None else str(value)


@pytest.mark.parametrize(("sentence", "words", "means"), NUMBERS.examples, ids=[e[1] for e in NUMBERS.examples])
def test_every_example_is_read(sentence: str, words: str, means: str) -> None:
    found = {
        m.count.text: "/".join(map(show, (m.count.low, m.count.best, m.count.high)))
        for m in reversed(count_all(sentence))
    }
    assert found.get(words) == means


@pytest.mark.parametrize("sentence", NUMBERS.counterexamples)
def test_the_number_of_a_counterexample_counts_nobody(sentence: str) -> None:
    """One person ("the 20-year-old student") may stand there, without a number."""
    assert [m.count.text for m in count_all(sentence) if m.count.best != 1] == []


@given(st.integers(1, 999).filter(lambda n: n % 100 or n < 1000))
def test_spelled_numbers_mean_what_they_spell(n: int) -> None:
    quantities = find_quantities(build_line(spell(n) + " men"), NUMBERS)
    assert [(q.low, q.best, q.high) for q in quantities] == [(n, n, n)]


@given(st.integers(1, 99), st.integers(1, 999))
def test_thousands_are_added(thousands: int, rest: int) -> None:
    quantities = find_quantities(build_line(f"{spell(thousands)} thousand {spell(rest)} men"), NUMBERS)
    assert quantities[0].best == thousands * 1000 + rest


@given(st.integers(0, 10**7).filter(lambda n: not 1800 <= n < 2100))
def test_figures_with_and_without_commas_agree(n: int) -> None:
    plain = find_quantities(build_line(f"{n} men"), NUMBERS)
    grouped = find_quantities(build_line(f"{n:,} men"), NUMBERS)
    assert [q.best for q in plain] == [q.best for q in grouped] == [n]


@given(
    st.lists(
        st.sampled_from(["at", "least", "more", "than", "20", "a", "hundred", "of", "thousands", "-", "and", "no"])
    )
)
def test_any_row_of_words_is_read_in_order(parts: list[str]) -> None:
    parse = build_line(" ".join([*parts, "men"]))
    quantities = find_quantities(parse, NUMBERS)
    assert all(0 <= q.start < q.end <= len(parse.words) for q in quantities)
    assert all(a.end <= b.start for a, b in pairwise(quantities))
    for q in quantities:
        values = [v for v in (q.low, q.best, q.high) if v is not None]
        assert values
        assert values == sorted(values)


@pytest.mark.parametrize(
    ("sentence", "head", "number"),
    [
        ("Gunmen shot the mayor.", "mayor", 1),
        ("GUNMEN SHOT A TEACHER AND HER DRIVER.", "TEACHER", 2),
        ("The police arrested him.", "him", 1),
        ("Gunmen shot civilians.", "civilians", None),
        ("Gunmen shot the police.", "police", None),
    ],
)
def test_a_phrase_counts_its_people(sentence: str, head: str, number: int | None) -> None:
    parse = read(sentence)
    at = next(w.i for w in parse.words if w.text == head)
    mention = CountReader(parse, NUMBERS).count_people(at)
    assert (None if mention is None else mention.count.best) == number


def test_a_subset_is_not_added() -> None:
    parse = read("The blast killed 14 people, including 3 children.")
    people = next(w.i for w in parse.words if w.text == "people")
    mention = CountReader(parse, NUMBERS).count_people(people)
    assert mention is not None
    assert mention.count.best == 14
