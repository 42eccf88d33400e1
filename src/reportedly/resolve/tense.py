"""Whether words lie behind or ahead of the writer, by the verb that governs them."""

from __future__ import annotations

from typing import Literal

from reportedly.lexicon.times import TimeCues
from reportedly.records import Parse, Word

Tense = Literal["past", "present", "future"]
_LONGEST_CLIMB = 12
_REACH_WORDS = 14


def tense_at(parse: Parse, i: int, cues: TimeCues) -> Tense | None:
    """The tense of the nearest verb above word `i`; by the words around where the sentence has no tree.

    None where no verb tells it. Infinitives after verbs of planning, and modals, are "future".
    """
    if parse.words[i].xpos in ("X", ""):
        return _tense_around(parse, i, cues)
    if parse.words[i].dep == "nmod:poss":
        return _tense_of_owner(parse, parse.words[i], cues)
    return _climb(parse, i, cues)


def _climb(parse: Parse, i: int, cues: TimeCues) -> Tense | None:
    at, steps = i, 0
    while at >= 0 and steps < _LONGEST_CLIMB:
        word = parse.words[at]
        tense = _tense_of(parse, word, cues)
        if tense is not None:
            return tense
        at, steps = word.head, steps + 1
    return None


def _tense_of(parse: Parse, word: Word, cues: TimeCues) -> Tense | None:
    helpers = [parse.words[c] for c in parse.children(word.i) if parse.words[c].relation in ("aux", "cop")]
    if any(helper.text.lower() in cues.modals for helper in helpers):
        return "future"
    if word.lemma in cues.ahead_participles and (word.xpos == "VBN" or word.upos == "ADJ"):
        return "future"
    if word.upos == "NOUN" and word.lemma in cues.ahead_nouns:
        return "future"
    if word.upos not in ("VERB", "AUX") and not word.xpos.startswith("VB"):
        return _tense_of_copula(helpers)
    marked = any(parse.words[c].text.lower() == "to" and parse.words[c].i < word.i for c in parse.children(word.i))
    if marked and word.xpos in ("VB", "VBN"):
        return _tense_of_infinitive(parse, word, cues)
    if word.xpos in ("VBD", "VBN"):
        return "past"
    if word.xpos in ("VBZ", "VBP"):
        return "past" if word.xpos == "VBP" and word.text.lower() in cues.same_past else "present"
    return _tense_of_copula(helpers)


def _tense_of_copula(helpers: list[Word]) -> Tense | None:
    if any(helper.xpos in ("VBD", "VBN") for helper in helpers):
        return "past"
    return "present" if any(helper.xpos in ("VBZ", "VBP") for helper in helpers) else None


def _tense_of_infinitive(parse: Parse, word: Word, cues: TimeCues) -> Tense | None:
    if any(
        parse.words[c].lemma == "be" and parse.words[c].xpos in ("VBZ", "VBP", "VBD") for c in parse.children(word.i)
    ):
        return "future"
    above = parse.words[word.head] if word.head >= 0 else None
    if above is not None and above.lemma in cues.ahead:
        return "future"
    return "future" if above is None or above.xpos in ("VBZ", "VBP") else None


def _tense_around(parse: Parse, i: int, cues: TimeCues) -> Tense | None:
    """By the nearest word that tells a tense, to the left first."""
    left = range(i - 1, max(-1, i - _REACH_WORDS), -1)
    right = range(i + 1, min(len(parse.words), i + _REACH_WORDS))
    for at in (*left, *right):
        word = parse.words[at].text.lower()
        if word in cues.modals or word in cues.ahead_words:
            return "future"
        if word in cues.past_words or (word.endswith("ed") and len(word) > 4):
            return "past"
    return None


def _tense_of_owner(parse: Parse, word: Word, cues: TimeCues) -> Tense:
    """Of "Friday's talks": as their verb's where such acts are set beforehand, else past."""
    owned = parse.words[word.head]
    if owned.lemma in cues.scheduled_nouns:
        return _climb(parse, owned.i, cues) or "past"
    return "past"
