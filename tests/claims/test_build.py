"""From parses to drafts, end to end, with acts and scorers made by hand: nothing here rests on trained weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import trees
from reportedly.claims.build import build_drafts
from reportedly.claims.drafts import Draft, Tools
from reportedly.claims.scoring import Scorer, Scorers
from reportedly.lexicon.codebook import build_codebook
from reportedly.lexicon.cues import load_cues
from reportedly.lexicon.harm import load_harm_cues, load_instrument_cues, load_numbers, load_target_cues
from reportedly.records import Act, Article, Document, Mention, Parse, Sentence, Span, Status, Token, Type

HEADS = Scorer({"heads": 1.0}, 0.0, 0.5)
SCORERS = Scorers(
    "by hand",
    {
        "act": Scorer({"heads type": 1.0, "codebook": 3.0}, 0.0, 0.5),
        "actor": HEADS,
        "recipient": HEADS,
        "place": HEADS,
        "time": HEADS,
        "speaker": Scorer({"rules": 3.0, "actor of a speech act": -9.0}, -1.0, 0.5),
        "mode": Scorer({"codebook": 1.5, "no mode": 0.5, "means": 1.0}, 0.0, 0.0),
        "status": Scorer({"default": 1.0, "form": 1.0, "cue": 1.5}, 0.0, 0.0),
    },
    {},
)
CODEBOOK = {
    "accuse.yml": "type: ACCUSE\ngroups:\n  - pos: verb\n    weight: 0.4\n    mode: disapprove\n    acts:\n"
    "      condemn: The envoy condemned the raid.\n",
}

SHELLING = (
    "On//ADP/2/case Monday//PROPN/4/obl rebels//NOUN/4/nsubj shelled//VERB/0/root the//DET/6/det clinic//NOUN/4/obj "
    "in//ADP/8/case Darat//PROPN/6/nmod ,//PUNCT/10/punct killing/kill/VERB/4/advcl/VBG 12//NUM/12/nummod "
    "patients/patient/NOUN/10/obj/NNS ,//PUNCT/15/punct activists/activist/NOUN/15/nsubj/NNS said/say/VERB/4/parataxis "
    ".//PUNCT/4/punct"
)
CONDEMNED = (
    "The//DET/2/det envoy//NOUN/3/nsubj condemned/condemn/VERB/0/root the//DET/5/det raid//NOUN/3/obj .//PUNCT/3/punct"
)
SHELLED = Act(
    3, 4, Type.ASSAULT, 0.9,
    types=((Type.ASSAULT, 0.9), (Type.COERCE, 0.05)),
    modes=(("heavy-weapons", 0.9), (None, 0.1)),
    statuses=((Status.HAPPENED, 0.97), (Status.ONGOING, 0.03)),
    roles=(("actor", 2, 0.95), ("recipient", 11, 0.9), ("place", 7, 0.9), ("time", 1, 0.9)),
)  # fmt: skip


@cache
def tools() -> Tools:
    return Tools(
        codebook=build_codebook(CODEBOOK),
        scorers=SCORERS,
        cues=load_cues(),
        numbers=load_numbers(),
        harm=load_harm_cues(),
        targets=load_target_cues(),
        instruments=load_instrument_cues(),
    )


def shifted(tree: Parse, by: int, acts: Sequence[Act]) -> Parse:
    """The parse as it stands `by` code points into a text, with acts."""
    move = lambda span: Span(span.start + by, span.end + by)  # noqa: E731
    words = tuple(replace(w, span=move(w.span)) for w in tree.words)
    tokens = tuple(Token(w.span, w.text) for w in words)
    return Parse(Sentence(move(tree.span), tokens), words, tree.names, tuple(acts))


def document(*sentences: tuple[str, Sequence[Act]]) -> Document:
    parses: list[Parse] = []
    text = ""
    for table, acts in sentences:
        tree = trees.parse(table)
        parses.append(shifted(tree, len(text), acts))
        text += " ".join(w.text for w in tree.words) + " "
    return Document(Article("a1", text, (Span(0, len(text)),)), tuple(parses))


def mention(given: Document, sentence: int, word: int) -> Mention:
    return Mention(sentence, word, word + 1, word, given.parses[sentence].words[word].span)


def build(given: Document, *, future: bool = False) -> tuple[Draft, ...]:
    places, times = {0: [mention(given, 0, 7)]}, {0: [mention(given, 0, 1)]}
    return build_drafts(given, places, times, frozenset(times[0]) if future else frozenset(), tools())


def words(given: Document, span: Span) -> str:
    return span.of(given.article.text)


def test_a_draft_holds_all_that_the_sentence_says() -> None:
    given = document((SHELLING, [SHELLED]))
    (draft,) = build(given)
    text = given.article.text
    assert (draft.sentence, draft.candidate.type, draft.mode, draft.status) == (
        0, Type.ASSAULT, "heavy-weapons", Status.HAPPENED,
    )  # fmt: skip
    assert words(given, draft.trigger) == "shelled"
    assert words(given, draft.quote) == text.strip()
    assert [words(given, f.mention.span) for f in draft.actors] == ["rebels"]
    assert [words(given, f.mention.span) for f in draft.recipients] == ["12 patients"]
    assert [words(given, s.mention.span) for s in draft.places] == ["Darat"]
    assert [words(given, s.mention.span) for s in draft.times] == ["Monday"]
    assert [words(given, s.mention.span) for s in draft.speakers] == ["activists"]
    assert draft.harm is not None
    assert {kind: count.best for kind, count in draft.harm.items()} == {"killed": 12}
    assert draft.targets == ("medical",)
    assert draft.hedge is None
    assert 0.5 <= draft.probability <= 1
    assert {"type", "status"} <= {reason.field for reason in draft.reasons}


def test_an_act_that_is_not_likely_enough_makes_no_draft() -> None:
    unlikely = replace(SHELLED, probability=0.3, types=((Type.ASSAULT, 0.3),))
    assert build(document((SHELLING, [unlikely]))) == ()
    assert build(document((SHELLING, []))) == ()


def test_the_codebook_alone_can_make_a_draft() -> None:
    given = document((SHELLING, []), (CONDEMNED, []))
    never = replace(SCORERS["act"], weights={"codebook": 3.0}, bias=-1.0)
    lone = replace(tools(), scorers=Scorers("by hand", {**SCORERS.by_name, "act": never}, {}))
    (draft,) = build_drafts(given, {}, {}, frozenset(), lone)
    assert (draft.sentence, draft.candidate.type, draft.mode) == (1, Type.ACCUSE, "disapprove")
    assert words(given, draft.trigger) == "condemned"
    assert words(given, draft.quote) == "The envoy condemned the raid ."
    assert (draft.actors, draft.recipients) == ((), ())


def test_a_phrase_that_looks_like_both_parties_is_what_it_is_likelier_to_be() -> None:
    roles = (("actor", 2, 0.8), ("recipient", 2, 0.6), ("recipient", 11, 0.9), ("actor", 11, 0.7))
    given = document((SHELLING, [replace(SHELLED, roles=roles)]))
    (draft,) = build(given)
    assert [words(given, f.mention.span) for f in draft.actors] == ["rebels"]
    assert [words(given, f.mention.span) for f in draft.recipients] == ["12 patients"]


def test_a_coming_day_makes_an_unframed_act_planned() -> None:
    table = (
        "A//DET/2/det raid//NOUN/5/nsubj on//ADP/4/case Monday//PROPN/2/nmod worries//VERB/0/root/VBZ us//PRON/5/obj"
    )
    raid = Act(1, 2, Type.ASSAULT, 0.9, ((Type.ASSAULT, 0.9),), roles=(("time", 3, 0.9),))
    given = document((table, [raid]))
    monday = mention(given, 0, 3)

    def status(future: frozenset[Mention]) -> Status:
        (draft,) = build_drafts(given, {}, {0: [monday]}, future, tools())
        return draft.status

    assert status(frozenset({monday})) is Status.PLANNED
    assert status(frozenset()) is Status.HAPPENED


def test_who_acts_by_speaking_is_no_source_of_the_act() -> None:
    table = (
        "The//DET/2/det envoy//NOUN/3/nsubj said/say/VERB/0/root he//PRON/5/nsubj condemned/condemn/VERB/3/ccomp "
        "the//DET/7/det raid//NOUN/5/obj .//PUNCT/3/punct"
    )
    act = Act(4, 5, Type.ACCUSE, 0.9, ((Type.ACCUSE, 0.9),), roles=(("actor", 1, 0.9),))
    given = document((table, [act]))
    (draft,) = build_drafts(given, {}, {}, frozenset(), tools())
    assert [words(given, f.mention.span) for f in draft.actors] == ["The envoy"]
    assert draft.speakers == ()
    other = replace(act, type=Type.ASSAULT, types=((Type.ASSAULT, 0.99),))
    (draft, *_) = build_drafts(document((table, [other])), {}, {}, frozenset(), tools())
    assert [words(given, s.mention.span) for s in draft.speakers] == ["The envoy"]


def test_drafts_stand_in_order_of_the_text_each_with_its_own_sentence() -> None:
    condemned = Act(2, 3, Type.ACCUSE, 0.9, ((Type.ACCUSE, 0.9),))
    given = document((SHELLING, [SHELLED]), (CONDEMNED, [condemned]), (SHELLING, [SHELLED]))
    drafts = build_drafts(given, {}, {}, frozenset(), tools())
    assert [d.sentence for d in drafts] == [0, 1, 2]
    assert [words(given, d.trigger) for d in drafts] == ["shelled", "condemned", "shelled"]
    assert all(d.quote.covers(d.trigger) for d in drafts)


def test_an_article_without_sentences_makes_no_drafts() -> None:
    assert build_drafts(Document(Article("a1", "", ()), ()), {}, {}, frozenset(), tools()) == ()


DENIED = "The//DET/2/det army//NOUN/3/nsubj denied/deny/VERB/0/root it//PRON/3/obj .//PUNCT/3/punct"


def denial_of(type_: Type) -> Act:
    return Act(
        2, 3, type_, 0.9, types=((type_, 0.9),), statuses=((Status.DENIED, 0.95), (Status.HAPPENED, 0.05)),
        roles=(("actor", 1, 0.9),),
    )  # fmt: skip


def test_a_bare_denial_is_the_act_told_before_denied() -> None:
    given = document((SHELLING, [SHELLED]), (DENIED, [denial_of(Type.ASSAULT)]))
    told, denied = build(given)
    assert denied.status is Status.DENIED
    assert words(given, denied.trigger) == "denied"
    assert (denied.actors, denied.recipients) == (told.actors, told.recipients)
    assert (denied.places, denied.times) == (told.places, told.times)


def test_a_denial_without_an_act_of_its_type_before_stays_as_it_is() -> None:
    given = document((SHELLING, [SHELLED]), (DENIED, [denial_of(Type.COERCE)]))
    _, denied = build(given)
    assert [words(given, f.mention.span) for f in denied.actors] == ["The army"]
    assert denied.places == ()
