"""Which of the phrases that may fill a role are parties there, and as what: role and act weighed with what they are.

A phrase that resolves to nobody fills no role. The rest is weighed by a small scorer: how sure the reader is that the
phrase fills the role, how sure the resolution is, and how often parties of that sector do such an act.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from reportedly.claims.drafts import Draft
from reportedly.claims.phrases import find_phrase
from reportedly.claims.roles import Filler
from reportedly.claims.scoring import Scorer, logit
from reportedly.claims.slots import SlotReader
from reportedly.errors import InstallError
from reportedly.records import SUPRANATIONAL, Mention, Parse, Party, Span, Type
from reportedly.resolve.parties import PartyResolver
from reportedly.resolve.uses import FORCE, WORDS, Use

_VICTIM_OF = frozenset({Type.ASSAULT, Type.COERCE})
_PROSECUTES = frozenset({Type.COERCE, Type.ACCUSE, Type.SANCTION})


CERTAIN = 0.85
"""A phrase that acts with this probability is kept by its words even where it resolves to nobody; what an act is done
to may be a thing."""
SURE = 0.7
"""A phrase that fills a role with this probability is kept, however little is known of the party."""


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase resolved: the party that it would be, in which use."""

    party: Party
    probability: float
    use: Use


def load_casting() -> Scorer:
    """The packaged scorer of parties in roles. Raises InstallError where the file is missing or damaged."""
    path = files("reportedly") / "data" / "casting.json"
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Scorer(dict(stored["weights"]), float(stored["bias"]), float(stored["threshold"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InstallError(f"{path}: the scorer cannot be read ({error!r}); reinstall reportedly") from error


class Casting:
    """Casts the claims of one article."""

    def __init__(self, resolver: PartyResolver, scorer: Scorer) -> None:
        self.resolver, self.scorer = resolver, scorer

    def cast(self, draft: Draft) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """The actors and the recipients of a claim, each in order of the text, no party twice in a role."""
        kind = draft.candidate.type
        speakers = tuple(s.mention for s in draft.speakers)
        barred = [draft.trigger, *(f.mention.span for f in (*draft.actors, *draft.recipients))]
        done = self.parts(draft.actors, Use("actor", kind, speakers), barred)
        suffered = self.parts(draft.recipients, Use("recipient", kind, speakers), barred)
        actors, recipients = self._chosen(done, suffered), self._chosen(suffered, done)
        return actors or self._implied(draft, Use("actor", kind, speakers), recipients), recipients

    def _implied(self, draft: Draft, use: Use, recipients: Sequence[Party]) -> tuple[Party, ...]:
        """Who acts where no phrase was sure enough: whoever a pronoun stands for that is the subject of the verb."""
        parse = self.resolver.parse_at(draft.sentence)
        if parse is None or parse.words[draft.candidate.head].upos not in ("VERB", "AUX"):
            return ()
        found: list[Party] = []
        for head in SlotReader(parse).read(draft.candidate.head).get("subject", ()):
            if parse.words[head].upos != "PRON" or parse.words[head].dep != "nsubj":
                continue
            mention = find_phrase(parse, draft.sentence, head, draft.candidate.words)
            if any(mention.span.overlaps(p.span) for p in recipients) or mention.span.overlaps(draft.trigger):
                continue
            told = [self._as_used(p, mention, use) for p in self.resolver.resolve(mention, use)]
            found += [p for p in told if p is not None and is_somebody(p)]
        return tuple(found)

    def parts(self, roles: Sequence[Filler], use: Use, barred: Sequence[Span]) -> list[Part]:
        """What `roles` resolve to, nobody and bare places left out.

        A name that is coordinated with an actor is an actor too, unless it overlaps one of `barred`.
        """
        joined = _conjuncts(roles, self.resolver, barred) if use.role == "actor" else []
        found: dict[tuple[object, ...], Part] = {}
        for role in sorted((*roles, *joined), key=lambda r: r.mention):
            for party in self.resolver.resolve(role.mention, use):
                told = self._as_used(party, role.mention, use)
                is_certain = use.role == "actor" and role.probability >= CERTAIN
                if told is not None and (is_certain or is_somebody(told)):
                    key = (told.mention.lower(), told.country, told.sector)
                    found.setdefault(key, Part(told, role.probability, use))
        return list(found.values())

    def _chosen(self, parts: Sequence[Part], others: Sequence[Part]) -> tuple[Party, ...]:
        """Those that the scorer takes, and those whose role is sure, whoever they are ("gunmen" of no country)."""
        return tuple(p.party for p in parts if p.probability >= SURE or self._takes(p, parts, others))

    def _takes(self, part: Part, parts: Sequence[Part], others: Sequence[Part]) -> bool:
        return self.scorer.score(casting_features(part, parts, others)) >= self.scorer.threshold

    def _as_used(self, party: Party, mention: Mention, use: Use) -> Party | None:
        if _is_scene(party, mention, self.resolver) or _is_nobody(mention, self.resolver):
            return None
        told = _as_victim(party, mention, use, self.resolver)
        return _as_suspect(_as_attacker(told, use), mention, use, self.resolver)


def casting_features(part: Part, parts: Sequence[Part], others: Sequence[Part]) -> dict[str, float]:
    """What speaks for a party in its role; `others` are those of the other role."""
    party, role = part.party, part.use.role
    kind = "force" if part.use.type in FORCE else "words" if part.use.type in WORDS else "deed"
    code = (party.country, party.sector)
    features = {
        f"reader {role}": logit(part.probability),
        "resolution": party.score,
        role: 1.0,
        f"{role} {kind}": 1.0,
        f"{role} {kind} {party.sector}": 1.0,
        "no country": float(party.country is None),
        "in both roles": float(any((o.party.country, o.party.sector) == code for o in others)),
        "of one kind": float(sum((o.party.country, o.party.sector) == code for o in parts) > 1),
        "several": float(len(parts) > 1),
    }
    return {name: value for name, value in features.items() if value}


def _conjuncts(roles: Sequence[Filler], resolver: PartyResolver, barred: Sequence[Span]) -> list[Filler]:
    """The names coordinated with phrases that fill a role, where they are not there yet."""
    found: list[Filler] = []
    taken = [r.mention.span for r in roles] + list(barred)
    for role in roles:
        parse = resolver.parse_at(role.mention.sentence)
        if parse is None or not role.mention.end <= len(parse.words):
            continue
        for head in _joined(parse, role.mention.head):
            mention = find_phrase(parse, role.mention.sentence, head, range(0))
            if not any(mention.span.overlaps(t) for t in taken):
                found.append(Filler(mention, role.probability, f"joined to “{parse.words[role.mention.head].text}”"))
                taken.append(mention.span)
    return found


def _joined(parse: Parse, head: int) -> list[int]:
    """The names among the rest of the coordination that word `head` belongs to."""
    top = head
    if parse.words[head].dep == "conj":
        top = parse.words[head].head
    members = [top, *(w.i for w in parse.words if w.head == top and w.dep == "conj")]
    return [m for m in members if m != head and parse.words[m].upos == "PROPN"]


def is_somebody(party: Party) -> bool:
    """Whether a party was resolved: a sector, or a body that belongs to no state."""
    return party.sector is not None or party.country in SUPRANATIONAL


def _is_nobody(mention: Mention, resolver: PartyResolver) -> bool:
    words = " ".join(w.key for w in resolver.words_of(mention.span))
    return words in resolver.catalogue.words["nobody"] or words.startswith("no ")


def _is_scene(party: Party, mention: Mention, resolver: PartyResolver) -> bool:
    """Whether a phrase is the bare name of a place that nobody is called by."""
    parse = resolver.parse_at(mention.sentence)
    if parse is None or party.id is not None or not mention.end <= len(parse.words):
        return False
    if parse.words[mention.head].upos != "PROPN" or party.score > 0.7:
        return False
    return any(n.kind == "LOC" and n.start <= mention.head < n.end for n in parse.names)


def _as_victim(party: Party, mention: Mention, use: Use, resolver: PartyResolver) -> Party:
    """People of whom nothing else is said are civilians where an act is done to them."""
    if (
        use.role != "recipient"
        or use.type not in _VICTIM_OF
        or party.sector is not None
        or party.country in SUPRANATIONAL
    ):
        return party
    if not _are_people(mention, resolver):
        return party
    return replace(party, sector="CVL", score=max(party.score, 0.3), reason=f"{party.reason}; a victim not described")


def _are_people(mention: Mention, resolver: PartyResolver) -> bool:
    """Whether a phrase counts people or names a person, and no thing."""
    keys = [w.key for w in resolver.words_of(mention.span)]
    counts = resolver.catalogue.words["counts"]
    if keys and (keys[0] in counts or keys[0].replace(",", "").isdigit()) and (len(keys) == 1 or "of" in keys[1:2]):
        return len(keys) < 3 or keys[-1] in ("them", "whom", "those")
    parse: Parse | None = resolver.parse_at(mention.sentence)
    if parse is None:
        return False
    return any(n.kind == "PER" and n.start <= mention.head < n.end for n in parse.names)


def _as_suspect(party: Party, mention: Mention, use: Use, resolver: PartyResolver) -> Party:
    """A person of whom no office is told, arrested or charged in a text on criminals, is taken for one of them."""
    if use.role != "recipient" or use.type not in _PROSECUTES or party.sector != "CVL" or party.score > 0.45:
        return party
    if not resolver.tells_of("CRM", party.country, mention.span.start):
        return party
    return replace(party, sector="CRM", reason=f"{party.reason}; prosecuted in a text on criminals")


def _as_attacker(party: Party, use: Use) -> Party:
    """People who use force and of whom nothing else is said are armed people not identified."""
    if use.role != "actor" or use.type is not Type.ASSAULT or party.sector != "CVL" or party.score > 0.5:
        return party
    return replace(party, sector="UAF", reason=f"{party.reason}; uses force")
