"""From words to phrases, on hand-built trees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.phrases import find_phrase, find_phrase_head
from reportedly.records import Parse, Span
from trees import parse

NOTHING = range(0)


def at(tree: Parse, word: str) -> int:
    return next(w.i for w in tree.words if w.text == word)


def phrase(table: str, head: str, barred: range = NOTHING) -> str:
    tree: Parse = parse(table)
    mention = find_phrase(tree, 3, at(tree, head), barred)
    assert (mention.sentence, mention.head) == (3, at(tree, head))
    assert mention.span == tree.span_of(mention.start, mention.end)
    return " ".join(w.text for w in tree.words[mention.start : mention.end])


@pytest.mark.parametrize(
    ("table", "head", "expected"),
    [
        ("the//DET/3/det armed//ADJ/3/amod rebels//NOUN/4/nsubj fled//VERB/0/root", "rebels", "the armed rebels"),
        (
            "residents//NOUN/5/nsubj of//ADP/4/case old//ADJ/4/amod Darat//PROPN/1/nmod fled//VERB/0/root",
            "residents",
            "residents of old Darat",
        ),
        (
            "a//DET/2/det spokesman//NOUN/6/nsubj for//ADP/5/case the//DET/5/det council//NOUN/2/nmod "
            "spoke//VERB/0/root",
            "spokesman",
            "a spokesman for the council",
        ),
        (
            "Darat/darat/PROPN/3/nmod:poss 's/'s/PART/1/case army//NOUN/4/nsubj left//VERB/0/root",
            "army",
            "Darat 's army",
        ),
        (
            "Deputy//ADJ/2/amod President//PROPN/5/nsubj Karen//PROPN/2/flat Miller//PROPN/2/flat left//VERB/0/root",
            "President",
            "Deputy President Karen Miller",
        ),
        (
            "General//NOUN/2/nmod:desc Miller//PROPN/3/nsubj left//VERB/0/root",
            "Miller",
            "General Miller",
        ),
        ("all//DET/3/det:predet the//DET/3/det men//NOUN/4/nsubj left//VERB/0/root", "men", "all the men"),
        (
            "rebel//NOUN/3/compound -/-/PUNCT/1/punct held//ADJ/4/amod villages//NOUN/5/nsubj fell//VERB/0/root",
            "villages",
            "rebel - held villages",
        ),
        (
            "the//DET/4/det Red//PROPN/4/compound -/-/SYM/2/dep Crescent//PROPN/5/nsubj came//VERB/0/root",
            "Crescent",
            "the Red - Crescent",
        ),
        (
            "people//NOUN/6/nsubj of//ADP/3/case Homa//PROPN/1/nmod and//CCONJ/5/cc Darat//PROPN/3/conj "
            "fled//VERB/0/root",
            "people",
            "people of Homa and Darat",
        ),
    ],
)
def test_determiners_modifiers_names_and_of_phrases_belong(table: str, head: str, expected: str) -> None:
    assert phrase(table, head) == expected


@pytest.mark.parametrize(
    ("table", "head", "expected"),
    [
        (
            "soldiers//NOUN/4/nsubj who//PRON/3/nsubj/WP fled//VERB/1/acl:relcl died//VERB/0/root",
            "soldiers",
            "soldiers",
        ),
        ("soldiers//NOUN/4/nsubj guarding//VERB/1/acl it//PRON/2/obj died//VERB/0/root", "soldiers", "soldiers"),
        (
            "the//DET/2/det army//NOUN/6/nsubj and//CCONJ/5/cc its//PRON/5/nmod:poss allies//NOUN/2/conj "
            "left//VERB/0/root",
            "army",
            "the army",
        ),
        (
            "the//DET/2/det army//NOUN/6/nsubj and//CCONJ/5/cc its//PRON/5/nmod:poss allies//NOUN/2/conj "
            "left//VERB/0/root",
            "allies",
            "its allies",
        ),
        (
            "Miller//PROPN/6/nsubj ,//PUNCT/4/punct the//DET/4/det mayor//NOUN/1/appos ,//PUNCT/4/punct "
            "left//VERB/0/root",
            "Miller",
            "Miller",
        ),
        ("with//ADP/3/case the//DET/3/det militia//NOUN/4/obl fought//VERB/0/root", "militia", "the militia"),
        (
            "fire//NOUN/5/nsubj against//ADP/4/case the//DET/4/det camp//NOUN/1/nmod came//VERB/0/root",
            "fire",
            "fire",
        ),
        ("``//PUNCT/2/punct Miller//PROPN/4/nsubj ''//PUNCT/2/punct left//VERB/0/root", "Miller", "Miller"),
    ],
)
def test_clauses_coordination_appositions_and_marks_are_left_out(table: str, head: str, expected: str) -> None:
    assert phrase(table, head) == expected


def test_a_bare_pronoun_keeps_the_clause_that_says_who_it_is() -> None:
    table = (
        "those//PRON/6/nsubj who//PRON/3/nsubj/WP fled//VERB/1/acl:relcl the//DET/5/det city//NOUN/3/obj "
        "died//VERB/0/root"
    )
    assert phrase(table, "those") == "those who fled the city"
    assert phrase(table.replace("those//PRON", "soldiers//NOUN"), "soldiers") == "soldiers"


def test_the_words_of_the_act_are_left_out() -> None:
    table = "the//DET/4/det army//NOUN/4/compound air//NOUN/4/compound strikes//NOUN/5/nsubj hit//VERB/0/root"
    assert phrase(table, "strikes") == "the army air strikes"
    assert phrase(table, "army", range(2, 4)) == "army"
    table = "rebel//NOUN/2/compound attack//NOUN/3/compound victims//NOUN/4/nsubj died//VERB/0/root"
    assert phrase(table, "victims", range(1, 2)) == "victims"


@pytest.mark.parametrize(
    ("table", "word", "head"),
    [
        ("President//PROPN/3/nsubj Miller//PROPN/1/flat left//VERB/0/root", "Miller", "President"),
        ("the//DET/3/det Darat//PROPN/3/compound council//NOUN/4/nsubj met//VERB/0/root", "Darat", "council"),
        ("the//DET/2/det council//NOUN/3/nsubj met//VERB/0/root", "the", "council"),
        ("residents//NOUN/4/nsubj of//ADP/3/case Darat//PROPN/1/nmod fled//VERB/0/root", "Darat", "Darat"),
        ("men//NOUN/4/nsubj who//PRON/3/nsubj/WP fled//VERB/1/acl:relcl died//VERB/0/root", "who", "men"),
        ("guns//NOUN/5/nsubj that//PRON/4/obj I//PRON/4/nsubj sold//VERB/1/acl:relcl rot//VERB/0/root", "that", "guns"),
        ("who//PRON/2/nsubj/WP fled//VERB/0/root ?//PUNCT/2/punct", "who", "who"),
    ],
)
def test_a_word_climbs_to_the_head_of_its_phrase(table: str, word: str, head: str) -> None:
    tree: Parse = parse(table)
    assert tree.words[find_phrase_head(tree, at(tree, word), NOTHING)].text == head


def test_the_climb_stops_below_the_words_of_the_act() -> None:
    tree: Parse = parse("rebel//NOUN/2/compound attacks//NOUN/3/nsubj continued//VERB/0/root")
    assert find_phrase_head(tree, 0, NOTHING) == 1
    assert find_phrase_head(tree, 0, range(1, 2)) == 0


@st.composite
def random_parses(draw: st.DrawFn) -> Parse:
    size = draw(st.integers(1, 9))
    deps = st.sampled_from(
        ["det", "amod", "compound", "flat", "nmod", "case", "conj", "cc", "punct", "acl:relcl", "acl", "appos", "nsubj"]
    )
    upos = st.sampled_from(["NOUN", "PROPN", "PRON", "ADP", "VERB", "PUNCT"])
    texts = st.sampled_from(["of", "those", "x", ",", "-", "who"])
    heads = st.integers(0, size)
    fields = [f"{draw(texts)}//{draw(upos)}/{draw(heads)}/{draw(deps)}" for _ in range(size)]
    tree: Parse = parse(" ".join(fields))
    return tree


@given(random_parses(), st.data())
def test_any_tree_even_a_malformed_one_gives_a_phrase_around_its_head(tree: Parse, data: st.DataObject) -> None:
    word = data.draw(st.integers(0, len(tree.words) - 1))
    head = find_phrase_head(tree, word, NOTHING)
    mention = find_phrase(tree, 0, head, NOTHING)
    assert 0 <= mention.start <= head < mention.end <= len(tree.words)


def test_the_place_of_the_act_is_no_part_of_a_named_body_or_of_people() -> None:
    people = "nine//NUM/2/nummod herders/herder/NOUN/5/nsubj/NNS in//ADP/4/case Darat//PROPN/2/nmod died//VERB/0/root"
    body = "the//DET/2/det ministry//NOUN/5/nsubj in//ADP/4/case Darat//PROPN/2/nmod denied//VERB/0/root"
    known = "Homan//ADJ/2/amod troops//NOUN/5/nsubj in//ADP/4/case Darat//PROPN/2/nmod left//VERB/0/root"
    worn = "men//NOUN/4/nsubj/NNS in//ADP/3/case uniform//NOUN/1/nmod left//VERB/0/root"
    assert phrase(people, "herders") == "nine herders"
    assert phrase(body, "ministry") == "the ministry in Darat"
    assert phrase(known, "troops") == "Homan troops"
    assert phrase(worn, "men") == "men in uniform"


def test_a_phrase_ends_neither_with_a_preposition_nor_inside_a_name() -> None:
    assert phrase("the//DET/2/det Council//PROPN/4/nsubj of//ADP/2/det met//VERB/0/root", "Council") == "the Council"
    table = "Ana//PROPN/4/nsubj Maria//PROPN/1/flat Duarte//PROPN/4/obj spoke//VERB/0/root"
    mention = find_phrase(parse(table, [(0, 3, "PER")]), 0, 0, NOTHING)
    assert (mention.start, mention.end) == (0, 3)


def test_words_that_hyphens_join_are_one() -> None:
    tree: Parse = parse("Secretary//PROPN/4/obj -//PUNCT/1/punct General//PROPN/4/nsubj left//VERB/0/root")
    at_once = tuple(
        replace(w, span=Span(s, e)) for w, (s, e) in zip(tree.words, [(0, 9), (9, 10), (10, 17), (18, 22)], strict=True)
    )
    glued = replace(tree, words=at_once)
    assert find_phrase_head(glued, 2, NOTHING) == 0
    assert (find_phrase(glued, 0, 0, NOTHING).start, find_phrase(glued, 0, 0, NOTHING).end) == (0, 3)
    assert find_phrase_head(tree, 2, NOTHING) == 2


def test_a_relative_pronoun_in_a_broken_tree_stands_for_the_noun_before_it() -> None:
    table = (
        "Homa//PROPN/6/nsubj ,//PUNCT/1/punct which//PRON/4/nsubj/WDT armed//VERB/6/ccomp us//PRON/4/obj "
        "left//VERB/0/root"
    )
    tree: Parse = parse(table)
    assert find_phrase_head(tree, 2, NOTHING) == 0
    asked = parse("they//PRON/2/nsubj asked//VERB/0/root who//PRON/4/nsubj/WP fled//VERB/2/ccomp")
    assert find_phrase_head(asked, 2, NOTHING) == 2
