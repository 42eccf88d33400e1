"""The trained reader: sentences to words with classes and dependencies, names, and acts."""

from reportedly.reader.reader import Reader, load_reader

__all__ = ["Reader", "load_reader"]
