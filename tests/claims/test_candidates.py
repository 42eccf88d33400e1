"""Acts and triggers brought together: groups of alternatives."""

from __future__ import annotations

from dataclasses import replace

import pytest

import trees
from reportedly.claims.candidates import Candidate, find_candidates, find_head
from reportedly.claims.triggers import Trigger, find_triggers
from reportedly.lexicon.codebook import Codebook, build_codebook
from reportedly.records import Act, Parse, Type

TREE: Parse = trees.parse(
    "Rebels//NOUN/2/nsubj launched//VERB/0/root an//DET/5/det air//NOUN/5/compound raid//NOUN/2/obj and//CCONJ/7/cc "
    "seized//VERB/2/conj Darat//PROPN/7/obj"
)
CODEBOOK: Codebook = build_codebook(
    {
        "assault.yml": """
type: ASSAULT
groups:
  - pos: noun
    weight: 0.9
    acts:
      raid: The raid on the camp failed.
""",
        "coerce.yml": """
type: COERCE
groups:
  - pos: verb
    mode: seize
    weight: 0.5
    acts:
      seize: Police seized the cargo.
""",
    }
)


def triggers() -> tuple[Trigger, ...]:
    found = find_triggers(TREE, CODEBOOK)
    assert [(t.type, t.head) for t in found] == [(Type.ASSAULT, 4), (Type.COERCE, 6)]
    return found


def with_acts(*acts: Act) -> Parse:
    return replace(TREE, acts=acts)


def act(start: int, end: int, *types: tuple[Type, float]) -> Act:
    return Act(start, end, types[0][0], types[0][1], types)


def outline(groups: tuple[tuple[Candidate, ...], ...]) -> list[list[tuple[Type, int, int, int, bool, bool]]]:
    return [
        [(c.type, c.start, c.end, c.head, c.act is not None, c.trigger is not None) for c in group] for group in groups
    ]


def test_triggers_alone_make_groups_in_order_of_the_text() -> None:
    assert outline(find_candidates(TREE, tuple(reversed(triggers())))) == [
        [(Type.ASSAULT, 4, 5, 4, False, True)],
        [(Type.COERCE, 6, 7, 6, False, True)],
    ]


def test_acts_alone_make_groups_of_their_types() -> None:
    groups = find_candidates(with_acts(act(3, 5, (Type.ASSAULT, 0.7), (Type.COERCE, 0.2))), ())
    assert outline(groups) == [[(Type.ASSAULT, 3, 5, 4, True, False), (Type.COERCE, 3, 5, 4, True, False)]]


def test_an_act_and_a_trigger_at_the_same_words_are_one_candidate() -> None:
    groups = find_candidates(with_acts(act(3, 5, (Type.ASSAULT, 0.7))), triggers())
    assert outline(groups) == [[(Type.ASSAULT, 3, 5, 4, True, True)], [(Type.COERCE, 6, 7, 6, False, True)]]
    assert groups[0][0].rivals == ()


def test_where_they_see_other_types_each_is_a_candidate_with_its_rivals() -> None:
    _, seize = triggers()
    (group,) = find_candidates(with_acts(act(6, 7, (Type.ASSAULT, 0.6), (Type.COERCE, 0.1))), (seize,))
    assert [(c.type, c.trigger, c.rivals) for c in group] == [
        (Type.ASSAULT, None, (seize,)),
        (Type.COERCE, seize, ()),
    ]
    assert [c.type_probability for c in group] == [0.6, 0.1]
    assert [c.act_probability for c in group] == [pytest.approx(0.7)] * 2


def test_a_type_that_the_heads_rule_out_stays_a_candidate_of_the_codebook() -> None:
    _, seize = triggers()
    (group,) = find_candidates(with_acts(act(6, 7, (Type.ASSAULT, 0.9))), (seize,))
    assert [(c.type, c.type_probability) for c in group] == [(Type.ASSAULT, 0.9), (Type.COERCE, 0.0)]


def test_probabilities_are_nought_without_an_act_and_never_above_one() -> None:
    (raid, *_) = find_candidates(TREE, triggers())
    assert (raid[0].type_probability, raid[0].act_probability) == (0.0, 0.0)
    over = Candidate(0, 1, 0, Type.AID, act(0, 1, (Type.AID, 0.6), (Type.AGREE, 0.6)), None)
    assert over.act_probability == 1.0


def test_the_better_of_two_entries_of_one_type_is_taken() -> None:
    raid, _ = triggers()
    weaker = replace(raid, entry=replace(raid.entry, weight=0.2))
    ((candidate,),) = find_candidates(TREE, (weaker, raid))
    assert candidate.trigger is raid


@pytest.mark.parametrize(("start", "end", "head"), [(3, 5, 4), (0, 3, 1), (2, 4, 2), (0, 8, 1)])
def test_the_head_of_a_run_hangs_on_a_word_outside_it(start: int, end: int, head: int) -> None:
    assert find_head(TREE, start, end) == head


def test_nothing_gives_no_groups() -> None:
    assert find_candidates(TREE, ()) == ()
    assert find_candidates(with_acts(Act(0, 1, Type.AID, 0.05)), ()) == ()
