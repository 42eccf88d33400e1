"""Expressions of time, in invented sentences."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon.times import Pattern, load_time_cues
from reportedly.records import Article, Document, Parse, Sentence, Span, Token, Word
from reportedly.resolve import calendar
from reportedly.resolve.times import TimeMention, find_anchor, find_times

CUES = load_time_cues()
WEDNESDAY = date(2024, 6, 12)
_WORD = re.compile(r"[^\s,.;:()\[\]]+(?:\.(?=\S))?|[,.;:()\[\]]")


def document(
    *sentences: str, published: date | None = WEDNESDAY, tags: dict[str, tuple[str, str]] | None = None
) -> Document:
    """A document of sentences whose words have no tree; `tags` gives (upos, xpos) of some words."""
    text = " ".join(sentences)
    parses, at = [], 0
    for sentence in sentences:
        words = []
        for i, found in enumerate(_WORD.finditer(sentence)):
            upos, xpos = (tags or {}).get(found[0], ("X", "X"))
            span = Span(at + found.start(), at + found.end())
            words.append(Word(i, found[0], span, found[0].lower(), upos, xpos, -1, "dep"))
        span = Span(at, at + len(sentence))
        parses.append(Parse(Sentence(span, tuple(Token(w.span, w.text) for w in words)), tuple(words)))
        at += len(sentence) + 1
    return Document(Article("a", text, (Span(0, len(text)),), published=published), tuple(parses))


def times(*sentences: str, published: date | None = WEDNESDAY) -> tuple[TimeMention, ...]:
    return find_times(document(*sentences, published=published), CUES)


def said(mention: TimeMention) -> str:
    told = mention.interval
    return "none" if told is None else f"{told.start} {told.end} {told.grain}"


def only(*sentences: str, published: date | None = WEDNESDAY) -> str:
    """What the last mention says."""
    return said(times(*sentences, published=published)[-1])


@pytest.mark.parametrize("pattern", CUES.patterns, ids=lambda p: p.words)
def test_every_example_is_matched_whole_and_means_what_the_file_says(pattern: Pattern) -> None:
    mentions = [m for m in times(pattern.example) if m.text == pattern.example]
    assert mentions, f"{pattern.example!r} gave {[m.text for m in times(pattern.example)]}"
    assert pattern.means is None or said(mentions[0]) == pattern.means


@pytest.mark.parametrize("pattern", [p for p in CUES.patterns if p.never is not None], ids=lambda p: p.words)
def test_no_counterexample_is_a_time(pattern: Pattern) -> None:
    assert times(pattern.never or "") == ()


@pytest.mark.parametrize("pattern", CUES.patterns, ids=lambda p: p.words)
def test_capitals_say_the_same(pattern: Pattern) -> None:
    assert [said(m) for m in times(pattern.example.upper())] == [said(m) for m in times(pattern.example)]


# ---------------------------------------------------------------- tense


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The column reached Darat on Monday.", date(2024, 6, 10)),
        ("The envoys will meet in Darat on Monday.", date(2024, 6, 17)),
        ("The column reached Darat on Wednesday.", WEDNESDAY),
        ("The column reached Darat last Wednesday.", date(2024, 6, 5)),
        ("The talks, scheduled for Friday, fell through.", date(2024, 6, 14)),
    ],
)
def test_weekdays_follow_the_tense(sentence: str, day: date) -> None:
    assert only(sentence) == f"{day} {day} day"


def test_a_tree_tells_the_tense_of_the_governing_verb() -> None:
    rows = [
        ("Envoys", "NOUN", "NNS", 1, "nsubj"), ("said", "VERB", "VBD", -1, "root"), ("they", "PRON", "PRP", 4, "nsubj"),
        ("would", "AUX", "MD", 4, "aux"), ("return", "VERB", "VB", 1, "ccomp"), ("on", "ADP", "IN", 6, "case"),
        ("Friday", "PROPN", "NNP", 4, "obl"), (".", "PUNCT", ".", 1, "punct"),
    ]  # fmt: skip
    words, at = [], 0
    for i, (text, upos, xpos, head, dep) in enumerate(rows):
        words.append(Word(i, text, Span(at, at + len(text)), text.lower(), upos, xpos, head, dep))
        at += len(text) + 1
    text = " ".join(row[0] for row in rows)
    sentence = Sentence(Span(0, len(text)), tuple(Token(w.span, w.text) for w in words))
    parsed = Document(Article("a", text, (Span(0, len(text)),), published=WEDNESDAY), (Parse(sentence, tuple(words)),))
    assert said(find_times(parsed, CUES)[0]) == "2024-06-14 2024-06-14 day"


def test_dates_without_a_year_take_the_nearest_that_the_tense_allows() -> None:
    assert only("Shells had hit the mill on 3 November.") == "2023-11-03 2023-11-03 day"
    assert only("The court will sit on 3 November.") == "2024-11-03 2024-11-03 day"
    assert only("Raids have been reported since July.") == "2023-07-01 2024-06-12 month"


# ---------------------------------------------------------------- never more than the words say


@pytest.mark.parametrize(
    "sentence",
    [
        "They may 10 times over regret it.", "The sun set and the children sat down.", "A second man was held.",
        "Protesters march 3 km.", "He paid 2000 soldiers.", "The fall of the town cost 1,990 lives.",
        "A three-day visit to 2000 homes.", "The 5th brigade moved.", "Prices rose by 3.16 % there.",
        "The Arab Spring has many heirs.", "She is 42 years old.", "To this day nobody knows.",
    ],
)  # fmt: skip
def test_words_that_are_no_times(sentence: str) -> None:
    assert times(sentence) == ()


def test_capitals_do_not_make_months_of_verbs() -> None:
    assert times("REBELS MAY ATTACK AGAIN AND MARCH ON THE TOWN.") == ()
    assert only("THE MINISTER DIED ON 20 MAY 88.") == "1988-05-20 1988-05-20 day"


def test_a_month_stays_a_month_and_a_year_a_year() -> None:
    assert only("It was signed in May.") == "2024-05-01 2024-05-31 month"
    assert only("It was signed in 1985.") == "1985-01-01 1985-12-31 year"


@pytest.mark.parametrize(("words", "means"), [("16/06/2016", "2016-06-16 2016-06-16 day"), ("05/06/2016", "none")])
def test_order_of_day_and_month_is_read_only_where_certain(words: str, means: str) -> None:
    assert only(f"The report of {words} says so.") == means


def test_a_set_of_days_is_told_as_such() -> None:
    (mention,) = times("They gather every Friday.")
    assert (mention.kind, mention.interval) == ("set", None)
    assert "set" in mention.reason


# ---------------------------------------------------------------- hung on what was told before


def test_days_told_before_carry_later_ones() -> None:
    mentions = times(
        "The bridge fell on 3 May.", "Two days later the ford was shelled.", "That night the road was cut."
    )
    assert [said(m) for m in mentions] == [
        "2024-05-03 2024-05-03 day", "2024-05-05 2024-05-05 day", "2024-05-05 2024-05-05 day",
    ]  # fmt: skip


def test_the_final_day_is_that_of_the_span_told_before() -> None:
    assert only("They met on 25-27 April.", "A pact was signed on the final day.") == "2024-04-27 2024-04-27 day"


def test_hours_fall_on_the_day_of_the_scene() -> None:
    assert only("The depot burned on Tuesday.", "At 5 a.m. the roof fell.") == "2024-06-11 2024-06-11 day"
    assert only("A FARM WAS HIT AT 0230.") == "2024-06-12 2024-06-12 day"


def test_since_a_clause_keeps_the_time_of_the_clause() -> None:
    whole, inner = times("Many died since the siege began in April.")
    assert (said(whole), said(inner)) == ("2024-04-01 2024-06-12 month", "2024-04-01 2024-04-30 month")


def test_weekday_and_date_are_one_time() -> None:
    (mention,) = times("It fell on Sunday, 12 May.")
    assert (mention.text, said(mention)) == ("Sunday, 12 May", "2024-05-12 2024-05-12 day")


# ---------------------------------------------------------------- without a day of publication


def test_without_publication_only_what_is_absolute_is_resolved() -> None:
    dated, weekday, since = times(
        "A pact was signed on 4 June 2013.", "On Friday it broke.", "Since 2019 it holds.", published=None
    )
    assert said(dated) == "2013-06-04 2013-06-04 day"
    assert (said(weekday), said(since)) == ("none", "none")
    assert "publication" in weekday.reason
    assert "publication" in since.reason


def test_a_year_comes_from_a_date_near_the_head() -> None:
    mention = times("A pact was signed on 4 June 2013.", "It broke on 9 July.", published=None)[-1]
    assert said(mention) == "2013-07-09 2013-07-09 day"
    assert "2013-06-04" in mention.reason


def test_a_dateline_is_the_day_of_writing() -> None:
    text = "QUIBA, 20 MAY 88 (ABC) -- [TEXT] A BARRACKS WAS ATTACKED LAST SATURDAY."
    dateline, saturday = times(text, published=None)
    assert dateline.kind == "dateline"
    assert said(saturday) == "1988-05-14 1988-05-14 day"
    assert "dateline" in saturday.reason


def test_a_date_in_a_sentence_is_no_dateline() -> None:
    anchor = find_anchor(document("On 4 June 2013 a pact was signed.", published=None).article, CUES)
    assert (anchor.published, anchor.bound) == (None, date(2013, 6, 4))


# ---------------------------------------------------------------- properties


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from([p.example for p in CUES.patterns]))
def test_every_reading_keeps_its_bounds_on_any_day(published: date, example: str) -> None:
    for mention in times(example, published=published):
        assert mention.interval is None or mention.interval.start <= mention.interval.end
        assert mention.reason


@given(st.text(alphabet="0123456789 ./-:MAYmaytheonof,16thstJune", max_size=60))
def test_any_text_is_read_and_spans_are_its_words(text: str) -> None:
    read = document(text)
    for mention in find_times(read, CUES):
        assert mention.span.of(read.article.text) == mention.text
        words = read.parses[0].words[mention.start : mention.end]
        assert words[0].span.start <= mention.span.start
        assert mention.span.end <= words[-1].span.end


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 6))
def test_weekdays_around_a_day(when: date, weekday: int) -> None:
    last, following = calendar.last_weekday(when, weekday), calendar.next_weekday(when, weekday)
    assert last <= when <= following
    assert last.weekday() == following.weekday() == weekday
    assert (following - last).days in (0, 7)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(-500, 500))
def test_months_shift_within_the_month_and_keep_the_day(when: date, months: int) -> None:
    moved = calendar.shift_months(when, months)
    assert (moved.year * 12 + moved.month) - (when.year * 12 + when.month) == months
    assert moved.day == when.day or (moved + timedelta(days=1)).day == 1


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["month", "year", "decade"]))
def test_parts_of_a_whole_lie_in_it_in_order(when: date, unit: str) -> None:
    whole = calendar.around(when, unit)
    early, middle, late = (calendar.edge(whole, which) for which in ("early", "middle", "late"))
    assert whole.start == early.start
    assert early.end < middle.start
    assert middle.end < late.start
    assert late.end == whole.end
