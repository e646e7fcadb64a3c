package app

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file remembers the newest version of every signed brand that was shown on this computer. A signature says who made a
// pack, but not when: without a memory, whoever can put files into the folder brings back an old tenant or an old text
// by bringing back an old pack. Where no key is asked for, nothing is remembered.

// shownVersion is the newest version of a brand that was shown.
type shownVersion struct {
	Key     string `json:"key"`     // whose signature, in hex
	ID      string `json:"id"`      // package.id; may be empty
	Version string `json:"version"` // package.version; empty is older than all
}

// numbersOf are the three numbers of a version; nil when there are others. No version is before all versions.
func numbersOf(version string) []int {
	if version == "" {
		return []int{-1}
	}
	var numbers []int
	for part := range strings.SplitSeq(version, ".") {
		n, err := strconv.ParseUint(part, 10, 31)
		if err != nil {
			return nil
		}
		numbers = append(numbers, int(n))
	}
	if len(numbers) != 3 {
		return nil
	}
	return numbers
}

// newestOf is the newest version of a brand that was shown; false when none was. A pack that does not say which brand it
// is may be any of whoever signed it.
func newestOf(shown []shownVersion, p *brand.Pack) (newest string, known bool) {
	key := hex.EncodeToString(p.SignedBy)
	for _, v := range shown {
		if v.Key == key && (v.ID == p.Package.ID || p.Package.ID == "") && (!known || slices.Compare(numbersOf(v.Version), numbersOf(newest)) > 0) {
			newest, known = v.Version, true
		}
	}
	return newest, known
}

// outdated says that a newer version of a signed pack was shown before; nil when it is the newest, or nobody asks.
func (l *livery) outdated(p *brand.Pack) *brand.Error {
	newest, known := newestOf(l.memory.Shown, p)
	if len(l.keys) == 0 || !known || slices.Compare(numbersOf(p.Package.Version), numbersOf(newest)) >= 0 {
		return nil
	}
	text := fmt.Sprintf("package.version is %s, but version %s was shown on this computer before; raise it to %s or more and sign the pack again",
		p.Package.Version, newest, newest)
	if p.Package.Version == "" {
		text = fmt.Sprintf("package.version is missing, but version %s was shown on this computer before; set it to %s or more and sign the pack again", newest, newest)
	}
	return &brand.Error{Findings: []brand.Finding{p.At("package.version", brand.PackOutdated, brand.Args{"Newest": newest}, text)}}
}

// withVersion is a list of versions with that of a pack in it, unless a newer one is there.
func withVersion(shown []shownVersion, p *brand.Pack) []shownVersion {
	v := shownVersion{hex.EncodeToString(p.SignedBy), p.Package.ID, p.Package.Version}
	same := func(other shownVersion) bool { return other.Key == v.Key && other.ID == v.ID }
	if i := slices.IndexFunc(shown, same); i >= 0 && slices.Compare(numbersOf(shown[i].Version), numbersOf(v.Version)) >= 0 {
		return shown
	}
	shown = append(slices.DeleteFunc(slices.Clone(shown), same), v)
	return shown[max(0, len(shown)-mostVersions):]
}

// versionOf says in a sentence which version of which brand a pack is.
func versionOf(p *brand.Pack) string {
	switch {
	case p.Package.Version == "":
		return "It has no package.version, which counts as older than all."
	case p.Package.ID == "":
		return fmt.Sprintf("It is version %s of a brand without package.id.", p.Package.Version)
	}
	return fmt.Sprintf("It is version %s of %s.", p.Package.Version, p.Package.ID)
}
