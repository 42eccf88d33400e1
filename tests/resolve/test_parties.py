"""Mentions to parties: invented sentences, one kind of mention each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lexicon.actors import load_actors
from reportedly.records import Article, Document, Mention, Party, Span
from reportedly.resolve.parties import resolve_parties


def resolve(text: str, *, published: date | None = None, outlet: str | None = None) -> tuple[Party, ...]:
    """The parties of the mention between double square brackets."""
    start = text.index("[[")
    end = text.index("]]") - 2
    plain = text.replace("[[", "").replace("]]", "")
    article = Article("t", plain, (Span(0, len(plain)),), published=published, outlet=outlet)
    mention = Mention(0, 0, 0, 0, Span(start, end))
    return resolve_parties(Document(article, ()), [mention], load_actors())[mention]


def pair(text: str, *, published: date | None = None, outlet: str | None = None) -> tuple[str | None, str | None]:
    party = resolve(text, published=published, outlet=outlet)[0]
    return party.country, party.sector


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("[[Syrian rebels]] took the hill near Hama.", "SYR", "REB"),
        ("Mali said that [[the army]] had left Kidal.", "MLI", "MIL"),
        ("In Idlib, [[US-backed forces]] took the mill.", "SYR", "REB"),
        ("Shells fell on [[residents of Idlib]].", "SYR", "CVL"),
        ("[[A spokesman for the ministry]] in Quito denied it.", "ECU", "GOV"),
        ("[[Assad's forces]] left the town.", "SYR", "MIL"),
        ("[[Russian]] jets struck the depot in Syria.", "RUS", "MIL"),
        ("[[Russia]] bombed the depot.", "RUS", "MIL"),
        ("[[Russia]] welcomed the talks.", "RUS", "GOV"),
        ("[[The Kremlin]] welcomed the talks.", "RUS", "GOV"),
        ("[[The Pentagon]] denied it.", "USA", "MIL"),
        ("[[President Obama's administration]] denied it.", "USA", "GOV"),
        ("In Iraq, [[coalition warplanes]] hit a bridge near Mosul.", "IGO", "MIL"),
        ("[[UN peacekeepers]] reached Goma.", "UNO", None),
        ("[[The European Union]] objected.", "EUR", None),
        ("[[Doctors Without Borders]] left.", "NGO", None),
        ("[[ISIL fighters]] left Mosul.", "IMG", "REB"),
        ("[[members of the FARC]] left the valley.", "COL", "REB"),
        ("In Peru, [[THREE PEASANTS]] were killed.", "PER", "AGR"),
        ("[[HONDURAN MILITARY PERSONNEL]] CLOSED THE ROAD.", "HND", "MIL"),
        ("[[FARABUNDO MARTI NATIONAL LIBERATION FRONT (FMLN) GUERRILLAS]] CLOSED THE ROAD.", "SLV", "REB"),
        ("Lima was dark. [[Gunmen]] fired at a bus in Ayacucho, Peru.", "PER", "UAF"),
        ("[[The Peshmerga]] held Kirkuk.", "IRQ", "PRM"),
        ("[[The Syrian Democratic Forces]] entered Raqqa.", "SYR", "REB"),
        ("[[Syrian refugees]] crossed.", "SYR", "REF"),
        ("[[The Supreme Court of Honduras]] ruled.", "HND", "JUD"),
        ("[[Venezuelan opposition lawmakers]] walked out.", "VEN", "OPP"),
        ("[[Colombian drug traffickers]] fled.", "COL", "CRM"),
        ("Troops left. [[All sides]] were asked to stop.", None, None),
        ("[[Somaliland]] recalled its envoy.", "SOM", "PRE"),
        ("[[Foreign reporters]] left Damascus.", None, "JRN"),
        ("[[Former Honduran president Manuel Sosa]] was shot.", "HND", "ELI"),
    ],
)
def test_a_mention_says_what_it_is(text: str, country: str | None, sector: str | None) -> None:
    assert pair(text) == (country, sector)


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Colonel Ovidio Larrave of the Guatemalan army spoke. [[Larrave]] denied it.", "GTM", "MIL"),
        ("COLONEL OVIDIO LARRAVE OF THE GUATEMALAN ARMY SPOKE. [[LARRAVE]] DENIED IT.", "GTM", "MIL"),
        ("Rosa Quintal, a farmer from Ayacucho, wept. [[Quintal]] had lost a son.", "PER", "AGR"),
        ("The Honduran judge Tulio Barba was shot. [[Barba]] died.", "HND", "JUD"),
        ("Colombian drug traffickers Elkin Zuleta and [[Nelson Toro]] were held.", "COL", "CRM"),
    ],
)
def test_names_are_what_the_article_tells_of_them(text: str, country: str, sector: str) -> None:
    assert pair(text) == (country, sector)


def test_an_unknown_person_is_a_civilian_unless_charged_among_criminals() -> None:
    assert pair("In Cali, Colombia, [[Elkin Zuleta]] was shot.") == ("COL", "CVL")
    text = "In Cali, Colombia, traffickers fled. A judge signed the extradition of [[Elkin Zuleta]]."
    assert pair(text) == ("COL", "CRM")


def test_offices_change_hands() -> None:
    text = "Washington spoke. [[Bush]] flew to the United States Congress."
    assert pair(text, published=date(1990, 5, 1)) == ("USA", "GOV")
    assert pair("The Taliban met. [[The Taliban]] closed Kabul.", published=date(2009, 5, 1)) == ("AFG", "REB")
    assert pair("The Taliban met. [[The Taliban]] closed Kabul.", published=date(2023, 5, 1)) == ("AFG", "GOV")


def test_a_surname_out_of_its_time_is_not_the_leader() -> None:
    text = "In Ecuador, a lawyer spoke. [[Lasso]] denied it."
    assert resolve(text, published=date(1989, 5, 1))[0].id is None


def test_an_outlet_of_state_speaks_for_its_state() -> None:
    assert pair("[[The minister]] spoke.", outlet="UK Government") == ("GBR", "GOV")


def test_two_governments_are_two_parties() -> None:
    found = resolve("[[The Guatemalan and Honduran governments]] signed.")
    assert [(p.country, p.sector) for p in found] == [("GTM", "GOV"), ("HND", "GOV")]


def test_an_unknown_name_stays_open() -> None:
    party = resolve("[[Zarvanix]] objected.")[0]
    assert (party.country, party.sector, party.id) == (None, None, None)
    assert party.score < 0.3


def test_an_unknown_group_gets_what_its_description_gives() -> None:
    assert pair("In Nigeria, [[the Islamist group Zarvanix]] struck.") == ("NGA", "REB")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abz ABZ.,'-éU.S0\n", min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 20))
def test_any_span_gives_a_party_with_a_score(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    span = Span(start, min(len(text), start + length))
    mention = Mention(0, 0, 0, 0, span)
    article = Article("t", text, (Span(0, len(text)),))
    found = resolve_parties(Document(article, ()), [mention], load_actors())[mention]
    assert found
    assert all(0 <= p.score <= 1 and p.span == span for p in found)
