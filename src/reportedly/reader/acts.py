"""What the act heads saw: words that name an act, with type, mode, status and the words tied to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from reportedly.reader.weights import Weights
from reportedly.records import Act, Status, Type, Word

Floats = npt.NDArray[np.float32]
T = TypeVar("T")

LEAST_ACT = 0.05
"""Words whose probability of being an act is lower are not listed; the caller decides on the rest."""
LEAST_ROLE = 0.05
LEAST_CHOICE = 0.02
"""Types, modes and statuses less likely than this are not listed."""
ROLE_SCALE = 1 / 8


def find_acts(words: Sequence[Word], output: Mapping[str, Floats], row: int, weights: Weights) -> tuple[Act, ...]:
    """Acts of one sentence, in order; none overlap. Probabilities are the heads' own, not calibrated."""
    count = len(words)
    scores = _softmax(output["act"][row, :count])
    goes_on = output["goes_on"][row, :count] > 0
    acts = []
    for start, end, kind in _find_spans(scores, goes_on):
        best = scores[start + int(scores[start:end, kind].argmax())]
        type_ = Type(weights.labels["act"][kind])
        acts.append(
            Act(
                start=start,
                end=end,
                type=type_,
                probability=float(best[kind]),
                types=_ranked(
                    (Type(name), float(p)) for name, p in zip(weights.labels["act"][1:], best[1:], strict=True)
                ),
                modes=_find_modes(output["mode"][row, start:end].mean(0), type_, weights.labels["mode"]),
                statuses=_find_statuses(output["status"][row, start:end].mean(0), weights.labels["status"]),
                roles=_find_roles(output, row, start, end, count, weights),
            )
        )
    return tuple(acts)


def _ranked(values: Iterable[tuple[T, float]]) -> tuple[tuple[T, float], ...]:
    """Likeliest first, without what is ruled out; the first always stays."""
    ranked = sorted(values, key=lambda x: -x[1])
    return tuple((v, round(p, 4)) for i, (v, p) in enumerate(ranked) if i == 0 or p >= LEAST_CHOICE)


def _find_spans(scores: Floats, goes_on: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """(start, end, type number) of runs of words that name one act."""
    chance = 1 - scores[:, 0]
    kinds = scores[:, 1:].argmax(-1) + 1
    i = 0
    while i < len(scores):
        if chance[i] < LEAST_ACT:
            i += 1
            continue
        end = i + 1
        while end < len(scores) and chance[end] >= 0.5 and goes_on[end] and kinds[end] == kinds[i]:
            end += 1
        yield i, end, int(kinds[i])
        i = end


def _find_modes(scores: Floats, type_: Type, names: Sequence[str]) -> tuple[tuple[str | None, float], ...]:
    """Probabilities of the type's modes and of none, among themselves."""
    allowed = [i for i, name in enumerate(names) if name == "none" or name.startswith(type_ + "/")]
    chances = _softmax(scores[allowed][None])[0]
    return _ranked((names[i].partition("/")[2] or None, float(p)) for i, p in zip(allowed, chances, strict=True))


def _find_statuses(scores: Floats, names: Sequence[str]) -> tuple[tuple[Status, float], ...]:
    chances = _softmax(scores[None])[0]
    return _ranked((Status(name), float(p)) for name, p in zip(names, chances, strict=True))


def _find_roles(
    output: Mapping[str, Floats], row: int, start: int, end: int, count: int, weights: Weights
) -> tuple[tuple[str, int, float], ...]:
    """(role, word, probability) of all words likelier than LEAST_ROLE, by word."""
    tables = weights.tables
    trigger, words = output["rt"][row, start:end].mean(0), output["ra"][row, :count]
    crossed = np.einsum("wj,rj->wr", words, np.einsum("i,rij->rj", trigger, tables["role"])) * ROLE_SCALE
    of_trigger = np.einsum("i,ri->r", trigger, tables["role_trigger"]) + tables["role_bias"]
    scores = crossed + of_trigger + np.einsum("wj,rj->wr", words, tables["role_word"])
    chance = 1 / (1 + np.exp(-scores))
    names = weights.labels["roles"]
    return tuple((names[r], int(w), round(float(chance[w, r]), 4)) for w, r in np.argwhere(chance >= LEAST_ROLE))


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), dtype=np.float32)
