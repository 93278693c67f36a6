# make run    the sample network at http://127.0.0.1:8000/demo/     PORT=8123 DATA=/some/folder  beside another
# make test   everything that must hold: format, types, contracts, translations, unit and browser tests
# make install  only what it needs to run: then .venv/bin/entrepairs --help
# make install TO=/opt/entrepairs  the same, built and installed there: then /opt/entrepairs/bin/entrepairs --help
# make wheel  builds it into dist/          make nightly  what takes too long for each change: test-night, test-wheel, test-install
# make fuzz   10,000 cases for every form and every query string; ENTREPAIRS_FUZZ=50000 for more
# make test-postgres  the restore drill and what the database decides, on PostgreSQL 15 to 18; each night is enough
# make accessibility  axe on every page that a link leads to, and the figures that the page on accessibility shows
# make messages  gathers what the code and the pages say, to be said in French too
# make room NAME=gardens  writes an empty room, of the shape of the others
# make format writes the code as it should be written            make bench  measures speed and memory
# make bench-matching  measures the making of pairs, against other ways of making them
# It needs make and a Python of 3.12 or newer; uv, and Chromium for the tests, are fetched when they are missing.

PORT ?= 8000
DATA ?= data
export PORT DATA

SHELL := /bin/sh

# Where the machine wants no compiled files beside the sources, one folder keeps them all: else every one of the hundreds of
# processes of the tests, and each start, compiles all its libraries again.
ifneq ($(PYTHONDONTWRITEBYTECODE),)
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX ?= $(CURDIR)/.bytecode
endif

RUN = .venv/bin/python
ROOM_FILES = entrepairs bench

.PHONY: help install run test test-night test-postgres nightly test-wheel test-install fuzz accessibility format messages bench bench-matching chromium clean
.DEFAULT_GOAL = help

help:
	@sed -n '/^#/!q; s/^# //p' Makefile

# One shell line: a Python that runs and is new enough. Some in the way are too old, some are shims for none.
FIND_PYTHON = for p in python3.13 python3.12 python3.14 python3 "$$HOME"/.pyenv/versions/3.1[3-9]*/bin/python3 \
	"$$HOME"/.pyenv/versions/3.12*/bin/python3; do \
	"$$p" -c 'import sys; sys.version_info >= (3, 12) or sys.exit(1); print(sys.executable)' 2>/dev/null && break; done

# uv: the machine's own, else one in a corner of this folder.
FIND_UV = { command -v uv || { [ -x .venv-uv/bin/uv ] && echo .venv-uv/bin/uv; }; }

# What the program needs; with what its developers need.
.venv/.installed: pyproject.toml uv.lock
	@$(MAKE) -s sync EXTRA=--no-dev
	@touch $@

.venv/.installed-dev: pyproject.toml uv.lock
	@$(MAKE) -s sync EXTRA=
	@touch $@ .venv/.installed

.PHONY: uv sync
uv:
	@$(FIND_UV) >/dev/null || { \
		echo "Fetching uv …"; \
		python=$$($(FIND_PYTHON)); for p in "$$python" python3; do [ -n "$$p" ] && "$$p" -m venv .venv-uv && break; done && \
		.venv-uv/bin/python -m pip install --quiet --disable-pip-version-check uv || { \
		echo "uv could not be fetched. Install it (https://docs.astral.sh/uv/), or python3-venv, then try again." >&2; exit 1; }; }

sync: uv
	@python=$$($(FIND_PYTHON)); uv=$$($(FIND_UV)); unset VIRTUAL_ENV; \
	UV_PROJECT_ENVIRONMENT=.venv "$$uv" sync --quiet --frozen --inexact $(EXTRA) $${python:+--python "$$python"}

# Into the folder TO, from the lock file and by its hashes: the program as a wheel, which writes nothing there.
install: $(if $(TO),install-wheel,.venv/.installed)

.PHONY: wheel install-wheel
wheel: uv
	@rm -rf dist; uv=$$($(FIND_UV)); python=$$($(FIND_PYTHON)); \
	"$$uv" build --quiet --wheel --out-dir dist $${python:+--python "$$python"}

install-wheel: wheel
	@uv=$$($(FIND_UV)); python=$$($(FIND_PYTHON)); unset VIRTUAL_ENV; \
	"$$uv" venv --quiet --allow-existing $${python:+--python "$$python"} "$(TO)" && \
	"$$uv" export --quiet --frozen --no-dev --no-emit-project --output-file dist/requirements.txt && \
	"$$uv" pip sync --quiet --link-mode copy --require-hashes --python "$(TO)/bin/python" dist/requirements.txt && \
	"$$uv" pip install --quiet --no-deps --link-mode copy --python "$(TO)/bin/python" dist/*.whl

run: .venv/.installed
	@exec $(RUN) -m entrepairs demo --port "$$PORT" --data "$$DATA"

test: .venv/.installed-dev chromium
	$(RUN) -m ruff format --check $(ROOM_FILES)
	$(RUN) -m ruff check $(ROOM_FILES)
	@trap '$(RUN) -m entrepairs.testing' EXIT; $(MAKE) --no-print-directory -j 3 types others template && \
		CHROMIUM=$$($(FIND_CHROMIUM)) $(RUN) -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not nightly" $(ARGS)

# All tests: those that each change leaves out too, every look of a page, more cases, more days.
test-night: .venv/.installed-dev chromium
	@trap '$(RUN) -m entrepairs.testing' EXIT; ENTREPAIRS_NIGHT=1 \
		CHROMIUM=$$($(FIND_CHROMIUM)) $(RUN) -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

# Beside each other, on two cores. Tests are read once here, so that each of their processes finds them compiled; the database
# of which theirs are clones is made here, so that none of them waits for it.
.PHONY: types others template
template:
	@$(RUN) -c 'from entrepairs import testing as made; made.prepare(); made.remove()'

types:
	ENTREPAIRS_MODE=test ENTREPAIRS_SECRET_KEY=none $(RUN) -m mypy entrepairs

others:
	$(RUN) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo
	ENTREPAIRS_MODE=test ENTREPAIRS_SECRET_KEY=none $(RUN) -W ignore -m django makemigrations --check --dry-run \
		--skip-checks --noinput --settings=entrepairs.settings
	@$(EXTRACT)
	@cp $(FRENCH) .venv/french.po && $(UPDATE_FRENCH) --output-file .venv/french.po && cmp -s $(FRENCH) .venv/french.po || \
		{ echo "Run make messages, then write the French that is missing." >&2; exit 1; }
	$(RUN) -m entrepairs.engine.french
	$(RUN) -m entrepairs.engine.wording
	$(RUN) -c 'from entrepairs.engine.assets import compile_messages; compile_messages()'
	@$(if $(ARGS),,found=$$($(RUN) -m pytest --collect-only 2>&1) || { echo "$$found" | tail -60; exit 1; })

# The words of the code and of the pages, in one catalogue: without the places they are said at, and sorted, so that changes
# made side by side merge.
POT = .venv/messages.pot
FRENCH = entrepairs/locale/fr/LC_MESSAGES/django.po
EXTRACT = $(RUN) -m babel.messages.frontend --quiet extract --mapping babel.cfg --no-location --sort-output --project entrepairs \
	--keyword gettext_lazy --keyword gettext_noop --keyword ngettext_lazy:1,2 --keyword pgettext_lazy:1c,2 \
	--keyword npgettext_lazy:1c,2,3 --output-file $(POT) entrepairs
UPDATE_FRENCH = $(RUN) -m babel.messages.frontend --quiet update --domain django --locale fr --input-file $(POT) \
	--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 110
messages: .venv/.installed-dev
	@$(EXTRACT) && $(UPDATE_FRENCH) --output-file $(FRENCH)

# The figures of the page on accessibility: axe on every page that a link leads to, for a stranger and for each of the six people.
accessibility: .venv/.installed-dev chromium
	@log=$$(mktemp) && CHROMIUM=$$($(FIND_CHROMIUM)) ENTREPAIRS_NIGHT=1 \
		ENTREPAIRS_AXE_LOG=$$log $(RUN) -m pytest entrepairs/tests/every_page.py $(ARGS) && \
		ENTREPAIRS_AXE_LOG=$$log $(RUN) -m entrepairs.tests.accessibility; rm -f $$log

room: .venv/.installed-dev
	@$(RUN) -m entrepairs.engine.new_room "$(NAME)" && $(MAKE) --no-print-directory format

format: .venv/.installed-dev
	$(RUN) -m ruff check --fix-only --quiet $(ROOM_FILES)
	$(RUN) -m ruff format $(ROOM_FILES)

fuzz: .venv/.installed-dev
	@trap '$(RUN) -m entrepairs.testing' EXIT; \
		ENTREPAIRS_FUZZ=$${ENTREPAIRS_FUZZ:-10000} $(RUN) -m pytest entrepairs/tests/fuzz -n 2 --dist loadfile $(ARGS)

# Servers of other versions are fetched for the time of it. ARGS: other tests than those it asks.
test-postgres: .venv/.installed-dev
	@trap '$(RUN) -m entrepairs.testing' EXIT; UV=$$($(FIND_UV)) $(RUN) -m entrepairs.engine.tests.servers $(ARGS)

# What is installed, as it is installed. In files that pytest reads only when they are named.
nightly: test-night test-wheel test-install test-postgres

test-wheel: .venv/.installed-dev
	@$(RUN) -m pytest entrepairs/tests/installed/nightly_wheel.py $(ARGS)

test-install: .venv/.installed-dev
	@$(RUN) -m pytest entrepairs/tests/installed/nightly_recipe.py -s $(ARGS)

bench: .venv/.installed-dev
	@$(RUN) -m bench $(ARGS)

bench-matching: .venv/.installed-dev
	@$(RUN) -m bench.matching $(ARGS)

# Browser tests drive Chromium, without its windows where there is such a one (a quarter faster): the machine's, else Debian's when we are root, else Playwright's own.
FIND_CHROMIUM = command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome
APT_CHROMIUM = [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	for shell in chromium-headless-shell chromium; do \
	DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$shell >/dev/null && break; done
chromium: .venv/.installed-dev
	@{ $(FIND_CHROMIUM); } >/dev/null || { $(APT_CHROMIUM); } || $(RUN) -m playwright install chromium

clean:
	rm -rf .venv .venv-uv .bytecode dist .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis
	find entrepairs -name '*.mo' -delete
