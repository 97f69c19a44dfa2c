# The everyday commands. They run in .venv; another is named with `make VENV=…`.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
SHARED ?= ../shared
PLATFORM ?= linux_x86_64
PYTHONS ?=
MINUTES ?= 10
READERS ?=

.PHONY: install test slow lint docs bench quality score bundle fuzz clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e . --group dev
	touch $@

# More of them than most machines have cores: many tests wait for the programs that they start.
test: install
	$(BIN)/python -m pytest -n 4

slow: install
	$(BIN)/python -m pytest -m slow -n auto --dist loadfile

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

# What is installed where there is no network: PLATFORM=win_amd64, linux_x86_64 or linux_aarch64;
# for fewer releases of Python with PYTHONS="3.11 3.12".
bundle: install
	$(BIN)/python bundle/make_bundle.py $(PLATFORM) $(addprefix --python ,$(PYTHONS))

# Each reader for MINUTES; only some with READERS="word text".
fuzz: install
	$(BIN)/python -m pip install --quiet --group fuzz
	PYTHONPATH=lint $(BIN)/python tests/fuzz/run.py --minutes $(MINUTES) $(READERS)

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
