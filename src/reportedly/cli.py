"""The command line: the same verbs as the library; errors become one line each.

Exit status: 0 where all was read, 1 where a document or the installation failed, 2 for a wrong command line, 130 after
Ctrl-C, 141 where the reader of the output went away.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly import __version__
from reportedly.errors import ReportedlyError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from reportedly.intake import Failure
    from reportedly.reading import Resources
    from reportedly.records import Article, Reading

INTERRUPTED = 130
PIPE_CLOSED = 141
SHOW_PROGRESS_FROM = 4
"""Articles; fewer are read before a line of progress would be of use."""
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""The base of errors in the command line; typer gives it no public name."""

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


class Format(StrEnum):
    """What is printed: for people, or for programs."""

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


FILES_HELP = "Text, HTML, PDF or JSON-lines files, folders of them, or - for standard input."
PUBLISHED_HELP = 'Publication date, such as 2016-07-12: the day that "yesterday" hangs on.'
FORMAT_HELP = "Without it: table on a terminal, claims in a file or pipe."
CODEBOOK_HELP = "A codebook of your own instead of the packaged one."


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=FILES_HELP)],
    published: Annotated[str | None, typer.Option(metavar="DATE", help=PUBLISHED_HELP)] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its headline.")] = None,
    format: Annotated[Format | None, typer.Option(help=FORMAT_HELP)] = None,
    codebook: Annotated[Path | None, typer.Option(metavar="DIR", help=CODEBOOK_HELP)] = None,
) -> None:
    """Print what articles claim happened, each field with the words that it was read from.

    table: for people. claims: one JSON object an article, with its claims. jsonl: one JSON object a claim, with
    catalogue ids, scores and reasons. csv: one row a claim.

    DATE, NAME and TEXT go before what the files say. What cannot be read is told on standard error, the rest is read,
    and the exit status is 1.
    """
    from reportedly.intake import read_paths
    from reportedly.reading import load_resources

    day = _read_day(published)
    resources = load_resources(codebook=codebook, quiet=not sys.stderr.isatty())
    items = read_paths(files, published=day, outlet=_decode(outlet), title=_decode(title))
    chosen = format if format is not None else Format.TABLE if sys.stdout.isatty() else Format.CLAIMS
    try:
        failed = _read_all(items, resources, _Printer(chosen))
    except BrokenPipeError:  # typer would leave with 1, as if a document had failed
        _drop_output()
        raise typer.Exit(PIPE_CLOSED) from None
    raise typer.Exit(1 if failed else 0)


def _read_day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published.strip())
    except ValueError:
        hint = "'--published'"
        raise typer.BadParameter(f"{published!r} is no date; write it as 2016-07-12", param_hint=hint) from None


def _decode(words: str | None) -> str | None:
    """Words of the command line; bytes that an ASCII locale could not decode are taken for UTF-8."""
    if words is None or not any("\udc80" <= c <= "\udcff" for c in words):
        return words
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read_all(items: Iterator[Article | Failure], resources: Resources, printer: _Printer) -> int:
    """Read and print; returns how many documents could not be read."""
    from reportedly.intake import Failure
    from reportedly.reading import read_article

    failures = 0
    with _Counter() as counter:
        for item in items:
            if isinstance(item, Failure):
                failures += not item.kept
                counter.tell(f"{item.source}: {'note: ' if item.kept else ''}{item.message}")
                continue
            try:
                reading = read_article(item, resources)
            except Exception as error:  # one article that the program cannot take must not end a run over thousands
                failures += 1
                counter.tell(f"{item.source or item.id}: {_explain(error)}")
                continue
            printer.print(reading)
            counter.count(reading)
    printer.close()
    return failures


def _explain(error: Exception) -> str:
    if isinstance(error, ReportedlyError):
        return str(error)
    return f"the program failed on this article ({type(error).__name__}: {error}); please report it with the article"


class _Printer:
    """Prints readings to standard output, each as soon as it is there."""

    def __init__(self, chosen: Format) -> None:
        self.chosen = chosen
        self.has_header = chosen is not Format.CSV

    def print(self, reading: Reading) -> None:
        if self.chosen is Format.TABLE:
            self._print_table(reading)
            return
        for line in self._lines(reading):
            sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def close(self) -> None:
        """A CSV without claims still has its header."""
        if not self.has_header:
            from reportedly.exports.rows import format_header

            sys.stdout.write(format_header() + "\n")
        sys.stdout.flush()

    def _print_table(self, reading: Reading) -> None:
        from rich.console import Console

        from reportedly.exports.table import build_table

        console = Console(highlight=False)
        coloured = console.color_system is not None and not console.no_color
        with console.capture() as capture:
            console.print(build_table(reading, brackets=not coloured))
        sys.stdout.write(capture.get())
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
    """Tells on standard error what failed, and how far reading is where that is of use.

    Progress is shown only where standard error is a terminal and standard output, which shows it by itself, is none.
    """

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self.progress: Progress | None = None
        self.task: TaskID | None = None
        self.articles = self.claims = 0

    def __enter__(self) -> _Counter:
        return self

    def __exit__(self, *_: object) -> None:
        if self.progress is not None:
            self.progress.stop()

    def count(self, reading: Reading) -> None:
        self.articles += 1
        self.claims += len(reading.claims)
        if self.articles < SHOW_PROGRESS_FROM or not self.shown:
            return
        if self.progress is None:
            self._start()
        if self.progress is not None and self.task is not None:
            told = f"{self.articles} articles, {self.claims} claims; last: {reading.article.id}"
            self.progress.update(self.task, description=told)

    def tell(self, message: str) -> None:
        """One line, above the progress where that is shown."""
        if self.progress is None:
            _complain(message)
            return
        self.progress.console.print(f"reportedly: {_one_line(message)}", markup=False, highlight=False, soft_wrap=True)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        # Standard output is the user's file here: rich must not send it through its console.
        self.progress = Progress(
            *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
        )
        self.task = self.progress.add_task("", total=None)
        self.progress.start()


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _complain(message: str) -> None:
    sys.stderr.write(f"reportedly: {_one_line(message)}\n")
    sys.stderr.flush()


def main() -> None:
    """Entry point: runs the command line and leaves with its exit status; errors of ours become one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        status = PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    if status == INTERRUPTED:
        _complain("stopped")
    raise SystemExit(status)


def _run() -> int:
    try:
        result = app(standalone_mode=False)
    except USAGE_ERROR as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(f"{error}\n")
        else:
            _complain(f"{_lead(error)}; see `reportedly read --help`")
        return 2
    except ReportedlyError as error:
        _complain(str(error))
        return 1
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        _complain(f"{error.filename or 'output'}: {error.strerror or error}")
        return 1
    return result if isinstance(result, int) else 0


def _lead(error: Exception) -> str:
    """What is wrong with the command line, as typer words it."""
    formatted = getattr(error, "format_message", None)
    return (str(formatted()) if callable(formatted) else str(error)).rstrip(" .")


def _drop_output() -> None:
    """Nobody reads any more: what is left in the buffer must not raise again when Python closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
