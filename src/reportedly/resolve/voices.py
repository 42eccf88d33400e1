"""In whose voice words stand: the quoted speaker for "we" in a quotation, whoever writes for "we" outside of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.claims.quotations import find_quotations, find_turns
from reportedly.lexicon.actors import ActorCatalogue, case_of, fold_words
from reportedly.records import SUPRANATIONAL, Document, Span
from reportedly.resolve.candidates import Candidate, dateline_end
from reportedly.resolve.context import Surroundings
from reportedly.resolve.coreference import Antecedent
from reportedly.resolve.descriptions import Description, describe
from reportedly.resolve.phrases import read_phrase

_VOICED = frozenset({"GOV", "MIL", "REB", "SOC", "PTY", "COP", "SPY", "JUD", "LEG", "OPP", "PRM", "REL", "MED", "LAB"})
_BRACKETED = re.compile(r"\[([^\[\]]{4,80})\]")
_ISSUED = re.compile(
    r"\b(?:statement|communique|communiqué|declaration|message|bulletin|press release|briefing)s?"
    r"(?: issued| released| delivered| made)?(?: today| yesterday)? (?:of|by|from) (?:the )?([^:.,;\n]{3,80})",
    re.IGNORECASE,
)
"""Example: "Statement of the Ministry of Defence"."""
_OPENING = 400


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of one article. `author` is None where nobody but a newspaper or an unknown writes."""

    author: Antecedent | None
    quoted: tuple[Span, ...]

    def is_quoted(self, at: int) -> bool:
        """Whether offset `at` lies in a quotation or in a turn of a transcript."""
        return any(q.start <= at < q.end for q in self.quoted)


def find_voices(
    document: Document, around: Surroundings, candidates: Sequence[Candidate], catalogue: ActorCatalogue
) -> Voices:
    """Who writes, and what is quoted."""
    quoted = [q.span for q in find_quotations(document)] + [t.content for t in find_turns(document)]
    return Voices(_find_author(around, candidates, catalogue), tuple(quoted))


def nearest_speaker(span: Span, candidates: Sequence[Candidate], around: Surroundings) -> Antecedent | None:
    """The party next to a verb of saying nearest to `span`, within 400 characters."""
    best: tuple[int, Candidate] | None = None
    for c in candidates:
        distance = abs(c.span.start - span.start)
        if distance > 400 or c.description.sector is None:
            continue
        low, high = around.range_of(Span(max(0, c.span.start - 40), c.span.end + 60))
        if any(w.key in around.phrase.lexis["said"] for w in around.words[low:high]) and (
            best is None or distance < best[0]
        ):
            best = (distance, c)
    if best is None:
        return None
    return Antecedent(best[1].span, best[1].text, best[1].description, 0.5, f'the speaker, "{best[1].text}"')


def _find_author(around: Surroundings, candidates: Sequence[Candidate], catalogue: ActorCatalogue) -> Antecedent | None:
    """A statement's body by its first words, then whoever the dateline names, then the outlet, then the title."""
    article = around.article
    end = dateline_end(article.text)
    for found in _BRACKETED.finditer(article.text, 0, end):
        said = _read(found.group(1), around, catalogue)
        if _speaks(said):
            return Antecedent(Span(*found.span(1)), found.group(1), said, 0.6, "the text is in this body's name")
    line = _read(article.text[:end], around, catalogue) if end else Description()
    if line.actor is not None and line.sector in ("REB", "GOV", "MIL") and not line.bare_state:
        return Antecedent(Span(0, end), line.actor.name, line, 0.6, "this body's station")
    outlet = _read(article.outlet, around, catalogue) if article.outlet is not None else Description()
    service = article.outlet is not None and _is_service(article.outlet, catalogue)
    home = () if service else outlet.countries
    if article.genre == "statement" or "communique" in article.text[:_OPENING].lower():
        opening = _fuller(_issuer(around, catalogue, end), _opening_subject(around, candidates, end))
        if opening is not None:
            said = opening.description
            return (
                opening if said.countries or not home else replace(opening, description=replace(said, countries=home))
            )
    if article.outlet is not None and _speaks(outlet) and not service:
        return Antecedent(Span(0, 0), article.outlet, outlet, 0.5, "whoever writes")
    return None


def _fuller(issuer: Antecedent | None, opening: Antecedent | None) -> Antecedent | None:
    """The issuer, unless the opening is on a body of the same sector: its words can be read in their sentence."""
    if issuer is None or opening is None:
        return issuer or opening
    same = issuer.description.sector == opening.description.sector and not issuer.description.countries
    return opening if same else issuer


def _issuer(around: Surroundings, catalogue: ActorCatalogue, begin: int) -> Antecedent | None:
    """The body of "communique issued by X", in the title or the first lines."""
    article = around.article
    for text, offset in ((article.title or "", None), (article.text[begin : begin + _OPENING], begin)):
        found = _ISSUED.search(text)
        said = _read(found.group(1), around, catalogue) if found is not None else Description()
        if found is not None and _speaks(said):
            span = Span(0, 0) if offset is None else Span(offset + found.start(1), offset + found.end(1))
            return Antecedent(span, found.group(1), said, 0.6, "the statement is in this body's name")
    return None


def _opening_subject(around: Surroundings, candidates: Sequence[Candidate], begin: int) -> Antecedent | None:
    for c in candidates:
        if c.span.start > begin + _OPENING or c.sentence > 1:
            break
        subject = c.spot is None or c.spot.standing == "subject"
        low, _ = around.range_of(c.span)
        ours = low > 0 and around.words[low - 1].key in around.phrase.lexis["pronouns.first"]
        if subject and not ours and _speaks(c.description) and c.span.start >= begin:
            return Antecedent(c.span, c.text, c.description, 0.6, "the statement is in this body's name")
    return None


def _speaks(said: Description) -> bool:
    if said.actor is not None and said.actor.country in SUPRANATIONAL and said.sector not in ("REB", "JRN"):
        return True
    return said.sector in _VOICED and not said.nowhere


def _is_service(outlet: str, catalogue: ActorCatalogue) -> bool:
    return any(w.key in catalogue.words["services"] for w in fold_words(outlet))


def _read(text: str, around: Surroundings, catalogue: ActorCatalogue) -> Description:
    return describe(read_phrase(fold_words(text), text, case_of(text), catalogue), catalogue, year=around.year)
