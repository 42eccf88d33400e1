"""The reader's weights: found in the package, checked by hash, opened without torch."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reportedly.errors import InstallError
from reportedly.reader.wordpiece import WordPieces, load_wordpieces

PACKAGED = Path(__file__).parent.parent / "data" / "reader"
MANIFEST = "reader.json"
FILES = ("reader.onnx", "tables.npz", "wordpieces.txt")


@dataclass(frozen=True, slots=True)
class Weights:
    """What the reader runs on.

    `session` is an onnxruntime session; `labels` names each head's classes in order; `tables` are the small matrices
    that are applied outside the graph (dependency labels of repaired trees, roles); `version` names the training run.
    """

    version: str
    session: Any
    wordpieces: WordPieces
    labels: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, npt.NDArray[np.float32]]


def load_weights(directory: Path = PACKAGED) -> Weights:
    """Weights from a directory with reader.json; one thread a session.

    Raises InstallError where a file is missing, or its SHA-256 is not the one that the manifest gives, or the manifest
    does not name what it must.
    """
    manifest = _read_manifest(directory)
    content = {name: _read_checked(directory / name, manifest["sha256"][name]) for name in FILES}
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(content["reader.onnx"], options, providers=["CPUExecutionProvider"])
    with np.load(io.BytesIO(content["tables.npz"])) as stored:
        tables = {name: stored[name].astype(np.float32) for name in stored.files}
    return Weights(
        version=manifest["version"],
        session=session,
        wordpieces=WordPieces(load_wordpieces(directory / "wordpieces.txt")),
        labels={head: tuple(names) for head, names in manifest["labels"].items()},
        tables=tables,
    )


def read_version(directory: Path = PACKAGED) -> str:
    """The version of the weights, without loading them."""
    return str(_read_manifest(directory)["version"])


def _read_manifest(directory: Path) -> dict[str, Any]:
    path = directory / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InstallError(f"{path}: the reader's manifest cannot be read ({error}); reinstall reportedly") from error
    if not isinstance(manifest, dict) or not {"version", "sha256", "labels"} <= set(manifest):
        raise InstallError(f"{path}: must give version, sha256 and labels; reinstall reportedly")
    if not isinstance(manifest["sha256"], dict) or not set(FILES) <= set(manifest["sha256"]):
        raise InstallError(f"{path}: sha256 must name {', '.join(FILES)}; reinstall reportedly")
    return manifest


def _read_checked(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InstallError(f"{path}: the reader's weights cannot be read ({error}); reinstall reportedly") from error
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise InstallError(f"{path}: SHA-256 is {found}, should be {digest}; the file is damaged, reinstall reportedly")
    return content
