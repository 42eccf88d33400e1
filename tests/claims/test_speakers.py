"""On whose word, read by the packaged reader."""

from __future__ import annotations

from functools import cache

import pytest

from reportedly.claims.quotations import find_quotations
from reportedly.claims.speakers import find_speakers
from reportedly.lexicon.cues import Cues, load_cues
from reportedly.reader import Reader, load_reader
from reportedly.records import Article, Document, Span
from reportedly.text.sentences import find_sentences, load_splitter


@cache
def tools() -> tuple[Reader, Cues]:
    return load_reader(), load_cues()


def said_by(marked: str) -> list[str]:
    """The sources of the word between { and }, nearest first."""
    act = Span(marked.index("{"), marked.index("}") - 1)
    text = marked.replace("{", "").replace("}", "")
    reader, cues = tools()
    body = (Span(0, len(text)),)
    document = Document(Article("a", text, body), reader.read(find_sentences(text, body, load_splitter())))
    table = find_speakers(document, find_quotations(document), cues)
    for number, parse in enumerate(document.parses):
        for word in parse.words:
            if word.span.overlaps(act):
                return [s.mention.span.of(text) for s in table.speakers_of(number, word.i)]
    raise AssertionError("no such word")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The mayor said that rebels {shelled} the market.", ["The mayor"]),
        ("Rebels {shelled} the market, the mayor said.", ["the mayor"]),
        ("REBELS {SHELLED} THE MARKET, THE MAYOR SAID.", ["THE MAYOR"]),
        ("Rebels {shelled} the market, said Colonel Ivan Petrov.", ["Colonel Ivan Petrov"]),
        ("According to doctors, nine people were {killed}.", ["doctors"]),
        ("Nine people were {killed}, according to doctors.", ["doctors"]),
        ("Britain and France say that the army {shelled} the market.", ["Britain", "France"]),
        ("The front accused the army of {shelling} the market.", ["The front"]),
        ("The brigade claimed responsibility for the {attack}.", ["The brigade"]),
        ("The embassy denied that its guards {shot} the driver.", ["The embassy"]),
        ("A nurse told Reuters that soldiers {shot} the driver.", ["A nurse", "Reuters"]),
        ("A nurse told reporters that soldiers {shot} the driver.", ["A nurse"]),
        ("The observatory, quoting doctors, said that nine people were {killed}.", ["doctors", "The observatory"]),
        ("The army's claim that rebels {shelled} the market was ignored.", ["army"]),
    ],
)
def test_sources(marked: str, expected: list[str]) -> None:
    found = said_by(marked)
    assert len(found) == len(expected)
    assert all(e.lower() in f.lower() for e, f in zip(expected, found, strict=True))


@pytest.mark.parametrize(
    "marked",
    [
        "Rebels {shelled} the market.",
        "It was reported that rebels {shelled} the market.",
        "The army wants to {shell} the market.",
        "No group has claimed responsibility for the {attack}.",
        "The mayor said that the school was safe, but rebels {shelled} it.",
        "The mayor condemned the {shelling} of the market.",
        "The mayor told the rebels to {leave} the market.",
    ],
)
def test_the_writers_own_word(marked: str) -> None:
    assert said_by(marked) == []


def test_what_follows_a_pronoun_goes_to_its_antecedent() -> None:
    text = "Rebels shelled the market, Anna Kovac said. She added that nine people were {killed}."
    assert said_by(text) == ["Anna Kovac"]


def test_a_bare_description_goes_to_the_source_before() -> None:
    text = "A police spokesman said that rebels shelled the market. The spokesman added that nine people were {killed}."
    assert said_by(text) == ["A police spokesman"]


def test_a_quotation_over_sentences() -> None:
    text = "“They came at dawn. They {burned} the mill. Then they left,” the miller said."
    assert said_by(text) == ["the miller"]


def test_a_quotation_without_a_source_goes_on() -> None:
    text = "“They came at dawn,” the miller said.\n\n“They {burned} the mill.”"
    assert said_by(text) == ["the miller"]


def test_a_statement_after_a_colon() -> None:
    text = "Commenting on the raid, Minister Jan Novak said:\n\nThe raid was a crime. Forty people were {killed} in it."
    assert "Novak" in said_by(text)[0]


def test_a_source_within_a_source() -> None:
    found = said_by("The radio said that the governor had told it that rebels {shelled} the market.")
    assert found[:1] == ["the governor"]


def test_an_inserted_source_reaches_both_sides() -> None:
    assert said_by("The market, he said, was {shelled} by rebels.") == ["he"]


def test_a_name_is_taken_for_its_description() -> None:
    assert said_by("The director, Hanan Bushara, said nine people were {killed}.") == ["Hanan Bushara"]
