"""Back-references inside one article: pronouns, "the group", "the two countries".

The method is salience over the sentences before (after Lappin and Leass, 1994, reduced to words): candidates of the
fitting kind are taken from the same and the three sentences before, first mentions in a sentence before later ones,
nearer sentences first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.lexicon.actors import ActorCatalogue
from reportedly.records import Span
from reportedly.resolve.context import Surroundings
from reportedly.resolve.descriptions import Description, describe
from reportedly.resolve.phrases import read_phrase

_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n")
_COUNTABLE = (
    "GOV",
    "MIL",
    "REB",
    "COP",
    "CVL",
    "UAF",
    "OPP",
    "PRM",
    "CRM",
    "REF",
    "PTY",
    "LAB",
    "AGR",
    "EDU",
    "JRN",
    "MED",
)
_GROUPS = ("REB", "CRM", "PRM", "PTY", "SOC", "OPP", "LAB", "NGO", "BUS", None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party named in the text that a later word may stand for. `order` is its place in its sentence."""

    span: Span
    text: str
    description: Description
    sentence: int
    order: int
    plural: bool
    person: bool


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a back-reference stands for: the earlier words, what they say, and how sure the link is (0 to 1)."""

    text: str
    description: Description
    score: float
    reason: str


def sentence_starts(text: str) -> list[int]:
    """Offsets at which sentences begin, by punctuation and blank lines; good enough for salience."""
    return [0, *(m.end() for m in _STOP.finditer(text))]


def find_candidates(around: Surroundings, catalogue: ActorCatalogue) -> list[Candidate]:
    """Parties named in the article in order: catalogue names and agent phrases with their country words."""
    phrase = around.phrase
    starts = sentence_starts(around.article.text)
    hits = sorted((*((n.start, n.end) for n in phrase.names), *((a.start, a.end) for a in phrase.agents)))
    found: list[Candidate] = []
    sentence, order, i = 0, 0, 0
    while i < len(hits):
        low, high = hits[i]
        while i + 1 < len(hits) and hits[i + 1][0] == high and not phrase.words[high - 1].possessive:
            i += 1
            high = hits[i][1]
        i += 1
        at = phrase.words[low].span.start
        while sentence + 1 < len(starts) and starts[sentence + 1] <= at:
            sentence, order = sentence + 1, 0
        candidate = _candidate(around, catalogue, low, high, sentence, order)
        if candidate is not None:
            found.append(candidate)
            order += 1
    return found


def _candidate(
    around: Surroundings, catalogue: ActorCatalogue, low: int, high: int, sentence: int, order: int
) -> Candidate | None:
    words = around.words[low:high]
    text = around.article.text
    part = read_phrase(words, text, around.case, catalogue)
    said = describe(part, catalogue, year=around.year)
    if said.empty or (said.actor is not None and said.actor.kind in ("region", "people") and said.bare_state):
        return None
    span = Span(words[0].span.start, words[-1].span.end)
    last = words[-1].key
    plural = (last.endswith("s") and not last.endswith("ss")) or last in (
        "police",
        "people",
        "men",
        "women",
        "children",
    )
    person = said.actor.person if said.actor is not None else last in catalogue.words["individuals"]
    return Candidate(span, span.of(text), said, sentence, order, plural, person)


def resolve_anaphor(
    key: str, kind: str, span: Span, candidates: Sequence[Candidate], around: Surroundings
) -> tuple[Antecedent, ...]:
    """What the pronoun or noun `key` at `span` stands for; void where that is open.

    `kind` is a pronoun class of agents.yml, "anaphor" for a bare noun, "both" for two states.
    """
    if kind in ("first",):
        return _speaker(span, candidates, around)
    if kind == "both":
        return _two_states(key, span, candidates)
    starts = sentence_starts(around.article.text)
    here = sum(1 for s in starts if s <= span.start) - 1
    best: tuple[float, Candidate] | None = None
    for c in candidates:
        if c.span.end > span.start or (c.sentence < here - 3 and kind != "last word") or not _fits(kind, key, c):
            continue
        salience = -0.35 * (here - c.sentence) - 0.06 * c.order
        if c.sentence == here:
            salience -= 0.05
        if best is None or salience >= best[0]:
            best = (salience, c)
    if best is None:
        return ()
    score = max(0.3, 0.7 + best[0])
    return (Antecedent(best[1].text, best[1].description, score, f'"{key}" stands for "{best[1].text}"'),)


def _fits(kind: str, key: str, c: Candidate) -> bool:
    sector = c.description.sector
    if kind == "plural":
        return sector in _COUNTABLE and (c.plural or c.description.actor is not None) and not c.person
    if kind in ("male", "female"):
        return c.person
    if kind == "last word":
        named = c.description.actor is not None and c.description.actor.kind in ("body", "group")
        return named and " " in c.text and c.text.lower().rstrip(" ()").endswith(key)
    if kind in ("thing", "who"):
        return not c.person and (not c.plural or c.description.actor is not None or kind == "who")
    if key in ("ministry",):
        return "ministr" in c.text.lower() or c.description.bare_state
    actor = c.description.actor
    return actor is not None and not actor.person and actor.kind in ("group", "body") and sector in _GROUPS


def _speaker(span: Span, candidates: Sequence[Candidate], around: Surroundings) -> tuple[Antecedent, ...]:
    """The party next to a verb of saying nearest to `span`, within 400 characters."""
    best: tuple[int, Candidate] | None = None
    for c in candidates:
        distance = abs(c.span.start - span.start)
        if distance > 400 or c.description.sector is None:
            continue
        low, high = around.range_of(Span(max(0, c.span.start - 40), c.span.end + 60))
        if any(w.key in around.phrase.lexis["said"] for w in around.words[low:high]) and (
            best is None or distance < best[0]
        ):
            best = (distance, c)
    if best is None and around.author.sector is not None:
        return (Antecedent(around.article.outlet or "", around.author, 0.5, "whoever writes"),)
    if best is None:
        return ()
    return (Antecedent(best[1].text, best[1].description, 0.5, f'the speaker, "{best[1].text}"'),)


def _two_states(key: str, span: Span, candidates: Sequence[Candidate]) -> tuple[Antecedent, ...]:
    counts: dict[str, list[Candidate]] = {}
    for c in candidates:
        if c.span.start < span.start + 300 and c.description.bare_state and c.description.countries:
            counts.setdefault(c.description.countries[0], []).append(c)
    top = sorted(counts.values(), key=lambda cs: -len(cs))[:2]
    if len(top) < 2:
        return ()
    return tuple(Antecedent(cs[-1].text, cs[-1].description, 0.5, f'"{key}": the two states most named') for cs in top)
