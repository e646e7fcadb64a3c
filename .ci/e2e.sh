#!/usr/bin/env bash
# The end-to-end journeys. Pictures of every state are kept in $E2E_OUT, by default bin/e2e. Arguments go to go test:
# .ci/e2e.sh -run TestBrowser
set -euo pipefail
cd "$(dirname "$0")/.."

rm -rf bin/e2e
CGO_ENABLED=0 go test -tags e2e -count=1 -timeout 30m -v "$@" ./app/e2e
