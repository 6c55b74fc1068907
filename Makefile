# The commands of this project; `make` alone lists them.
#
# Needed on the machine: python3 (3.11 or newer), python3-venv, git, make. Everything else goes into .venv, from
# requirements*.txt, which lock every package by hash (docs/decisions/0001-locked-packages.md).

PYTHON = python3
VENV = .venv/bin
# More arguments for pytest: make test ARGS="-x -k calendar"
ARGS =
# Two cores halve a long suite; more than four gain little. Who gets which test: tests/conftest.py.
WORKERS = --numprocesses auto --maxprocesses 4 --dist loadscope

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help prerequisites install run test check quick bench soak coverage format messages screenshots lock clean

# What the caller's shell has set for other Python work must not change what happens here. Of pip's settings stay
# those that say how packages are reached; the rest (PIP_USER, PIP_TARGET, ...) could install elsewhere.
REACH = PIP_CACHE_DIR PIP_CERT PIP_CLIENT_CERT PIP_CONFIG_FILE PIP_DEFAULT_TIMEOUT PIP_EXTRA_INDEX_URL PIP_FIND_LINKS \
        PIP_INDEX_URL PIP_KEYRING_PROVIDER PIP_PROXY PIP_RETRIES PIP_TRUSTED_HOST
unexport $(filter-out $(REACH), $(filter PIP_% PYTHON% VIRTUAL_ENV% CONDA_% PYTEST_% MYPY% RUFF_% COVERAGE_% \
        HYPOTHESIS_% GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE, $(.VARIABLES)))
# Also against a `user = true` in pip's own configuration file.
export PIP_USER = 0
export PIP_DISABLE_PIP_VERSION_CHECK = 1

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## /\1 /p' Makefile | while read -r name words; do \
	  printf '  make %-11s %s\n' "$$name" "$$words"; done


# ---- The environment ------------------------------------------------------------------------------------------------

# The interpreter's version, or what is wrong with it. -I: not even this question is touched by the caller's settings.
LOOK = import sys; from importlib.util import find_spec; \
       print("old" if sys.version_info < (3, 11) \
             else "%d.%d" % sys.version_info[:2] if find_spec("venv") and find_spec("ensurepip") else "no-venv")
INTERPRETER := $(shell $(PYTHON) -I -c '$(LOOK)' 2>/dev/null)
GIT := $(shell git --version 2>/dev/null)

prerequisites:
	@$(if $(INTERPRETER),,$(error $(PYTHON) is missing or does not start; install Python 3.11 or newer (Debian: apt install python3)))
	@$(if $(filter old,$(INTERPRETER)),$(error $(PYTHON) is too old; Python 3.11 or newer is needed))
	@$(if $(filter no-venv,$(INTERPRETER)),$(error $(PYTHON) cannot make virtual environments; install python3-venv (Debian: apt install python3-venv)))
	@$(if $(GIT),,$(error git is missing; install it (Debian: apt install git)))

# .venv/made says where and with which Python the environment was finished. It is absent while packages go in. So an
# interrupted install, a moved folder and another Python all lead to a new environment, never to half of one.
MADE = $(CURDIR) with Python $(INTERPRETER)
ifneq ($(shell cat .venv/made 2>/dev/null),$(MADE))
.venv/for-run: anew
endif
.PHONY: anew

# Everything is fetched before anything is installed: without a network the environment stays as it was. The second
# argument is for both steps of pip.
define install
@echo "Fetching the $$(grep -c == $(1)) packages of $(1) (once; needs the network) ..."
@rm -rf .venv/fetched
@$(VENV)/python -m pip download --quiet --require-hashes --only-binary :all: $(2) --dest .venv/fetched -r $(1) || \
  { echo "The packages could not be fetched (pip says why above). Nothing was installed."; exit 1; }
@echo "Installing them ..."
@rm -f .venv/made
@$(VENV)/python -m pip install --quiet --require-hashes --only-binary :all: $(2) --no-index -f .venv/fetched -r $(1)
@rm -rf .venv/fetched
@echo "$(MADE)" > .venv/made
@touch $@
endef

.venv/for-run: requirements.txt | prerequisites
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	$(call install,requirements.txt)

# The font's package would bring others along that only its code needs, which is never run.
.venv/for-fonts: requirements-fonts.txt .venv/for-run | prerequisites
	$(call install,requirements-fonts.txt,--no-deps)

.venv/for-test: requirements-test.txt .venv/for-fonts | prerequisites
	$(call install,requirements-test.txt)

# The project itself, in place: a changed source file needs no new install. Its build backend is among the packages.
.venv/project: pyproject.toml .venv/for-fonts | prerequisites
	@$(VENV)/python -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@


# ---- The commands ---------------------------------------------------------------------------------------------------

install: .venv/project ## Make .venv with what the site needs, and start nothing
	@$(VENV)/gongkai --version

run: .venv/project ## Serve an invented city at http://127.0.0.1:8000
	@$(VENV)/gongkai demo

test: .venv/for-test .venv/project ## The whole test suite
	@$(VENV)/python -m pytest -m "not soak" $(WORKERS) $(ARGS)

check: .venv/for-test .venv/project ## Format, lint, types, import rules, documents
	@echo "ruff format" && $(VENV)/ruff format --quiet --diff .
	@echo "ruff check" && $(VENV)/ruff check --quiet --output-format concise .
	@echo "mypy" && $(VENV)/mypy
	@echo "import rules" && $(VENV)/lint-imports --no-logo
	@echo "documents" && $(VENV)/python -m pytest --quiet tests/docs tests/repository

quick: .venv/for-test .venv/project ## The tests worth running at every commit
	@$(VENV)/python -m pytest -m "not slow and not soak" --hypothesis-profile quick $(WORKERS) $(ARGS)

bench: .venv/for-test .venv/project ## Measure; fails where a limit is missed (make bench ONLY=name)
	@$(VENV)/python -m bench $(ONLY)

soak: .venv/for-test .venv/project ## Many random cases, over minutes
	@$(VENV)/python -m pytest -m soak --hypothesis-profile soak $(WORKERS) $(ARGS)

coverage: .venv/for-test .venv/project ## Lines and branches of the core that no test reaches
	@$(VENV)/coverage run -m pytest -m "not soak" --quiet $(ARGS)
	@$(VENV)/coverage report

format: .venv/for-test .venv/project ## Format the code, mend what can be mended by itself
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .

messages: .venv/for-test .venv/project ## Bring the translations up to date with the sentences of the code
	@$(VENV)/python -m tests.translations

screenshots: .venv/for-test .venv/project ## Take the pictures of the guides anew (needs chromium)
	@$(VENV)/python -m tests.browser.screenshots

# For CPython 3.11 and later on every platform: one file holds the hashes of all. The tool is not kept.
LOCK = .venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
       --strip-extras --custom-compile-command "make lock"
lock: .venv/for-run ## Lock the newest versions of all packages (needs the network)
	@$(PYTHON) -m venv .venv/lock
	@.venv/lock/bin/python -m pip install --quiet uv
	@$(LOCK) requirements.in --output-file requirements.txt
	@$(LOCK) --no-deps requirements-fonts.in --output-file requirements-fonts.txt
	@$(LOCK) requirements-test.in --output-file requirements-test.txt
	@rm -rf .venv/lock

clean: ## Remove everything that these commands made
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov dist
	find src tests $(wildcard bench) -name __pycache__ -type d -prune -exec rm -rf {} +
