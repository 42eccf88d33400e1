"""Pronouns and bare nouns to what they stand for, within one article."""

from __future__ import annotations

import pytest

from reportedly.lexicon.actors import load_actors
from reportedly.records import Article, Document, Mention, Party, Span
from reportedly.resolve.coreference import sentence_starts
from reportedly.resolve.parties import resolve_parties


def resolve(text: str, outlet: str | None = None) -> tuple[Party, ...]:
    start = text.index("[[")
    end = text.index("]]") - 2
    plain = text.replace("[[", "").replace("]]", "")
    mention = Mention(0, 0, 0, 0, Span(start, end))
    document = Document(Article("t", plain, (Span(0, len(plain)),), outlet=outlet), ())
    return resolve_parties(document, [mention], load_actors())[mention]


@pytest.mark.parametrize(
    ("text", "mention", "country", "sector"),
    [
        ("Houthi fighters entered the port. [[They]] burned two boats.", "Houthi fighters", "YEM", "REB"),
        ("HOUTHI FIGHTERS ENTERED THE PORT. [[THEY]] BURNED TWO BOATS.", "HOUTHI FIGHTERS", "YEM", "REB"),
        ("Al-Shabaab struck a hotel in Mogadishu. [[The group]] gave no reason.", "Al-Shabaab", "SOM", "REB"),
        ("The Colombian minister spoke. [[He]] denied it.", "Colombian minister", "COL", "GOV"),
    ],
)
def test_a_back_reference_takes_its_antecedent(text: str, mention: str, country: str, sector: str) -> None:
    party = resolve(text)[0]
    assert (party.mention, party.country, party.sector) == (mention, country, sector)


def test_the_span_stays_at_the_pronoun() -> None:
    text = "Houthi fighters entered the port. [[They]] burned two boats."
    assert resolve(text)[0].span.of(text.replace("[[", "").replace("]]", "")) == "They"


def test_two_countries_are_two_parties() -> None:
    found = resolve("Peru and Ecuador met. Peru wants calm; Ecuador agreed. [[The two countries]] signed.")
    assert {(p.country, p.sector) for p in found} == {("PER", "GOV"), ("ECU", "GOV")}


def test_we_is_whoever_writes() -> None:
    assert (resolve("[[We]] condemn it.", outlet="UK Government")[0].country) == "GBR"


def test_us_with_dots_is_no_pronoun() -> None:
    party = resolve("Peru spoke. [[U.S.]] officials listened.")[0]
    assert party.country == "USA"


def test_a_possessive_gives_its_country() -> None:
    party = resolve("Ukraine met in Geneva with Russia. Ukraine wants calm, and [[its foreign minister]] said so.")[0]
    assert (party.country, party.sector) == ("UKR", "GOV")


def test_a_pronoun_with_nothing_before_it_stays_open() -> None:
    party = resolve("[[They]] burned two boats.")[0]
    assert (party.country, party.sector) == (None, None)


def test_sentences_begin_after_full_stops_and_blank_lines() -> None:
    assert sentence_starts("One. Two\n\nThree") == [0, 5, 10]
