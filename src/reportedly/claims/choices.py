"""Which candidates are claims, and which mode and status they have: rules and trained heads weighed together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.claims.candidates import Candidate
from reportedly.claims.scoring import Features, Scorer, logit
from reportedly.claims.slots import SlotReader
from reportedly.claims.status import StatusRead
from reportedly.claims.triggers import Trigger
from reportedly.records import MODES, Parse, Status, Type

CERTAIN = 1.0
"""An entry of this weight is a claim wherever it matches, whatever the heads say: the analyst's word is final."""


Groups = Sequence[Sequence[Candidate]]
_POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
_RESULT_TIES = ("hangs on advcl", "hangs on acl", "hangs on conj", "hangs on parataxis", "subject is act")
_TIES = frozenset(
    {"advcl", "acl", "nsubj", "obj", "obl", "nmod", "compound", "conj", "xcomp", "ccomp", "appos", "parataxis"}
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the candidates of one sentence.

    `groups` are all of them; `slots` reads the sentence's slots; `harmed` are the words that say that people came to
    harm ("killing" in "shelled the town, killing ten"); `earlier` are the lemmas of the triggers of the sentences
    before: "the attack" may only point back; `entries` are the measured shares of codebook entries (see Scorers), an
    entry that was not measured has its own weight.
    """

    slots: SlotReader
    groups: Groups = ()
    harmed: Collection[int] = frozenset()
    earlier: Collection[str] = frozenset()
    entries: Mapping[str, float] = field(default_factory=dict)


def act_features(parse: Parse, candidate: Candidate, around: Around) -> Features:
    """What speaks for a candidate being a claim of its type: one act named twice is one claim."""
    head = parse.words[candidate.head]
    features = {
        "heads type": logit(candidate.type_probability),
        "heads act": logit(candidate.act_probability),
        "codebook": candidate.trigger.entry.weight if candidate.trigger is not None else 0.0,
        "codebook silent": float(candidate.trigger is None and not candidate.rivals),
        "codebook rival": max((t.entry.weight for t in candidate.rivals), default=0.0),
        "heads silent": float(candidate.act is None),
        f"class {head.upos}": 1.0,
        f"type {candidate.type.value}": 1.0,
    }
    if candidate.trigger is not None:
        features["codebook measured"] = logit(_share_of(candidate.trigger, around.entries))
        features["codebook conditions"] = float(min(2, candidate.trigger.entry.specificity))
    if head.upos in ("NOUN", "PROPN"):
        points = any(w.head == head.i and w.relation == "det" and w.text.lower() in _POINTING for w in parse.words)
        features["points"] = float(points)
        features["points back"] = float(points and head.lemma in around.earlier)
        features["told before"] = float(head.lemma in around.earlier)
    ties = _tie_features(parse, candidate, around)
    if any(i in around.harmed for i in candidate.words):
        result = max((ties.get(name, 0.0) for name in _RESULT_TIES), default=0.0)
        features |= {"tells harm": 1.0, "tells harm of an act": result}
    return features | ties


def _share_of(trigger: Trigger, entries: Mapping[str, float]) -> float:
    return entries.get(trigger.entry.id, trigger.entry.weight)


def _tie_features(parse: Parse, candidate: Candidate, around: Around) -> dict[str, float]:
    """Other acts of the same type that the candidate hangs on, holds, or has for its subject, with their likelihood.

    Example: in "the strike killed ten" the act "strike" is the subject of "killed": one act, named twice.
    """
    features: dict[str, float] = {}
    for group in around.groups:
        twin = next((c for c in group if c.type is candidate.type and c.start != candidate.start), None)
        if twin is None:
            continue
        strength = max(twin.type_probability, 0.5 * twin.trigger.entry.weight if twin.trigger is not None else 0.0)
        for name, verb, noun in (("subject is act", candidate, twin), ("is subject of act", twin, candidate)):
            if any(i in noun.words for i in around.slots.read(verb.head).get("subject", ())):
                features[name] = max(features.get(name, 0.0), strength)
        for name, lower, upper in (("hangs on", candidate, twin), ("holds", twin, candidate)):
            relation = parse.words[lower.head].relation
            if parse.words[lower.head].head in upper.words and relation in _TIES:
                key = f"{name} {relation}"
                features[key] = max(features.get(key, 0.0), strength)
    return features


def choose_candidate(
    parse: Parse, group: Sequence[Candidate], scorer: Scorer, around: Around
) -> tuple[Candidate, float] | None:
    """The likeliest candidate of a group with its probability, None where none is likely enough."""
    certain = [c for c in group if c.trigger is not None and c.trigger.entry.weight >= CERTAIN]
    scored = [(scorer.score(act_features(parse, c, around)), -i, c) for i, c in enumerate(certain or group)]
    probability, _, best = max(scored, key=lambda s: s[:2])
    if certain:
        return best, max(probability, scorer.threshold)
    return (best, probability) if probability >= scorer.threshold else None


def choose_mode(candidate: Candidate, means: str | None, scorer: Scorer) -> str | None:
    """The mode: the heads' scores, raised by the scorer's weights where the codebook or a named weapon says so.

    Where the heads saw no act of this type, all modes and none start alike.

    `means` is the mode that the named weapon decides, None where no weapon is named.
    """
    heads = dict(candidate.act.modes) if candidate.act is not None and candidate.act.type is candidate.type else {}
    options = (None, *MODES[candidate.type])
    scores = {mode: logit(heads.get(mode, 0.0)) for mode in options}
    if candidate.trigger is not None and candidate.trigger.mode in scores:
        scores[candidate.trigger.mode] += scorer.weights["no mode" if candidate.trigger.mode is None else "codebook"]
    if means is not None and means in scores:
        scores[means] += scorer.weights["means"]
    return max(options, key=lambda mode: scores[mode])


def choose_status(candidate: Candidate, read: StatusRead, scorer: Scorer) -> tuple[Status, str]:
    """The status and its reason: the heads' scores, raised for what the rules read.

    The scorer's weight "cue" counts where the rules rest on words, "form" where they rest on the verb's form alone,
    "default" where nothing frames the act and it is taken as done.
    """
    heads = dict(candidate.act.statuses) if candidate.act is not None else {}
    if not heads:
        return read.status, read.reason
    scores = {status: logit(heads.get(status, 0.0)) for status in Status}
    ground = "cue" if read.cue is not None else "form" if read.framed else "default"
    scores[read.status] += scorer.weights[ground]
    best = max(Status, key=lambda status: scores[status])
    return best, read.reason if best is read.status else "as the trained reader takes the sentence"


HARMING = frozenset({Type.ASSAULT, Type.COERCE, Type.PROTEST, Type.SANCTION})
"""Types whose acts may bring harm to people."""


def rival_heads(acts: Iterable[Candidate], candidate: Candidate) -> tuple[int, ...]:
    """Heads of a sentence's other acts that a harm may belong to instead."""
    return tuple(c.head for c in acts if c.head != candidate.head and c.type in HARMING)
