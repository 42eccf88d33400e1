"""Trees over arc scores: always one root and no cycle, and never worse than the best of all trees."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reader.tree import Floats, Ints, find_tree

SELF = -1e9


def mask(scores: list[list[float]]) -> Floats:
    """Scores as the graph gives them: a word's score of itself is far below all others."""
    matrix = np.array(scores, dtype=np.float32).reshape(len(scores), len(scores) + 1)
    matrix[np.arange(len(scores)), np.arange(len(scores)) + 1] = SELF
    return matrix


def best(scores: list[list[float]]) -> list[int]:
    matrix = mask(scores)
    return [int(h) for h in find_tree(matrix, matrix.argmax(1))]


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, and every word's way up ends there."""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node != 0 and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node != 0:
            return False
    return True


def total(matrix: Floats, heads: tuple[int, ...]) -> float:
    return sum(float(matrix[i, head]) for i, head in enumerate(heads))


@st.composite
def score_matrices(draw: st.DrawFn, most: int) -> Floats:
    size = draw(st.integers(1, most))
    values = st.floats(-30, 30, width=16)
    return mask(draw(st.lists(st.lists(values, min_size=size + 1, max_size=size + 1), min_size=size, max_size=size)))


def test_best_heads_that_form_a_tree_are_kept() -> None:
    assert best([[0, 0, 9, 0], [9, 0, 0, 0], [0, 0, 9, 0]]) == [2, 0, 2]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    assert best([[1, 0, 9], [2, 9, 0]]) == [2, 0]


def test_of_two_roots_the_dearer_gives_way() -> None:
    assert best([[9, 0, 1], [8, 5, 0]]) == [0, 1]


def test_without_a_root_the_best_word_becomes_one() -> None:
    assert best([[0, 0, 5, 4], [0, 5, 0, 4], [3, 5, 4, 0]]).count(0) == 1


def test_a_root_with_a_poor_score_of_its_own_can_be_the_best() -> None:
    roots = [5.0, 4.0, 3.0, 2.0]
    scores = [[roots[i], *(20.0 if j == 3 else 0.0 for j in range(4))] for i in range(4)]
    assert best(scores) == [4, 4, 4, 0]


@given(score_matrices(most=12))
def test_the_result_is_a_tree(matrix: Floats) -> None:
    heads: Ints = matrix.argmax(1)
    assert is_tree(tuple(int(h) for h in find_tree(matrix, heads)))


@given(score_matrices(most=4))
def test_no_tree_is_better(matrix: Floats) -> None:
    found = tuple(int(h) for h in find_tree(matrix, matrix.argmax(1)))
    size = len(found)
    every = (heads for heads in product(range(size + 1), repeat=size) if is_tree(heads))
    assert total(matrix, found) == pytest.approx(max(total(matrix, heads) for heads in every), abs=1e-3)


def test_a_long_sentence_of_equal_scores_gets_a_tree() -> None:
    matrix = mask([[0.0] * 201 for _ in range(200)])
    assert is_tree(tuple(int(h) for h in find_tree(matrix, matrix.argmax(1))))
