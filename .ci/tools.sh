# Sourced: the pinned tools, built once per version into bin/tools.

GOLANGCI_LINT=v2.15.0
STATICCHECK=v0.8.2

# tool NAME PACKAGE VERSION: prints the path of the tool, built first when it is not there.
tool() {
	local dir=$PWD/bin/tools/$1@$3
	if [ ! -x "$dir/$1" ]; then
		echo "lint: building $1 $3" >&2
		GOFLAGS= GOBIN=$dir go install "$2@$3" >&2
	fi
	echo "$dir/$1"
}
