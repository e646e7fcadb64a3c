#!/usr/bin/env bash
# Finds out what this machine lacks and installs only that.
#
#   .ci/deps.sh [--print] [test] [build] [e2e]
#
# test   what the tests need: Go. No C compiler, no display, no system package.
# build  what the window needs: a C compiler, the headers of OpenGL, X11 and Wayland, a software renderer.
# e2e    what the end-to-end journeys need: a virtual display, a window manager, a keyring, a browser, Node.
# --print names what is lacking and installs nothing; exit code 1 when something is.
#
# A need is probed by what is used of it (a command, a header, a driver), never by a package name, so a library
# that was built by hand counts too, and a machine that lacks nothing is done in well under a second.
set -euo pipefail
cd "$(dirname "$0")/.."

only_print=
sets=()
for arg in "$@"; do
	case $arg in
	--print) only_print=1 ;;
	test | build | e2e) sets+=("$arg") ;;
	*) echo "deps: unknown argument $arg; use --print, test, build, e2e" >&2; exit 2 ;;
	esac
done
[ ${#sets[@]} -gt 0 ] || sets=(test build)

wants() { [[ " ${sets[*]} " == *" $1 "* ]]; }

# probe | Debian, Ubuntu | Fedora | Arch
build_needs='
cmd:gcc                             | gcc             | gcc                | gcc
hdr:stdio.h                         | libc6-dev       | glibc-devel        | glibc
cmd:pkg-config                      | pkgconf         | pkgconf-pkg-config | pkgconf
hdr:GL/gl.h                         | libgl-dev       | mesa-libGL-devel   | libglvnd
hdr:EGL/egl.h                       | libegl-dev      | mesa-libEGL-devel  | libglvnd
hdr:X11/Xlib.h                      | libx11-dev      | libX11-devel       | libx11
hdr:X11/Xcursor/Xcursor.h           | libxcursor-dev  | libXcursor-devel   | libxcursor
hdr:X11/extensions/XInput2.h        | libxi-dev       | libXi-devel        | libxi
hdr:X11/extensions/Xinerama.h       | libxinerama-dev | libXinerama-devel  | libxinerama
hdr:X11/extensions/Xrandr.h         | libxrandr-dev   | libXrandr-devel    | libxrandr
hdr:X11/extensions/xf86vmode.h      | libxxf86vm-dev  | libXxf86vm-devel   | libxxf86vm
hdr:wayland-client-core.h           | libwayland-dev  | wayland-devel      | wayland
hdr:xkbcommon/xkbcommon.h           | libxkbcommon-dev| libxkbcommon-devel | libxkbcommon
dri:                                | libgl1-mesa-dri | mesa-dri-drivers   | mesa
'
case $(uname -m) in # there Fyne draws with OpenGL ES
arm* | aarch64)
	build_needs+='hdr:GLES2/gl2.h | libgles-dev | mesa-libGLES-devel | libglvnd
' ;;
esac
e2e_needs='
cmd:Xvfb                            | xvfb            | xorg-x11-server-Xvfb | xorg-server-xvfb
cmd:openbox                         | openbox         | openbox              | openbox
cmd:xdotool                         | xdotool         | xdotool              | xdotool
cmd:import                          | imagemagick     | ImageMagick          | imagemagick
cmd:xset                            | x11-xserver-utils | xset               | xorg-xset
cmd:dbus-daemon                     | dbus-daemon     | dbus-daemon          | dbus
cmd:gnome-keyring-daemon            | gnome-keyring   | gnome-keyring        | gnome-keyring
cmd:chromium,chromium-browser,google-chrome,google-chrome-stable | chromium | chromium | chromium
cmd:node                            | nodejs          | nodejs               | nodejs
cmd:npm                             | npm             | nodejs-npm           | npm
'

# $CC stands in for gcc, as it does for cgo; it may carry arguments.
cc=${CC:-gcc}
cc=${cc%% *}
compiler=$(command -v "$cc" || true)

# has PROBE: is this need met here?
has() {
	local kind=${1%%:*} what=${1#*:} one
	case $kind in
	cmd)
		[ "$what" = gcc ] && what=$cc
		for one in ${what//,/ }; do command -v "$one" >/dev/null && return 0; done
		return 1 ;;
	hdr)
		if [ -n "$compiler" ]; then
			echo "#include <$what>" | "$compiler" -E - >/dev/null 2>&1
		else
			[ -e "/usr/include/$what" ] || [ -e "/usr/local/include/$what" ]
		fi ;;
	dri) # any OpenGL driver will do; Mesa's has a software renderer for machines without a graphics card
		compgen -G '/usr/lib*/*/dri/*_dri.so' >/dev/null || compgen -G '/usr/lib*/dri/*_dri.so' >/dev/null ||
			compgen -G '/usr/lib*/*/libGLX_nvidia.so*' >/dev/null || compgen -G '/usr/lib*/libGLX_nvidia.so*' >/dev/null ;;
	esac
}

# missing COLUMN TABLE...: the packages of that column (1 Debian, 2 Fedora, 3 Arch) whose probe fails, each once.
missing() {
	local column=$1 table=$2 probe debian fedora arch row
	while IFS='|' read -r probe debian fedora arch; do
		probe=${probe//[[:space:]]/}
		[ -n "$probe" ] || continue
		has "$probe" && continue
		row=("$debian" "$fedora" "$arch")
		echo "${row[$((column - 1))]//[[:space:]]/}"
	done <<<"$table" | awk '!seen[$0]++'
}

# Go: what go.mod asks for. A Go of 1.21 or later fetches the right one by itself unless told not to.
check_go() {
	local want have
	want=$(awk '$1 == "go" { print $2 }' go.mod)
	if ! command -v go >/dev/null; then
		echo "deps: Go is not installed; get Go $want or later from https://go.dev/dl/ (the packaged one is often too old)." >&2
		exit 1
	fi
	have=$(cd / && GOTOOLCHAIN=local go env GOVERSION)
	have=${have#go}
	have=${have%% *}
	[ "$(printf '%s\n%s\n' "$want" "$have" | sort -V | head -n 1)" = "$want" ] && return
	if [ "$(printf '1.21\n%s\n' "$have" | sort -V | head -n 1)" = 1.21 ] && [ "$(cd / && go env GOTOOLCHAIN)" != local ]; then
		echo "deps: Go $have is here; it fetches Go $want by itself the first time."
		return
	fi
	echo "deps: Go $have is too old; get Go $want or later from https://go.dev/dl/ (the packaged one is often too old)." >&2
	exit 1
}

# as_root COMMAND...: runs it as root, saying so; never waits for a password that nobody can type.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		echo "deps: using sudo: $*"
		if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
	else
		echo "deps: not root, and there is no sudo; run this as root and try again:" >&2
		echo "  $*" >&2
		exit 1
	fi
}

apt_install() {
	local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q)
	if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then
		as_root "${apt[@]}" update
	fi
	as_root "${apt[@]}" install -y --no-install-recommends "$@" </dev/null && return
	echo "deps: trying again with fresh package lists"
	as_root "${apt[@]}" update
	as_root "${apt[@]}" install -y --no-install-recommends "$@" </dev/null
}

linux_deps() {
	local column tool tables='' lacking
	if wants build; then tables+=$build_needs; fi
	if wants e2e; then tables+=$e2e_needs; fi
	if [ -z "$tables" ]; then return; fi
	if command -v apt-get >/dev/null; then column=1 tool=apt
	elif command -v dnf >/dev/null; then column=2 tool=dnf
	elif command -v pacman >/dev/null; then column=3 tool=pacman
	else column=1 tool=
	fi
	mapfile -t lacking < <(missing $column "$tables")
	if [ ${#lacking[@]} -eq 0 ]; then return; fi
	if [ -n "$only_print" ]; then
		printf '%s\n' "${lacking[@]}"
		exit 1
	fi
	echo "deps: this machine lacks: ${lacking[*]}"
	case $tool in
	apt) apt_install "${lacking[@]}" ;;
	dnf) as_root dnf install -y --setopt=install_weak_deps=False "${lacking[@]}" </dev/null ;;
	pacman)
		if ! compgen -G '/var/lib/pacman/sync/*.db' >/dev/null; then
			as_root pacman -Sy </dev/null
		fi
		as_root pacman -S --needed --noconfirm "${lacking[@]}" </dev/null ;;
	*)
		echo "deps: there is no apt, dnf or pacman here; install what these Debian packages hold, then try again." >&2
		exit 1 ;;
	esac
	compiler=$(command -v "$cc" || true)
	mapfile -t lacking < <(missing $column "$tables")
	if [ ${#lacking[@]} -gt 0 ]; then
		echo "deps: still lacking after the installation: ${lacking[*]}" >&2
		exit 1
	fi
	echo "deps: installed"
}

check_go
case $(uname -s) in
Linux) linux_deps ;;
Darwin)
	# The tests need the compiler too: Fyne's widgets call Cocoa.
	if ! xcode-select -p >/dev/null 2>&1; then
		echo "deps: the Xcode command line tools are missing; run: xcode-select --install" >&2
		exit 1
	fi
	if wants e2e; then
		echo "deps: the end-to-end journeys need X11 and run on Linux only" >&2
		exit 1
	fi ;;
MINGW* | MSYS* | CYGWIN*)
	if wants build && [ -z "$compiler" ]; then
		echo "deps: gcc is missing; install MSYS2 (https://www.msys2.org) and its package mingw-w64-x86_64-gcc" >&2
		exit 1
	fi
	if wants e2e; then
		echo "deps: the end-to-end journeys need X11 and run on Linux only" >&2
		exit 1
	fi ;;
*)
	if wants build || wants e2e; then
		echo "deps: this system is not known here; the window needs what these Debian packages hold:" >&2
		tables=
		if wants build; then tables+=$build_needs; fi
		if wants e2e; then tables+=$e2e_needs; fi
		missing 1 "$tables" | sed 's/^/  /' >&2
		exit 1
	fi ;;
esac
