"""Fit the small scorers that weigh the trained heads, the codebook and the tree (see claims/scoring.py).

usage: scorers.py --gold FILE... --held held.json [--fresh FILE...] [--reader DIR] --version NAME --out scorers.json

`--held` is what train.py wrote: the articles of `--gold` that the reader has not learned from; `--fresh` are further
articles that it has not. Only these are used, since on the
others the heads are surer than they will be on new text. Logistic regression, L2; the threshold of each scorer is the
one with the best F1 in five-fold cross-validation by article.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from claims import read_gold
from reportedly.claims.attribution import find_tellings
from reportedly.claims.candidates import Candidate, find_candidates
from reportedly.claims.choices import Around, act_features, choose_mode, choose_status
from reportedly.claims.harm import find_mentions
from reportedly.claims.instruments import find_mode
from reportedly.claims.phrases import find_phrase
from reportedly.claims.quotations import find_quotations
from reportedly.claims.roles import PARTY_ROLES, find_role_words
from reportedly.claims.scoring import Scorer
from reportedly.claims.settings import setting_features
from reportedly.claims.slots import SlotReader
from reportedly.claims.speakers import Speakers, find_speakers
from reportedly.claims.status import StatusRead, find_status
from reportedly.claims.triggers import find_triggers, slot_words
from reportedly.reader import load_reader
from reportedly.reader.weights import PACKAGED
from reportedly.reading import UNATTACHED, Resources, find_place_mentions, load_resources, mention_of
from reportedly.records import MODES, Article, Document, Mention, Parse, Span
from reportedly.resolve.times import find_times
from reportedly.resolve.toponyms import survey_places
from reportedly.text.sentences import find_sentences

GRID = (0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 12.0)
"""Log-odds tried for what the rules add to the heads' scores of a mode or status."""
PRIOR = 3.0
"""How many matches a codebook entry's own weight counts for beside the measured ones."""
STRENGTH = 0.3
"""Inverse of the L2 penalty."""
STOP = frozenset(
    "the a an of and or in on at to by for from with its their his her this that these those some many other".split()
)
Row = tuple[dict[str, float], bool, str]


def measure_entries(articles: list[dict[str, Any]], resources: Resources) -> dict[str, float]:
    """Codebook entry to the share of its matches that were claims of its type, drawn towards the entry's own weight."""
    codebook = resources.tools.codebook
    seen: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for article in articles:
        document, _, _ = read_document(article, resources)
        for parse in document.parses:
            claims = [c for c in article["claims"] if parse.span.start <= c["trigger"]["start"] < parse.span.end]
            for trigger in find_triggers(parse, codebook):
                span = parse.span_of(trigger.start, trigger.end)
                counts = seen[trigger.entry.id]
                counts[0] += 1
                counts[1] += any(
                    c["type"] == trigger.type.value and Span(c["trigger"]["start"], c["trigger"]["end"]).overlaps(span)
                    for c in claims
                )
    weights = {entry.id: entry.weight for entry in codebook.entries}
    return {
        name: round((right + PRIOR * weights[name]) / (matches + PRIOR), 3)
        for name, (matches, right) in sorted(seen.items())
    }


def collect(articles: list[dict[str, Any]], resources: Resources, entries: dict[str, float]) -> dict[str, list[Row]]:
    """Scorer name to its rows: features, whether right, article id."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for article in articles:
        document, places, times = read_document(article, resources)
        speakers = find_speakers(document, find_quotations(document), resources.tools.cues)
        earlier: set[str] = set()
        for sentence, parse in enumerate(document.parses):
            claims = [c for c in article["claims"] if parse.span.start <= c["trigger"]["start"] < parse.span.end]
            for name, features, right in sentence_rows(
                parse, sentence, claims, places, times, earlier, speakers, entries, resources
            ):
                rows[name].append((dict(features), right, article["id"]))
    return rows


def read_document(article: dict[str, Any], resources: Resources) -> tuple[Document, list[Mention], list[Mention]]:
    from datetime import date

    published = date.fromisoformat(article["published"]) if article.get("published") else None
    text = article["text"]
    given = Article(article["id"], text, (Span(0, len(text)),), article.get("title"), published, article.get("outlet"))
    document = Document(given, resources.reader.read(find_sentences(text, given.body, resources.splitter)))
    places = list(find_place_mentions(document, survey_places(document, resources.gazetteer)))
    found = [t for t in find_times(document, resources.times) if t.interval is not None and t.kind not in UNATTACHED]
    times = [mention_of(document, t) for t in found]
    return document, places, times


def sentence_rows(
    parse: Parse,
    sentence: int,
    claims: list[dict[str, Any]],
    places: list[Mention],
    times: list[Mention],
    earlier: set[str],
    speakers: Speakers,
    entries: dict[str, float],
    resources: Resources,
) -> Iterator[tuple[str, dict[str, float], bool]]:
    codebook = resources.tools.codebook
    groups = find_candidates(parse, find_triggers(parse, codebook))
    slots = SlotReader(parse, slot_words(codebook))
    harmed = frozenset(m.head for m in find_mentions(parse, resources.tools.numbers, resources.tools.harm))
    around = Around(slots, groups, harmed, frozenset(earlier), entries)
    right: list[tuple[Candidate, dict[str, Any]]] = []
    for group in groups:
        for candidate in group:
            claim = find_claim(parse, candidate, claims)
            yield "act", act_features(parse, candidate, around), claim is not None
            if claim is not None:
                right.append((candidate, claim))
    earlier |= {parse.words[candidate.head].lemma for candidate, _ in right}
    acts = [candidate for candidate, _ in right]
    here = lambda mentions: [m for m in mentions if m.sentence == sentence]  # noqa: E731
    for candidate, claim in right:
        words = find_role_words(parse, candidate, slots.read(candidate.head), "actor")
        phrases = [find_phrase(parse, sentence, found.word, candidate.words) for found in words]
        actors = [phrase for phrase in phrases if is_party(parse, phrase, claim.get("actors", []))]
        chain = speakers.speakers_of(sentence, candidate.head)
        for telling in find_tellings(parse, sentence, candidate, chain, actors):
            said = telling.speaker.mention.span.of(speakers.text)
            yield "speaker", telling.features, any(shares(said, g) for g in claim.get("said_by", []))
        for role in PARTY_ROLES:
            for found in find_role_words(parse, candidate, slots.read(candidate.head), role):
                phrase = find_phrase(parse, sentence, found.word, candidate.words)
                yield role, found.features, is_party(parse, phrase, claim.get(role + "s", []))
        for name, mentions, gold in (
            ("place", here(places), [p["mention"] for p in claim.get("places", [])]),
            ("time", here(times), [claim["time"]["text"]] if claim.get("time", {}).get("text") else []),
        ):
            for mention in mentions:
                yield name, setting_features(parse, candidate, mention, name, acts), is_setting(parse, mention, gold)


def find_claim(parse: Parse, candidate: Candidate, claims: list[dict[str, Any]]) -> dict[str, Any] | None:
    span = parse.span_of(candidate.start, candidate.end)
    for claim in claims:
        trigger = Span(claim["trigger"]["start"], claim["trigger"]["end"])
        if claim["type"] == candidate.type.value and trigger.overlaps(span):
            return claim
    return None


def is_party(parse: Parse, phrase: Mention, gold: list[dict[str, Any]]) -> bool:
    """Whether the phrase is one of the claim's parties, or a pronoun for one that the sentence does not name."""
    words = words_of(parse, phrase)
    sentence = " ".join(w.text for w in parse.words)
    if parse.words[phrase.head].upos == "PRON":
        return any(not shares(sentence, p["mention"]) for p in gold) or any(shares(words, p["mention"]) for p in gold)
    return any(shares(words, p["mention"]) for p in gold)


def is_setting(parse: Parse, mention: Mention, gold: list[str]) -> bool:
    """Whether the mention is one of the claim's places or times, or stands for one that the sentence does not name."""
    words = words_of(parse, mention)
    if any(shares(words, g) for g in gold):
        return True
    sentence = " ".join(w.text for w in parse.words)
    return (
        parse.words[mention.head].upos == "NOUN"
        and words.lower().startswith(("the ", "this ", "that "))
        and any(not shares(sentence, g) for g in gold)
    )


def words_of(parse: Parse, mention: Mention) -> str:
    return " ".join(w.text for w in parse.words[mention.start : mention.end])


def shares(one: str, other: str) -> bool:
    content = lambda text: set(re.findall(r"\w+", text.lower())) - STOP  # noqa: E731
    return bool(content(one) & content(other))


@dataclass(frozen=True)
class Choice:
    """A gold claim found: the candidate, what the rules read, and the gold values."""

    candidate: Candidate
    read: StatusRead
    means: str | None
    status: str
    mode: str | None


def collect_choices(articles: list[dict[str, Any]], resources: Resources) -> list[Choice]:
    tools = resources.tools
    found = []
    for article in articles:
        document, _, _ = read_document(article, resources)
        for parse in document.parses:
            claims = [c for c in article["claims"] if parse.span.start <= c["trigger"]["start"] < parse.span.end]
            slots = SlotReader(parse, slot_words(tools.codebook))
            for c in (c for group in find_candidates(parse, find_triggers(parse, tools.codebook)) for c in group):
                claim = find_claim(parse, c, claims)
                if claim is None:
                    continue
                read = find_status(parse, c.start, c.end, c.head, tools.cues, type_=c.type)
                means = find_mode(parse, c.head, c.type, tools.instruments, slots=slots.read(c.head), trigger=c.words)
                found.append(Choice(c, read, means, claim["status"], claim.get("mode")))
    return found


def fit_choices(choices: list[Choice]) -> dict[str, tuple[dict[str, Any], dict[str, float]]]:
    """The best weights on a grid for `status` and `mode`, by accuracy (of modes: where gold or choice has one)."""

    def status(default: float, form: float, cue: float) -> float:
        scorer = Scorer({"default": default, "form": form, "cue": cue}, 0.0, 0.0)
        return float(np.mean([choose_status(c.candidate, c.read, scorer)[0].value == c.status for c in choices]))

    def mode(codebook: float, none: float, means: float) -> float:
        scorer = Scorer({"codebook": codebook, "no mode": none, "means": means}, 0.0, 0.0)
        chosen = [(choose_mode(c.candidate, c.means, scorer), c.mode) for c in choices if MODES[c.candidate.type]]
        return float(np.mean([mine == gold for mine, gold in chosen if mine or gold]))

    default, form, cue = max(itertools.product(GRID, GRID, GRID), key=lambda w: status(*w))
    codebook, none, means = max(itertools.product(GRID, (0.0, 1.0, 2.0), GRID), key=lambda w: mode(*w))
    stored = lambda **weights: {"weights": weights, "bias": 0.0, "threshold": 0.0}  # noqa: E731
    return {
        "status": (
            stored(default=default, form=form, cue=cue),
            {"rows": len(choices), "accuracy": round(status(default, form, cue), 4)},
        ),
        "mode": (
            stored(codebook=codebook, **{"no mode": none}, means=means),
            {"rows": len(choices), "accuracy": round(mode(codebook, none, means), 4)},
        ),
    }


def fit(rows: list[Row]) -> tuple[dict[str, Any], dict[str, float]]:
    """The scorer's weights as stored, and its cross-validated figures."""
    vectorizer = DictVectorizer(sparse=False)
    x = vectorizer.fit_transform([features for features, _, _ in rows])
    y = np.array([right for _, right, _ in rows])
    groups = np.array([article for _, _, article in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    chances = cross_val_predict(model, x, y, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    threshold, best = max(((t, f1(y, chances >= t)) for t in np.arange(0.2, 0.7, 0.02)), key=lambda p: p[1])
    model.fit(x, y)
    weights = {
        name: round(float(w), 4) for name, w in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    }
    stored = {"weights": weights, "bias": round(float(model.intercept_[0]), 4), "threshold": round(float(threshold), 2)}
    return stored, {
        "rows": len(y),
        "right": int(y.sum()),
        "f1": round(best, 4),
        "threshold": round(float(threshold), 2),
    }


def f1(gold: np.ndarray, found: np.ndarray) -> float:
    return float(2 * (gold & found).sum() / max(1, gold.sum() + found.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--held", type=Path, required=True)
    parser.add_argument("--fresh", type=Path, nargs="*", default=[])
    parser.add_argument("--reader", type=Path, default=PACKAGED, help="the exported reader whose output is weighed")
    parser.add_argument("--act-threshold", type=float, help="instead of the best one in cross-validation")
    parser.add_argument("--no-mode", type=float, help="how much a codebook entry without a mode counts, not fitted")
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    held = set(json.loads(options.held.read_text(encoding="utf-8")))
    articles = [a for path in options.gold for a in read_gold(path) if a["id"] in held]
    articles += [a for path in options.fresh for a in read_gold(path)]
    resources = dataclasses.replace(load_resources(quiet=True), reader=load_reader(options.reader))
    entries = measure_entries([a for path in options.gold for a in read_gold(path) if a["id"] not in held], resources)
    rows = collect(articles, resources, entries)
    fitted = {name: fit(rows[name]) for name in sorted(rows)} | fit_choices(collect_choices(articles, resources))
    for name, (_, figures) in fitted.items():
        print(name, figures)
    note = f"Fitted by training/scorers.py on {len(articles)} annotated articles kept out of the reader's training."
    by_hand = {"the threshold of act": options.act_threshold, "the weight of no mode": options.no_mode}
    if chosen := [name for name, value in by_hand.items() if value is not None]:
        note += f" Set by hand: {', '.join(chosen)}."
    if options.no_mode is not None:
        fitted["mode"][0]["weights"]["no mode"] = options.no_mode
    if options.act_threshold is not None:
        fitted["act"][0]["threshold"] = options.act_threshold
    stored = {
        "version": options.version,
        "note": note,
        "scorers": {name: scorer for name, (scorer, _) in fitted.items()},
        "entries": entries,
    }
    options.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
