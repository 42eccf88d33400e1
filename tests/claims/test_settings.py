"""Which places and times of a sentence belong to which of its acts."""

from __future__ import annotations

import pytest

import trees
from reportedly.claims.candidates import Candidate
from reportedly.claims.scoring import Scorer, logit
from reportedly.claims.settings import find_settings, setting_features
from reportedly.records import Act, Mention, Parse, Type

TREE: Parse = trees.parse(
    "On//ADP/2/case Monday//PROPN/4/obl rebels//NOUN/4/nsubj shelled//VERB/0/root Darat//PROPN/4/obj "
    "after//SCONJ/9/mark the//DET/8/det army//NOUN/9/nsubj struck//VERB/4/advcl villages//NOUN/9/obj "
    "near//ADP/12/case Homa//PROPN/10/nmod"
)
MONDAY, DARAT, HOMA = (Mention(0, i, i + 1, i, TREE.words[i].span) for i in (1, 4, 11))


def candidate(word: int, *roles: tuple[str, int, float]) -> Candidate:
    act = Act(word, word + 1, Type.ASSAULT, 0.9, ((Type.ASSAULT, 0.9),), roles=roles)
    return Candidate(word, word + 1, word, Type.ASSAULT, act, None)


SHELLED, STRUCK = candidate(3, ("place", 4, 0.8), ("place", 11, 0.1)), candidate(8, ("place", 11, 0.6))
ACTS = (SHELLED, STRUCK)


def features(of: Candidate, mention: Mention, role: str = "place") -> dict[str, float]:
    return dict(setting_features(TREE, of, mention, role, ACTS))


def test_the_heads_tie_a_place_to_an_act_and_to_its_rival() -> None:
    mine, other = features(STRUCK, HOMA), features(SHELLED, HOMA)
    assert (mine["heads"], mine["rival act"]) == (pytest.approx(logit(0.6)), pytest.approx(logit(0.1)))
    assert (mine["tied more than rival"], other["tied more than rival"]) == (1.0, 0.0)
    assert features(SHELLED, HOMA, "time")["heads"] == pytest.approx(logit(0.0))


def test_the_way_up_the_tree_is_counted_to_the_act() -> None:
    assert features(SHELLED, DARAT)["way up 1"] == 1.0
    assert features(STRUCK, HOMA)["way up 2"] == 1.0
    assert features(SHELLED, HOMA)["way up 3"] == 1.0
    assert features(STRUCK, MONDAY)["no way up"] == 1.0


def test_an_act_below_the_mentions_governor_is_told_from_one_above() -> None:
    assert features(SHELLED, MONDAY)["act below 0"] == 1.0
    assert features(STRUCK, MONDAY)["act below 1"] == 1.0


def test_place_in_the_sentence_preposition_and_relation_count() -> None:
    found = features(SHELLED, MONDAY, "time")
    assert found["after on"] == found["before"] == found["opens the sentence"] == found["as obl"] == 1.0
    assert found["distance"] == pytest.approx(1 / 20)
    found = features(STRUCK, HOMA)
    assert found["after near"] == found["as nmod"] == found["nearest act"] == 1.0
    assert found["before"] == 0.0
    assert features(SHELLED, HOMA)["nearest act"] == 0.0
    assert features(SHELLED, DARAT)["after none"] == 1.0


def test_an_act_without_heads_has_features_too() -> None:
    bare = Candidate(3, 4, 3, Type.ASSAULT, None, None)
    assert dict(setting_features(TREE, bare, DARAT, "place", [bare]))["heads"] == pytest.approx(logit(0.0))


def test_a_mention_within_the_act_overlaps_it() -> None:
    wide = Candidate(3, 5, 3, Type.ASSAULT, None, None)
    found = dict(setting_features(TREE, wide, DARAT, "place", [wide]))
    assert (found["overlaps"], found["way up 0"], found["distance"]) == (1.0, 1.0, 0.0)


def test_settings_are_those_likely_enough_the_likeliest_first() -> None:
    scorer = Scorer({"heads": 1.0}, 0.0, 0.5)
    both = candidate(3, ("place", 4, 0.6), ("place", 11, 0.9), ("time", 1, 0.4))
    found = find_settings(TREE, both, [DARAT, HOMA], "place", scorer, [both])
    assert [(s.mention, s.probability) for s in found] == [(HOMA, pytest.approx(0.9)), (DARAT, pytest.approx(0.6))]
    assert find_settings(TREE, both, [MONDAY], "time", scorer, [both]) == ()
    assert find_settings(TREE, both, [], "place", scorer, [both]) == ()
