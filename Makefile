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

# Measures against the gold and corpora in $(SHARED); the spaCy peer and dateparser are needed by two of them only.
SHARED ?= ../shared
bench: $(VENV)/.bench
	$(BIN)/python bench/claims.py --shared $(SHARED)
	$(BIN)/python bench/reader.py --corpora $(SHARED)/corpora
	$(BIN)/python bench/speed.py --corpora $(SHARED)/corpora
	$(BIN)/python bench/startup.py --shared $(SHARED)

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

$(VENV)/.bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --group bench
	touch $@

clean:
	rm -rf $(VENV) build dist src/*.egg-info
