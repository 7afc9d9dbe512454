# Ojaq. Two commands matter to a newcomer: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Both databases are tried by the same suite; the folders that never touch a database run once.
DATABASE_TESTS := tests/registry tests/laws tests/engines tests/cli tests/web tests/faults

# Compiled files make every start faster; a machine that forbids them would pay for it at each command.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast test-long check pages shape bench bom audit lock migration clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/runtime.stamp: requirements/runtime.lock pyproject.toml
	@$(PYTHON) scripts/python_is_new_enough.py
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.lock -r requirements/runtime.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python scripts/compile_kernels.py
	@touch $@

$(VENV)/development.stamp: requirements/development.lock $(VENV)/runtime.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.lock
	@touch $@

setup: $(VENV)/runtime.stamp ## Make .venv and .venv/bin/ojaq
	@echo "Ready: $(BIN)/ojaq"

demo: $(VENV)/runtime.stamp ## A fictional community, served on this machine and opened in the browser
	@$(BIN)/ojaq demo

test: $(VENV)/development.stamp ## Everything: checks, laws, both databases, journeys in a real browser
	@sh scripts/machine_for_tests.sh
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -n 2 tests --ignore=tests/journeys
	OJAQ_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 $(wildcard $(DATABASE_TESTS))
	$(BIN)/python -m pytest tests/journeys

test-fast: $(VENV)/development.stamp ## The suite on the default database, without the browser
	$(BIN)/python -m pytest -n 2 tests --ignore=tests/journeys

test-long: test ## Everything, and the long forms of the fault tests
	$(BIN)/python -m pytest -m long tests

check: $(VENV)/development.stamp ## Style, types, architecture, sizes, docs
	$(BIN)/ruff check src tests bench scripts
	$(BIN)/ruff format --check src tests bench scripts
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/architecture

pages: $(VENV)/development.stamp ## Walk the journeys and lay a picture of every page into docs/pages.md
	$(BIN)/python -m pytest tests/journeys
	$(BIN)/python scripts/pages.py

shape: $(VENV)/development.stamp ## Print the sizes of files and functions, ring by ring
	@$(BIN)/python -m pytest -q -s tests/architecture/test_shape.py

bench: $(VENV)/development.stamp ## Measure this project beside its peers and print the tables
	@$(BIN)/python bench/run.py

bom: $(VENV)/development.stamp ## Write the bill of materials (CycloneDX) to build/ojaq.cdx.json
	@mkdir -p build
	$(BIN)/python scripts/bill_of_materials.py build/ojaq.cdx.json

audit: $(VENV)/development.stamp ## Look every pinned package up in the public list of known faults (needs the network)
	$(BIN)/python scripts/audit.py

lock: ## Pin every dependency anew, with hashes and without addresses (needs uv)
	uv pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 pyproject.toml -o requirements/runtime.lock
	uv pip compile -q --generate-hashes --no-emit-index-url --universal --python-version 3.11 pyproject.toml --group test --group bench -c requirements/runtime.lock -o requirements/development.lock

migration: $(VENV)/runtime.stamp ## Write the first migration anew from all tables (until the first release)
	$(BIN)/python scripts/first_migration.py

clean: ## Remove what was built; registries are never touched
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache src/*.egg-info
