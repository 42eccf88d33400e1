"""The best single-rooted tree over arc scores.

Most sentences' best heads form a tree already; for the others the method is Chu-Liu/Edmonds (1965, 1967) with arcs from
the root made so dear that the best tree has one (Stanojević and Cohen 2021).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
NEVER = -1e9


def find_tree(scores: Floats, heads: Ints) -> Ints:
    """Heads of the best tree.

    `scores` is words × (1 + words): row the dependent, column 0 the root, column j + 1 word j; a word's score of itself
    is passed over. `heads` are the columns of each row's maximum. The result has the same meaning as `heads`, one root,
    and no cycle.
    """
    if int((heads == 0).sum()) == 1 and _find_cycle([0, *heads.tolist()]) is None:
        return heads
    size = len(heads) + 1
    square = np.full((size, size), NEVER)
    square[1:] = scores
    arcs = square[1:][~np.eye(size, dtype=bool)[1:]]
    np.fill_diagonal(square, NEVER)
    square[1:, 0] -= 1 + size * (arcs.max() - arcs.min())
    return np.array(_find_arborescence(square)[1:], dtype=np.int64)


def _find_cycle(heads: Sequence[int]) -> list[int] | None:
    """The nodes of a cycle, None where there is none; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for passed in path:
            state[passed] = 2
    return None


def _find_arborescence(scores: Doubles) -> list[int]:
    """Maximum spanning arborescence, row dependent, column head, node 0 the root (its own head is given as 0)."""
    size = scores.shape[0]
    heads: list[int] = [0, *scores[1:].argmax(1).tolist()]
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    rest = [i for i in range(size) if i not in inside]
    cycle_node = len(rest)
    small = np.full((cycle_node + 1, cycle_node + 1), NEVER)
    small[:cycle_node, :cycle_node] = scores[np.ix_(rest, rest)]
    entered: dict[int, int] = {}
    left_by: dict[int, int] = {}
    total = sum(scores[c, heads[c]] for c in cycle)
    for place, b in enumerate(rest):
        gains = [(scores[c, b] + total - scores[c, heads[c]], c) for c in cycle]
        small[cycle_node, place], entered[b] = max(gains)
        if b != 0:
            small[place, cycle_node], left_by[b] = max((scores[b, c], c) for c in cycle)
    inner = _find_arborescence(small)
    result = list(heads)
    for place, a in enumerate(rest):
        if a != 0:
            result[a] = left_by[a] if inner[place] == cycle_node else rest[inner[place]]
    outside = rest[inner[cycle_node]]
    result[entered[outside]] = outside
    return result
