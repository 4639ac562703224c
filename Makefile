# Everything that one does with a clone: `make demo`, `make test`. Only Python 3.11+, Node 20.19+ and make must be there.
# What is done already is not done again: the stamps say so.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo example test check pytest faults vitest browser redis servers wheel wheel-check lock clean outdated

PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2
BIN := .venv/bin
STAMPS := .venv/.stamps
STATIC := src/ventanilla/static/ventanilla
BUILT := $(STATIC)/console/index.html $(STATIC)/widget/widget.js $(STATIC)/demo/saas.html
WEB_SOURCES := $(shell find web -name node_modules -prune -o -name dist -prune -o -type f -print 2>/dev/null)
# The last line of defence against a half-cleaned tree: a stamp without what it stands for counts for nothing.
REBUILD := $(if $(filter-out $(wildcard $(BUILT)),$(BUILT)),outdated)

help: ## What one can do here
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMPS)/python $(STAMPS)/package $(STAMPS)/web ## Everything needed to run: .venv, node_modules, built pages

demo: setup ## The whole thing on this machine, with people to play
	@$(BIN)/ventanilla demo --host $(HOST) --port $(PORT)

example: setup ## A SaaS of its own with Ventanilla inside (docs/install-app.md)
	@scripts/example
	@$(BIN)/python example/run.py --port $(PORT)

test: setup browser redis servers check pytest vitest ## All there is to check

check: setup ## Style, types, arrows between rooms, bytes
	@scripts/say "ruff"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@scripts/say "mypy"
	$(BIN)/mypy
	@scripts/say "import-linter"
	$(BIN)/lint-imports --no-cache | tail -n 8
	@scripts/say "biome, tsc"
	npm run --silent check --prefix web
	@scripts/say "size"
	npm run --silent size --prefix web

pytest: setup browser
	@scripts/say "pytest"
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

faults: setup ## Broken variants, then every fault under load, and a table: some minutes (ARGS="--seconds 60 --only node_killed")
	$(BIN)/pytest -m campaign tests/faults
	@$(BIN)/python -m tests.faults.campaign $(ARGS)

vitest: setup
	@scripts/say "vitest"
	npm test --silent --prefix web

browser:
	@scripts/browser

redis:
	@scripts/redis

servers:
	@scripts/servers

wheel: setup ## dist/ventanilla-….whl, with the front ends in it
	rm -rf dist
	$(BIN)/python -m pip wheel . --disable-pip-version-check --no-deps --no-build-isolation --quiet --wheel-dir dist

wheel-check: wheel ## Installs it in an empty environment, and starts the demo there without Node
	@scripts/wheel-check

lock: ## Fixes the versions of all Python packages, with their hashes
	uv pip compile pyproject.toml --extra server --generate-hashes --no-emit-index-url --universal --python-version 3.11 -q -o requirements/server.txt
	uv pip compile pyproject.toml --extra server --extra redis --extra s3 --extra otel -c requirements/server.txt --generate-hashes --no-emit-index-url --universal --python-version 3.11 -q -o requirements/image.txt
	uv pip compile --group build --generate-hashes --no-emit-index-url --universal --python-version 3.11 -q -o requirements/build.txt
	uv pip compile pyproject.toml --extra server --group dev --generate-hashes --no-emit-index-url --universal --python-version 3.11 -q -o requirements/dev.txt

clean: ## Removes what was installed and built; data (.ventanilla) stays
	rm -rf .venv web/node_modules web/*/node_modules web/*/dist example/tenant-frontend/node_modules example/tenant-frontend/dist
	rm -rf $(STATIC)/console $(STATIC)/widget $(STATIC)/demo
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-artifacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMPS)/python: requirements/dev.txt scripts/venv
	@scripts/say "Python: .venv y sus paquetes"
	@scripts/venv
	$(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes -r requirements/dev.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/python
	@scripts/say "Python: ventanilla"
	$(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet --no-deps --no-build-isolation -e .
	@touch $@

web/node_modules/.installed: web/package-lock.json web/package.json $(wildcard web/*/package.json)
	@scripts/node
	@scripts/say "Node: paquetes"
	cd web && npm ci --no-audit --no-fund
	@touch $@

$(STAMPS)/web: web/node_modules/.installed $(WEB_SOURCES) $(REBUILD) | $(STAMPS)/python
	@scripts/say "Node: páginas"
	npm run --silent build --prefix web
	@$(BIN)/python hatch_build.py
	@touch $@
