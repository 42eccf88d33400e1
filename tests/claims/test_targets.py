"""Targets: every noun of targets.yml through the reader, and where targets stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import trees
from reportedly.claims.targets import find_targets, find_term
from reportedly.lexicon.harm import Term, load_target_cues
from reportedly.reader import load_reader
from reportedly.records import Parse, Sentence, Span, Type
from reportedly.text.words import find_words

CUES = load_target_cues()


def read_all(texts: Sequence[str]) -> tuple[Parse, ...]:
    spans = [Span(0, len(text)) for text in texts]
    return load_reader().read([Sentence(s, find_words(t, s)) for t, s in zip(texts, spans, strict=True)])


def find_root(parse: Parse) -> int:
    return next(w.i for w in parse.words if w.head < 0)


def test_every_noun_is_a_target_of_its_kind() -> None:
    terms: list[Term] = [term for term in CUES.things if term.value]
    parses = read_all([term.example for term in terms])
    wrong = [
        t.example for t, p in zip(terms, parses, strict=True) if t.value not in find_targets(p, find_root(p), CUES)
    ]
    assert wrong == []


def test_every_person_is_a_target_as_recipient() -> None:
    terms = [term for term in CUES.people if term.value]
    for term, parse in zip(terms, read_all([term.example for term in terms]), strict=True):
        head = find_root(parse)
        recipients = [w.i for w in parse.words if w.head == head and w.relation == "obj"]
        assert term.value in find_targets(parse, head, CUES, recipients=recipients), term.example


def test_counterexamples_have_no_target() -> None:
    for (sentence, trigger), parse in zip(
        CUES.counterexamples, read_all([s for s, _ in CUES.counterexamples]), strict=True
    ):
        head = next(w.i for w in parse.words if w.text == trigger)
        assert find_targets(parse, head, CUES) == (), sentence


@pytest.mark.parametrize(
    ("sentence", "trigger", "type_", "kinds"),
    [
        ("Airstrikes on hospitals and markets were reported.", "Airstrikes", Type.ASSAULT, ("medical", "market")),
        ("REBELS BLEW UP THE BRIDGE AND A POLICE STATION.", "BLEW", Type.ASSAULT, ("infrastructure", "government")),
        ("The army fired rockets at a school.", "fired", Type.ASSAULT, ("school",)),
        ("Soldiers set fire to the houses.", "set", Type.ASSAULT, ("housing",)),
        ("The mortar fire stopped.", "fire", Type.ASSAULT, ()),
        ("The ministers met at a school.", "met", Type.CONSULT, ()),
        ("Militants cut the road to the capital.", "cut", Type.COERCE, ("infrastructure",)),
    ],
)
def test_targets_stand_where_the_act_strikes(sentence: str, trigger: str, type_: Type, kinds: tuple[str, ...]) -> None:
    parse = read_all([sentence])[0]
    head = next(w.i for w in parse.words if w.text == trigger)
    assert find_targets(parse, head, CUES, type_=type_) == kinds


def test_modifiers_decide_the_kind_of_a_noun() -> None:
    parse = read_all(["The radio station and the police station burned."])[0]
    values = [term.value for w in parse.words if (term := find_term(parse, w.i, CUES.things)) and w.text == "station"]
    assert values == ["media", "government"]


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (
            "strike//NOUN/0/root that//PRON/3/nsubj/WDT destroyed/destroy/VERB/1/acl:relcl the//DET/5/det "
            "hospital//NOUN/3/obj",
            ("medical",),
        ),
        ("strike//NOUN/0/root destroyed/destroy/VERB/1/acl:relcl the//DET/4/det hospital//NOUN/2/obj", ("medical",)),
        ("strike//NOUN/0/root destroying/destroy/VERB/1/acl/VBG a//DET/4/det hospital//NOUN/2/obj", ("medical",)),
        (
            "strike//NOUN/0/root the//DET/3/det hospital//NOUN/4/nsubj condemned/condemn/VERB/1/acl:relcl",
            (),
        ),
        ("strike//NOUN/0/root condemned/condemn/VERB/1/acl/VBN by//ADP/5/case the//DET/5/det hospital//NOUN/2/obl", ()),
    ],
)
def test_clauses_of_an_act_name_what_it_struck(table: str, kinds: tuple[str, ...]) -> None:
    assert find_targets(trees.parse(table), 0, CUES) == kinds
