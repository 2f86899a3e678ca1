# Policybook's commands. Each sets up what it needs by itself; a second run starts in seconds.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
MOTO := .venv/moto
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

.PHONY: run test check schema bench install format lock

# Serve the demo practice on http://127.0.0.1:8000 (`make run PORT=9000` for another port).
run: install
	@$(BIN)/policybook migrate
	@$(BIN)/policybook demo --when-empty
	@$(BIN)/policybook serve $(if $(PORT),--port $(PORT))

# The whole suite, a file at a time on each processor.
test: install $(MOTO)/.installed
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

# Lint, types (the widgets' too), import contracts, and the schema: that it is current, and well made.
check: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/policybook schema | diff -u schema.graphql - || (echo "schema.graphql is not current: run make schema" && false)
	scripts/node widgets/build.mjs --check
	scripts/node node_modules/.bin/eslint --max-warnings=0 schema.graphql 'schema/operations/**/*.graphql'

# Print schema.graphql from the code. The widgets are built from it, so it does not wait for them.
schema: $(INSTALLED)
	@# By way of another file: a failure must not leave the schema empty.
	$(BIN)/policybook schema > .venv/schema.graphql
	mv .venv/schema.graphql schema.graphql

# Compare with a hand-written route, as ratios in one run.
bench: install
	$(BIN)/python -m bench

# The set-up alone: the environment in .venv, the packages from npm, and the widgets.
install: $(INSTALLED)
	@scripts/node-packages
	@scripts/widgets

$(INSTALLED): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Policybook needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv || (echo 'Python needs its venv module: on Debian, install python3-venv' && false)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index -e .
	@touch $@

# The server that speaks S3 to the tests, in an environment of its own: its pins are none of ours.
$(MOTO)/.installed: requirements-moto.lock | $(INSTALLED)
	$(PYTHON) -m venv --clear $(MOTO)
	$(MOTO)/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-moto.lock
	@touch $@

# Put the code in its usual form.
format: install
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Resolve the dependencies anew; the lock files carry hashes and name no host.
lock: install
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev -o requirements-dev.lock
	$(LOCK) requirements-node.in -o requirements-node.lock
	$(LOCK) requirements-moto.in -o requirements-moto.lock
	scripts/node-lock
