"""The nouns: frozen values that pass between the rooms. Nothing here reads files, clocks or networks.

All offsets are code points into `Article.text`, half-open, so `text[start:end]` is always the words.
Word positions are indices into one sentence's `words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Genre = Literal["report", "opinion", "statement", "brief"]


class Type(StrEnum):
    """The sixteen event types of PLOVER."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """How a text frames an act (after FactBank's event factuality, reduced to what a reader decides on)."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"
    URGED = "urged"


HARM_KINDS = ("killed", "injured", "displaced", "detained", "abducted", "missing", "trapped")
TARGET_KINDS = (
    "medical", "school", "religious", "market", "housing", "aid",
    "infrastructure", "transport", "media", "military", "government", "camp",
)  # fmt: skip
SECTORS = (
    "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "REB", "PRM", "UAF", "OPP", "CVL", "REF",
    "MED", "JRN", "EDU", "BUS", "LAB", "AGR", "REL", "SOC", "CRM", "ELI", "PRE", "UNK",
)  # fmt: skip
SUPRANATIONAL = ("IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM")
"""Codes that stand in a party's `country` where it belongs to no single state."""

MODES: Mapping[Type, tuple[str, ...]] = {
    Type.AGREE: (),
    Type.CONSULT: ("visit", "third-party", "multilateral", "phone"),
    Type.SUPPORT: (),
    Type.CONCEDE: (),
    Type.COOPERATE: (),
    Type.AID: (),
    Type.RETREAT: ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    Type.REQUEST: ("assist", "change", "yield", "meet"),
    Type.ACCUSE: ("disapprove", "investigate", "allege"),
    Type.REJECT: ("assist", "change", "yield", "meet"),
    Type.THREATEN: ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    Type.PROTEST: ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    Type.SANCTION: ("convict", "expel", "withdraw", "discontinue"),
    Type.MOBILIZE: ("troops", "weapons", "police", "militia"),
    Type.COERCE: (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    Type.ASSAULT: (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    ),
}  # fmt: skip


# ---------------------------------------------------------------- text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open offsets in code points into `Article.text`.

    Example:
        >>> Span(3, 7).of("The road to Aleppo")
        ' roa'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was given. `published` is the day in the text's own calendar, None where unknown.

    `body` are the spans of `text` that belong to the article itself, in order; what lies between
    them is page furniture (bylines, share buttons, related links, repeated pull quotes, biographies)
    and makes no claim. An article without furniture has one span over its whole text.
    """

    id: str
    text: str
    body: tuple[Span, ...]
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    genre: Genre = "report"
    source: str | None = None
    """The file, address or line that it came from, for messages."""
    notes: tuple[str, ...] = ()
    """What was left out of the body, or assumed about the article, and why."""


@dataclass(frozen=True, slots=True)
class Token:
    """One UD word before it is read. `text` is what stands in the article at `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its span (no surrounding white space) and its words."""

    span: Span
    tokens: tuple[Token, ...]


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the reader read it, in Universal Dependencies v2 terms.

    `head` is the position of its head in the sentence, -1 for the root. `dep` is the relation with its
    subtype ("nsubj:pass"). `lemma` is lower case. `text` is as written.
    """

    i: int
    text: str
    span: Span
    lemma: str
    upos: str
    xpos: str
    head: int
    dep: str

    @property
    def relation(self) -> str:
        """The relation without its subtype: "nsubj" of "nsubj:pass"."""
        return self.dep.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Name:
    """A named thing: word positions `start` to `end` (half-open) of one sentence.

    `kind` is PER, ORG, LOC, or one of the finer kinds of the reader's second name layer:
    NAT (nationality or religious or political group), TIME, QTY, WPN (weapon), PLT (military
    platform), VEH (vehicle), MON (money), DOC.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Act:
    """What the trained heads saw: words `start` to `end` (half-open) name an act of `type`.

    `probability` is that of the type, `types` lists all types that are not ruled out, likeliest first. `modes` and
    `statuses` list values with their probabilities, likeliest first; a mode of None is "the words do not say".
    `roles` lists (role, word position, probability) for the words of the sentence that the heads tie to the act, role
    one of ROLES.
    """

    start: int
    end: int
    type: Type
    probability: float
    types: tuple[tuple[Type, float], ...] = ()
    modes: tuple[tuple[str | None, float], ...] = ()
    statuses: tuple[tuple[Status, float], ...] = ()
    roles: tuple[tuple[str, int, float], ...] = ()


ROLES = ("actor", "recipient", "place", "time", "speaker", "harm", "instrument", "hedge")


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence as read: words with their tree, names, and what the trained heads saw in it."""

    sentence: Sentence
    words: tuple[Word, ...]
    names: tuple[Name, ...] = ()
    acts: tuple[Act, ...] = ()

    @property
    def span(self) -> Span:
        return self.sentence.span

    def children(self, i: int) -> tuple[int, ...]:
        """Positions of the words whose head is word `i`, in order."""
        return tuple(w.i for w in self.words if w.head == i)

    def subtree(self, i: int) -> tuple[int, ...]:
        """Positions of word `i` and all words below it, in order. A malformed tree is walked once."""
        below: dict[int, list[int]] = {}
        for w in self.words:
            below.setdefault(w.head, []).append(w.i)
        seen, todo = {i}, [i]
        while todo:
            for child in below.get(todo.pop(), ()):
                if child not in seen:
                    seen.add(child)
                    todo.append(child)
        return tuple(sorted(seen))

    def span_of(self, start: int, end: int) -> Span:
        """The offsets of words `start` to `end` (half-open, not empty)."""
        return Span(self.words[start].span.start, self.words[end - 1].span.end)


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its body's sentences read, in order of the text."""

    article: Article
    parses: tuple[Parse, ...]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words that stand for a party, a place or a speaker.

    `sentence` is the position in `Document.parses`, `start`, `end` (half-open) and `head` are word
    positions in it, `span` the offsets of the words.
    """

    sentence: int
    start: int
    end: int
    head: int
    span: Span


# ---------------------------------------------------------------- values of a claim


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value, in words that a user can read."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """A party to an act. `mention` are the words of the party that the mention stands for.

    `span` is where the words stand that the claim was read from (a pronoun's span where `mention` is its
    antecedent's words). `country` is ISO 3166-1 alpha-3 or one of SUPRANATIONAL, None where unresolved;
    `sector` is one of SECTORS or None; `id` names the catalogue's entry. `score` (0 to 1) says how sure the
    resolution is, `reason` on what it rests.
    """

    mention: str
    span: Span
    country: str | None = None
    sector: str | None = None
    id: str | None = None
    score: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place. `lat`, `lon` in degrees (WGS 84), both None where unresolved or where the place is a whole country.

    `radius_km` is the stated uncertainty around the point; `precision` is UCDP's where_prec: 1 exact,
    2 within 25 km, 3 second-order unit, 4 first-order unit, 5 landscape term, 6 country, 7 sea or air;
    None where unresolved. `kind` is GeoNames' feature class and code ("P.PPL", "A.ADM1") or one of places.yml's.
    """

    mention: str
    span: Span
    country: str | None = None
    id: str | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    kind: str | None = None
    precision: int | None = None
    radius_km: float | None = None
    score: float = 0.0
    reason: str = ""


Grain = Literal["day", "week", "month", "quarter", "season", "year", "decade"]


@dataclass(frozen=True, slots=True)
class Interval:
    """When: the words and the days that they name, both included. Never more precise than the words."""

    span: Span
    text: str
    start: date
    end: date
    grain: Grain
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people. At least one of `low`, `best`, `high` is set; they do not decrease.

    "at least 20" is low 20, best 20, high None; "about 60" best 60; "dozens" low 24, high 99.
    """

    span: Span
    text: str
    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """On whose word: `text` as said ("a US official"), where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """What this text says happened, on whose word, how surely: the record of the coding rules.

    `probability` (0 to 1) is how likely a careful coder would take the passage for a claim of this type.
    """

    article_id: str
    trigger: Span
    quote: Span
    type: Type
    status: Status
    mode: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    time: Interval | None = None
    harm: Mapping[str, Count] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    instrument: Span | None = None
    said_by: tuple[Speaker, ...] = ()
    hedge: Span | None = None
    probability: float = 1.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and its claims, in order of their triggers. `notes` say what was left out and why."""

    article: Article
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()
