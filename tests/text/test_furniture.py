# ruff: noqa: E501 - pages have the lines that they have
"""Body and furniture of scraped pages. In PAGES a line that begins with "+" is body, one with a space furniture."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon.furniture import LONGEST, load_furniture
from reportedly.records import Span
from reportedly.text.furniture import find_body, guess_title
from reportedly.text.lines import split_units, words_of

CUES = load_furniture()


def load_pages() -> dict[str, str]:
    """Name to page, with the mark of each line (see the head of pages.txt)."""
    head, *parts = (Path(__file__).parent / "pages.txt").read_text(encoding="utf-8").split("\n== ")
    assert head.startswith("# Invented pages.")
    named = (part.partition("\n") for part in parts)
    return {name: page for name, _, page in named}


PAGES = load_pages()


def read_page(page: str) -> tuple[str, list[Span], list[Span]]:
    """The page's text and the spans of its body lines and of its furniture lines."""
    text, body, furniture = "", [], []
    for line in page.strip("\n").split("\n"):
        span = Span(len(text), len(text) + max(0, len(line) - 1))
        text += line[1:] + "\n"
        if line.strip():
            (body if line[0] == "+" else furniture).append(span)
    return text, body, furniture


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("titled", [True, False])
def test_pages(name: str, titled: bool) -> None:
    text, wanted, unwanted = read_page(PAGES[name])
    title = guess_title(text, CUES)
    if titled and unwanted:
        title = max((s.of(text) for s in unwanted[:4] if not s.of(text).endswith((".", "?"))), key=len)
    body, _ = find_body(text, title, CUES)
    lost = [s.of(text) for s in wanted if not any(b.covers(s) for b in body)]
    kept = [s.of(text) for s in unwanted if any(b.overlaps(s) for b in body)]
    assert (lost, kept) == ([], [])


def test_crlf_offsets() -> None:
    text, wanted, unwanted = read_page(PAGES["east African paper with pull quote in part"])
    crlf = text.replace("\n", "\r\n")
    body, _ = find_body(crlf, guess_title(crlf, CUES), CUES)
    joined = "".join(b.of(crlf) for b in body)
    assert all(s.of(text) in joined for s in wanted)
    assert not any(s.of(text) in joined.split("\r\n") for s in unwanted)


def test_clean_text_is_one_whole_span() -> None:
    text = "\n The army shelled the town.\n\nNobody was hurt.\n"
    assert find_body(text, None, CUES) == ((Span(0, len(text)),), ())


def test_nothing_left_means_all_is_body() -> None:
    text = "Army shells town"
    assert find_body(text, "Army shells town", CUES)[0] == (Span(0, len(text)),)


def test_empty_text_has_no_body() -> None:
    assert find_body(" \n", None, CUES) == ((), ())


def test_notes_say_what_and_where() -> None:
    text = "Army shells town\nBy Ana Ruiz\n\nThe army shelled the town on Monday. Two people died there.\n"
    _, notes = find_body(text, None, CUES)
    assert notes[0].startswith("left out at 0–16: headline")
    assert "byline" in notes[1]


def test_names_and_numbers_keep_a_similar_line() -> None:
    text = (
        "Near Tell Amar, three strikes hit a fuel dump, two trucks and a command post of the group on Monday night.\n"
        "Near Tell Sabah, three strikes hit a fuel dump, two trucks and a command post of the group.\n"
    )
    assert len(find_body(text, None, CUES)[0]) == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Port reopens after siege\n\nThe port was opened on Monday, the mayor of the old town said.", "Port reopens after siege"),
        ("LIMA, 20 MAY 88 (AGENCY) -- [TEXT] THE ARMY TODAY ATTACKED A CAMP, KILLING SIX. NOBODY FLED.", None),
        ("YANGON, Wed 17 March, 6 pm\n\nThe army fired on a crowd on Monday, and twelve people were killed there.", None),
        ("The army said:\n\nWe attacked the camp on Monday and lost nobody in the raid, which lasted an hour.", None),
        ("", None),
    ],
)  # fmt: skip
def test_guess_title(text: str, title: str | None) -> None:
    assert guess_title(text, CUES) == title


def test_every_cue_matches_its_examples() -> None:
    for cue in CUES.cues:
        assert cue.examples, cue.kind
        for example in cue.examples:
            assert cue.pattern.match(example), (cue.kind, example)
            assert len(words_of(example)) <= cue.words, (cue.kind, example)
            assert not cue.keys or any(key in example.lower() for key in cue.keys), (cue.kind, example)
        for other in cue.counterexamples:
            assert not cue.pattern.match(other) or len(words_of(other)) > cue.words, (cue.kind, other)


def test_every_sign_matches_its_examples() -> None:
    for sign in (*CUES.opinion_signs, *CUES.outlet_signs):
        assert all(sign.pattern.match(e) for e in sign.examples)
        assert not any(sign.pattern.match(e) for e in sign.counterexamples)


@given(st.text(alphabet=st.sampled_from('aB. ,\n\r"“”:-—123©@éف'), max_size=300), st.none() | st.text(max_size=20))
def test_any_text_gives_ordered_spans_within_it(text: str, title: str | None) -> None:
    body, _ = find_body(text, title, CUES)
    assert bool(body) == bool(text.strip())
    edges = [edge for span in body for edge in (span.start, span.end)]
    assert edges == sorted(set(edges))
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))
    for unit in split_units(text):
        assert any(b.covers(unit.span) for b in body) or not any(b.overlaps(unit.span) for b in body)


PIECES = [
    "By A ",
    "a b, ",
    "A.",
    "[a/",
    "(photo ",
    "share ",
    "Al-A al-",
    "1.1",
    "© ",
    "the views ",
    "a@",
    "- ",
    "12 July ",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("end", ["", "\n", "\n\n", "!"])
def test_adversarial_text_is_fast(piece: str, end: str) -> None:
    text = (piece + end) * (100_000 // len(piece + end))
    start = time.process_time()
    guess_title(text, CUES)
    find_body(text, text[:200], CUES)
    assert time.process_time() - start < 3


def test_each_pattern_is_linear() -> None:
    for cue in CUES.cues:
        for example in (*cue.examples, "a ", "A.", "by ", "1/", "[a/b", "photo: "):
            line = (example * (LONGEST // len(example) + 1))[:LONGEST]
            start = time.process_time()
            cue.pattern.match(line)
            assert time.process_time() - start < 0.05, (cue.kind, example)


GOLD = Path(__file__).parents[3] / "shared" / "gold"


@pytest.mark.shared
def test_no_gold_claim_is_lost() -> None:
    if not GOLD.is_dir():
        pytest.skip("the gold is not here")
    lost = total = 0
    paths = [path for part in ("train", "own") for path in sorted(GOLD.glob(f"{part}/*.jsonl"))]
    articles = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    for path in sorted(GOLD.glob("packs/*.json")):
        articles += json.loads(path.read_text(encoding="utf-8"))["articles"]
    for article in articles:
        body, _ = find_body(article["text"], article["title"], CUES)
        for claim in article["claims"]:
            total += 1
            quote = Span(claim["quote"]["start"], claim["quote"]["end"])
            lost += not any(span.covers(quote) for span in body)
    assert total > 0
    assert lost <= 0.001 * total


@pytest.mark.shared
@pytest.mark.parametrize("titled", [True, False])
def test_seed_page(titled: bool) -> None:
    path = GOLD.parent / "seed" / "article.txt"
    if not path.is_file():
        pytest.skip("the seed is not here")
    text = path.read_text(encoding="utf-8")
    body, _ = find_body(text, text.split("\n")[0] if titled else None, CUES)
    kept = [p for span in body for p in span.of(text).split("\n\n")]
    assert len(kept) == 6
    assert min(len(p) for p in kept) > 300
    assert kept[0].startswith("If President Obama")
    assert kept[-1].endswith("key allies.")
