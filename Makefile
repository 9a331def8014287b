# `make article` and `make test` set up what they need; a second run does no set-up work.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARTICLE := eval/articles/jinjiang/article.txt
PYTHON ?= python3

.PHONY: article test lint bench clean

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[train]' --group dev
	touch $@

article: $(READY)
	@$(BIN)/toolkit report $(ARTICLE) --out out

test: $(READY)
	$(BIN)/python -m pytest -n auto

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python eval/bench/run.py

clean:
	rm -rf $(VENV) out dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache
