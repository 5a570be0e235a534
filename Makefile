# `make demo` and `make test` set up all they need in .venv; nothing but Python 3.11 or newer has to be there before.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
FULL := $(VENV)/ready-full

.PHONY: demo test test-full lint docs train clean

demo: $(READY)
	rm -rf out/demo
	$(BIN)/cleantext clean samples/dirty --to out/demo --report out/demo/report.html
	$(BIN)/cleantext clean samples/dirty/harbour.txt --diff
	@echo "The clean files are in out/demo; out/demo/report.html shows what was done to them."

test: lint
	$(BIN)/python -m pytest -n 2

# What `make test` leaves out: the reports in a real Chromium, which has to be installed; Ray (a cluster of two nodes),
# Spark (which needs Java) and the host frameworks, for real.
test-full: $(FULL)
	$(BIN)/python -m pytest -m browser
	$(BIN)/python -m pytest -m engines

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Builds the main-text model anew from the development pages; training/README.md says what it needs.
train:
	$(PYTHON) -m training --pages $(PAGES) --cache $(or $(CACHE),out/model_cache)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

$(FULL): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,browser,hosts,ray,spark]'
	touch $(FULL)

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis

docs: $(READY)
	$(BIN)/python -c 'from cleantext.cli.catalogue import markdown; print(markdown(), end="")' > docs/catalogue.md
