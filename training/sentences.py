"""Trains the sentence boundary classifier of src/reportedly/data/reader/sentences.json.

    python training/sentences.py --out src/reportedly/data/reader/sentences.json TREEBANK.conllu.gz ...

The treebanks (CoNLL-U, training parts only) are rebuilt as paragraphs of raw text. Each place that
`reportedly.text.sentences.find_candidates` offers is an example: does a gold sentence end there? Every paragraph is
also seen in capitals and in lower case, so that neither style of wire text is unknown. The model is logistic
regression, fitted by AdaGrad over sparse binary features with a small L2 penalty; features seen fewer than
`LEAST_SEEN` times are left out and weights near zero dropped.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from reportedly.records import Span
from reportedly.text.sentences import find_candidates

LEAST_SEEN = 4
EPOCHS = 6
RATE = 0.15
PENALTY = 2e-5
Example = tuple[tuple[str, ...], bool]


def read_paragraphs(path: Path) -> Iterator[tuple[str, set[int]]]:
    """Each paragraph's raw text and the offsets at which its sentences end."""
    text, ends = "", set[int]()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        blocks = file.read().strip().split("\n\n")
    for block in blocks:
        lines = block.split("\n")
        if any(line.split(" ")[1] in ("newpar", "newdoc") for line in lines if line.startswith("# ")) and text:
            yield text.rstrip(), ends
            text, ends = "", set()
        text += "".join(_surface(lines))
        ends.add(len(text.rstrip()))
    yield text.rstrip(), ends


def _surface(lines: list[str]) -> Iterator[str]:
    """The sentence's forms as written, each with the space after it."""
    inside = 0
    for line in lines:
        columns = line.split("\t")
        if line.startswith("#") or "." in columns[0]:
            continue
        first, _, last = columns[0].partition("-")
        if last:
            inside = int(last)
        elif int(first) <= inside:
            continue
        yield columns[1] + ("" if "SpaceAfter=No" in columns[9] else " ")


def build_examples(paths: list[Path]) -> list[Example]:
    examples: list[Example] = []
    for path in paths:
        for text, ends in read_paragraphs(path):
            for version in (text, text, text.upper(), text.lower()):
                if len(version) != len(text):  # a letter whose capital is two letters
                    continue
                for end, features in find_candidates(version, Span(0, len(version))):
                    examples.append((features, end in ends))
    return examples


def train(examples: list[Example], seed: int = 0) -> tuple[float, dict[str, float]]:
    """Bias and weights."""
    seen = Counter(name for features, _ in examples for name in features)
    data = [([n for n in features if seen[n] >= LEAST_SEEN], label) for features, label in examples]
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1.0)
    shuffle = random.Random(seed)
    for _ in range(EPOCHS):
        shuffle.shuffle(data)
        for features, label in data:
            total = weights[""] + sum(weights[n] for n in features)
            error = label - 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
            if abs(error) < 1e-3:
                continue
            for name in ("", *features):
                step = error - PENALTY * weights[name]
                squares[name] += step * step
                weights[name] += RATE * step / math.sqrt(squares[name])
    bias = weights.pop("")
    return round(bias, 3), {n: round(w, 2) for n, w in sorted(weights.items()) if abs(w) >= 0.02}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    examples = build_examples(arguments.treebanks)
    bias, weights = train(examples)
    origin = [{"file": p.name, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()} for p in arguments.treebanks]
    model = {"made_by": "training/sentences.py", "from": origin, "bias": bias, "weights": weights}
    text = json.dumps(model, ensure_ascii=False, indent=0, separators=(",", ":"))
    arguments.out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(examples)} examples, {len(weights)} weights")


if __name__ == "__main__":
    main()
