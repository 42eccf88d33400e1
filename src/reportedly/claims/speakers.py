"""On whose word: who is named as the source of what a text tells, and how far that source's word reaches.

Each cue of saying ("the mayor said", "according to", "reports of", "told Sample Radio") ties a source to the words
that are told on its word: a clause, a noun phrase, a quotation over several sentences. A word's sources are those of
all cues whose content holds it, the narrowest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportedly.claims.quotations import Quotation, Turn, find_turns
from reportedly.claims.tellings import Found, SentenceTellings
from reportedly.lexicon.cues import Cues, SpeechCues
from reportedly.records import Document, Mention, Parse, Span, Word


@dataclass(frozen=True, slots=True)
class SpeakerMention:
    """A source: its words, the cue that makes it one, and why. Of a pronoun the words are those that it stands for."""

    mention: Mention
    cue: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Telling:
    """Sources, nearest first, and the words of one sentence that are told on their word."""

    speakers: tuple[SpeakerMention, ...]
    sentence: int
    content: frozenset[int]


@dataclass(frozen=True, slots=True)
class Speakers:
    """The sources of an article, asked for by word."""

    tellings: tuple[Telling, ...]
    text: str
    _by_sentence: dict[int, list[Telling]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for telling in self.tellings:
            self._by_sentence.setdefault(telling.sentence, []).append(telling)

    def speakers_of(self, sentence: int, word: int) -> tuple[SpeakerMention, ...]:
        """On whose word the word stands, nearest first; empty where it is the writer's own."""
        holding = [t for t in self._by_sentence.get(sentence, ()) if word in t.content]
        holding.sort(key=lambda t: len(t.content))
        found: list[SpeakerMention] = []
        for speaker in (s for t in holding for s in t.speakers):
            words = speaker.mention.span.of(self.text).casefold()
            if not any(
                f.mention.span.overlaps(speaker.mention.span) or f.mention.span.of(self.text).casefold() == words
                for f in found
            ):
                found.append(speaker)
        return tuple(found)


def find_speakers(document: Document, quotations: Sequence[Quotation], cues: Cues) -> Speakers:
    """All tellings of a document, sentence by sentence, with quotations given to those who are quoted.

    `quotations` are those of the same document, in order.

    Example: in "Rebels shelled the town, the mayor said." the words before the comma are told on the mayor's word.
    """
    return _SpeakerReader(document, quotations, cues.speech).read()


def _ends(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


class _SpeakerReader:
    """Reads a document in order, so that pronouns and bare quotations find the source before them."""

    def __init__(self, document: Document, quotations: Sequence[Quotation], cues: SpeechCues) -> None:
        self.document = document
        self.text = document.article.text
        self.quotations = list(quotations)
        self.cues = cues
        self.tellings: list[Telling] = []
        self.history: list[SpeakerMention] = []
        self.given: dict[int, tuple[SpeakerMention, ...]] = {}
        """Sources of a quotation, by its position."""
        self.introduced: dict[int, tuple[SpeakerMention, ...]] = {}
        """Sources that a sentence ending in a colon introduces, by its position."""

    def read(self) -> Speakers:
        for number, parse in enumerate(self.document.parses):
            self._read_sentence(number, parse)
        self._give_quotations()
        self._give_statements()
        self._give_turns()
        return Speakers(tuple(self.tellings), self.text)

    def _read_sentence(self, number: int, parse: Parse) -> None:
        sentence = SentenceTellings(parse, self.cues)
        introduced = sentence.introduction()
        if introduced is not None:
            found_by = Found(introduced[0], introduced[1], frozenset(), "introduces what follows")
            self.introduced[number] = self._speakers(sentence, number, found_by)
        for found in sentence.find():
            speakers = self._speakers(sentence, number, found)
            if not speakers:
                continue
            self.history += list(speakers[:1])
            content = self._with_quotations(number, parse, found, speakers)
            self.tellings.append(Telling(speakers, number, content))

    def _speakers(self, sentence: SentenceTellings, number: int, found: Found) -> tuple[SpeakerMention, ...]:
        cue = sentence.words[found.cue].span
        return tuple(
            SpeakerMention(self._resolve(sentence, number, head), cue, found.reason)
            for head in found.who
            if not self._is_writer(sentence.words[head])
            and not self._is_publisher(sentence, number, head)
            and any(c.isalpha() for c in sentence.words[head].text)
        )

    def _is_publisher(self, sentence: SentenceTellings, number: int, head: int) -> bool:
        """True for "the Commission" in a statement that the Commission publishes: its own voice."""
        article = self.document.article
        if article.genre != "statement" or article.outlet is None:
            return False
        own = sentence.words[slice(*_ends(sentence.mention(number, head)))]
        names = article.outlet.casefold().split()
        return len(own) == 2 and own[0].lemma == "the" and own[1].text.casefold() in names

    def _is_writer(self, word: Word) -> bool:
        return word.text.lower() in self.cues.pronouns["writer"]

    # -------------------------------------------------------- who is meant

    def _resolve(self, sentence: SentenceTellings, number: int, head: int) -> Mention:
        """The mention of the source at `head`, its antecedent's for a pronoun or a bare description."""
        mention = sentence.mention(number, head)
        word = sentence.words[mention.head]
        form, known = word.text.lower(), self.cues.pronouns
        if form in known["person"] | known["thing"] | known["group"]:
            return self._antecedent(form, mention)
        if word.upos in ("NOUN", "PROPN") and self._is_bare(sentence, mention):
            return self._described(word, mention)
        return mention

    def _is_bare(self, sentence: SentenceTellings, mention: Mention) -> bool:
        """True for a definite description without a name or a complement: "the spokesman", "the military leader"."""
        first = sentence.words[mention.start]
        own = sentence.words[mention.start : mention.end]
        known = frozenset().union(*self.cues.descriptions.values())
        if first.lemma not in ("the", "this", "that", "these", "same") or any(w.upos == "ADP" for w in own):
            return False
        return not any(w.upos == "PROPN" and w.lemma not in known for w in own)

    def _antecedent(self, form: str, mention: Mention) -> Mention:
        known = self.cues.pronouns
        for speaker in reversed(self.history[-6:]):
            if form in known["person"] and self._is_person(speaker.mention):
                return speaker.mention
            if form in known["thing"] and not self._is_person(speaker.mention) and not self._is_plural(speaker.mention):
                return speaker.mention
            if form in known["group"] and (self._is_plural(speaker.mention) or not self._is_person(speaker.mention)):
                return speaker.mention
        return self._before(form, mention) or mention

    def _before(self, form: str, mention: Mention) -> Mention | None:
        """The last person named as a subject before the pronoun, in this sentence or the two before."""
        if form not in self.cues.pronouns["person"]:
            return None
        for number in range(mention.sentence, max(-1, mention.sentence - 3), -1):
            parse = self.document.parses[number]
            for name in reversed(parse.names):
                if (
                    name.kind == "PER"
                    and not self._is_writer(parse.words[name.start])
                    and (number < mention.sentence or name.end <= mention.start)
                ):
                    head = next(
                        (i for i in range(name.start, name.end) if not name.start <= parse.words[i].head < name.end),
                        name.start,
                    )
                    if parse.words[head].relation in ("nsubj", "appos", "flat", "root"):
                        return Mention(number, name.start, name.end, head, parse.span_of(name.start, name.end))
        return None

    def _described(self, word: Word, mention: Mention) -> Mention:
        """The source that a bare description stands for: one with the same noun, else the last of the same kind."""
        for speaker in reversed(self.history[-8:]):
            if word.lemma in self._lemmas(speaker.mention):
                return speaker.mention
        kinds = [kind for kind, lemmas in self.cues.descriptions.items() if word.lemma in lemmas]
        for speaker in reversed(self.history[-4:]):
            if "person" in kinds and self._is_person(speaker.mention):
                return speaker.mention
            if "outlet" in kinds and self._is_named(speaker.mention) and not self._is_person(speaker.mention):
                return speaker.mention
        return mention

    def _lemmas(self, mention: Mention) -> set[str]:
        return {w.lemma for w in self.document.parses[mention.sentence].words[mention.start : mention.end]}

    def _is_named(self, mention: Mention) -> bool:
        return self.document.parses[mention.sentence].words[mention.head].upos == "PROPN"

    def _is_plural(self, mention: Mention) -> bool:
        return self.document.parses[mention.sentence].words[mention.head].xpos in ("NNS", "NNPS")

    def _is_person(self, mention: Mention) -> bool:
        parse = self.document.parses[mention.sentence]
        names = [n for n in parse.names if n.start < mention.end and mention.start < n.end]
        if any(n.kind == "PER" and n.start <= mention.head < n.end for n in names):
            return True
        head = parse.words[mention.head]
        return head.lemma in self.cues.descriptions["person"] and head.xpos not in ("NNS", "NNPS")

    # -------------------------------------------------------- quotations

    def _with_quotations(
        self, number: int, parse: Parse, found: Found, speakers: tuple[SpeakerMention, ...]
    ) -> frozenset[int]:
        """The content, widened to the quotations that it touches; what lies in other sentences is given later."""
        content = set(found.content)
        for at, quotation in enumerate(self.quotations):
            if not quotation.span.overlaps(parse.span):
                continue
            inside = {w.i for w in parse.words if quotation.span.covers(w.span)}
            cue_inside = found.cue in inside
            if cue_inside or not inside:
                continue
            if self._is_touched(parse, inside, content) or self._is_introduced(parse, found.cue, quotation):
                content |= inside
                self.given.setdefault(at, speakers)
        return frozenset(content)

    def _is_touched(self, parse: Parse, inside: set[int], content: set[int]) -> bool:
        own = {i for i in inside if parse.words[i].upos != "PUNCT"}
        return bool(own & content)

    def _is_introduced(self, parse: Parse, cue: int, quotation: Quotation) -> bool:
        """True where a colon or comma leads from the cue's clause to the quotation."""
        before = [w for w in parse.words if w.span.end <= quotation.span.start]
        return bool(before) and before[-1].i >= cue and before[-1].text in (":", ",") and before[-1].i - cue < 12

    def _give_quotations(self) -> None:
        """Gives the sentences of a quotation, and the quotations that follow without a source, to who is quoted."""
        last: tuple[SpeakerMention, ...] = ()
        starts = {p.span.start: n for n, p in enumerate(self.document.parses)}
        for at, quotation in enumerate(self.quotations):
            before = starts.get(quotation.span.start, 0) - 1
            if self.introduced.get(before):
                self.given.setdefault(at, self.introduced[before])
        for at, quotation in enumerate(self.quotations):
            inside = self._sentences_in(quotation)
            speakers = self.given.get(at)
            if speakers is None and inside and last:
                speakers = last
            if speakers is None:
                continue
            for number, content in inside:
                self.tellings.append(Telling(speakers, number, content))
            last = tuple(replace(s, reason=f"{s.reason}, quoted on") for s in speakers)

    def _give_statements(self) -> None:
        """Gives what follows "The minister said:" to the minister, unless a quotation follows at once."""
        for number, speakers in self.introduced.items():
            if not speakers or number + 1 >= len(self.document.parses):
                continue
            start = self.document.parses[number + 1].span.start
            opened = [q for q in self.quotations if q.span.start == start]
            if opened:
                continue
            stop = next((n for n in self.introduced if n > number), len(self.document.parses))
            inline = not self.document.parses[number].span.of(self.text).rstrip().endswith(":")
            for later in range(number + 1, stop):
                between = Span(self.document.parses[later - 1].span.end, self.document.parses[later].span.start)
                if inline and "\n" in between.of(self.text):
                    break
                content = frozenset(range(len(self.document.parses[later].words)))
                self.tellings.append(Telling(speakers, later, content))

    def _give_turns(self) -> None:
        """Gives the turns of a transcript to those whom their labels name."""
        turns = find_turns(self.document)
        names = self._names_before(turns[0].label.start) if turns else ()
        for turn in turns:
            mention = self._labelled(turn, names)
            if mention is None:
                continue
            speaker = SpeakerMention(mention, turn.label, "the label of a turn")
            for number, parse in enumerate(self.document.parses):
                content = frozenset(w.i for w in parse.words if turn.content.covers(w.span))
                if content:
                    self.tellings.append(Telling((speaker,), number, content))

    def _names_before(self, offset: int) -> tuple[Mention, ...]:
        return tuple(
            Mention(n, name.start, name.end, name.start, parse.span_of(name.start, name.end))
            for n, parse in enumerate(self.document.parses)
            if parse.span.start < offset
            for name in parse.names
            if name.kind == "PER"
        )

    def _labelled(self, turn: Turn, names: Sequence[Mention]) -> Mention | None:
        """The mention that a label gives; the first person named before the conversation answers an "A"."""
        label = turn.label.of(self.text).strip().lower()
        if label in self.cues.answers:
            return names[0] if names else None
        if label in self.cues.no_labels:
            return None
        for number, parse in enumerate(self.document.parses):
            inside = [w.i for w in parse.words if turn.label.covers(w.span)]
            if any(parse.words[i].lemma in self.cues.verbs for i in inside):
                return None
            if inside:
                return Mention(number, inside[0], inside[-1] + 1, inside[-1], turn.label)
        return None

    def _sentences_in(self, quotation: Quotation) -> list[tuple[int, frozenset[int]]]:
        """The sentences that lie wholly in a quotation but for marks, with their words."""
        found = []
        for number, parse in enumerate(self.document.parses):
            if parse.span.start >= quotation.span.end or parse.span.end <= quotation.span.start:
                continue
            words = [w for w in parse.words if w.upos != "PUNCT"]
            inside = [w for w in words if quotation.span.covers(w.span)]
            if words and len(inside) == len(words):
                found.append((number, frozenset(w.i for w in parse.words)))
        return found
