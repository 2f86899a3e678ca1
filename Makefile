# Policybook's commands; `make` alone lists them. Each installs what it needs first; once installed, it starts in seconds.
# The text after `##` is what `make help` says of a target.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
MOTO := .venv/moto
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

# What eslint checks, and what prettier formats (.prettierignore has what is generated).
LINTED := schema.graphql schema/operations widgets src/gql/pages tests eslint.config.mjs scripts/cache-policies.mjs
FORMATTED := widgets src/gql/pages scripts/cache-policies.mjs tests/browser/call_widget_module.mjs tests/gql/http/graphql_http_audits.mjs tests/schema eslint.config.mjs package.json

PYTEST := $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --max-worker-restart 0
# The tests that depend on the database, which run on PostgreSQL too; and those of PostgreSQL alone.
ON_EACH_DATABASE := tests/gql/mutations tests/gql/invitations tests/gql/test_stories_of_endings.py \
	tests/gql/test_portal_permissions.py tests/gql/test_operations_that_save.py tests/gql/test_several_processes.py \
	tests/gql/test_workers.py tests/gql/test_move_command.py tests/gql/http/test_failing_postgresql.py tests/store/db/test_practice_guard.py \
	tests/store/db/test_postgresql_roles.py tests/store/db/test_migrate_postgresql.py

.DEFAULT_GOAL := help
.PHONY: help run test check format schema bench install lock

help: ## list these commands
	@sed -n 's/^\([a-z][a-z]*\):[^#]*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r target text; do printf 'make %-8s %s\n' "$$target" "$$text"; done

# With DATABASE=postgresql a PostgreSQL server is started in .policybook, and left running.
run: install ## serve the demo practice on http://127.0.0.1:8000; make run PORT=9000 DATABASE=postgresql WORKERS=2
	@$(if $(filter postgresql,$(DATABASE)),url=$$($(BIN)/python scripts/postgresql.py .policybook/postgresql) && \
		export POLICYBOOK_DATABASE_URL="$$url" POLICYBOOK_LOCAL_FOLDER=.policybook &&) \
	$(BIN)/policybook migrate && $(BIN)/policybook demo --when-empty && \
	exec $(BIN)/policybook serve $(if $(PORT),--port $(PORT)) $(if $(WORKERS),--workers $(WORKERS))

# Up to four files at a time, each in a process of its own: the tests of one file share what they set up.
# A process that is ended (a test hung) ends the run: pytest-xdist would wait for ever for the other tests of its file.
test: install $(MOTO)/.installed ## run the whole test suite
	$(PYTEST)
	$(PYTEST) --database postgresql $(ON_EACH_DATABASE)

check: install ## check style, types, import contracts, and that schema.graphql is current and well formed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/policybook schema | diff -u schema.graphql - || (echo "schema.graphql is not current: run make schema" && false)
	scripts/node scripts/cache-policies.mjs --check
	scripts/node widgets/build.mjs --check
	scripts/node node_modules/.bin/eslint --max-warnings=0 $(LINTED)
	scripts/node node_modules/.bin/prettier --log-level warn --check $(FORMATTED)

format: install ## format the code, and fix what the linter can fix
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	scripts/node widgets/build.mjs --readme
	scripts/node node_modules/.bin/eslint --fix $(LINTED)
	scripts/node node_modules/.bin/prettier --log-level warn --write $(FORMATTED)

# The widgets are built from schema.graphql, so this target does not build them.
schema: $(INSTALLED) ## write schema.graphql anew from the code, and schema/cache from it
	@# Through a second file: if the command fails, schema.graphql stays as it was.
	$(BIN)/policybook schema > .venv/schema.graphql
	mv .venv/schema.graphql schema.graphql
	@scripts/node-packages
	scripts/node scripts/cache-policies.mjs

bench: install ## compare the API's speed with hand-written routes
	$(BIN)/python -m bench

install: $(INSTALLED) ## install the Python packages into .venv and the node packages, and build the files of the pages
	@scripts/node-packages
	@scripts/widgets
	@$(BIN)/python scripts/page_files.py

$(INSTALLED): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Policybook needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv || (echo 'Python needs its venv module: on Debian, install python3-venv' && false)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index -e .
	@touch $@

# The S3 server that the tests use, in an environment of its own: its dependencies must not constrain ours.
$(MOTO)/.installed: requirements-moto.lock | $(INSTALLED)
	$(PYTHON) -m venv --clear $(MOTO)
	$(MOTO)/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-moto.lock
	@touch $@

# The lock files carry a hash for each package and name no host that packages come from.
lock: install ## resolve the dependencies anew, into the lock files
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --extra tracing -o requirements-tracing.lock
	$(LOCK) pyproject.toml --extra tracing --group dev -o requirements-dev.lock
	$(LOCK) requirements-node.in -o requirements-node.lock
	$(LOCK) requirements-moto.in -o requirements-moto.lock
	scripts/node-lock
