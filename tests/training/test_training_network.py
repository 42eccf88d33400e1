"""The network learns from a made-up sentence, exports nothing of padding, and hides case; skipped without torch."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportedly.reader.shapes import find_shapes
from reportedly.reader.weights import PACKAGED
from reportedly.reader.wordpiece import WordPieces, load_wordpieces
from reportedly.records import ROLES

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")
TRAINING = Path(__file__).parents[2] / "training"
WORDS = "Rebels shelled Darat".split()
LABELS = {
    "upos": ["NOUN", "VERB", "PROPN"], "xpos": ["NNS", "VBD", "NNP"], "deps": ["nsubj", "obj", "root"],
    "ner": ["O", "B-LOC", "I-LOC"], "kinds": ["O", "B-WPN", "I-WPN"], "act": ["O", "ASSAULT"],
    "mode": ["none", "ASSAULT/aerial"], "status": ["happened", "denied"], "roles": list(ROLES),
}  # fmt: skip


@pytest.fixture
def training(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    monkeypatch.syspath_prepend(str(TRAINING))
    torch.manual_seed(1)
    return SimpleNamespace(**{name: importlib.import_module(name) for name in ("batches", "model", "train")})


@pytest.fixture(scope="module")
def wordpieces() -> WordPieces:
    return WordPieces(load_wordpieces(PACKAGED / "wordpieces.txt"))


def build_network(training: SimpleNamespace) -> object:
    network = training.model.ReaderNetwork(LABELS, training.model.Sizes(layers=1))
    torch.nn.init.normal_(network.encoder.pieces.weight, std=0.05)
    return network


def treebank_example(training: SimpleNamespace, wordpieces: WordPieces, words: list[str] = WORDS) -> object:
    layers = {"upos": [0, 1, 2], "xpos": [0, 1, 2], "deps": [0, 2, 1], "ner": [0, 0, 1]}
    example = training.batches.build_example("treebank", words, layers, wordpieces)
    example.heads = [2, 0, 2]
    return example


def act_example(training: SimpleNamespace, wordpieces: WordPieces) -> object:
    layers = {"act": [0, 1, 0], "goes_on": [-100, 0, -100], "mode": [-100, 1, -100], "status": [-100, 0, -100]}
    example = training.batches.build_example("acts", WORDS, layers, wordpieces)
    example.roles = [training.batches.TriggerRoles(1, [(0, 0, 1), (2, 2, -1)])]
    return example


@pytest.mark.parametrize("build", [treebank_example, act_example])
def test_steps_of_training_lower_the_loss(training: SimpleNamespace, wordpieces: WordPieces, build: object) -> None:
    network = build_network(training).eval()  # type: ignore[attr-defined]
    batch = [build(training, wordpieces)]  # type: ignore[operator]
    optimizer = torch.optim.Adam([p for p in network.parameters() if p.requires_grad], 1e-3)
    losses = []
    for _ in range(12):
        loss = training.train.batch_loss(network, batch)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert losses[-1] < 0.7 * losses[0]


def test_padding_changes_no_score(training: SimpleNamespace, wordpieces: WordPieces) -> None:
    network = build_network(training).eval()  # type: ignore[attr-defined]
    short = treebank_example(training, wordpieces)
    long = training.batches.build_example("treebank", WORDS * 4, {}, wordpieces)

    def score(batch: list[object]) -> object:
        columns = training.batches.tensors(batch)
        words = network(columns["ids"], columns["sh"], columns["first"], columns["ws"])
        return network.heads.score_arcs(words)["arc"][0, :3, :4]

    assert torch.allclose(score([short]), score([short, long]), atol=1e-4)


def test_hidden_case_is_what_the_reader_gives_to_capitals(training: SimpleNamespace, wordpieces: WordPieces) -> None:
    words = "Rebels of the Front shelled Darat with T-72 tanks on 3 May .".split()
    hidden = training.batches.hide_case(training.batches.build_example("acts", words, {}, wordpieces))
    for written in ([w.upper() for w in words], [w.lower() for w in words]):
        built = training.batches.build_example("acts", written, {}, wordpieces)
        assert (hidden.pieces, hidden.piece_shapes, hidden.word_shapes) == (
            built.pieces, built.piece_shapes, find_shapes(written),
        )  # fmt: skip


def test_gold_roles_leave_padding_and_the_unjudged_out(training: SimpleNamespace) -> None:
    trigger = training.batches.TriggerRoles(0, [(0, 1, 1), (1, 2, -1)])
    gold = training.batches.role_matrix(trigger, 5, 3)
    assert gold.shape == (5, len(ROLES))
    assert (float(gold[1, 0]), float(gold[2, 1]), float(gold[0, 0])) == (1, -1, 0)
    assert bool((gold[3:] == -1).all())


def test_batches_keep_to_their_size_and_lose_nothing(training: SimpleNamespace, wordpieces: WordPieces) -> None:
    examples = [training.batches.build_example("acts", WORDS * (1 + i % 7), {}, wordpieces) for i in range(40)]
    found = list(training.batches.batches(examples, 60, shuffle=False))
    assert sorted(id(e) for b in found for e in b) == sorted(map(id, examples))
    assert all(len(b) == 1 or len(b) * max(len(e.pieces) for e in b) <= 60 for b in found)
