"""Small trained scorers over candidates: what the heads saw, what the codebook says and the tree, weighed together.

Each is a logistic regression whose weights and provenance stand in data/scorers.json; training/scorers.py fits them on
articles that the reader was not trained on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from reportedly.errors import InstallError

Features = Mapping[str, float]
NAMES = ("act", "actor", "recipient", "place", "time", "speaker", "status", "mode")
FEW, MOST = 0.002, 0.998


@dataclass(frozen=True, slots=True)
class Scorer:
    """`weights` by feature name, `bias`, and `threshold`: the least probability that is taken."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def score(self, features: Features) -> float:
        """The probability (0 to 1). Features without a weight count nothing."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Scorers:
    """The scorers by what they decide, each of NAMES.

    `entries` are, by the id of a codebook entry, the measured shares of its matches that were claims of its type.
    """

    version: str
    by_name: Mapping[str, Scorer]
    entries: Mapping[str, float]

    def __getitem__(self, name: str) -> Scorer:
        return self.by_name[name]


def load_scorers() -> Scorers:
    """The packaged scorers. Raises InstallError where the file is missing or damaged."""
    path = files("reportedly") / "data" / "scorers.json"
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        given = stored["scorers"]
        scorers = {
            name: Scorer(given[name]["weights"], given[name]["bias"], given[name]["threshold"]) for name in NAMES
        }
        entries = {str(name): float(share) for name, share in stored["entries"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InstallError(f"{path}: the scorers cannot be read ({error!r}); reinstall reportedly") from error
    return Scorers(str(stored["version"]), scorers, entries)


def logit(probability: float) -> float:
    """Log-odds of a probability, kept within those of FEW and MOST."""
    p = min(MOST, max(FEW, probability))
    return math.log(p / (1 - p))
