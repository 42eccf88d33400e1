"""The tables of harm, targets, instruments and numbers are whole, and broken ones are refused."""

from __future__ import annotations

import pytest

from reportedly.errors import CodebookError
from reportedly.lexicon import harm
from reportedly.records import HARM_KINDS, MODES, TARGET_KINDS, Type


def test_every_kind_of_harm_has_cues_and_types() -> None:
    cues = harm.load_harm_cues()
    assert {cue.kind for cue in cues.cues} == set(HARM_KINDS) == set(cues.types)


def test_every_kind_of_target_has_nouns() -> None:
    assert {term.value for term in harm.load_target_cues().things} - {""} == set(TARGET_KINDS)


def test_every_mode_of_a_weapon_is_ranked() -> None:
    cues = harm.load_instrument_cues()
    modes = {term.value for terms in (cues.weapons, cues.wielders, cues.acts) for term in terms} - {""}
    assert modes == set(cues.order) <= set(MODES[Type.ASSAULT])


def test_windows_do_not_decrease() -> None:
    assert all(low < high for low, high in harm.load_numbers().vague.values())


def test_the_spec_windows_stand() -> None:
    vague = harm.load_numbers().vague
    assert (vague["several"], vague["dozens"], vague["scores"]) == ((3, 9), (24, 99), (40, 99))
    assert (vague["hundreds"], vague["thousands"]) == ((200, 999), (2000, 9999))
    assert vague["hundreds of thousands"] == (200_000, 999_999)


def test_tables_are_loaded_once() -> None:
    assert harm.load_numbers() is harm.load_numbers()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("load_harm_cues", {"kinds": {"bored": []}}, "no kind of harm"),
        ("load_harm_cues", {"kinds": {"killed": [{"victim": "nobody", "pos": "verb", "cues": {}}]}}, "needs victim"),
        ("load_target_cues", {"things": {"zoo": []}, "people": {}}, "no kind of target"),
        ("load_instrument_cues", {"weapons": {"magic": []}, "wielders": {}, "acts": {}}, "unknown modes"),
        ("load_numbers", {"bounds": {"sideways": {}}}, "low, high and about"),
    ],
)
def test_broken_tables_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, data: dict[str, object], message: str
) -> None:
    monkeypatch.setattr(harm, "_read", lambda _: data)
    with pytest.raises(CodebookError, match=message):
        getattr(harm, name).__wrapped__()
