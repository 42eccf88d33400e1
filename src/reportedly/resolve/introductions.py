"""What an article says elsewhere of a name: a title before it, an apposition after it, the heading of a list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reportedly.lexicon.actors import ActorCatalogue, AgentHit, Folded
from reportedly.resolve.context import Surroundings
from reportedly.resolve.descriptions import NOTHING, Description, describe
from reportedly.resolve.phrases import Phrase, read_phrase


def describe_name(
    mention: Sequence[Folded], around: Surroundings, catalogue: ActorCatalogue, near: Sequence[str]
) -> Description:
    """What the article says elsewhere of the person or body named by `mention`: a title before, an apposition after.

    Looks at every place where the last (or next to last) word of the name stands; the fullest description wins.
    """
    keys = [w.key for w in mention if len(w.key) > 2 and w.key.isalpha() and w.key not in catalogue.words["particles"]]
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
    if high < len(phrase.words) and phrase.gaps[high - 1].strip(" .")[:1] in (",", "(", "["):
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
    i, names = low - 1, 0
    while i >= 0 and low - i < 90:
        gap = phrase.gaps[i]
        agent = next((a for a in _agents_before(phrase, i)[-1:] if a.end - 1 == i), None)
        if agent is not None and agent.agent.keys[-1] not in catalogue.words["collective"]:
            said = _described(agent.start, i + 1, around, catalogue, near)
            return said if names and _tells(said) and around.words[i].key.endswith(("s", "men", "people")) else NOTHING
        opened = ":" in gap or phrase.words[i].key in ("as", "are", "identified", "following", "named")
        if opened:
            return _header(i, around, catalogue, near)
        ended = any(c in gap for c in ".!?") and len(phrase.words[i].key) > 3
        if ended or not (_looks_like_name(i, around) or _glue(i, around)):
            return NOTHING
        names += 1
        i -= 1
    return NOTHING


def _glue(i: int, around: Surroundings) -> bool:
    return (
        around.words[i].key in ("and", "de", "del", "la", "the", "of", "years", "old", "y", "alias")
        or around.words[i].key.isdigit()
    )


def _header(i: int, around: Surroundings, catalogue: ActorCatalogue, near: Sequence[str]) -> Description:
    """The last kind of people named in the 25 words before word `i`."""
    hits = [
        a for a in around.phrase.agents if i - 25 <= a.start <= i and a.agent.sector is not None and not a.agent.weak
    ]
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


def _agents_before(phrase: Phrase, i: int) -> Sequence[AgentHit]:
    """The last eight agent phrases that begin at word `i` or before, in order; they do not overlap."""
    end = bisect_right(phrase.agents, i, key=lambda a: a.start)
    return phrase.agents[max(0, end - 8) : end]


def _taken(phrase: Phrase, i: int) -> bool:
    return any(a.start <= i < a.end for a in _agents_before(phrase, i)[-1:] if i - a.start < 8)


def _looks_like_name(i: int, around: Surroundings) -> bool:
    word = around.words[i]
    if _taken(around.phrase, i) or not word.raw[0].isupper():
        return False
    return around.case == "mixed" or (word.key not in around.phrase.lexis["common"] and len(word.key) > 2)


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
    """The title or kind of person that ends right before word `low` ("named" or "of X" may stand between)."""
    last = low - 1
    while last >= 0 and phrase.words[last].key in catalogue.words["named_as"]:
        last -= 1
    for agent in reversed([a for a in _agents_before(phrase, last) if last - 8 < a.end - 1 <= last]):
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
    if first in ("who", "which") and low + 1 < high:
        return bool(agents or names) and phrase.words[low + 1].key in (
            "is",
            "was",
            "serves",
            "heads",
            "leads",
            "commands",
        )
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
