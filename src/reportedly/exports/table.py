"""Readings for a person at a terminal: each claim in a few lines, its sentence below with the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from reportedly.records import Article, Claim, Count, Interval, Party, Place, Reading, Span, Status

MARKS = {
    "trigger": "bold black on yellow", "actors": "bold red", "recipients": "bold blue", "places": "green",
    "time": "magenta", "harm": "bold red underline", "said_by": "cyan", "hedge": "italic yellow", "instrument": "red",
}  # fmt: skip
STATUS_STYLES = {
    Status.HAPPENED: "bold green", Status.ONGOING: "bold green", Status.DENIED: "bold red",
}  # fmt: skip
OTHER_STATUS = "bold yellow"
FAINT = "bright_black"
NOT_NAMED = "(not named)"
INDENT = 4
"""Columns that the claim's number takes; what belongs to the claim stands behind them."""
LABEL = 9
UNSURE = 0.5
"""Claims less probable than this are marked as unsure."""
MAX_WIDTH = 110
"""Columns; longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """Text behind a label; its further lines stand under its first, not under the label.

    `columns` is how far the text stands from the left edge; with `cut` the text is one line, cut where it is too long.
    """

    label: Text
    body: Text
    columns: int
    cut: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(min(options.max_width, MAX_WIDTH) - self.columns, 1)
        if self.cut:
            body = self.body.copy()
            body.truncate(width, overflow="ellipsis")
            lines: Iterable[Text] = [body]
        else:
            lines = self.body.wrap(console, width)
        for number, line in enumerate(lines):
            line.rstrip()
            lead = Text().append_text(self.label) if number == 0 else Text()
            lead.pad_right(self.columns - lead.cell_len)
            yield lead.append_text(line)


def build_table(reading: Reading, *, brackets: bool = False) -> RenderableType:
    """The article's heading, its claims, and what was left out.

    With `brackets` the trigger stands in [[ ]] in its sentence: for output without colour.
    """
    return Group(*_build_parts(reading, brackets=brackets))


def _build_parts(reading: Reading, *, brackets: bool) -> Iterator[RenderableType]:
    yield from build_title(reading)
    yield Text()
    for number, claim in enumerate(reading.claims, 1):
        yield from build_claim(number, claim, reading.article, brackets=brackets)
        yield Text()
    for note in reading.notes:
        yield Hanging(Text(), Text(f"note: {_flat(note)}", style=FAINT), 0, cut=True)
    if reading.notes:
        yield Text()


def build_title(reading: Reading) -> Iterator[RenderableType]:
    """The headline (the id where there is none), and a line on where the article comes from."""
    article = reading.article
    published = "no date" if article.published is None else article.published.isoformat()
    about = [article.id, article.outlet, published, article.genre, _count(len(reading.claims), "claim")]
    title = article.title if article.title is not None else article.id
    yield Hanging(Text("== ", style=FAINT), Text(_flat(title), style="bold"), 3)
    yield Hanging(Text(), Text(" · ".join(_flat(x) for x in about if x is not None), style=FAINT), 3)


def build_claim(number: int, claim: Claim, article: Article, *, brackets: bool = False) -> Iterator[RenderableType]:
    """The claim's number, type, status and parties, then its other fields, one a line, then its sentence."""
    yield Hanging(Text(f"{number:>2}", style=FAINT), build_heading(claim), INDENT)
    yield Hanging(Text(), build_sides(claim), INDENT)
    for label, value, mark in list_details(claim, article.text):
        padded = Text(" " * INDENT).append(label, style=FAINT)
        yield Hanging(padded, Text(_flat(value), style=MARKS[mark]), INDENT + LABEL)
    yield Hanging(Text("  | ", style=FAINT), mark_quote(claim, article.text, brackets=brackets), INDENT)


def build_heading(claim: Claim) -> Text:
    """Type and mode, status, and whether the reader is unsure."""
    heading = Text().append(claim.type.value + (f"/{claim.mode}" if claim.mode is not None else ""), style="bold")
    heading.append(" · ", style=FAINT)
    heading.append(claim.status.value, style=STATUS_STYLES.get(claim.status, OTHER_STATUS))
    if claim.probability < UNSURE:
        heading.append(f" · unsure ({claim.probability:.0%})", style=f"italic {FAINT}")
    return heading


def build_sides(claim: Claim) -> Text:
    """Who to whom; the kinds of what was struck stand in where no recipient is named."""
    sides = Text().append(_name_parties(claim.actors) or NOT_NAMED, style=MARKS["actors"] if claim.actors else FAINT)
    sides.append(" → ")
    recipients = _name_parties(claim.recipients) or ", ".join(claim.targets)
    return sides.append(recipients or NOT_NAMED, style=MARKS["recipients"] if recipients else FAINT)


def list_details(claim: Claim, text: str) -> list[tuple[str, str, str]]:
    """Label, value and mark of where, when, harm, targets, instrument, speakers and hedge; only what there is."""
    details = [
        ("where", "; ".join(_name_place(p) for p in claim.places), "places"),
        ("when", _name_time(claim.time), "time"),
        ("harm", "; ".join(f"{kind} {_name_count(count)}" for kind, count in claim.harm.items()), "harm"),
        ("struck", ", ".join(claim.targets) if claim.recipients else "", "recipients"),
        ("with", _words(claim.instrument, text), "instrument"),
        ("said by", ", via ".join(s.text for s in claim.said_by), "said_by"),
        ("hedge", _words(claim.hedge, text), "hedge"),
    ]
    return [detail for detail in details if detail[1]]


def mark_quote(claim: Claim, text: str, *, brackets: bool = False) -> Text:
    """The sentence with the words of each field in the field's colour. Only spans inside the sentence are marked."""
    quote = Text(claim.quote.of(text), style="dim")
    for name, span in _field_spans(claim):
        if claim.quote.covers(span):
            quote.stylize("not dim " + MARKS[name], span.start - claim.quote.start, span.end - claim.quote.start)
    if brackets and claim.quote.covers(claim.trigger):
        start, end = (edge - claim.quote.start for edge in (claim.trigger.start, claim.trigger.end))
        quote = quote[:start].append("[[").append_text(quote[start:end]).append("]]").append_text(quote[end:])
    return _unbroken(quote)


def _unbroken(text: Text) -> Text:
    """The text in one line: what was wrapped where it comes from is wrapped anew."""
    return Text(" ").join(line for part in text.split("\n") if (line := _stripped(part)))


def _stripped(line: Text) -> Text:
    plain = line.plain
    start = len(plain) - len(plain.lstrip())
    return line[start : max(start, len(plain.rstrip()))]


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
    return "; ".join(_with_codes(p.mention, (p.country, p.sector)) for p in parties)


def _name_place(place: Place) -> str:
    point = f"{place.lat:.2f}, {place.lon:.2f}" if place.lat is not None and place.lon is not None else None
    return _with_codes(place.mention, (place.country, point))


def _with_codes(mention: str, codes: Iterable[str | None]) -> str:
    known = " ".join(c for c in codes if c is not None)
    return f"{_flat(mention)} ({known})" if known else _flat(mention)


def _name_time(time: Interval | None) -> str:
    if time is None:
        return ""
    days = time.start.isoformat() if time.start == time.end else f"{time.start} to {time.end}"
    return f"{days} (“{time.text}”)"


def _name_count(count: Count) -> str:
    low, best, high = count.low, count.best, count.high
    if best is not None:
        if low == best == high or best == 0:
            return str(best)
        if low == best:
            return f"at least {best}"
        if high == best and low is None:
            return f"at most {best}"
        bounds = f" ({low if low is not None else '?'}–{high if high is not None else '?'})"
        return f"about {best}" + (bounds if low is not None or high is not None else "")
    if low is not None and high is not None:
        return f"{low}–{high} (“{_flat(count.text)}”)"
    return f"at least {low}" if low is not None else f"up to {high}"


def _words(span: Span | None, text: str) -> str:
    return "" if span is None else span.of(text)


def _flat(words: str) -> str:
    return " ".join(words.split())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
