"""How fast the reader reads beside a spaCy CNN pipeline, in one run, one thread each.

    python bench/speed.py --corpora DIR [--rounds N]

The peer is spaCy's usual small English pipeline built with `spacy.blank("en")`: a HashEmbedCNN of width 96 and depth
4 shared by tagger, parser and entity recogniser, trained here for a minute on EWT so that its parser takes realistic
steps. Both get the same sentences as words of EWT dev; the reader also does its acts. Needs `pip install spacy`.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

import tables  # noqa: E402
from reader import as_sentence  # noqa: E402

sys.path.append(str(Path(__file__).parent.parent / "training"))
from reportedly.reader import load_reader  # noqa: E402
from treebanks import Tagged, add_names, read_conllu, read_iob2  # noqa: E402

STEPS = 150


def build_peer(sentences: list[Tagged]):  # type: ignore[no-untyped-def]
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.HashEmbedCNN.v2",
                "pretrained_vectors": None,
                "width": 96,
                "depth": 4,
                "embed_size": 2000,
                "window_size": 1,
                "maxout_pieces": 3,
                "subword_features": True,
            }
        },
    )
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe(
        "parser",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "nO": None,
                "tok2vec": listener,
            }
        },
    )
    nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "nO": None,
                "tok2vec": listener,
            }
        },
    )
    examples = []
    for s in sentences:
        heads = [h - 1 if h else i for i, h in enumerate(s.heads or [])]
        doc = Doc(nlp.vocab, words=s.words)
        gold = Doc(
            nlp.vocab,
            words=s.words,
            tags=s.layers["xpos"],
            heads=heads,
            deps=[d.split(":")[0] for d in s.layers["deps"]],
            ents=s.layers.get("ner"),
        )
        examples.append(Example(doc, gold))
    nlp.initialize(lambda: examples[:2000])
    rng = random.Random(1)
    for _ in range(STEPS):
        nlp.update(rng.sample(examples, 32))
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    from spacy.tokens import Doc

    train = read_conllu(options.corpora / "ud_ewt" / "en_ewt-ud-train.conllu.gz")
    add_names(train, read_iob2(options.corpora / "uner_ewt" / "en_ewt-ud-train.iob2.gz"), ("PER", "ORG", "LOC"))
    nlp = build_peer([s for s in train if 3 < len(s.words) < 60])
    words = [s.words for s in read_conllu(options.corpora / "ud_ewt" / "en_ewt-ud-dev.conllu.gz")]
    long = [w for w in words if len(w) >= 10]
    count = sum(map(len, long))
    reader = load_reader()
    sentences = [as_sentence(w) for w in long]
    ours, theirs = [], []
    for _ in range(options.rounds):
        began = time.process_time()
        reader.read(sentences)
        ours.append(time.process_time() - began)
        docs = [Doc(nlp.vocab, words=w) for w in long]
        began = time.process_time()
        for _ in nlp.pipe(docs, batch_size=256):
            pass
        theirs.append(time.process_time() - began)
    rows = [
        {"pipeline": "reportedly reader", "words/s of CPU": round(count / statistics.median(ours))},
        {"pipeline": "spaCy CNN", "words/s of CPU": round(count / statistics.median(theirs))},
        {
            "pipeline": "ratio, median of rounds",
            "words/s of CPU": round(statistics.median(b / a for a, b in zip(ours, theirs, strict=True)), 2),
        },
    ]
    tables.write(
        "speed",
        rows,
        f"{len(long)} sentences of ten words or more, {count} words, {options.rounds} rounds in turn, one thread.",
    )


if __name__ == "__main__":
    main()
