"""Train the reader.

usage: train.py --corpora DIR --gold FILE... --skip FILE... --start DIR --out DIR [--epochs N] [--minutes M]
                [--resume RUN --begin P --held-ids FILE]

`--corpora` holds ud_ewt, ud_gum, uner_ewt, wikigold and re3d as DATA.md lists them; `--gold` are annotated articles;
`--skip` are annotated articles whose documents must not be learned from (their ids are left out of re3d); `--start`
holds the sentence encoder's model.safetensors. With `--resume` a run is trained further, on more annotated articles
say; `--begin` 0.5 starts with half the rates. Writes model.pt and labels.json to `--out` after each epoch, with a
line of figures on the development parts to standard output.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

import batches as batching
from batches import Example
from data import load_corpora
from model import ReaderNetwork, Sizes
from scores import score

ENCODER_RATE, HEAD_RATE, WARM_UP, CLIP, WEIGHT_DECAY = 1.2e-4, 1e-3, 200, 2.0, 0.01
BATCH_PIECES = 1600
XPOS_WEIGHT, GOES_ON_WEIGHT, MODE_WEIGHT, STATUS_WEIGHT, ROLE_WEIGHT = 0.5, 0.3, 0.5, 0.5, 1.0
ROLE_NORM = 25.0
"""A trigger's role losses are summed over words and roles and divided by this, to the size of the other losses."""


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)


def treebank_loss(network: ReaderNetwork, batch: list[Example], words: Tensor, present: Tensor) -> Tensor:
    heads = network.heads
    tags, arcs = heads.score_tags(words), heads.score_arcs(words)
    gold_heads = batching.pad([e.heads for e in batch], -100)
    allowed = torch.cat([torch.ones_like(present[:, :1]), present], 1)
    labels = heads.score_labels(arcs["ld"], arcs["lh"], gold_heads.clamp(min=0))
    return (
        cross_entropy(tags["upos"], batching.pad([e.layers["upos"] for e in batch], -100))
        + XPOS_WEIGHT * cross_entropy(tags["xpos"], batching.pad([e.layers["xpos"] for e in batch], -100))
        + cross_entropy(arcs["arc"].masked_fill(~allowed[:, None, :], -1e4), gold_heads)
        + cross_entropy(labels, batching.pad([e.layers["deps"] for e in batch], -100))
    )


def name_loss(network: ReaderNetwork, batch: list[Example], words: Tensor, layer: str) -> Tensor:
    gold = batching.pad([e.layers.get(layer, [-100] * len(e.first)) for e in batch], -100)
    return cross_entropy(network.heads.score_names(words, layer), gold)


def act_loss(network: ReaderNetwork, batch: list[Example], words: Tensor) -> Tensor:
    scores = network.heads.score_acts(words)
    loss = cross_entropy(scores["act"], batching.pad([e.layers["act"] for e in batch], -100))
    goes_on = batching.pad([e.layers["goes_on"] for e in batch], -100)
    inside = goes_on >= 0
    if not inside.any():
        return loss
    loss = loss + GOES_ON_WEIGHT * F.binary_cross_entropy_with_logits(
        scores["goes_on"][inside], goes_on[inside].float()
    )
    loss = loss + MODE_WEIGHT * cross_entropy(scores["mode"], batching.pad([e.layers["mode"] for e in batch], -100))
    loss = loss + STATUS_WEIGHT * cross_entropy(
        scores["status"], batching.pad([e.layers["status"] for e in batch], -100)
    )
    rows = [(b, trigger) for b, e in enumerate(batch) for trigger in e.roles]
    at = torch.tensor([b for b, _ in rows])
    gold = torch.stack([batching.role_matrix(t, scores["act"].shape[1], len(batch[b].first)) for b, t in rows])
    trigger_vectors = scores["rt"][at, torch.tensor([t.word for _, t in rows])]
    role_scores = network.heads.score_roles(trigger_vectors, scores["ra"][at])
    judged = gold >= 0
    role_loss = F.binary_cross_entropy_with_logits(role_scores[judged], gold[judged], reduction="sum")
    return loss + ROLE_WEIGHT * role_loss / (ROLE_NORM * len(rows))


def batch_loss(network: ReaderNetwork, batch: list[Example]) -> Tensor:
    columns = batching.tensors(batch)
    words = network(columns["ids"], columns["sh"], columns["first"], columns["ws"])
    kind = batch[0].source
    if kind == "treebank":
        loss = treebank_loss(network, batch, words, columns["ws"] != 0)
        return loss + name_loss(network, batch, words, "ner") if any("ner" in e.layers for e in batch) else loss
    if kind == "acts":
        return act_loss(network, batch, words)
    return name_loss(network, batch, words, kind)


def make_optimizer(network: ReaderNetwork) -> torch.optim.Optimizer:
    encoder = [p for name, p in network.encoder.named_parameters() if p.requires_grad and name != "shapes.weight"]
    groups = [
        {"params": [p for p in encoder if p.ndim >= 2], "lr": ENCODER_RATE, "weight_decay": WEIGHT_DECAY},
        {"params": [p for p in encoder if p.ndim < 2], "lr": ENCODER_RATE, "weight_decay": 0.0},
        {
            "params": [*network.heads.parameters(), network.encoder.shapes.weight],
            "lr": HEAD_RATE,
            "weight_decay": WEIGHT_DECAY,
        },
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--skip", type=Path, nargs="+", required=True, help="annotated articles kept for measuring")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument(
        "--minutes", type=float, default=1e9, help="the rates fall to nothing at this time at the latest"
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--held", type=float, default=0.1, help="share of the annotated articles kept out for later stages"
    )
    parser.add_argument("--held-ids", type=Path, help="a JSON list of the ids to keep out, instead of a share")
    parser.add_argument("--resume", type=Path, help="a run whose model.pt is trained further")
    parser.add_argument("--begin", type=float, default=0.0, help="where the rates' fall begins, 0 to 1, for --resume")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    held_ids = json.loads(options.held_ids.read_text(encoding="utf-8")) if options.held_ids is not None else None
    corpora = load_corpora(
        options.corpora, options.gold, options.skip, held=options.held, held_ids=held_ids, seed=options.seed
    )
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "labels.json").write_text(json.dumps(corpora.labels), encoding="utf-8")
    (options.out / "held.json").write_text(json.dumps(corpora.held), encoding="utf-8")
    network = ReaderNetwork(corpora.labels, Sizes(layers=options.layers))
    network.encoder.load_start(options.start)
    if options.resume is not None:
        network.load_state_dict(torch.load(options.resume / "model.pt", weights_only=True))
    print({name: len(examples) for name, (examples, _) in corpora.train.items()}, flush=True)
    run(network, corpora, options)


def run(network, corpora, options) -> None:  # type: ignore[no-untyped-def]
    optimizer = make_optimizer(network)
    rates = [group["lr"] for group in optimizer.param_groups]
    started, steps, total = time.time(), 0, 0.0
    for epoch in range(options.epochs):
        queue = [
            b
            for examples, times in corpora.train.values()
            for _ in range(times)
            for b in batching.batches(examples, BATCH_PIECES)
        ]
        random.shuffle(queue)
        network.train()
        for place, batch in enumerate(queue):
            progress = max(
                (time.time() - started) / (60 * options.minutes), (epoch + place / len(queue)) / options.epochs
            )
            if progress >= 1:
                break
            factor = min(1.0, steps / WARM_UP) * max(0.02, 1 - options.begin - (1 - options.begin) * progress)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            loss = batch_loss(network, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], CLIP)
            optimizer.step()
            steps, total = steps + 1, total + loss.item()
            if steps % 200 == 0:
                print(
                    f"step {steps} epoch {epoch + place / len(queue):.2f} loss {total / 200:.3f} at {progress:.3f}",
                    flush=True,
                )
                total = 0.0
        torch.save(network.state_dict(), options.out / "model.pt")
        print(
            f"epoch {epoch + 1}",
            {name: score(network, examples, corpora.labels) for name, examples in corpora.dev.items()},
            flush=True,
        )
        if progress >= 1:
            break


if __name__ == "__main__":
    main()
