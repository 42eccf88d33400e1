"""The packaged reader on invented sentences: its contract, not its accuracy."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from reportedly.reader import Reader, load_reader
from reportedly.reader.reader import LONGEST
from reportedly.reader.wordpiece import END, START
from reportedly.records import MODES, ROLES, Parse, Sentence, Span, Token
from reportedly.text.words import find_words

SENTENCES = (
    "Rebels shelled the town of Darat on Sunday, killing three people.",
    "The minister said that talks would resume.",
    "GUNMEN ATTACKED THE POLICE STATION IN SAN ROQUE, THE RADIO REPORTED.",
    "the army has withdrawn from the bridge",
    "Fire!",
    "In a statement that was read out by a spokesman for the governor, who has not been seen since the siege of the "
    "old port began in March, the provincial council urged both sides to let the ambulances through.",
)


@cache
def reader() -> Reader:
    return load_reader()


def sentence_of(text: str) -> Sentence:
    span = Span(0, len(text))
    return Sentence(span, tuple(find_words(text, span)))


def odd_sentence(words: list[str]) -> Sentence:
    tokens, at = [], 0
    for word in words:
        tokens.append(Token(Span(at, at + len(word)), word))
        at += len(word) + 1
    return Sentence(Span(0, max(at - 1, 0)), tuple(tokens))


@cache
def parses() -> tuple[Parse, ...]:
    return reader().read([sentence_of(text) for text in SENTENCES])


def test_words_stand_where_the_sentence_has_them() -> None:
    for text, parse in zip(SENTENCES, parses(), strict=True):
        assert parse.sentence == sentence_of(text)
        assert [(w.i, w.text, w.span) for w in parse.words] == [
            (i, t.text, t.span) for i, t in enumerate(parse.sentence.tokens)
        ]
        assert all(w.span.of(text) == w.text for w in parse.words)
        assert all(w.lemma == w.lemma.lower() != "" for w in parse.words)


def test_every_tree_has_one_root_that_is_labelled_so() -> None:
    for parse in parses():
        assert [w.head for w in parse.words].count(-1) == 1
        assert all((w.dep == "root") == (w.head == -1) for w in parse.words)
        root = next(w.i for w in parse.words if w.head == -1)
        assert parse.subtree(root) == tuple(range(len(parse.words)))


def test_names_do_not_overlap_and_stand_in_order() -> None:
    for parse in parses():
        assert all(0 <= n.start < n.end <= len(parse.words) for n in parse.names)
        assert all(a.end <= b.start for a, b in pairwise(parse.names))


def test_acts_keep_within_the_sentence_and_the_codebook() -> None:
    for parse in parses():
        for act in parse.acts:
            assert 0 <= act.start < act.end <= len(parse.words)
            assert {mode for mode, _ in act.modes} <= {None, *MODES[act.type]}
            assert all(role in ROLES and 0 <= word < len(parse.words) for role, word, _ in act.roles)


def test_a_plain_sentence_is_read_right() -> None:
    words = {w.text: w for w in parses()[0].words}
    assert (words["shelled"].head, words["shelled"].upos) == (-1, "VERB")
    assert (words["Rebels"].dep, words["Rebels"].head) == ("nsubj", words["shelled"].i)
    assert (words["town"].dep, words["town"].head) == ("obj", words["shelled"].i)


def test_the_order_given_is_the_order_returned() -> None:
    given = [sentence_of(text) for text in reversed(SENTENCES)]
    assert [p.sentence for p in reader().read(given)] == given


def test_the_same_call_gives_the_same_parses() -> None:
    assert reader().read([sentence_of(text) for text in SENTENCES]) == parses()


def test_a_sentence_reads_alike_alone_and_beside_others() -> None:
    assert tuple(reader().read([sentence_of(text)])[0] for text in SENTENCES) == parses()


def test_no_sentences_give_no_parses() -> None:
    assert reader().read([]) == ()


def test_a_sentence_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="without words"):
        reader().read([Sentence(Span(0, 0), ())])


@pytest.mark.parametrize(
    "words",
    [
        [f"zxq{i}vbn" for i in range(600)],
        ["antidisestablishmentarianism-" * 40] * 30,
        ["x" * 20_000],
        ["\u200b", "\ufffd", "☃", "\u0301", "北京", "مدينة", "😀"],
    ],
    ids=["600 odd words", "long words", "one very long word", "no letters"],
)
def test_odd_sentences_are_read_without_a_crash(words: list[str]) -> None:
    (parse,) = reader().read([odd_sentence(words)])
    assert [w.text for w in parse.words] == words
    assert [w.head for w in parse.words].count(-1) == 1


def test_long_sentences_spend_fewer_pieces_a_word() -> None:
    wordpieces = reader().weights.wordpieces
    start, end = wordpieces.vocabulary[START], wordpieces.vocabulary[END]
    for words in (["Darat"], ["zxqvbnw"] * 90, ["zxqvbnw"] * 700):
        coded = reader().encode(words)
        assert coded.pieces[0] == start
        assert coded.pieces[-1] == end
        assert len(coded.pieces) == len(coded.piece_shapes) <= LONGEST + 2
        assert len(coded.first) == len(coded.word_shapes) == len(words)
        assert max(coded.first) < len(coded.pieces) - 1
    assert len(set(reader().encode(["zxqvbnw"] * 90).first)) == 90


def test_names_alone_are_those_of_the_first_layer() -> None:
    sentence = sentence_of("Reporters from Sweden met Karen Miller in Berlin.")
    found = reader().read_names(sentence)
    assert {n.kind for n in found} <= {"PER", "ORG", "LOC"}
    assert ("Berlin", "LOC") in {(sentence.tokens[n.start].text, n.kind) for n in found}
