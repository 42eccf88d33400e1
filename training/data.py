"""All training data in one place: which corpus feeds which head, how often, and what is kept out."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from batches import Example, TriggerRoles, build_example
from claims import ACT_LABELS, MODE_LABELS, STATUS_LABELS, UNJUDGED, ActSentence, find_examples, read_gold
from reportedly.reader.weights import PACKAGED
from reportedly.reader.wordpiece import WordPieces, load_wordpieces
from reportedly.records import ROLES, Span
from reportedly.text.sentences import find_sentences, load_splitter
from treebanks import Tagged, add_names, read_conllu, read_iob2, read_wikigold

NAME_KINDS = ("PER", "ORG", "LOC")
FINE_KINDS = {
    "Organisation": "ORG", "Location": "LOC", "Person": "PER", "Temporal": "TIME", "Quantity": "QTY", "Weapon": "WPN",
    "MilitaryPlatform": "PLT", "Nationality": "NAT", "DocumentReference": "DOC", "Money": "MON", "Vehicle": "VEH",
}  # fmt: skip
TIMES = {"treebank": 1, "wikigold": 1, "kinds": 2, "acts": 3}
"""How often each source is seen in an epoch."""
LONGEST_TRAINED = 100


@dataclass
class Corpora:
    labels: dict[str, list[str]]
    train: dict[str, tuple[list[Example], int]]
    dev: dict[str, list[Example]]
    held: list[str]
    """Ids of annotated articles that the network does not learn from, for the stages that learn from its output."""


def load_corpora(
    corpora: Path, gold: list[Path], skip: list[Path], *, held: float, held_ids: list[str] | None, seed: int
) -> Corpora:
    """Read everything. `held_ids` are the articles to keep out of training; None draws a share `held` of them."""
    wordpieces = WordPieces(load_wordpieces(PACKAGED / "wordpieces.txt"))
    ewt, gum = (read_conllu(next((corpora / f"ud_{n}").glob("*train.conllu.gz"))) for n in ("ewt", "gum"))
    ewt_dev, gum_dev = (read_conllu(next((corpora / f"ud_{n}").glob("*dev.conllu.gz"))) for n in ("ewt", "gum"))
    for sentences, part in ((ewt, "train"), (ewt_dev, "dev")):
        add_names(sentences, read_iob2(corpora / "uner_ewt" / f"en_ewt-ud-{part}.iob2.gz"), NAME_KINDS)
    kept_out = {a["id"] for path in skip for a in read_gold(path)} | {
        _plain(a["text"]) for path in skip for a in read_gold(path)
    }
    fine = read_re3d(corpora / "re3d", kept_out)
    wiki = read_wikigold(corpora / "wikigold" / "wikigold.conll.txt.gz", NAME_KINDS)
    labels = {
        **{layer: sorted({x for s in ewt + gum for x in s.layers[layer]}) for layer in ("upos", "xpos", "deps")},
        "ner": ["O", *(m + k for k in NAME_KINDS for m in ("B-", "I-"))],
        "kinds": ["O", *(m + k for k in FINE_KINDS.values() for m in ("B-", "I-"))],
        "act": list(ACT_LABELS), "mode": list(MODE_LABELS), "status": list(STATUS_LABELS), "roles": list(ROLES),
    }  # fmt: skip
    number = {layer: {name: i for i, name in enumerate(names)} for layer, names in labels.items()}
    articles = [a for path in gold for a in read_gold(path)]
    if held_ids is None:
        held_ids = sorted(random.Random(seed).sample(sorted(a["id"] for a in articles), round(held * len(articles))))
    acts = [s for a in articles if a["id"] not in held_ids for s in find_examples(a)]
    held_acts = [s for a in articles if a["id"] in held_ids for s in find_examples(a)]
    skip_acts = [s for path in skip for a in read_gold(path) for s in find_examples(a)]

    def tagged(sentences: list[Tagged], source: str) -> list[Example]:
        return [_tagged_example(s, source, number, wordpieces) for s in sentences]

    def acted(sentences: list[ActSentence]) -> list[Example]:
        return [_act_example(s, number, wordpieces) for s in sentences]

    return Corpora(
        labels=labels,
        train={
            "treebank": (
                tagged([s for s in ewt + gum if len(s.words) <= LONGEST_TRAINED], "treebank"),
                TIMES["treebank"],
            ),
            "wikigold": (tagged(wiki, "ner"), TIMES["wikigold"]),
            "kinds": (tagged(fine, "kinds"), TIMES["kinds"]),
            "acts": (acted([s for s in acts if len(s.words) <= LONGEST_TRAINED]), TIMES["acts"]),
        },
        dev={
            "ewt": tagged(ewt_dev, "treebank"),
            "gum": tagged(gum_dev, "treebank"),
            "held": acted(held_acts),
            "dev": acted(skip_acts),
        },
        held=held_ids,
    )


def read_re3d(directory: Path, kept_out: set[str]) -> list[Tagged]:
    """re3d without its BBC part (non-commercial) and without documents kept for measuring: layer kinds."""
    entities: dict[str, list[dict]] = {}  # type: ignore[type-arg]
    for line in (directory / "entities_train.jsonl").read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        entities.setdefault(entity["documentId"], []).append(entity)
    sentences = []
    for line in (directory / "documents_train.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        name = "re3d-" + document["_id"][:12].lower()
        if document["sourceName"] == "BBC Online" or name in kept_out or _plain(document["text"]) in kept_out:
            continue
        sentences += _label_kinds(document["text"], entities.get(document["_id"], []))
    return sentences


def _label_kinds(text: str, entities: list[dict]) -> list[Tagged]:  # type: ignore[type-arg]
    known = [e for e in entities if e["type"] in FINE_KINDS and e["confidence"] >= 0.5]
    known.sort(key=lambda e: (e["begin"] - e["end"], e["begin"]))
    found = []
    for sentence in find_sentences(text, (Span(0, len(text)),), load_splitter()):
        labels = ["O"] * len(sentence.tokens)
        for entity in known:
            span = Span(entity["begin"], entity["end"])
            inside = [i for i, t in enumerate(sentence.tokens) if t.span.overlaps(span)]
            if inside and all(labels[i] == "O" for i in inside):
                for i in inside:
                    labels[i] = ("B-" if i == inside[0] else "I-") + FINE_KINDS[entity["type"]]
        found.append(Tagged([t.text for t in sentence.tokens], {"kinds": labels}))
    return [s for s in found if 0 < len(s.words) <= LONGEST_TRAINED]


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)[:400]


def _tagged_example(
    sentence: Tagged, source: str, number: dict[str, dict[str, int]], wordpieces: WordPieces
) -> Example:
    layers = {layer: [number[layer].get(x, -100) for x in values] for layer, values in sentence.layers.items()}
    example = build_example(source, sentence.words, layers, wordpieces)
    example.heads = sentence.heads or []
    return example


def _act_example(sentence: ActSentence, number: dict[str, dict[str, int]], wordpieces: WordPieces) -> Example:
    size = len(sentence.words)
    layers = {"act": [0] * size, **{name: [-100] * size for name in ("goes_on", "mode", "status")}}
    triggers = []
    for act in sentence.acts:
        roles = [(number["roles"][role], word, 1 if value != UNJUDGED else -1) for role, word, value in act.roles]
        roles.sort(key=lambda r: r[2])
        for i in range(act.start, min(act.end, size)):
            layers["act"][i] = number["act"][act.type]
            layers["goes_on"][i] = int(i > act.start)
            layers["mode"][i] = number["mode"][act.mode]
            layers["status"][i] = number["status"][act.status]
            triggers.append(TriggerRoles(i, roles))
    example = build_example("acts", sentence.words, layers, wordpieces)
    example.roles = triggers
    example.article = sentence.article
    return example
