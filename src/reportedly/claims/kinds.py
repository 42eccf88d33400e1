"""What a noun phrase may stand for: people, a body, a name of the catalogue, a thing that acts are done to."""

from __future__ import annotations

from reportedly.claims.phrases import find_phrase
from reportedly.lexicon.actors import Agent, case_of, fold_words, load_actors
from reportedly.lexicon.harm import load_target_cues
from reportedly.records import Parse

AGENTS = frozenset({"agent", "weak agent", "sectorless agent"})
"""Kinds of phrases that end in a word for people or a body of whom something is said."""


def find_kinds(parse: Parse, head: int) -> frozenset[str]:
    """Kinds of the phrase around word `head`, several where it is ambiguous.

    "agent" (or "weak agent", "sectorless agent", "void agent") where it ends in a word for people or a body, "agent
    inside" where such a word only describes it; the kinds of catalogued names in it ("state", "leader", "group" and so
    on); "thing" where the head is a kind of target; "bare" where it is nothing of these.
    """
    phrase = find_phrase(parse, 0, head, range(0))
    text = " ".join(w.text for w in parse.words[phrase.start : phrase.end])
    catalogue = load_actors()
    kinds = {name.actor.kind for hit in catalogue.find_names(fold_words(text), case_of(text)) for name in hit.names}
    found: set[str] = set(kinds)
    before = fold_words(" ".join(w.text for w in parse.words[phrase.start : head + 1]))
    for hit in catalogue.find_agents(before):
        found.add(_agent_kind(hit.agent) if hit.end == len(before) else "agent inside")
    if parse.words[head].lemma in load_target_cues().things.by_lemma:
        found.add("thing")
    return frozenset(found or {"bare"})


def _agent_kind(agent: Agent) -> str:
    if agent.void:
        return "void agent"
    if agent.weak:
        return "weak agent"
    return "sectorless agent" if agent.sector is None else "agent"
