"""The command line: the same verbs as the library; errors become one line each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from reportedly import __version__
from reportedly.errors import ReportedlyError

if TYPE_CHECKING:
    from reportedly.records import Reading

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
SHOW_PROGRESS_FROM = 4
"""Articles; fewer are read before a bar would be of use."""


class Format(StrEnum):
    TABLE = "table"
    CLAIMS = "claims"
    JSONL = "jsonl"
    CSV = "csv"


def _print_versions(wanted: bool) -> None:
    if not wanted:
        return
    from reportedly.lexicon.codebook import load_codebook
    from reportedly.reader.weights import read_version

    print(f"reportedly {__version__} (reader {read_version()}, codebook {load_codebook().version})")
    raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_versions, is_eager=True, help="Print the versions and leave.")
    ] = False,
) -> None:
    """Read news about a conflict: who did what to whom, where, when, according to whom, and how surely."""


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Text, HTML, PDF or JSON-lines files, folders, or - for standard input.")],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Publication date, such as 2016-07-12.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its headline.")] = None,
    format: Annotated[Format | None, typer.Option(help="table on a terminal, claims elsewhere, where not given.")] = None,
    codebook: Annotated[Path | None, typer.Option(metavar="DIR", help="A codebook of your own instead of the packaged one.")] = None,
) -> None:
    """Print what articles claim happened, each field with the words that it was read from.

    claims: one JSON object an article. jsonl: one a claim, with ids, scores and reasons. csv: one row a claim.
    """
    day = _read_day(published)
    chosen = format or (Format.TABLE if sys.stdout.isatty() else Format.CLAIMS)
    failed = _read_all(files, day, outlet, title, chosen, codebook)
    raise typer.Exit(1 if failed else 0)


def _read_day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published)
    except ValueError:
        raise typer.BadParameter(f"{published!r} is no date; write it as 2016-07-12", param_hint="--published") from None


def _read_all(
    files: list[str], day: date | None, outlet: str | None, title: str | None, chosen: Format, codebook: Path | None
) -> int:
    """Read and print; returns how many documents could not be read."""
    from reportedly.intake.failure import Failure
    from reportedly.intake.files import read_paths
    from reportedly.reading import load_resources, read_article

    failures = 0
    resources = load_resources(codebook=codebook)
    printer = _Printer(chosen)
    with _Counter() as counter:
        for item in read_paths(files, published=day, outlet=outlet, title=title):
            if isinstance(item, Failure):
                failures += 1
                _complain(f"{item.source}: {item.message}")
                continue
            try:
                reading = read_article(item, resources)
            except ReportedlyError as error:
                failures += 1
                _complain(f"{item.source or item.id}: {error}")
                continue
            printer.print(reading)
            counter.count(reading)
    return failures


class _Printer:
    """Prints readings to standard output, each as soon as it is there."""

    def __init__(self, chosen: Format) -> None:
        self.chosen = chosen
        self.has_header = chosen is not Format.CSV

    def print(self, reading: Reading) -> None:
        if self.chosen is Format.TABLE:
            from reportedly.exports.table import build_table

            Console(highlight=False).print(build_table(reading))
            return
        for line in self._lines(reading):
            sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def _lines(self, reading: Reading) -> Iterator[str]:
        from reportedly.exports.articles import format_article
        from reportedly.exports.rows import format_header, format_record, format_row

        if not self.has_header:
            self.has_header = True
            yield format_header()
        if self.chosen is Format.CLAIMS:
            yield format_article(reading)
        else:
            form = format_record if self.chosen is Format.JSONL else format_row
            yield from (form(reading, claim) for claim in reading.claims)


class _Counter:
    """Shows on standard error what has been read, once that is more than a little and only on a terminal."""

    def __init__(self) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self.articles = self.claims = 0
        self.task: TaskID | None = None

    def __enter__(self) -> _Counter:
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def count(self, reading: Reading) -> None:
        self.articles += 1
        self.claims += len(reading.claims)
        if self.articles < SHOW_PROGRESS_FROM or not sys.stderr.isatty():
            return
        if self.task is None:
            self.task = self.progress.add_task("", total=None)
            self.progress.start()
        told = f"{self.articles} articles, {self.claims} claims; last: {reading.article.id}"
        self.progress.update(self.task, description=told)


def _complain(message: str) -> None:
    sys.stderr.write(f"reportedly: {message}\n")


def main() -> None:
    """Entry point: runs the command line; errors of ours become one line on standard error and exit status 1."""
    try:
        app()
    except ReportedlyError as error:
        _complain(str(error))
        raise SystemExit(1) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
