"""Hand-built parses for tests: one line a sentence, one field a word."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.records import Name, Parse, Sentence, Span, Token, Word

XPOS = {"VERB": "VBD", "NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "ADP": "IN", "PRON": "PRP", "NUM": "CD"}


def parse(table: str, names: Sequence[tuple[int, int, str]] = ()) -> Parse:
    """A parse from words `text/lemma/UPOS/head/dep` with an optional `/XPOS`, separated by white space.

    Heads count from 1, 0 is the root, as in CoNLL-U; an empty lemma is the text in lower case. Names are
    (start, end, kind) with positions from 0.
    """
    words: list[Word] = []
    at = 0
    for i, field in enumerate(table.split()):
        text, lemma, upos, head, dep, *rest = field.split("/")
        span = Span(at, at + len(text))
        at = span.end + 1
        xpos = rest[0] if rest else XPOS.get(upos, upos)
        words.append(Word(i, text, span, lemma or text.lower(), upos, xpos, int(head) - 1, dep))
    tokens = tuple(Token(w.span, w.text) for w in words)
    sentence = Sentence(Span(0, max(at - 1, 0)), tokens)
    return Parse(sentence, tuple(words), tuple(Name(*name) for name in names))
