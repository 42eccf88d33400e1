"""data/actors/*.yml into the catalogue: the schema of each file, checked, and the tables made from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

from reportedly.errors import CodebookError
from reportedly.lexicon.actors import Actor, ActorCatalogue, Agent, EvidenceWeights, Kind, Name, fold_words
from reportedly.lexicon.tables import read_yaml
from reportedly.records import SECTORS, SUPRANATIONAL

FILES = ("states", "regions", "leaders", "groups", "bodies", "agents", "words", "evidence")


def read_catalogue() -> ActorCatalogue:
    """The catalogue of the package's files. Raises CodebookError where one breaks its schema."""
    folder = files("reportedly") / "data" / "actors"
    texts = {name: (folder / f"{name}.yml").read_text("utf-8") for name in FILES}
    return build_catalogue({name: read_yaml(text, f"data/actors/{name}.yml") for name, text in texts.items()})


def build_catalogue(tables: Mapping[str, Any]) -> ActorCatalogue:
    """The catalogue of parsed files, by name without suffix (all of FILES). Raises CodebookError on a bad entry."""
    names: dict[str, list[Name]] = {}
    actors: dict[str, Actor] = {}
    for actor, spellings in _all_entries(tables):
        actors[actor.id] = actor
        for spelling, short in spellings:
            name = _name(actor, spelling, short)
            if name is not None:
                names.setdefault(name.keys[0], []).append(name)
    agents = tables["agents"]
    return ActorCatalogue(
        {k: tuple(sorted(v, key=lambda n: -len(n.keys))) for k, v in names.items()},
        _agents(agents),
        {" ".join(_keys(k)): v for k, v in agents["titles"].items()},
        _word_classes(agents, tables["words"]),
        actors,
        _weights(tables["evidence"]),
        {" ".join(f): tuple(states) for office, states in agents["offices"].items() for f in _forms(_keys(office))},
    )


def _weights(table: Mapping[str, Any]) -> EvidenceWeights:
    try:
        return EvidenceWeights(**table)
    except TypeError as error:
        raise CodebookError(f"data/actors/evidence.yml: {error}") from error


def _word_classes(agents: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    plain = (
        "backing", "former", "enemy", "ambiguous", "never", "abroad", "collective", "boundaries", "genitive",
        "military_verbs", "state_voices", "followers",
    )  # fmt: skip
    classes = {name: frozenset(agents[name]) for name in plain} | {k: frozenset(v) for k, v in words.items()}
    classes["military_words"] = frozenset(" ".join(f) for w in agents["military_words"] for f in _forms(_keys(w)))
    classes |= {f"flight.{side}": frozenset(words) for side, words in agents["flight"].items()}
    classes |= {f"company.{word}": frozenset(sectors) for word, sectors in agents["company"].items()}
    classes |= {f"pronouns.{name}": frozenset(words) for name, words in agents["pronouns"].items()}
    return classes


def _keys(text: str) -> tuple[str, ...]:
    if text.isascii() and text.replace(" ", "").isalnum():
        return tuple(text.lower().split())
    return tuple(w.key for w in fold_words(text))


def _name(actor: Actor, spelling: str, short: bool) -> Name | None:
    keys = _keys(spelling)
    if len(keys) > 1 and keys[0] == "the":
        keys, spelling = keys[1:], spelling[4:]
    if not keys:
        return None
    capitals = sum(c.isupper() for c in spelling)
    acronym = " " not in spelling and len(spelling) <= 10 and capitals >= 2 and capitals * 2 > len(spelling)
    return Name(keys, actor, acronym, spelling.lstrip("'\"")[:1].isupper(), short)


def _all_entries(tables: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    yield from _states(tables["states"])
    yield from _regions(tables["regions"])
    yield from _groups(tables["groups"])
    yield from _bodies(tables["bodies"])
    yield from _leaders(tables["leaders"])
    for area in tables["agents"]["areas"]:
        yield Actor(f"area:{_slug('', area)}", area, None, None, "area"), [(area, False)]


def _states(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, row in table.items():
        _check_code("states", code)
        if not isinstance(row, dict) or not {"names", "people", "seats"} <= set(row) or not row["names"]:
            raise CodebookError(f"data/actors/states.yml: {code} needs names, people and seats")
        full = row["names"][0]
        yield Actor(code, full, code, "GOV", "state"), [(n, False) for n in row["names"]]
        people = [form for p in row["people"] for form in _people_forms(p)]
        yield Actor(f"{code}:people", full, code, None, "people"), [(p, False) for p in people]
        yield Actor(f"{code}:seat", full, code, "GOV", "seat"), [(s, False) for s in row["seats"]]


def _people_forms(word: str) -> tuple[str, ...]:
    if word.endswith(("s", "ese", "ish", "ch", "men")) or (len(word) <= 4 and word.isupper()):
        return (word,)
    return (word, word + "s")


def _regions(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, places in table.items():
        _check_code("regions", code)
        yield Actor(f"{code}:region", code, code, None, "region"), [(str(p), False) for p in places]


def _groups(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, rows in table.items():
        _check_code("groups", code)
        for row in rows:
            for sector, names in ((k, v) for k, v in row.items() if k not in ("y", "in")):
                _check_sector("groups", code, sector)
                since, until, _ = _years("groups", row.get("y", "-"))
                actor = _entry(names[0], code, sector, "group", since, until)
                yield replace(actor, theatres=tuple(row.get("in", ()))), [(n, False) for n in names]


def _bodies(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, row in table.items():
        _check_code("bodies", code)
        for key, names in row.items():
            sector = key.rstrip("2") or None
            if sector is not None:
                _check_sector("bodies", code, sector)
            for name in names:
                yield _entry(name, code, sector, "body", None, None), [(name, False)]


def _leaders(table: Mapping[str, Any]) -> Iterator[tuple[Actor, list[tuple[str, bool]]]]:
    for code, row in table.items():
        _check_code("leaders", code)
        for names, term in row.items():
            since, until, sector = _years("leaders", term)
            full, *also = names.split("|")
            actor = Actor(_slug(code, full), full, code, sector or "GOV", "leader", since, until, True)
            last = full.split()[-1].removeprefix("al-").removeprefix("el-")
            shorts = {last} if not also or len(last) > 3 else set()
            yield actor, [(full, False), *((a, " " not in a) for a in also), *((s, True) for s in shorts)]


def _entry(name: str, code: str, sector: str | None, kind: Kind, since: int | None, until: int | None) -> Actor:
    return Actor(_slug(code, name) + (f"-{since}" if since else ""), name, code, sector, kind, since, until)


def _slug(code: str, name: str) -> str:
    return f"{code}:{'-'.join(_keys(name))}"


def _years(file: str, text: str) -> tuple[int | None, int | None, str | None]:
    found = re.fullmatch(r"(\d{4})?-(\d{4})?(?: ([A-Z]{3}))?", str(text))
    if found is None:
        raise CodebookError(
            f'data/actors/{file}.yml: years "{text}" should read "1980-1992", "1980-" or "1980-1992 MIL"'
        )
    since, until, sector = found.groups()
    if sector is not None:
        _check_sector(file, str(text), sector)
    return int(since) if since else None, int(until) if until else None, sector


def _check_code(file: str, code: object) -> None:
    if not isinstance(code, str) or not (code in SUPRANATIONAL or re.fullmatch(r"[A-Z]{3}", code)):
        raise CodebookError(
            f"data/actors/{file}.yml: {code!r} is neither an ISO 3166-1 alpha-3 code nor one of {SUPRANATIONAL}"
        )


def _check_sector(file: str, where: str, sector: str) -> None:
    if sector not in SECTORS:
        raise CodebookError(f"data/actors/{file}.yml: {where}: {sector!r} is none of the sectors {SECTORS}")


def _agents(table: Mapping[str, Any]) -> dict[str, tuple[Agent, ...]]:
    transparent = {f for w in table["transparent"] for f in _forms(_keys(str(w)))}
    found: dict[tuple[str, ...], Agent] = {}
    for sector, row in table["sectors"].items():
        _check_sector("agents", "sectors", sector)
        for strength in ("weak", "strong"):
            for phrase in row.get(strength, ()):
                for form in _forms(_keys(str(phrase))):
                    if form not in found or found[form].weak:
                        found[form] = Agent(form, sector, strength == "weak", form in transparent)
    for title, sector in table["titles"].items():
        if sector is not None:
            found.setdefault(_keys(title), Agent(_keys(title), sector))
    for sector, phrases in table["void"].items():
        for form in (f for phrase in phrases for f in _forms(_keys(phrase))):
            found[form] = Agent(form, None if sector == "none" else sector, void=True)
    for form in transparent - set(found):
        found[form] = Agent(form, None, True, True)
    index: dict[str, list[Agent]] = {}
    for agent in found.values():
        index.setdefault(agent.keys[0], []).append(agent)
    return {k: tuple(sorted(v, key=lambda a: -len(a.keys))) for k, v in index.items()}


def _forms(keys: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The phrase and its plural, made on the last word (and on a first word before "of": "ministers of defence")."""
    if not keys:
        return ()
    forms = [keys, (*keys[:-1], plural(keys[-1]))]
    if "of" in keys:
        i = keys.index("of")
        forms.append((*keys[: i - 1], plural(keys[i - 1]), *keys[i:]))
    return forms


def plural(word: str) -> str:
    """The regular plural of a folded English noun, "man" and "child" included.

    Example:
        >>> plural("policeman"), plural("militia"), plural("authority"), plural("gunmen")
        ('policemen', 'militias', 'authorities', 'gunmen')
    """
    if word.endswith("man") and word not in ("german", "roman"):
        return word[:-2] + "en"
    if word.endswith("child"):
        return word + "ren"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("men", "people", "children", "police", "ies", "forces", "troops")):
        return word
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"
