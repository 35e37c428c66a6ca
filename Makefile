# Everything a new user needs: `make demo` and `make test`. Both set up their own environment first.
.DEFAULT_GOAL := demo
.PHONY: demo test check floors bench clean

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
RECORD := build/demo.db
COMMITTEE := "Ủy ban liên Chính phủ Việt Nam - Lào"
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt

PORT ?= 8765

# Reads the samples, makes a record of them, and opens its pages; with SERVE=0 it checks the record instead and ends. The day
# is fixed, so that it prints the same every year.
demo: $(VENV)/demo
	@$(BIN)/banggiao read samples
	@mkdir -p build && rm -f $(RECORD) $(RECORD)-wal $(RECORD)-shm
	@echo; echo "A record of these pages:"
	@$(BIN)/banggiao add samples --record $(RECORD)
	@echo; echo "The ledger of the Vietnam-Laos Intergovernmental Committee:"
	@$(BIN)/banggiao mechanisms --record $(RECORD) --mechanism $(COMMITTEE) --today 2026-01-01
	@$(BIN)/banggiao sessions --record $(RECORD) --mechanism $(COMMITTEE)
	@echo "The last contacts of Vietnam and Laos:"
	@$(BIN)/banggiao events --record $(RECORD) --between VN,LA --limit 8
	@echo; echo "What they promised each other and is still open:"
	@$(BIN)/banggiao commitments --record $(RECORD) --between VN,LA --status open --today 2026-01-01 --limit 8
ifeq ($(SERVE),0)
	@$(BIN)/banggiao check --record $(RECORD)
else
	@$(BIN)/banggiao serve --record $(RECORD) --port $(PORT)
endif

test: $(VENV)/dev
	@$(BIN)/pytest

check: $(VENV)/dev
	@$(BIN)/ruff check .
	@$(BIN)/mypy

# How true the reading is must never sink; see eval/floors.toml.
floors: $(VENV)/dev
	@$(BIN)/python eval/floors.py

bench: $(VENV)/dev
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/reader.py
	@$(BIN)/python benchmarks/linear.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/python-is-there:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed and was not found" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/core: $(VENV)/python-is-there pyproject.toml constraints.txt
	@echo "Setting up $(VENV) (once) …" >&2
	@$(PIP) -e .
	@touch $@

$(VENV)/demo: $(VENV)/core
	@echo "Setting up what a record and its pages need (once) …" >&2
	@$(PIP) -e '.[record,brief,portal]'
	@touch $@

# followthemoney brings stubs of an older SQLAlchemy, which would hide the types of the one that is there.
$(VENV)/dev: $(VENV)/core
	@echo "Setting up what tests and checks need (once) …" >&2
	@$(PIP) -e '.[dev]'
	@$(BIN)/python -m pip --disable-pip-version-check uninstall --quiet --yes sqlalchemy2-stubs
	@touch $@
