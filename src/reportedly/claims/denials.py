"""Bare denials: "the ministry denied it" is the act told before, denied; who did what is told there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.claims.drafts import Draft
from reportedly.lexicon.cues import SpeechCues
from reportedly.records import Document, Reason, Status


def complete_denials(document: Document, drafts: Sequence[Draft], cues: SpeechCues) -> tuple[Draft, ...]:
    """The drafts, those of a bare denial with the parties, places and times of the last act of their type before them.

    The denier stays a speaker and is no longer the actor. A denial with no act of its type before it stays as it is.

    Example: after "the army shelled Kolma, activists said", "the ministry called it a lie" is a denied shelling by it.
    """
    found: list[Draft] = []
    for draft in drafts:
        before = next((d for d in reversed(found) if d.candidate.type is draft.candidate.type), None)
        if before is not None and is_bare_denial(document, draft, cues):
            draft = _completed(draft, before)
        found.append(draft)
    return tuple(found)


def is_bare_denial(document: Document, draft: Draft, cues: SpeechCues) -> bool:
    """Whether the trigger is the denial itself: a verb of denying or a word such as "lie", and the act is denied."""
    words = document.parses[draft.sentence].words[draft.candidate.start : draft.candidate.end]
    denies = any(word.lemma in cues.denying or word.lemma in cues.false_words for word in words)
    return draft.status is Status.DENIED and denies


def _completed(draft: Draft, before: Draft) -> Draft:
    return replace(
        draft,
        actors=before.actors,
        recipients=draft.recipients or before.recipients,
        places=draft.places or before.places,
        times=draft.times or before.times,
        mode=draft.mode or before.mode,
        targets=draft.targets or before.targets,
        reasons=(*draft.reasons, Reason("actors", "a denial: the act is the one told before")),
    )
