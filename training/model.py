"""The reader's network: one encoder, heads for word classes, dependencies, names and acts.

Encoder: the first layers of all-MiniLM-L6-v2 (Apache-2.0), with an embedding of word shapes added to its input, since
it does not see case. A word is its first word piece. Dependencies: biaffine arcs and labels (Dozat and Manning 2017).
Acts: each word's act type, whether it goes on with the act before it, mode and status, and a bilinear score for each
role between a trigger word and each word of the sentence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from reportedly.reader.shapes import SHAPES

WIDTH, ATTENTION_HEADS, INNER = 384, 12, 1536
SHAPE_WIDTH = 32
VOCABULARY, POSITIONS = 30522, 512
ARC_SCALE, LABEL_SCALE, ROLE_SCALE = 1 / 16, 1 / 8, 1 / 8


@dataclass(frozen=True)
class Sizes:
    layers: int = 3
    tag: int = 256
    name: int = 256
    arc: int = 256
    label: int = 96
    act: int = 256
    role: int = 96
    encoder_dropout: float = 0.1
    head_dropout: float = 0.33


class Layer(nn.Module):
    """A transformer layer as BERT has it (post-norm)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, _ = x.shape
        split = lambda y: y.view(b, t, ATTENTION_HEADS, -1).transpose(1, 2)  # noqa: E731
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = torch.softmax(
            torch.matmul(q * (1 / math.sqrt(WIDTH // ATTENTION_HEADS)), k.transpose(2, 3)) + mask, -1
        )
        x = self.norm1(x + self.dropout(self.out((weights @ v).transpose(1, 2).reshape(b, t, WIDTH))))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Pieces and shapes (batch × pieces) to vectors (batch × pieces × WIDTH). Word and position vectors are frozen."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH, padding_idx=0)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(sizes.encoder_dropout) for _ in range(sizes.layers))
        self.dropout = nn.Dropout(sizes.encoder_dropout)
        self.pieces.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)

    def load_start(self, directory: Path) -> None:
        """Start from the sentence encoder's weights in `directory`/model.safetensors."""
        stored = load_file(directory / "model.safetensors")

        def copy(target: Tensor, name: str) -> None:
            target.data.copy_(stored[name])

        copy(self.pieces.weight, "embeddings.word_embeddings.weight")
        copy(self.positions.weight, "embeddings.position_embeddings.weight")
        self.segment.data.copy_(stored["embeddings.token_type_embeddings.weight"][0])
        copy(self.norm.weight, "embeddings.LayerNorm.weight")
        copy(self.norm.bias, "embeddings.LayerNorm.bias")
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "inner": "intermediate.dense",
            "outer": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for i, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                copy(getattr(layer, ours).weight, f"encoder.layer.{i}.{theirs}.weight")
                copy(getattr(layer, ours).bias, f"encoder.layer.{i}.{theirs}.bias")

    def forward(self, ids: Tensor, shapes: Tensor, present: Tensor) -> Tensor:
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.segment + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        mask = (1 - present[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Heads(nn.Module):
    """Word vectors to scores. `labels` gives the class names of each head (see train.py)."""

    def __init__(self, labels: dict[str, list[str]], sizes: Sizes) -> None:
        super().__init__()
        d = WIDTH + SHAPE_WIDTH
        count = {name: len(values) for name, values in labels.items()}
        self.sizes = sizes
        self.shapes = nn.Embedding(SHAPES, SHAPE_WIDTH)
        self.root = nn.Parameter(torch.randn(d) * 0.02)
        self.dropout = nn.Dropout(sizes.head_dropout)
        self.tag, self.upos, self.xpos = (
            nn.Linear(d, sizes.tag),
            nn.Linear(sizes.tag, count["upos"]),
            nn.Linear(sizes.tag, count["xpos"]),
        )
        self.name, self.ner = nn.Linear(d, sizes.name), nn.Linear(sizes.name, count["ner"])
        self.kind, self.kinds = nn.Linear(d, sizes.name), nn.Linear(sizes.name, count["kinds"])
        self.arc_dependent, self.arc_head = nn.Linear(d, sizes.arc), nn.Linear(d, sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc, bias=False)
        self.arc_bias = nn.Linear(sizes.arc, 1, bias=False)
        self.label_dependent, self.label_head = nn.Linear(d, sizes.label), nn.Linear(d, sizes.label)
        self.label = nn.Linear(sizes.label, count["deps"] * sizes.label, bias=False)
        self.label_bias_dependent = nn.Linear(sizes.label, count["deps"])
        self.label_bias_head = nn.Linear(sizes.label, count["deps"], bias=False)
        self.act = nn.Linear(d, sizes.act)
        self.act_type, self.act_goes_on = nn.Linear(sizes.act, count["act"]), nn.Linear(sizes.act, 1)
        self.mode, self.status = nn.Linear(sizes.act, count["mode"]), nn.Linear(sizes.act, count["status"])
        self.role_trigger, self.role_word = nn.Linear(d, sizes.role), nn.Linear(d, sizes.role)
        self.role = nn.Parameter(torch.randn(count["roles"], sizes.role, sizes.role) * 0.02)
        self.role_bias_trigger, self.role_bias_word = (
            nn.Linear(sizes.role, count["roles"]),
            nn.Linear(sizes.role, count["roles"], bias=False),
        )
        nn.init.normal_(self.arc.weight, std=0.02)
        nn.init.normal_(self.label.weight, std=0.02)

    def gather_words(self, pieces: Tensor, first: Tensor, shapes: Tensor) -> Tensor:
        """The vector of each word's first piece beside its shape's: batch × words × (WIDTH + SHAPE_WIDTH)."""
        b, w = first.shape
        words = torch.gather(pieces, 1, first[:, :, None].expand(b, w, pieces.shape[2]))
        return torch.cat([words, self.shapes(shapes)], -1)

    def _hidden(self, layer: nn.Linear, x: Tensor) -> Tensor:
        return self.dropout(F.gelu(layer(x)))

    def score_tags(self, words: Tensor) -> dict[str, Tensor]:
        hidden = self._hidden(self.tag, words)
        return {"upos": self.upos(hidden), "xpos": self.xpos(hidden)}

    def score_names(self, words: Tensor, layer: str) -> Tensor:
        return (
            self.ner(self._hidden(self.name, words)) if layer == "ner" else self.kinds(self._hidden(self.kind, words))
        )

    def score_arcs(self, words: Tensor) -> dict[str, Tensor]:
        """`arc`: batch × dependents × (root and words); `ld`, `lh`: what labels are scored from."""
        b = words.shape[0]
        rooted = torch.cat([self.root[None, None].expand(b, 1, -1), words], 1)
        dependent, head = self._hidden(self.arc_dependent, words), self._hidden(self.arc_head, rooted)
        arc = self.arc(dependent) @ head.transpose(1, 2) * ARC_SCALE + self.arc_bias(head).transpose(1, 2)
        return {
            "arc": arc,
            "ld": self._hidden(self.label_dependent, words),
            "lh": self._hidden(self.label_head, rooted),
        }

    def score_labels(self, ld: Tensor, lh: Tensor, heads: Tensor) -> Tensor:
        """Label scores (batch × words × labels) given heads, counted from 1 with 0 the root."""
        b, w = heads.shape
        head = torch.gather(lh, 1, heads[:, :, None].expand(b, w, self.sizes.label))
        crossed = torch.matmul(self.label(ld).view(b, w, -1, self.sizes.label), head[..., None])[..., 0]
        return crossed * LABEL_SCALE + self.label_bias_dependent(ld) + self.label_bias_head(head)

    def score_acts(self, words: Tensor) -> dict[str, Tensor]:
        hidden = self._hidden(self.act, words)
        return {
            "act": self.act_type(hidden), "goes_on": self.act_goes_on(hidden)[..., 0], "mode": self.mode(hidden),
            "status": self.status(hidden), "rt": self._hidden(self.role_trigger, words),
            "ra": self._hidden(self.role_word, words),
        }  # fmt: skip

    def score_roles(self, trigger: Tensor, words: Tensor) -> Tensor:
        """Role scores (triggers × words × roles) of trigger vectors (triggers × role) and their sentences' words."""
        crossed = torch.einsum("ti,rij,twj->twr", trigger, self.role, words) * ROLE_SCALE
        return crossed + self.role_bias_trigger(trigger)[:, None] + self.role_bias_word(words)


class ReaderNetwork(nn.Module):
    def __init__(self, labels: dict[str, list[str]], sizes: Sizes) -> None:
        super().__init__()
        self.encoder = Encoder(sizes)
        self.heads = Heads(labels, sizes)

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, word_shapes: Tensor) -> Tensor:
        return self.heads.gather_words(self.encoder(ids, shapes, ids != 0), first, word_shapes)
