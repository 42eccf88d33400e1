"""Scorers: logistic regression on named features, and the packaged ones."""

from __future__ import annotations

import importlib
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.scoring import Scorer, load_scorers, logit
from reportedly.errors import InstallError

SCORER = Scorer({"good": 2.0, "bad": -1.0}, 0.5, 0.4)


def test_a_score_is_the_logistic_of_the_weighted_sum() -> None:
    assert SCORER.score({"good": 1.0, "bad": 3.0, "unknown": 99.0}) == pytest.approx(1 / (1 + math.exp(0.5)))
    assert SCORER.score({}) == pytest.approx(1 / (1 + math.exp(-0.5)))


@given(st.floats(-1e300, 1e300))
def test_any_feature_gives_a_probability(value: float) -> None:
    assert 0 <= SCORER.score({"good": value}) <= 1


@given(st.floats(0.01, 0.99))
def test_logit_is_the_inverse_of_a_score(probability: float) -> None:
    assert Scorer({"x": 1.0}, 0.0, 0.5).score({"x": logit(probability)}) == pytest.approx(probability)


def test_log_odds_stay_finite() -> None:
    assert logit(0.0) == pytest.approx(-logit(1.0)) == pytest.approx(-6.21, abs=0.01)
    assert logit(0.5) == 0


def test_the_packaged_scorers_decide_on_every_field() -> None:
    scorers = load_scorers()
    for name in ("act", "actor", "recipient", "place", "time", "speaker", "mode", "status"):
        assert scorers[name].weights
        assert 0 <= scorers[name].threshold < 1
        assert all(math.isfinite(w) for w in (*scorers[name].weights.values(), scorers[name].bias))
    assert scorers.version


@pytest.mark.parametrize(
    "text",
    [None, "", "[]", "{}", '{"version": "x", "scorers": {"act": {}}}', '{"version": "x", "scorers": {"act": 1}}'],
)
def test_damaged_scorers_are_named_with_their_mend(
    text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "scorers.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(importlib.import_module("reportedly.claims.scoring"), "files", lambda _: tmp_path)
    with pytest.raises(InstallError, match="reinstall") as caught:
        load_scorers()
    assert str(path) in str(caught.value)
