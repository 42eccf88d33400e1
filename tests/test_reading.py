"""The whole pipeline on invented articles, with acts put into the parses by hand, so not resting on trained heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from reportedly.reader import Reader
from reportedly.reading import Resources, load_resources, read_article
from reportedly.records import HARM_KINDS, MODES, ROLES, Act, Article, Claim, Parse, Sentence, Span, Status, Type

TEXT = (
    "Rebels shelled the hospital in Aleppo on Monday, killing 12 patients.\n\n"
    "The mayor condemned the shelling, according to Reuters.\n\n"
    "Share this story"
)
BODY = (Span(0, TEXT.index("Share") - 2),)


class Seeing:
    """A reader whose heads see exactly the given words as acts of the given types."""

    def __init__(self, reader: Reader, seen: Mapping[str, Type]) -> None:
        self.reader, self.seen = reader, seen
        self.version = reader.version

    def read(self, sentences: Sequence[Sentence]) -> tuple[Parse, ...]:
        return tuple(replace(parse, acts=tuple(self._acts(parse))) for parse in self.reader.read(sentences))

    def _acts(self, parse: Parse) -> list[Act]:
        roles = {"Rebels": "actor", "mayor": "actor", "patients": "recipient", "Aleppo": "place", "Monday": "time"}
        tied = tuple((roles[w.text], w.i, 0.98) for w in parse.words if w.text in roles)
        assert {role for role, _, _ in tied} <= set(ROLES)
        return [
            Act(w.i, w.i + 1, self.seen[w.text], 0.99, ((self.seen[w.text], 0.99),), ((None, 0.9),), (), tied)
            for w in parse.words
            if w.text in self.seen
        ]


@cache
def loaded() -> Resources:
    return load_resources(quiet=True)


def resources(seen: Mapping[str, Type]) -> Resources:
    return replace(loaded(), reader=Seeing(loaded().reader, seen))  # type: ignore[arg-type]


SEEN = {"shelled": Type.ASSAULT, "condemned": Type.ACCUSE}


def article(text: str = TEXT, body: tuple[Span, ...] = BODY, published: date | None = date(2021, 3, 3)) -> Article:
    return Article("a1", text, body, published=published, notes=("one part was left out",))


def claims(seen: Mapping[str, Type] = SEEN, **given: object) -> tuple[Claim, ...]:
    return read_article(article(**given), resources(seen)).claims  # type: ignore[arg-type]


def spans(claim: Claim) -> list[Span]:
    """Every span of a claim."""
    parts = (*claim.actors, *claim.recipients, *claim.places, *claim.said_by, *claim.harm.values())
    loose = (claim.trigger, claim.quote, claim.instrument, claim.hedge, claim.time.span if claim.time else None)
    return [*(p.span for p in parts), *(s for s in loose if s is not None)]


def test_a_claim_holds_who_what_whom_where_and_when() -> None:
    claim = next(c for c in claims() if c.type is Type.ASSAULT)
    assert claim.trigger.of(TEXT) == "shelled"
    assert claim.quote.of(TEXT) == TEXT.split("\n")[0]
    assert [p.mention for p in claim.actors] == ["Rebels"]
    assert [p.country for p in claim.places] == ["SYR"]
    assert claim.time is not None
    assert (claim.time.start, claim.time.end, claim.time.grain) == (date(2021, 3, 1), date(2021, 3, 1), "day")
    assert claim.harm["killed"].best == 12
    assert claim.status is Status.HAPPENED
    assert claim.targets == ("medical",)


def test_claims_stand_in_order_with_valid_values_and_spans_that_hold_their_words() -> None:
    found = claims()
    assert [c.type for c in found][:2] == [Type.ASSAULT, Type.ACCUSE]
    assert [c.trigger for c in found] == sorted(c.trigger for c in found)
    for claim in found:
        assert claim.article_id == "a1"
        assert claim.mode is None or claim.mode in MODES[claim.type]
        assert set(claim.harm) <= set(HARM_KINDS)
        assert 0 <= claim.probability <= 1
        assert claim.quote.covers(claim.trigger)
        assert all(0 <= span.start < span.end <= len(TEXT) for span in spans(claim))
        assert all(count.span.of(TEXT) == count.text for count in claim.harm.values())
        assert all(speaker.span.of(TEXT) == speaker.text for speaker in claim.said_by)
        assert {"type", "status"} <= {reason.field for reason in claim.reasons}


def test_what_lies_outside_the_body_makes_no_claim() -> None:
    assert claims({**SEEN, "Share": Type.ASSAULT}) == claims()
    assert any(c.trigger.of(TEXT) == "Share" for c in claims({"Share": Type.ASSAULT}, body=(Span(0, len(TEXT)),)))


def test_reading_twice_gives_the_same() -> None:
    assert read_article(article(), resources(SEEN)) == read_article(article(), resources(SEEN))


def test_an_undated_article_keeps_the_words_but_no_day() -> None:
    claim = next(c for c in claims(published=None) if c.type is Type.ASSAULT)
    assert claim.time is None


@pytest.mark.parametrize("text", ["", " \n ", "Sports", "\ufffd\u200b", "1. 2. 3."])
def test_a_text_without_acts_has_no_claims_and_keeps_its_notes(text: str) -> None:
    given = article(text, (Span(0, len(text)),) if text else ())
    reading = read_article(given, resources({}))
    assert reading.claims == ()
    assert reading.article is given
    assert reading.notes == given.notes


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_text_in_capitals_or_lower_case_is_read(change: object) -> None:
    text = change(TEXT)  # type: ignore[operator]
    seen = {change(word): type_ for word, type_ in SEEN.items()}  # type: ignore[operator]
    found = claims(seen, text=text)
    assert {(c.trigger.of(text).lower(), c.type) for c in found} >= set(SEEN.items())
    assert next(c for c in found if c.type is Type.ASSAULT).harm["killed"].best == 12
