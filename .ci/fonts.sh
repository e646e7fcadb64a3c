#!/usr/bin/env bash
# Cuts assets/fonts anew, after words have changed. It needs Debian or Ubuntu: apt checks and unpacks the fonts and the
# tool that cuts them into bin/fonts, and installs nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$PWD/bin/fonts
mkdir -p "$work"
for package in fonts-noto-core fonts-noto-ui-core fonts-noto-cjk python3-fonttools; do
	if [ ! -e "$work/$package" ]; then
		echo "fonts: $package"
		(cd "$work" && apt-get -q download "$package" && dpkg -x "$package"_*.deb root && rm "$package"_*.deb)
		touch "$work/$package"
	fi
done

CGO_ENABLED=0 LANG=en_US.UTF-8 LETTERS="$work/letters.json" go test -count=1 -run '^TestLetters$' ./screens >/dev/null
PYTHONPATH=$work/root/usr/lib/python3/dist-packages /usr/bin/python3 .ci/fonts.py "$work/letters.json" \
	"$work/root/usr/share/fonts" "$(go list -m -f '{{.Dir}}' fyne.io/fyne/v2)/theme/font" assets/fonts
