# Needs Python 3.11+ and make. Packages come from the machine's ordinary pip configuration.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= tests/corpora/gulf-deployment
SHARED ?= ../shared
FUZZ_SECONDS ?= 600
# Rebuilt when the dependencies change; the test stamp includes what the run stamp holds.
RUN := $(VENV)/.run-stamp
TEST := $(VENV)/.test-stamp

.PHONY: help demo test test-compiled quick explore fuzz lint format bench bench-scale reports goldens picture weights clean

help:
	@echo "make demo     check the example corpus, as a terminal shows it"
	@echo "make test     lint, types and tests"
	@echo "make test-compiled  the tests of the reading of texts once more, compiled with mypyc; needs a C compiler"
	@echo "make quick    lint, types and the tests without growth, browsers and cold starts"
	@echo "make explore  the property tests with new random examples"
	@echo "make fuzz     feeds the readers and the engine with what nobody would write, FUZZ_SECONDS=600"
	@echo "make lint     lint, format and types only"
	@echo "make format   put the code into its format"
	@echo "make bench    quality, time and memory of the stages, beside other libraries"
	@echo "make bench-scale  large numbers of articles: what the cache saves, what a scan of 1,000 and of 10,000 costs"
	@echo "make reports  write the committed reports anew"
	@echo "make goldens  write expected outputs and transcripts anew, to be read as a diff"
	@echo "make picture  take the picture of the page that factcheck serve shows; needs Chromium"
	@echo "make weights SHARED=…  learn the weights of the alignment from annotated stories and labelled pairs"
	@echo "make clean    remove what the other targets made"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "factcheck needs Python 3.11 or newer; set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(BIN)/python -m compileall -q factcheck # an editable install is not compiled by pip, and a short run is mostly start
	@touch $@

# Of all that comes along the tests import a part: Python compiles that when it is first imported.
$(TEST): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -e '.[test]'
	@$(BIN)/python -m compileall -q factcheck
	@touch $(RUN) $@

demo: $(RUN)
	$(BIN)/factcheck check $(DEMO) --exit-zero

lint: $(TEST)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(TEST)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/python scripts/compile_rules.py

# The tests begin beside the types, which are checked in one process; what is wrong with these is told at the end.
test: export PYTHONDONTWRITEBYTECODE =
test: $(TEST)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(BIN)/mypy > $(VENV)/types 2>&1 & types=$$!; $(BIN)/pytest -n auto --dist worksteal -q; tests=$$?; \
	wait $$types; types=$$?; cat $(VENV)/types; exit $$((tests ? tests : types))

# Not part of `test`: compiling takes some minutes. What is compiled stands in hatch_build.py, and why in docs/adr/0032.
COMPILED := build/compiled
test-compiled: $(TEST)
	@rm -rf $(COMPILED) && mkdir -p $(COMPILED)
	@problem=$$($(BIN)/python -c 'import hatch_build; print(hatch_build.missing())'); \
	if [ -n "$$problem" ]; then echo "nothing is compiled, and its tests do not run: $$problem"; exit 0; fi; \
	FACTCHECK_COMPILE=1 $(BIN)/python -m hatchling build -t wheel -d $(COMPILED) > $(COMPILED)/log 2>&1 || { tail -40 $(COMPILED)/log >&2; exit 1; }; \
	$(BIN)/python -m zipfile -e $(COMPILED)/*.whl $(COMPILED)/site && \
	FACTCHECK_COMPILED=$(COMPILED)/site PYTHONPATH=$(COMPILED)/site $(BIN)/python -P -m pytest -n auto -q -o pythonpath=tests $(COMPILED_TESTS)
COMPILED_TESTS := $(addprefix tests/test_,compiled.py capitals.py context_cases.py context_limits.py datings.py digits.py extract_cases.py \
  extract_company.py extract_properties.py quantity.py rare_units.py report.py rules_examples.py stream.py teasers.py text.py text_properties.py when.py words.py)

quick: lint
	$(BIN)/pytest -n auto --dist worksteal -q -m 'not slow'

explore: $(TEST)
	FACTCHECK_EXPLORE=1 $(BIN)/pytest -n auto -q tests/test_*properties*.py tests/test_oracles.py tests/test_stream.py tests/test_words.py tests/test_html.py

# atheris is there for Linux and macOS; without it inputs are changed blindly.
fuzz: $(TEST)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]' || echo "no atheris for this Python: changing inputs blindly" >&2
	$(BIN)/python fuzz/run.py --seconds $(FUZZ_SECONDS)

bench: $(TEST)
	$(BIN)/python bench/run.py

bench-scale: $(TEST)
	cd bench && PYTHONPATH=..:. ../$(BIN)/python cache.py
	cd bench && PYTHONPATH=..:. ../$(BIN)/python scale.py

reports: $(RUN)
	$(BIN)/python scripts/compile_rules.py
	@for story in tests/corpora/*/; do \
	  name=$$(basename $$story); \
	  $(BIN)/factcheck check $$story --exit-zero --output markdown:reports/$$name.md > /dev/null || exit 1; \
	done
	$(BIN)/factcheck rules list --format markdown > docs/rules.md

goldens: $(TEST) reports
	FACTCHECK_UPDATE_GOLDEN=1 $(BIN)/pytest -n auto -q tests/test_report.py tests/test_docs.py tests/test_html.py tests/test_cli_report.py tests/test_readme.py tests/test_pytest_plugin.py

picture: $(TEST)
	$(BIN)/python scripts/picture.py

weights: $(TEST)
	$(BIN)/python scripts/learn_weights.py $(SHARED) --write
	$(BIN)/python scripts/compile_rules.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
