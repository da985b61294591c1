# Needs Python 3.11+ and make. Packages come from the machine's ordinary pip configuration.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= tests/corpora/gulf-deployment
# Rebuilt when the dependencies change; the test stamp includes what the run stamp holds.
RUN := $(VENV)/.run-stamp
TEST := $(VENV)/.test-stamp

.PHONY: help demo test lint format bench reports clean

help:
	@echo "make demo     check the example corpus and show the report"
	@echo "make test     lint, types and tests"
	@echo "make lint     lint, format and types only"
	@echo "make format   put the code into its format"
	@echo "make bench    quality, time and memory of the stages, beside other libraries"
	@echo "make reports  write the committed reports anew"
	@echo "make clean    remove what the other targets made"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "factcheck needs Python 3.11 or newer; set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(BIN)/python -m compileall -q factcheck # an editable install is not compiled by pip, and a short run is mostly start
	@touch $@

$(TEST): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@$(BIN)/python -m compileall -q factcheck
	@touch $(RUN) $@

demo: $(RUN)
	$(BIN)/factcheck check $(DEMO) --exit-zero --format markdown

lint: $(TEST)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(TEST)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/python scripts/compile_rules.py

test: lint
	$(BIN)/pytest -n auto -q

bench: $(TEST)
	$(BIN)/python bench/run.py

reports: $(RUN)
	$(BIN)/python scripts/compile_rules.py
	@for story in tests/corpora/*/; do \
	  name=$$(basename $$story); \
	  $(BIN)/factcheck check $$story --exit-zero --output markdown:reports/$$name.md > /dev/null || exit 1; \
	done
	$(BIN)/factcheck rules list --format markdown > docs/rules.md

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
