"""Slots read from hand-built trees, the matcher, and every example of the codebook through the real reader."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.slots import SlotWords, find_slots
from reportedly.claims.triggers import Trigger, find_triggers
from reportedly.lexicon.codebook import Codebook, Entry, build_codebook, load_codebook
from reportedly.reader import load_reader
from reportedly.records import Parse, Sentence, Span, Word
from reportedly.text.words import find_words
from trees import parse

WORDS = SlotWords(
    light=frozenset({"carry", "launch"}), undergo=frozenset({"come"}), quantity=frozenset({"series", "dozen"})
)


def slots(table: str, head: str) -> dict[str, list[str]]:
    """The slots of the word `head`, as texts."""
    tree: Parse = parse(table)
    at = next(w.i for w in tree.words if w.text == head)
    return {name: [tree.words[i].text for i in found] for name, found in find_slots(tree, at, WORDS).items()}


def test_active_clause() -> None:
    found = slots("Rebels/rebel/NOUN/2/nsubj took//VERB/0/root the//DET/4/det town//NOUN/2/obj", "took")
    assert found == {"subject": ["Rebels"], "object": ["town"]}


def test_passive_gives_logical_subject_and_object() -> None:
    found = slots(
        "The//DET/2/det town//NOUN/4/nsubj:pass was/be/AUX/4/aux:pass taken/take/VERB/0/root/VBN by//ADP/6/case "
        "rebels//NOUN/4/obl:agent",
        "taken",
    )
    assert found["subject"] == found["by"] == ["rebels"]
    assert found["object"] == found["passive-subject"] == ["town"]


def test_coordinated_fillers_are_all_given() -> None:
    found = slots("Soldiers//NOUN/4/nsubj and//CCONJ/3/cc police//NOUN/1/conj fired//VERB/0/root", "fired")
    assert found["subject"] == ["Soldiers", "police"]


def test_coordinated_verbs_share_subject_and_object() -> None:
    table = (
        "Raiders//NOUN/2/nsubj looted//VERB/0/root and//CCONJ/4/cc burned//VERB/2/conj the//DET/6/det shop//NOUN/2/obj"
    )
    assert slots(table, "burned") == {"subject": ["Raiders"], "object": ["shop"]}
    attached_right = table.replace("shop//NOUN/2", "shop//NOUN/4")
    assert slots(attached_right, "looted")["object"] == ["shop"]


def test_coordinated_passives_share_the_agent() -> None:
    table = (
        "They//PRON/3/nsubj:pass were/be/AUX/3/aux:pass beaten//VERB/0/root/VBN and//CCONJ/5/cc "
        "robbed//VERB/3/conj/VBN by//ADP/7/case guards//NOUN/5/obl:agent"
    )
    assert slots(table, "beaten")["subject"] == ["guards"]
    assert slots(table, "robbed")["object"] == ["They"]


def test_relative_pronoun_is_replaced_by_its_antecedent() -> None:
    found = slots(
        "rebels//NOUN/0/root who//PRON/3/nsubj took//VERB/1/acl:relcl the//DET/5/det port//NOUN/3/obj", "took"
    )
    assert found["subject"] == ["rebels"]


def test_relative_clause_without_pronoun_fills_the_gap() -> None:
    found = slots("the//DET/2/det port//NOUN/0/root rebels//NOUN/4/nsubj hold//VERB/2/acl:relcl/VBP", "hold")
    assert found == {"subject": ["rebels"], "object": ["port"]}


def test_relative_where_is_its_antecedent() -> None:
    found = slots("port//NOUN/0/root where//ADV/4/advmod rebels//NOUN/4/nsubj fired//VERB/1/acl:relcl", "fired")
    assert (found["where"], found["subject"]) == (["port"], ["rebels"])
    assert "object" not in found


def test_participles_take_the_noun_that_they_modify() -> None:
    holding = "rebels//NOUN/0/root holding/hold/VERB/1/acl/VBG the//DET/4/det town//NOUN/2/obj"
    assert slots(holding, "holding")["subject"] == ["rebels"]
    killed = "troops//NOUN/0/root killed/kill/VERB/1/acl/VBN in//ADP/4/case Mirpur//PROPN/2/obl"
    assert slots(killed, "killed") == {
        "in": ["Mirpur"],
        "particle": ["in"],
        "passive-subject": ["troops"],
        "object": ["troops"],
    }


def test_adjunct_participle_shares_the_subject() -> None:
    found = slots(
        "Jets//NOUN/2/nsubj hit//VERB/0/root camps//NOUN/2/obj ,//PUNCT/5/punct killing/kill/VERB/2/advcl/VBG "
        "twelve//NUM/5/obj",
        "killing",
    )
    assert found == {"subject": ["Jets"], "object": ["twelve"]}


def test_object_control_and_raising() -> None:
    urged = "Bishops//NOUN/2/nsubj urged//VERB/0/root rebels//NOUN/2/obj to//PART/5/mark leave//VERB/2/xcomp/VB"
    assert slots(urged, "leave")["subject"] == ["rebels"]
    agreed = "Rebels//NOUN/2/nsubj agreed//VERB/0/root to//PART/4/mark leave//VERB/2/xcomp/VB"
    assert slots(agreed, "leave")["subject"] == ["Rebels"]
    called = (
        "He//PRON/2/nsubj called//VERB/0/root on//ADP/4/case rebels//NOUN/2/obl to//PART/6/mark leave//VERB/2/xcomp/VB"
    )
    assert slots(called, "leave")["subject"] == ["rebels"]


def test_nominal_act_has_its_parties_around_it() -> None:
    found = slots(
        "Russian//ADJ/2/amod airstrikes/airstrike/NOUN/0/root on//ADP/5/case two//NUM/5/nummod towns/town/NOUN/2/nmod",
        "airstrikes",
    )
    assert found == {"amod": ["Russian"], "on": ["towns"]}
    owned = "the//DET/2/det army//NOUN/4/nmod:poss 's//PART/2/case raid//NOUN/0/root"
    assert slots(owned, "raid")["possessive"] == ["army"]


def test_light_verb_lends_its_subject_and_later_phrases() -> None:
    found = slots(
        "Troops//NOUN/2/nsubj carried/carry/VERB/0/root out//ADP/2/compound:prt raids/raid/NOUN/2/obj on//ADP/6/case "
        "camps//NOUN/2/obl",
        "raids",
    )
    assert found == {"holder": ["Troops"], "on": ["camps"]}


def test_undergoing_verb_marks_the_sufferer() -> None:
    found = slots("Camps//NOUN/2/nsubj came/come/VERB/0/root under//ADP/4/case attack//NOUN/2/obl", "attack")
    assert found["sufferer"] == ["Camps"]
    assert "holder" not in found


def test_quantity_words_are_seen_through() -> None:
    found = slots(
        "Two//NUM/5/nsubj:pass of//ADP/4/case the//DET/4/det hostages/hostage/NOUN/1/nmod freed/free/VERB/0/root/VBN",
        "freed",
    )
    assert found["object"] == ["Two", "hostages"]
    series = (
        "Jets//NOUN/2/nsubj launched/launch/VERB/0/root a//DET/4/det series//NOUN/2/obj of//ADP/6/case "
        "strikes/strike/NOUN/4/nmod"
    )
    assert slots(series, "strikes")["holder"] == ["Jets"]


def test_apposition_is_left_out() -> None:
    found = slots(
        "Troops//NOUN/2/nsubj hit//VERB/0/root Kolma//PROPN/2/obj ,//PUNCT/6/punct a//DET/6/det port//NOUN/3/appos",
        "hit",
    )
    assert found["object"] == ["Kolma"]


@given(st.lists(st.tuples(st.integers(-1, 9), st.sampled_from(["conj", "nmod", "obj", "advcl", "xcomp", "acl"]))))
def test_malformed_trees_are_survived(arcs: list[tuple[int, str]]) -> None:
    words = tuple(
        Word(i, "raids", Span(i * 6, i * 6 + 5), "raid", "NOUN" if i % 2 else "VERB", "NN", head, dep)
        for i, (head, dep) in enumerate(arcs)
    )
    tree = Parse(Sentence(Span(0, 6 * len(words)), ()), words)
    for word in words:
        for fillers in find_slots(tree, word.i, WORDS).values():
            assert all(0 <= i < len(words) for i in fillers)


# ---------------------------------------------------------------- triggers


BOOK = build_codebook(
    {
        "classes.yml": "TRUCE: [truce]\nLIGHT: [carry, declare]\nPLACE: ['@LOC', town]\n",
        "assault.yml": "type: ASSAULT\ngroups:\n"
        "- {pos: verb, weight: 0.5, mode: firearms, acts: {fire: x., fire object=rocket: "
        "{example: x., mode: heavy-weapons}, shoot particle=down: {example: x., mode: null}}}\n"
        "- {pos: verb, weight: 0.6, acts: {take object=PLACE: x., hit object!=target: x.}}\n"
        "- {pos: noun, weight: 0.7, acts: {raid: x., air-strike: {example: x., mode: aerial}, "
        "bomb compound=car: {example: x., mode: explosives}}}\n",
        "concede.yml": "type: CONCEDE\ngroups:\n- {pos: verb, weight: 0.9, acts: {declare object=TRUCE: x.}}\n",
        "retreat.yml": "type: RETREAT\ngroups:\n"
        "- {pos: noun, mode: ceasefire, weight: 0.6, acts: {truce: x.}}\n"
        "- {pos: noun, weight: 0.3, acts: {raid: x.}}\n",
    }
)


def seen(table: str, names: tuple[tuple[int, int, str], ...] = (), book: Codebook = BOOK) -> list[tuple[str, str]]:
    tree: Parse = parse(table, names)
    return [
        (" ".join(w.text for w in tree.words[t.start : t.end]), t.mode or t.type) for t in find_triggers(tree, book)
    ]


def test_most_specific_entry_of_a_head_wins() -> None:
    assert seen("They//PRON/2/nsubj fired/fire/VERB/0/root rockets/rocket/NOUN/2/obj") == [
        ("fired rockets", "heavy-weapons")
    ]
    assert seen("They//PRON/2/nsubj fired/fire/VERB/0/root") == [("fired", "firearms")]


def test_verb_takes_its_particle() -> None:
    assert seen("They//PRON/2/nsubj shot/shoot/VERB/0/root down//ADP/2/compound:prt jets/jet/NOUN/2/obj") == [
        ("shot down", "ASSAULT")
    ]


def test_a_longer_trigger_absorbs_the_noun_in_it() -> None:
    table = "They//PRON/2/nsubj declared/declare/VERB/0/root a//DET/4/det truce//NOUN/2/obj"
    assert seen(table) == [("declared a truce", "CONCEDE")]
    assert seen("The//DET/2/det truce//NOUN/3/nsubj held/hold/VERB/0/root") == [("truce", "ceasefire")]


def test_light_verbs_leave_the_act_to_their_noun() -> None:
    tree = parse("They//PRON/2/nsubj carried/carry/VERB/0/root out//ADP/2/compound:prt raids/raid/NOUN/2/obj")
    first, other = find_triggers(tree, BOOK)
    assert (first.start, first.end, first.light, first.type) == (3, 4, 1, "ASSAULT")
    assert (other.type, other.head) == ("RETREAT", first.head)


def test_compounds_name_the_act_in_any_spelling() -> None:
    for table in (
        "air//NOUN/2/compound strikes/strike/NOUN/0/root",
        "airstrikes/airstrike/NOUN/0/root",
        "AIR//NOUN/3/compound -//PUNCT/1/punct STRIKES/strike/NOUN/0/root",
    ):
        assert [mode for _, mode in seen(table)] == ["aerial"]
    assert seen("a//DET/3/det car//NOUN/3/compound bomb//NOUN/0/root") == [("car bomb", "explosives")]


def test_conditions_see_names_and_negation() -> None:
    table = "They//PRON/2/nsubj took/take/VERB/0/root Kolma//PROPN/2/obj"
    assert seen(table) == []
    assert seen(table, ((2, 3, "LOC"),)) == [("took", "ASSAULT")]
    assert seen("They//PRON/2/nsubj hit/hit/VERB/0/root the//DET/4/det target//NOUN/2/obj") == []


# ---------------------------------------------------------------- the packaged examples


@cache
def packaged() -> Codebook:
    return load_codebook()


def read(texts: list[str]) -> tuple[Parse, ...]:
    spans = [Span(0, len(text)) for text in texts]
    sentences = [Sentence(span, find_words(text, span)) for text, span in zip(texts, spans, strict=True)]
    return load_reader().read(sentences)


AS_MEANT = 0.98
"""The least share of the examples that must match their entry: a parser errs; the misses are printed."""


def test_every_example_matches_its_entry() -> None:
    acts: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in packaged().entries:
        acts[entry.type, entry.mode, entry.pos, entry.conditions, entry.example].append(entry)
    missed = []
    for entries, tree in zip(acts.values(), read([es[0].example for es in acts.values()]), strict=True):
        found: tuple[Trigger, ...] = find_triggers(tree, packaged())
        if not {t.entry.id for t in found} & {e.id for e in entries}:
            missed.append(f"{entries[0].id}: {entries[0].example} -> {[t.entry.id for t in found]}")
    print("\n".join(missed))
    assert 1 - len(missed) / len(acts) >= AS_MEANT, "\n".join(missed)


def test_no_counter_example_matches_its_entry() -> None:
    entries = [e for e in packaged().entries if e.counter is not None]
    trees = read([e.counter for e in entries if e.counter is not None])
    wrong = [
        e.id
        for e, tree in zip(entries, trees, strict=True)
        if e.id in {t.entry.id for t in find_triggers(tree, packaged())}
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels carried out an airstrike on the port.", {("ASSAULT", "aerial")}),
        ("Under the plan the library opens at nine.", set()),
        ("GUERRILLAS BLEW UP TWO PYLONS NEAR KOLMA.", {("ASSAULT", "explosives")}),
    ],
)
def test_whole_sentences(text: str, expected: set[tuple[str, str | None]]) -> None:
    (tree,) = read([text])
    assert {(str(t.type), t.mode) for t in find_triggers(tree, packaged())} == expected
