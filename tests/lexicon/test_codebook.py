"""The codebook's loader: its data cover the scheme, and every mistake in a user's file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import CodebookError
from reportedly.lexicon.codebook import build_codebook, lemma_key, load_codebook
from reportedly.records import MODES, Type

GOOD = """
type: ASSAULT
groups:
- mode: firearms
  pos: verb
  weight: 0.9
  acts:
    shoot/snipe: A sniper shot two farmers.
    open object=fire|GUN @0.8: Soldiers opened fire.
    fire on=*: {example: Guards fired on them., mode: null, roles: {recipient: on at}, counter: Guards fired nobody.}
"""
CLASSES = "GUN: [rifle, '@WPN']\n"


def test_packaged_codebook_covers_every_type_and_mode() -> None:
    entries = load_codebook().entries
    seen = {(e.type, e.mode) for e in entries}
    missing = [(t, m) for t, modes in MODES.items() for m in modes if (t, m) not in seen]
    assert missing == []
    assert {e.type for e in entries} == set(Type)
    assert len(entries) >= 900


def test_packaged_entries_have_examples_and_weights() -> None:
    for entry in load_codebook().entries:
        assert entry.example.endswith((".", "?", "!")), entry.id
        assert 0 < entry.weight <= 1, entry.id
        assert set(entry.roles) == {"actor", "recipient"}, entry.id


def test_entry_fields_are_read() -> None:
    book = build_codebook({"classes.yml": CLASSES, "assault.yml": GOOD})
    shoot, snipe, opened, fire = book.entries
    assert (shoot.lemma, snipe.lemma, shoot.mode, shoot.weight) == ("shoot", "snipe", "firearms", 0.9)
    assert opened.weight == 0.8
    assert opened.conditions[0].accepts.lemmas == {"fire", "rifle"}
    assert opened.conditions[0].accepts.kinds == {"WPN"}
    assert fire.mode is None
    assert fire.conditions[0].any
    assert fire.roles == {"actor": ("subject", "by"), "recipient": ("on", "at")}
    assert fire.counter == "Guards fired nobody."
    assert book.index[("verb", "shoot")] == (shoot,)


def test_specificity_ranks_particles_over_words_over_filled_slots() -> None:
    text = (
        "type: AID\ngroups: [{pos: verb, weight: 1, acts: {a: x., b c=*: x., d e=f: x., g particle=up: x., h-i: x.}}]"
    )
    entries = build_codebook({"aid.yml": text}).entries
    assert [e.specificity for e in entries] == [0, 1, 2, 3, 2]


def test_version_follows_content() -> None:
    one = build_codebook({"classes.yml": CLASSES, "assault.yml": GOOD}).version
    assert one == build_codebook({"assault.yml": GOOD, "classes.yml": CLASSES}).version
    assert one != build_codebook({"classes.yml": CLASSES, "assault.yml": GOOD.replace("0.9", "0.7")}).version


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type: WAR\ngroups: []", "aid.yml: type 'WAR': choose from AGREE"),
        ("[]", "aid.yml: must be a mapping"),
        ("type: [", "is no YAML"),
        ("type: AID\ngroups: 3", "aid.yml: groups"),
        ("type: AID\ngroups: [3]", "group 1: must be a mapping"),
        ("type: AID\ngroups: [{pos: verb, weight: 1}]", "group 1: acts"),
        (
            "type: AID\ngroups: [{pos: verb, weight: 1, colour: red, acts: {a: x.}}]",
            "unknown colour; choose",
        ),
        ("type: AID\ngroups: [{pos: verb, weight: 1, mode: loud, acts: {a: x.}}]", "mode 'loud': choose from none"),
        ("type: COERCE\ngroups: [{pos: verb, weight: 1, mode: loud, acts: {a: x.}}]", "choose from seize"),
        ("type: AID\ngroups: [{pos: adverb, weight: 1, acts: {a: x.}}]", "pos 'adverb': choose from verb, noun, adj"),
        ("type: AID\ngroups: [{pos: verb, acts: {a: x.}}]", "weight None"),
        ("type: AID\ngroups: [{pos: verb, weight: 1.5, acts: {a: x.}}]", "weight 1.5"),
        ("type: AID\ngroups: [{pos: verb, weight: 1, acts: {a @2: x.}}]", "weight '2'"),
        ("type: AID\ngroups: [{pos: verb, weight: 1, acts: {a b: x.}}]", "'b': a condition is"),
        ("type: AID\ngroups: [{pos: verb, weight: 1, acts: {a b=NONE: x.}}]", "NONE: no such class"),
        ("type: AID\ngroups: [{pos: verb, weight: 1, acts: {a b=@X: x.}}]", "@X: no kind of name"),
        ("type: AID\ngroups: [{pos: verb, weight: 1, acts: {a: }}]", "needs an example"),
        (
            "type: AID\ngroups: [{pos: verb, weight: 1, acts: {a: {example: x., roles: {actor: on}}}}]",
            "slots in",
        ),
        ("type: AID\ngroups: [{pos: verb, weight: 1, acts: {a: {example: x., roles: {who: by}}}}]", "roles: must be"),
        ("type: AID\ngroups: [{pos: verb, weight: 1, acts: {a/a: x.}}]", "given twice"),
    ],
)
def test_mistakes_are_named(text: str, said: str) -> None:
    with pytest.raises(CodebookError) as raised:
        build_codebook({"aid.yml": text})
    assert said in str(raised.value)


def test_a_directory_of_the_users_own_replaces_the_package(tmp_path: Path) -> None:
    (tmp_path / "assault.yml").write_text(GOOD.replace("|GUN", ""), encoding="utf-8")
    assert len(load_codebook(tmp_path).entries) == 4


def test_a_directory_without_types_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"holds no \.yml file of a type"):
        load_codebook(tmp_path)
    with pytest.raises(CodebookError, match="cannot be read"):
        load_codebook(tmp_path / "nowhere")


def test_classes_name_their_mistakes() -> None:
    for text in ("gun: [a]", "GUN: a", "GUN: [3]", "GUN: [OTHER]"):
        with pytest.raises(CodebookError, match=r"classes\.yml"):
            build_codebook({"classes.yml": text, "aid.yml": "type: AID\ngroups: []"})


def test_lemma_key_joins_spellings() -> None:
    assert {lemma_key(s) for s in ("air strike", "air-strike", "airstrike", "AIR-STRIKE")} == {"airstrike"}
