# Two commands do everything on a fresh machine with Python 3.11+: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable

.PHONY: demo test check lint install clean

demo: $(VENV)/.run
	$(BIN)/govcrawl demo

test: check

check: $(VENV)/.dev | chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

install: $(VENV)/.run

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python libcurl
	@echo 'Installing govcrawl into $(VENV) …'
	@$(PIP) .
	@touch $@

$(VENV)/.dev: requirements.txt pyproject.toml | $(BIN)/python libcurl
	@echo 'Installing govcrawl and what its tests need into $(VENV) …'
	@$(PIP) '.[dev]'
	@touch $(VENV)/.run $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'govcrawl needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo 'This Python cannot make virtual environments: install python3-venv (Debian: sudo apt-get install python3-venv).' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# The embedded mongod needs libcurl4; Debian and Ubuntu have it as a package.
.PHONY: libcurl
libcurl:
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$MONGODB_URI" ] && ! /sbin/ldconfig -p | grep -q 'libcurl\.so\.4'; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    { apt-get update -qq && apt-get install -qq -y libcurl4; } >/dev/null; \
	  else \
	    echo 'The embedded mongod needs libcurl.so.4: install it (Debian: sudo apt-get install libcurl4) or set MONGODB_URI.' >&2; \
	  fi; \
	fi

# The report is looked at in a browser; without one those tests are skipped, and say so.
.PHONY: chromium
chromium:
	@if [ "$$(uname -s)" = Linux ] && ! command -v chromium chromium-browser google-chrome >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; } >/dev/null 2>&1 || \
	      echo 'No chromium is to be had: the tests of the report in a browser are skipped.' >&2; \
	  else \
	    echo 'Without chromium the tests of the report in a browser are skipped (Debian: sudo apt-get install chromium).' >&2; \
	  fi; \
	fi

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build *.egg-info
