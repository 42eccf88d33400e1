"""Treebanks and name corpora to training sentences.

Inputs are paths given on the command line of `train.py`; see DATA.md for origin and licence of each.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Tagged:
    """A sentence with its annotation: layer name to one label a word. `heads` count words from 1, 0 the root."""

    words: list[str]
    layers: dict[str, list[str]] = field(default_factory=dict)
    heads: list[int] | None = None
    id: str = ""


def read_conllu(path: Path) -> list[Tagged]:
    """CoNLL-U, gzipped or not: layers upos, xpos, deps. Multiword and empty nodes are passed over."""
    sentences = []
    for comments, rows in _blocks(path):
        words = [r for r in rows if r[0].isdigit()]
        sentences.append(
            Tagged(
                [r[1] for r in words],
                {"upos": [r[3] for r in words], "xpos": [r[4] for r in words], "deps": [r[7] for r in words]},
                [int(r[6]) for r in words],
                comments.get("sent_id", ""),
            )
        )
    return sentences


def read_iob2(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Universal NER files: sentence id to its words and labels."""
    return {c["sent_id"]: ([r[1] for r in rows], [r[2] for r in rows]) for c, rows in _blocks(path)}


def add_names(sentences: list[Tagged], names: dict[str, tuple[list[str], list[str]]], kinds: tuple[str, ...]) -> int:
    """Put the layer `ner` onto the sentences of the same id, aligned by characters; returns how many got it."""
    added = 0
    for sentence in sentences:
        if sentence.id not in names:
            continue
        words, labels = names[sentence.id]
        labels = [label if label[2:] in kinds else "O" for label in labels]
        if words != sentence.words:
            aligned = _align(words, labels, sentence.words)
            if aligned is None:
                continue
            labels = aligned
        sentence.layers["ner"] = labels
        added += 1
    return added


def read_wikigold(path: Path, kinds: tuple[str, ...]) -> list[Tagged]:
    """CoNLL with I- labels: layer ner, kinds outside `kinds` become O."""
    sentences = []
    for block in _open(path).read().split("\n\n"):
        rows = [line.split() for line in block.splitlines() if len(line.split()) == 2]
        words = [w for w, _ in rows]
        labels: list[str] = []
        before = "O"
        for _, label in rows:
            kind = label[2:] if label[2:] in kinds else ""
            labels.append("O" if not kind else ("I-" if kind == before else "B-") + kind)
            before = kind
        if 1 < len(words) <= 100 and words[0] != "-DOCSTART-":
            sentences.append(Tagged(words, {"ner": labels}))
    return sentences


def _open(path: Path):  # type: ignore[no-untyped-def]
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def _blocks(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    with _open(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#") and not line.startswith("#\t"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            elif line.strip():
                rows.append(line.split("\t"))
            elif rows:
                yield comments, rows
                comments, rows = {}, []
    if rows:
        yield comments, rows


def _offsets(words: list[str]) -> list[tuple[int, int]]:
    found, at = [], 0
    for word in words:
        size = len(word.replace(" ", ""))
        found.append((at, at + size))
        at += size
    return found


def _align(words: list[str], labels: list[str], target: list[str]) -> list[str] | None:
    """Labels moved to another tokenisation of the same characters, None where the characters differ."""
    if "".join(words).replace(" ", "") != "".join(target).replace(" ", ""):
        return None
    moved = ["O"] * len(target)
    at, goal = _offsets(words), _offsets(target)
    for i, label in enumerate(labels):
        for j, (start, end) in enumerate(goal):
            if label != "O" and start < at[i][1] and at[i][0] < end and moved[j] == "O":
                moved[j] = label
    return moved
