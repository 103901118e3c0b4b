# Two commands do everything: `make site` and `make test`. Each sets up what it needs, with
# locked versions, into .venv; once set up, both work without a network.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LOCKS  := requirements.txt requirements-dev.txt
NODE_READY := tests/browser/node_modules/.ready
FORM       := generator/form/browser
FORM_READY := $(FORM)/node_modules/.ready

# An announcement about the theme's future, printed at each start, that no reader of a log needs.
export NO_MKDOCS_2_WARNING := 1

# Modules are compiled once, not anew by each of the thousand processes that the tests start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site serve form content-check check test browser thorough audit bench golden rules icons lock hooks clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

site: $(VENV)/.site-ready ## build site/ from content/
	$(BIN)/explainer build

serve: $(VENV)/.site-ready ## show the site while you write: each change at once, mistakes as a banner
	$(BIN)/explainer serve

form: $(FORM_READY) ## fetch the form for those who do not write YAML: /admin/ of make serve

content-check: $(VENV)/.site-ready ## report every mistake in content/
	$(BIN)/explainer check

check: $(VENV)/.dev-ready ## format, types and the quick tests, for daily work
	$(BIN)/ruff format --check generator tests
	$(BIN)/ruff check generator tests
	$(BIN)/mypy
	$(BIN)/pytest -q -m "not slow and not longer" -n 2 --dist worksteal

# Tests wait for browsers, builds and disks: a third finds room where there are two processors.
test: $(VENV)/.dev-ready $(NODE_READY) $(FORM_READY) ## everything: format, types, all tests, coverage
	$(BIN)/ruff format --check generator tests
	$(BIN)/ruff check generator tests
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist worksteal -m "not slow" --cov --cov-report=term
	$(BIN)/pytest -n 3 --dist worksteal -m slow

browser: $(VENV)/.dev-ready $(NODE_READY) $(FORM_READY) ## only the tests in a browser, each page in every state
	TESTS=thorough $(BIN)/pytest -n 2 --dist worksteal tests/browser

thorough: $(VENV)/.dev-ready $(NODE_READY) $(FORM_READY) ## all tests with every string, state and moment
	TESTS=thorough $(BIN)/pytest -n 2 --dist worksteal

audit: site $(VENV)/.audit-ready ## Lighthouse on the built site, a table; not part of the tests
	$(BIN)/python -m tests.browser.audit

BENCH :=
bench: $(VENV)/.dev-ready ## our build beside other tools, a table of medians; BENCH="--sizes 5000" chooses
	$(BIN)/python -m tests.benchmarks $(BENCH)

rules: $(VENV)/.dev-ready ## write RULES.md anew from the rules
	$(BIN)/python -c "from pathlib import Path; from generator.explain import rules_page; Path('RULES.md').write_text(rules_page(), encoding='utf-8')"

golden: $(VENV)/.dev-ready ## write the golden files anew, to be reviewed as a diff
	UPDATE_GOLDEN=1 $(BIN)/pytest -q tests/test_golden.py tests/test_diagnostics.py

icons: $(VENV)/.site-ready ## write the site's icons anew from its mark
	$(BIN)/python site_config/tools/make_icons.py

lock: ## write the lock files anew from pyproject.toml (needs the network)
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet "pip<26" pip-tools
	for extra in "requirements.txt" "requirements-dev.txt --extra dev"; do \
	  $(VENV)/lock/bin/pip-compile --quiet --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate \
	    --build-deps-for editable --allow-unsafe --output-file $$extra pyproject.toml || exit 1; \
	done

hooks: $(VENV)/.dev-ready ## check what a commit of this clone touches, before it is made
	git config core.hooksPath .githooks

clean: ## remove all that can be made again
	rm -rf $(VENV) .venv-bench tests/browser/node_modules $(FORM)/node_modules site .site.* .explainer site_config/schema .mypy_cache .pytest_cache .ruff_cache .coverage*
	find generated -mindepth 1 ! -name .gitignore -delete

# What the browser tests take from Node's registry; Node itself comes with the locked packages.
NODE_FILES := tests/browser/package.json tests/browser/package-lock.json

$(NODE_READY): $(NODE_FILES) | $(VENV)/.dev-ready
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent --ignore-scripts --omit=dev --prefix tests/browser
	@touch $@

# The form's program and its YAML parser, locked, from the same registry.
$(FORM_READY): $(FORM)/package.json $(FORM)/package-lock.json | $(VENV)/.dev-ready
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent --ignore-scripts --omit=dev --prefix $(FORM)
	@touch $@

$(VENV)/.audit-ready: $(NODE_FILES) | $(VENV)/.dev-ready
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent --ignore-scripts --prefix tests/browser
	@touch $@ $(NODE_READY)

# One environment; each stamp says which lock file it was filled from.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 site" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site-ready: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev-ready: requirements-dev.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.site-ready
