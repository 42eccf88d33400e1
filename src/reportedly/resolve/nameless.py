"""Places told without their name: "the town", "this area", "the school compound"."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.lexicon.places import PlaceTerms
from reportedly.records import Document, Mention, Parse

POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_INNER = frozenset({"det", "amod", "compound", "nmod:poss", "nummod"})


def find_nameless(document: Document, named: Iterable[Mention], terms: PlaceTerms) -> tuple[Mention, ...]:
    """Phrases that point at a place by a common noun, in order of the text; those that hold a named place are left out.

    Example: "the town" in "Troops entered the town at dawn".
    """
    known = list(named)
    nouns = terms.settlements | terms.parts | terms.sites | terms.landforms | frozenset(terms.units)
    found = []
    for sentence, parse in enumerate(document.parses):
        spans = [m.span for m in known if m.sentence == sentence]
        for word in parse.words:
            if word.upos != "NOUN" or word.text.lower() not in nouns:
                continue
            mention = _phrase(parse, sentence, word.i)
            if mention is not None and not any(mention.span.overlaps(s) for s in spans):
                found.append(mention)
    return tuple(found)


def _phrase(parse: Parse, sentence: int, head: int) -> Mention | None:
    """The noun with what stands before it, None where nothing points ("a town")."""
    before = [w for w in parse.words[:head] if w.head == head and w.dep in _INNER]
    if not any(w.text.lower() in POINTING for w in before):
        return None
    start = min(w.i for w in before)
    return Mention(sentence, start, head + 1, head, parse.span_of(start, head + 1))
