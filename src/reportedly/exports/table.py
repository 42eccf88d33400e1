"""Readings for a person at a terminal: each claim in a few lines, its sentence below with the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from reportedly.records import Claim, Count, Interval, Party, Place, Reading, Span

MARKS = {
    "trigger": "bold black on yellow", "actors": "bold red", "recipients": "bold blue", "places": "green",
    "time": "magenta", "harm": "bold red underline", "said_by": "cyan", "hedge": "italic yellow", "instrument": "red",
}  # fmt: skip
UNSURE = 0.5


def build_table(reading: Reading) -> RenderableType:
    """The article's heading, its claims, and what was left out."""
    return Group(*_build_parts(reading))


def _build_parts(reading: Reading) -> Iterator[RenderableType]:
    article = reading.article
    about = [str(x) for x in (article.outlet, article.published or "no date", article.genre) if x is not None]
    yield Rule(Text(article.title or article.id, style="bold"), align="left", style="bright_black")
    yield Text(f"{article.id} · {' · '.join(about)} · {_count(len(reading.claims), 'claim')}", style="bright_black")
    yield Text()
    for number, claim in enumerate(reading.claims, 1):
        yield build_heading(number, claim)
        yield Padding(build_details(claim, article.text), (0, 0, 0, 4))
        yield Padding(mark_quote(claim, article.text), (0, 0, 1, 4))
    for note in reading.notes:
        yield Text(f"note: {note}", style="bright_black")


def build_heading(number: int, claim: Claim) -> Text:
    """Number, type and mode, who to whom, status."""
    heading = Text(f"{number:>2}  ", style="bright_black")
    heading.append(claim.type.value + (f"/{claim.mode}" if claim.mode is not None else ""), style="bold")
    heading.append("  ")
    heading.append(_name_parties(claim.actors) or "—", style=MARKS["actors"])
    heading.append(" → ")
    heading.append(_name_parties(claim.recipients) or ", ".join(claim.targets) or "—", style=MARKS["recipients"])
    heading.append("  ")
    heading.append(claim.status.value, style="bold green" if claim.status.value == "happened" else "bold yellow")
    if claim.probability < UNSURE:
        heading.append("  unsure", style="italic bright_black")
    return heading


def build_details(claim: Claim, text: str) -> Text:
    """Where, when, harm, targets, instrument, on whose word and how surely; only what there is."""
    lines = [
        ("where", "; ".join(_name_place(p) for p in claim.places), "places"),
        ("when", _name_time(claim.time), "time"),
        ("harm", "; ".join(f"{kind} {_name_count(count)}" for kind, count in claim.harm.items()), "harm"),
        ("struck", ", ".join(claim.targets), "recipients"),
        ("with", _words(claim.instrument, text), "instrument"),
        ("said by", " ← ".join(s.text for s in claim.said_by), "said_by"),
        ("hedge", _words(claim.hedge, text), "hedge"),
    ]
    told = [(label, value, MARKS[mark]) for label, value, mark in lines if value]
    details = Text()
    for place, (label, value, style) in enumerate(told):
        details.append(("  " if place else "") + label + " ", style="bright_black")
        details.append(value, style=style)
    return details


def mark_quote(claim: Claim, text: str) -> Text:
    """The sentence with the words of each field in the field's colour. Only spans inside the sentence are marked."""
    quote = Text(claim.quote.of(text).replace("\n", " "), style="dim")
    for name, span in _field_spans(claim):
        if claim.quote.covers(span):
            quote.stylize("not dim " + MARKS[name], span.start - claim.quote.start, span.end - claim.quote.start)
    return quote


def _field_spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    for name, values in (("actors", claim.actors), ("recipients", claim.recipients)):
        yield from ((name, party.span) for party in values)
    yield from (("places", place.span) for place in claim.places)
    yield from (("harm", count.span) for count in claim.harm.values())
    yield from (("said_by", speaker.span) for speaker in claim.said_by)
    if claim.time is not None:
        yield "time", claim.time.span
    for name, span in (("instrument", claim.instrument), ("hedge", claim.hedge), ("trigger", claim.trigger)):
        if span is not None:
            yield name, span


def _name_parties(parties: Iterable[Party]) -> str:
    return ", ".join(_with_codes(p.mention, (p.country, p.sector)) for p in parties)


def _name_place(place: Place) -> str:
    point = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else None
    return _with_codes(place.mention, (place.country, point))


def _with_codes(mention: str, codes: Iterable[str | None]) -> str:
    known = " ".join(c for c in codes if c is not None)
    return f"{mention} ({known})" if known else mention


def _name_time(time: Interval | None) -> str:
    if time is None:
        return ""
    days = str(time.start) if time.start == time.end else f"{time.start} to {time.end}"
    return f"{days} (“{time.text}”)"


def _name_count(count: Count) -> str:
    if count.low == count.best == count.high:
        return str(count.best)
    if count.best is not None and count.high is None and count.low is not None:
        return f"at least {count.best}"
    if count.low is not None and count.high is not None:
        return f"{count.low}–{count.high}"
    return f"about {count.best}" if count.best is not None else f"up to {count.high}"


def _words(span: Span | None, text: str) -> str:
    return "" if span is None else span.of(text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
