"""Word shapes: what the uncased encoder cannot see of a word's letters.

Numbers are the rows of the model's shape embedding. 0 pads, 1 marks the sentence's end marks. A sentence without
case information (all capitals, or all lower case) gets the same neutral shapes in both cases, in training and here.
"""

from __future__ import annotations

from collections.abc import Sequence

SHAPES = 16
EDGE = 1
FIRST_TITLE, CASELESS = 13, 14


def find_shape(word: str) -> int:
    """The shape of one word, 2 to 12.

    Example:
        >>> find_shape("1988"), find_shape("army"), find_shape("U.N."), find_shape("Aleppo"), find_shape("al-Tanf")
        (2, 6, 8, 9, 12)
    """
    if word.isdigit():
        return 2
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word):
        return 4 if letters else 3
    if not letters:
        return 5
    capitals = sum(c.isupper() for c in letters)
    if capitals == 0:
        return 6
    if capitals == len(letters):
        return 7 if capitals == 1 else 8
    if word[0].isupper():
        return 9 if capitals == 1 else 10 if "-" in word else 11
    return 12


def is_caseless(words: Sequence[str]) -> bool:
    """Whether the case of the letters says nothing: nearly all words in capitals, or none with a capital."""
    alphabetic = [w for w in words if len(w) > 1 and w.isalpha()]
    if not alphabetic:
        return False
    capitals = sum(w.isupper() for w in alphabetic)
    if capitals >= 3 and capitals >= 0.7 * len(alphabetic):
        return True
    return not any(c.isupper() for w in words for c in w)


def find_shapes(words: Sequence[str]) -> list[int]:
    """The shapes of a sentence's words, in order."""
    shapes = [find_shape(w) for w in words]
    if is_caseless(words):
        return [s if s < 6 else CASELESS for s in shapes]
    if shapes and shapes[0] == 9:
        shapes[0] = FIRST_TITLE
    return shapes
