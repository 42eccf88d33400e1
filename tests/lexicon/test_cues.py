"""Every cue is proved by its example, read by the packaged reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

import trees
from reportedly.claims.hedges import find_hedge
from reportedly.claims.quotations import find_quotations
from reportedly.claims.speakers import find_speakers
from reportedly.claims.status import find_status
from reportedly.claims.tellings import SentenceTellings
from reportedly.errors import CodebookError
from reportedly.lexicon.cues import FILES, Cues, build_cues, load_cues
from reportedly.reader import Reader, load_reader
from reportedly.records import Article, Document, Span, Status
from reportedly.text.sentences import find_sentences, load_splitter

AS_MEANT = 0.97
"""The least share of a file's examples that must be read as meant: a parser errs; the misses are printed."""


@dataclass(frozen=True)
class Example:
    text: str
    act: Span
    speakers: tuple[str, ...]
    hedge: str | None


def unmark(marked: str) -> Example:
    """Takes the marks {...} of the act, <n:...> of the sources and *...* of the hedge out of an example."""
    speakers = re.findall(r"<(?:(\d):)?([^<>]+)>", marked)
    hedge = re.search(r"\*([^*]+)\*", marked)
    plain = re.sub(r"<(?:\d:)?([^<>]+)>", r"\1", marked).replace("*", "")
    start = plain.index("{")
    end = plain.index("}") - 1
    text = plain.replace("{", "").replace("}", "")
    ordered = tuple(words for _, words in sorted(speakers, key=lambda s: s[0] or "1"))
    return Example(text, Span(start, end), ordered, hedge.group(1) if hedge else None)


@cache
def reader() -> Reader:
    return load_reader()


@cache
def cues() -> Cues:
    return load_cues()


def read(text: str) -> Document:
    body = (Span(0, len(text)),)
    return Document(Article("example", text, body), reader().read(find_sentences(text, body, load_splitter())))


def find_act(document: Document, act: Span) -> tuple[int, int, int, int]:
    for number, parse in enumerate(document.parses):
        inside = [w.i for w in parse.words if w.span.overlaps(act)]
        if inside:
            head = next(i for i in inside if parse.words[i].head not in inside)
            return number, inside[0], inside[-1] + 1, head
    raise AssertionError(f"no word at {act}")


def speech_examples() -> Iterator[str]:
    speech = cues().speech
    for senses in speech.verbs.values():
        yield from (sense.example for sense in senses)
    yield from (noun.example for noun in speech.nouns.values())
    for group in (speech.relaying, speech.sources, speech.counts):
        yield from group.values()


def status_examples() -> Iterator[tuple[str, Status | None]]:
    status = cues().status
    yield from ((example, value) for value, example in status.auxiliaries.values())
    yield from ((cue.example, cue.status) for cue in {c.example: c for c in status.governors.values()}.values())
    yield from ((example, Status.URGED) for example in status.obliging.values())
    yield from ((example, Status.ONGOING) for example in status.endings.values())
    yield from ((example, Status.PLANNED) for group in status.carriers.values() for example in group.values())


def hedge_examples() -> Iterator[str]:
    hedges = cues().hedges
    for kind in (hedges.adverbs, hedges.adjectives, hedges.raising, hedges.passives, hedges.believing, hedges.modals):
        yield from kind.values()


def test_every_source_is_found() -> None:
    wrong = []
    examples = list(speech_examples())
    for marked in examples:
        example = unmark(marked)
        document = read(example.text)
        number, _, _, head = find_act(document, example.act)
        table = find_speakers(document, find_quotations(document), cues())
        found = tuple(s.mention.span.of(example.text) for s in table.speakers_of(number, head))
        if [f.lower() for f in found] != [s.lower() for s in example.speakers]:
            wrong.append(f"{marked} gave {found}")
    print("\n".join(wrong))
    assert 1 - len(wrong) / len(examples) >= AS_MEANT, "\n".join(wrong)


def test_every_framing_is_found() -> None:
    wrong = []
    examples = list(status_examples())
    for marked, status in examples:
        example = unmark(marked)
        document = read(example.text)
        number, start, end, head = find_act(document, example.act)
        found = find_status(document.parses[number], start, end, head, cues())
        if found.status != status:
            wrong.append(f"{status}: {marked} gave {found.status} ({found.reason})")
    print("\n".join(wrong))
    assert 1 - len(wrong) / len(examples) >= AS_MEANT, "\n".join(wrong)


def test_every_hedge_is_found() -> None:
    wrong = []
    examples = list(hedge_examples())
    for marked in examples:
        example = unmark(marked)
        document = read(example.text)
        number, start, end, head = find_act(document, example.act)
        found = find_hedge(document.parses[number], start, end, head, cues())
        if found is None or example.hedge is None or found.of(example.text) not in example.hedge:
            wrong.append(f"{marked} gave {found and found.of(example.text)}")
    print("\n".join(wrong))
    assert 1 - len(wrong) / len(examples) >= AS_MEANT, "\n".join(wrong)


@pytest.mark.parametrize(
    ("table", "act", "sources"),
    [
        (
            "The//DET/2/det mayor//NOUN/3/nsubj said/say/VERB/0/root rebels//NOUN/5/nsubj fled/flee/VERB/3/ccomp",
            "fled",
            ["mayor"],
        ),
        (
            "The//DET/2/det director//NOUN/7/nsubj ,//PUNCT/4/punct Hanan//PROPN/7/nsubj Bushara//PROPN/4/flat "
            ",//PUNCT/4/punct said/say/VERB/0/root rebels//NOUN/9/nsubj fled/flee/VERB/7/ccomp",
            "fled",
            ["Hanan"],
        ),
        (
            "Rumors/rumor/NOUN/8/nsubj that//SCONJ/7/mark/IN the//DET/4/det general//NOUN/8/nsubj had/have/AUX/7/aux "
            "been/be/AUX/7/aux:pass shot/shoot/VERB/1/acl/VBN spread//VERB/0/root",
            "shot",
            ["Rumors"],
        ),
        (
            "Rumors/rumor/NOUN/5/nsubj published/publish/VERB/1/acl/VBN in//ADP/4/case Kolma//PROPN/2/obl "
            "spread//VERB/0/root",
            "published",
            [],
        ),
        (
            "Reports/report/NOUN/4/nsubj of//SCONJ/3/mark/IN shelling//NOUN/4/nsubj spread//VERB/0/root",
            "shelling",
            ["Reports"],
        ),
        (
            "By//ADP/3/case the//DET/3/det army//NOUN/6/nmod:poss 's//PART/3/case own//ADJ/6/amod "
            "admission//NOUN/9/obl ,//PUNCT/6/punct rebels//NOUN/9/nsubj fled/flee/VERB/0/root",
            "fled",
            ["army"],
        ),
        (
            "The//DET/2/det party//NOUN/3/nsubj repudiated/repudiate/VERB/0/root a//DET/5/det report//NOUN/3/obj "
            "that//SCONJ/8/mark/IN rebels//NOUN/8/nsubj fled/flee/VERB/5/acl",
            "fled",
            ["party"],
        ),
    ],
)
def test_sources_of_a_tree(table: str, act: str, sources: list[str]) -> None:
    tree = trees.parse(table)
    at = next(w.i for w in tree.words if w.text == act)
    told = [found for found in SentenceTellings(tree, cues().speech).find() if at in found.content]
    assert [tree.words[i].text for found in told for i in found.who] == sources


def texts() -> dict[str, str]:
    from importlib.resources import files

    return {name: (files("reportedly") / "data" / "cues" / name).read_text(encoding="utf-8") for name in FILES}


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("speech.yml", "  - speaks: true", "  - speaks: perhaps", "true or false"),
        ("status.yml", "  - status: denied", "  - status: maybe", "one of happened"),
        ("hedges.yml", "adverbs:", "adverbs: [", "is no YAML"),
        ("hedges.yml", "The army *reportedly* {shelled}", "The army *reportedly* shelled", "marks the act"),
        ("speech.yml", "  - content: [clause]", "  - contents: [clause]", "only the keys"),
    ],
)
def test_a_broken_file_names_itself(name: str, old: str, new: str, told: str) -> None:
    broken = texts()
    assert old in broken[name]
    broken[name] = broken[name].replace(old, new, 1)
    with pytest.raises(CodebookError, match=told) as error:
        build_cues(broken)
    assert name in str(error.value)


def test_the_packaged_cues_load() -> None:
    assert load_cues().speech.verbs["say"]
