# Fairway's commands. `make help` lists them; the first of them that needs Python sets up .venv by itself.
# Python's tools are called as modules, so that a checkout may be moved.

STAMP := .venv/.requirements.stamp
VENV := .venv/bin/python
export PYTHON
unexport PYTHONDONTWRITEBYTECODE # compiled once, not by each of the many processes

.DEFAULT_GOAL := help
.PHONY: help run up down topics demo test check bench soak fmt lock trace schema clean reset

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

$(STAMP): requirements.lock
	@sh deploy/setup/venv.sh $@

run: $(STAMP) ## start Fairway here, with a PostgreSQL of its own; the data is kept in .fairway
	@$(VENV) -m cli up $(ARGS)

up: $(STAMP) ## start PostgreSQL, Kafka and a process for each part here; they go on until make down
	@$(VENV) -m cli start $(ARGS)

down: $(STAMP) ## stop what make up started
	@$(VENV) -m cli stop

topics: $(STAMP) ## make Fairway's topics on the Kafka that FAIRWAY_KAFKA names
	@$(VENV) -m cli topics $(ARGS)

demo: $(STAMP) ## play the life of a pilot into a fresh Fairway and show it
	@$(VENV) -m cli demo $(ARGS)

test: $(STAMP) ## run the tests, or some: make test ARGS="-k gap"
	@$(VENV) -m pytest -m "not soak" -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(STAMP) ## check style, types and who imports whom
	@$(VENV) -m ruff check
	@$(VENV) -m ruff format --check
	@$(VENV) -m mypy
	@$(VENV) .venv/bin/lint-imports

bench: $(STAMP) ## measure speed on this machine
	@$(VENV) -m tests.bench $(ARGS)

soak: $(STAMP) ## run the long tests
	@$(VENV) -m pytest -m soak $(ARGS)

fmt: $(STAMP) ## bring all files into the one style
	@$(VENV) -m ruff check --fix
	@$(VENV) -m ruff format

lock: ## write requirements.lock anew from pyproject.toml
	@sh deploy/setup/relock.sh

trace: $(STAMP) ## list the requirements and the tests that prove them
	@$(VENV) -m tests.trace $(ARGS)

schema: $(STAMP) ## write gateway/schema.graphql from the code
	@$(VENV) -m gateway.schema.export

clean: ## remove .venv and caches; the data in .fairway stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* build
	@find . -path ./.fairway -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +
	@echo "Removed .venv and caches. The data in .fairway stays; make reset removes that."

reset: ## remove all data of the Fairway that make run started here
	@sh deploy/setup/reset.sh
