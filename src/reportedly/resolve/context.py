"""The article as a source of evidence: its folded words, the names in it, and which countries are in play where."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.lexicon.actors import ActorCatalogue, Case, EvidenceWeights, Folded, case_of, fold_words
from reportedly.records import SUPRANATIONAL, Article, Span
from reportedly.resolve.descriptions import NOTHING, Description, describe
from reportedly.resolve.phrases import Phrase, choose_actor, read_phrase


@dataclass(frozen=True, slots=True)
class Evidence:
    """A country named at offset `at`; `sector` where a party of that sector and country is named there."""

    at: int
    country: str
    weight: float
    sector: str | None = None
    attached: bool = False
    """True for an adjective before the words of that party."""
    firm: bool = True
    """False where the name is a body's or a leader's, which needs its country in play."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One article, prepared once: its words, the phrase over all of them, the evidence in order of the text."""

    article: Article
    case: Case
    words: Sequence[Folded]
    starts: Sequence[int]
    """Where each of `words` begins."""
    phrase: Phrase
    evidence: Sequence[Evidence]
    year: int | None
    author: Description
    """What the outlet's name says of who writes: a government, an army; void where it is a newspaper or unknown."""
    paragraphs: Sequence[int]
    """Offsets at which paragraphs begin."""
    weights: EvidenceWeights

    def range_of(self, span: Span) -> tuple[int, int]:
        """The folded words inside `span`, half-open."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def countries(self, at: int, sector: str | None = None) -> list[tuple[str, float]]:
        """The countries in play around offset `at`, likeliest first, with their shares (they sum to 1).

        A country counts by how often it is named, by how near, and by whether a party of `sector` belongs to it.
        """
        scores: dict[str, float] = defaultdict(float)
        w = self.weights
        here = bisect_right(self.paragraphs, at)
        for item in self.evidence:
            if item.country in SUPRANATIONAL and (sector is None or item.sector != sector):
                continue
            distance = at - item.at
            near = math.exp(-distance / w.before) if distance >= 0 else w.ahead * math.exp(distance / w.after)
            factor = w.same if sector is not None and item.sector == sector else 1.0
            if item.attached and item.sector != sector:
                factor *= w.attached
            if bisect_right(self.paragraphs, item.at) == here:
                factor *= w.paragraph
            scores[item.country] += item.weight * (w.everywhere + w.near * near) * factor
        total = sum(scores.values())
        return sorted(((c, s / total) for c, s in scores.items()), key=lambda x: -x[1]) if total else []


def survey(article: Article, catalogue: ActorCatalogue) -> Surroundings:
    """`article` prepared for resolution. Nothing is kept between articles."""
    text = article.text
    case = case_of(text)
    words = fold_words(text)
    starts = [w.span.start for w in words]
    phrase = read_phrase(words, text, case, catalogue)
    year = article.published.year if article.published is not None else None
    rough = [e for e in _gather(phrase, year, (), catalogue.weights) if e.firm]
    near = tuple(c for c, _ in sorted(_totals(rough).items(), key=lambda x: -x[1]))
    evidence = _gather(phrase, year, near, catalogue.weights)
    if article.title:
        title = fold_words(article.title)
        head = read_phrase(title, article.title, case_of(article.title), catalogue)
        evidence += [
            Evidence(0, e.country, e.weight * catalogue.weights.title, e.sector, e.attached)
            for e in _gather(head, year, near, catalogue.weights)
        ]
    author = _author(article, catalogue, year)
    paragraphs = [0, *(m.end() for m in re.finditer(r"\n\s*\n", text))]
    if author.countries:
        evidence += [Evidence(0, author.countries[0], catalogue.weights.author, author.sector)]
    return Surroundings(article, case, words, starts, phrase, evidence, year, author, paragraphs, catalogue.weights)


def _author(article: Article, catalogue: ActorCatalogue, year: int | None) -> Description:
    if article.outlet is None:
        return NOTHING
    said = describe(read_phrase(fold_words(article.outlet), article.outlet, "mixed", catalogue), catalogue, year=year)
    services = catalogue.words["services"]
    served = any(w.key in services for w in fold_words(article.outlet))
    return said if said.sector in ("GOV", "MIL", "REB", "PRE", "SOC") and not served else NOTHING


def _totals(evidence: Sequence[Evidence]) -> dict[str, float]:
    totals: dict[str, float] = defaultdict(float)
    for item in evidence:
        totals[item.country] += item.weight
    return totals


def _gather(phrase: Phrase, year: int | None, near: Sequence[str], weights: EvidenceWeights) -> list[Evidence]:
    found = []
    agents_at = {a.start: a.agent for a in phrase.agents}
    for hit in phrase.names:
        actor = choose_actor(hit, phrase, year, near)
        if actor is None or actor.country is None:
            continue
        weight = weights.kinds[actor.kind] * (0.2 if actor.sector == "JRN" else 1.0)
        at = phrase.words[hit.start].span.start
        weight *= weights.opening if at < _OPENING else 1.0
        before = {w.key for w in phrase.words[max(0, hit.start - 2) : hit.start]}
        weight *= weights.located if actor.kind in _SCENES and before & phrase.lexis["scene"] else 1.0
        geo = actor.kind in ("state", "people", "seat")
        following = agents_at.get(hit.end) if actor.kind in ("state", "people") else None
        sector = following.sector if following is not None else None if geo else actor.sector
        firm = actor.kind not in ("body", "leader")
        found.append(Evidence(at, actor.country, weight, sector, following is not None, firm))
    return found


_OPENING = 150
_SCENES = ("state", "seat", "region")
