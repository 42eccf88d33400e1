"""The view for a person: complete, within the width, and readable without colour."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from reportedly.exports.table import MAX_WIDTH, build_table, mark_quote
from reportedly.records import Article, Claim, Count, Interval, Party, Place, Reading, Span, Speaker, Status, Type

TEXT = (
    "On Monday the rebels reportedly [shelled] the\n  port of Kolma with mortars, killing dozens, a medic told Reuters."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


CLAIM = Claim(
    "a",
    at("shelled"),
    Span(0, len(TEXT)),
    Type.ASSAULT,
    Status.DENIED,
    mode="heavy-weapons",
    actors=(Party("the rebels", at("the rebels"), country="MLI", sector="REB"),),
    recipients=(Party("sailors", at("dozens")),),
    places=(Place("Kolma", at("Kolma"), country="MLI", lat=1.5, lon=-4.25),),
    time=Interval(at("On Monday"), "On Monday", date(2024, 5, 6), date(2024, 5, 6), "day"),
    harm={"killed": Count(at("dozens"), "dozens", low=24, high=99)},
    targets=("transport",),
    instrument=at("mortars"),
    said_by=(Speaker("a medic", at("a medic")), Speaker("Reuters", at("Reuters"))),
    hedge=at("reportedly"),
    probability=0.31,
)


def reading(*claims: Claim, **changes: object) -> Reading:
    article = Article("a", TEXT, (Span(0, len(TEXT)),), title="War", published=date(2024, 5, 8), outlet="Gazette")
    return Reading(replace(article, **changes), claims, ("left out at 0–9: byline: “By A. Writer”",))  # type: ignore[arg-type]


def show(shown: Reading, *, width: int = 80, colour: bool = False, brackets: bool = True) -> str:
    buffer = io.StringIO()
    system = "standard" if colour else None
    console = Console(file=buffer, width=width, color_system=system, force_terminal=colour, highlight=False)
    console.print(build_table(shown, brackets=brackets))
    return buffer.getvalue()


def test_a_claim_is_shown_whole() -> None:
    assert show(reading(CLAIM)).splitlines() == [
        "== War",
        "   a · Gazette · 2024-05-08 · report · 1 claim",
        "",
        " 1  ASSAULT/heavy-weapons · denied · unsure (31%)",
        "    the rebels (MLI REB) → sailors",
        "    where    Kolma (MLI 1.50, -4.25)",
        "    when     2024-05-06 (“On Monday”)",
        "    harm     killed 24–99 (“dozens”)",
        "    struck   transport",
        "    with     mortars",
        "    said by  a medic, via Reuters",
        "    hedge    reportedly",
        "  | On Monday the rebels reportedly [[[shelled]]] the port of Kolma with",
        "    mortars, killing dozens, a medic told Reuters.",
        "",
        "note: left out at 0–9: byline: “By A. Writer”",
        "",
    ]


def test_what_a_claim_lacks_is_not_shown() -> None:
    bare = Claim("a", CLAIM.trigger, CLAIM.quote, Type.PROTEST, Status.ONGOING, targets=("market",))
    shown = show(reading(bare, title=None, published=None, outlet=None))
    assert shown.startswith(
        "== a\n   a · no date · report · 1 claim\n\n 1  PROTEST · ongoing\n    (not named) → market\n  | "
    )


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_lines_keep_within_the_width_without_trailing_space(width: int) -> None:
    for line in show(reading(CLAIM, title="Word " * 60), width=width).splitlines():
        assert len(line) <= min(width, MAX_WIDTH)
        assert line == line.rstrip()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
@settings(max_examples=50)
def test_any_words_are_shown_as_they_are_not_as_markup(words: str) -> None:
    party = Party(f"[red]{words}[/red]", CLAIM.trigger)
    shown = show(reading(replace(CLAIM, actors=(party,))), width=110)
    assert "[red]" in shown


def test_without_colour_no_escapes_and_with_colour_no_brackets() -> None:
    assert "\x1b" not in show(reading(CLAIM))
    coloured = show(reading(CLAIM), colour=True, brackets=False)
    assert "\x1b[" in coloured
    assert "[[" not in coloured


def test_marks_stay_on_their_words_when_the_sentence_is_put_in_one_line() -> None:
    quote = mark_quote(CLAIM, TEXT)
    assert quote.plain == " ".join(TEXT.split())
    marked = {quote.plain[s.start : s.end] for s in quote.spans if "green" in str(s.style)}
    assert marked == {"Kolma"}


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(CLAIM.trigger, "12", low=12, best=12, high=12), "12"),
        (Count(CLAIM.trigger, "at least 20", low=20, best=20), "at least 20"),
        (Count(CLAIM.trigger, "about 60", best=60), "about 60"),
        (Count(CLAIM.trigger, "up to 9", high=9), "up to 9"),
        (Count(CLAIM.trigger, "more than a few", low=3), "at least 3"),
        (Count(CLAIM.trigger, "no one", best=0), "0"),
    ],
)
def test_counts_are_worded_as_they_are_bounded(count: Count, words: str) -> None:
    shown = show(reading(replace(CLAIM, harm={"killed": count})))
    assert f"killed {words}\n" in shown
