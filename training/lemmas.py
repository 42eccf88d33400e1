"""Trains the lemma table of src/reportedly/data/reader/lemmas.json.

    python training/lemmas.py --out src/reportedly/data/reader/lemmas.json TREEBANK.conllu.gz ...

From the treebanks' training parts (CoNLL-U) come, for each tag, suffix rules: how the ends of lower-cased forms change
("ies" to "y"). A rule is kept for an ending where it is the commonest change among the distinct forms with that
ending; an ending whose change is that of its own shorter ending is left out. The lemmas seen are kept too: of the
changes that a form's endings propose, one that gives a lemma of the language is preferred. Past tenses and
participles share their rules. Forms that all this gets wrong become the table of irregulars, for their tag and, where
the reader's tag may be wrong, for their coarse tag.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from reportedly.reader.lemmas import RULED_AS, Change, Lemmas, load_written, normalise

LONGEST_ENDING = 6
LEAST_FORMS = 2
LEAST_SHARE = 0.5
COARSE = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV"}


def read_words(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Each word's normalised form, coarse tag, fine tag and lower-case lemma."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit() and columns[2] != "_":
                yield normalise(columns[1]), columns[3], columns[4], normalise(columns[2])


def find_change(form: str, lemma: str) -> Change | None:
    """What is cut from the form's end and what put there; None where the two share no beginning."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return (len(form) - same, lemma[same:]) if same > 0 and len(form) - same <= LONGEST_ENDING else None


def learn_rules(pairs: Counter[tuple[str, str]]) -> dict[str, Change]:
    """Endings ("" for any) to changes, from (form, lemma) pairs of one tag."""
    changes: dict[str, Counter[Change]] = defaultdict(Counter)
    for form, lemma in pairs:
        change = find_change(form, lemma)
        if change is None:
            continue
        for size in range(min(LONGEST_ENDING, len(form) - 1) + 1):
            if size >= change[0] or size == 0:
                changes[form[len(form) - size :]][change] += 1
    rules: dict[str, Change] = {}
    for ending in sorted(changes, key=len):
        change, count = changes[ending].most_common(1)[0]
        if ending and (count < LEAST_FORMS or count < LEAST_SHARE * changes[ending].total() or change[0] > len(ending)):
            continue
        shorter = next((rules[ending[i:]] for i in range(1, len(ending) + 1) if ending[i:] in rules), (0, ""))
        if change != shorter:
            rules[ending] = change
    return rules


def build_table(paths: list[Path]) -> Lemmas:
    """The tables: rules by tag, lemmas by coarse tag, irregular forms by fine and by coarse tag."""
    by_tag: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    ruled: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for form, upos, xpos, lemma in read_words(path):
            by_tag[xpos][form, lemma] += 1
            by_tag[upos][form, lemma] += 1
            if xpos in RULED_AS:
                ruled[RULED_AS[xpos]][form, lemma] += 1
            if upos in ("VERB", "NOUN", "ADJ", "ADV") and lemma.isalpha():
                lemmas[upos][lemma] += 1
    rules = {tag: learn_rules(pairs) for tag, pairs in ruled.items()}
    written = load_written()
    seen = {tag: frozenset(n for n, count in own.items() if count > 1 or tag == "VERB") for tag, own in lemmas.items()}
    known = {tag: own | written.lemmas.get(tag, frozenset()) for tag, own in seen.items()}
    table = Lemmas(rules, written.irregular, known, written.prefixes)
    irregular = {tag: _irregular(tag, pairs, table) for tag, pairs in by_tag.items()}
    return Lemmas(rules, {tag: own for tag, own in irregular.items() if own}, seen)


def _irregular(tag: str, pairs: Counter[tuple[str, str]], table: Lemmas) -> dict[str, str]:
    """The forms of one tag whose commonest lemma is another than the table's; single sightings only of ruled tags."""
    best: dict[str, tuple[int, str]] = {}
    for (form, lemma), count in pairs.items():
        best[form] = max(best.get(form, (0, "")), (count, lemma))
    is_ruled = tag in RULED_AS
    coarse = COARSE[tag[0]] if is_ruled else tag
    return {
        form: lemma
        for form, (count, lemma) in sorted(best.items())
        if (count > 1 or is_ruled) and lemma != table.lemma(form, coarse, tag)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    origin = [{"file": p.name, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()} for p in arguments.treebanks]
    table = build_table(arguments.treebanks)
    model = {
        "made_by": "training/lemmas.py",
        "from": origin,
        "rules": table.rules,
        "irregular": table.irregular,
        "lemmas": {tag: " ".join(sorted(own)) for tag, own in sorted(table.lemmas.items())},
    }
    text = json.dumps(model, ensure_ascii=False, indent=0, separators=(",", ":"))
    arguments.out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(text):,} characters")


if __name__ == "__main__":
    main()
