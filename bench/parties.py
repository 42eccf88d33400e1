"""How often parties get the right country and sector, given the annotated mentions.

usage: python bench/parties.py [--gold DIR] [--errors N] [--reader] [NAME ...]   (NAME: train own packs dev cases)

Each annotated mention is looked up in its article, nearest to the claim's trigger; where its words do not stand there
it is left out and counted as "absent". "cases" are the phrases of NGEC's unit tests (measured only), each an article of
its own; a country or code that a case leaves empty is not scored.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.lexicon.actors import load_actors
from reportedly.reader import load_reader
from reportedly.records import Article, Document, Mention, Party, Span
from reportedly.resolve.parties import resolve_parties
from reportedly.text.sentences import find_sentences, load_splitter

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT.parent / "shared" / "corpora" / "actor_resolution" / "actor_cases_train.jsonl"


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".json":
        yield from json.loads(path.read_text("utf-8"))["articles"]
    else:
        yield from (json.loads(line) for line in path.read_text("utf-8").splitlines())


def locate(text: str, words: str, near: int) -> Span | None:
    """The occurrence of `words` in `text` nearest to `near`; inside a word counts only where nothing else is found."""
    at, found = text.find(words), []
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    whole = [
        a
        for a in found
        if not (a and text[a - 1].isalnum()) and not text[a + len(words) : a + len(words) + 1].isalnum()
    ]
    found = whole or found
    best = min(found, key=lambda a: abs(a - near), default=None)
    return None if best is None else Span(best, best + len(words))


def sentence_reader() -> Callable[[Article], Document]:
    """A function that reads an article's sentences with the packaged weights."""
    reader, splitter = load_reader(), load_splitter()

    def read(article: Article) -> Document:
        return Document(article, tuple(reader.read(find_sentences(article.text, article.body, splitter))))

    return read


def place(mention: Mention, document: Document) -> Mention:
    """`mention` with its sentence, words and head, where the document was read."""
    for k, parse in enumerate(document.parses):
        inside = [w.i for w in parse.words if w.span.overlaps(mention.span)]
        if inside:
            heads = [i for i in inside if parse.words[i].head not in inside]
            return Mention(k, inside[0], inside[-1] + 1, heads[0] if heads else inside[-1], mention.span)
    return mention


def run(path: Path, read: Callable[[Article], Document] | None, totals: Counter[str], errors: list[str]) -> None:
    catalogue = load_actors()
    for raw in read_articles(path):
        published = date.fromisoformat(raw["published"]) if raw.get("published") else None
        text = raw["text"]
        article = Article(raw["id"], text, (Span(0, len(text)),), raw.get("title"), published, raw.get("outlet"))
        golds: dict[Mention, list[tuple[str | None, str | None]]] = {}
        for claim in raw["claims"]:
            for role in ("actors", "recipients"):
                for party in claim.get(role, []):
                    span = locate(text, party["mention"], claim["trigger"]["start"])
                    if span is None:
                        totals["absent"] += 1
                        continue
                    mention = Mention(0, 0, 0, 0, span)
                    golds.setdefault(mention, []).append((party.get("country"), party.get("sector")))
        document = read(article) if read is not None else Document(article, ())
        placed = {m: place(m, document) for m in golds}
        found = resolve_parties(document, list(placed.values()), catalogue)
        for mention, pairs in golds.items():
            for pair in pairs:
                score(mention, pair, found[placed[mention]], text, totals, errors, raw["id"])


def run_cases(path: Path, totals: Counter[str], errors: list[str]) -> None:
    catalogue = load_actors()
    for raw in read_articles(path):
        want = raw["expect"]
        if raw["call"] == "search_nat" or not (want.get("country") or want.get("code_1")):
            continue
        text = raw["text"]
        year = (raw["query_date"] or "")[:4]
        published = date(int(year), 7, 1) if year.isdigit() else None
        article = Article(raw["test"], text, (Span(0, len(text)),), None, published)
        mention = Mention(0, 0, 0, 0, Span(0, len(text)))
        party = resolve_parties(Document(article, ()), [mention], catalogue)[mention][0]
        country = not want.get("country") or want["country"] == party.country
        sector = not want.get("code_1") or want["code_1"] == party.sector
        totals.update({"n": 1, "country": country, "sector": sector, "pair": country and sector})
        if not (country and sector):
            errors.append(f"{text}\twant {want}\tgot {party.country} {party.sector} {party.reason}")


def score(
    mention: Mention, pair: tuple[str | None, str | None], parties: tuple[Party, ...], text: str, totals: Counter[str],
    errors: list[str], where: str,
) -> None:  # fmt: skip
    totals["n"] += 1
    got = [(p.country, p.sector) for p in parties]
    totals["pair"] += pair in got
    totals["country"] += pair[0] in [g[0] for g in got]
    totals["sector"] += pair[1] in [g[1] for g in got]
    if pair not in got:
        errors.append(
            f"{where}\t{mention.span.of(text)!r}\tgold {pair}\tgot {got}\t{parties[0].score} {parties[0].reason}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--reader", action="store_true", help="read the sentences first, as the product does")
    parser.add_argument("names", nargs="*", default=["train", "own", "packs", "dev"])
    options = parser.parse_args()
    read = sentence_reader() if options.reader else None
    for name in options.names:
        folder = options.gold / name
        paths = [CASES] if name == "cases" else sorted(p for p in folder.iterdir() if p.suffix in (".jsonl", ".json"))
        for path in paths:
            totals: Counter[str] = Counter()
            errors: list[str] = []
            begin = time.perf_counter()
            if name == "cases":
                run_cases(path, totals, errors)
            else:
                run(path, read, totals, errors)
            n = max(1, totals["n"])
            shares = "  ".join(f"{k} {totals[k] / n:.3f}" for k in ("pair", "country", "sector"))
            seconds = time.perf_counter() - begin
            print(f"{name}/{path.stem:24} n {totals['n']:5}  {shares}  absent {totals['absent']}  {seconds:.1f} s")
            print("\n".join(errors[: options.errors]))


if __name__ == "__main__":
    main()
