"""Results as tables: printed, and kept beside the command that made them in bench/results."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def write(name: str, rows: Sequence[Mapping[str, object]], notes: str) -> None:
    """Write bench/results/`name`.md: a Markdown table with the command line and notes, and print it."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(str(row.get(column, "")) for column in columns) + " |" for row in rows]
    command = "python bench/" + " ".join([Path(sys.argv[0]).name, *map(shown, sys.argv[1:])])
    text = f"# {name}\n\n    {command}\n\n{notes}\n\n" + "\n".join(lines) + "\n"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    print(text)


def shown(argument: str) -> str:
    """A path of this machine is shown by its last parts."""
    path = Path(argument)
    return "/".join(path.parts[-2:]) if path.is_absolute() else argument
