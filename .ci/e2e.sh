#!/usr/bin/env bash
# The end-to-end journeys. Pictures of every state are kept in $E2E_OUT, by default bin/e2e. Arguments go to go test:
# .ci/e2e.sh -run TestBrowser
set -euo pipefail
cd "$(dirname "$0")/.."

. .ci/tools.sh

# Microsoft's JavaScript SDK. Where it cannot be installed the tests go on, and the one that needs it says so.
msal=app/e2e/msal
if ! recent_node; then
	echo "e2e: there is no Node" >&2
elif [ ! "$msal/node_modules/.package-lock.json" -nt "$msal/package-lock.json" ]; then
	npm ci --prefix "$msal" --no-audit --no-fund || echo "e2e: the packages of $msal could not be installed" >&2
fi

rm -rf bin/e2e
CGO_ENABLED=0 go test -tags e2e -count=1 -timeout 30m -v "$@" ./app/e2e
