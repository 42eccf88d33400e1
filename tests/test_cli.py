"""The command line: in this process, and in one of its own where pipes, signals, locale or status are at stake."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest

import reportedly
from reportedly.cli import main
from reportedly.exports.rows import COLUMNS
from reportedly.reading import Resources, load_resources

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "demo"
TEXT = "Rebels shelled the town of Kolma on Monday, killing three civilians, a hospital official said.\n"
FORMATS = ("table", "claims", "jsonl", "csv")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left: its exit status and what it wrote, line ends as they are."""

    returncode: int
    stdout: str
    stderr: str


class Run(Protocol):
    def __call__(self, *args: str | Path, stdin: bytes = b"") -> Done: ...


@cache
def resources() -> Resources:
    return load_resources(quiet=True)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, with weights and tables loaded once for all tests."""

    def load(*, codebook: Path | None = None, quiet: bool = False) -> Resources:
        return resources() if codebook is None else load_resources(codebook=codebook, quiet=quiet)

    def run_here(*args: str | Path, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["reportedly", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            main()
        written = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Done(left.value.code, written.out, written.err)

    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("reportedly.reading.load_resources", load)
    return run_here


def run_apart(*args: str | Path, **env: str) -> Done:
    """The command in a process of its own, with its output read back as UTF-8."""
    done = subprocess.run(
        [sys.executable, "-m", "reportedly", *map(str, args)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        env={**os.environ, "OMP_NUM_THREADS": "1", "COLUMNS": "80", **env},
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def only_line(stderr: str) -> str:
    (line,) = stderr.splitlines()
    assert line.startswith("reportedly: ")
    return line


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "kolma.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_version_names_package_reader_and_codebook(run: Run) -> None:
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(f"reportedly {reportedly.__version__} (reader ")
    assert ", codebook " in done.stdout
    assert done.stdout.count("\n") == 1


def test_without_arguments_the_help_is_shown(run: Run) -> None:
    done = run()
    assert "Usage:" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_printed(form: str, run: Run, article: Path) -> None:
    done = run("read", article, "--published", "2024-05-08", "--outlet", "Gazette", "--title", "War", "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    if form == "claims":
        (record,) = map(json.loads, done.stdout.splitlines())
        assert (record["id"], record["text"]) == ("kolma", TEXT)
        assert (record["published"], record["outlet"], record["title"]) == ("2024-05-08", "Gazette", "War")
    elif form == "jsonl":
        assert all(json.loads(line)["article"] == "kolma" for line in done.stdout.splitlines())
    elif form == "csv":
        header, *rows = csv.reader(io.StringIO(done.stdout, newline=""))
        assert tuple(header) == COLUMNS
        assert all(len(row) == len(COLUMNS) for row in rows)
    else:
        assert "War" in done.stdout
        assert "kolma · Gazette · 2024-05-08 · report" in done.stdout


def test_table_marks_the_trigger_without_colour(run: Run, article: Path) -> None:
    done = run("read", article, "--published", "2024-05-08", "--format", "table")
    assert "[[shelled]]" in done.stdout
    assert "2024-05-06 (“Monday”)" in done.stdout
    assert "\x1b" not in done.stdout
    assert all(len(line) <= 80 and line == line.rstrip() for line in done.stdout.splitlines())


def test_away_from_a_terminal_the_format_is_claims(run: Run, article: Path) -> None:
    assert json.loads(run("read", article).stdout)["id"] == "kolma"


def test_standard_input(run: Run) -> None:
    done = run("read", "-", stdin=TEXT.encode())
    assert (done.returncode, json.loads(done.stdout)["text"]) == (0, TEXT)


def test_a_bad_line_and_a_missing_file_are_told_and_the_rest_is_read(tmp_path: Path, article: Path) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_text('{"id": "a", "text": "Rebels shelled Kolma."}\n{"id": "b"\n{"id": "c", "text": "All is calm."}\n')
    done = run_apart("read", lines, tmp_path / "none.txt", article)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "c", "kolma"]
    bad, missing = done.stderr.splitlines()
    assert bad.startswith(f"reportedly: {lines}:2: no valid JSON")
    assert missing.startswith(f"reportedly: {tmp_path / 'none.txt'}: no such file or folder; give ")


def test_an_unknown_genre_is_a_note_not_a_failure(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_text('{"id": "a", "text": "Rebels shelled Kolma.", "genre": "poem"}\n')
    done = run("read", lines)
    assert done.returncode == 0
    assert ":1: note: unknown genre 'poem'" in only_line(done.stderr)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--published", "tomorrow"), "'tomorrow' is no date; write it as 2016-07-12"),
        (("--format", "xml"), "'xml' is not one of"),
        (("--colour", "red"), "No such option"),
    ],
)
def test_a_wrong_option_is_one_line_and_status_2(args: tuple[str, ...], words: str, run: Run, article: Path) -> None:
    done = run("read", article, *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in only_line(done.stderr)


def test_a_missing_codebook_is_one_line_and_status_1(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("read", article, "--codebook", tmp_path / "none")
    assert (done.returncode, done.stdout) == (1, "")
    assert str(tmp_path / "none") in only_line(done.stderr)


def test_the_demo_folder_is_read_in_order(run: Run) -> None:
    done = run("read", DEMO)
    assert (done.returncode, done.stderr) == (0, "")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    ids = [record["id"] for record in records]
    assert len(ids) == 7
    assert ids[:5] == sorted(ids[:5])
    assert all(record["published"] is not None for record in records)
    assert all(len(record["claims"]) >= 3 for record in records)
    assert not [c for r in records for c in r["claims"] if "invented" in c["quote"]["text"].lower()]


def test_output_is_utf8_under_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "arauca.txt"
    path.write_text("Guerrillas blew up the Caño Limón pipeline — again.", encoding="utf-8")
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = run_apart("read", path, "--format", "table", "--title", "Caño", **env)
    assert done.returncode == 0, done.stderr
    assert "Caño" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_a_closed_pipe_is_quiet(article: Path) -> None:
    command = [sys.executable, "-m", "reportedly", "read", *[str(article)] * 3]
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(command, stdout=writer, stderr=subprocess.PIPE) as process:
        os.close(writer)
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_ctrl_c_leaves_with_130_and_keeps_what_was_read(article: Path) -> None:
    command = [sys.executable, "-m", "reportedly", "read", str(article), "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, preexec_fn=_heed_interrupts, **pipes) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["id"] == "kolma"  # now it waits for its standard input
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (130, b"reportedly: stopped\n")


def _heed_interrupts() -> None:
    """A test run in the background ignores SIGINT, and what it starts would too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_the_readme_names_every_option(run: Run) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    options = set(re.findall(r"--[a-z]+", run("read", "--help").stdout)) - {"--help"}
    assert options == {"--published", "--outlet", "--title", "--format", "--codebook"}
    assert {option for option in options if option not in readme} == set()
    assert {form for form in FORMATS if f"`{form}`" not in readme} == set()


def test_the_sample_in_the_readme_is_what_the_command_prints(run: Run, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    sample = readme.split("$ reportedly read saravena.txt --published 2022-06-08\n")[1].split("```")[0]
    quote = " ".join(sample[sample.index("  | ") + 4 :].replace("[[", "").replace("]]", "").split())
    path = tmp_path / "saravena.txt"
    path.write_text(quote + "\n", encoding="utf-8")
    done = run("read", path, "--published", "2022-06-08", "--format", "table")
    assert done.stdout == sample + "\n"
