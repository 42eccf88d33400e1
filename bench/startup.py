"""How long the first record takes and how much memory the command needs, on a warm disk.

    python bench/startup.py --shared DIR [--rounds N]

Runs `reportedly read` on the seed article as a whole process: wall and processor seconds until its claims are printed,
and the largest resident memory. The gazetteer is built already, as after the first use.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import tables


def run_once(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds, resident megabytes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command} ended with status {status}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    article = str(options.shared / "seed" / "article.jsonl")
    command = [str(Path(sys.executable).parent / "reportedly"), "read", article, "--format", "claims"]
    run_once(command)
    runs = [run_once(command) for _ in range(options.rounds)]
    names = ("wall s", "processor s", "resident MB")
    rows = [
        {
            "figure": name,
            "median": f"{statistics.median(values):.2f}",
            "least": f"{min(values):.2f}",
            "most": f"{max(values):.2f}",
        }
        for name, values in zip(names, zip(*runs, strict=True), strict=True)
    ]
    tables.write(
        "startup", rows, f"{options.rounds} runs after one that is not counted; the whole command on the seed article."
    )


if __name__ == "__main__":
    main()
