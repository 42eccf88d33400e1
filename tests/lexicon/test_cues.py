"""Every cue is proved by its example, read by the packaged reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from reportedly.claims.hedges import find_hedge
from reportedly.claims.quotations import find_quotations
from reportedly.claims.speakers import find_speakers
from reportedly.claims.status import find_status
from reportedly.errors import CodebookError
from reportedly.lexicon.cues import FILES, Cues, build_cues, load_cues
from reportedly.reader import Reader, load_reader
from reportedly.records import Article, Document, Span, Status
from reportedly.text.sentences import find_sentences, load_splitter

ONE_IN = 20
"""At most one example in so many may be beyond the reader of the day; the list of them is printed."""


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
    assert len(wrong) * ONE_IN <= len(examples), "\n".join(wrong)


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
    assert len(wrong) * ONE_IN <= len(examples), "\n".join(wrong)


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
    assert len(wrong) * ONE_IN <= len(examples), "\n".join(wrong)


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
