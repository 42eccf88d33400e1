"""Acts decoded from scores set by hand: spans, types, modes of the type, statuses, roles."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from reportedly.reader.acts import LEAST_CHOICE, LEAST_ROLE, find_acts
from reportedly.reader.weights import Weights
from reportedly.reader.wordpiece import WordPieces
from reportedly.records import MODES, ROLES, Act, Span, Status, Type, Word

Floats = npt.NDArray[np.float32]

ACT = ("O", *(t.value for t in Type))
MODE = ("none", *(f"{t.value}/{m}" for t in Type for m in MODES[t]))
STATUS = tuple(s.value for s in Status)
WIDTH = 2
TABLES = {
    "role": np.zeros((len(ROLES), WIDTH, WIDTH), np.float32),
    "role_trigger": np.zeros((len(ROLES), WIDTH), np.float32),
    "role_word": np.zeros((len(ROLES), WIDTH), np.float32),
    "role_bias": np.full(len(ROLES), -9, np.float32),
}
WEIGHTS = Weights(
    version="by hand",
    session=None,
    wordpieces=WordPieces({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}),
    labels={"act": ACT, "mode": MODE, "status": STATUS, "roles": ROLES},
    tables=TABLES,
)


def output(size: int, *, padding: int = 0) -> dict[str, Floats]:
    """Scores of one sentence in which nothing is an act; `padding` words with wild scores follow."""
    shapes = {"act": len(ACT), "mode": len(MODE), "status": len(STATUS), "rt": WIDTH, "ra": WIDTH}
    found = {name: np.zeros((1, size + padding, width), np.float32) for name, width in shapes.items()}
    found["goes_on"] = np.full((1, size + padding), -5, np.float32)
    found["act"][0, :size, 0] = 20
    for scores in found.values():
        scores[0, size:] = 30
    return found


def set_act(scores: Mapping[str, Floats], word: int, chances: Mapping[str, float]) -> None:
    scores["act"][0, word] = np.log([max(chances.get(name, 0.0), 1e-9) for name in ACT])


def words(size: int) -> list[Word]:
    return [Word(i, "w", Span(2 * i, 2 * i + 1), "w", "NOUN", "NN", i - 1, "dep") for i in range(size)]


def decode(scores: Mapping[str, Floats], size: int, weights: Weights = WEIGHTS) -> tuple[Act, ...]:
    return find_acts(words(size), scores, 0, weights)


def spans(acts: Sequence[Act]) -> list[tuple[int, int, Type]]:
    return [(a.start, a.end, a.type) for a in acts]


def test_nothing_is_found_where_nothing_is_likely() -> None:
    assert decode(output(4, padding=3), 4) == ()


def test_a_word_is_an_act_with_its_types_by_likelihood() -> None:
    scores = output(3)
    set_act(scores, 1, {"O": 0.1, "COERCE": 0.3, "ASSAULT": 0.59, "AID": LEAST_CHOICE / 2})
    (act,) = decode(scores, 3)
    assert (act.start, act.end, act.type) == (1, 2, Type.ASSAULT)
    assert act.probability == pytest.approx(0.59, abs=1e-3)
    assert act.types == ((Type.ASSAULT, pytest.approx(0.59, abs=1e-3)), (Type.COERCE, pytest.approx(0.3, abs=1e-3)))


def test_an_unlikely_act_is_listed_for_the_caller_to_decide() -> None:
    scores = output(2)
    set_act(scores, 0, {"O": 0.9, "AID": 0.1})
    set_act(scores, 1, {"O": 0.97, "AID": 0.03})
    assert spans(decode(scores, 2)) == [(0, 1, Type.AID)]


def test_words_that_go_on_make_one_act() -> None:
    scores = output(4)
    for word in (1, 2, 3):
        set_act(scores, word, {"O": 0.1, "ASSAULT": 0.9})
    scores["goes_on"][0, 2] = 5
    assert spans(decode(scores, 4)) == [(1, 3, Type.ASSAULT), (3, 4, Type.ASSAULT)]


@pytest.mark.parametrize("second", [{"O": 0.1, "AID": 0.9}, {"O": 0.6, "ASSAULT": 0.4}])
def test_an_act_does_not_go_on_over_another_type_or_an_unlikely_word(second: dict[str, float]) -> None:
    scores = output(3)
    set_act(scores, 0, {"O": 0.1, "ASSAULT": 0.9})
    set_act(scores, 1, second)
    scores["goes_on"][0] = 5
    assert spans(decode(scores, 3))[0] == (0, 1, Type.ASSAULT)
    assert len(decode(scores, 3)) == 2


def test_the_likeliest_word_of_an_act_gives_its_probability() -> None:
    scores = output(2)
    set_act(scores, 0, {"O": 0.4, "ASSAULT": 0.6})
    set_act(scores, 1, {"O": 0.05, "ASSAULT": 0.95})
    scores["goes_on"][0, 1] = 5
    (act,) = decode(scores, 2)
    assert act.probability == pytest.approx(0.95, abs=1e-3)


def test_modes_are_those_of_the_type_and_none() -> None:
    scores = output(1)
    set_act(scores, 0, {"RETREAT": 1.0})
    scores["mode"][0, 0, MODE.index("ASSAULT/aerial")] = 50
    scores["mode"][0, 0, MODE.index("RETREAT/release")] = 2
    scores["mode"][0, 0, MODE.index("none")] = 1
    (act,) = decode(scores, 1)
    assert [mode for mode, _ in act.modes][:2] == ["release", None]
    assert {mode for mode, _ in act.modes} <= {None, *MODES[Type.RETREAT]}
    assert sum(p for _, p in act.modes) == pytest.approx(1, abs=0.1)


def test_a_type_without_modes_has_none() -> None:
    scores = output(1)
    set_act(scores, 0, {"AID": 1.0})
    scores["mode"][0, 0] = np.arange(len(MODE))
    assert decode(scores, 1)[0].modes == ((None, 1.0),)


def test_a_mode_of_the_same_name_is_taken_from_its_own_type() -> None:
    scores = output(1)
    set_act(scores, 0, {"SANCTION": 1.0})
    scores["mode"][0, 0, MODE.index("RETREAT/withdraw")] = 50
    scores["mode"][0, 0, MODE.index("SANCTION/expel")] = 9
    assert decode(scores, 1)[0].modes[0][0] == "expel"


def test_statuses_are_ranked_over_the_words_of_the_act() -> None:
    scores = output(2)
    for word in (0, 1):
        set_act(scores, word, {"AID": 1.0})
    scores["goes_on"][0, 1] = 5
    scores["status"][0, 0, STATUS.index("planned")] = 8
    scores["status"][0, 1, STATUS.index("denied")] = 12
    (act,) = decode(scores, 2)
    assert [s for s, _ in act.statuses][:2] == [Status.DENIED, Status.PLANNED]


def test_roles_tie_words_to_the_act_by_all_four_tables() -> None:
    tables = {name: table.copy() for name, table in TABLES.items()}
    actor, place, harm = (ROLES.index(r) for r in ("actor", "place", "harm"))
    tables["role"][actor, 0, 1] = 100.0
    tables["role_word"][place, 1] = 12.0
    tables["role_trigger"][harm, 0] = 8.0
    scores = output(3, padding=2)
    set_act(scores, 0, {"ASSAULT": 1.0})
    scores["rt"][0, 0] = [1, 0]
    scores["ra"][0, 2] = [0, 1]
    (act,) = decode(scores, 3, dataclasses.replace(WEIGHTS, tables=tables))
    found = {(role, word): p for role, word, p in act.roles}
    assert found[("actor", 2)] == pytest.approx(1 / (1 + np.exp(9 - 100 / 8)), abs=1e-3)
    assert found[("place", 2)] == pytest.approx(1 / (1 + np.exp(9 - 12)), abs=1e-3)
    assert [found[("harm", word)] for word in range(3)] == [pytest.approx(1 / (1 + np.exp(1)), abs=1e-3)] * 3
    assert set(found) == {("actor", 2), ("place", 2), ("harm", 0), ("harm", 1), ("harm", 2)}
    assert all(p >= LEAST_ROLE for p in found.values())


def test_acts_never_overlap_and_stand_in_order() -> None:
    numbers = np.random.default_rng(7)
    scores = output(30)
    scores["act"][0] = numbers.normal(0, 4, (30, len(ACT)))
    scores["goes_on"][0] = numbers.normal(0, 4, 30)
    acts = decode(scores, 30)
    assert len(acts) > 5
    assert all(a.start < a.end <= b.start for a, b in pairwise(acts))
    assert all(a.types[0] == (a.type, pytest.approx(a.probability, abs=1e-3)) for a in acts if a.types)
