# The commands of the Annotated Reader. Needed: git, make, Python 3.11 or newer; all else is fetched by them.
.DEFAULT_GOAL := help
.SUFFIXES:

VENV := .venv
RUN := $(VENV)/bin/python
FIND_PYTHON := for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if command -v $$name >/dev/null 2>&1 && \
	     $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then echo $$name; break; fi; done

# $(call install,LOCK): the environment with what LOCK names, made anew or added to only where LOCK changed.
define install
	@$(RUN) -c '' 2>/dev/null || { \
	  python=$$($(FIND_PYTHON)); \
	  test -n "$$python" || { echo "No Python 3.11 or newer was found. Install one, then run make again."; exit 1; }; \
	  echo "Making $(VENV) with $$python …"; \
	  rm -rf $(VENV); \
	  "$$python" -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "Python cannot make environments. On Debian or Ubuntu: apt install python3-venv"; exit 1; }; }
	@cmp -s $(1) $(VENV)/$(1) || { \
	  echo "Installing what $(1) names …"; \
	  $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(1) && \
	  cp $(1) $(VENV)/$(1); }
endef

.PHONY: site
site: ## convert the captures and build the site into site/
	$(call install,requirements.lock)
	@$(RUN) build_site.py site

.PHONY: weigh
weigh: ## tell how large the built site is, and whether GitHub Pages takes it
	$(call install,requirements.lock)
	@$(RUN) build_site.py weigh

.PHONY: serve
serve: ## show the site on this machine, and again after each change; make serve PORT=8001 elsewhere
	$(call install,requirements.lock)
	@$(RUN) build_site.py serve $(if $(PORT),--port $(PORT))

.PHONY: test
test: ## check style and types, and run the tests
	$(call install,requirements-test.lock)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(RUN) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

.PHONY: properdocs
properdocs: ## show that ProperDocs, the continuation of MkDocs, makes the same site
	$(call install,requirements-test.lock)
	REQUIRE_PROPERDOCS=1 $(RUN) -m pytest tests/test_properdocs.py

.PHONY: check
check: ## tell whether everything committed is fresh and sound, without writing
	$(call install,requirements.lock)
	@$(RUN) build_site.py check

.PHONY: bench
bench: ## measure the cleaning beside other extractors: make bench CORPUS=folder with captures and labels
	$(call install,requirements-bench.lock)
	$(RUN) bench/extraction.py $(if $(CORPUS),--corpus $(CORPUS)) --write docs/bench/extraction.md

.PHONY: images
images: ## fetch the pictures that pages and notes name, each once, and keep them in images/
	$(call install,requirements.lock)
	@$(RUN) build_site.py images

.PHONY: pictures
pictures: ## take the pictures of the guides anew, in Chromium
	$(call install,requirements-test.lock)
	@$(RUN) -m tests.browser.pictures

.PHONY: fuzz
fuzz: ## look for input that breaks a reader: make fuzz TARGET=captures SECONDS=600
	$(call install,requirements-test.lock)
	$(RUN) -m tests.fuzz.run --target $(or $(TARGET),all) --seconds $(or $(SECONDS),60)

.PHONY: audit
audit: ## ask the registries whether a locked dependency has a known hole
	@$(RUN) -c '' 2>/dev/null || { echo "Run 'make test' once, which makes the environment."; exit 1; }
	$(RUN) -m venv .cache/audit
	.cache/audit/bin/python -m pip install --quiet pip-audit
	.cache/audit/bin/pip-audit --require-hashes --disable-pip --requirement requirements.lock
	.cache/audit/bin/pip-audit --require-hashes --disable-pip --requirement requirements-test.lock

.PHONY: licences
licences: ## list the locked packages with their licences in LICENCES.md
	$(call install,requirements-test.lock)
	@$(RUN) -m tests.licences

.PHONY: lock
lock: ## find the newest versions of all dependencies and write them down with their hashes
	@$(RUN) -c '' 2>/dev/null || { echo "Run 'make test' once, which makes the environment."; exit 1; }
	$(RUN) -m venv .cache/lock
	.cache/lock/bin/python -m pip install --quiet uv
	$(call compile,requirements.lock,--upgrade)
	$(call compile,requirements-test.lock,--upgrade --extra test --constraint requirements.lock)
	$(call compile,requirements-bench.lock,--upgrade --extra bench --constraint requirements.lock)

.PHONY: bounds
bounds: ## run the tests with the oldest versions that pyproject.toml allows
	@$(RUN) -c '' 2>/dev/null || { echo "Run 'make test' once, which makes the environment."; exit 1; }
	$(RUN) -m venv --clear .cache/bounds
	.cache/bounds/bin/python -m pip install --quiet uv
	.cache/bounds/bin/uv pip compile --quiet --resolution lowest-direct --extra test \
	  --output-file .cache/bounds/requirements.txt pyproject.toml
	.cache/bounds/bin/uv pip install --quiet --python .cache/bounds -r .cache/bounds/requirements.txt
	.cache/bounds/bin/python -m pytest

define compile
	.cache/lock/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	  --custom-compile-command "make lock" --output-file $(1) $(2) pyproject.toml
endef

.PHONY: clean
clean: ## take away what the commands made, but not the environment, nor any page
	rm -rf site .cache .hypothesis .pytest_cache .mypy_cache .ruff_cache test-results
	find annotated_reader hooks tests bench -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
