"""What a phrase may stand for, on hand-built trees and the packaged catalogue."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.claims.kinds import AGENTS, find_kinds


def _load_trees() -> ModuleType:
    spec = importlib.util.spec_from_file_location("trees", Path(__file__).parents[1] / "trees.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


parse = _load_trees().parse


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
