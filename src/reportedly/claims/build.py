"""Parsed sentences to drafts of claims: each field by its own room, in one flat pass a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from reportedly.claims.attribution import choose_speakers, find_tellings
from reportedly.claims.candidates import Candidate, find_candidates
from reportedly.claims.choices import Around, choose_candidate, choose_mode, choose_status, rival_heads
from reportedly.claims.denials import complete_denials
from reportedly.claims.drafts import Draft, Tools
from reportedly.claims.harm import HarmMention, find_harm, find_mentions
from reportedly.claims.hedges import find_hedge, find_seen_hedge
from reportedly.claims.instruments import find_instrument, find_mode
from reportedly.claims.quotations import find_quotations
from reportedly.claims.roles import Filler, find_fillers
from reportedly.claims.settings import Setting, find_settings
from reportedly.claims.slots import SlotReader, Slots
from reportedly.claims.speakers import SpeakerMention, Speakers, find_speakers
from reportedly.claims.status import StatusRead, find_status
from reportedly.claims.targets import find_targets
from reportedly.claims.triggers import find_triggers, slot_words
from reportedly.records import Document, Mention, Parse, Reason, Type

Mentions = Mapping[int, Sequence[Mention]]
"""Mentions by sentence."""


def build_drafts(
    document: Document, places: Mentions, times: Mentions, future: frozenset[Mention], tools: Tools
) -> tuple[Draft, ...]:
    """All claims of an article as drafts, in order of the text.

    `places` and `times` are the mentions that may say where and when; `future` are those times that lie after the
    day of publication.
    """
    speakers = find_speakers(document, find_quotations(document), tools.cues)
    drafts: list[Draft] = []
    earlier: set[str] = set()
    for sentence, parse in enumerate(document.parses):
        builder = _SentenceBuilder(
            parse, sentence, places.get(sentence, ()), times.get(sentence, ()), future, speakers, tools
        )
        found = builder.build(earlier)
        earlier |= {parse.words[draft.candidate.head].lemma for draft in found}
        drafts += found
    return complete_denials(document, drafts, tools.cues.speech)


class _SentenceBuilder:
    """Builds the drafts of one sentence."""

    def __init__(
        self,
        parse: Parse,
        sentence: int,
        places: Sequence[Mention],
        times: Sequence[Mention],
        future: frozenset[Mention],
        speakers: Speakers,
        tools: Tools,
    ) -> None:
        self.parse, self.sentence, self.tools = parse, sentence, tools
        self.places, self.times, self.future, self.speakers = places, times, future, speakers
        self.slots = SlotReader(parse, slot_words(tools.codebook))

    def build(self, earlier: Collection[str]) -> list[Draft]:
        """The drafts, in order of their triggers. `earlier` are the lemmas of the triggers of the sentences before."""
        groups = find_candidates(self.parse, find_triggers(self.parse, self.tools.codebook))
        told = find_mentions(self.parse, self.tools.numbers, self.tools.harm) if groups else ()
        around = Around(
            self.slots, groups, frozenset(m.head for m in told), frozenset(earlier), self.tools.scorers.entries
        )
        chosen = [choose_candidate(self.parse, group, self.tools.scorers["act"], around) for group in groups]
        kept = [c for c in chosen if c is not None]
        acts = [candidate for candidate, _ in kept]
        drafts = [self._build_draft(candidate, probability, acts, told) for candidate, probability in kept]
        return [_without_accusers(self.parse, draft, drafts) for draft in drafts]

    def _build_draft(
        self, candidate: Candidate, probability: float, acts: Sequence[Candidate], told: Sequence[HarmMention]
    ) -> Draft:
        parse, tools = self.parse, self.tools
        slots = self.slots.read(candidate.head)
        actors, recipients = self._find_parties(candidate, slots)
        times = find_settings(parse, candidate, self.times, "time", tools.scorers["time"], acts)
        status, status_reason = choose_status(candidate, self._read_status(candidate, times), tools.scorers["status"])
        mode = self._choose_mode(candidate, slots)
        victims = [f.mention.head for f in recipients]
        harm = find_harm(
            parse, candidate.head, candidate.type, tools.numbers, tools.harm, mode=mode, trigger=candidate.words,
            victims=victims, others=rival_heads(acts, candidate), mentions=told,
        )  # fmt: skip
        return Draft(
            sentence=self.sentence,
            candidate=candidate,
            trigger=parse.span_of(candidate.start, candidate.end),
            quote=parse.span,
            probability=probability,
            mode=mode,
            status=status,
            actors=actors,
            recipients=recipients,
            places=find_settings(parse, candidate, self.places, "place", tools.scorers["place"], acts),
            times=times,
            speakers=self._find_speakers(candidate, actors),
            harm=harm,
            targets=find_targets(
                parse, candidate.head, tools.targets, type_=candidate.type, slots=slots, recipients=victims
            ),
            instrument=find_instrument(
                parse, candidate.head, tools.instruments, type_=candidate.type, slots=slots, trigger=candidate.words
            ),
            hedge=find_hedge(parse, candidate.start, candidate.end, candidate.head, tools.cues)
            or find_seen_hedge(parse, candidate.act),
            reasons=(*_explain_type(candidate, probability), Reason("status", status_reason)),
        )

    def _find_parties(self, candidate: Candidate, slots: Slots) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
        """Actors and recipients; a phrase that looks like both is what it is likelier to be."""
        both = {
            role: find_fillers(self.parse, self.sentence, candidate, slots, role, self.tools.scorers[role])
            for role in ("actor", "recipient")
        }

        def keep(mine: str, other: str) -> tuple[Filler, ...]:
            return tuple(f for f in both[mine] if not any(_beats(o, f) for o in both[other]))

        return keep("actor", "recipient"), keep("recipient", "actor")

    def _read_status(self, candidate: Candidate, times: Sequence[Setting]) -> StatusRead:
        is_future = any(t.mention in self.future for t in times[:1])
        return find_status(
            self.parse,
            candidate.start,
            candidate.end,
            candidate.head,
            self.tools.cues,
            type_=candidate.type,
            is_future=is_future,
        )

    def _choose_mode(self, candidate: Candidate, slots: Slots) -> str | None:
        means = find_mode(
            self.parse, candidate.head, candidate.type, self.tools.instruments, slots=slots, trigger=candidate.words
        )
        return choose_mode(candidate, means, self.tools.scorers["mode"])

    def _find_speakers(self, candidate: Candidate, actors: Sequence[Filler]) -> tuple[SpeakerMention, ...]:
        """The chain of speakers, nearest first."""
        chain = self.speakers.speakers_of(self.sentence, candidate.head)
        tellings = find_tellings(self.parse, self.sentence, candidate, chain, [a.mention for a in actors])
        return choose_speakers(tellings, self.tools.scorers["speaker"])


def _without_accusers(parse: Parse, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """The draft without actors that only speak of the act: in "the envoy condemned the raid" the envoy did not raid."""
    governor = parse.words[draft.candidate.head].head
    spoken = [d for d in drafts if d is not draft and d.candidate.type is Type.ACCUSE and governor in d.candidate.words]
    accusers = [a.mention.span for d in spoken for a in d.actors]
    left = tuple(a for a in draft.actors if not any(a.mention.span.overlaps(span) for span in accusers))
    return draft if len(left) == len(draft.actors) else replace(draft, actors=left)


def _beats(other: Filler, filler: Filler) -> bool:
    """Whether the same words fill the other role more likely."""
    return other.mention.span.overlaps(filler.mention.span) and other.probability > filler.probability


def _explain_type(candidate: Candidate, probability: float) -> tuple[Reason, ...]:
    entry = candidate.trigger.entry if candidate.trigger is not None else None
    codebook = f"codebook: {entry.id}" if entry is not None else "not in the codebook"
    heads = f"the trained reader gives it {candidate.type_probability:.0%}"
    return (Reason("type", f"{codebook}; {heads}; taken together {probability:.0%}"),)
