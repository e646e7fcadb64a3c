# Sourced: the pinned tools, built once per version into bin/tools.

GOLANGCI_LINT=v2.15.0
STATICCHECK=v0.8.2
NODE=20.20.2

# tool NAME PACKAGE VERSION: prints the path of the tool, built first when it is not there.
tool() {
	local dir=$PWD/bin/tools/$1@$3
	if [ ! -x "$dir/$1" ]; then
		echo "lint: building $1 $3" >&2
		GOFLAGS= GOBIN=$dir go install "$2@$3" >&2
	fi
	echo "$dir/$1"
}

# recent_node: puts a Node of version 20 or later first in PATH where the installed one is older, as in Debian 12 and Ubuntu
# 24.04; npm has the pinned one as a package. Fails where there is neither.
recent_node() {
	local have arch=x64 dir
	have=$(node --version 2>/dev/null) || return
	have=${have#v}
	if [ "${have%%.*}" -ge 20 ]; then return; fi
	case $(uname -m) in aarch64 | arm64) arch=arm64 ;; esac
	dir=$PWD/bin/tools/node@$NODE
	if [ ! -x "$dir/node_modules/node-linux-$arch/bin/node" ]; then
		echo "e2e: Node $have is too old; installing Node $NODE" >&2
		npm install --prefix "$dir" --no-audit --no-fund "node-linux-$arch@$NODE" >&2 || return
	fi
	PATH=$dir/node_modules/node-linux-$arch/bin:$PATH
}
