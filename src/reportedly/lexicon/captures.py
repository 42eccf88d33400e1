"""The words and sectors by which a capture is told from an arrest (data/cues/captures.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from reportedly.errors import CodebookError
from reportedly.lexicon.tables import read_yaml
from reportedly.records import SECTORS

KEYS = ("words", "office", "fighters")


@dataclass(frozen=True, slots=True)
class CaptureCues:
    """`words` are lemmas; `office` the sectors that act by force of office, `fighters` those that are taken in war."""

    words: frozenset[str]
    office: frozenset[str]
    fighters: frozenset[str]


def load_captures() -> CaptureCues:
    """The packaged cues. Raises CodebookError where the file breaks its schema."""
    return build_captures((files("reportedly") / "data" / "cues" / "captures.yml").read_text(encoding="utf-8"))


def build_captures(text: str) -> CaptureCues:
    """Cues from YAML: three lists, `office` and `fighters` of sector codes. Raises CodebookError."""
    table = read_yaml(text, "captures.yml")
    if not isinstance(table, dict) or set(table) != set(KEYS):
        raise CodebookError(f"captures.yml: must be a mapping with {', '.join(KEYS)}")
    for key in ("office", "fighters"):
        if wrong := sorted(set(table[key]) - set(SECTORS)):
            raise CodebookError(f"captures.yml: {key}: {', '.join(wrong)}: no sector; choose from {', '.join(SECTORS)}")
    return CaptureCues(*(frozenset(table[key]) for key in KEYS))
