"""What is taken for a claim, with which mode and status."""

from __future__ import annotations

from dataclasses import replace

import pytest

import trees
from reportedly.claims.candidates import Candidate
from reportedly.claims.choices import Around, act_features, choose_candidate, choose_mode, choose_status
from reportedly.claims.scoring import Features, Scorer, logit
from reportedly.claims.slots import SlotReader
from reportedly.claims.status import StatusRead
from reportedly.claims.triggers import Trigger
from reportedly.lexicon.codebook import Entry
from reportedly.records import Act, Parse, Span, Status, Type

TREE: Parse = trees.parse("Rebels//NOUN/2/nsubj hit//VERB/0/root the//DET/4/det base//NOUN/2/obj")
HEADS_ONLY = Scorer({"heads type": 1.0}, 0.0, 0.5)
CODEBOOK_ONLY = Scorer({"codebook": 4.0}, -2.0, 0.5)
MODE = Scorer({"codebook": 1.5, "no mode": 0.5, "means": 1.0}, 0.0, 0.0)
STATUS = Scorer({"default": 1.0, "form": 1.0, "cue": 1.5}, 0.0, 0.0)


def trigger(type_: Type = Type.ASSAULT, weight: float = 0.9, mode: str | None = None) -> Trigger:
    entry = Entry(f"{type_} hit", "hit", "verb", type_, mode, weight, (), {}, False, "Rebels hit the base.", None)
    return Trigger(1, 2, 1, type_, mode, entry)


def act(type_: Type = Type.ASSAULT, probability: float = 0.9, **more: object) -> Act:
    return replace(Act(1, 2, type_, probability, ((type_, probability),)), **more)  # type: ignore[arg-type]


def candidate(
    seen: Act | None = None, known: Trigger | None = None, type_: Type = Type.ASSAULT, rivals: tuple[Trigger, ...] = ()
) -> Candidate:
    return Candidate(1, 2, 1, type_, seen, known, rivals)


def choose(group: list[Candidate], scorer: Scorer) -> tuple[Candidate, float] | None:
    return choose_candidate(TREE, group, scorer, Around(SlotReader(TREE), [group]))


def features_of(wanted: Candidate, entries: dict[str, float] | None = None) -> Features:
    return act_features(TREE, wanted, Around(SlotReader(TREE), entries=entries or {}))


def test_the_likeliest_candidate_is_chosen_if_likely_enough() -> None:
    seen = act(types=((Type.ASSAULT, 0.7), (Type.COERCE, 0.2)))
    group = [candidate(seen, type_=Type.COERCE), candidate(seen)]
    assert choose(group, HEADS_ONLY) == (group[1], pytest.approx(0.7))
    assert choose(group[:1], HEADS_ONLY) is None


def test_of_equals_the_first_is_chosen() -> None:
    group = [candidate(type_=Type.COERCE), candidate()]
    assert choose(group, Scorer({}, 1.0, 0.5)) == (group[0], pytest.approx(0.731, abs=1e-3))


def test_an_entry_of_full_weight_is_a_claim_whatever_the_heads_say() -> None:
    seen = act(Type.COERCE, 0.99)
    group = [candidate(seen, type_=Type.COERCE), candidate(seen, trigger(weight=1.0))]
    assert choose(group, HEADS_ONLY) == (group[1], HEADS_ONLY.threshold)
    assert choose([candidate(None, trigger(weight=1.0))], Scorer({}, -9.0, 0.6)) == (
        candidate(None, trigger(weight=1.0)),
        0.6,
    )


def test_an_entry_just_below_full_weight_is_weighed() -> None:
    assert choose([candidate(None, trigger(weight=0.99))], HEADS_ONLY) is None
    assert choose([candidate(None, trigger(weight=0.99))], CODEBOOK_ONLY) is not None


def test_features_say_who_sees_the_act() -> None:
    silent = features_of(candidate(None, trigger(weight=0.8)))
    assert (silent["heads silent"], silent["codebook"], silent["codebook silent"]) == (1.0, 0.8, 0.0)
    rival = features_of(candidate(act(), None, rivals=(trigger(Type.AID, 0.3), trigger(Type.COERCE, 0.6))))
    assert (rival["heads silent"], rival["codebook"], rival["codebook rival"]) == (0.0, 0.0, 0.6)
    assert rival["codebook silent"] == 0.0
    assert features_of(candidate(act()))["codebook silent"] == 1.0
    assert {"class VERB", "type ASSAULT"} <= set(rival)


def test_heads_choose_the_mode_where_nothing_else_speaks() -> None:
    assert choose_mode(candidate(act(modes=(("aerial", 0.8), (None, 0.2)))), None, MODE) == "aerial"
    assert choose_mode(candidate(act(modes=((None, 0.8), ("aerial", 0.2)))), None, MODE) is None


def test_codebook_and_weapon_raise_a_mode_against_unsure_heads_only() -> None:
    unsure = act(modes=((None, 0.55), ("aerial", 0.3), ("heavy-weapons", 0.15)))
    assert choose_mode(candidate(unsure, trigger(mode="aerial")), None, MODE) == "aerial"
    assert choose_mode(candidate(unsure), "aerial", MODE) is None
    assert choose_mode(candidate(unsure, trigger(mode="heavy-weapons")), "heavy-weapons", MODE) == "heavy-weapons"
    sure = act(modes=((None, 0.99), ("aerial", 0.01)))
    assert choose_mode(candidate(sure, trigger(mode="aerial")), None, MODE) is None


def test_without_heads_the_codebook_or_the_weapon_gives_the_mode() -> None:
    assert choose_mode(candidate(None, trigger(mode="aerial")), None, MODE) == "aerial"
    assert choose_mode(candidate(None, trigger()), "drone", MODE) == "drone"
    assert choose_mode(candidate(None, trigger()), None, MODE) is None
    assert choose_mode(candidate(None, trigger(mode="aerial")), "drone", MODE) == "aerial"


def test_modes_of_another_type_do_not_count() -> None:
    other = act(Type.COERCE, modes=(("seize", 0.9), (None, 0.1)))
    assert choose_mode(candidate(other, trigger(mode="aerial")), None, MODE) == "aerial"
    assert choose_mode(candidate(None, trigger(Type.AID, mode="aerial"), Type.AID), "drone", MODE) is None


RULE = StatusRead(Status.HAPPENED, None, "the verb stands in the past")
CUE = StatusRead(Status.DENIED, Span(0, 3), "“not” denies it")


def test_the_rules_decide_the_status_without_heads() -> None:
    assert choose_status(candidate(None, trigger()), CUE, STATUS) == (Status.DENIED, CUE.reason)


def test_heads_and_rules_are_weighed_for_the_status() -> None:
    sure = candidate(act(statuses=((Status.PLANNED, 0.95), (Status.HAPPENED, 0.05))))
    status, reason = choose_status(sure, RULE, STATUS)
    assert status is Status.PLANNED
    assert reason != RULE.reason
    unsure = candidate(act(statuses=((Status.PLANNED, 0.55), (Status.HAPPENED, 0.45))))
    assert choose_status(unsure, RULE, STATUS) == (Status.HAPPENED, RULE.reason)


def test_words_that_say_the_status_weigh_more_than_a_form() -> None:
    close = candidate(act(statuses=((Status.HAPPENED, 0.65), (Status.DENIED, 0.35))))
    assert choose_status(close, CUE, STATUS)[0] is Status.DENIED
    assert choose_status(close, replace(CUE, cue=None), STATUS)[0] is Status.HAPPENED


def test_a_measured_entry_counts_with_its_measured_share() -> None:
    known = trigger(weight=0.8)
    measured = features_of(candidate(None, known), {known.entry.id: 0.1})
    assert measured["codebook measured"] == pytest.approx(logit(0.1))
    assert features_of(candidate(None, known))["codebook measured"] == pytest.approx(logit(0.8))


def test_an_act_that_is_the_subject_of_another_is_told_so() -> None:
    tree = trees.parse("Strikes//NOUN/2/nsubj killed//VERB/0/root ten//NUM/2/obj")
    seen = replace(act(), start=0, end=1)
    noun = Candidate(0, 1, 0, Type.ASSAULT, seen, None)
    verb = Candidate(1, 2, 1, Type.ASSAULT, act(), None)
    groups = [[noun], [verb]]
    around = Around(SlotReader(tree), groups, harmed={1})
    told = act_features(tree, verb, around)
    assert told["subject is act"] == pytest.approx(0.9)
    assert told["tells harm of an act"] == pytest.approx(0.9)
    assert act_features(tree, noun, around)["is subject of act"] == pytest.approx(0.9)
