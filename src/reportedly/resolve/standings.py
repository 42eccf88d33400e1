"""Where words stand in their sentence's tree: subject, object, inside another phrase, the scene of what is told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.records import Parse, Span

Standing = Literal["subject", "passive subject", "object", "oblique", "inside", "scene", "other"]
_SCENE = frozenset({"in", "at", "near", "inside", "outside", "across", "around", "toward", "towards", "into", "over"})
_CHAIN = frozenset({"flat", "fixed", "goeswith", "conj", "appos", "list"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Words in a tree: the sentence's position, the head's position in it, how it stands, and its verb or noun.

    `above` is the position of the word that the phrase hangs on, None at the root.
    """

    sentence: int
    head: int
    standing: Standing
    above: int | None
    plural: bool
    """The head is a plural noun."""


class Trees:
    """The parses of one article, asked by offset. Void where the article was not read."""

    def __init__(self, parses: Sequence[Parse]) -> None:
        self.parses = parses
        self._starts = [p.span.start for p in parses]

    def sentence_at(self, offset: int) -> int | None:
        """The position of the sentence that holds `offset`, or the last before it; None before the first."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 else None

    def spot(self, span: Span) -> Spot | None:
        """Where the words of `span` stand; None where no sentence holds them."""
        i = self.sentence_at(span.start)
        if i is None or span.start >= self.parses[i].span.end:
            return None
        parse = self.parses[i]
        inside = [w.i for w in parse.words if w.span.overlaps(span)]
        if not inside:
            return None
        heads = [k for k in inside if parse.words[k].head not in inside]
        head = heads[-1] if heads else inside[-1]
        standing, above = stand(parse, head)
        return Spot(i, head, standing, above, parse.words[head].xpos in ("NNS", "NNPS"))


def stand(parse: Parse, i: int) -> tuple[Standing, int | None]:
    """How word `i` stands, coordination and names in apposition passed over, and the word it hangs on."""
    word = parse.words[i]
    for _ in range(len(parse.words)):
        if word.head < 0 or word.relation not in _CHAIN:
            break
        word = parse.words[word.head]
    above = word.head if word.head >= 0 else None
    match word.relation:
        case "nsubj" | "csubj":
            return ("passive subject" if word.dep.endswith(":pass") else "subject"), above
        case "obj" | "iobj":
            return "object", above
        case "compound" | "amod" | "nummod" | "det":
            return "inside", above
        case "nmod" | "obl":
            if word.dep == "nmod:poss":
                return "inside", above
            if word.dep == "obl:agent":
                return "subject", above
            cases = {parse.words[c].lemma for c in parse.children(word.i) if parse.words[c].relation == "case"}
            return ("scene" if cases & _SCENE else "oblique"), above
    return "other", above


def governing_subject(parse: Parse, i: int, verbs: frozenset[str]) -> int | None:
    """The subject of the nearest clause above word `i` whose verb is one of `verbs` (lemmas or forms)."""
    node = i
    for _ in range(len(parse.words)):
        above = parse.words[node].head
        if above < 0:
            break
        if parse.words[node].relation in ("ccomp", "parataxis", "xcomp", "advcl", "acl"):
            found = _subject_of_speech(parse, above, verbs)
            if found is not None and found != i:
                return found
        node = above
    for child in parse.children(node):
        if parse.words[child].relation == "parataxis" and i not in parse.subtree(child):
            found = _subject_of_speech(parse, child, verbs)
            if found is not None:
                return found
    return None


def _subject_of_speech(parse: Parse, verb: int, verbs: frozenset[str]) -> int | None:
    word = parse.words[verb]
    if word.lemma not in verbs and word.text.lower() not in verbs:
        return None
    return next((c for c in parse.children(verb) if parse.words[c].dep == "nsubj"), None)
