"""The best single-rooted tree over arc scores.

Most sentences' best heads form a tree already; for the others the method is Chu-Liu/Edmonds (1965, 1967) with each of
the few best roots tried in turn (Zmigrod et al. 2020 show why the root must be constrained).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
NEVER = np.float32(-1e9)
ROOTS_TRIED = 3


def find_tree(scores: Floats, heads: Ints) -> Ints:
    """Heads of the best tree.

    `scores` is words × (1 + words): row the dependent, column 0 the root, column j + 1 word j. `heads` are the
    columns of each row's maximum. The result has the same meaning as `heads`, one root, and no cycle.
    """
    if int((heads == 0).sum()) == 1 and not _has_cycle(heads):
        return heads
    size = len(heads) + 1
    square = np.full((size, size), NEVER, dtype=np.float32)
    square[1:] = scores
    np.fill_diagonal(square, NEVER)
    best: tuple[float, list[int]] | None = None
    for root in np.argsort(-scores[:, 0])[:ROOTS_TRIED]:
        rooted = square.copy()
        rooted[1:, 0] = NEVER
        rooted[root + 1, 0] = square[root + 1, 0]
        tree = _find_arborescence(rooted)
        total = float(sum(rooted[i, tree[i]] for i in range(1, size)))
        if best is None or total > best[0]:
            best = (total, tree)
    assert best is not None
    return np.array(best[1][1:], dtype=np.int64)


def _has_cycle(heads: Ints) -> bool:
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for start in range(1, len(state)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node - 1])
        if state[node] == 1:
            return True
        for passed in path:
            state[passed] = 2
    return False


def _find_cycle(heads: list[int]) -> list[int] | None:
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


def _find_arborescence(scores: Floats) -> list[int]:
    """Maximum spanning arborescence, row dependent, column head, node 0 the root (its own head is given as 0)."""
    size = scores.shape[0]
    heads = [0] + [int(np.argmax(scores[i])) for i in range(1, size)]
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    rest = [i for i in range(size) if i not in inside]
    place = {node: i for i, node in enumerate(rest)}
    cycle_node = len(rest)
    small = np.full((cycle_node + 1, cycle_node + 1), NEVER, dtype=np.float32)
    entered: dict[int, int] = {}
    left_by: dict[int, int] = {}
    for a in rest:
        for b in rest:
            small[place[a], place[b]] = scores[a, b]
    total = sum(scores[c, heads[c]] for c in cycle)
    for b in rest:
        gains = [(scores[c, b] + total - scores[c, heads[c]], c) for c in cycle]
        small[cycle_node, place[b]], entered[b] = max(gains)
    for a in rest:
        if a != 0:
            small[place[a], cycle_node], left_by[a] = max((scores[a, c], c) for c in cycle)
    inner = _find_arborescence(small)
    result = [0] * size
    for a in rest:
        if a != 0:
            result[a] = left_by[a] if inner[place[a]] == cycle_node else rest[inner[place[a]]]
    for c in cycle:
        result[c] = heads[c]
    outside = rest[inner[cycle_node]]
    result[entered[outside]] = outside
    return result
