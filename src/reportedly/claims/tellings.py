"""Tellings: which words of one sentence are told on whose word, read from its tree.

A cue of saying ("the mayor said", "according to", "reports of", "told Sample Radio") ties sources to a clause or a noun
phrase. Pronouns are left as they stand; `speakers` resolves them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.claims.sources import DEPTH, SentenceSources
from reportedly.lexicon.cues import SpeechVerb
from reportedly.records import Word

_CLAUSES = frozenset({"ccomp", "xcomp", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_BESIDE = frozenset({"while", "although", "though", "as", "when", "before", "after", "whereas"})
"""Markers of clauses that stand beside what "X said" tells when they follow it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A telling before its pronouns are resolved.

    `who` are positions of the sources' heads, nearest first, `cue` that of the cue, `content` those of the words told.
    """

    who: tuple[int, ...]
    cue: int
    content: frozenset[int]
    reason: str


class SentenceTellings(SentenceSources):
    """Finds the tellings of one sentence from its tree."""

    def find(self) -> list[Found]:
        """The tellings of the sentence, in the order of their cues."""
        found: list[Found] = list(self._label())
        for word in self.words:
            if (
                word.lemma in self.cues.verbs
                and word.upos in ("VERB", "AUX", "NOUN", "ADJ", "PROPN")
                and word.xpos[:1] == "V"
            ):
                found += self._verb(word)
            elif word.lemma in self.cues.nouns and word.upos in ("NOUN", "PROPN"):
                found += self._noun(word)
            if word.text.lower() in self.cues.sources:
                found += self._source(word)
            if word.lemma in self.cues.counts and word.upos == "NOUN":
                found += self._count(word)
        return found

    # -------------------------------------------------------- verbs

    def _verb(self, verb: Word) -> Iterator[Found]:
        inserted = self._inserted(verb)
        for sense in self.cues.verbs[verb.lemma]:
            if not self._has_object(verb, sense) or self.is_quoted_saying(verb):
                continue
            content = self._content(verb, sense)
            who = self.quoted(verb) if sense.content == {"as"} else self.who(verb)
            if not content and "clause" in sense.content and sense.content != {"as"}:
                content = self._after_that(verb)
            if not content and "clause" in sense.content and who:
                content = self._quoted_before(min(self.phrase(who[0])))
            if inserted is not None and "clause" in sense.content and (not content or not set(who[:1]) & inserted[1]):
                who, content = self.all_of(inserted[0]), inserted[2]
            if not content or not who or self.is_nobody(who[0]) or self._is_untold(verb, sense):
                continue
            content -= frozenset().union(*(self.phrase(w) for w in who))
            if verb.lemma in self.cues.denying:
                content |= {verb.i}
            yield Found((*self.cited(verb), *who, *self.relay(verb)), verb.i, content, f"“{verb.text}”")
            return

    def _quoted_before(self, start: int) -> frozenset[int]:
        """The words before a source that follows a quotation at once ("“They fled,” Ana Ruiz, a nurse, said")."""
        if start < 3 or self.words[start - 1].text not in _QUOTES:
            return frozenset()
        return frozenset(range(start)) if any(w.xpos in _FINITE for w in self.words[:start]) else frozenset()

    def _after_that(self, verb: Word) -> frozenset[int]:
        """The clause of a "that" close behind the verb, wherever the parser has hung it."""
        for word in self.words[verb.i + 1 : verb.i + 8]:
            if word.text == ",":
                break
            if word.text.lower() == "that" and word.xpos in ("IN", "WDT") and word.head > word.i:
                return self.subtree(word.head)
        return frozenset()

    def _inserted(self, verb: Word) -> tuple[int, frozenset[int], frozenset[int]] | None:
        """A following ", the mayor said" by its place alone: the source's head, its phrase, and the words before it.

        None unless a finite clause, a comma, a noun phrase and the verb stand in this order and the verb has no clause
        of its own.
        """
        if verb.xpos not in ("VBD", "VBZ", "VBP", "VBN") or any(c.i > verb.i for c in self.children(verb.i, "ccomp")):
            return None
        end = verb.i
        while end > 0 and self.words[end - 1].upos in ("AUX", "ADV"):
            end -= 1
        comma = next((i for i in range(end - 1, max(-1, end - 14), -1) if self.words[i].text in (",", "”", '"')), None)
        if comma is None or comma < 3:
            return None
        chunk = self.words[comma + 1 : end]
        if (
            not chunk
            or chunk[0].xpos in ("WDT", "WP", "IN", "CC", "WRB", "TO")
            or any(w.xpos in _FINITE for w in chunk)
        ):
            return None
        heads = [w for w in chunk if w.upos in ("NOUN", "PROPN", "PRON") and not comma < w.head < end]
        start = max((w.i + 1 for w in self.words[:comma] if w.text == ";"), default=0)
        before = self.words[start:comma]
        if not heads:
            return None
        after = next((w.i for w in self.words[verb.i + 1 : verb.i + 6] if w.text == ","), None)
        if after is not None and before and self.words[comma].text == ",":
            end_of = next((w.i for w in self.words[after:] if w.text == ";"), len(self.words))
            before = (*before, *(() if any(w.xpos in _FINITE for w in before) else self.words[after:end_of]))
        if not any(w.xpos in _FINITE for w in before):
            return None
        return heads[-1].i, frozenset(w.i for w in chunk), frozenset(w.i for w in before)

    def introduction(self) -> tuple[tuple[int, ...], int] | None:
        """Who speaks in the sentences after one that ends in a colon ("The minister said:"), and the cue."""
        last = [w for w in self.words if w.text not in _QUOTES]
        inline = [w for w in last[:-1] if w.text == ":" and w.i > 0 and self.words[w.i - 1].lemma in self.cues.verbs]
        if not last or (last[-1].text != ":" and not (inline and self.words[inline[0].i + 1].text not in _QUOTES)):
            return None
        for word in self.words:
            is_saying = (
                word.lemma in self.cues.verbs
                and word.lemma != "report"
                and word.xpos[:1] == "V"
                and word.relation in ("root", "conj", "xcomp", "parataxis")
            )
            issues = any(c.lemma in self.cues.descriptions["text"] for c in self.children(word.i, "obj"))
            if is_saying or (issues and word.xpos[:1] == "V"):
                who = self.who(word)
                if who:
                    return who, word.i
        return None

    def _label(self) -> Iterator[Found]:
        """A source before a colon: 'Sample Radio, 1800: troops entered the town', 'The governor: "They are coming."'"""
        colon = next((w.i for w in self.words[1:14] if w.text == ":"), None)
        if colon is None or colon + 2 >= len(self.words) or any(w.xpos in _FINITE for w in self.words[:colon]):
            return
        label = self.words[:colon]
        quoted = self.words[colon + 1].text in _QUOTES
        outlet = any(w.text.lower() in self.cues.relay_words | self.cues.relay_names for w in label)
        heads = [w for w in label if w.upos in ("NOUN", "PROPN") and not 0 <= w.head < colon]
        heads = heads or [w for w in label if w.upos in ("NOUN", "PROPN")]
        if heads and (quoted or outlet):
            content = frozenset(range(colon + 1, len(self.words)))
            yield Found((heads[0].i,), colon, content, "named before a colon")

    def _has_object(self, verb: Word, sense: SpeechVerb) -> bool:
        if not sense.objects:
            return True
        relations = ("nsubj", "xcomp", "obl") if self.is_passive(verb) else ("obj", "xcomp", "obl", "ccomp")
        return any(c.lemma in sense.objects for c in self.children(verb.i, *relations))

    def _is_untold(self, verb: Word, sense: SpeechVerb) -> bool:
        """True for "did not disclose the place": what is not told is not told on anyone's word."""
        if "object" not in sense.content or verb.lemma in self.cues.denying:
            return False
        return any(c.text.lower() in ("not", "n't", "n’t", "never") for c in self.children(verb.i, "advmod"))

    # -------------------------------------------------------- what is said

    def _content(self, verb: Word, sense: SpeechVerb) -> frozenset[int]:
        """The words told on the word of the verb's subject."""
        found: set[int] = set()
        for child in self.below.get(verb.i, ()):
            if self._is_content(verb, child, sense):
                found |= self.subtree(child.i)
        if "object" not in sense.content or "clause" not in sense.content:
            for child in self._on_object(verb, sense.content):
                found |= self.subtree(child.i)
        if sense.content == {"as"}:
            found |= {i for i in self.subtree(verb.i) if i > verb.i for c in [self.words[i]] if self._below_saying(c)}
        if "clause" in sense.content or "quote" in sense.content:
            found |= self._around(verb, bool(found))
        if "quote" in sense.content and not any(self.words[i].text in _QUOTES for i in found):
            return frozenset()
        return frozenset(found)

    def _below_saying(self, word: Word) -> bool:
        """True for a word under "as saying"."""
        for _ in range(DEPTH):
            up = self.governor(word)
            if up is None:
                return False
            if self.is_quoted_saying(up):
                return True
            word = up
        return False

    def _on_object(self, verb: Word, kinds: frozenset[str]) -> Iterator[Word]:
        """Dependents of the object that a preposition ties to the verb: "accused the army of shelling"."""
        for thing in self.children(verb.i, "obj", "nsubj"):
            if thing.relation == "obj" or thing.dep == "nsubj:pass":
                for child in self.children(thing.i, "nmod", "acl"):
                    if self.case(child.i) in kinds and child.dep != "acl:relcl":
                        yield child

    def _is_content(self, verb: Word, child: Word, sense: SpeechVerb) -> bool:
        kinds = sense.content
        if "quote" in kinds and child.relation == "ccomp":
            return True
        if "clause" in kinds:
            if child.relation in _CLAUSES and self._is_told(verb, child):
                return True
            if child.relation == "parataxis" and child.i > verb.i:
                return True
        if "object" in kinds and (child.relation in ("obj", "iobj") or child.dep == "nsubj:pass"):
            return True
        if child.relation in ("obl", "advcl", "xcomp", "nmod", "ccomp") and self.case(child.i) in kinds:
            return True
        return bool(sense.objects and child.relation in ("obj", "nsubj") and child.lemma in sense.objects)

    def _is_told(self, verb: Word, child: Word) -> bool:
        """True for a content ("said that", "claims to have"), not an act to come ("told them to leave")."""
        inner = [child, *self.children(child.i, "aux", "cop")]
        if any(w.xpos in _FINITE for w in inner) or any(w.lemma == "have" for w in inner[1:]):
            return True
        if any(c.relation == "nsubj" for c in self.below.get(child.i, ())):
            return True
        marked = any(c.lemma == "to" for c in self.children(child.i, "mark"))
        return child.relation != "csubj" and not marked and child.xpos in ("VBG", "VBN", "JJ", "NN", "NNS", "NNP")

    def _around(self, verb: Word, has_content: bool) -> frozenset[int]:
        """What an inserted or following "X said" tells: the clause that it stands in."""
        inserted = verb.relation == "parataxis" or (verb.relation == "advcl" and self.case(verb.i) == "as")
        governor = self.governor(verb)
        if governor is None or not inserted:
            return frozenset()
        if verb.relation == "parataxis" and (has_content or self._opens(verb, governor)):
            return frozenset()
        inside = self.subtree(governor.i) - self.subtree(verb.i)
        return self._segment(inside - self._others(governor, verb), verb.i)

    def _segment(self, content: frozenset[int], cue: int) -> frozenset[int]:
        """The part of the content between the semicolons around the cue."""
        start = max((w.i for w in self.words[:cue] if w.text == ";"), default=-1)
        end = min((w.i for w in self.words[cue:] if w.text == ";"), default=len(self.words))
        return frozenset(i for i in content if start < i < end)

    def _opens(self, verb: Word, governor: Word) -> bool:
        """True where the inserted clause is really a new main clause after a semicolon or a dash."""
        before = [w for w in self.words[governor.i : verb.i] if w.text in (";", ":")]
        return bool(before) and verb.i > governor.i

    def _others(self, governor: Word, verb: Word) -> frozenset[int]:
        """Clauses beside the one that "X said" stands in: set off by "but", "while", or another saying."""
        found: set[int] = set()
        after = governor.i < verb.i
        for child in self.below.get(governor.i, ()):
            if child.i == verb.i or child.i < verb.i:
                continue
            if after and child.relation in ("appos", "obl", "nmod"):
                found |= self.subtree(child.i)
            if after and child.relation == "advcl" and self.case(child.i) in _BESIDE:
                found |= self.subtree(child.i)
            if child.relation == "conj" and self.children(child.i, "nsubj"):
                joint = {c.lemma for c in self.children(child.i, "cc")}
                if joint & {"but"} or child.lemma in self.cues.verbs:
                    found |= self.subtree(child.i)
            if child.relation == "parataxis":
                found |= self.subtree(child.i)
        if after:
            late = max(self.subtree(verb.i))
            found |= {i for c in self.below.get(governor.i, ()) if c.i < verb.i for i in self.subtree(c.i) if i > late}
        return frozenset(found)

    # -------------------------------------------------------- nouns and prepositions

    def _noun(self, noun: Word) -> Iterator[Found]:
        """ "X's claim that", "claims by X that", "reports of"."""
        content: set[int] = set()
        authors: tuple[int, ...] = ()
        speaks = self.cues.nouns[noun.lemma].speaks
        for child in self.below.get(noun.i, ()):
            case = self.case(child.i)
            about = child.relation == "nmod" and case in ("of", "about", "on", "regarding")
            if about or self._is_told_by_noun(child, speaks):
                content |= self.subtree(child.i)
            elif (child.dep == "nmod:poss" and not authors) or (
                child.relation in ("nmod", "obl") and case in ("by", "from")
            ):
                authors = self.all_of(child.i)
        content = content or set(self._after_of(noun))
        if not content or not (authors or (speaks and not self._is_disowned(noun))):
            return
        yield Found(authors or (noun.i,), noun.i, frozenset(content), f"“{noun.text}”")

    def _after_of(self, noun: Word) -> frozenset[int]:
        """The phrase of an "of" right after the noun, wherever the parser has hung it ("Reports of shelling")."""
        after = self.words[noun.i + 1 : noun.i + 2]
        if not after or after[0].text.lower() != "of" or after[0].head <= noun.i or after[0].relation == "fixed":
            return frozenset()
        return self.subtree(after[0].head)

    def _is_told_by_noun(self, clause: Word, speaks: bool) -> bool:
        """True for the clause of "the claim that they fled", even where the parser takes "that" for a pronoun."""
        if clause.relation not in ("acl", "ccomp"):
            return False
        if clause.xpos == "VBN" and not self.children(clause.i, "nsubj", "aux"):
            return False
        return clause.dep != "acl:relcl" or (
            not speaks and any(c.text.lower() == "that" for c in self.below.get(clause.i, ()))
        )

    def _is_disowned(self, noun: Word) -> bool:
        """True for "no reports", and for reports that are denied, rejected or called false."""
        governor = self.governor(noun)
        if self.is_nobody(noun.i):
            return True
        if governor is None:
            return False
        return governor.lemma in self.cues.denying or (
            noun.relation == "nsubj" and governor.lemma in self.cues.false_words
        )

    def _source(self, word: Word) -> Iterator[Found]:
        """ "according to X"."""
        source = self._source_head(word)
        if source is None:
            return
        clause = self._clause_of(source)
        if clause is None:
            return
        content = self.subtree(clause.i) - self.subtree(source.i) - {word.i}
        content = self._segment(content - self._others_of_source(clause, source), word.i)
        yield Found((*self.all_of(source.i), *self.passed_on(source)), word.i, content, f"“{word.text}”")

    def _source_head(self, word: Word) -> Word | None:
        if word.relation in ("case", "mark") and word.head >= 0:
            return self.words[word.head]
        objects = [c for c in self.children(word.i, "obl", "obj", "nmod") if c.i > word.i]
        if objects:
            return objects[0]
        after = [w for w in self.words[word.i + 1 : word.i + 8] if w.relation == "case" and w.text.lower() == "to"]
        return self.words[after[0].head] if after and after[0].head > word.i else None

    def _clause_of(self, source: Word) -> Word | None:
        """The clause that a source is set to: its governor, or the clause of a noun that it hangs on after a comma."""
        word = self.governor(source)
        if word is not None and word.text.lower() in self.cues.sources:
            word = self.governor(word)
        apart = source.i > 0 and any(w.text in (",", "-", "--") for w in self.words[max(0, source.i - 6) : source.i])
        for _ in range(DEPTH):
            if word is None:
                return None
            up = self.governor(word)
            if up is None or word.relation in ("acl", "parataxis", "ccomp", "root"):
                return word
            if word.relation in ("advcl",) and word.xpos[:1] == "V":
                return up if apart else word
            if word.relation == "conj" and word.xpos[:1] == "V" and self.children(word.i, "nsubj"):
                return word
            if word.xpos[:1] == "V" and word.relation not in ("xcomp", "conj", "amod"):
                return word
            word = up
        return word

    def _others_of_source(self, clause: Word, source: Word) -> frozenset[int]:
        found: set[int] = set()
        for child in self.below.get(clause.i, ()):
            if source.i in self.subtree(child.i):
                continue
            if child.relation == "conj" and child.i > source.i > clause.i and self.children(child.i, "nsubj"):
                found |= self.subtree(child.i)
            if child.relation == "parataxis" or (
                child.relation == "advcl" and self.case(child.i) in ("while", "although", "though")
            ):
                found |= self.subtree(child.i)
        return frozenset(found)

    def _count(self, noun: Word) -> Iterator[Found]:
        """ "by the clinic's count"."""
        authors = [c for c in self.children(noun.i, "nmod") if c.dep == "nmod:poss"]
        clause = self._clause_of(noun)
        if not authors or clause is None or "by" not in (self.case(noun.i), self.case(authors[0].i)):
            return
        content = self.subtree(clause.i) - self.subtree(noun.i)
        yield Found(self.all_of(authors[0].i), noun.i, content, f"“{noun.text}”")
