"""Times against gold and public corpora: found, right days, right grain; beside dateparser on the same expressions.

    .venv/bin/python bench/times.py ../shared [--errors N] [--dev-errors]

Prints a table; nothing is written. Gold: each claim's time whose words stand in its quote. Corpora (measured, never
copied): spans of gum_timex and meantime, train parts, compared as intervals. The peer is given each expression cut
out; ours has to find it, and where it told a range as one mention, one end that the corpus marks is enough.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reportedly.lexicon.times import TimeCues, load_time_cues
from reportedly.reader import load_reader
from reportedly.records import Article, Document, Parse, Sentence, Span, Token, Word
from reportedly.resolve import calendar
from reportedly.resolve.times import TimeMention, find_times
from reportedly.text.sentences import Splitter, find_sentences, load_splitter


def read_document(article: Article, reader: Any, splitter: Splitter) -> Document:
    return Document(article, tuple(reader.read(find_sentences(article.text, article.body, splitter))))


def document_of_tokens(tokens: list[str], sent: list[int], published: date | None, reader: Any) -> Document:
    """A document whose words are the corpus's tokens, so that its spans are token positions."""
    text, rows = "", {}
    for token, number in zip(tokens, sent, strict=True):
        span = Span(len(text), len(text) + len(token))
        rows.setdefault(number, []).append(Token(span, token))
        text += token + " "
    sentences = [Sentence(Span(r[0].span.start, r[-1].span.end), tuple(r)) for r in rows.values()]
    article = Article("x", text, (Span(0, len(text)),), published=published)
    if reader is None:
        words = [
            tuple(Word(i, t.text, t.span, t.text.lower(), "X", "X", -1, "dep") for i, t in enumerate(s.tokens))
            for s in sentences
        ]
        return Document(article, tuple(Parse(s, w) for s, w in zip(sentences, words, strict=True)))
    return Document(article, tuple(reader.read(sentences)))


# ---------------------------------------------------------------- gold


def gold_articles(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".json":
        data = json.loads(path.read_text())
        yield from (data["articles"] if isinstance(data, dict) else data)
    else:
        yield from (json.loads(line) for line in path.read_text().splitlines() if line.strip())


def article_of(row: dict[str, Any]) -> Article:
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    return Article(row["id"], row["text"], (Span(0, len(row["text"])),), row.get("title"), published)


@dataclass
class GoldTime:
    article: str
    published: date | None
    text: str
    span: Span
    sentence: str
    start: date
    end: date
    grain: str


def gold_times(row: dict[str, Any]) -> Iterator[GoldTime]:
    """Each claim's time whose words stand in the quote, once a place and value."""
    seen = set()
    for claim in row.get("claims", ()):
        told = claim.get("time")
        if told is None or told.get("start") is None:
            continue
        quote = claim["quote"]
        at = row["text"].find(told["text"], quote["start"], quote["end"])
        key = (at, told["text"], told["start"], told["end"])
        if at < 0 or key in seen:
            continue
        seen.add(key)
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        yield GoldTime(
            row["id"], published, told["text"], Span(at, at + len(told["text"])), quote["text"],
            date.fromisoformat(told["start"]), date.fromisoformat(told["end"]), told["grain"],
        )  # fmt: skip


def told(mentions: list[TimeMention]) -> str:
    """What mentions say, for a line of errors."""
    rows = []
    for mention in mentions:
        days = mention.interval
        rows.append(f"{mention.text!r} {f'{days.start}..{days.end}' if days else 'none'} ({mention.reason})")
    return "; ".join(rows) or "-"


def score_gold(
    name: str, rows: Iterable[tuple[dict[str, Any], Document]], cues: TimeCues, errors: list[str]
) -> Counter[str]:
    figures: Counter[str] = Counter()
    for row, document in rows:
        mentions = find_times(document, cues)
        for gold in gold_times(row):
            figures["gold"] += 1
            over = [m for m in mentions if m.span.overlaps(gold.span)]
            right = [m for m in over if m.interval and (m.interval.start, m.interval.end) == (gold.start, gold.end)]
            figures["found"] += bool(over)
            figures["right"] += bool(right)
            figures["grain"] += any(m.interval is not None and m.interval.grain == gold.grain for m in right)
            if not right:
                errors.append(
                    f"{name} {gold.article} published {gold.published}: {gold.text!r} {gold.start}..{gold.end} "
                    f"{gold.grain} | ours {told(over)} | {gold.sentence[:150]!r}"
                )
    return figures


# ---------------------------------------------------------------- corpora


def _span_of_value(value: str) -> tuple[date, date] | None:
    """The days of an ISO or TIMEX3 value, None where it is no calendar value."""
    value = re.sub(r"T.*$", "", value)
    try:
        if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            days = calendar.weekend(monday) if found[3] else calendar.week(monday)
            return days.start, days.end
        if found := re.fullmatch(r"(\d{4})-Q([1-4])", value):
            days = calendar.quarter(int(found[1]), int(found[2]))
            return days.start, days.end
        if re.fullmatch(r"\d{3}", value):
            days = calendar.decade(int(value) * 10)
            return days.start, days.end
        if re.fullmatch(r"\d{4}", value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
        if re.fullmatch(r"\d{4}-\d\d", value):
            days = calendar.month(*map(int, value.split("-")))
            return days.start, days.end
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value), date.fromisoformat(value)
    except ValueError:
        return None
    return None


Timex = tuple[int, int, tuple[date, date] | None]
_LAST_MARKED = 5
"""MEANTIME marks times in the title, the date and the first sentences only."""
CorpusRow = tuple[list[str], list[int], date | None, list[Timex], int | None]
"""Tokens, their sentences, publication, times, and the last sentence that was annotated (None: all)."""


def lines_of(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def gum(path: Path) -> Iterator[CorpusRow]:
    for line in lines_of(path):
        row = json.loads(line)
        spans: list[Timex] = []
        for timex in row["timex"]:
            first = timex.get("when") or timex.get("from") or timex.get("notBefore")
            last = timex.get("when") or timex.get("to") or timex.get("notAfter")
            start, end = _span_of_value(first or ""), _span_of_value(last or "")
            spans.append((timex["start"], timex["end"], (start[0], end[1]) if start and end else None))
        yield row["tokens"], row["sent"], _published(row.get("dateCreated")), spans, None


def meantime(path: Path) -> Iterator[CorpusRow]:
    for line in lines_of(path):
        row = json.loads(line)
        spans: list[Timex] = []
        published = None
        for mark in row["markables"]:
            if "TIMEX" not in mark["type"] or not mark["tokens"]:
                continue
            value = _span_of_value(mark["attrs"].get("value", ""))
            if mark["attrs"].get("functionInDocument") == "CREATION_TIME" and value is not None:
                published = value[0]
            if mark["attrs"].get("type") in ("DATE", "TIME"):
                spans.append((min(mark["tokens"]), max(mark["tokens"]) + 1, value))
        yield row["tokens"], row["sent"], published, spans, _LAST_MARKED


def _published(value: str | None) -> date | None:
    days = _span_of_value(value or "")
    return days[0] if days and days[0] == days[1] else None


def dateparser_days(text: str, published: date | None) -> tuple[date, date] | None:
    """dateparser's reading of one expression, as wide as the period that it reports."""
    from dateparser.date import DateDataParser

    base = datetime.combine(published, datetime.min.time()) if published is not None else datetime(2000, 1, 1)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "PREFER_DAY_OF_MONTH": "first"}
    data = DateDataParser(languages=["en"], settings=settings).get_date_data(text)
    if data.date_obj is None:
        return None
    day = data.date_obj.date()
    days = {"day": calendar.day, "time": calendar.day}.get(data.period, lambda d: calendar.around(d, data.period))(day)
    return days.start, days.end


def score_corpus(rows: Iterable[Any], cues: TimeCues, reader: Any, peer: bool, errors: list[str]) -> Counter[str]:
    figures: Counter[str] = Counter()
    for tokens, sent, published, spans, limit in rows:
        document = document_of_tokens(tokens, sent, published, reader)
        positions = [t.span for s in document.parses for t in s.sentence.tokens]
        mentions = [m for m in find_times(document, cues) if m.kind not in ("set", "duration")]
        if limit is not None:
            mentions = [m for m in mentions if m.sentence <= limit]
        figures["ours"] += len(mentions)
        for first, last, value in spans:
            span = Span(positions[first].start, positions[last - 1].end)
            text = span.of(document.article.text)
            over = [m for m in mentions if m.span.overlaps(span)]
            figures["gold"] += 1
            figures["relaxed"] += bool(over)
            figures["strict"] += any(_core(m, document) == _core_text(text) for m in over)
            if value is None:
                continue
            figures["valued"] += 1
            right = any(_is_right(m, value) for m in over)
            figures["right"] += right
            if peer:
                figures["dateparser"] += dateparser_days(text, published) == value
            if not right:
                near = document.article.text[max(0, span.start - 50) : span.end + 30]
                errors.append(f"published {published}: {text!r} {value[0]}..{value[1]} | ours {told(over)} | {near!r}")
    return figures


def _is_right(mention: TimeMention, value: tuple[date, date]) -> bool:
    """The same days; of a range told as one mention, the corpora mark each end apart."""
    told = mention.interval
    if told is None:
        return False
    ends = (told.start == value[0], told.end == value[1])
    return all(ends) or (mention.kind == "range" and any(ends))


def _core_text(text: str) -> str:
    return re.sub(r"^(?:in|on|at|the|by|since|from|of|for)\s+|\W+$|\s+'s$", "", text.lower()).strip()


def _core(mention: TimeMention, document: Document) -> str:
    return _core_text(mention.span.of(document.article.text))


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def report_gold(gold: Path, reader: Any, cues: TimeCues, options: argparse.Namespace) -> None:
    splitter = load_splitter()
    print("gold      times  found  right  grain of right")
    for name, pattern in (("train", "*.jsonl"), ("own", "*.jsonl"), ("packs", "*.json"), ("dev", "*.jsonl")):
        articles = [row for path in sorted((gold / name).glob(pattern)) for row in gold_articles(path)]
        rows = [(row, read_document(article_of(row), reader, splitter)) for row in articles]
        errors: list[str] = []
        start = time.process_time()
        figures = score_gold(name, rows, cues, errors)
        words = sum(len(parse.words) for _, document in rows for parse in document.parses)
        speed = 400_000 * (time.process_time() - start) / words
        total = figures["gold"]
        shares = (
            share(figures["found"], total),
            share(figures["right"], total),
            share(figures["grain"], figures["right"]),
        )
        print(f"{name:9} {total:5}  {'  '.join(shares)}   {speed:.2f} ms for 400 words")
        if name != "dev" or options.dev_errors:
            print("\n".join(errors[: options.errors]))


def report_corpora(corpora: Path, reader: Any, cues: TimeCues, options: argparse.Namespace) -> None:
    print("corpus     spans  ours  relaxed P R F1       strict F1  right value  dateparser")
    for name, corpus in (
        ("gum_timex", gum(corpora / "gum_timex/gum_timex_train.jsonl.gz")),
        ("meantime", meantime(corpora / "meantime/meantime_train.jsonl.gz")),
    ):
        errors: list[str] = []
        figures = score_corpus(corpus, cues, reader, not options.no_peer, errors)
        recall, precision = figures["relaxed"] / figures["gold"], min(1.0, figures["relaxed"] / max(1, figures["ours"]))
        spans = f"{precision:.3f} {recall:.3f} {2 * recall * precision / (recall + precision):.3f}"
        strict = 2 * figures["strict"] / (figures["gold"] + figures["ours"])
        values = (share(figures["right"], figures["valued"]), share(figures["dateparser"], figures["valued"]))
        print(f"{name:10} {figures['gold']:5} {figures['ours']:5}  {spans}  {strict:.3f}  {'  '.join(values)}")
        print("\n".join(errors[: options.errors]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--dev-errors", action="store_true")
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    reader, cues = load_reader(), load_time_cues()
    report_gold(options.shared / "gold", reader, cues, options)
    report_corpora(options.shared / "corpora", reader, cues, options)


if __name__ == "__main__":
    main()
