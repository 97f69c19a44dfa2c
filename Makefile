# The everyday commands. They run in .venv; another is named with `make VENV=…`.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: install test slow lint docs bench quality score clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e . --group dev
	touch $@

test: install
	$(BIN)/python -m pytest -n auto

slow: install
	$(BIN)/python -m pytest -m slow

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

docs: install
	$(BIN)/python docs/generate.py

# Of a fresh installation of the wheel, as users have it.
bench:
	$(PYTHON) -m venv --clear build/bench
	build/bench/bin/python -m pip install --quiet .
	-build/bench/bin/python benchmarks/startup.py
	-build/bench/bin/python benchmarks/throughput.py
	-build/bench/bin/python benchmarks/words.py

quality: install
	$(BIN)/python benchmarks/quality.py --shared $(SHARED)

score: install
	$(BIN)/python benchmarks/score_pairs.py --order --shared $(SHARED)

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
