"""How well the packaged reader reads: UPOS, UAS, LAS and names, with gold words, from raw text, and without case.

    python bench/reader.py --corpora DIR [--reader DIR]

LAS is without subtypes of relations; name F1 is over exact spans of PER, ORG, LOC. From raw text the figures are F1
over words aligned by characters, as in the CoNLL 2018 shared task. Only development parts are read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import tables
from tokens import read_raw

sys.path.append(str(Path(__file__).parent.parent / "training"))
from reportedly.reader import Reader, load_reader
from reportedly.reader.weights import PACKAGED
from reportedly.records import Parse, Sentence, Span, Token
from reportedly.text.sentences import find_sentences, load_splitter
from treebanks import Tagged, add_names, read_conllu, read_iob2

KINDS = ("PER", "ORG", "LOC")


def as_sentence(words: Sequence[str]) -> Sentence:
    """Gold words as a sentence of their own."""
    tokens, at = [], 0
    for word in words:
        tokens.append(Token(Span(at, at + len(word)), word))
        at += len(word) + 1
    return Sentence(Span(0, at), tuple(tokens))


def score_gold_words(reader: Reader, sentences: Sequence[Tagged], change: str | None = None) -> dict[str, float]:
    """Percentages; `change` is "upper" or "lower" to read the same words in capitals or in lower case."""
    words = [[getattr(w, change)() for w in s.words] if change else s.words for s in sentences]
    parses = reader.read([as_sentence(w) for w in words])
    right = {"UPOS": 0, "UAS": 0, "LAS": 0}
    total = tp = fp = fn = 0
    for gold, parse in zip(sentences, parses, strict=True):
        assert gold.heads is not None
        for i, word in enumerate(parse.words):
            attached = word.head + 1 == gold.heads[i]
            right["UPOS"] += word.upos == gold.layers["upos"][i]
            right["UAS"] += attached
            right["LAS"] += attached and word.relation == gold.layers["deps"][i].partition(":")[0]
            total += 1
        if "ner" in gold.layers:
            mine = first_layer_names(reader, parse)
            wanted = spans(gold.layers["ner"])
            tp, fp, fn = tp + len(mine & wanted), fp + len(mine - wanted), fn + len(wanted - mine)
    figures = {name: round(100 * value / total, 2) for name, value in right.items()}
    if not any("ner" in gold.layers for gold in sentences):
        return figures
    return {**figures, "names": round(200 * tp / max(1, 2 * tp + fp + fn), 2)}


def first_layer_names(reader: Reader, parse: Parse) -> set[tuple[int, int, str]]:
    return {(n.start, n.end, n.kind) for n in reader.read_names(parse.sentence)}


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    found, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            found.add((start, i, labels[start][2:]))
            start = None
        if label.startswith("B-"):
            start = i
    return found


def score_raw(reader: Reader, path: Path) -> dict[str, float]:
    """Word, UPOS, UAS and LAS F1 from raw text."""
    text, gold_cuts = read_raw(path)
    gold = read_conllu(path)
    cuts = [cut for _, words in gold_cuts for cut in words]
    wanted: dict[tuple[int, int], tuple[str, tuple[int, int] | None, str]] = {}
    at = 0
    for sentence in gold:
        assert sentence.heads is not None
        mine = cuts[at : at + len(sentence.words)]
        at += len(sentence.words)
        for i, cut in enumerate(mine):
            head = sentence.heads[i]
            relation = sentence.layers["deps"][i].partition(":")[0]
            wanted[cut] = (sentence.layers["upos"][i], mine[head - 1] if head else None, relation)
    found = 0
    right = {"words": 0, "UPOS": 0, "UAS": 0, "LAS": 0}
    for parse in reader.read(find_sentences(text, (Span(0, len(text)),), load_splitter())):
        places = [(w.span.start, w.span.end) for w in parse.words]
        for word, cut in zip(parse.words, places, strict=True):
            found += 1
            if cut not in wanted:
                continue
            upos, head, relation = wanted[cut]
            attached = head == (places[word.head] if word.head >= 0 else None)
            right["words"] += 1
            right["UPOS"] += word.upos == upos
            right["UAS"] += attached
            right["LAS"] += attached and word.relation == relation
    return {name: round(200 * value / (found + len(cuts)), 2) for name, value in right.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--reader", type=Path, default=PACKAGED)
    options = parser.parse_args()
    reader = load_reader(options.reader)
    rows = []
    for name, file in (("EWT dev", "ud_ewt/en_ewt-ud-dev.conllu.gz"), ("GUM dev", "ud_gum/en_gum_cc-ud-dev.conllu.gz")):
        path = options.corpora / file
        sentences = read_conllu(path)
        if name == "EWT dev":
            add_names(sentences, read_iob2(options.corpora / "uner_ewt" / "en_ewt-ud-dev.iob2.gz"), KINDS)
        for label, change in (
            ("gold words", None),
            ("gold words in capitals", "upper"),
            ("gold words in lower case", "lower"),
        ):
            rows.append({"on": f"{name}, {label}", **score_gold_words(reader, sentences, change)})
        rows.append({"on": f"{name}, raw text", **score_raw(reader, path)})
    size = sum(f.stat().st_size for f in options.reader.iterdir()) / 1e6
    notes = f"Reader {reader.version}, all its files {size:.1f} MB. LAS without subtypes; names: exact spans."
    tables.write("reader", rows, notes)


if __name__ == "__main__":
    main()
