"""How well harm, targets, instruments and modes are read where the trigger and the recipients are given.

    python bench/harm.py GOLD.jsonl|PACK.json ... [--parses CACHE.pickle] [--errors harm|targets|instrument|mode]

Gold triggers and recipients stand for what the steps before would give; everything else is read by the program.
Harm is right when kind and best (or low, or high) number are; an instrument when its words overlap.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportedly.claims.harm import find_harm
from reportedly.claims.instruments import find_instrument, find_mode
from reportedly.claims.targets import find_targets
from reportedly.lexicon.harm import load_harm_cues, load_instrument_cues, load_numbers, load_target_cues
from reportedly.records import Parse, Span, Type

Values = dict[str, Any]
OWN_MODES = ("abduct", "beat", "torture", "sexual", "targeted", "destroy")
"""Modes that the trigger's word decides, not a weapon: taken from gold, and left out of the accuracy."""


CARRIERS = ("ASSAULT", "COERCE", "PROTEST", "SANCTION")
"""Types of the other triggers that may draw harm to themselves."""


def read_articles(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        if path.suffix == ".json":
            yield from json.loads(path.read_text(encoding="utf-8"))["articles"]
        else:
            yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def parse_articles(articles: Sequence[dict[str, Any]], cache: Path | None) -> dict[str, tuple[Parse, ...]]:
    if cache is not None and cache.exists():
        parses: dict[str, tuple[Parse, ...]] = pickle.loads(cache.read_bytes())
        if all(article["id"] in parses for article in articles):
            return parses
    from reportedly.reader import load_reader
    from reportedly.text.sentences import find_sentences, load_splitter

    reader, splitter = load_reader(), load_splitter()
    parses = {}
    for article in articles:
        text = article["text"]
        parses[article["id"]] = reader.read(tuple(find_sentences(text, [Span(0, len(text))], splitter)))
    if cache is not None:
        cache.write_bytes(pickle.dumps(parses))
    return parses


def find_words(parses: Sequence[Parse], span: dict[str, Any]) -> tuple[Parse, list[int]] | None:
    """The sentence of a gold span and the positions of its words."""
    for parse in parses:
        inside = [w.i for w in parse.words if w.span.start < span["end"] and span["start"] < w.span.end]
        if inside:
            return parse, inside
    return None


def find_top(parse: Parse, inside: Sequence[int]) -> int:
    tops = [i for i in inside if parse.words[i].head not in inside]
    nominal = [i for i in tops if parse.words[i].upos in ("VERB", "NOUN", "ADJ", "PROPN", "NUM", "AUX")]
    return (nominal or tops)[0]


def find_recipients(parse: Parse, claim: dict[str, Any], article: dict[str, Any]) -> list[int]:
    """The head words of the gold recipients that stand in the sentence."""
    found: list[int] = []
    for party in claim.get("recipients", []):
        at = article["text"].find(party["mention"], parse.span.start, parse.span.end)
        if at >= 0:
            place = find_words([parse], {"start": at, "end": at + len(party["mention"])})
            if place is not None:
                found.append(find_top(parse, place[1]))
    return found


def read_claim(parse: Parse, inside: list[int], others: list[int], claim: dict[str, Any], article: Values) -> Values:
    """What the program reads for a gold trigger."""
    head, type_, mode = find_top(parse, inside), Type(claim["type"]), claim.get("mode")
    recipients = find_recipients(parse, claim, article)
    own_mode = mode if mode in (*OWN_MODES, "arrest", "deport") else None
    harm = find_harm(
        parse, head, type_, load_numbers(), load_harm_cues(),
        mode=own_mode, trigger=inside, victims=recipients, others=others,
    )  # fmt: skip
    return {
        "harm": {kind: _number(count.low, count.best, count.high) for kind, count in harm.items()},
        "targets": set(find_targets(parse, head, load_target_cues(), type_=type_, recipients=recipients)),
        "instrument": find_instrument(parse, head, load_instrument_cues(), type_=type_, trigger=inside),
        "mode": find_mode(parse, head, type_, load_instrument_cues(), trigger=inside) or own_mode,
    }


def _number(low: int | None, best: int | None, high: int | None) -> int | None:
    return next((value for value in (best, low, high) if value is not None), None)


def score_claim(tally: Counter[tuple[str, str]], claim: dict[str, Any], read: Values) -> list[str]:
    """Add the claim to the tally; the names of the figures on which it errs."""
    gold_harm = {k: _number(v.get("low"), v.get("best"), v.get("high")) for k, v in claim.get("harm", {}).items()}
    wrong = []
    for kind in gold_harm.keys() | read["harm"].keys():
        right = kind in gold_harm and kind in read["harm"] and gold_harm[kind] == read["harm"][kind]
        for name in ("harm", f"harm {kind}"):
            _add(tally, name, kind in gold_harm, kind in read["harm"], right)
        if not right:
            wrong.append("harm")
    gold_targets = set(claim.get("targets", []))
    _add(tally, "targets", len(gold_targets), len(read["targets"]), len(gold_targets & read["targets"]))
    if gold_targets != read["targets"]:
        wrong.append("targets")
    gold, found = claim.get("instrument"), read["instrument"]
    hit = gold is not None and found is not None and found.overlaps(Span(gold["start"], gold["end"]))
    _add(tally, "instrument", gold is not None, found is not None, hit)
    if (gold is not None or found is not None) and not hit:
        wrong.append("instrument")
    if claim["type"] == "ASSAULT":
        mode = claim.get("mode")
        _add(tally, "mode", 1, 1, mode == read["mode"])
        if mode is not None or read["mode"] is not None:
            _add(tally, "mode where either has one", 1, 1, mode == read["mode"])
        if mode not in OWN_MODES and (mode is not None or read["mode"] is not None):
            _add(tally, "mode by weapon", 1, 1, mode == read["mode"])
        if mode != read["mode"]:
            wrong.append("mode")
    return wrong


def _add(tally: Counter[tuple[str, str]], name: str, gold: int, found: int, right: int) -> None:
    tally[name, "gold"] += gold
    tally[name, "found"] += found
    tally[name, "right"] += right


def measure(articles: Sequence[dict[str, Any]], parses: dict[str, tuple[Parse, ...]], show: str | None) -> Counter[Any]:
    tally: Counter[tuple[str, str]] = Counter()
    for article in articles:
        places = [find_words(parses[article["id"]], claim["trigger"]) for claim in article["claims"]]
        for claim, place in zip(article["claims"], places, strict=True):
            if place is None:
                continue
            parse, inside = place
            others = [
                find_top(*other) for rival, other in zip(article["claims"], places, strict=True)
                if other is not None and other[0] is parse and other[1] != inside and rival["type"] in CARRIERS
            ]  # fmt: skip
            read = read_claim(parse, inside, others, claim, article)
            if show in score_claim(tally, claim, read):
                gold = {
                    k: _number(v.get("low"), v.get("best"), v.get("high")) for k, v in claim.get("harm", {}).items()
                }
                wanted = gold if show == "harm" else claim.get(show or "")
                got = read[show or "harm"]
                shown = got.of(article["text"]) if isinstance(got, Span) else got
                wanted = wanted.get("text") if show == "instrument" and wanted else wanted
                act = f"{claim['type']}/{claim.get('mode')} [{claim['trigger']['text']}]"
                print(f"{article['id']} {act} gold {wanted} read {shown}")
                print("   ", claim["quote"]["text"].replace("\n", " ")[:420])
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--parses", type=Path, help="a file that keeps the parses between runs")
    parser.add_argument("--errors", choices=("harm", "targets", "instrument", "mode"))
    options = parser.parse_args()
    articles = list(read_articles(options.gold))
    tally = measure(articles, parse_articles(articles, options.parses), options.errors)
    for name in sorted({name for name, _ in tally}):
        gold, found, right = (tally[name, part] for part in ("gold", "found", "right"))
        precision, recall, f1 = right / max(1, found), right / max(1, gold), 2 * right / max(1, gold + found)
        print(f"{name:26} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   gold {gold:5} found {found:5}")


if __name__ == "__main__":
    main()
