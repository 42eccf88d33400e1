"""How acts are framed, read by the packaged reader."""

from __future__ import annotations

from functools import cache

import pytest

from reportedly.claims.status import find_status
from reportedly.lexicon.cues import Cues, load_cues
from reportedly.reader import Reader, load_reader
from reportedly.records import Span, Status, Type
from reportedly.text.sentences import find_sentences, load_splitter


@cache
def tools() -> tuple[Reader, Cues]:
    return load_reader(), load_cues()


def status(marked: str, type_: Type | None = None, *, is_future: bool = False) -> Status:
    """The status of the act between { and }."""
    act = Span(marked.index("{"), marked.index("}") - 1)
    text = marked.replace("{", "").replace("}", "")
    reader, cues = tools()
    (parse,) = reader.read(find_sentences(text, (Span(0, len(text)),), load_splitter()))
    words = [w.i for w in parse.words if w.span.overlaps(act)]
    head = next(i for i in words if parse.words[i].head not in words)
    return find_status(parse, words[0], words[-1] + 1, head, cues, type_=type_, is_future=is_future).status


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The army {shelled} the town on Monday.", "happened"),
        ("THE ARMY {SHELLED} THE TOWN ON MONDAY.", "happened"),
        ("The town had been {shelled} for a week.", "happened"),
        ("The army is {shelling} the town.", "ongoing"),
        ("THE GUERRILLAS ARE {ATTACKING} THE BARRACKS.", "ongoing"),
        ("Hundreds are still being {held} in the stadium.", "ongoing"),
        ("The ministers will {meet} on Friday.", "planned"),
        ("The envoy is to {meet} the rebels on Friday.", "planned"),
        ("The envoy said that the ministers would {meet} on Friday.", "planned"),
        ("The army is preparing an {attack} on the town.", "planned"),
        ("The rebels might {attack} the town.", "possible"),
        ("If the rebels {attack} the town, thousands will flee.", "possible"),
        ("Will the rebels {attack} the town?", "possible"),
        ("The army has not {attacked} the town.", "denied"),
        ("No shell {hit} the town.", "denied"),
        ("The ministry denied that soldiers {attacked} the town.", "denied"),
        ("The ministry rejected a report that soldiers {attacked} the town.", "denied"),
        ("The police foiled an {attack} on the palace.", "denied"),
        ("The army must {withdraw} from the town.", "urged"),
        ("The council called for the {release} of the priests.", "urged"),
        ("The army had to {withdraw} from the town.", "happened"),
        ("The rebels may have {shelled} the town.", "happened"),
        ("The army must stop {shelling} the town.", "ongoing"),
        ("The blast {injured} nobody.", "happened"),
    ],
)
def test_framing(marked: str, expected: str) -> None:
    assert status(marked) == expected


def test_not_only_negates_nothing() -> None:
    assert status("The army not only {shelled} the town but burned it.") == "happened"


def test_acts_done_by_speaking_are_done_in_the_present() -> None:
    assert status("The mission {condemns} the raid.", Type.ACCUSE) == "happened"
    assert status("The council {demands} a truce.", Type.REQUEST) == "happened"
    assert status("The army {shells} the town every night.", Type.ASSAULT) == "ongoing"


def test_an_announced_threat_is_a_threat_made() -> None:
    assert status("The rebels will {burn} the crops of those who vote.", Type.THREATEN) == "happened"


def test_a_negation_inside_a_name() -> None:
    assert status("The council was {not allowed in}.", Type.RETREAT) == "denied"
    assert status("The army {will not allow} the convoy to pass.", Type.REJECT) == "happened"


def test_a_denial_is_the_denied_act() -> None:
    assert status("The ministry {denied} it.", Type.ASSAULT) == "denied"
    assert status("The ministry {rejected} the demand.", Type.REJECT) == "happened"


def test_an_act_of_the_future_is_planned() -> None:
    assert status("The ministers {meet} in Rome.", Type.CONSULT, is_future=True) == "planned"
    assert status("The ministers may {meet} in Rome.", Type.CONSULT, is_future=True) == "possible"


def test_the_reason_names_the_words() -> None:
    reader, cues = tools()
    text = "The rebels failed to agree on a text."
    (parse,) = reader.read(find_sentences(text, (Span(0, len(text)),), load_splitter()))
    read = find_status(parse, 4, 5, 4, cues)
    assert read.cue is not None
    assert read.cue.of(text) == "failed"
    assert "failed" in read.reason
