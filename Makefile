# Every command we use. `make help` lists them.

PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
PORT ?= 8000
export PORT
# Without bytecode every start would compile the libraries anew.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL = help
.PHONY: help run code test check html bench crash crash-hosts drill

help:  ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: $(VENV)/installed  ## Start the portal on this machine, with everything it needs (PORT=8000)
	@exec $(BIN)/python -m portal.run

code: $(VENV)/installed  ## Print the code that opens the back office of the demonstration network now
	@exec $(BIN)/python manage.py demonstration_code

test: $(VENV)/installed-dev  ## Run all tests: on SQLite, on PostgreSQL and Valkey, and in Chromium
	@exec $(BIN)/python -m tests.run

# Nothing is reached at these addresses: only whether the settings are whole is looked at.
PRODUCTION = PORTAL_SITE_URL=https://portaal.example.nl PORTAL_DATA_DIR=var/production-check \
	PORTAL_SECRET_KEY=only-to-look-at-the-settings-0123456789-abcdefghijklmnop \
	DATABASE_URL=postgres://portal@database.example.nl/portal REDIS_URL=redis://redis.example.nl/0 \
	EMAIL_URL=submission://portal:word@mail.example.nl

check: $(VENV)/installed-dev  ## Check style, storeys, templates and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/bandit --quiet --recursive -ll --exclude ./.venv,./tests,./var,./bench .
	$(BIN)/mypy

html: $(VENV)/installed-dev var/vnu/package  ## Let the Nu checker read every page (needs Java and npm)
	@VNU_JAR=var/vnu/package/build/dist/vnu.jar $(BIN)/python -m pytest --quiet -n 0 tests/nu.py

var/vnu/package:
	@mkdir -p var/vnu
	@cd var/vnu && npm pack --silent vnu-jar@26.9.27 >/dev/null && tar -xzf vnu-jar-*.tgz

bench: $(VENV)/installed-dev  ## Measure pages and letters on the big data set
	@exec $(BIN)/python -m bench

crash: $(VENV)/installed-dev  ## Kill workers two hundred times and count the letters
	@exec $(BIN)/python -m bench.crash

crash-hosts: $(VENV)/installed-dev  ## Let one host of three die while letters are sent, in networks of their own
	@exec $(BIN)/python -m bench.hosts

drill: $(VENV)/installed-dev  ## Back up 50,000 posts and 2 GB, and restore them into the other database and back
	@exec $(BIN)/python -m bench.drill

# uv is ten times as fast as pip; where it is not to be had, pip does the same.
install = { $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode \
	$(addprefix -r ,$(1)) 2>/dev/null || $(BIN)/pip install --quiet --quiet --require-hashes $(addprefix -r ,$(1)); }

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The portal needs Python 3.11 or newer.")'
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt 2>/dev/null || true

$(VENV)/installed: requirements.txt | $(BIN)/python
	@echo "Installing libraries ..."
	@$(call install,requirements.txt)
	@touch $@

$(VENV)/installed-dev: requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing libraries ..."
	@$(call install,requirements.txt requirements-dev.txt)
	@touch $@ $(VENV)/installed
