# The same steps by hand, for Windows, are in README.md.
PYTHON ?= python3
PORT ?= 5000
ARGS ?=
TURN ?= 0
ENGINE = $(if $(DATABASE),--database $(DATABASE))

BIN = .venv/bin
PIP = $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: env run test check bench pictures messages lock bundle
.DELETE_ON_ERROR:

# Everything: what the planner needs and what its tests and checks need.
env: .venv/dev-is-ready

# An interrupted init leaves no database. Another database than the embedded one is asked itself.
run: .venv/is-ready
	@if [ -n "$$PLANNER_DATABASE_URL" ] || [ ! -f var/planner.db ]; then $(BIN)/planner init --demo; fi
	@exec $(BIN)/planner serve --port $(PORT)

# make test ARGS="tests/domain". DATABASE=postgresql (or sqlite) runs all of it on one engine; else
# tests that need both get both, the others one in turn (tests/bases.py). Without npm's packages the tests that need them say so.
NPM = tests/node_modules/.package-lock.json
test: env
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(NPM) || true; fi
	$(BIN)/python -m pytest -n 2 --dist loadfile --turn $(TURN) $(ENGINE) $(ARGS)

check: env
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Figures of speed; the last line says how many are met. SIZE=small takes a minute, not twenty.
bench: env .venv-bench/is-ready
	@cd tests && ../$(BIN)/python -m bench $(SIZE)

# The pages as pictures, drawn anew: those that tests compare and those of the README. Look at each.
pictures: env
	$(BIN)/python -m pytest tests/web/test_pictures.py --snapshot-update

# One archive in dist/ for machines without the internet; PYTHONS=3.11 SYSTEMS=windows a smaller one.
PYTHONS ?= 3.11 3.12 3.13 3.14
SYSTEMS ?= linux windows
bundle: env
	@$(BIN)/python -m planner.deploy.bundle --pythons $(PYTHONS) --systems $(SYSTEMS)

# What the pages say, collected for its translation into English.
messages: env
	@$(BIN)/python -m planner.translations.messages

# Newest versions, for Linux and Windows and every Python from 3.11 on; no address is written.
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate
lock: env
	$(LOCK) --upgrade --group dev --output-file requirements-dev.txt
	$(LOCK) --group build --constraint requirements-dev.txt --output-file requirements.txt
	echo radicale | $(subst pyproject.toml,-,$(LOCK)) --output-file tests/bench/requirements.txt
	cd tests && npm install --package-lock-only --omit-lockfile-registry-resolved=true
	$(BIN)/python -c 'import json, pathlib; file = pathlib.Path("tests/package-lock.json"); \
		lock = json.loads(file.read_text()); \
		[one.pop("funding", None) for one in lock["packages"].values()]; \
		file.write_text(json.dumps(lock, indent=2) + "\n")'

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed (make PYTHON=python3.12 names another)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv is missing; to install it: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv ..."
	@rm -rf .venv
	@$(PYTHON) -m venv .venv

# ensurepip mends an interrupted set-up. --no-deps: only what the lock holds is installed.
.venv/is-ready: requirements.txt pyproject.toml .venv/bin/python
	@$(BIN)/python -m ensurepip >/dev/null
	@$(PIP) install --require-hashes --requirement requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev-is-ready: requirements-dev.txt .venv/is-ready
	@$(PIP) install --require-hashes --requirement requirements-dev.txt
	@touch $@

# What the figures are measured beside, in an environment of its own: Radicale, and Debian's nginx
# and wrk where they are not installed. What can't be had is named by the figures that need it.
BESIDE = .venv-bench
DEBIAN = nginx wrk libluajit-5.1-2 libpcre2-8-0
$(BESIDE)/is-ready: tests/bench/requirements.txt .venv/bin/python
	@echo "Setting up $(BESIDE) ..."
	@$(PYTHON) -m venv --clear $(BESIDE)
	@PATH="$$PATH:/usr/sbin"; { command -v nginx && command -v wrk; } >/dev/null || \
		(cd $(BESIDE) && { apt-get -qq update; apt-get -qq download $(DEBIAN); } && \
		for one in *.deb; do dpkg-deb --extract "$$one" . || exit; done) || true
	@$(BESIDE)/bin/python -m pip --quiet --disable-pip-version-check install --retries 1 \
		--require-hashes --requirement tests/bench/requirements.txt && touch $@ || true

$(NPM): tests/package.json tests/package-lock.json
	@cd tests && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --loglevel=error
	@touch $@
