"""Articles from files, folders and standard input, told apart by name or, where that says nothing, by content."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from reportedly.errors import InputError
from reportedly.intake.failure import Failure
from reportedly.intake.jsonl import read_jsonl
from reportedly.lexicon.furniture import FurnitureCues, load_furniture
from reportedly.records import Article
from reportedly.text.html import read_html
from reportedly.text.pdf import read_pdf
from reportedly.text.plain import Known, decode, read_plain

MAX_BYTES = 100_000_000
"""The largest file that is read whole; JSON lines are read a line at a time and may be larger."""
KINDS = {
    ".txt": "plain", ".text": "plain", ".md": "plain", ".markdown": "plain",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
}  # fmt: skip
KNOWN_KINDS = "known are .txt, .md, .html, .htm, .xhtml, .pdf, .jsonl, .ndjson and .json"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class _Intake:
    """What one run needs: what the caller knows, the cues, and the ids given so far."""

    known: Known
    cues: FurnitureCues
    ids: set[str] = field(default_factory=set)

    def unique(self, stem: str) -> str:
        """The stem, with "-2", "-3" behind it where it was given before."""
        name, n = stem, 1
        while name in self.ids:
            n += 1
            name = f"{stem}-{n}"
        self.ids.add(name)
        return name


def read_paths(
    paths: Sequence[str],
    *,
    published: date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    cues: FurnitureCues | None = None,
) -> Iterator[Article | Failure]:
    """The articles of files and folders, in order; "-" is standard input. What cannot be read gives a Failure.

    Folders are walked in order of names; hidden files are passed over, files of unknown kinds told. `published`,
    `outlet` and `title` go before what the files say. A file of one article is named by its stem, "-2" and so on
    behind it where a stem repeats.
    """
    loaded = load_furniture() if cues is None else cues
    intake = _Intake(Known(title=title, published=published, outlet=outlet), loaded)
    for path in paths:
        if path == "-":
            yield from _read_data(sys.stdin.buffer.read(MAX_BYTES + 1), None, "stdin", "<stdin>", intake)
        else:
            yield from _read_path(Path(path), intake)


def _read_path(path: Path, intake: _Intake) -> Iterator[Article | Failure]:
    if path.is_dir():
        yield from _read_folder(path, intake)
    elif not path.exists():
        yield Failure(
            str(path), "no such file or folder; give the path of a text, a page, a PDF, JSON lines or a folder"
        )
    else:
        yield from _read_file(path, intake, named=True)


def _read_folder(folder: Path, intake: _Intake) -> Iterator[Article | Failure]:
    found = 0
    try:
        files = sorted(p for p in folder.rglob("*") if p.is_file() and not _hidden(p, folder))
    except OSError as error:
        yield Failure(str(folder), f"the folder cannot be listed: {error.strerror or error}")
        return
    for path in files:
        found += 1
        yield from _read_file(path, intake, named=False)
    if not found:
        yield Failure(str(folder), f"the folder holds no files; {KNOWN_KINDS}")


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _read_file(path: Path, intake: _Intake, *, named: bool) -> Iterator[Article | Failure]:
    """One file; of one that the caller did not name, an unknown ending is told, not read."""
    suffix = path.suffix.lower()
    kind = KINDS.get(suffix)
    if kind is None and suffix and not named:
        yield Failure(str(path), f"files of kind {suffix} are not read; {KNOWN_KINDS}")
        return
    try:
        if kind == "jsonl":
            yield from _read_lines(path, intake)
            return
        if not path.is_file():
            yield Failure(str(path), "neither a file nor a folder; give a file")
            return
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        yield Failure(str(path), f"cannot be read: {error.strerror or error}")
        return
    yield from _read_data(data, kind, path.stem, str(path), intake)


def _read_lines(path: Path, intake: _Intake) -> Iterator[Article | Failure]:
    """JSON lines, a line at a time. A line that is no UTF-8 fails alone: its bad bytes come as surrogates."""
    with path.open("rb") as file:
        start = file.read(4)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from _read_data(path.read_bytes()[: MAX_BYTES + 1], "jsonl", path.stem, str(path), intake)
        return
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        yield from _told(read_jsonl(file, str(path), known=intake.known, cues=intake.cues), intake, str(path))


def _told(items: Iterable[Article | Failure], intake: _Intake, source: str) -> Iterator[Article | Failure]:
    """The items as they are, and a Failure where there is none at all. Their ids are taken from then on."""
    empty = True
    for item in items:
        empty = False
        if isinstance(item, Article):
            intake.ids.add(item.id)
        yield item
    if empty:
        yield Failure(source, "the file or its list is empty; JSON lines hold one article a line")


def _read_data(data: bytes, kind: str | None, stem: str, source: str, intake: _Intake) -> Iterator[Article | Failure]:
    try:
        if len(data) > MAX_BYTES:
            raise InputError(f"larger than {MAX_BYTES:,} bytes; split it, or give JSON lines")
        if not data.strip():
            raise InputError("the file is empty; an article needs at least one sentence")
        kind = sniff(data) if kind is None else kind
        if kind in ("json", "jsonl"):
            yield from _told(_read_json(data, kind, source, intake), intake, source)
            return
        read: Callable[..., Article] = {"html": read_html, "pdf": read_pdf}.get(kind, read_plain)
        article = read(data, id=stem, known=intake.known, source=source, cues=intake.cues)
    except InputError as error:
        yield Failure(source, str(error))
        return
    yield _renamed(article, intake.unique(stem))


def _renamed(article: Article, id: str) -> Article:
    return article if article.id == id else replace(article, id=id)


def _read_json(data: bytes, kind: str, source: str, intake: _Intake) -> Iterator[Article | Failure]:
    """JSON lines, or a .json file: one object, a list of objects, or an object that holds a list under `articles`."""
    text = decode(data)
    if kind == "json":
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError):
            whole = None
        if isinstance(whole, dict) and isinstance(whole.get("articles"), list):
            whole = whole["articles"]
        if isinstance(whole, list):
            text = "\n".join(json.dumps(item) for item in whole)
        elif isinstance(whole, dict):
            text = json.dumps(whole)
    yield from read_jsonl(io.StringIO(text, newline="\n"), source, known=intake.known, cues=intake.cues)


def sniff(data: bytes) -> str:
    """Either "pdf", "html", "jsonl" or "plain", by how the data begins."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if _HTML.match(head):
        return "html"
    if re.match(rb'\{\s*"', head):
        first = data.strip().split(b"\n", 1)[0].strip()
        return "jsonl" if first.endswith(b"}") else "json"
    return "plain"
