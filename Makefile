# Building, checking and running Vestibule. `make help` lists the targets.
#
# Development builds carry no build tags, so that Fyne reports calls from the wrong goroutine and reads
# FyneApp.toml; RELEASE=1 builds what is shipped. The two share no build cache (-trimpath).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c

EXE      := $(shell go env GOEXE 2>/dev/null)
BINARY   := bin/vestibule$(EXE)
FUZZTIME ?= 10s
BENCH    ?= .
ARGS     ?=

# The tests need neither a C compiler nor a display, except on macOS, where Fyne's widgets call Cocoa.
ifeq ($(shell uname -s),Darwin)
TEST_CGO := 1
else
TEST_CGO := 0
endif

# Fyne reports an error for the locale C at every start.
export LANG := en_US.UTF-8

# Fyne speaks to screen readers on Windows and macOS alone; elsewhere the tag would only make the program larger.
ifneq ($(filter windows darwin,$(shell go env GOOS 2>/dev/null)),)
ACCESSIBILITY := ,accessibility
endif

ifdef RELEASE
BUILD_FLAGS := -trimpath -tags release,migrated_fynedo$(ACCESSIBILITY) -ldflags "-s -w$(if $(filter .exe,$(EXE)), -H=windowsgui)"
endif

# Everything except main, which imports Fyne's OpenGL driver; listed when a recipe runs, after deps looked for Go.
HEADLESS := go list -e -f '{{if ne .Name "main"}}{{.ImportPath}}{{end}}' ./...

.PHONY: help deps run build test race lint e2e fuzz bench clean
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## find out what this machine lacks for building and running, and install only that
	@.ci/deps.sh test build

run: build ## build the window and open it; ARGS="--demo" is passed on
	$(BINARY) $(ARGS)

build: ## build bin/vestibule; RELEASE=1 builds what is shipped
	@.ci/deps.sh build
	CGO_ENABLED=1 go build $(BUILD_FLAGS) -o $(BINARY) .

test: ## vet and test everything that runs without a compiler and a display
	@.ci/deps.sh test
	@export CGO_ENABLED=$(TEST_CGO); packages=$$($(HEADLESS)); \
	echo "go vet"; go vet $$packages; echo "go test"; go test -timeout 30m $$packages

race: ## the same tests under the race detector (needs a C compiler)
	@.ci/deps.sh build
	@packages=$$($(HEADLESS)); CGO_ENABLED=1 go test -race -timeout 60m $$packages

lint: ## gofmt, vet for three systems, golangci-lint, staticcheck
	@.ci/deps.sh test
	@.ci/lint.sh

e2e: ## the built program in a real window, typed into, with a real browser and a real keyring (Linux)
	@.ci/deps.sh build e2e
	@.ci/e2e.sh

fuzz: ## every fuzz target for FUZZTIME (10s)
	@.ci/deps.sh test
	@.ci/fuzz.sh $(FUZZTIME)

bench: ## the benchmarks of auth and of typing; BENCH selects some
	@.ci/deps.sh test
	CGO_ENABLED=$(TEST_CGO) go test -run '^$$' -bench '$(BENCH)' -benchmem ./auth/... ./screens/...

clean: ## remove what was built
	rm -rf bin dist
