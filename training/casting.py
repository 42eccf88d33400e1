"""Fit the scorer of parties in roles (see resolve/casting.py).

usage: casting.py --gold FILE... [--without held.json] [--reader DIR] --version NAME --out casting.json

A row is a party that a phrase found by the role scorers resolves to; it is right where the claim has a party of that
country and sector in that role. `--without` lists articles (by id) that are kept for measuring. Logistic regression,
L2, by Newton's method; the threshold is the one with the best F1 over the rows and the gold parties of these claims.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from claims import read_gold
from reportedly.claims.build import build_drafts
from reportedly.claims.drafts import Draft
from reportedly.claims.scoring import Scorer
from reportedly.reader import load_reader
from reportedly.reader.weights import PACKAGED
from reportedly.reading import UNATTACHED, Resources, find_place_mentions, load_resources, mention_of
from reportedly.records import Article, Document, Mention, Span
from reportedly.resolve.casting import Casting, casting_features
from reportedly.resolve.parties import PartyResolver
from reportedly.resolve.times import find_times
from reportedly.resolve.toponyms import survey_places
from reportedly.resolve.uses import Use
from reportedly.text.sentences import find_sentences

PENALTY = 2.0
"""Of the squared weights."""
SMALL = 0.05
"""Weights under this are left out."""
Row = tuple[dict[str, float], bool]


def build_article(raw: dict[str, Any]) -> Article:
    published = date.fromisoformat(raw["published"]) if raw.get("published") else None
    whole = (Span(0, len(raw["text"])),)
    genre = raw.get("genre") or "report"
    return Article(raw["id"], raw["text"], whole, raw.get("title"), published, raw.get("outlet"), genre)


def read_drafts(article: Article, resources: Resources) -> tuple[Document, tuple[Draft, ...]]:
    document = Document(article, resources.reader.read(find_sentences(article.text, article.body, resources.splitter)))
    found = find_times(document, resources.times)
    times = [mention_of(document, t) for t in found if t.interval is not None and t.kind not in UNATTACHED]
    places = find_place_mentions(document, survey_places(document, resources.gazetteer))
    return document, build_drafts(document, by_sentence(places), by_sentence(times), frozenset(), resources.tools)


def by_sentence(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    grouped: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        grouped[mention.sentence].append(mention)
    return grouped


def find_claim(draft: Draft, claims: list[dict[str, Any]]) -> dict[str, Any] | None:
    for claim in claims:
        trigger = Span(claim["trigger"]["start"], claim["trigger"]["end"])
        if claim["type"] == draft.candidate.type.value and trigger.overlaps(draft.trigger):
            return claim
    return None


def find_rows(
    document: Document, drafts: Iterable[Draft], claims: list[dict[str, Any]], tools: Resources
) -> Iterator[Row | int]:
    """The rows of one article; numbers are counts of gold parties."""
    casting = Casting(PartyResolver(document, tools.catalogue), tools.casting)
    for draft in drafts:
        claim = find_claim(draft, claims)
        if claim is None:
            continue
        barred = [draft.trigger, *(f.mention.span for f in (*draft.actors, *draft.recipients))]
        speakers = tuple(s.mention for s in draft.speakers)
        roles = {"actor": draft.actors, "recipient": draft.recipients}
        parts = {r: casting.parts(f, Use(r, draft.candidate.type, speakers), barred) for r, f in roles.items()}
        for role, other in (("actor", "recipient"), ("recipient", "actor")):
            gold = [(p.get("country"), p.get("sector")) for p in claim.get(role + "s", [])]
            yield len(gold)
            for part in parts[role]:
                right = (part.party.country, part.party.sector) in gold
                yield casting_features(part, parts[role], parts[other]), right


def fit(rows: list[Row], gold: int) -> dict[str, Any]:
    """The scorer as stored."""
    names = sorted({name for features, _ in rows for name in features})
    x = np.array([[*(features.get(n, 0.0) for n in names), 1.0] for features, _ in rows])
    y = np.array([float(right) for _, right in rows])
    w = np.zeros(len(names) + 1)
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + PENALTY * w
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(w)), slope)
    p = 1 / (1 + np.exp(-x @ w))
    f1 = {t: 2 * float(y[p >= t].sum()) / (int((p >= t).sum()) + gold) for t in np.arange(0.1, 0.6, 0.01)}
    threshold = max(f1, key=lambda t: f1[t])
    return {
        "weights": {n: round(float(v), 3) for n, v in zip(names, w[:-1], strict=True) if abs(v) >= SMALL},
        "bias": round(float(w[-1]), 3),
        "threshold": round(float(threshold), 2),
        "rows": len(rows),
        "f1": {"all": round(2 * float(y.sum()) / (len(rows) + gold), 4), "kept": round(f1[threshold], 4)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--without", type=Path)
    parser.add_argument("--reader", type=Path, default=PACKAGED)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    resources = load_resources(quiet=True)
    resources = dataclasses.replace(resources, reader=load_reader(options.reader), casting=Scorer({}, 5.0, 0.0))
    left_out = set(json.loads(options.without.read_text("utf-8"))) if options.without is not None else set()
    rows: list[Row] = []
    gold = 0
    for raw in (article for path in options.gold for article in read_gold(path)):
        if raw["id"] in left_out:
            continue
        document, drafts = read_drafts(build_article(raw), resources)
        for row in find_rows(document, drafts, raw["claims"], resources):
            if isinstance(row, int):
                gold += row
            else:
                rows.append(row)
    note = "Logistic regression fitted by training/casting.py on annotated articles."
    stored = {"version": options.version, "note": note, **fit(rows, gold)}
    options.out.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
