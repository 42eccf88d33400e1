"""What may be a claim: the trained heads' acts and the codebook's triggers, brought together word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.claims.triggers import Trigger
from reportedly.records import Act, Parse, Type


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `start` to `end` (half-open) of a sentence that may name an act of `type`, their head, and who says so.

    `act` is what the heads saw there (of any type), `trigger` the codebook's entry for this very type. At least one is
    given. `rivals` are the codebook's entries of other types at the same words.
    """

    start: int
    end: int
    head: int
    type: Type
    act: Act | None
    trigger: Trigger | None
    rivals: tuple[Trigger, ...] = ()

    @property
    def words(self) -> range:
        return range(self.start, self.end)

    @property
    def type_probability(self) -> float:
        """The heads' probability of this type at these words, 0 where they saw nothing."""
        return 0.0 if self.act is None else dict(self.act.types).get(self.type, 0.0)

    @property
    def act_probability(self) -> float:
        """The heads' probability that these words name any act."""
        return 0.0 if self.act is None else min(1.0, sum(p for _, p in self.act.types))


def find_candidates(parse: Parse, triggers: Sequence[Trigger]) -> tuple[tuple[Candidate, ...], ...]:
    """Groups of alternatives, in order of the text: one group an act that may be there, one candidate a type.

    A group's candidates share their words; at most one of them becomes a claim.
    """
    groups: list[tuple[Candidate, ...]] = []
    left = list(triggers)
    for act in parse.acts:
        mine = [t for t in left if _belongs(t, act, parse.acts)]
        left = [t for t in left if t not in mine]
        groups.append(_build_group(parse, act, mine))
    for head in sorted({t.head for t in left}):
        groups.append(_build_group(parse, None, [t for t in left if t.head == head]))
    return tuple(sorted((g for g in groups if g), key=lambda g: g[0].start))


def _belongs(trigger: Trigger, act: Act, acts: Sequence[Act]) -> bool:
    """Whether the trigger names the act: the act holds its head, or overlaps it where no act holds the head."""
    holders = [a for a in acts if a.start <= trigger.head < a.end]
    return act in holders if holders else trigger.start < act.end and act.start < trigger.end


def _build_group(parse: Parse, act: Act | None, triggers: Sequence[Trigger]) -> tuple[Candidate, ...]:
    kinds = [*(t for t, _ in (act.types if act is not None else ())), *(t.type for t in triggers)]
    candidates = []
    for kind in dict.fromkeys(kinds):
        mine = max((t for t in triggers if t.type is kind), key=lambda t: t.entry.weight, default=None)
        start, end, head = _find_extent(parse, act, mine)
        rivals = tuple(t for t in triggers if t.type is not kind)
        candidates.append(Candidate(start, end, head, kind, act, mine, rivals))
    return tuple(candidates)


def _find_extent(parse: Parse, act: Act | None, trigger: Trigger | None) -> tuple[int, int, int]:
    """The heads' words where they saw the act, else the codebook's; the head is the codebook's where it has one."""
    if act is None:
        assert trigger is not None
        return trigger.start, trigger.end, trigger.head
    start, end = _trim(parse, act.start, act.end)
    head = find_head(parse, start, end)
    if trigger is not None and start <= trigger.head < end:
        head = trigger.head
    return start, end, head


_LOOSE = frozenset({"DET", "PUNCT", "CCONJ", "SCONJ"})


def _trim(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """The run without loose words at its ends, and with the particle that belongs to its last verb ("set up")."""
    while end - start > 1 and parse.words[end - 1].upos in _LOOSE:
        end -= 1
    while end - start > 1 and parse.words[start].upos in _LOOSE:
        start += 1
    if end < len(parse.words) and parse.words[end].dep == "compound:prt" and start <= parse.words[end].head < end:
        end += 1
    return start, end


def find_head(parse: Parse, start: int, end: int) -> int:
    """The word of a run that hangs on a word outside it (the first such)."""
    for i in range(start, end):
        if not start <= parse.words[i].head < end:
            return i
    return start
