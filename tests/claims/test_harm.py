"""Harm: every cue's example through the reader, and which act a harm belongs to."""

from __future__ import annotations

from functools import cache

import pytest

import trees
from reportedly.claims.harm import find_harm, find_mentions
from reportedly.lexicon.harm import load_harm_cues, load_numbers
from reportedly.reader import Reader, load_reader
from reportedly.records import Parse, Sentence, Span, Type
from reportedly.text.words import find_words

CUES, NUMBERS = load_harm_cues(), load_numbers()
EXAMPLES = sorted({(cue.kind, cue.example) for cue in CUES.cues})


@cache
def reader() -> Reader:
    return load_reader()


@cache
def read(text: str) -> Parse:
    span = Span(0, len(text))
    return reader().read([Sentence(span, find_words(text, span))])[0]


def find_word(parse: Parse, text: str) -> int:
    return next(w.i for w in parse.words if w.text == text)


def read_harm(
    sentence: str, trigger: str, type_: Type = Type.ASSAULT, *rivals: str, mode: str | None = None
) -> dict[str, int | None]:
    parse = read(sentence)
    head = find_word(parse, trigger)
    others = [find_word(parse, rival) for rival in rivals]
    harm = find_harm(parse, head, type_, NUMBERS, CUES, mode=mode, others=others)
    return {kind: count.best if count.best is not None else count.low for kind, count in harm.items()}


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_every_example_gives_its_harm(kind: str, example: str) -> None:
    kinds = {mention.kind for mention in find_mentions(read(example), NUMBERS, CUES)}
    assert kind in kinds or (kind == "abducted" and "detained" in kinds)


@pytest.mark.parametrize("sentence", CUES.counterexamples)
def test_no_counterexample_gives_harm(sentence: str) -> None:
    assert find_mentions(read(sentence), NUMBERS, CUES) == ()


@pytest.mark.parametrize(
    ("sentence", "trigger", "harm"),
    [
        ("Mortars hit the village, killing 13 farmers and wounding at least 31.", "hit", {"killed": 13, "injured": 31}),
        ("MORTARS HIT THE VILLAGE, KILLING 13 FARMERS AND WOUNDING 31.", "HIT", {"killed": 13, "injured": 31}),
        ("The ambush left 11 soldiers dead.", "ambush", {"killed": 11}),
        ("The toll of the attack rose to 45.", "attack", {"killed": 45}),
        ("Rebels attacked the post without causing casualties.", "attacked", {"killed": 0, "injured": 0}),
        ("Shells hurt no one.", "hurt", {"killed": 0, "injured": 0}),
        ("Nobody was hurt.", "hurt", {"injured": 0}),
        ("The raid caused 20 casualties.", "raid", {}),
    ],
)
def test_harm_hangs_on_the_act(sentence: str, trigger: str, harm: dict[str, int]) -> None:
    assert read_harm(sentence, trigger) == harm


def test_each_act_keeps_its_own_harm() -> None:
    sentence = "The strike killed nine people and the ambush killed four soldiers."
    assert read_harm(sentence, "strike", Type.ASSAULT, "ambush") == {"killed": 9}
    assert read_harm(sentence, "ambush", Type.ASSAULT, "strike") == {"killed": 4}


def test_captured_people_are_detained_or_abducted_by_type() -> None:
    sentence = "The soldiers captured three men."
    assert read_harm(sentence, "captured", Type.ASSAULT, mode="abduct") == {"abducted": 3}
    assert read_harm(sentence, "captured", Type.COERCE, mode="arrest") == {"detained": 3}


def test_a_demand_carries_no_harm() -> None:
    assert read_harm("The union demanded an inquiry after police killed two miners.", "demanded", Type.REQUEST) == {}


def test_recipients_named_elsewhere_in_the_sentence_are_counted() -> None:
    parse = read("The general, whom rebels had held for a week, was tired.")
    harm = find_harm(
        parse, find_word(parse, "held"), Type.ASSAULT, NUMBERS, CUES,
        mode="abduct", victims=(find_word(parse, "general"),),
    )  # fmt: skip
    assert harm["abducted"].best == 1


@pytest.mark.parametrize(
    ("table", "names", "harm"),
    [
        (
            "Soldiers//NOUN/2/nsubj shot/shoot/VERB/0/root dead//ADJ/5/advmod two//NUM/5/nummod "
            "students/student/NOUN/2/obj",
            ((3, 4, "QTY"),),
            {"killed": 2},
        ),
        (
            "Some//DET/3/det 4,200//NUM/3/nummod people//NOUN/4/obj fled/flee/VERB/0/root the//DET/6/det "
            "shelling//NOUN/4/obj",
            ((1, 2, "QTY"),),
            {"displaced": 4200},
        ),
        ("Nobody//PRON/3/nsubj was/be/AUX/3/cop hurt//VERB/0/root/VBN", (), {"injured": 0}),
        ("Nobody//PRON/3/nsubj:pass was/be/AUX/3/aux:pass hurt//VERB/0/root/VBN", (), {"injured": 0}),
        ("Shells/shell/NOUN/2/nsubj hurt//VERB/0/root nobody//PRON/2/obj", (), {"injured": 0, "killed": 0}),
        (
            "Soldiers//NOUN/2/nsubj shot/shoot/VERB/0/root two//NUM/4/nummod students/student/NOUN/2/obj",
            ((2, 3, "QTY"),),
            {},
        ),
    ],
)
def test_harm_of_a_tree(table: str, names: tuple[tuple[int, int, str], ...], harm: dict[str, int]) -> None:
    found = find_mentions(trees.parse(table, names), NUMBERS, CUES)
    assert {mention.kind: mention.count.best for mention in found} == harm
