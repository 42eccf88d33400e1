"""Examples in numbers, batches, and their tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import torch
from torch import Tensor

from reportedly.reader.shapes import CASELESS, find_shapes
from reportedly.reader.wordpiece import WordPieces
from reportedly.records import ROLES

CASELESS_SHARE = 0.2
"""Share of examples whose letters' case is hidden, so that text in capitals or in lower case reads nearly as well."""


@dataclass(slots=True)
class TriggerRoles:
    """Roles of the act at `word`: (role number, word position, 1 or -1 for unjudged)."""

    word: int
    roles: list[tuple[int, int, int]]


@dataclass(slots=True)
class Example:
    source: str
    pieces: list[int]
    piece_shapes: list[int]
    first: list[int]
    word_shapes: list[int]
    layers: dict[str, list[int]]
    words: list[str]
    heads: list[int] = field(default_factory=list)
    roles: list[TriggerRoles] = field(default_factory=list)
    article: str = ""


def build_example(source: str, words: list[str], layers: dict[str, list[int]], wordpieces: WordPieces) -> Example:
    shapes = find_shapes(words)
    pieces, piece_shapes, first = [wordpieces.start], [1], []
    for word, shape in zip(words, shapes, strict=True):
        coded = wordpieces.encode(word)
        first.append(len(pieces))
        pieces += coded
        piece_shapes += [shape] * len(coded)
    return Example(source, [*pieces, wordpieces.end], [*piece_shapes, 1], first, shapes, layers, words)


def batches(examples: list[Example], most: int, *, shuffle: bool = True) -> Iterator[list[Example]]:
    """Batches of like length, at most `most` padded pieces each."""
    order = sorted(examples, key=lambda e: len(e.pieces) + (random.random() * 3 if shuffle else 0))
    batch: list[Example] = []
    longest = 0
    for example in order:
        longest = max(longest, len(example.pieces))
        if batch and longest * (len(batch) + 1) > most:
            yield _hide_case(batch) if shuffle else batch
            batch, longest = [], len(example.pieces)
        batch.append(example)
    if batch:
        yield _hide_case(batch) if shuffle else batch


def hide_case(example: Example) -> Example:
    """The example as it would be read in capitals or in lower case (the word pieces are uncased anyway)."""
    hidden = lambda shapes: [s if s < 6 else CASELESS for s in shapes]  # noqa: E731
    return Example(
        example.source, example.pieces, hidden(example.piece_shapes), example.first, hidden(example.word_shapes),
        example.layers, example.words, example.heads, example.roles, example.article,
    )  # fmt: skip


def _hide_case(batch: list[Example]) -> list[Example]:
    return [hide_case(e) if random.random() < CASELESS_SHARE else e for e in batch]


def pad(rows: list[list[int]], value: int = 0) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def tensors(batch: list[Example]) -> dict[str, Tensor]:
    return {
        "ids": pad([e.pieces for e in batch]),
        "sh": pad([e.piece_shapes for e in batch]),
        "first": pad([e.first for e in batch]),
        "ws": pad([e.word_shapes for e in batch]),
    }


def role_matrix(trigger: TriggerRoles, width: int, length: int) -> Tensor:
    """Gold of one trigger: words × roles, 1 for a role, 0 for none, -1 where unjudged or padding."""
    gold = torch.zeros(width, len(ROLES))
    gold[length:] = -1
    for role, word, value in trigger.roles:
        gold[word, role] = value
    return gold
