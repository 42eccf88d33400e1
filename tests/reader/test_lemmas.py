"""Lemmas: irregular forms, regular ones, forms never seen."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reader.lemmas import Lemmas, find_lemmas, find_regular, load_lemmas

_COARSE = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV"}


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    return load_lemmas()


@pytest.mark.parametrize(
    ("form", "xpos", "lemma"),
    [
        ("fled", "VBD", "flee"),
        ("struck", "VBN", "strike"),
        ("overran", "VBD", "overrun"),
        ("retook", "VBD", "retake"),
        ("withheld", "VBN", "withhold"),
        ("bombed", "VBN", "bomb"),
        ("mined", "VBN", "mine"),
        ("strafed", "VBD", "strafe"),
        ("robbed", "VBN", "rob"),
        ("trafficking", "VBG", "traffic"),
        ("dying", "VBG", "die"),
        ("denies", "VBZ", "deny"),
        ("seizes", "VBZ", "seize"),
        ("clashes", "NNS", "clash"),
        ("casualties", "NNS", "casualty"),
        ("gunmen", "NNS", "gunman"),
        ("schoolchildren", "NNS", "schoolchild"),
        ("crises", "NNS", "crisis"),
        ("airstrikes", "NNS", "airstrike"),
        ("deadliest", "JJS", "deadly"),
        ("worse", "JJR", "bad"),
        ("flurbled", "VBD", "flurble"),
        ("zorbies", "NNS", "zorby"),
    ],
)
def test_inflected_forms(form: str, xpos: str, lemma: str, lemmas: Lemmas) -> None:
    assert lemmas.lemma(form, _COARSE[xpos[0]], xpos) == lemma
    assert lemmas.lemma(form.upper(), _COARSE[xpos[0]], xpos) == lemma


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("n’t", "PART", "RB", "not"),
        ("'re", "AUX", "VBP", "be"),
        ("was", "AUX", "VBD", "be"),
        ("them", "PRON", "PRP", "they"),
        ("Us", "PRON", "PRP", "we"),
        ("Norland", "PROPN", "NNP", "norland"),
        ("an", "DET", "DT", "a"),
        ("?", "PUNCT", ".", "?"),
        ("blorp", "NOUN", "no such tag", "blorp"),
    ],
)
def test_other_words(form: str, upos: str, xpos: str, lemma: str, lemmas: Lemmas) -> None:
    assert lemmas.lemma(form, upos, xpos) == lemma


def test_the_written_examples_hold(lemmas: Lemmas) -> None:
    path = files("reportedly") / "data" / "reader" / "lemmas.yml"
    for name, group in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        upos, xpos = ("NOUN", "NNS") if name == "nouns" else ("VERB", "VBD")
        assert lemmas.lemma(group["example"], upos, xpos) == group["lemma"], name


def test_the_longest_ending_comes_first() -> None:
    assert find_lemmas("cities", {"s": (1, ""), "ies": (3, "y")}) == ["city", "citie"]
    assert find_lemmas("x", {}) == []
    assert find_regular("planned", "ed") == ["plann", "planne", "plan"]
    assert find_regular("red", "ed") == []


def test_the_table_is_small() -> None:
    path = files("reportedly") / "data" / "reader" / "lemmas.json"
    assert len(path.read_bytes()) < 400_000


@given(st.text(min_size=1), st.sampled_from(["VBD", "VBG", "VBZ", "NNS", "JJR", "NNP", "XX"]))
def test_a_lemma_is_never_empty(form: str, xpos: str) -> None:
    assert load_lemmas().lemma(form, _COARSE.get(xpos[0], "X"), xpos) != ""
