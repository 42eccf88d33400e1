"""Who did what to whom: words that may fill a role, and the phrases taken for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.claims.candidates import Candidate, find_candidates
from reportedly.claims.roles import RoleWord, find_fillers, find_role_words, role_slots
from reportedly.claims.scoring import Scorer, logit
from reportedly.claims.slots import find_slots
from reportedly.claims.triggers import find_triggers
from reportedly.lexicon.codebook import DEFAULT_ROLES, build_codebook
from reportedly.records import Act, Parse, Type
from trees import parse

TABLE = (
    "Rebels//NOUN/5/nsubj of//ADP/4/case the//DET/4/det Front//PROPN/1/nmod shelled//VERB/0/root the//DET/8/det "
    "old//ADJ/8/amod town//NOUN/5/obj and//CCONJ/11/cc its//PRON/11/nmod:poss port//NOUN/8/conj"
)
CODEBOOK = build_codebook(
    {
        "assault.yml": "type: ASSAULT\ngroups:\n  - pos: verb\n    weight: 0.9\n"
        "    acts:\n      shell: They shelled us.\n"
    }
)
HEADS = Scorer({"heads": 1.0}, 0.0, 0.5)
SLOT = Scorer({"codebook slot": 2.0, "usual slot": 2.0}, -1.0, 0.5)


def read(
    *roles: tuple[str, int, float], known: bool = False, table: str = TABLE, at: int = 4
) -> tuple[Parse, Candidate]:
    act = Act(at, at + 1, Type.ASSAULT, 0.9, ((Type.ASSAULT, 0.9),), roles=roles)
    tree: Parse = replace(parse(table, [(3, 4, "ORG")]), acts=(act,))
    ((candidate,),) = find_candidates(tree, find_triggers(tree, CODEBOOK) if known else ())
    return tree, candidate


def role_words(tree: Parse, candidate: Candidate, role: str) -> dict[str, RoleWord]:
    found = find_role_words(tree, candidate, find_slots(tree, candidate.head), role)
    assert all(f.role == role for f in found)
    return {tree.words[f.word].text: f for f in found}


def fillers(tree: Parse, candidate: Candidate, role: str, scorer: Scorer) -> list[str]:
    found = find_fillers(tree, 0, candidate, find_slots(tree, candidate.head), role, scorer)
    return [" ".join(w.text for w in tree.words[f.mention.start : f.mention.end]) for f in found]


def test_words_that_the_heads_tie_are_raised_to_their_phrases() -> None:
    tree, candidate = read(("actor", 2, 0.3), ("actor", 3, 0.8))
    found = role_words(tree, candidate, "actor")
    assert found["Front"].features["heads"] == pytest.approx(logit(0.8))
    assert found["Front"].features["name ORG"] == 1.0
    assert fillers(tree, candidate, "actor", HEADS) == ["the Front"]


def test_slots_offer_words_without_the_heads() -> None:
    tree, candidate = read()
    found = role_words(tree, candidate, "actor")
    assert set(found) == {"Rebels"}
    assert found["Rebels"].features["usual slot"] == found["Rebels"].features["in subject"] == 1.0
    assert found["Rebels"].features["heads"] == pytest.approx(logit(0.0))
    assert "codebook slot" not in found["Rebels"].features
    assert fillers(tree, candidate, "actor", SLOT) == ["Rebels of the Front"]


def test_the_codebook_names_its_slots_where_it_knows_the_act() -> None:
    tree, candidate = read(known=True)
    assert role_slots(tree, candidate) == candidate.trigger.entry.roles  # type: ignore[union-attr]
    found = role_words(tree, candidate, "recipient")
    assert found["town"].features["codebook slot"] == found["town"].features["rank 0"] == 1.0
    assert "usual slot" not in found["town"].features


def test_usual_slots_are_those_of_the_word_class() -> None:
    assert role_slots(*read()) is DEFAULT_ROLES["verb"]
    assert role_slots(*read(at=7)) is DEFAULT_ROLES["noun"]


def test_coordinated_fillers_are_phrases_of_their_own() -> None:
    tree, candidate = read()
    assert fillers(tree, candidate, "recipient", SLOT) == ["the old town", "its port"]


def test_a_word_tied_to_another_role_says_so() -> None:
    tree, candidate = read(("actor", 0, 0.4), ("recipient", 0, 0.7))
    features = role_words(tree, candidate, "actor")["Rebels"].features
    assert features["heads other role"] == pytest.approx(logit(0.7))
    assert features["best rival"] == pytest.approx(logit(0.0))
    rival = role_words(*read(("actor", 0, 0.4), ("actor", 7, 0.6)), "actor")["Rebels"].features
    assert rival["best rival"] == pytest.approx(logit(0.6))


def test_neither_the_act_itself_nor_verbs_and_marks_fill_a_role() -> None:
    tree, candidate = read(("actor", 4, 0.99), ("actor", 8, 0.99), ("recipient", 1, 0.99))
    assert set(role_words(tree, candidate, "actor")) == {"Rebels"}
    assert fillers(tree, candidate, "actor", HEADS) == []
    tree, candidate = read(("recipient", 7, 0.99), ("recipient", 10, 0.99), at=7)
    assert fillers(tree, candidate, "recipient", HEADS) == ["its port"]


def test_of_phrases_within_one_another_the_likelier_stays() -> None:
    tree, candidate = read(("actor", 0, 0.7), ("actor", 3, 0.9))
    assert fillers(tree, candidate, "actor", HEADS) == ["the Front"]
    tree, candidate = read(("actor", 0, 0.9), ("actor", 3, 0.7))
    assert fillers(tree, candidate, "actor", HEADS) == ["Rebels of the Front"]


def test_fillers_stand_in_order_of_the_text_and_meet_the_threshold() -> None:
    tree, candidate = read(("recipient", 10, 0.9), ("recipient", 7, 0.6), ("recipient", 0, 0.49))
    assert fillers(tree, candidate, "recipient", HEADS) == ["the old town", "its port"]
    assert fillers(tree, candidate, "recipient", replace(HEADS, threshold=0.8)) == ["its port"]


def test_a_relative_pronoun_stands_for_its_antecedent() -> None:
    table = "men//NOUN/4/nsubj who//PRON/3/nsubj/WP shelled//VERB/1/acl:relcl fled//VERB/0/root"
    tree, candidate = read(("actor", 1, 0.9), table=table, at=2)
    assert fillers(tree, candidate, "actor", HEADS) == ["men"]


def test_reasons_name_the_word_and_where_it_stands() -> None:
    tree, candidate = read(("actor", 0, 0.9), known=True)
    (filler,) = find_fillers(tree, 0, candidate, find_slots(tree, candidate.head), "actor", HEADS)
    assert "Rebels" in filler.reason
    assert "subject" in filler.reason
    tree, candidate = read(("actor", 3, 0.9))
    (filler,) = find_fillers(tree, 0, candidate, find_slots(tree, candidate.head), "actor", HEADS)
    assert "Front" in filler.reason
    assert "reader" in filler.reason


def test_of_phrases_in_apposition_one_stays() -> None:
    table = "the//DET/2/det mayor//NOUN/4/nsubj Duarte//PROPN/2/appos shelled//VERB/0/root us//PRON/4/obj"
    tree, candidate = read(("actor", 1, 0.9), ("actor", 2, 0.8), table=table, at=3)
    assert fillers(tree, candidate, "actor", HEADS) == ["Duarte"]


def test_people_far_from_the_act_may_be_its_recipients_but_not_its_actors() -> None:
    table = (
        "they//PRON/2/nsubj shelled//VERB/0/root it//PRON/2/obj and//CCONJ/6/cc policemen/policeman/NOUN/6/nsubj "
        "died//VERB/2/conj"
    )
    tree, candidate = read(table=table, at=1)
    assert "policemen" in role_words(tree, candidate, "recipient")
    assert "policemen" not in role_words(tree, candidate, "actor")


def test_a_participle_without_auxiliary_is_passive_as_in_headlines() -> None:
    tree: Parse = parse("editors//NOUN/2/nsubj arrested//VERB/0/root/VBN yesterday//NOUN/2/obl")
    assert find_slots(tree, 1)["object"] == (0,)
    assert "subject" not in find_slots(tree, 1)
