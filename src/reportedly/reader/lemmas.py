"""Words to their dictionary forms, in lower case, given their tags.

A table of irregular forms comes first, then suffix rules of the word's fine tag, longest ending first. Both are
derived from treebanks by training/lemmas.py. A form that neither knows is its own lemma.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly.errors import CodebookError, InstallError
from reportedly.lexicon.tables import read_yaml

Change = tuple[int, str]
"""How many letters are cut from a form's end, and what is put there."""

RULED_AS = {
    "NNS": "NNS", "NNPS": "NNS", "VBD": "VBN", "VBN": "VBN", "VBG": "VBG", "VBZ": "VBZ",
    "JJR": "JJR", "JJS": "JJS", "RBR": "JJR", "RBS": "JJS",
}  # fmt: skip
"""The inflected fine tags, with the tag whose suffix rules they follow."""

_COARSE = {"N": "NOUN", "V": "VERB", "J": "ADJ"}
_REGULAR = {"NNS": "s", "VBZ": "s", "VBN": "ed", "VBG": "ing", "JJR": "er", "JJS": "est"}
_LONGEST_ENDING = 6
_REMEMBERED = 1 << 16
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "\u00ad": None})


def normalise(form: str) -> str:
    """The form as the tables have it: lower case, straight apostrophes and hyphens."""
    return form.lower().translate(_STRAIGHT) if form not in ("``", "`", "´", "‘", "’") else form


def find_lemmas(form: str, rules: Mapping[str, Change]) -> list[str]:
    """What the rules of the form's endings make of it, longest ending first; may be empty.

    Example:
        >>> find_lemmas("cities", {"s": (1, ""), "ies": (3, "y")})
        ['city', 'citie']
    """
    endings = (form[len(form) - size :] for size in range(min(_LONGEST_ENDING, len(form) - 1), -1, -1))
    changes = [rules[ending] for ending in endings if ending in rules]
    return _pronounceable(form[: len(form) - cut] + put for cut, put in changes if cut < len(form))


def find_regular(form: str, ending: str) -> list[str]:
    """What English spelling allows before a regular ending; may be empty.

    Example:
        >>> find_regular("robbed", "ed")
        ['robb', 'robbe', 'rob']
    """
    if not form.endswith(ending) or len(form) <= len(ending) + 1:
        return []
    stem = form[: -len(ending)]
    found = [stem, stem + "e"]
    if stem[-1] == stem[-2] or stem.endswith("ck"):
        found.append(stem[:-1])
    if stem[-1] in "ie":
        found.append(stem[:-1])
    if stem.endswith("ie") or stem[-1] == "i":
        found.append(stem.removesuffix("e").removesuffix("i") + "y")
    return _pronounceable(found)


def _pronounceable(lemmas: Iterable[str]) -> list[str]:
    return [lemma for lemma in lemmas if len(lemma) > 1 and any(c in "aeiouy" or ord(c) > 127 for c in lemma)]


@dataclass(frozen=True, slots=True)
class Lemmas:
    """The lemma tables.

    `rules` by fine tag and ending, `irregular` by tag (fine or coarse) and form, `lemmas` by coarse tag;
    `prefixes` are those under which an irregular verb keeps its forms.
    """

    rules: Mapping[str, Mapping[str, Change]] = field(default_factory=dict)
    irregular: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lemmas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    prefixes: frozenset[str] = frozenset()
    _known: dict[tuple[str, str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def lemma(self, form: str, upos: str, xpos: str) -> str:
        """The lower-case lemma of a word as written, given its universal and its Penn tag.

        Never empty where `form` is not. Forms in capitals, with curly apostrophes or unknown to the table work too;
        tags that the table lacks leave the form as it is, in lower case.
        """
        key = (form, upos, xpos)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._find(normalise(form) or form, upos, xpos)
        return found

    def _find(self, form: str, upos: str, xpos: str) -> str:
        for tag in (xpos, upos):
            known = self.irregular.get(tag, {}).get(form)
            if known is not None:
                return known
        kind = RULED_AS.get(xpos)
        if kind is None:
            return form
        return self._of_part(form, xpos) or self._of_rules(form, kind)

    def _of_rules(self, form: str, kind: str) -> str:
        """The first lemma that the rules propose and the language has; else what the longest ending's rule makes."""
        rules = self.rules.get(kind, {})
        own = find_lemmas(form, rules)
        proposed = own + find_regular(form, _REGULAR[kind])
        for tag in (_COARSE[kind[0]], "NOUN"):
            known = self.lemmas.get(tag, frozenset())
            for lemma in proposed:
                if lemma in known and (len(lemma) > 3 or tag == _COARSE[kind[0]]):
                    return lemma
        return own[0] if own else form

    def _of_part(self, form: str, xpos: str) -> str | None:
        """The lemma of a word whose last part is irregular: "retook", "schoolchildren"; None of any other."""
        known = self.irregular.get(xpos, {})
        for at in range(1, len(form) - 1):
            part = known.get(form[at:])
            if part is None or (xpos[0] == "N" and form[-1] == "s"):
                continue
            begin = form[:at].rstrip("-")
            if begin in self.prefixes or form[at - 1] == "-" or (xpos[0] == "N" and at > 2 and len(form) - at > 2):
                return form[:at] + part
        return None


def load_written() -> Lemmas:
    """The irregular forms of data/reader/lemmas.yml alone. Raises `InstallError` where it is missing or damaged."""
    path = files("reportedly") / "data" / "reader" / "lemmas.yml"
    try:
        data: dict[str, Any] = read_yaml(path.read_text(encoding="utf-8"), "lemmas.yml")
        past: dict[str, str] = {}
        participle: dict[str, str] = {}
        for entry in data["verbs"]["entries"].split(";"):
            base, second, third = entry.split()
            past.update(dict.fromkeys(second.split("/"), base))
            participle.update(dict.fromkeys(third.split("/"), base))
        plural = dict(entry.split() for entry in data["nouns"]["entries"].split(";"))
        tables = {"VBD": participle | past, "VBN": past | participle, "NNS": plural, "NNPS": plural}
        verbs = {"VERB": frozenset(data["known"]["entries"].split())}
        return Lemmas(irregular=tables, lemmas=verbs, prefixes=frozenset(data["prefixes"]["entries"]))
    except (OSError, KeyError, ValueError, CodebookError) as error:
        raise InstallError(f"{path}: the irregular forms cannot be read ({error}); reinstall the package") from error


@cache
def load_lemmas() -> Lemmas:
    """The tables of data/reader. Raises `InstallError` where they are missing or damaged."""
    path = files("reportedly") / "data" / "reader" / "lemmas.json"
    written = load_written()
    try:
        table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        rules = {tag: {end: (cut, put) for end, (cut, put) in own.items()} for tag, own in table["rules"].items()}
        seen: dict[str, dict[str, str]] = table["irregular"]
        tags = {*written.irregular, *seen}
        irregular = {tag: {**written.irregular.get(tag, {}), **seen.get(tag, {})} for tag in sorted(tags)}
        lemmas = {
            tag: frozenset(own.split()) | written.lemmas.get(tag, frozenset()) for tag, own in table["lemmas"].items()
        }
        return Lemmas(rules, irregular, lemmas, written.prefixes)
    except (OSError, KeyError, ValueError) as error:
        raise InstallError(f"{path}: the lemma table cannot be read ({error}); reinstall the package") from error
