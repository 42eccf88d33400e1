"""One tree of errors, named for what the caller can do about them.

Every message says what is wrong, where, and what would be right.
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Anything that this package raises on purpose."""


class InputError(ReportedlyError):
    """The given document, file or option cannot be used: mend it and try again."""


class CodebookError(ReportedlyError):
    """A data file (codebook, actors, cues, places) breaks its schema: mend the file that the message names."""


class InstallError(ReportedlyError):
    """Weights or built data are missing, damaged or of another version: reinstall or rebuild."""
