"""Pronouns and bare nouns to what they stand for, within one article."""

from __future__ import annotations

import pytest

import trees
from reportedly.lexicon.actors import load_actors
from reportedly.records import Article, Document, Genre, Mention, Party, Span, Type
from reportedly.resolve.candidates import sentence_starts
from reportedly.resolve.parties import PartyResolver, resolve_parties
from reportedly.resolve.uses import Use


def resolve(text: str, outlet: str | None = None, genre: Genre = "report") -> tuple[Party, ...]:
    start = text.index("[[")
    end = text.index("]]") - 2
    plain = text.replace("[[", "").replace("]]", "")
    mention = Mention(0, 0, 0, 0, Span(start, end))
    document = Document(Article("t", plain, (Span(0, len(plain)),), outlet=outlet, genre=genre), ())
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


def read(table: str, words: str) -> tuple[Party, ...]:
    """The parties of the first `words` in a hand-built sentence."""
    parse = trees.parse(table)
    text = " ".join(w.text for w in parse.words)
    i = next(w.i for w in parse.words if w.text == words)
    mention = Mention(0, i, i + 1, i, parse.words[i].span)
    document = Document(Article("t", text, (Span(0, len(text)),)), (parse,))
    return PartyResolver(document, load_actors()).resolve(mention)


def test_the_subject_of_the_speech_is_the_pronoun_in_it() -> None:
    table = (
        "After//ADP/2/case Hamas//PROPN/4/obl Israel//PROPN/4/nsubj said/say/VERB/0/root it/it/PRON/6/nsubj "
        "bombed/bomb/VERB/4/ccomp a//DET/8/det base//NOUN/6/obj"
    )
    assert [p.mention for p in read(table, "it")] == ["Israel"]


def test_what_stands_under_the_same_verb_is_another() -> None:
    table = "Hamas//PROPN/2/nsubj hit/hit/VERB/0/root it/it/PRON/2/obj"
    assert [p.country for p in read(table, "it")] == [None]


def test_a_thing_that_is_the_subject_keeps_the_party_away() -> None:
    table = (
        "Hamas//PROPN/3/nmod:poss '//PART/1/case bridge//NOUN/4/nsubj fell/fall/VERB/0/root when//SCONJ/7/mark "
        "it/it/PRON/7/nsubj burned/burn/VERB/4/advcl"
    )
    assert [p.sector for p in read(table, "it")] == [None]


def test_a_relative_pronoun_is_its_noun() -> None:
    table = (
        "Uganda//PROPN/5/nsubj ,//PUNCT/4/punct which//PRON/4/nsubj/WDT sent/send/VERB/1/acl:relcl "
        "agreed/agree/VERB/0/root"
    )
    assert [p.country for p in read(table, "which")] == ["UGA"]


def test_we_in_a_quotation_is_who_is_quoted() -> None:
    text = '"We bombed the bridge," the Houthi spokesman said.'
    span = Span(1, 3)
    speaker = Mention(0, 0, 0, 0, Span(text.index("the Houthi"), text.index(" said")))
    document = Document(Article("t", text, (Span(0, len(text)),), outlet="UK Government"), ())
    party = PartyResolver(document, load_actors()).resolve(
        Mention(0, 0, 0, 0, span), Use("actor", Type.ASSAULT, (speaker,))
    )[0]
    assert (party.country, party.sector) == ("YEM", "REB")


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("The Rapid Support Forces deny it. None of [[our drones]] flew.", "SDN", "REB"),
        ("The Israel Defense Forces deny it. None of [[our drones]] flew.", "ISR", "MIL"),
    ],
)
def test_our_forces_are_those_of_whoever_writes(text: str, country: str, sector: str) -> None:
    party = resolve(text, outlet=None, genre="statement")[0]
    assert (party.country, party.sector) == (country, sector)


def test_a_monitoring_service_is_nobody_s_voice() -> None:
    party = resolve("[[We]] condemn the raids on Peru.", outlet="English Monitoring")[0]
    assert party.country != "GBR"
