"""Sentences to parses: one pass of the encoder serves word classes, dependencies, names and acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reportedly.reader.acts import find_acts
from reportedly.reader.lemmas import Lemmas, load_lemmas
from reportedly.reader.shapes import EDGE, find_shapes
from reportedly.reader.tree import find_tree
from reportedly.reader.weights import PACKAGED, Weights, load_weights
from reportedly.records import Name, Parse, Sentence, Word

BATCH_PIECES = 512
"""Padded word pieces in one run of the encoder: more was slower on one core."""
LONGEST = 500
"""Word pieces of one sentence; the encoder has 512 positions. Longer sentences spend fewer pieces a word."""

Output = Mapping[str, npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence's word pieces and their shapes, the first piece of each word, and the words' shapes."""

    pieces: list[int]
    piece_shapes: list[int]
    first: list[int]
    word_shapes: list[int]


class Reader:
    """Reads sentences. Pure: the same sentence and weights give the same parse, whatever it is read beside.

    Example:
        >>> reader = load_reader()                          # doctest: +SKIP
        >>> reader.read(find_sentences(text, body, splitter))   # doctest: +SKIP
    """

    def __init__(self, weights: Weights, lemmas: Lemmas) -> None:
        self.weights = weights
        self.lemmas = lemmas
        self.version = weights.version

    def read(self, sentences: Sequence[Sentence]) -> tuple[Parse, ...]:
        """One parse a sentence, in the order given. A sentence without words raises ValueError."""
        parses: dict[int, Parse] = {}
        for batch, output in self._run(sentences):
            for row, at in enumerate(batch):
                parses[at] = self._build_parse(sentences[at], output, row)
        return tuple(parses[i] for i in range(len(sentences)))

    def read_names(self, sentence: Sentence) -> tuple[Name, ...]:
        """The first layer's names alone (PER, ORG, LOC): what `read` merges with the finer kinds."""
        _, output = next(iter(self._run([sentence])))
        return tuple(_find_names(self.weights.labels["ner"], output["ner"][0, : len(sentence.tokens)]))

    def encode(self, words: Sequence[str]) -> Encoded:
        """Word pieces of one sentence; at least one a word, fewer a word where the sentence would be too long."""
        if not words:
            raise ValueError("a sentence without words cannot be read")
        shapes = find_shapes(words)
        coded = [self.weights.wordpieces.encode(word) for word in words]
        most = 8
        while sum(min(len(c), most) for c in coded) > LONGEST and most > 1:
            most //= 2
        pieces, piece_shapes, first = [self.weights.wordpieces.start], [EDGE], []
        for shape, numbers in zip(shapes, coded, strict=True):
            first.append(len(pieces))
            pieces += numbers[:most]
            piece_shapes += [shape] * len(numbers[:most])
        return Encoded([*pieces, self.weights.wordpieces.end], [*piece_shapes, EDGE], first, shapes)

    def _run(self, sentences: Sequence[Sentence]) -> Iterator[tuple[list[int], Output]]:
        coded = [self.encode([token.text for token in sentence.tokens]) for sentence in sentences]
        names = [output.name for output in self.weights.session.get_outputs()]
        for batch in _find_batches([len(c.pieces) for c in coded]):
            columns = {
                "ids": _pad(coded[i].pieces for i in batch),
                "sh": _pad(coded[i].piece_shapes for i in batch),
                "first": _pad(coded[i].first for i in batch),
                "ws": _pad(coded[i].word_shapes for i in batch),
            }
            yield batch, dict(zip(names, self.weights.session.run(None, columns), strict=True))

    def _build_parse(self, sentence: Sentence, output: Output, row: int) -> Parse:
        count = len(sentence.tokens)
        labels = self.weights.labels
        heads, relations = self._find_heads(output, row, count)
        upos, xpos = output["upos"][row, :count], output["xpos"][row, :count]
        words = []
        for i, token in enumerate(sentence.tokens):
            tag, fine = labels["upos"][int(upos[i])], labels["xpos"][int(xpos[i])]
            lemma = self.lemmas.lemma(token.text, tag, fine)
            dep = labels["deps"][relations[i]]
            words.append(Word(i, token.text, token.span, lemma, tag, fine, int(heads[i]) - 1, dep))
        names = [
            *_find_names(labels["ner"], output["ner"][row, :count]),
            *_find_names(labels["kinds"], output["kinds"][row, :count]),
        ]
        parse = Parse(sentence, tuple(words), _merge_names(names))
        if "act" not in output:
            return parse
        return Parse(sentence, parse.words, parse.names, find_acts(words, output, row, self.weights))

    def _find_heads(self, output: Output, row: int, count: int) -> tuple[npt.NDArray[np.int64], list[int]]:
        first = output["heads"][row, :count].astype(np.int64)
        tree = find_tree(output["arc"][row, :count, : count + 1], first)
        relations = [int(r) for r in output["dep"][row, :count]]
        for i in np.nonzero(tree != first)[0]:
            relations[i] = self._find_relation(output["ld"][row, i], output["lh"][row, tree[i]], int(tree[i]))
        return tree, relations

    def _find_relation(self, ld: npt.NDArray[np.float32], lh: npt.NDArray[np.float32], head: int) -> int:
        """The best label of an arc that the repair of a tree has changed."""
        labels, tables = self.weights.labels["deps"], self.weights.tables
        root = labels.index("root")
        if head == 0:
            return root
        scores = (tables["W"] @ ld).reshape(len(labels), -1) @ lh / 8
        scores += tables["bd"] @ ld + tables["bb"] + tables["bh"] @ lh
        scores[root] = -np.inf
        return int(scores.argmax())


def load_reader(directory: Path = PACKAGED) -> Reader:
    """The packaged reader. Raises InstallError where its files are missing or damaged."""
    return Reader(load_weights(directory), load_lemmas())


def _find_batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions in batches of like length, each at most BATCH_PIECES padded pieces (or a single sentence)."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and lengths[i] * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _pad(rows: Iterable[list[int]]) -> npt.NDArray[np.int64]:
    given = list(rows)
    padded = np.zeros((len(given), max(map(len, given))), dtype=np.int64)
    for i, row in enumerate(given):
        padded[i, : len(row)] = row
    return padded


def _find_names(labels: Sequence[str], scores: npt.NDArray[np.float32]) -> list[Name]:
    """Names from begin, inside, outside scores; an inside without a beginning begins a name."""
    names: list[Name] = []
    start: int | None = None
    kind = ""
    for i, best in enumerate([*scores.argmax(-1), labels.index("O")]):
        mark, _, this = labels[best].partition("-")
        if start is not None and not (mark == "I" and this == kind):
            names.append(Name(start, i, kind))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = i, this
    return names


def _merge_names(names: Sequence[Name]) -> tuple[Name, ...]:
    """Both layers in one list: the first layer's PER, ORG, LOC win, the second fills in what does not overlap them."""
    kept: list[Name] = []
    for name in names:
        if name.kind == "OTH" or any(name.start < k.end and k.start < name.end for k in kept):
            continue
        kept.append(name)
    return tuple(sorted(kept, key=lambda n: n.start))
