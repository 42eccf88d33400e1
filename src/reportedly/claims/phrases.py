"""From a word to the phrase that a coder would write down for it."""

from __future__ import annotations

from reportedly.records import Mention, Parse, Word

_INNER = frozenset({"det", "amod", "compound", "nummod", "flat", "fixed", "goeswith", "nmod:poss", "nmod:desc", "list"})
_CLIMB = frozenset({"flat", "compound", "fixed", "goeswith", "det", "nummod", "nmod:desc", "case", "det:predet"})
_TAIL = frozenset({"of", "from", "for", "within", "in", "at"})
"""Prepositions whose phrase belongs to a party's description: "residents of Idlib", "a spokesman for the army"."""
_BARE = frozenset({"those", "anyone", "everyone", "all", "whoever", "others"})
"""Heads that say nothing without their relative clause."""
_JOINS = frozenset({"-", "–", "/", "'", "’"})
_EDGE = frozenset({",", "(", ")", "[", "]", '"', "“", "”", "''", "``", "--", "—", ":", ";"})


def find_phrase_head(parse: Parse, i: int, barred: range) -> int:
    """The head of the noun phrase that word `i` stands in; words of `barred` (the trigger) are not climbed to.

    A relative pronoun gives its antecedent. Example: "Obama" in "President Obama" gives "President".
    """
    words = parse.words
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
    while start < head and parse.words[start].text in _EDGE:
        start += 1
    while end > head and parse.words[end].text in _EDGE:
        end -= 1
    return Mention(sentence, start, end + 1, head, parse.span_of(start, end + 1))


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
        return bool(cases) and cases[0] in _TAIL
    return child.dep == "det:predet"


def _find_antecedent(parse: Parse, pronoun: int) -> int | None:
    i = pronoun
    for _ in range(len(parse.words)):
        word = parse.words[i]
        if word.dep == "acl:relcl":
            return word.head
        if word.head < 0:
            return None
        i = word.head
    return None
