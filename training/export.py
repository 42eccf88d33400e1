"""Export a trained network to the files that ship: int8 ONNX, small tables, and the manifest with their hashes.

usage: export.py --run DIR --start DIR --version NAME --out DIR [--outside X] [--average FILE...]

Quantisation: dynamic int8, weights per channel, reduced range (whole-tensor scales cost a point of LAS). The graph
masks padding, picks heads and labels; tree repair and roles are done outside it with tables.npz (see reader/reader.py
and reader/acts.py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from model import ReaderNetwork, Sizes

OUTPUTS = [
    "upos",
    "xpos",
    "ner",
    "kinds",
    "arc",
    "heads",
    "dep",
    "ld",
    "lh",
    "act",
    "goes_on",
    "mode",
    "status",
    "rt",
    "ra",
]


class Exported(nn.Module):
    """The network as it runs: ids, piece shapes, first pieces and word shapes in, OUTPUTS out."""

    def __init__(self, network: ReaderNetwork, root: int) -> None:
        super().__init__()
        self.network, self.root = network, root

    def forward(self, ids: Tensor, sh: Tensor, first: Tensor, ws: Tensor) -> tuple[Tensor, ...]:
        heads = self.network.heads
        words = self.network(ids, sh, first, ws)
        present = ws != 0
        tags, arcs, acts = heads.score_tags(words), heads.score_arcs(words), heads.score_acts(words)
        never = torch.full_like(arcs["arc"][:1, :1, :1], -1e9)
        allowed = torch.cat([torch.ones_like(present[:, :1]), present], 1)
        arc = torch.where(allowed[:, None, :], arcs["arc"], never)
        place = torch.arange(ws.shape[1] + 1)
        arc = torch.where((place[1:, None] == place[None, :])[None], never, arc)
        found = arc.argmax(-1)
        labels = heads.score_labels(arcs["ld"], arcs["lh"], found)
        labels = torch.where((torch.arange(labels.shape[-1]) == self.root)[None, None, :], never, labels)
        dep = torch.where(found == 0, torch.full_like(found, self.root), labels.argmax(-1))
        small = lambda x: x.to(torch.int32)  # noqa: E731
        return (
            small(tags["upos"].argmax(-1)), small(tags["xpos"].argmax(-1)), heads.score_names(words, "ner"),
            heads.score_names(words, "kinds"), arc, small(found), small(dep), arcs["ld"], arcs["lh"],
            acts["act"], acts["goes_on"], acts["mode"], acts["status"], acts["rt"], acts["ra"],
        )  # fmt: skip


def load_network(run: Path, layers: int) -> tuple[ReaderNetwork, dict[str, list[str]]]:
    labels = json.loads((run / "labels.json").read_text(encoding="utf-8"))
    network = ReaderNetwork(labels, Sizes(layers=layers))
    network.load_state_dict(torch.load(run / "model.pt", weights_only=True))
    return network.eval(), labels


def average(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of the weights of several checkpoints of one run."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def export_graph(network: ReaderNetwork, labels: dict[str, list[str]], path: Path) -> None:
    sample = (
        torch.randint(1000, 2000, (2, 9)),
        torch.full((2, 9), 6),
        torch.arange(1, 6)[None].repeat(2, 1),
        torch.full((2, 5), 6),
    )
    axes = {**{n: {0: "B", 1: "T"} for n in ("ids", "sh")}, **{n: {0: "B", 1: "W"} for n in ("first", "ws", *OUTPUTS)}}
    axes["arc"], axes["lh"] = {0: "B", 1: "W", 2: "W1"}, {0: "B", 1: "W1"}
    module = Exported(network, labels["deps"].index("root"))
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            module, sample, str(plain), input_names=["ids", "sh", "first", "ws"], output_names=OUTPUTS,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"], extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip


def export_tables(network: ReaderNetwork, path: Path) -> None:
    heads = network.heads
    numpy = lambda x: x.detach().numpy()  # noqa: E731
    np.savez(
        path, W=numpy(heads.label.weight).astype(np.float16), bd=numpy(heads.label_bias_dependent.weight),
        bb=numpy(heads.label_bias_dependent.bias), bh=numpy(heads.label_bias_head.weight),
        role=numpy(heads.role).astype(np.float16), role_trigger=numpy(heads.role_bias_trigger.weight),
        role_bias=numpy(heads.role_bias_trigger.bias), role_word=numpy(heads.role_bias_word.weight),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="the sentence encoder's folder, for vocab.txt")
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--outside", type=float, default=0.0, help="log-odds taken from 'no name', to find more names")
    parser.add_argument("--average", type=Path, nargs="*", default=[], help="model.pt files whose mean is exported")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    network, labels = load_network(options.run, options.layers)
    if options.average:
        network.load_state_dict(average([torch.load(path, weights_only=True) for path in options.average]))
    network.heads.ner.bias.data[labels["ner"].index("O")] -= options.outside
    export_graph(network, labels, options.out / "reader.onnx")
    export_tables(network, options.out / "tables.npz")
    shutil.copyfile(options.start / "vocab.txt", options.out / "wordpieces.txt")
    files = ("reader.onnx", "tables.npz", "wordpieces.txt")
    digests = {name: hashlib.sha256((options.out / name).read_bytes()).hexdigest() for name in files}
    manifest = {"version": options.version, "sha256": digests, "labels": labels}
    (options.out / "reader.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print({name: round((options.out / name).stat().st_size / 1e6, 2) for name in files}, "MB")


if __name__ == "__main__":
    main()
