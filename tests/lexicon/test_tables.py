"""The one YAML reader: values, and errors that name file and line."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import CodebookError
from reportedly.lexicon import tables
from reportedly.lexicon.tables import MAX_ALIASES, read_yaml

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_written_is_read(value: object) -> None:
    assert read_yaml(yaml.safe_dump(value), "a.yml") == value


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    told = "a.yml"
    try:
        read_yaml(text, "a.yml")
    except CodebookError as error:
        told = str(error)
    assert told.startswith("a.yml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", r"^a\.yml:\d: is no YAML: "),
        ("a: 1\n\tb: 2\n", r"^a\.yml:2: is no YAML: "),
        ("a: 1\nb: \x01\n", r"^a\.yml(:\d)?: is no YAML: "),
        ("a: 1\nb: *none\n", r"^a\.yml:2: is no YAML: "),
        ("a: !!python/object/apply:os.getcwd []\n", r"^a\.yml:1: is no YAML: .*python"),
        ("a: 2024-13-45\n", r"^a\.yml: is no YAML: .*quotes"),
        ("a: 1\n---\nb: 2\n", r"^a\.yml:2: is no YAML: "),
    ],
)
def test_broken_text_is_told_with_file_and_line(text: str, told: str) -> None:
    with pytest.raises(CodebookError, match=told):
        read_yaml(text, "a.yml")


def test_few_aliases_are_read_and_many_are_not() -> None:
    few = "a: &x [1]\nb: [" + ", ".join(["*x"] * MAX_ALIASES) + "]\n"
    assert read_yaml(few, "a.yml")["b"] == [[1]] * MAX_ALIASES
    with pytest.raises(CodebookError, match=r"a\.yml:3: more than"):
        read_yaml(few + "c: *x\n", "a.yml")


def test_deep_nesting_is_an_error() -> None:
    with pytest.raises(CodebookError, match=r"^a\.yml"):
        read_yaml("[" * 5_000, "a.yml")


def test_a_text_too_long_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_TEXT", 10)
    with pytest.raises(CodebookError, match=r"a\.yml: 11 characters; at most 10"):
        read_yaml("a" * 11, "a.yml")
