"""Which spans of a plain text are the article's body, and what is page furniture and why.

Three kinds of evidence: lines whose words give them away (data/cues/furniture.yml), the shape of lines (fragments
without a sentence among paragraphs, before or behind them), and repetition (headlines, names, pull quotes). A unit is
left out only on evidence; where nothing would be left, the whole text is the body.
"""

from __future__ import annotations

import re

from reportedly.lexicon.furniture import FurnitureCues
from reportedly.records import Span
from reportedly.text.lines import PROSE_WORDS, Unit, words_of
from reportedly.text.page import NAME, TOP_WORDS, Page, is_name, mark_cues, read_page
from reportedly.text.repeats import mark_repeats

LONG_HEADLINE = 18
"""Words of the longest headline."""
MAX_NOTES = 60

_DATELINE = re.compile(
    r"[^\W\d_a-z][^a-z\n]{1,60}(?:\([^)\n]{1,40}\)|[-–—]{1,2}\s|,)|[A-Z][\w .,'’/()-]{1,60}\s[-–—]{1,2}\s"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATED = re.compile(rf"\b\d{{1,2}}[./:h]\d{{2}}\b|\b\d{{1,2}} {_MONTH}|\b{_MONTH}[a-z]* \d", re.IGNORECASE)
_ITEM = re.compile(r"\d|[A-Za-z]{3,9}\.? \d|\[|[^\n]{1,40}(?: --|\s–\s\d)")
_SPEECH = re.compile(r"\b(?:said|says|told|added|warned|stated)\b", re.IGNORECASE)
_INLINE = re.compile(r"[:|]\s*\w")
_BIO_VERB = re.compile(
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:and [^.]{3,40} )?"
    r"(?:is|are|was|has|writes|teaches|covers|works|reports)\b"
)


def find_body(text: str, title: str | None, cues: FurnitureCues) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The body's spans in order, not touching, and a note on each part left out and why.

    A text without furniture has one span over the whole of it; an empty text has none.
    """
    if not text.strip():
        return (), ()
    page = read_page(text, cues)
    _mark_headline(page, title)
    mark_cues(page)
    _mark_top(page)
    _mark_navigation(page)
    mark_repeats(page)
    _mark_lists(page)
    _mark_biography(page, cues)
    _mark_ends(page)
    _mark_runs(page)
    _mark_trailing(page)
    _mark_ornaments(page)
    if not any(reason is None and page.units[i].words for i, reason in enumerate(page.reasons)):
        return (Span(0, len(text)),), ()
    return _spans(page, len(text)), _notes(page)


def guess_title(text: str, cues: FurnitureCues) -> str | None:
    """The first line where it looks like a headline above an article, None otherwise.

    A headline is a line of 3 to LONG_HEADLINE words that closes with no full stop and dates nothing, above running
    text. A line above "The minister said:" opens a statement and is none.
    """
    page = read_page(text[:20_000], cues)
    skipped = 0
    while skipped < min(4, len(page.units) - 1) and page.hits[skipped] is not None:
        skipped += 1
    if len(page.units) < skipped + 2 or page.prose < 12:
        return None
    unit = page.units[skipped]
    asks = unit.text.endswith(("?", "!")) and not unit.several and ":" not in unit.text[:25]
    if (
        page.hits[skipped] is not None
        or unit.bullet
        or not (unit.fragment or asks)
        or not 3 <= len(unit.words) <= LONG_HEADLINE
    ):
        return None
    if page.units[skipped + 1].text.endswith(":") and page.hits[skipped + 1] is None:
        return None
    dated = _DATED.search(unit.text) or (_DATELINE.match(unit.text) and not unit.text.isupper())
    return None if dated and not _is_plain(unit) else unit.text


def _is_plain(unit: Unit) -> bool:
    """A dateline-like opening ("Port closed - army") that holds no date is a headline all the same."""
    return _DATED.search(unit.text) is None and "(" not in unit.text and not unit.text.endswith(("-", "–", "—", ","))


# ---------------------------------------------------------------- the top of the page


def _mark_headline(page: Page, title: str | None) -> None:
    if title is None or not (wanted := words_of(title)):
        return
    closed = title.rstrip().endswith((".", "!", "?", "…"))
    for unit_i, unit in enumerate(page.units):
        if (unit.fragment or closed or unit.text.endswith(("?", "!"))) and _same_line(unit.words, wanted):
            page.mark(unit_i, "headline")


def _same_line(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Equal, or one begins with the other (a headline and the site's name behind it)."""
    if words == wanted:
        return True
    short, long = sorted((words, wanted), key=len)
    return len(short) >= 4 and len(short) >= 0.6 * len(long) and long[: len(short)] == short


def _mark_top(page: Page) -> None:
    """Headline, stand-first and captions that stand before or in the byline block."""
    last = _last_anchor(page)
    if last is None:
        return
    top: set[tuple[str, ...]] = set()
    for i in range(last):
        unit = page.units[i]
        if is_name(unit) and page.reasons[i] is None:
            page.authors.add(unit.words)
        if page.hits[i] is None and len(unit.words) >= 4:
            top.add(unit.words)
        page.mark(i, "headline" if i == 0 else "stand-first or other matter above the byline")
    for i in range(last + 1, len(page.units)):
        if page.units[i].words in top:
            page.mark(i, "line that repeats the top of the page")
    for i in range(last + 1, len(page.units)):
        unit = page.units[i]
        if page.reasons[i] is not None:
            continue
        heading = len(unit.words) == 1 and i + 1 < len(page.units) and not page.units[i + 1].fragment
        if not unit.fragment or unit.bullet or heading or _DATELINE.match(unit.text):
            break
        if is_name(unit):
            page.authors.add(unit.words)
        page.mark(i, "line of the byline block")


def _last_anchor(page: Page) -> int | None:
    """The last line of the byline block, None where there is none.

    What stands above it must be a headline's and a stand-first's length, begin with a line that is no sentence, hold
    no dateline, and be followed by more running text than it has itself.
    """
    last, words = None, 0
    for i, unit in enumerate(page.units[:60]):
        cue = page.hits[i]
        if cue is not None and cue.anchor:
            last = i if page.prose - page.before[i] >= 1.5 * words else last
        elif page.reasons[i] is None and not unit.fragment:
            words += len(unit.words)
            opens = i == 0 or all(page.reasons[j] is None and not page.units[j].fragment for j in range(i))
            if words > TOP_WORDS or opens or (unit.several and len(unit.words) > 50) or _starts_body(unit):
                break
    return last


def _starts_body(unit: Unit) -> bool:
    return unit.bullet or (_DATELINE.match(unit.text) is not None and not is_name(unit))


def _mark_navigation(page: Page) -> None:
    """A long row of short lines above all running text."""
    sentences = page.kept_sentences()
    if not sentences or page.prose < 150 or not page.prosaic:
        return
    rows = [i for i in range(sentences[0]) if page.units[i].fragment and not page.units[i].bullet]
    if len(rows) >= 6 and sum(len(page.units[i].words) for i in rows) <= 8 * len(rows):
        for i in rows:
            page.mark(i, "navigation above the article")


# ---------------------------------------------------------------- lists of links


def _mark_lists(page: Page) -> None:
    """The headlines under "Related articles" and the like."""
    done = 0
    for i, cue in enumerate(page.hits):
        if i < done or cue is None or cue.effect != "list" or _INLINE.search(page.units[i].text):
            continue
        done = i + 1
        while done < len(page.units) and (page.reasons[done] is not None or _is_link(page.units[done])):
            page.mark(done, f"line of a list under “{page.units[i].text[:40]}”")
            done += 1
        if _is_cards(page, done):
            for j in range(done, len(page.units)):
                page.mark(j, f"card of a list under “{page.units[i].text[:40]}”")
            return


def _is_link(unit: Unit) -> bool:
    asks = len(unit.words) <= 18 and not unit.several and not unit.text.endswith((".", ":", ";", '."', ".”"))
    return unit.fragment or asks


def _is_cards(page: Page, start: int) -> bool:
    """Whether headlines and one-sentence summaries are all that is left behind a list in the tail."""
    if start >= len(page.units) or page.before[start] * 2 < page.prose:
        return False
    rest = page.units[start:]
    if 3 * (page.prose - page.before[start]) > page.before[start]:
        return False
    fragments = sum(1 for u in rest if u.fragment and len(u.words) >= 4)
    return fragments >= 2 and 2.5 * fragments >= len(rest) and all(len(u.words) < 2 * PROSE_WORDS for u in rest)


# ---------------------------------------------------------------- the end of the page


def _mark_biography(page: Page, cues: FurnitureCues) -> None:
    """The note on the writer, and all that follows it."""
    for i in page.kept_sentences()[-6:]:
        if page.before[i] and 2 * page.before[i] >= page.prose and _is_biography(page, i, cues):
            for j in range(i, len(page.units)):
                page.mark(j, "the writer's biography" if j == i else "line behind the writer's biography")
            return


def _is_biography(page: Page, i: int, cues: FurnitureCues) -> bool:
    unit = page.units[i]
    if unit.text.isupper() or len(unit.words) > 150:
        return False
    lower = unit.text.lower()
    role = any(w.removesuffix("s") in cues.writer_roles or w in cues.writer_roles for w in unit.words[:40])
    sign = any(sign in lower for sign in cues.writer_signs)
    if i and page.units[i - 1].fragment and page.units[i - 1].words in page.authors:
        return any(w in cues.writer_roles for w in unit.words[:8])
    opening = unit.text.lstrip("*_–—- ")
    if any(words_of(opening)[: len(name)] == name for name in page.authors):
        return role or sign
    name = NAME.match(opening)
    if name is None or not (role and sign) or not _BIO_VERB.match(opening[name.end() :]) or _SPEECH.search(unit.text):
        return False
    surname = words_of(name.group())[-1]
    kept = page.kept_sentences()
    return i in kept[-2:] and all(surname not in page.units[j].words for j in kept if j != i)


def _mark_ends(page: Page) -> None:
    """What follows comments, disclaimers and the like, where most of the text is before them."""
    for i, cue in enumerate(page.hits):
        if cue is None or cue.effect != "end":
            continue
        if page.before[i] and page.prose - page.before[i + 1] <= 0.6 * page.before[i]:
            for j in range(i + 1, len(page.units)):
                page.mark(j, f"line behind the {cue.kind}")
            return


def _mark_runs(page: Page) -> None:
    """Short lines among furniture lines between paragraphs."""
    if not page.prosaic:
        return
    i = 0
    while i < len(page.units):
        end = i
        while end < len(page.units) and (page.units[end].fragment or page.reasons[end] is not None):
            end += 1
        run = range(i, end)
        loose = [j for j in run if page.reasons[j] is None and not page.units[j].bullet]
        if len(run) - len(loose) >= 2 and len(loose) >= 2 and len(run) >= 5:
            for j in loose:
                page.mark(j, "short line among page furniture")
        i = max(end, i + 1)


def _mark_trailing(page: Page) -> None:
    """Lines without a sentence behind the last paragraph, where other furniture or their number gives them away."""
    sentences = page.kept_sentences()
    if not sentences or not page.prosaic:
        return
    trailing = range(sentences[-1] + 1, len(page.units))
    last_marked = max((i for i in trailing if page.reasons[i] is not None), default=-1)
    loose = [i for i in trailing if page.reasons[i] is None and not page.units[i].bullet]
    headlines = [i for i in loose if _is_headline(page.units[i])]
    furnished = sum(1 for reason in page.reasons if reason not in (None, "headline")) >= 2
    for i in loose:
        listed = i in headlines and (len(headlines) >= 2 or furnished)
        amid = i < last_marked and len(page.units[i].words) <= LONG_HEADLINE
        if listed or amid or (furnished and last_marked >= 0 and i > last_marked):
            page.mark(i, "line behind the last paragraph")


def _mark_ornaments(page: Page) -> None:
    """Lines without a word ("***") next to furniture."""
    for i, unit in enumerate(page.units):
        near = page.reasons[max(0, i - 1) : i + 2]
        if not unit.words and (near != [None] * len(near)):
            page.mark(i, "ornament")


def _is_headline(unit: Unit) -> bool:
    return 4 <= len(unit.words) <= LONG_HEADLINE and not unit.text.isupper() and _ITEM.match(unit.text) is None


# ---------------------------------------------------------------- what comes of it


def _spans(page: Page, length: int) -> tuple[Span, ...]:
    if all(reason is None for reason in page.reasons):
        return (Span(0, length),)
    spans: list[Span] = []
    joined = False
    for unit, reason in zip(page.units, page.reasons, strict=True):
        if reason is not None:
            joined = False
        elif joined:
            spans[-1] = Span(spans[-1].start, unit.span.end)
        else:
            spans.append(unit.span)
            joined = True
    return tuple(spans)


def _notes(page: Page) -> tuple[str, ...]:
    notes = [
        f"left out at {unit.span.start}–{unit.span.end}: {reason}: “{_shown(unit.text)}”"
        for unit, reason in zip(page.units, page.reasons, strict=True)
        if reason is not None
    ]
    more = len(notes) - MAX_NOTES
    return (*notes[:MAX_NOTES], f"and {more} more lines of page furniture") if more > 0 else tuple(notes)


def _shown(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
