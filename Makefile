# The two commands that a fresh machine needs: `make demo` and `make test`.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
DEMO_ENV := LHS_MODE=demo LHS_SITE_URL=http://localhost:$(PORT)

.DEFAULT_GOAL := help
.PHONY: help install demo demo-reset prod test lint format check-documents attack bench bench-peer screenshots docs lock backup restore

help: ## List these commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

install: $(STAMP) ## Make .venv from the hash-locked requirements

$(STAMP): requirements/dev.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python was not found. Install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3 …"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: the portal needs Python 3.11 or newer. Name a newer one: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing into $(VENV) (once; about a minute) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt || { echo "The packages could not be installed. What pip says above tells why. If it mentions a missing compiler (gcc) or Python.h, your platform has no ready-made package for one of them: install a C compiler and Python's headers (Debian: apt install build-essential python3-dev) and run this again."; exit 1; }
	@touch $(STAMP)

demo: install ## Set everything up and run the portal with demo data on this computer
	@$(DEMO_ENV) $(BIN)/python -m lhs_portal.run demo --port $(PORT)

demo-reset: install ## The same, but start over: what was typed into the demo is lost
	@$(DEMO_ENV) $(BIN)/python -m lhs_portal.run demo --port $(PORT) --reset

prod: install ## Run the production processes natively; settings come from the environment
	@LHS_MODE=production $(BIN)/python -m lhs_portal.run production --port $(PORT)

test: install ## Lint, then the whole suite; says which parts it could not run
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m tests

lint: install ## ruff, djade, mypy, import contracts, migrations, translations, deploy check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@git ls-files -co --exclude-standard 'templates/*.html' 'templates/**/*.html' | sort -u | xargs $(BIN)/djade --target-version 5.2 --check
	@$(BIN)/mypy .
	@$(BIN)/lint-imports --no-logo
	@LHS_MODE=test $(BIN)/python manage.py makemigrations --check --dry-run
	@LHS_MODE=test $(BIN)/python manage.py messages --check
	@$(BIN)/python -m tests.deploy_check

format: install ## Let ruff and djade put the code in order
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	@git ls-files -co --exclude-standard 'templates/*.html' 'templates/**/*.html' | sort -u | xargs $(BIN)/djade --target-version 5.2

check-documents: install ## Open Word files and workbooks with LibreOffice, if it is installed
	@$(BIN)/python -m tests.check_documents

attack: install ## Attack made-up releases: 20 fields of each size; goes on where it stopped
	@$(BIN)/python -m tests.attacker $(ARGUMENTS)

bench: install ## Measure what the issues name; prints ratios of one run
	@$(BIN)/python -m benchmarks

bench-peer: ## Install RDMO into var/bench-peer, for `make bench` to compare with
	@$(PYTHON) -m venv var/bench-peer
	@var/bench-peer/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench-peer.txt

screenshots: install ## Pictures of the pages, as docs/pictures has them
	@$(BIN)/python -m tests.screenshots

docs: install ## Generate the docs that come from the code: settings, workflow, how we score
	@LHS_MODE=test $(BIN)/python manage.py generate_docs

lock: ## Renew the lock files (needs uv)
	@cd requirements && for f in base dev bench-peer; do uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --upgrade $$f.in -o $$f.txt; done

backup: install ## Write database and files to FILE (default: lhs-backup-<date>.tar)
	@$(BIN)/python manage.py backup $(or $(FILE),lhs-backup-$(shell date +%Y-%m-%d-%H%M).tar)

# `make restore FILE`: the file's name stands as a goal of its own.
ifeq (restore,$(firstword $(MAKECMDGOALS)))
FILE ?= $(word 2,$(MAKECMDGOALS))
ifneq ($(word 2,$(MAKECMDGOALS)),)
.PHONY: $(word 2,$(MAKECMDGOALS))
$(word 2,$(MAKECMDGOALS)): restore ; @:
endif
endif
restore: install ## Read FILE into an empty database: make restore FILE
	@test -n "$(FILE)" || { echo "Name the backup: make restore lhs-backup-….tar"; exit 1; }
	@$(BIN)/python manage.py restore $(FILE)
