"""Figures on development data during training (before quantisation; bench/ measures what ships)."""

from __future__ import annotations

from collections import Counter

import torch

from batches import Example, batches, role_matrix, tensors
from model import ReaderNetwork
from reportedly.records import ROLES as ROLES_NAMES

BATCH_PIECES = 3000


@torch.no_grad()
def score(network: ReaderNetwork, examples: list[Example], labels: dict[str, list[str]]) -> dict[str, float]:
    """Percentages: UPOS, UAS, LAS without subtypes (best heads, no tree search) and name F1, or act and role F1."""
    network.eval()
    counts: Counter[str] = Counter()
    for batch in batches(examples, BATCH_PIECES, shuffle=False):
        columns = tensors(batch)
        words = network(columns["ids"], columns["sh"], columns["first"], columns["ws"])
        if batch[0].source == "acts":
            _count_acts(network, batch, words, counts)
        else:
            _count_tags(network, batch, words, columns["ws"] != 0, labels, counts)
    if examples[0].source == "acts":
        return {
            "act": _f1(counts, "act"), "trigger": _f1(counts, "trigger"),
            **{role: _f1(counts, "role " + role) for role in labels["roles"]},
            "mode": _share(counts, "mode"), "status": _share(counts, "status"),
        }  # fmt: skip
    return {**{name: _share(counts, name) for name in ("UPOS", "UAS", "LAS")}, "NER": _f1(counts, "ner")}


def _share(counts: Counter[str], name: str) -> float:
    return round(100 * counts[name] / max(1, counts[name + " of"]), 2)


def _f1(counts: Counter[str], name: str) -> float:
    return round(200 * counts[name] / max(1, counts[name + " gold"] + counts[name + " found"]), 2)


def _count_tags(network, batch, words, present, labels, counts) -> None:  # type: ignore[no-untyped-def]
    heads = network.heads
    upos, arcs, ner = (
        heads.score_tags(words)["upos"].argmax(-1),
        heads.score_arcs(words),
        heads.score_names(words, "ner").argmax(-1),
    )
    allowed = torch.cat([torch.ones_like(present[:, :1]), present], 1)
    found = arcs["arc"].masked_fill(~allowed[:, None, :], -1e9).argmax(-1)
    relations = heads.score_labels(arcs["ld"], arcs["lh"], found).argmax(-1)
    for b, e in enumerate(batch):
        for i, head in enumerate(e.heads):
            right = int(found[b, i]) == head
            gold, mine = (
                labels["deps"][x].split(":")[0]
                for x in (e.layers["deps"][i] if e.layers["deps"][i] >= 0 else 0, int(relations[b, i]))
            )
            counts.update(
                {
                    "UPOS of": 1,
                    "UAS of": 1,
                    "LAS of": 1,
                    "UPOS": int(upos[b, i] == e.layers["upos"][i]),
                    "UAS": int(right),
                    "LAS": int(right and gold == mine),
                }
            )
        if "ner" in e.layers:
            gold, mine = (
                _spans([labels["ner"][x] for x in e.layers["ner"]]),
                _spans([labels["ner"][int(x)] for x in ner[b, : len(e.first)]]),
            )
            counts.update({"ner": len(gold & mine), "ner gold": len(gold), "ner found": len(mine)})


def _spans(tags: list[str]) -> set[tuple[int, int, str]]:
    found, start, kind = set(), None, ""
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not (tag[0] == "I" and tag[2:] == kind):
            found.add((start, i, kind))
            start = None
        if tag[0] == "B" or (tag[0] == "I" and start is None):
            start, kind = i, tag[2:]
    return found


def _count_acts(network, batch, words, counts) -> None:  # type: ignore[no-untyped-def]
    scores = network.heads.score_acts(words)
    types, modes, status = (scores[n].argmax(-1) for n in ("act", "mode", "status"))
    for b, e in enumerate(batch):
        for i, gold in enumerate(e.layers["act"]):
            mine = int(types[b, i])
            counts.update(
                {"act gold": int(gold > 0), "act found": int(mine > 0), "act": int(gold > 0 and gold == mine)}
            )
            counts.update(
                {"trigger gold": int(gold > 0), "trigger found": int(mine > 0), "trigger": int(gold > 0 and mine > 0)}
            )
            if gold > 0:
                counts.update(
                    {
                        "mode of": 1,
                        "status of": 1,
                        "mode": int(modes[b, i] == e.layers["mode"][i]),
                        "status": int(status[b, i] == e.layers["status"][i]),
                    }
                )
        for trigger in e.roles:
            gold = role_matrix(trigger, len(e.first), len(e.first))
            mine = (
                network.heads.score_roles(scores["rt"][b, trigger.word][None], scores["ra"][b, : len(e.first)][None])[0]
                > 0
            )
            for r, name in enumerate(ROLES_NAMES):
                judged = gold[:, r] >= 0
                counts.update(
                    {
                        f"role {name} gold": int((gold[:, r] == 1).sum()),
                        f"role {name} found": int((mine[:, r] & judged).sum()),
                        f"role {name}": int((mine[:, r] & (gold[:, r] == 1)).sum()),
                    }
                )
