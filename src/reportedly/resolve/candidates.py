"""What a later word may stand for: the parties that an article names, in order, and where they stand in its trees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.lexicon.actors import ActorCatalogue
from reportedly.records import Name, Parse, Span
from reportedly.resolve.context import Surroundings
from reportedly.resolve.descriptions import NOTHING, Description, describe
from reportedly.resolve.phrases import read_phrase
from reportedly.resolve.standings import Spot, Trees

_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n")
_DATELINE = re.compile(r"\[TEXT\]|^[^\n]{3,120}?(?: --| —| - )", re.MULTILINE)
_PLURALS = frozenset({"police", "people", "men", "women", "children"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party named in the text that a later word may stand for.

    `order` is its place in its sentence, `sentence` counts sentences (by the trees where the article was read). `spot`
    is None where no tree holds it. A candidate with an empty description and `person` False is a thing.
    """

    span: Span
    text: str
    description: Description
    sentence: int
    order: int
    plural: bool
    person: bool
    spot: Spot | None = None

    @property
    def is_thing(self) -> bool:
        return self.description.empty and not self.person


def sentence_starts(text: str) -> list[int]:
    """Offsets at which sentences begin, by punctuation and blank lines; good enough for salience."""
    return [0, *(m.end() for m in _STOP.finditer(text))]


def dateline_end(text: str) -> int:
    """Where the dateline ends ("LIMA, 3 MAY 90 (AFP) -- [TEXT]"), 0 where the text has none."""
    found = _DATELINE.search(text, 0, 400)
    if found is None or (found.group() != "[TEXT]" and found.start() > 0):
        return 0
    return found.end()


def find_candidates(around: Surroundings, catalogue: ActorCatalogue, trees: Trees) -> list[Candidate]:
    """Parties named in the article in order: catalogue names, agent phrases with their country words, and persons.

    Where the article was read, things that are subjects or objects are candidates too, so that "it" is not taken for a
    party where it is a bomb.
    """
    phrase = around.phrase
    hits = sorted((*((n.start, n.end) for n in phrase.names), *((a.start, a.end) for a in phrase.agents)))
    found: list[Candidate] = []
    begin, i = dateline_end(around.article.text), 0
    while i < len(hits):
        low, high = hits[i]
        while i + 1 < len(hits) and hits[i + 1][0] == high and not phrase.words[high - 1].possessive:
            i += 1
            high = hits[i][1]
        i += 1
        if phrase.words[low].span.start >= begin:
            candidate = _candidate(around, catalogue, low, high, trees)
            if candidate is not None:
                found.append(candidate)
    found += _persons_and_things(around, trees, found, begin)
    return _in_order(around, trees, found)


def _candidate(around: Surroundings, catalogue: ActorCatalogue, low: int, high: int, trees: Trees) -> Candidate | None:
    words = around.words[low:high]
    text = around.article.text
    part = read_phrase(words, text, around.case, catalogue)
    said = describe(part, catalogue, year=around.year)
    if said.empty or (said.actor is not None and said.actor.kind in ("region", "people") and said.bare_state):
        return None
    span = Span(words[0].span.start, words[-1].span.end)
    spot = trees.spot(span)
    if spot is not None and trees.parses[spot.sentence].words[spot.head].upos == "PRON":
        return None
    last = words[-1].key
    plural = (last.endswith("s") and not last.endswith("ss")) or last in _PLURALS or (spot is not None and spot.plural)
    person = said.actor.person if said.actor is not None else last in catalogue.words["individuals"]
    if said.actor is None and not plural and last not in catalogue.words["collective"]:
        person = person or (spot is not None and _names_person(trees.parses[spot.sentence], spot.head))
    return Candidate(span, span.of(text), said, 0, 0, plural and not person, person, spot)


def _names_person(parse: Parse, head: int) -> bool:
    return any(n.kind == "PER" and _top(parse, n) == head for n in parse.names)


def _top(parse: Parse, name: Name) -> int:
    """The word of a name that hangs on a word outside it, its title passed over ("Mayor" of "Mayor Salem")."""
    for i in range(name.start, name.end):
        if not name.start <= parse.words[i].head < name.end:
            return parse.words[i].head if parse.words[i].dep in ("flat", "compound", "nmod:desc") else i
    return name.start


def _persons_and_things(around: Surroundings, trees: Trees, known: Sequence[Candidate], begin: int) -> list[Candidate]:
    taken = {(c.spot.sentence, c.spot.head) for c in known if c.spot is not None}
    spans = [c.span for c in known]
    found: list[Candidate] = []
    for k, parse in enumerate(trees.parses):
        for name in parse.names:
            span = parse.span_of(name.start, name.end)
            free = not any(span.overlaps(s) for s in spans) if name.kind == "PER" else False
            if free and span.start >= begin and (k, _top(parse, name)) not in taken:
                spot = trees.spot(span)
                found.append(Candidate(span, span.of(around.article.text), NOTHING, 0, 0, False, True, spot))
                taken.add((k, _top(parse, name)))
        for word in parse.words:
            if word.upos != "NOUN" or word.relation not in ("nsubj", "obj") or (k, word.i) in taken:
                continue
            if word.span.start < begin or any(word.span.overlaps(s) for s in spans):
                continue
            spot = trees.spot(word.span)
            plural = word.xpos in ("NNS", "NNPS")
            found.append(Candidate(word.span, word.text, NOTHING, 0, 0, plural, False, spot))
    return found


def _in_order(around: Surroundings, trees: Trees, found: Sequence[Candidate]) -> list[Candidate]:
    starts = sentence_starts(around.article.text)
    ordered: list[Candidate] = []
    sentence, order, last = 0, 0, -1
    for c in sorted(found, key=lambda c: c.span):
        if trees.parses:
            at = trees.sentence_at(c.span.start)
            sentence = at if at is not None else 0
        else:
            while sentence + 1 < len(starts) and starts[sentence + 1] <= c.span.start:
                sentence += 1
        order = order + 1 if sentence == last else 0
        last = sentence
        ordered.append(Candidate(c.span, c.text, c.description, sentence, order, c.plural, c.person, c.spot))
    return ordered
