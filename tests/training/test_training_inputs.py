"""Corpora and annotated articles become training sentences (no torch needed), on invented files."""

from __future__ import annotations

import gzip
import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TRAINING = Path(__file__).parents[2] / "training"
CONLLU = """# sent_id = a-1
# text = They don't stop.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tstop\tstop\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tghost\tghost\tVERB\tVB\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = a-2
1\tDarat\tDarat\tPROPN\tNNP\t_\t0\troot\t_\t_
"""


@pytest.fixture
def treebanks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TRAINING))
    return importlib.import_module("treebanks")


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TRAINING))
    return importlib.import_module("claims")


@pytest.mark.parametrize("name", ["t.conllu", "t.conllu.gz"])
def test_conllu_gives_words_without_multiword_and_empty_nodes(treebanks: ModuleType, tmp_path: Path, name: str) -> None:
    content = CONLLU.encode()
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    first, second = treebanks.read_conllu(tmp_path / name)
    assert (first.id, second.id) == ("a-1", "a-2")
    assert first.words == ["They", "do", "n't", "stop", "."]
    assert first.heads == [4, 4, 4, 0, 4]
    assert first.layers["deps"] == ["nsubj", "aux", "advmod", "root", "punct"]
    assert second.words == ["Darat"]


def test_names_are_added_by_sentence_and_aligned_by_characters(treebanks: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "t.conllu").write_text(CONLLU, encoding="utf-8")
    sentences = treebanks.read_conllu(tmp_path / "t.conllu")
    names = {
        "a-1": (["They", "don't", "stop", "."], ["O", "B-ORG", "B-OTH", "O"]),
        "a-2": (["Tarad"], ["B-LOC"]),
    }
    assert treebanks.add_names(sentences, names, ("PER", "ORG", "LOC")) == 1
    assert sentences[0].layers["ner"] == ["O", "B-ORG", "B-ORG", "O", "O"]
    assert "ner" not in sentences[1].layers


def test_iob2_and_wikigold_are_read(treebanks: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "n.iob2").write_text("# sent_id = a-2\n1\tDarat\tB-LOC\t-\t-\n\n", encoding="utf-8")
    assert treebanks.read_iob2(tmp_path / "n.iob2") == {"a-2": (["Darat"], ["B-LOC"])}
    text = "-DOCSTART- O\n\nKaren I-PER\nMiller I-PER\nspoke O\nEsperanto I-MISC\n"
    (tmp_path / "w.txt").write_text(text, encoding="utf-8")
    (sentence,) = treebanks.read_wikigold(tmp_path / "w.txt", ("PER", "ORG", "LOC"))
    assert sentence.layers["ner"] == ["B-PER", "I-PER", "O", "O"]


TEXT = "Rebels of the Front shelled Darat on Monday. He called it a raid, and the raid a crime."


def claim(trigger: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(trigger)
    span = {"text": trigger, "start": start, "end": start + len(trigger)}
    return {"trigger": span, "type": "ASSAULT", "status": "happened", **fields}


def test_a_claim_becomes_a_trigger_with_the_heads_of_its_parties(annotated: ModuleType) -> None:
    fields = {
        "mode": "heavy-weapons",
        "actors": [{"mention": "Rebels of the Front"}],
        "places": [{"mention": "Darat"}],
        "time": {"text": "Monday"},
    }
    article = {"id": "a1", "text": TEXT, "claims": [claim("shelled", **fields)]}
    first, second = annotated.find_examples(article)
    (act,) = first.acts
    assert (second.acts, first.article) == ([], "a1")
    assert (first.words[act.start : act.end], act.type, act.mode) == (["shelled"], "ASSAULT", "ASSAULT/heavy-weapons")
    assert {(role, first.words[word], value) for role, word, value in act.roles} == {
        ("actor", "Rebels", 1),
        ("place", "Darat", 1),
        ("time", "Monday", 1),
    }


def test_a_party_named_elsewhere_leaves_pronouns_unjudged_and_a_repeat_too(annotated: ModuleType) -> None:
    fields = {"actors": [{"mention": "Karen Miller"}], "recipients": [{"mention": "raid"}]}
    article = {"id": "a1", "text": TEXT, "claims": [claim("called", **fields)]}
    _, second = annotated.find_examples(article)
    (act,) = second.acts
    roles = [(role, second.words[word], value) for role, word, value in act.roles]
    unjudged = annotated.UNJUDGED
    assert {r for r in roles if r[0] == "actor"} == {("actor", "He", unjudged), ("actor", "it", unjudged)}
    assert [r for r in roles if r[0] == "recipient"] == [("recipient", "raid", 1), ("recipient", "raid", unjudged)]
