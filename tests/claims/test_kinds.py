"""What a phrase may stand for, on hand-built trees and the packaged catalogue."""

from __future__ import annotations

import pytest

from reportedly.claims.kinds import AGENTS, find_kinds
from trees import parse


@pytest.mark.parametrize(
    ("table", "head", "kinds"),
    [
        ("the//DET/2/det policemen/policeman/NOUN/3/nsubj left//VERB/0/root", 1, {"agent"}),
        ("THE//DET/2/det POLICEMEN/policeman/NOUN/3/nsubj LEFT//VERB/0/root", 1, {"agent"}),
        ("rebel//NOUN/2/compound rice//NOUN/3/nsubj rots//VERB/0/root", 1, {"agent inside"}),
        ("France//PROPN/2/nsubj left//VERB/0/root", 0, {"state"}),
        ("a//DET/2/det pebble//NOUN/3/nsubj fell//VERB/0/root", 1, {"bare"}),
        ("the//DET/2/det bridge//NOUN/3/nsubj fell//VERB/0/root", 1, {"thing"}),
    ],
)
def test_kinds(table: str, head: int, kinds: set[str]) -> None:
    assert kinds <= find_kinds(parse(table), head)


def test_words_that_only_describe_make_no_agent() -> None:
    assert not find_kinds(parse("rebel//NOUN/2/compound rice//NOUN/3/nsubj rots//VERB/0/root"), 1) & AGENTS
