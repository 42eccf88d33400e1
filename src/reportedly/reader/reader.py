"""Sentences to parses: one pass of the encoder serves word classes, dependencies, names and acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

LONGEST = 500
"""Word pieces of one sentence; the encoder has 512 positions. Longer sentences spend fewer pieces a word, and
words past its reach share the last piece."""

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
        self._outputs = [output.name for output in weights.session.get_outputs()]

    def read(self, sentences: Sequence[Sentence]) -> tuple[Parse, ...]:
        """One parse a sentence, in the order given. A sentence without words raises ValueError."""
        return tuple(self._build_parse(sentence, self._run(sentence)) for sentence in sentences)

    def read_names(self, sentence: Sentence) -> tuple[Name, ...]:
        """The first layer's names alone (PER, ORG, LOC): what `read` merges with the finer kinds."""
        return tuple(_find_names(self.weights.labels["ner"], self._run(sentence)["ner"][0]))

    def encode(self, words: Sequence[str]) -> Encoded:
        """Word pieces of one sentence, at most LONGEST; fewer a word where the sentence would be too long."""
        if not words:
            raise ValueError("a sentence without words cannot be read")
        shapes = find_shapes(words)
        coded = [self.weights.wordpieces.encode(word) for word in words]
        most = 8
        while sum(min(len(c), most) for c in coded) > LONGEST and most > 1:
            most //= 2
        pieces, piece_shapes, first = [self.weights.wordpieces.start], [EDGE], []
        for shape, numbers in zip(shapes, coded, strict=True):
            first.append(min(len(pieces), LONGEST))
            pieces += numbers[:most]
            piece_shapes += [shape] * len(numbers[:most])
        end = self.weights.wordpieces.end
        return Encoded([*pieces[: LONGEST + 1], end], [*piece_shapes[: LONGEST + 1], EDGE], first, shapes)

    def _run(self, sentence: Sentence) -> Output:
        """The graph's outputs for one sentence, each with a first axis of length 1.

        Activations are quantised with the range of a whole run, so sentences run together would change one another's
        labels; on one core running them together saved a tenth of the time.
        """
        coded = self.encode([token.text for token in sentence.tokens])
        columns = {"ids": coded.pieces, "sh": coded.piece_shapes, "first": coded.first, "ws": coded.word_shapes}
        arrays = {name: np.array([column], dtype=np.int64) for name, column in columns.items()}
        return dict(zip(self._outputs, self.weights.session.run(None, arrays), strict=True))

    def _build_parse(self, sentence: Sentence, output: Output) -> Parse:
        labels = self.weights.labels
        heads, relations = self._find_heads(output)
        upos, xpos = output["upos"][0], output["xpos"][0]
        words = []
        for i, token in enumerate(sentence.tokens):
            tag, fine = labels["upos"][int(upos[i])], labels["xpos"][int(xpos[i])]
            lemma = self.lemmas.lemma(token.text, tag, fine)
            dep = labels["deps"][relations[i]]
            words.append(Word(i, token.text, token.span, lemma, tag, fine, int(heads[i]) - 1, dep))
        names = [
            *_find_names(labels["ner"], output["ner"][0]),
            *_find_names(labels["kinds"], output["kinds"][0]),
        ]
        acts = find_acts(words, output, 0, self.weights) if "act" in output else ()
        return Parse(sentence, tuple(words), _merge_names(names), acts)

    def _find_heads(self, output: Output) -> tuple[npt.NDArray[np.int64], list[int]]:
        first = output["heads"][0].astype(np.int64)
        tree = find_tree(output["arc"][0], first)
        relations = [int(r) for r in output["dep"][0]]
        for i in np.nonzero(tree != first)[0]:
            relations[i] = self._find_relation(output["ld"][0, i], output["lh"][0, tree[i]], int(tree[i]))
        return tree, relations

    def _find_relation(self, ld: npt.NDArray[np.float32], lh: npt.NDArray[np.float32], head: int) -> int:
        """The best label of an arc that the repair of a tree has changed.

        einsum and not `@`: the threads of a matrix library cost more than these small products.
        """
        labels, tables = self.weights.labels["deps"], self.weights.tables
        root = labels.index("root")
        if head == 0:
            return root
        crossed = np.einsum("ri,i->r", tables["W"], ld).reshape(len(labels), -1)
        scores = np.einsum("li,i->l", crossed, lh) / 8
        scores += np.einsum("li,i->l", tables["bd"], ld) + tables["bb"] + np.einsum("li,i->l", tables["bh"], lh)
        scores[root] = -np.inf
        return int(scores.argmax())


def load_reader(directory: Path = PACKAGED) -> Reader:
    """The packaged reader. Raises InstallError where its files are missing or damaged."""
    return Reader(load_weights(directory), load_lemmas())


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
