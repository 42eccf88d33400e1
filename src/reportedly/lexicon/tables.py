"""YAML text to plain values: the one place that parses the data files, with bounds that hold for a user's own too."""

from __future__ import annotations

import re
from typing import Any

import yaml

from reportedly.errors import CodebookError

MAX_TEXT = 8_000_000
"""The longest text that is parsed, in code points; the largest of the package's own files has some 70,000."""
MAX_ALIASES = 20
"""A text may repeat that many anchored values; few more, nested, could stand for more than any memory holds."""
_ANCHOR = re.compile(r"(?:^|[\s\[{,:?-])&[^\s,\[\]{}]", re.MULTILINE)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, where: str) -> Any:
    """The value of one YAML document: mappings, lists and scalars, None where the text is empty.

    `where` names the file in errors. Tags that would build other objects are refused.

    Raises:
        CodebookError: the text is no YAML (with its line), is longer than MAX_TEXT, or has more aliases than
            MAX_ALIASES.
    """
    if len(text) > MAX_TEXT:
        raise CodebookError(f"{where}: {len(text):,} characters; at most {MAX_TEXT:,} are read: split the file")
    try:
        if _ANCHOR.search(text):
            _check_aliases(text, where)
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise CodebookError(f"{where}{_line(error, text)}: is no YAML: {_cause(error)}") from error
    except RecursionError as error:
        raise CodebookError(f"{where}: not usable YAML: nested too deeply") from error
    except ValueError as error:  # a date or number that YAML's form allows and the calendar does not
        raise CodebookError(f"{where}: is no YAML: {error}; put words that look like a date in quotes") from error


def _check_aliases(text: str, where: str) -> None:
    aliases = 0
    for event in yaml.parse(text, Loader=_LOADER):
        aliases += isinstance(event, yaml.AliasEvent)
        if aliases > MAX_ALIASES:
            line = 1 if event.start_mark is None else event.start_mark.line + 1
            raise CodebookError(f"{where}:{line}: more than {MAX_ALIASES} aliases (*name); write the values out")


def _line(error: yaml.YAMLError, text: str) -> str:
    """A colon and the line for an error that knows its place, "" for others."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return f":{mark.line + 1}"
    position = getattr(error, "position", None)
    return "" if not isinstance(position, int) else f":{text.count(chr(10), 0, position) + 1}"


def _cause(error: yaml.YAMLError) -> str:
    told = [getattr(error, name, None) for name in ("context", "problem", "reason")]
    return ", ".join(part for part in told if isinstance(part, str)) or " ".join(str(error).split())
