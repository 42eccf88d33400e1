"""How well whose word, status and hedge are read at the triggers of annotated articles.

    python bench/attribution.py GOLD.jsonl|PACK.json ... [--errors N]

Triggers are given by the gold, so that only the attribution is measured: `said_by` (same number of speakers, each
sharing a content word; who does the act by speaking is no speaker of it), `status`, and whether there is a hedge.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.claims.hedges import find_hedge
from reportedly.claims.quotations import find_quotations
from reportedly.claims.speakers import Speakers, find_speakers
from reportedly.claims.status import find_status
from reportedly.lexicon.cues import Cues, load_cues
from reportedly.reader import Reader, load_reader
from reportedly.records import Article, Document, Parse, Span, Type
from reportedly.text.sentences import Splitter, find_sentences, load_splitter

SPOKEN = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"}
STOP = frozenset(
    """the a an of and or in on at to by for from with its their his her this that these those two three some several
    many other more than about members forces force group groups official officials""".split()
)


def load_articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSON lines file, or of a pack."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return list(json.loads(text)["articles"])
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def read_document(article: dict[str, Any], reader: Reader, splitter: Splitter) -> Document:
    text = article["text"]
    body = (Span(0, len(text)),)
    published = date.fromisoformat(article["published"]) if article.get("published") else None
    record = Article(
        article["id"],
        text,
        body,
        title=article.get("title"),
        published=published,
        outlet=article.get("outlet"),
        genre=article.get("genre", "report"),
    )
    return Document(record, reader.read(find_sentences(text, body, splitter)))


def find_trigger(document: Document, trigger: dict[str, Any]) -> tuple[int, int, int, int] | None:
    """The sentence of a trigger, its first word, the word after its last, and its head; None outside all sentences."""
    for number, parse in enumerate(document.parses):
        words = [w.i for w in parse.words if w.span.start < trigger["end"] and trigger["start"] < w.span.end]
        if words:
            return number, words[0], words[-1] + 1, _find_head(parse, words)
    return None


def _find_head(parse: Parse, words: list[int]) -> int:
    tops = [i for i in words if parse.words[i].head not in words]
    return min(tops, key=lambda i: (parse.words[i].upos in ("AUX", "PART", "PUNCT", "DET", "ADP"), i))


def content_words(text: str) -> set[str]:
    words = set(re.findall(r"[\w']+", text.lower()))
    return words - STOP or words


def is_exact(gold: list[str], found: list[str]) -> bool:
    """The measure of score_claims.py: as many speakers, each sharing a content word with one of the gold's."""
    left, hits = list(found), 0
    for speaker in gold:
        match = next((f for f in left if content_words(f) & content_words(speaker)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits == len(gold) == len(found)


def score_claims(document: Document, claims: list[dict[str, Any]], cues: Cues) -> Iterator[tuple[str, str, str, str]]:
    """Rows of (figure, gold, found, where), one a claim and figure."""
    speakers = find_speakers(document, find_quotations(document), cues)
    for claim in claims:
        place = find_trigger(document, claim["trigger"])
        if place is None:
            continue
        number, start, end, head = place
        parse = document.parses[number]
        where = f"{document.article.id} “{claim['trigger']['text']}” in: {claim['quote']['text'][:200]}"
        yield _score_speakers(speakers, claim, number, head, where)
        published = document.article.published
        is_future = bool(claim.get("time") and published and claim["time"]["start"] > published.isoformat())
        type_ = Type(claim["type"])
        read = find_status(parse, start, end, head, cues, type_=type_, is_future=is_future)
        yield "status", claim["status"], str(read.status), where
        hedge = find_hedge(parse, start, end, head, cues)
        yield "hedge", str("hedge" in claim), str(hedge is not None), where


def _score_speakers(
    speakers: Speakers, claim: dict[str, Any], number: int, head: int, where: str
) -> tuple[str, str, str, str]:
    found = [s.mention.span.of(speakers.text) for s in speakers.speakers_of(number, head)]
    if claim["type"] in SPOKEN:
        actors = set().union(*(content_words(a["mention"]) for a in claim.get("actors", []))) if found else set()
        found = [f for f in found if not content_words(f) & actors]
    gold = claim.get("said_by", [])
    return "said_by", str(gold), str(gold) if is_exact(gold, found) else f"{found} ", where


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many errors of each figure to show")
    arguments = parser.parse_args()
    reader, splitter, cues = load_reader(), load_splitter(), load_cues()
    for path in arguments.gold:
        rows = [
            row
            for article in load_articles(path)
            for row in score_claims(read_document(article, reader, splitter), article.get("claims", []), cues)
        ]
        _print_figures(path, rows, arguments.errors)


def _print_figures(path: Path, rows: list[tuple[str, str, str, str]], errors: int) -> None:
    for figure in ("said_by", "status", "hedge"):
        own = [row for row in rows if row[0] == figure]
        if figure == "hedge":
            own = [row for row in own if "True" in row[1:3]]
        right = sum(gold == found for _, gold, found, _ in own)
        print(f"{path.name} {figure}: {right / max(1, len(own)):.3f} of {len(own)}")
        wrong = [row for row in own if row[1] != row[2]]
        if figure == "status":
            pairs = Counter((gold, found) for _, gold, found, _ in wrong)
            print("   " + ", ".join(f"{gold} as {found} {n}" for (gold, found), n in pairs.most_common(8)))
        for _, gold, found, where in wrong[:errors]:
            print(f"   {gold} but {found}: {where}")


if __name__ == "__main__":
    main()
