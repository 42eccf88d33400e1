"""Where articles come from: files, folders, standard input and JSON lines. Bad input becomes a Failure, never a crash.

Example:
    for item in read_paths(["reports/", "story.html"]):
        if isinstance(item, Failure):
            print(item.source, item.message)
"""

from reportedly.intake.failure import Failure
from reportedly.intake.files import read_paths
from reportedly.intake.jsonl import read_jsonl

__all__ = ["Failure", "read_jsonl", "read_paths"]
