"""Parties: mentions to the catalogue's country, sector and entry, each with a score and its reason.

The mention's own words come first, then what the article says of the same name, then its antecedent, and last the
countries in play around it. A field stays None where the evidence is under its threshold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.claims.phrases import find_phrase
from reportedly.lexicon.actors import ActorCatalogue, Folded
from reportedly.records import Document, Mention, Parse, Party, Span, Type
from reportedly.resolve.candidates import find_candidates
from reportedly.resolve.context import Surroundings, survey
from reportedly.resolve.coreference import Anaphor, Antecedent, Coreference
from reportedly.resolve.descriptions import NOTHING, Description, describe
from reportedly.resolve.introductions import describe_name
from reportedly.resolve.phrases import Phrase, read_phrase
from reportedly.resolve.room import Room
from reportedly.resolve.sides import (
    as_armed_group,
    as_followers,
    as_forces,
    as_terrorists,
    as_unknown,
    find_country,
    in_company,
    in_flight,
    stands_for_several,
)
from reportedly.resolve.standings import Spot, Trees
from reportedly.resolve.uses import Use
from reportedly.resolve.voices import find_voices, nearest_speaker


class PartyResolver:
    """Resolves the mentions of one article, each with or without the use that a claim makes of it."""

    def __init__(self, document: Document, catalogue: ActorCatalogue) -> None:
        around = survey(document.article, catalogue)
        trees = Trees(document.parses)
        candidates = find_candidates(around, catalogue, trees)
        self._room = Room(
            around, catalogue, candidates, trees,
            Coreference(around, candidates, trees, catalogue), find_voices(document, around, candidates, catalogue),
        )  # fmt: skip
        self._found: dict[tuple[Mention, Use | None], tuple[Party, ...]] = {}

    @property
    def catalogue(self) -> ActorCatalogue:
        return self._room.catalogue

    def words_of(self, span: Span) -> Sequence[Folded]:
        """The folded words at `span`."""
        low, high = self._room.around.range_of(span)
        return self._room.around.words[low:high]

    def parse_at(self, sentence: int) -> Parse | None:
        """The tree of a sentence, None where the article was not read."""
        return self._room.parses[sentence] if sentence < len(self._room.parses) else None

    def tells_of(self, sector: str, country: str | None, at: int) -> bool:
        """Whether a party of `sector`, of `country` or of none, is told of near offset `at`."""
        for c in self._room.candidates:
            said = c.description
            near = abs(c.span.start - at) < 1500
            if near and said.sector == sector and (not said.countries or country in said.countries):
                return True
        return False

    def resolve(self, mention: Mention, use: Use | None = None) -> tuple[Party, ...]:
        """The parties that `mention` stands for; several where it stands for several, void where for nobody."""
        key = (mention, use)
        if key not in self._found:
            self._found[key] = _resolve(mention, use, self._room)
        return self._found[key]


def resolve_parties(
    document: Document,
    mentions: Sequence[Mention],
    catalogue: ActorCatalogue,
    *,
    uses: Mapping[Mention, Use] | None = None,
) -> dict[Mention, tuple[Party, ...]]:
    """The parties that `mentions` stand for; several where a pronoun or "the two countries" stands for several."""
    resolver = PartyResolver(document, catalogue)
    return {mention: resolver.resolve(mention, (uses or {}).get(mention)) for mention in mentions}


_PRONOUNS = ("plural", "male", "female", "thing", "who", "first", "second")
_DEPTH = 3
"""How often an antecedent that points elsewhere itself is followed."""


def _resolve(mention: Mention, use: Use | None, room: Room, depth: int = 0) -> tuple[Party, ...]:
    around, catalogue = room.around, room.catalogue
    text = mention.span.of(around.article.text)
    low, high = around.range_of(mention.span)
    words = around.words[low:high]
    if not words:
        return (Party(text, mention.span, reason="no words"),)
    near = tuple(c for c, _ in around.countries(mention.span.start))
    phrase = read_phrase(words, around.article.text, around.case, catalogue)
    kind = _anaphor_kind(phrase, catalogue)
    if kind is None and _is_last_word(phrase):
        kind = "last word"
    if kind is not None and depth < _DEPTH:
        parties = _from_antecedents(mention, phrase, kind, use, room, depth)
        if parties or kind in _PRONOUNS:
            return parties or (Party(text, mention.span, reason="nothing that it stands for"),)
    said = describe(phrase, catalogue, year=around.year, near=near)
    if said.person:
        told = describe_name(words, around, catalogue, near)
        if told.sector in ("SPY", "COP", "REB", "ELI") or (told.sector is not None and told.actor is not None):
            said = replace(told, by=f"told elsewhere: {told.by}")
    if said.empty or (said.sector is None and said.actor is None and not said.nowhere and not said.countries):
        told = describe_name(words, around, catalogue, near) if _maybe_name(phrase, around) else NOTHING
        if not told.empty:
            said = replace(
                told,
                strength=0.8 * told.strength,
                by=f"told elsewhere: {told.by}",
                countries=said.countries or told.countries,
            )
    return _parties_of(mention, text, said, phrase, use, room, (low, high), depth)


def _anaphor_kind(phrase: Phrase, catalogue: ActorCatalogue) -> str | None:
    """The class of a pronoun or bare back-reference, None where the mention says something of its own."""
    keys = [w.key for w in phrase.words]
    if len(keys) == 1:
        for name, words in catalogue.words.items():
            if name.startswith("pronouns.") and keys[0] in words and not _written_as_name(phrase):
                return name.partition(".")[2]
    bare = [k for k in keys if k not in ("the", "this", "that", "its", "their", "same")]
    joined = " ".join(bare)
    if joined in catalogue.words["two_states"]:
        return "both"
    pointed = len(bare) < len(keys)
    return "anaphor" if pointed and joined in catalogue.words["bare_groups"] else None


def _is_last_word(phrase: Phrase) -> bool:
    """ "the Mission": one bare word that may be the end of a name told in full before."""
    keys = [w.key for w in phrase.words]
    return len(keys) == 2 and keys[0] in ("the", "this", "that") and keys[1] in phrase.lexis["by_last_word"]


def _written_as_name(phrase: Phrase) -> bool:
    """ "U.S.", "US" in mixed case, not the pronoun."""
    raw = phrase.words[0].raw
    return "." in raw or (phrase.case == "mixed" and raw.isupper() and len(raw) > 1)


def _from_antecedents(
    mention: Mention, phrase: Phrase, kind: str, use: Use | None, room: Room, depth: int
) -> tuple[Party, ...]:
    found = _antecedents(mention, phrase, kind, use, room, depth)
    parties: list[Party] = []
    for antecedent in found:
        whole = _whole_phrase(antecedent.span, room)
        told = _resolve(whole, use, room, depth + 1) if whole is not None else ()
        if len(told) == 1 and (told[0].sector is not None or antecedent.description.sector is None):
            party = told[0]
            if antecedent.description.countries and party.country not in antecedent.description.countries:
                party = replace(party, country=antecedent.description.countries[0])
            share = min(party.score, 1.0) if party.score else 0.3
            score = round(antecedent.score * min(1.0, 0.5 + share), 3)
            parties.append(replace(party, span=mention.span, score=score, reason=antecedent.reason))
        else:
            parties.append(_party_of_antecedent(mention, antecedent, room))
    return tuple(parties)


def _antecedents(
    mention: Mention, phrase: Phrase, kind: str, use: Use | None, room: Room, depth: int
) -> tuple[Antecedent, ...]:
    if kind == "first":
        found = _first_person(mention, use, room, depth)
        return (found,) if found is not None else ()
    spot = room.trees.spot(mention.span)
    if spot is not None and kind in ("who", "thing"):
        relative = _relative(mention, spot, room)
        if relative is not None:
            return (relative,)
    author = room.voices.author
    if kind == "anaphor" and author is not None and phrase.words[-1].key in author.text.lower().split():
        return (author,)
    force = use is not None and use.role == "actor" and use.type in (Type.ASSAULT, Type.MOBILIZE)
    return room.coreference.resolve(Anaphor(phrase.words[-1].key, kind, mention.span, spot, force))


def _relative(mention: Mention, spot: Spot, room: Room) -> Antecedent | None:
    """What a relative pronoun stands for: the noun that its clause hangs on."""
    parse = room.parses[spot.sentence]
    if parse.words[spot.head].xpos not in ("WDT", "WP", "WP$"):
        return None
    i = spot.head
    for _ in range(len(parse.words)):
        if parse.words[i].dep == "acl:relcl" or parse.words[i].head < 0:
            break
        i = parse.words[i].head
    head = parse.words[i].head
    if parse.words[i].dep != "acl:relcl" or head < 0:
        return None
    span = find_phrase(parse, spot.sentence, head, range(0)).span
    text = span.of(room.around.article.text)
    return Antecedent(span, text, NOTHING, 0.8, f'"{mention.span.of(room.around.article.text)}" is "{text}"')


def _first_person(mention: Mention, use: Use | None, room: Room, depth: int) -> Antecedent | None:
    """ "We": who is quoted where the words are quoted, else whoever writes."""
    text = room.around.article.text
    speakers = use.speakers if use is not None else ()
    if speakers and (room.voices.is_quoted(mention.span.start) or room.voices.author is None):
        span = speakers[0].span
        return Antecedent(span, span.of(text), NOTHING, 0.7, f'the speaker, "{span.of(text)}"')
    if not room.voices.is_quoted(mention.span.start) and room.voices.author is not None:
        return room.voices.author
    if room.around.article.genre == "opinion" and not room.voices.is_quoted(mention.span.start):
        return None
    return nearest_speaker(mention.span, room.candidates, room.around) or room.voices.author


def _whole_phrase(span: Span, room: Room) -> Mention | None:
    """The phrase around the words at `span`, None where no tree holds them; of a text without trees the words."""
    spot = room.trees.spot(span) if span.end > span.start else None
    if spot is None:
        return Mention(0, 0, 0, 0, span) if span.end > span.start and not room.parses else None
    return find_phrase(room.parses[spot.sentence], spot.sentence, spot.head, range(0))


def _party_of_antecedent(mention: Mention, antecedent: Antecedent, room: Room) -> Party:
    said = antecedent.description
    country, share = find_country(said, mention, room)
    actor = said.actor
    return Party(
        antecedent.text, mention.span, country, said.sector, actor.id if actor is not None else None,
        round(antecedent.score * min(1.0, 0.5 + share), 3), antecedent.reason,
    )  # fmt: skip


def _maybe_name(phrase: Phrase, around: Surroundings) -> bool:
    return any(w.raw[0].isupper() for w in phrase.words) or around.case == "lower"


def _parties_of(
    mention: Mention,
    text: str,
    said: Description,
    phrase: Phrase,
    use: Use | None,
    room: Room,
    where: tuple[int, int],
    depth: int,
) -> tuple[Party, ...]:
    said = as_armed_group(said, room, mention)
    said = as_forces(said, room, where, mention)
    said = _enemy(said, phrase, mention, use, room)
    said = as_terrorists(said, phrase, mention, room)
    said = in_company(said, mention, room)
    said = in_flight(said, room, where)
    said = _possessed(said, phrase, mention, use, room, depth)
    if said.empty or (said.sector is None and said.actor is None and not said.bare_state):
        said = as_unknown(said, phrase, room.around, where)
    actor_id = said.actor.id.partition(":people")[0].partition(":seat")[0] if said.actor is not None else None
    if len(said.countries) > 1 and said.strength > 0 and stands_for_several(said, phrase):
        return tuple(
            Party(text, mention.span, c, said.sector, None, round(0.8 * said.strength, 3), f"{said.by} of {c}")
            for c in said.countries
        )
    country, share = find_country(said, mention, room)
    score = round(max(said.strength, 0.2) * min(1.0, 0.4 + share), 3)
    reason = said.by + ("" if said.countries or country is None else f"; {country} in play")
    return (Party(text, mention.span, country, said.sector, actor_id, score, reason),)


def _enemy(said: Description, phrase: Phrase, mention: Mention, use: Use | None, room: Room) -> Description:
    """The enemy: the armed forces where rebels speak, the rebels or the other state where a state does."""
    keys = {w.key for w in phrase.words}
    if not keys & room.catalogue.words["enemy"] or said.actor is not None or said.countries:
        return said
    voice = _voice(mention, use, room)
    if voice is not None and voice.sector == "REB" and voice.country is not None:
        return replace(said, sector="MIL", countries=(voice.country,), strength=0.5, by="the enemy of whoever speaks")
    if voice is not None and voice.sector in ("GOV", "MIL", "PRE") and voice.country is not None:
        rivals = [c for c, _ in room.around.countries(mention.span.start, "MIL") if c != voice.country]
        rebels = any(e.sector == "REB" and e.country == voice.country for e in room.around.evidence)
        if rivals and not rebels:
            return replace(said, sector="MIL", countries=(rivals[0],), strength=0.4, by="the enemy of whoever speaks")
        return replace(said, sector="REB", countries=(voice.country,), strength=0.4, by="the enemy of whoever speaks")
    rebels = sum(1 for e in room.around.evidence if e.sector == "REB" and e.at < 600) > 0
    return replace(said, sector="MIL" if rebels else "REB", strength=0.4, by="the enemy of whoever speaks")


def _voice(mention: Mention, use: Use | None, room: Room) -> Party | None:
    """The party in whose voice a mention stands, None where nobody's."""
    antecedent = _first_person(mention, use, room, _DEPTH)
    if antecedent is None:
        return None
    whole = _whole_phrase(antecedent.span, room)
    told = _resolve(whole, None, room, _DEPTH) if whole is not None else ()
    return told[0] if len(told) == 1 and told[0].sector is not None else _party_of_antecedent(mention, antecedent, room)


_HOUSEHOLD = ("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "OPP", "REB", "PTY", None)
_OWNERS = {
    "its": "thing", "his": "male", "her": "female", "their": "plural", "our": "first", "my": "first", "whose": "who",
}  # fmt: skip


def _possessed(
    said: Description, phrase: Phrase, mention: Mention, use: Use | None, room: Room, depth: int
) -> Description:
    """ "Its foreign minister", "his men": the country of whoever "its" stands for, and the side of weak words."""
    at = next((i for i, w in enumerate(phrase.words[:4]) if w.key in _OWNERS), None)
    if at is None or said.countries or said.actor is not None or said.nowhere or depth >= _DEPTH:
        return said
    first = phrase.words[at]
    owner = _owner(first, mention, use, room, depth)
    last = phrase.words[-1].key
    armed = owner is not None and owner.sector in ("REB", "CRM", "PRM", "UAF")
    if owner is None or owner.country is None:
        return as_followers(said, mention, room) if last in room.catalogue.words["followers"] else said
    by = f'{said.by} of "{owner.mention}"'
    if last in room.catalogue.words["homelands"]:
        return replace(said, sector="GOV", countries=(owner.country,), strength=0.6, bare_state=True, by=by)
    if last in room.catalogue.words["followers"] or said.sector is None or (armed and said.sector == "MIL"):
        sector = owner.sector if armed or said.sector is None else said.sector
        return replace(said, sector=sector, countries=(owner.country,), strength=max(said.strength, 0.4), by=by)
    return replace(said, countries=(owner.country,), by=by) if said.sector in _HOUSEHOLD else said


def _owner(word: Folded, mention: Mention, use: Use | None, room: Room, depth: int) -> Party | None:
    """Whom a possessive word stands for, None where that is open."""
    pronoun = replace(mention, span=word.span)
    phrase = read_phrase([word], room.around.article.text, room.around.case, room.catalogue)
    parties = _from_antecedents(pronoun, phrase, _OWNERS[word.key], use, room, depth + 1)
    return parties[0] if parties else None
