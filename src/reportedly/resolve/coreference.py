"""Back-references inside one article: pronouns, "the group", "the two countries", and names told of elsewhere.

The method is salience over the sentences before (after Lappin and Leass, 1994, reduced to words): candidates of the fitting kind are
taken from the same and the three sentences before, first mentions in a sentence before later ones, nearer sentences first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.lexicon.actors import ActorCatalogue, AgentHit, Folded
from reportedly.records import Span
from reportedly.resolve.context import Surroundings
from reportedly.resolve.descriptions import NOTHING, Description, Phrase, describe, read_phrase

_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n")
_SAID = frozenset(
    "said says told added stated announced declared warned claimed noted stressed according explained insisted".split()
)
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
    plural = last.endswith("s") and not last.endswith("ss") or last in ("police", "people", "men", "women", "children")
    person = said.actor.person if said.actor is not None else _one_person(last)
    return Candidate(span, span.of(text), said, sentence, order, plural, person)


def _one_person(key: str) -> bool:
    return key in (
        "president", "minister", "leader", "general", "colonel", "commander", "spokesman", "spokeswoman", "ambassador", "envoy",
        "man", "woman", "governor", "mayor", "judge", "bishop", "priest", "lawyer", "journalist", "captain", "boy", "girl",
        "premier", "secretary", "senator", "deputy", "teacher", "soldier", "officer", "official", "chairman", "farmer",
    )  # fmt: skip


def resolve_anaphor(
    key: str, kind: str, span: Span, candidates: Sequence[Candidate], around: Surroundings
) -> tuple[Antecedent, ...]:
    """What the pronoun or noun `key` at `span` stands for; `kind` is a pronoun class, "anaphor" or "both". Empty: unresolved."""
    if kind in ("first",):
        return _speaker(span, candidates, around)
    if kind == "both":
        return _two_states(key, span, candidates)
    starts = sentence_starts(around.article.text)
    here = sum(1 for s in starts if s <= span.start) - 1
    best: tuple[float, Candidate] | None = None
    for c in candidates:
        if c.span.end > span.start or c.sentence < here - 3 or not _fits(kind, key, c):
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
        if any(w.key in _SAID for w in around.words[low:high]) and (best is None or distance < best[0]):
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


# ---------------------------------------------------------------- names told of elsewhere


def describe_name(
    mention: Sequence[Folded], around: Surroundings, catalogue: ActorCatalogue, near: Sequence[str]
) -> Description:
    """What the article says elsewhere of the person or body named by `mention`: a title before, an apposition after.

    Looks at every place where the last (or next to last) word of the name stands; the fullest description wins.
    """
    keys = [w.key for w in mention if len(w.key) > 2 and w.key.isalpha() and w.key not in _PARTICLES]
    best = NOTHING
    for key in dict.fromkeys(reversed(keys)):
        for j, word in enumerate(around.words):
            if word.key == key:
                told = _told_at(j, around, catalogue, near)
                if _fuller(told, best):
                    best = told
        if best.sector is not None:
            return best
    return best


_PARTICLES = frozenset(
    ("the", "del", "los", "las", "von", "van", "bin", "and", "jose", "juan", "luis", "carlos", "maria", "mohammed")
)


def _fuller(a: Description, b: Description) -> bool:
    return (a.sector is not None, a.actor is not None, len(a.countries), a.strength) > (
        b.sector is not None,
        b.actor is not None,
        len(b.countries),
        b.strength,
    )


def _told_at(j: int, around: Surroundings, catalogue: ActorCatalogue, near: Sequence[str]) -> Description:
    phrase = around.phrase
    low = _name_start(j, around)
    title = _title_before(phrase, catalogue, low)
    if title is not None:
        before = max(_window_before(low, around), title.start - 4)
        cuts = [i + 1 for i in range(before, title.start) if phrase.words[i].key in catalogue.words["boundaries"]]
        left = _described(max([before, *cuts]), low, around, catalogue, near)
        if _tells(left):
            return left
    high = _name_end(j, around)
    if high < len(phrase.words) and phrase.gaps[high - 1].strip()[:1] in (",", "(", "["):
        limit = _window_after(high, around)
        right = _described(high, limit, around, catalogue, near)
        if _tells(right) and _starts(phrase, high, limit):
            return right
    return _listed(low, around, catalogue, near)


def _tells(said: Description) -> bool:
    """Whether a description fits a person: a country alone or a news agency does not."""
    agency = said.actor is not None and said.actor.kind == "body" and said.sector == "JRN"
    return said.sector is not None and not said.bare_state and not agency and not said.nowhere


def _listed(low: int, around: Surroundings, catalogue: ActorCatalogue, near: Sequence[str]) -> Description:
    """What a list of names says of its members: "three traffickers were arrested: A, B and C"."""
    phrase = around.phrase
    ends = {a.end - 1: a for a in phrase.agents}
    i, names = low - 1, 0
    while i >= 0 and low - i < 90:
        gap = phrase.gaps[i]
        if i in ends and ends[i].agent.keys[-1] not in catalogue.words["collective"]:
            break
        opened = ":" in gap or phrase.words[i].key in ("as", "are", "identified", "following", "named")
        if opened:
            return _header(i, around, catalogue, near)
        if any(c in gap for c in ".!?") and len(phrase.words[i].key) > 3 or not (_looks_like_name(i, around) or _glue(i, around)):
            return NOTHING
        names += 1
        i -= 1
    return NOTHING


def _glue(i: int, around: Surroundings) -> bool:
    return around.words[i].key in ("and", "de", "del", "la", "the", "of", "years", "old", "y", "alias") or around.words[i].key.isdigit()


def _header(i: int, around: Surroundings, catalogue: ActorCatalogue, near: Sequence[str]) -> Description:
    """The last kind of people named in the 25 words before word `i`."""
    hits = [a for a in around.phrase.agents if i - 25 <= a.start <= i and a.agent.sector is not None and not a.agent.weak]
    hits = [a for a in hits if a.agent.keys[-1] not in catalogue.words["collective"]]
    if not hits:
        return NOTHING
    said = _described(hits[-1].start - 1 if hits[-1].start else 0, hits[-1].end, around, catalogue, near)
    return said if _tells(said) else NOTHING


def _described(
    low: int, high: int, around: Surroundings, catalogue: ActorCatalogue, near: Sequence[str]
) -> Description:
    if low >= high:
        return NOTHING
    part = read_phrase(around.words[low:high], around.article.text, around.case, catalogue)
    return describe(part, catalogue, year=around.year, near=near)


def _taken(phrase: Phrase, i: int) -> bool:
    return any(a.start <= i < a.end for a in phrase.agents if abs(a.start - i) < 8)


def _looks_like_name(i: int, around: Surroundings) -> bool:
    word = around.words[i]
    if _taken(around.phrase, i) or not word.raw[0].isupper():
        return False
    return around.case == "mixed" or (word.key not in _COMMON and len(word.key) > 2)


_COMMON = frozenset(
    "the and that with from this has have had was were been who said says told of for his her their its not but are will would by "
    "named called identified known yesterday today when where after before while also against former murdered killed arrested".split()
)


def _name_start(j: int, around: Surroundings) -> int:
    i = j
    while i > 0 and j - i < 3 and around.phrase.gaps[i - 1].strip() in ("", ".") and _looks_like_name(i - 1, around):
        i -= 1
    return i


def _name_end(j: int, around: Surroundings) -> int:
    i = j + 1
    while (
        i < len(around.words) and i - j < 3 and around.phrase.gaps[i - 1].strip() == "" and _looks_like_name(i, around)
    ):
        i += 1
    return i


def _window_before(low: int, around: Surroundings) -> int:
    i = low
    while i > 0 and low - i < 9:
        gap = around.phrase.gaps[i - 1]
        if any(c in gap for c in ";:!?\n") or ("." in gap and len(around.words[i - 1].key) > 4):
            break
        if "," in gap and i < low:
            break
        i -= 1
    return i


def _window_after(high: int, around: Surroundings) -> int:
    i = high
    while i < len(around.words) and i - high < 12:
        i += 1
        if i < len(around.words) and any(c in around.phrase.gaps[i - 1] for c in ",.;:)]\n"):
            break
    return i


def _title_before(phrase: Phrase, catalogue: ActorCatalogue, low: int) -> AgentHit | None:
    """The title or kind of person that ends right before word `low` ("named", a bracket or "of X" may stand between)."""
    last = low - 1
    while last >= 0 and phrase.words[last].key in ("named", "called", "identified", "as", "known", "mr", "don", "dr"):
        last -= 1
    for agent in reversed([a for a in phrase.agents if last - 8 < a.end - 1 <= last]):
        between = [phrase.words[k].key for k in range(agent.end, last + 1)]
        broken = any(c in phrase.gaps[k] for k in range(agent.end - 1, last) for c in ".;:")
        if broken or (between and between[0] not in ("of", "for", "in")):
            return None
        if agent.agent.keys[-1] not in catalogue.words["collective"]:
            return agent if not agent.agent.void else None
    return None


def _starts(phrase: Phrase, low: int, high: int) -> bool:
    """Whether an apposition's first words say what it is, rather than open a new clause."""
    agents = [a for a in phrase.agents if low <= a.start < high]
    names = [n for n in phrase.names if low <= n.start < high]
    first = phrase.words[low].key
    return bool(agents or names) and first not in (
        "and",
        "but",
        "said",
        "he",
        "she",
        "they",
        "has",
        "had",
        "was",
        "were",
        "which",
    )
