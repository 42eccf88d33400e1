"""Files, folders and standard input."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from reportedly.intake import Failure, read_paths
from reportedly.intake.files import sniff
from reportedly.records import Article

TEXT = "The army shelled the town on Monday. Two people died."
PAGE = f"<html><body><article><p>{TEXT} {TEXT}</p><p>{TEXT} Nobody came.</p></article></body></html>"


def articles(paths: list[str]) -> list[Article]:
    found = list(read_paths(paths))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def test_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(PAGE)
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "j", "text": TEXT}) + "\n")
    (tmp_path / "d.json").write_text(json.dumps({"articles": [{"id": "k", "text": TEXT}]}, indent=2))
    (tmp_path / "e.json").write_text(json.dumps({"id": "l", "text": TEXT}, indent=2))
    (tmp_path / "f").write_text(json.dumps({"id": "m", "text": TEXT}))
    (tmp_path / "g").write_text(PAGE)
    assert [a.id for a in articles([str(tmp_path)])] == ["a", "b", "j", "k", "l", "m", "g"]


def test_folders_are_sorted_hidden_files_passed_over_unknown_kinds_told(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "x.docx", "sub/a.txt", ".git/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    found = list(read_paths([str(tmp_path)]))
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "b", "a-2"]
    (failure,) = (item for item in found if isinstance(item, Failure))
    assert failure.source.endswith("x.docx")
    assert ".docx" in failure.message


def test_options_go_first(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": TEXT, "title": "T", "published": "2010-01-01"}))
    (article,) = read_paths([str(tmp_path / "c.jsonl")], published=date(2020, 2, 3), outlet="O", title="N")
    assert isinstance(article, Article)
    assert (article.published, article.outlet, article.title) == (date(2020, 2, 3), "O", "N")
    assert article.source == f"{tmp_path / 'c.jsonl'}:1"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("nul.txt", b"a\0b", "NUL"),
        ("junk", bytes(range(256)) * 20, "binary"),
        ("bad.pdf", b"%PDF-1.4 nothing", "damaged"),
        ("bad.html", b"<html></html>", "no article"),
        ("bad.json", b"[]", "empty"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    (failure,) = read_paths([str(tmp_path / name)])
    assert isinstance(failure, Failure)
    assert words in failure.message
    assert failure.source == str(tmp_path / name)


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    missing, empty = read_paths([str(tmp_path / "no.txt"), str(tmp_path)])
    assert isinstance(missing, Failure)
    assert "no such file" in missing.message
    assert isinstance(empty, Failure)
    assert "no files" in empty.message


def test_bad_bytes_in_one_line_leave_the_others(tmp_path: Path) -> None:
    good = json.dumps({"id": "g", "text": TEXT}).encode()
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "caf\xe9 was hit."}\n' + good + b"\n")
    bad, article = read_paths([str(tmp_path / "a.jsonl")])
    assert isinstance(bad, Failure)
    assert bad.source.endswith("a.jsonl:1")
    assert isinstance(article, Article)
    assert article.id == "g"


@pytest.mark.parametrize(
    ("data", "id"),
    [(TEXT.encode(), "stdin"), (PAGE.encode(), "stdin"), (json.dumps({"id": "q", "text": TEXT}).encode(), "q")],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, id: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = articles(["-"])
    assert article.id == id


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "html"),
        (b"<?xml version='1.0'?>\n<html>", "html"),
        (b'{"text": "a"}\n{"text": "b"}', "jsonl"),
        (b'{\n "text": "a"\n}', "json"),
        (b"{braces} are text", "plain"),
        (b"a < b", "plain"),
    ],
)
def test_sniff(data: bytes, kind: str) -> None:
    assert sniff(data) == kind
