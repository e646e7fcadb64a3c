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
existing=()
while read -r f; do
	if [ -e "$f" ]; then existing+=("$f"); fi
done < <(git ls-files --cached --others --exclude-standard '*.go')
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

echo "lint: go vet for windows"
GOOS=windows go vet -tags ci ./...

# Fyne needs Cocoa on macOS, which is cgo, so only the packages without it can be read for macOS from elsewhere.
packages=($(GOOS=darwin go list -e -f '{{.ImportPath}} {{join .Deps " "}}' ./... | grep -v 'fyne\.io/fyne' | cut -d ' ' -f 1))
echo "lint: go vet for darwin (${#packages[@]} packages)"
GOOS=darwin go vet "${packages[@]}"

echo "lint: golangci-lint $GOLANGCI_LINT"
"$(tool golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint "$GOLANGCI_LINT")" run --build-tags "$tags" ./...

echo "lint: staticcheck $STATICCHECK"
"$(tool staticcheck honnef.co/go/tools/cmd/staticcheck "$STATICCHECK")" -tags "$tags" ./...
