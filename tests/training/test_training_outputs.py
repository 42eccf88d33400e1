"""The packaged sentence and lemma models are what their recipes make of the treebanks, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
TREEBANKS = [CORPORA / "ud_ewt" / "en_ewt-ud-train.conllu.gz", CORPORA / "ud_gum" / "en_gum_cc-ud-train.conllu.gz"]


@pytest.mark.shared
@pytest.mark.skipif(not all(path.exists() for path in TREEBANKS), reason="needs the treebanks of ../shared")
@pytest.mark.parametrize("name", ["sentences", "lemmas"])
def test_the_packaged_model_is_made_again(name: str, tmp_path: Path) -> None:
    made, packaged = tmp_path / "made.json", ROOT / "src" / "reportedly" / "data" / "reader" / f"{name}.json"
    command = [sys.executable, str(ROOT / "training" / f"{name}.py"), "--out", str(made), *map(str, TREEBANKS)]
    subprocess.run(command, check=True, capture_output=True)
    assert made.read_bytes() == packaged.read_bytes()
