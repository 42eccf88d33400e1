"""How well words and sentences are found: F1 after CoNLL 2018 on treebanks rebuilt as raw text, and speed.

    python bench/tokens.py TREEBANK.conllu[.gz] ...

A word is right when both its ends are; a sentence likewise (ends counted in characters that are not white space,
as in the shared task's conll18_ud_eval.py, without its alignment of multiword tokens whose letters change).
"""

from __future__ import annotations

import argparse
import gzip
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reportedly.records import Span
from reportedly.text.sentences import Splitter, find_sentences, load_splitter

Cut = tuple[int, int]


def read_raw(path: Path) -> tuple[str, list[tuple[Cut, list[Cut]]]]:
    """The treebank as raw text, and each sentence's (start, end) with those of its words."""
    parts: list[str] = []
    size = 0
    gold: list[tuple[Cut, list[Cut]]] = []
    for lines in _blocks(path):
        starts = any(line.startswith(("# newpar", "# newdoc")) for line in lines if not line.startswith("# newpar_"))
        if parts and starts:
            joint = "\n\n"
            if parts[-1] == " ":
                parts.pop()
                size -= 1
            parts.append(joint)
            size += len(joint)
        words: list[Cut] = []
        for form, ends, spaced in _surface(lines):
            words += [(size + a, size + b) for a, b in zip([0, *ends], ends, strict=False)]
            parts.append(form)
            size += len(form)
            if spaced:
                parts.append(" ")
                size += 1
        gold.append(((words[0][0], words[-1][1]), words))
    return "".join(parts), gold


def _blocks(path: Path) -> Iterator[list[str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for block in file.read().strip().split("\n\n"):
            yield block.split("\n")


def _surface(lines: list[str]) -> Iterator[tuple[str, list[int], bool]]:
    """Each surface token: its form, the ends of its words in it, and whether a space follows."""
    rows = [line.split("\t") for line in lines if line and line[0] != "#" and "." not in line.split("\t", 1)[0]]
    at = 0
    while at < len(rows):
        row = rows[at]
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            forms = [r[1] for r in rows[at + 1 : at + 2 + last - first]]
            ends = _spread(row[1], forms)
            at += 2 + last - first
        else:
            ends = [len(row[1])]
            at += 1
        yield row[1], ends, "SpaceAfter=No" not in row[9]


def _spread(form: str, parts: list[str]) -> list[int]:
    ends = [len("".join(parts[: i + 1])) for i in range(len(parts))]
    return [*ends[:-1], len(form)]


def find_all(text: str, splitter: Splitter) -> list[tuple[Cut, list[Cut]]]:
    return [
        ((s.span.start, s.span.end), [(t.span.start, t.span.end) for t in s.tokens])
        for s in find_sentences(text, [Span(0, len(text))], splitter)
    ]


def compare_cuts(gold: list[Cut], found: list[Cut]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = len(set(gold) & set(found))
    precision, recall = right / max(1, len(found)), right / max(1, len(gold))
    return precision, recall, 2 * right / max(1, len(gold) + len(found))


def _print_errors(text: str, gold: list[Cut], found: list[Cut], most: int) -> None:
    """The commonest stretches of text that are cut otherwise."""
    missed, wrong = set(gold) - set(found), set(found) - set(gold)
    tally = Counter(f"missed {text[a:b]!r}" for a, b in missed) + Counter(f"wrong {text[a:b]!r}" for a, b in wrong)
    for words, count in tally.most_common(most):
        print(f"  {count:4} {words[:160]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", nargs="+", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many wrong cuts to show")
    arguments = parser.parse_args()
    splitter = load_splitter()
    for path in arguments.treebanks:
        text, gold = read_raw(path)
        began = time.perf_counter()
        found = find_all(text, splitter)
        spent = time.perf_counter() - began
        for name, a, b in (
            ("words", [w for _, words in gold for w in words], [w for _, words in found for w in words]),
            ("sentences", [s for s, _ in gold], [s for s, _ in found]),
        ):
            print(f"{path.name} {name}: P {{:.4f}} R {{:.4f}} F1 {{:.4f}}".format(*compare_cuts(a, b)))
            _print_errors(text, a, b, arguments.errors)
        print(f"{path.name} speed: {sum(len(words) for _, words in found) / spent:,.0f} words a second")


if __name__ == "__main__":
    main()
