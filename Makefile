# The two commands of every day: `make run` and `make test`. Both do all the set-up they need.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test setup setup-dev lint types front bench lock clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: setup ## set up and serve the map on http://127.0.0.1:8000
	@$(BIN)/posturemap up

test: setup-dev ## set up and run every check and test
	@$(MAKE) --no-print-directory lint types front
	@$(BIN)/pytest -q

setup: ## what running needs
	@$(PYTHON) scripts/setup

setup-dev: ## what running, testing and linting need
	@$(PYTHON) scripts/setup --dev

lint: ## style, with ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: ## types, with mypy
	@$(BIN)/mypy

front: ## types and unit tests of the map's pages
	@$(PYTHON) scripts/setup --npm run --silent types
	@$(PYTHON) scripts/setup --npm test --silent

bench: ## the benchmarks; figures go to bench/RESULTS.md by hand
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

lock: ## pin the Python packages anew
	@sh scripts/lock.sh

clean: ## take away all that set-up made in this folder
	rm -rf .venv frontend/node_modules frontend/dist frontend/public/basemap var
