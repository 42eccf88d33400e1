"""Whether a country that is named acts by force of arms there, so that its armed forces are meant."""

from __future__ import annotations

from reportedly.lexicon.actors import ActorCatalogue
from reportedly.records import Mention, Parse
from reportedly.resolve.context import Surroundings


def acts_by_force(parse: Parse, mention: Mention, catalogue: ActorCatalogue) -> bool | None:
    """What the tree says: "Russian jets", "Russia shelled", "shelled by Russia". None where it does not say."""
    if not mention.end <= len(parse.words) or mention.end <= mention.start:
        return None
    word = parse.words[mention.head]
    for _ in range(3):
        if word.relation != "conj" or word.head < 0:
            break
        word = parse.words[word.head]
    if word.head < 0:
        return None
    above = parse.words[word.head]
    nouns, verbs = catalogue.words["military_words"], catalogue.words["military_verbs"]
    if word.relation in ("amod", "compound") or word.dep == "nmod:poss":
        return above.text.lower() in nouns
    case = {parse.words[i].lemma for i in parse.children(word.i) if parse.words[i].relation == "case"}
    if word.relation in ("obl", "nmod") and "by" in case:
        return above.text.lower() in verbs or above.text.lower() in nouns
    if word.dep != "nsubj" or above.upos != "VERB":
        return None
    objects = {
        parse.words[i].text.lower() for i in parse.children(above.i) if parse.words[i].relation in ("obj", "obl")
    }
    if above.text.lower() in catalogue.words["empty_verbs"]:
        return bool(objects & nouns)
    return above.text.lower() in verbs


def is_followed_by_force(around: Surroundings, catalogue: ActorCatalogue, high: int) -> bool:
    """What the words after word `high` say, other countries in a list passed over."""
    words, phrase = around.words, around.phrase
    nouns, verbs = catalogue.words["military_words"], catalogue.words["military_verbs"]
    ahead = [w.key for w in words[high : high + 6]]
    gaps = phrase.gaps[high - 1 : high + 5]
    for k in range(len(ahead)):
        state = _state_at(around, high + k)
        if any(c in gaps[k] for c in ";:") or (gaps[k].strip() in (".", ",") and not state):
            return False
        if ahead[k] in nouns or " ".join(ahead[k : k + 2]) in nouns:
            return k < 2 or all(_state_at(around, high + j) or ahead[j] == "and" for j in range(k))
        if ahead[k] in verbs:
            return k < 3
        if ahead[k] in ("or", "that", "to", "of") or (ahead[k] == "and" and not _state_at(around, high + k + 1)):
            return False
    return False


def _state_at(around: Surroundings, i: int) -> bool:
    return any(n.start == i and n.names[0].actor.kind in ("state", "people") for n in around.phrase.names)
