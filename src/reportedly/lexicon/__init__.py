"""The vocabulary of `data/` as frozen tables, its schema checked; nobody else opens those files."""
