"""Quotations over sentences and paragraphs, and turns of transcripts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.quotations import find_quotations, find_turns
from reportedly.records import Article, Document, Span


def document(text: str) -> Document:
    return Document(Article("a", text, (Span(0, len(text)),)), ())


def quoted(text: str) -> list[str]:
    return [q.span.of(text) for q in find_quotations(document(text))]


def test_straight_and_curly_marks() -> None:
    assert quoted('"We left," he said. “They fired.” «Non», dit-il.') == ['"We left,"', "“They fired.”", "«Non»"]


def test_an_apostrophe_opens_nothing() -> None:
    assert quoted("The rebels' men and the army’s guns.") == []


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“They came at dawn.\n\n“They burned the mill,” he said."
    found = find_quotations(document(text))
    assert [q.span.of(text) for q in found] == ["“They came at dawn.", "“They burned the mill,”"]
    assert [q.continues for q in found] == [False, True]


def test_a_mark_never_closed_does_not_swallow_the_next_paragraph() -> None:
    assert quoted('"They came at dawn.\n\nThe army denied it. "Lies," it said.') == ['"They came at dawn.', '"Lies,"']


def test_only_the_body_is_read() -> None:
    text = '"Menu" He said "no".'
    found = find_quotations(Document(Article("a", text, (Span(7, len(text)),)), ()))
    assert [q.span.of(text) for q in found] == ['"no"']


def test_turns_of_an_interview() -> None:
    text = "Q: Who fired?\n\nA: The army did. Everyone saw it.\n\nQ: When?\n\nA: At dawn.\n\nThe interview ended."
    turns = find_turns(document(text))
    assert [t.label.of(text) for t in turns] == ["Q", "A", "Q", "A"]
    assert turns[1].content.of(text).strip() == "The army did. Everyone saw it."
    assert turns[3].content.of(text).strip() == "At dawn."


def test_one_label_makes_no_transcript() -> None:
    assert find_turns(document("LONDON: Two men were shot.")) == ()


@given(st.text(alphabet='ab "“”‘’«»\n.', max_size=60))
def test_quotations_lie_in_order_inside_the_text(text: str) -> None:
    found = find_quotations(document(text))
    ends = [0]
    for quotation in found:
        assert ends[-1] <= quotation.span.start < quotation.span.end <= len(text)
        ends.append(quotation.span.end)
