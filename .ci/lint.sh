#!/usr/bin/env bash
# gofmt, go vet for the systems this machine is not, golangci-lint and staticcheck at pinned versions.
#
# Everything runs without a C compiler: the tag ci replaces Fyne's OpenGL driver, so main is read too.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/tools.sh

export CGO_ENABLED=0
tags=ci,e2e

echo "lint: gofmt -s"
mapfile -t sources < <(git ls-files --cached --others --exclude-standard '*.go')
existing=()
for f in "${sources[@]}"; do [ -e "$f" ] && existing+=("$f"); done
unformatted=$(gofmt -s -l "${existing[@]}")
if [ -n "$unformatted" ]; then
	echo "gofmt -s would change:"
	printf '  %s\n' $unformatted
	exit 1
fi

echo "lint: nothing is read without a limit"
if grep -n 'io\.ReadAll(' "${existing[@]}" | grep -vE '_test\.go:|io\.ReadAll\((io\.LimitReader|http\.MaxBytesReader)\('; then
	echo "io.ReadAll needs a LimitReader or MaxBytesReader in the same call"
	exit 1
fi

# Cocoa is cgo, so packages with Fyne cannot be read for macOS from here; Windows needs no compiler for them.
for os in windows darwin; do
	mapfile -t packages < <(GOOS=$os go list -e -f '{{.ImportPath}} {{join .Deps " "}}' ./... | grep -v 'fyne\.io/fyne' | cut -d ' ' -f 1)
	echo "lint: go vet for $os (${#packages[@]} packages without Fyne)"
	GOOS=$os go vet "${packages[@]}"
done

echo "lint: golangci-lint $GOLANGCI_LINT"
"$(tool golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint "$GOLANGCI_LINT")" run --build-tags "$tags" ./...

echo "lint: staticcheck $STATICCHECK"
"$(tool staticcheck honnef.co/go/tools/cmd/staticcheck "$STATICCHECK")" -tags "$tags" ./...
