"""What weakens an act, read by the packaged reader."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from reportedly.claims.hedges import find_hedge, find_seen_hedge
from reportedly.lexicon.cues import Cues, load_cues
from reportedly.reader import Reader, load_reader
from reportedly.records import Act, Parse, Sentence, Span, Token, Type, Word
from reportedly.text.sentences import find_sentences, load_splitter


@cache
def tools() -> tuple[Reader, Cues]:
    return load_reader(), load_cues()


def hedge(marked: str) -> str | None:
    act = Span(marked.index("{"), marked.index("}") - 1)
    text = marked.replace("{", "").replace("}", "")
    reader, cues = tools()
    (parse,) = reader.read(find_sentences(text, (Span(0, len(text)),), load_splitter()))
    words = [w.i for w in parse.words if w.span.overlaps(act)]
    head = next(i for i in words if parse.words[i].head not in words)
    found = find_hedge(parse, words[0], words[-1] + 1, head, cues)
    return None if found is None else found.of(text)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The road has reportedly been {cut}.", "reportedly"),
        ("THE ARMY ALLEGEDLY {SHELLED} THE CLINIC.", "ALLEGEDLY"),
        ("The sect is believed to have {burned} the mill.", "is believed"),
        ("It was reported that the mill was {burned}.", "was reported"),
        ("Suspected rebels {burned} the mill.", "Suspected"),
        ("The sect may have {burned} the mill.", "may"),
    ],
)
def test_hedges(marked: str, expected: str) -> None:
    assert hedge(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "The army {shelled} the clinic.",
        "The governor said the army {shelled} the clinic.",
        "According to the governor, the army {shelled} the clinic.",
        "The brigade claimed responsibility for the {attack}.",
        "The army will {shell} the clinic.",
        "I believe that the army {shelled} the clinic.",
    ],
)
def test_attribution_and_status_are_no_hedges(marked: str) -> None:
    assert hedge(marked) is None


def test_heads_give_a_hedge_that_no_cue_names() -> None:
    spans = (Span(0, 2), Span(3, 5), Span(6, 10), Span(11, 13), Span(14, 18))
    tokens = tuple(Token(span, "w") for span in spans)
    words = tuple(Word(i, "w", span, "w", "X", "X", i - 1, "dep") for i, span in enumerate(spans))
    tree = Parse(Sentence(Span(0, 18), tokens), words)
    sure = Act(4, 5, Type.RETREAT, 0.9, roles=(("hedge", 2, 0.7), ("hedge", 3, 0.4), ("actor", 0, 0.9)))
    assert find_seen_hedge(tree, sure) == Span(6, 13)
    assert find_seen_hedge(tree, replace(sure, roles=(("hedge", 2, 0.4),))) is None
    assert find_seen_hedge(tree, None) is None
