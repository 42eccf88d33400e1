"""From a word to the phrase that a coder would write down for it."""

from __future__ import annotations

from reportedly.records import Mention, Parse, Word

_INNER = frozenset({"det", "amod", "compound", "nummod", "flat", "fixed", "goeswith", "nmod:poss", "nmod:desc", "list"})
_CLIMB = frozenset({"flat", "compound", "fixed", "goeswith", "det", "nummod", "nmod:desc", "case", "det:predet"})
_TAIL = frozenset({"of", "from", "for"})
"""Prepositions whose phrase belongs to a party's description: "residents of Idlib", "a spokesman for the army"."""
_SEATS = frozenset({"in", "at", "within"})
"""Prepositions that tell one body from another before a place ("the government in Darat"); after names, nationalities
and people in the plural the place is the act's. Before other words they describe ("men in uniform")."""
_BARE = frozenset({"those", "anyone", "everyone", "all", "whoever", "others"})
"""Heads that say nothing without their relative clause."""
_JOINS = frozenset({"-", "–", "/", "'", "’"})
_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_EDGE = frozenset({",", "(", ")", "[", "]", '"', "“", "”", "''", "``", "--", "—", ":", ";"})
_LOOSE = frozenset({"ADP", "CCONJ", "DET", "SCONJ"})
"""Word classes that no phrase ends with."""
_LIKE_NAMES = frozenset({"PER", "ORG", "LOC"})


def find_phrase_head(parse: Parse, i: int, barred: range) -> int:
    """The head of the noun phrase that word `i` stands in; words of `barred` (the trigger) are not climbed to.

    A relative pronoun gives its antecedent, a part of a hyphenated word the part that hangs on another word. Example:
    "Obama" in "President Obama" gives "President".
    """
    words = parse.words
    i = _find_glued_head(parse, i, barred)
    for _ in range(len(words)):
        word = words[i]
        if word.xpos in ("WDT", "WP") or (word.lemma == "that" and word.upos == "PRON"):
            antecedent = _find_antecedent(parse, i)
            if antecedent is None or antecedent in barred:
                return i
            i = antecedent
        elif word.head >= 0 and word.head not in barred and (word.dep in _CLIMB or word.relation == "flat"):
            i = word.head
        else:
            return i
    return i


def find_phrase(parse: Parse, sentence: int, head: int, barred: range) -> Mention:
    """The phrase around `head`: its determiners, modifiers, names and of-phrases, without appositions, relative
    clauses and what is coordinated with it. `barred` words (the trigger) are left out.
    """
    inside = {head}
    _gather(parse, head, inside, barred, depth=0)
    start = end = head
    while start - 1 in inside or (start - 2 in inside and parse.words[start - 1].text in _JOINS):
        start -= 1
    while end + 1 in inside or (end + 2 in inside and parse.words[end + 1].text in _JOINS):
        end += 1
    start, end = _complete(parse, start, end, barred)
    while start < head and (parse.words[start].text in _EDGE or parse.words[start].upos in ("ADP", "CCONJ")):
        start += 1
    while end > head and (parse.words[end].text in _EDGE or _is_loose(parse.words[end])):
        end -= 1
    return Mention(sentence, start, end + 1, head, parse.span_of(start, end + 1))


def _complete(parse: Parse, start: int, end: int, barred: range) -> tuple[int, int]:
    """First and last word, with the rest of hyphenated words and of names that the tree broke."""
    words = parse.words
    for name in parse.names:
        cut = start <= name.start <= end < name.end - 1 or name.start < start <= name.end - 1 <= end
        inner = range(name.start, name.end)
        proper = name.kind in _LIKE_NAMES and all(words[i].upos in ("PROPN", "ADJ", "NUM") for i in inner)
        if cut and proper and not any(i in barred for i in inner):
            start, end = min(start, name.start), max(end, name.end - 1)
    glued = (_find_glued(parse, start), _find_glued(parse, end))
    if not any(i in barred for run in glued for i in run):
        start, end = min(start, glued[0].start), max(end, glued[1].stop - 1)
    return start, end


def _is_loose(word: Word) -> bool:
    return word.upos in _LOOSE or word.text.lower() in ("'s", "’s", "to")


def _find_glued(parse: Parse, i: int) -> range:
    """The words that hyphens join to word `i` without a space: "Secretary-General"."""
    words = parse.words

    def joined(a: int) -> bool:
        if a < 0 or a + 1 >= len(words) or words[a].span.end != words[a + 1].span.start:
            return False
        return words[a].text in _HYPHENS or words[a + 1].text in _HYPHENS

    start, end = i, i + 1
    while joined(start - 1):
        start -= 1
    while joined(end - 1):
        end += 1
    return range(start, end)


def _find_glued_head(parse: Parse, i: int, barred: range) -> int:
    run = _find_glued(parse, i)
    if any(j in barred for j in run):
        return i
    return next((j for j in run if parse.words[j].head not in run and parse.words[j].upos != "PUNCT"), i)


def _gather(parse: Parse, head: int, inside: set[int], barred: range, depth: int) -> None:
    owner = parse.words[head]
    for child in parse.words:
        if child.head != head or child.i in barred or child.i in inside:
            continue
        if _belongs(parse, owner, child, depth):
            inside.add(child.i)
            if child.relation != "acl":
                _gather(parse, child.i, inside, barred, depth + 1)
            else:
                inside.update(i for i in parse.subtree(child.i) if i not in barred)


def _belongs(parse: Parse, owner: Word, child: Word, depth: int) -> bool:
    if child.dep in _INNER or child.relation == "flat":
        return True
    if child.relation == "acl":
        return owner.lemma in _BARE and child.i > owner.i
    if child.dep in ("case", "cc", "conj", "advmod", "punct", "mark"):
        return depth > 0 or (child.dep == "advmod" and child.i < owner.i)
    if child.relation == "nmod" and child.i > owner.i:
        cases = [w.lemma for w in parse.words if w.head == child.i and w.dep == "case"]
        return bool(cases) and (cases[0] in _TAIL or (cases[0] in _SEATS and _is_seat(parse, owner, child)))
    return child.dep == "det:predet"


def _is_seat(parse: Parse, owner: Word, child: Word) -> bool:
    """Whether "in" and `child` tell which body `owner` is, not where the act was."""
    if any(n.start <= owner.i < n.end and n.start <= child.i < n.end for n in parse.names):
        return True
    if child.upos != "PROPN" and all(n.kind != "LOC" for n in parse.names if n.start <= child.i < n.end):
        return True
    before = [w for w in parse.words if w.head == owner.i and w.i < owner.i]
    known = any(w.upos in ("PROPN", "NUM") or (w.text[:1].isupper() and w.upos == "ADJ") for w in before)
    definite = any(w.relation == "det" and w.lemma == "the" for w in before)
    return owner.upos == "NOUN" and not known and (definite or owner.xpos != "NNS")


def _find_antecedent(parse: Parse, pronoun: int) -> int | None:
    """The word that a relative pronoun stands for; where the tree has no relative clause, the noun right before it."""
    i = pronoun
    for _ in range(len(parse.words)):
        word = parse.words[i]
        if word.dep == "acl:relcl":
            return word.head
        if word.head < 0:
            break
        i = word.head
    return _find_noun_before(parse, pronoun)


def _find_noun_before(parse: Parse, pronoun: int) -> int | None:
    words = parse.words
    i = pronoun - 1
    while i >= 0 and (words[i].text == "," or words[i].upos == "ADP"):
        i -= 1
    if i < 0 or i == pronoun - 1 or words[i].upos not in ("NOUN", "PROPN"):
        return None
    while words[i].head >= 0 and words[i].head < i and words[i].dep in _CLIMB:
        i = words[i].head
    return i
