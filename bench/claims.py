"""How well claims are read: the command's own output, scored by the given scorer.

    python bench/claims.py --shared DIR [--by-type] [--errors N]

Runs `reportedly read FILE --format claims` on the seed article and on the development gold, and
`tools/score_claims.py` of the shared folder on the result.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import tables

SETS = {
    "seed article": ("seed/article.jsonl", "seed/claims.jsonl"),
    "dev, Syria and Iraq": ("gold/dev/syria_iraq.jsonl",) * 2,
    "dev, Latin America": ("gold/dev/latin_america.jsonl",) * 2,
}
FIGURES = (
    "trigger",
    "type",
    "mode",
    "actor",
    "recipient",
    "place",
    "time",
    "harm",
    "said_by",
    "said_by exact",
    "status",
    "hedge",
    "targets",
    "record",
)


def read(source: Path, out: Path) -> None:
    """The command itself, as a user runs it."""
    command = [str(Path(sys.executable).parent / "reportedly"), "read", str(source), "--format", "claims"]
    with out.open("wb") as file:
        subprocess.run(command, stdout=file, check=True)


def score(shared: Path, gold: Path, found: Path, more: list[str]) -> dict[str, dict[str, float]]:
    scorer = [sys.executable, str(shared / "tools" / "score_claims.py"), str(gold), str(found)]
    if more:
        subprocess.run([*scorer, *more], check=True)
    return json.loads(subprocess.run([*scorer, "--json"], capture_output=True, check=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--by-type", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    more = [*(["--by-type"] if options.by_type else []), *(["--errors", str(options.errors)] if options.errors else [])]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        both: list[Path] = []
        for number, (name, (source, gold)) in enumerate(SETS.items()):
            out = Path(folder) / f"{number}.jsonl"
            read(options.shared / source, out)
            rows.append(row(name, score(options.shared, options.shared / gold, out, more)))
            if number:
                both += [options.shared / gold, out]
        gold_all, found_all = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        gold_all.write_bytes(b"".join(p.read_bytes() for p in both[0::2]))
        found_all.write_bytes(b"".join(p.read_bytes() for p in both[1::2]))
        rows.append(row("dev, all", score(options.shared, gold_all, found_all, [])))
    version = subprocess.run(
        [str(Path(sys.executable).parent / "reportedly"), "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    tables.write(
        "claims", rows, f"{version}. F1 of the scorer, accuracies for time, said_by exact, status, mode and hedge."
    )


def row(name: str, figures: dict[str, dict[str, float]]) -> dict[str, object]:
    return {"on": name, **{figure: f"{figures[figure]['f1']:.3f}" for figure in FIGURES}}


if __name__ == "__main__":
    main()
