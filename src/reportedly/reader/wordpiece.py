"""Words to word pieces of the encoder's uncased vocabulary.

The method is BERT's (Devlin et al. 2019: basic tokenisation, then greedy longest match first); it is written out here
because the common package for it brings a download client along, and this product stays off the network.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


def load_wordpieces(path: Path) -> Mapping[str, int]:
    """The vocabulary: one piece a line, its number is its line, counted from 0."""
    with path.open(encoding="utf-8") as lines:
        return {line.rstrip("\n"): number for number, line in enumerate(lines)}


class WordPieces:
    """Encodes single words. `encode` never returns an empty tuple and at most `most` pieces a word."""

    def __init__(self, vocabulary: Mapping[str, int], *, most: int = 8) -> None:
        self.vocabulary = vocabulary
        self.start, self.end, self.unknown = vocabulary[START], vocabulary[END], vocabulary[UNKNOWN]
        self.most = most
        self.encode = lru_cache(maxsize=100_000)(self._encode)

    def _encode(self, word: str) -> tuple[int, ...]:
        numbers: list[int] = []
        for part in _split_basic(word):
            numbers += self._match(part)
            if len(numbers) >= self.most:
                break
        return tuple(numbers[: self.most]) or (self.unknown,)

    def _match(self, part: str) -> list[int]:
        if len(part) > LONGEST_WORD:
            return [self.unknown]
        numbers: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                number = self.vocabulary.get(piece)
                if number is not None:
                    numbers.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return numbers


def _split_basic(word: str) -> list[str]:
    """Lower case, accents and controls stripped; split at white space; punctuation and CJK ideographs stand alone."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn").lower()
    parts: list[str] = []
    current = ""
    for c in plain:
        if c == "\ufffd" or (unicodedata.category(c)[0] == "C" and c not in "\t\n\r"):
            continue
        if c.isspace() or _stands_alone(c):
            parts += [part for part in (current, c.strip()) if part]
            current = ""
        else:
            current += c
    return [*parts, current] if current else parts


def _stands_alone(c: str) -> bool:
    number = ord(c)
    if number < 128:
        return not c.isalnum()
    return unicodedata.category(c)[0] == "P" or any(first <= number <= last for first, last in _IDEOGRAPHS)
