"""Invented articles in readable YAML to the file form of annotated articles.

usage: annotations.py FILE.yml... > annotated.jsonl

A file is a list of articles with `id`, `title`, `published`, `outlet`, `genre`, `text` and `claims`. In a claim,
`trigger`, `hedge` and `instrument` are words of the text ("shelled#2" is their second occurrence); `actors` and
`recipients` are "mention | country | sector", `places` "mention | country | lat | lon", `time` "words | start | end |
grain", `harm` maps a kind to "words | low | best | high"; parts that are not known are left empty or off. `status` is
`happened` where it is left out. The quote is the sentence that the trigger stands in. Every article says that it is
invented, in `note`, which is not part of its text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from reportedly.records import Span
from reportedly.text.sentences import find_sentences, load_splitter

SPAN_FIELDS = ("trigger", "hedge", "instrument")
KNOWN = frozenset(
    "trigger type mode actors recipients places time harm targets instrument said_by status hedge".split()
)


def read_annotations(path: Path) -> list[dict[str, Any]]:
    """The articles of a YAML file in the file form. Raises ValueError that names article, claim and what is wrong."""
    return [convert(article) for article in yaml.safe_load(path.read_text(encoding="utf-8"))]


def convert(article: dict[str, Any]) -> dict[str, Any]:
    """One article in the file form."""
    text = article["text"].strip("\n")
    sentences = [s.span for s in find_sentences(text, (Span(0, len(text)),), load_splitter())]
    claims = [
        _convert_claim(claim, text, sentences, f"{article['id']} claim {i}")
        for i, claim in enumerate(article["claims"])
    ]
    claims.sort(key=lambda c: c["trigger"]["start"])
    published = article.get("published")
    return {
        "id": article["id"],
        "title": article.get("title"),
        "text": text,
        "published": str(published) if published is not None else None,
        "outlet": article.get("outlet"),
        "genre": article.get("genre", "report"),
        "claims": claims,
    }


def _convert_claim(claim: dict[str, Any], text: str, sentences: list[Span], where: str) -> dict[str, Any]:
    if unknown := set(claim) - KNOWN:
        raise ValueError(f"{where}: unknown fields {sorted(unknown)}; known are {sorted(KNOWN)}")
    built: dict[str, Any] = {"type": claim["type"], "status": claim.get("status", "happened")}
    for name in SPAN_FIELDS:
        if claim.get(name):
            built[name] = _find(text, str(claim[name]), where)
    start = built["trigger"]["start"]
    quote = next(s for s in sentences if s.start <= start < s.end)
    built["quote"] = {"text": quote.of(text), "start": quote.start, "end": quote.end}
    for name in ("mode", "targets", "said_by"):
        if claim.get(name):
            built[name] = claim[name]
    for name, keys in (("actors", ("mention", "country", "sector")), ("recipients", ("mention", "country", "sector"))):
        if claim.get(name):
            built[name] = [_split(value, keys) for value in claim[name]]
    if claim.get("places"):
        places = [_split(value, ("mention", "country", "lat", "lon")) for value in claim["places"]]
        built["places"] = [{k: float(v) if k in ("lat", "lon") else v for k, v in place.items()} for place in places]
    if claim.get("time"):
        built["time"] = _split(claim["time"], ("text", "start", "end", "grain"))
    if claim.get("harm"):
        built["harm"] = {
            kind: {k: v if k == "text" else int(v) for k, v in _split(value, ("text", "low", "best", "high")).items()}
            for kind, value in claim["harm"].items()
        }
    return built


def _split(value: str, keys: tuple[str, ...]) -> dict[str, str]:
    parts = [part.strip() for part in str(value).split("|")]
    return {key: part for key, part in zip(keys, parts, strict=False) if part}


def _find(text: str, words: str, where: str) -> dict[str, Any]:
    """The span of the words' n-th occurrence ("words#n")."""
    wanted, mark, number = words.rpartition("#")
    if not mark or not number.isdigit():
        wanted, number = words, "1"
    start = -1
    for _ in range(int(number)):
        start = text.find(wanted, start + 1)
        if start < 0:
            raise ValueError(f"{where}: {words!r} does not stand in the text so often")
    return {"text": wanted, "start": start, "end": start + len(wanted)}


def main() -> None:
    for name in sys.argv[1:]:
        for article in read_annotations(Path(name)):
            print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
