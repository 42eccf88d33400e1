"""Weights are taken only whole: every damage is named with its file and its mend."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reportedly.errors import InstallError
from reportedly.reader.weights import FILES, MANIFEST, PACKAGED, load_weights, read_version


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A directory with the packaged weights that may be damaged."""
    for name in (MANIFEST, *FILES):
        shutil.copyfile(PACKAGED / name, tmp_path / name)
    return tmp_path


def refused(directory: Path, name: str) -> str:
    with pytest.raises(InstallError) as caught:
        load_weights(directory)
    message = str(caught.value)
    assert str(directory / name) in message
    assert "reinstall" in message
    return message


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_is_refused(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    assert "SHA-256" in refused(copy, name)


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_a_missing_file_is_refused(copy: Path, name: str) -> None:
    (copy / name).unlink()
    refused(copy, name)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"version": "x", "sha256": {}, "labels": {}}', "\xff"])
def test_a_broken_manifest_is_refused(copy: Path, text: str) -> None:
    (copy / MANIFEST).write_bytes(text.encode("latin-1"))
    refused(copy, MANIFEST)
    with pytest.raises(InstallError):
        read_version(copy)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_the_manifest_does_not_vouch_for_is_refused(copy: Path, name: str) -> None:
    manifest = json.loads((copy / MANIFEST).read_text(encoding="utf-8"))
    del manifest["sha256"][name]
    (copy / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert name in refused(copy, MANIFEST)


def test_the_packaged_weights_fit_their_labels() -> None:
    weights = load_weights()
    assert weights.version == read_version() != ""
    assert {"upos", "xpos", "deps", "ner", "kinds"} <= set(weights.labels)
    assert all(len(set(names)) == len(names) for names in weights.labels.values())
    assert weights.labels["deps"].count("root") == 1
    assert weights.tables["bd"].shape[0] == len(weights.labels["deps"])
    assert {o.name for o in weights.session.get_outputs()} >= {"upos", "xpos", "ner", "kinds", "arc", "heads", "dep"}
    if "act" in weights.labels:
        assert weights.tables["role"].shape[0] == len(weights.labels["roles"])
