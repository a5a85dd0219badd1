# Needs make and Python 3.11 or newer, nothing else: `make run` and `make test` install the rest into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
LOCK_WITH := uv==0.13.9
COMPILE = .lock-venv/bin/uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate --no-config --quiet $(UPGRADE)
export PYTHONUTF8 := 1

.PHONY: help install run test check golden bench faults catalogs docs lock clean

help: ## Show these lines
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

run: $(VENV)/run.stamp ## Start Banquet
	@$(BIN)/banquet run

install: $(VENV)/dev.stamp ## Make .venv with everything that work on Banquet needs

test: check ## Run every gate and every test
	@$(BIN)/python -m pytest

check: $(VENV)/dev.stamp ## Lint, formatting, types and imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

golden: $(VENV)/dev.stamp ## Rewrite the golden files from what the code says now; read the diff
	@$(BIN)/python -m pytest -m golden --write-golden

bench: $(VENV)/dev.stamp ## Measure
	@$(BIN)/python -m bench

faults: $(VENV)/dev.stamp ## Kill, cut and delay the running bot and count what was lost or doubled
	@$(BIN)/python -m tools.faults

catalogs: $(VENV)/dev.stamp ## Compile the catalogs and list the texts that lack a translation
	@$(BIN)/python -m tools.catalogs
	@$(BIN)/python -m tools.catalogs --missing

docs: $(VENV)/dev.stamp ## Write docs/commands.md and the files that README.md shows anew
	@$(BIN)/python -m tools.reference
	@$(BIN)/python -m tools.inclusions

lock: .lock-venv/made.stamp ## Write the lock files anew (UPGRADE=--upgrade takes newer releases)
	@$(COMPILE) --output-file requirements/run.txt
	@$(COMPILE) --extra scale --constraint requirements/run.txt --output-file requirements/scale.txt
	@$(COMPILE) --all-extras --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

clean: ## Remove the virtual environments and caches
	@rm -rf $(VENV) .lock-venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Banquet needs Python 3.11 or newer; name one: make PYTHON=python3.12 run'; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/made.stamp
	@echo 'Installing what Banquet needs into $(VENV) (once) ...'
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# The larger set holds the smaller one, at the same releases: both stamps are made.
$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(VENV)/made.stamp
	@echo 'Installing everything for work on Banquet into $(VENV) (once) ...'
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(VENV)/run.stamp $@

.lock-venv/made.stamp: Makefile
	@$(PYTHON) -m venv .lock-venv
	@.lock-venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check '$(LOCK_WITH)'
	@touch $@
