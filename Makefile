# Two commands do everything on a fresh machine with Python 3.11+: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin

.PHONY: demo test check lint install system clean

demo: $(VENV)/.run
	$(BIN)/govcrawl demo

test: check

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

install: $(VENV)/.run

$(VENV)/.run: requirements.txt pyproject.toml | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# The embedded mongod needs libcurl4; Debian and Ubuntu have it as a package.
system:
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$MONGODB_URI" ] && ! /sbin/ldconfig -p | grep -q 'libcurl\.so\.4'; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -qq -y libcurl4 >/dev/null; \
	  else \
	    echo 'The embedded mongod needs libcurl.so.4: install it (Debian: sudo apt-get install libcurl4) or set MONGODB_URI.' >&2; \
	  fi; \
	fi

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build *.egg-info
