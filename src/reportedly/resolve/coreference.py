"""Back-references inside one article: pronouns, "the group", "the two countries".

The method is salience over the sentences before (after Lappin and Leass, 1994): candidates of the fitting kind, nearer
sentences first, subjects before objects before the rest. Where the article was read, the tree bars what stands beside
the pronoun under one verb, and prefers the subject of the speech that the pronoun stands in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.lexicon.actors import ActorCatalogue
from reportedly.records import Parse, Span
from reportedly.resolve.candidates import Candidate, sentence_starts
from reportedly.resolve.context import Surroundings
from reportedly.resolve.descriptions import NOTHING, Description
from reportedly.resolve.standings import Spot, Trees, governing_subject

_COUNTABLE = frozenset(
    "GOV MIL REB COP CVL UAF OPP PRM CRM REF PTY LAB AGR EDU JRN MED REL SOC SPY".split()
)  # fmt: skip
_GROUPS = ("REB", "CRM", "PRM", "PTY", "SOC", "OPP", "LAB", "BUS", None)
_ARMED = frozenset({"MIL", "REB", "PRM", "UAF", "CRM", "COP", "SPY"})
_THIRD = ("plural", "male", "female", "thing")
_BY_STANDING: Mapping[str, float] = {
    "subject": 0.3, "passive subject": 0.25, "object": 0.1, "other": 0.05, "oblique": 0.0, "inside": -0.15,
    "scene": -0.5,
}  # fmt: skip
_PER_SENTENCE, _PER_ORDER = -0.35, -0.05
_SPEECH, _PARALLEL, _THING, _FORCE = 0.6, 0.1, -0.1, 0.15


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A word that stands for something named elsewhere.

    `kind` is a pronoun class of agents.yml, "anaphor" for a bare noun, "last word" for the end of a longer name, "both"
    for two states. `force` says that it does an act of force.
    """

    key: str
    kind: str
    span: Span
    spot: Spot | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a back-reference stands for: the earlier words, what they say, and how sure the link is (0 to 1)."""

    span: Span
    text: str
    description: Description
    score: float
    reason: str


class Coreference:
    """The back-references of one article. Pronouns are followed in order, so that a chain of "he" keeps its person."""

    def __init__(
        self, around: Surroundings, candidates: Sequence[Candidate], trees: Trees, catalogue: ActorCatalogue
    ) -> None:
        self.around, self.trees, self.catalogue = around, trees, catalogue
        self.candidates = list(candidates)
        self._starts = sentence_starts(around.article.text)
        self._follow_pronouns()

    def resolve(self, anaphor: Anaphor) -> tuple[Antecedent, ...]:
        """What a word stands for; void where that is open or is a thing."""
        if anaphor.kind == "both":
            return self._two_states(anaphor)
        best = self._adjacent(anaphor) or self._unlisted_speaker(anaphor) or self._best(anaphor)
        if best is None or best[1].is_thing:
            return ()
        score, c = best
        sure = round(min(0.85, max(0.3, 0.6 + score)), 3)
        return tuple(
            Antecedent(d.span, d.text, d.description, sure, f'"{anaphor.key}" stands for "{d.text}"')
            for d in self._joined(c, anaphor)
        )

    # -------------------------------------------------------- steps

    def _adjacent(self, anaphor: Anaphor) -> tuple[float, Candidate] | None:
        """What stands last before a relative word in its sentence."""
        if anaphor.kind != "who" and not (anaphor.key == "which" and anaphor.kind == "thing"):
            return None
        here = self._sentence(anaphor.span.start)
        before = [c for c in self.candidates if c.sentence == here and c.span.end <= anaphor.span.start]
        last = max(before, key=lambda c: c.span.end, default=None)
        return (0.1, last) if last is not None else None

    def _unlisted_speaker(self, anaphor: Anaphor) -> tuple[float, Candidate] | None:
        """The subject of the speech that a pronoun stands in, where the words of that subject are no candidate."""
        subject = self._speech_subject(anaphor)
        if subject is None or anaphor.spot is None:
            return None
        k = anaphor.spot.sentence
        parse = self.trees.parses[k]
        word = parse.words[subject]
        many = word.xpos in ("NNS", "NNPS")
        known = any(
            c.spot is not None and (c.spot.sentence, c.spot.head) == (k, subject) and not c.is_thing
            for c in self.candidates
        )
        fits = word.upos == "PROPN" if anaphor.kind in ("male", "female") else many == (anaphor.kind == "plural")
        if known or word.upos not in ("NOUN", "PROPN") or not fits:
            return None
        spot = self.trees.spot(word.span)
        return 0.2, Candidate(word.span, word.text, NOTHING, k, 0, many, True, spot)

    def _best(self, anaphor: Anaphor) -> tuple[float, Candidate] | None:
        here = self._sentence(anaphor.span.start)
        speech = self._speech_subject(anaphor)
        best: tuple[float, Candidate] | None = None
        reach = 3 if anaphor.kind in _THIRD or anaphor.kind == "who" else 400
        for c in self.candidates:
            spoken = speech is not None and c.spot is not None and c.spot.head == speech and c.sentence == here
            if c.span.overlaps(anaphor.span) or (c.span.end > anaphor.span.start and not spoken):
                continue
            if c.sentence < here - reach or not self._fits(anaphor, c) or self._barred(anaphor, c):
                continue
            score = self._salience(anaphor, c, here) + (_SPEECH if spoken else 0.0)
            if best is None or score >= best[0]:
                best = (score, c)
        return best

    def _salience(self, anaphor: Anaphor, c: Candidate, here: int) -> float:
        decay = _PER_SENTENCE if anaphor.kind in _THIRD else 0.2 * _PER_SENTENCE
        score = decay * (here - c.sentence) + _PER_ORDER * min(c.order, 4)
        if c.spot is not None:
            score += _BY_STANDING[c.spot.standing]
            if anaphor.spot is not None and "subject" in anaphor.spot.standing and "subject" in c.spot.standing:
                score += _PARALLEL
        if c.is_thing:
            score += _THING
        if anaphor.force and c.description.sector is not None:
            score += _FORCE if c.description.sector in _ARMED or c.description.bare_state else -_FORCE
        return score

    def _sentence(self, offset: int) -> int:
        if self.trees.parses:
            at = self.trees.sentence_at(offset)
            return at if at is not None else 0
        return sum(1 for s in self._starts if s <= offset) - 1

    def _speech_subject(self, anaphor: Anaphor) -> int | None:
        spot = anaphor.spot
        if spot is None or anaphor.kind not in _THIRD:
            return None
        return governing_subject(self.trees.parses[spot.sentence], spot.head, self.catalogue.words["said"])

    def _barred(self, anaphor: Anaphor, c: Candidate) -> bool:
        """Whether both hang on one verb, or the pronoun stands inside the candidate's own phrase."""
        a, b = anaphor.spot, c.spot
        if a is None or b is None or a.sentence != b.sentence or anaphor.kind not in _THIRD:
            return False
        if a.standing != "inside" and a.above is not None and a.above == b.above and b.standing != "inside":
            return True
        return a.above == b.head

    def _fits(self, anaphor: Anaphor, c: Candidate) -> bool:
        kind, key = anaphor.kind, anaphor.key
        sector, actor = c.description.sector, c.description.actor
        if kind == "plural":
            if c.is_thing:
                return c.plural
            many = c.plural or (actor is not None and not c.description.bare_state and not c.person)
            return (sector in _COUNTABLE or c.person) and (many or bool(self._conjuncts(c)))
        if kind in ("male", "female"):
            return c.person and not self._other_sex(kind, c)
        if kind == "last word":
            named = actor is not None and actor.kind in ("body", "group")
            return named and " " in c.text and c.text.lower().rstrip(" ()").endswith(key)
        if kind in ("thing", "who"):
            return not c.person and (not c.plural or (actor is not None and actor.kind != "people") or kind == "who")
        if key == "ministry":
            return "ministr" in c.text.lower()
        loose = key in ("organization", "organisation", "network")
        named = actor is not None and not actor.person and actor.kind in ("group", "body")
        if actor is not None and actor.kind == "group" and sector != "JRN":
            return not actor.person and sector is not None
        return named and sector in _GROUPS and (sector is not None or loose)

    def _other_sex(self, kind: str, c: Candidate) -> bool:
        other = self.catalogue.words["male" if kind == "female" else "female"]
        low, high = self.around.range_of(c.span)
        return any(w.key in other for w in self.around.words[max(0, low - 1) : high])

    def _conjuncts(self, c: Candidate) -> list[Candidate]:
        """The candidates that are coordinated with `c`, itself first."""
        if c.spot is None:
            return []
        parse: Parse = self.trees.parses[c.spot.sentence]
        heads = [w.i for w in parse.words if w.head == c.spot.head and w.dep == "conj"]
        return [d for d in self.candidates if d.spot is not None and d.sentence == c.sentence and d.spot.head in heads]

    def _joined(self, c: Candidate, anaphor: Anaphor) -> list[Candidate]:
        if anaphor.kind != "plural" or c.plural:
            return [c]
        return [c, *(d for d in self._conjuncts(c) if not d.is_thing)]

    def _follow_pronouns(self) -> None:
        """Add, at each pronoun, the candidate that it stands for, so that later ones may refer to it."""
        kinds = {
            key: kind
            for kind in ("male", "female", "plural", "thing")
            for key in self.catalogue.words[f"pronouns.{kind}"]
        }
        for k, parse in enumerate(self.trees.parses):
            for word in parse.words:
                kind = kinds.get(word.text.lower())
                if word.upos != "PRON" or kind is None or word.dep != "nsubj" or word.xpos != "PRP":
                    continue
                spot = self.trees.spot(word.span)
                best = self._best(Anaphor(word.text.lower(), kind, word.span, spot)) if spot is not None else None
                if best is not None and best[0] > -0.6 and not best[1].is_thing:
                    at = replace(
                        best[1], sentence=k, order=0, spot=replace(spot, plural=best[1].plural) if spot else None
                    )
                    self.candidates.append(at)

    def _two_states(self, anaphor: Anaphor) -> tuple[Antecedent, ...]:
        counts: dict[str, list[Candidate]] = {}
        for c in self.candidates:
            said = c.description
            if c.span.start < anaphor.span.start + 300 and said.bare_state and said.countries:
                counts.setdefault(said.countries[0], []).append(c)
        top = sorted(counts.values(), key=lambda cs: -len(cs))[:2]
        if len(top) < 2:
            return ()
        why = f'"{anaphor.key}": the two states most named'
        return tuple(Antecedent(cs[-1].span, cs[-1].text, cs[-1].description, 0.5, why) for cs in top)
