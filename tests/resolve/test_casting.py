"""Which phrases of a claim are parties, and as what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trees
from reportedly.claims.candidates import Candidate
from reportedly.claims.drafts import Draft
from reportedly.claims.phrases import find_phrase
from reportedly.claims.roles import Filler
from reportedly.claims.scoring import Scorer
from reportedly.lexicon.actors import load_actors
from reportedly.records import SECTORS, Article, Document, Parse, Party, Span, Status, Type
from reportedly.resolve.casting import Casting, Part, casting_features, is_somebody, load_casting
from reportedly.resolve.parties import PartyResolver
from reportedly.resolve.uses import Use

ALL = Scorer({}, 5.0, 0.0)
NONE = Scorer({}, -5.0, 0.5)


def document_of(parse: Parse) -> Document:
    text = " ".join(w.text for w in parse.words)
    return Document(Article("t", text, (Span(0, len(text)),)), (parse,))


def draft_of(
    parse: Parse,
    trigger: int,
    kind: Type,
    actors: tuple[int, ...],
    recipients: tuple[int, ...],
    probability: float = 0.9,
) -> Draft:
    barred = range(trigger, trigger + 1)

    def fillers(heads: tuple[int, ...]) -> tuple[Filler, ...]:
        return tuple(Filler(find_phrase(parse, 0, h, barred), probability, "") for h in heads)

    candidate = Candidate(trigger, trigger + 1, trigger, kind, None, None)
    return Draft(
        0, candidate, parse.words[trigger].span, parse.span, 0.9, None, Status.HAPPENED, fillers(actors),
        fillers(recipients),
    )  # fmt: skip


def cast(
    table: str,
    trigger: int,
    kind: Type,
    actors: tuple[int, ...],
    recipients: tuple[int, ...],
    scorer: Scorer = ALL,
    names: tuple[tuple[int, int, str], ...] = (),
    probability: float = 0.9,
) -> list[list[tuple[str, str | None, str | None]]]:
    parse = trees.parse(table, names)
    casting = Casting(PartyResolver(document_of(parse), load_actors()), scorer)
    both = casting.cast(draft_of(parse, trigger, kind, actors, recipients, probability))
    return [[(p.mention, p.country, p.sector) for p in parties] for parties in both]


BOMBED = "Israel//PROPN/2/nsubj bombed/bomb/VERB/0/root {}//{}/2/obj in//ADP/5/case Gaza//PROPN/2/obl"


@pytest.mark.parametrize("word", ["dozens", "four", "40"])
def test_numbers_that_suffer_are_civilians(word: str) -> None:
    _, recipients = cast(BOMBED.format(word, "NUM"), 1, Type.ASSAULT, (0,), (2,))
    assert [sector for _, _, sector in recipients] == ["CVL"]


@pytest.mark.parametrize("word", ["nobody", "None"])
def test_nobody_is_no_party(word: str) -> None:
    assert cast(BOMBED.format(word, "PRON"), 1, Type.ASSAULT, (0,), (2,))[1] == []


def test_a_phrase_that_is_nobody_fills_no_role() -> None:
    assert cast(BOMBED.format("warehouses", "NOUN"), 1, Type.ASSAULT, (0,), (2,))[1] == []


def test_who_surely_acts_is_kept_by_its_words_though_nobody_knows_it() -> None:
    table = "Gorlings//NOUN/2/nsubj bombed/bomb/VERB/0/root rebels//NOUN/2/obj in//ADP/5/case Gaza//PROPN/2/obl"
    actors, _ = cast(table, 1, Type.ASSAULT, (0,), (2,))
    assert [(mention, sector) for mention, _, sector in actors] == [("Gorlings", None)]
    assert cast(table, 1, Type.ASSAULT, (0,), (2,), probability=0.6)[0] == []


def test_a_place_that_nobody_is_called_by_fills_no_role() -> None:
    table = BOMBED.format("Yarmola", "PROPN")
    assert cast(table, 1, Type.ASSAULT, (0,), (2,), names=((2, 3, "LOC"),))[1] == []


def test_an_undescribed_man_is_a_victim_or_an_attacker() -> None:
    man = (
        "A//DET/2/det man//NOUN/3/nsubj shot/shoot/VERB/0/root a//DET/5/det man//NOUN/3/obj "
        "in//ADP/7/case Peru//PROPN/3/obl"
    )
    actors, recipients = cast(man, 2, Type.ASSAULT, (1,), (4,))
    assert [a[2] for a in actors] == ["UAF"]
    assert [r[2] for r in recipients] == ["CVL"]


def test_names_joined_to_an_actor_are_actors() -> None:
    table = (
        "Peru//PROPN/5/nsubj ,//PUNCT/3/punct Chile//PROPN/1/conj and//CCONJ/5/cc "
        "met/meet/VERB/0/root in//ADP/7/case Lima//PROPN/5/obl"
    )
    assert [a[1] for a in cast(table, 4, Type.CONSULT, (0,), ())[0]] == ["PER", "CHL"]


def test_the_scorer_has_the_last_word_on_what_is_not_sure() -> None:
    table = BOMBED.format("rebels", "NOUN")
    assert cast(table, 1, Type.ASSAULT, (0,), (2,), NONE, probability=0.6) == [[], []]
    sure = cast(table, 1, Type.ASSAULT, (0,), (2,), NONE, probability=0.9)
    assert [[mention for mention, _, _ in parties] for parties in sure] == [["Israel"], ["rebels"]]


def test_a_pronoun_that_is_the_subject_acts_where_no_phrase_was_found() -> None:
    table = (
        "Boko//PROPN/3/nsubj Haram//PROPN/1/flat said/say/VERB/0/root it/it/PRON/5/nsubj bombed/bomb/VERB/3/ccomp "
        "the//DET/7/det barracks//NOUN/5/obj"
    )
    actors, _ = cast(table, 4, Type.ASSAULT, (), ())
    assert [(a[0], a[2]) for a in actors] == [("Boko Haram", "REB")]


def test_the_packaged_scorer_prefers_what_is_sure() -> None:
    scorer = load_casting()
    use = Use("actor", Type.ASSAULT)
    sure = Part(Party("x", Span(0, 1), "SYR", "REB", score=0.95), 0.9, use)
    unsure = Part(Party("x", Span(0, 1), "SYR", "CVL", score=0.3), 0.3, use)
    scores = [scorer.score(casting_features(p, [p], [])) for p in (sure, unsure)]
    assert scores[0] > scorer.threshold > scores[1]


@given(
    st.sampled_from((None, *SECTORS)), st.sampled_from((None, "SYR", "UNO")), st.floats(0, 1), st.floats(0, 1),
    st.sampled_from(list(Type)), st.sampled_from(("actor", "recipient")),
)  # fmt: skip
def test_features_are_finite_and_name_the_role(
    sector: str | None, country: str | None, score: float, probability: float, kind: Type, role: str
) -> None:
    part = Part(Party("x", Span(0, 1), country, sector, score=score), probability, Use(role, kind))
    features = casting_features(part, [part], [])
    assert features[role] == 1.0
    assert all(abs(v) < 20 for v in features.values())
    assert is_somebody(part.party) == (sector is not None or country == "UNO")
