#!/usr/bin/env bash
# Runs every fuzz target of the module for the given time each (default 10s). `go test` fuzzes one target at a time.
set -euo pipefail
cd "$(dirname "$0")/.."
export CGO_ENABLED=0

time=${1:-10s}
count=0
while IFS=: read -r file target; do
	echo "fuzz: $target in ${file%/*} for $time"
	go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" "./${file%/*}"
	count=$((count + 1))
done < <(grep -RoE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]+' . | sed -E 's|^\./||; s|func ||' | sort)
echo "fuzz: $count targets"
[ "$count" -gt 0 ] || { echo "fuzz: no target found" >&2; exit 1; }
