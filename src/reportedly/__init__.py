"""Reportedly reads news about a conflict and turns it into records that can be defended.

>>> import reportedly
>>> reading = reportedly.read("Rebels shelled Kolma, the mayor said.", published="2024-05-08")  # doctest: +SKIP
>>> [(claim.type.value, claim.status.value) for claim in reading.claims]  # doctest: +SKIP
[('ASSAULT', 'happened')]

`read` is the short way: it loads weights, codebook, catalogue and gazetteer at its first call and keeps them. Programs
that read much load them with `load_resources` and call `read_article`. Names are imported when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.api import read
    from reportedly.errors import CodebookError, InputError, InstallError, ReportedlyError
    from reportedly.reading import Resources, load_resources, read_article
    from reportedly.records import Article, Claim, Reading

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Claim",
    "CodebookError",
    "InputError",
    "InstallError",
    "Reading",
    "ReportedlyError",
    "Resources",
    "load_resources",
    "read",
    "read_article",
]
_HOMES = {
    "api": ("read",),
    "errors": ("CodebookError", "InputError", "InstallError", "ReportedlyError"),
    "reading": ("Resources", "load_resources", "read_article"),
    "records": ("Article", "Claim", "Reading"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"reportedly.{home}"), name)
    raise AttributeError(f"module 'reportedly' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
