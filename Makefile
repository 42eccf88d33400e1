# Everything is run from here. `make demo` and `make test` need Python 3.11+ with pip and venv, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check bench clean

demo: $(STAMP)
	$(BIN)/reportedly read demo --format table

test: $(VENV)/.tested
	$(BIN)/pytest -n auto

check: $(VENV)/.checked
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python bench/run.py

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.tested: $(STAMP)
	$(BIN)/python -m pip install --quiet --group test
	touch $@

$(VENV)/.checked: $(STAMP)
	$(BIN)/python -m pip install --quiet --group check
	touch $@

clean:
	rm -rf $(VENV) build dist src/*.egg-info
