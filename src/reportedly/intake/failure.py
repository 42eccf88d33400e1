"""What could not be read, told beside the articles that could."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or line that gave no article, or, where `kept` is true, a note on a part of one that was not used.

    `source` is the file, or the file and line ("news.jsonl:12"); `message` says what is wrong and what would be right.
    """

    source: str
    message: str
    kept: bool = False
