"""One article to its claims: a flat pipeline, pure, the same for the same article and versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly.claims.build import build_drafts
from reportedly.claims.candidates import find_head
from reportedly.claims.drafts import Draft, Tools
from reportedly.claims.scoring import Scorer, load_scorers
from reportedly.lexicon.actors import ActorCatalogue, load_actors
from reportedly.lexicon.captures import CaptureCues, load_captures
from reportedly.lexicon.codebook import load_codebook
from reportedly.lexicon.cues import load_cues
from reportedly.lexicon.harm import load_harm_cues, load_instrument_cues, load_numbers, load_target_cues
from reportedly.lexicon.places import load_place_terms
from reportedly.lexicon.times import TimeCues, load_time_cues
from reportedly.reader import Reader, load_reader
from reportedly.records import (
    Article,
    Claim,
    Document,
    Interval,
    Mention,
    Party,
    Place,
    Reading,
    Reason,
    Speaker,
)
from reportedly.resolve.captures import Kind, read_capture, rename_harm
from reportedly.resolve.casting import Casting, load_casting
from reportedly.resolve.gazetteer import Gazetteer, open_gazetteer
from reportedly.resolve.nameless import POINTING, find_nameless
from reportedly.resolve.parties import PartyResolver
from reportedly.resolve.places import resolve_places
from reportedly.resolve.times import TimeMention, find_times
from reportedly.resolve.toponyms import Survey, survey_places
from reportedly.text.sentences import Splitter, find_sentences, load_splitter

UNATTACHED = frozenset({"dateline", "set"})
"""Kinds of times that no act takes place at."""


@dataclass(frozen=True, slots=True)
class Resources:
    """All that reading needs, loaded once: weights, codebook, catalogue, gazetteer, cues."""

    splitter: Splitter
    reader: Reader
    tools: Tools
    catalogue: ActorCatalogue
    gazetteer: Gazetteer
    times: TimeCues
    captures: CaptureCues
    casting: Scorer


def load_resources(*, codebook: Path | None = None, quiet: bool = False) -> Resources:
    """Load everything; the gazetteer is built at the first use (with progress on a terminal unless `quiet`).

    `codebook` is a directory that replaces the packaged codebook. Raises InstallError or CodebookError.
    """
    return Resources(
        splitter=load_splitter(),
        reader=load_reader(),
        tools=Tools(
            codebook=load_codebook(codebook),
            scorers=load_scorers(),
            cues=load_cues(),
            numbers=load_numbers(),
            harm=load_harm_cues(),
            targets=load_target_cues(),
            instruments=load_instrument_cues(),
        ),
        catalogue=load_actors(),
        gazetteer=open_gazetteer(quiet=quiet),
        times=load_time_cues(),
        captures=load_captures(),
        casting=load_casting(),
    )


def read_article(article: Article, resources: Resources) -> Reading:
    """The claims of one article, in order of their triggers."""
    sentences = find_sentences(article.text, article.body, resources.splitter)
    document = Document(article, resources.reader.read(sentences))
    times = find_times(document, resources.times)
    survey = survey_places(document, resources.gazetteer)
    drafts = _find_drafts(document, times, survey, resources)
    resolved = _resolve(document, drafts, times, survey, resources)
    claims = [_build_claim(document, draft, resolved, resources.captures) for draft in drafts]
    return Reading(article, tuple(sorted(claims, key=lambda c: (c.trigger, c.type))), article.notes)


@dataclass(frozen=True, slots=True)
class _Resolved:
    """What the mentions of an article stand for."""

    casting: Casting
    places: Mapping[Mention, Place]
    times: Mapping[Mention, Interval]


def _find_drafts(
    document: Document, times: Sequence[TimeMention], survey: Survey, resources: Resources
) -> tuple[Draft, ...]:
    told = {mention_of(document, t): t.interval for t in times if t.interval is not None and t.kind not in UNATTACHED}
    published = document.article.published
    future = frozenset(m for m, interval in told.items() if published is not None and interval.start > published)
    places = find_place_mentions(document, survey)
    return build_drafts(document, _by_sentence(places), _by_sentence(told), future, resources.tools)


def find_place_mentions(document: Document, survey: Survey) -> tuple[Mention, ...]:
    """What may say where an act took place: the named places, and phrases such as "the town"."""
    named = [t.mention for t in survey.toponyms]
    return (*named, *find_nameless(document, named, load_place_terms()))


def _resolve(
    document: Document, drafts: Sequence[Draft], times: Sequence[TimeMention], survey: Survey, resources: Resources
) -> _Resolved:
    places = {setting.mention for draft in drafts for setting in draft.places}
    return _Resolved(
        casting=Casting(PartyResolver(document, resources.catalogue), resources.casting),
        places=resolve_places(document, sorted(places), resources.gazetteer, survey=survey),
        times={mention_of(document, t): t.interval for t in times if t.interval is not None},
    )


def _build_claim(document: Document, draft: Draft, resolved: _Resolved, captures: CaptureCues) -> Claim:
    article = document.article
    actors, recipients = resolved.casting.cast(draft)
    told = (draft.candidate.type, draft.mode)
    lemma = document.parses[draft.sentence].words[draft.candidate.head].lemma
    type_, mode = read_capture(told, lemma, actors, recipients, captures)
    places = _distinct(resolved.places[s.mention] for s in draft.places)
    time = next((resolved.times[s.mention] for s in draft.times), None)
    return Claim(
        article_id=article.id,
        trigger=draft.trigger,
        quote=draft.quote,
        type=type_,
        status=draft.status,
        mode=mode,
        actors=actors,
        recipients=recipients,
        places=places,
        time=time,
        harm=rename_harm(draft.harm or {}, told, (type_, mode)),
        targets=draft.targets,
        instrument=draft.instrument,
        said_by=tuple(Speaker(s.mention.span.of(article.text), s.mention.span) for s in draft.speakers),
        hedge=draft.hedge,
        probability=draft.probability,
        reasons=(*draft.reasons, *_explain(actors, recipients, places, time), *_explain_type(told, (type_, mode))),
    )


def _explain_type(told: Kind, now: Kind) -> tuple[Reason, ...]:
    if told == now:
        return ()
    return (Reason("type", "by who takes whom: fighters are captured, others are arrested by force of office"),)


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, in order: "the town" beside the town's name says no more, nor where no town is known for it."""
    found: list[Place] = []
    for place in sorted(places, key=_is_nameless):
        points = [(f.lat, f.lon) for f in found]
        if _is_nameless(place) and found and (place.lat is None or (place.lat, place.lon) in points):
            continue
        found.append(place)
    return tuple(sorted(found, key=lambda p: p.span))


def _is_nameless(place: Place) -> bool:
    return place.mention.split()[0].casefold() in POINTING and (place.name is None or place.name not in place.mention)


def _explain(
    actors: Iterable[Party], recipients: Iterable[Party], places: Iterable[Place], time: Interval | None
) -> Iterable[Reason]:
    for field, parties in (("actors", actors), ("recipients", recipients)):
        yield from (Reason(field, f"{p.mention}: {p.reason}") for p in parties if p.reason)
    yield from (Reason("places", f"{p.mention}: {p.reason}") for p in places if p.reason)
    if time is not None and time.reason:
        yield Reason("time", time.reason)


def mention_of(document: Document, time: TimeMention) -> Mention:
    """The time as a mention; its head is the word that hangs on a word outside it."""
    head = find_head(document.parses[time.sentence], time.start, time.end)
    return Mention(time.sentence, time.start, time.end, head, time.span)


def _by_sentence(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    grouped: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        grouped[mention.sentence].append(mention)
    return grouped
