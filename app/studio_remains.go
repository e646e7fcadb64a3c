package app

import (
	"bytes"
	"errors"
	"maps"
	"strconv"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// remainsRounds is how often what is wrong is left out: with a file goes the key that names it, and with that maybe its table.
const remainsRounds = 8

// remains is a broken pack without what is wrong with it, so that a wrong link does not hide every screen; nil where
// something cannot be left out, such as a name, or where brand.toml cannot be read at all.
func remains(files map[string][]byte) *brand.Pack {
	files = maps.Clone(files)
	delete(files, brand.SignatureFile) // it held for all of the pack
	for range remainsRounds {
		p, err := brand.Parse(files)
		if err == nil {
			return p
		}
		var refused *brand.Error
		if !errors.As(err, &refused) || !leaveOut(files, refused.Findings) {
			return nil
		}
	}
	return nil
}

// leaveOut takes out what findings are about, and says whether that was anything.
func leaveOut(files map[string][]byte, found []brand.Finding) bool {
	some := false
	for i := len(found) - 1; i >= 0; i-- { // from the end, so that tables of a list keep their numbers
		f := found[i]
		if f.Key == "" && f.File != brand.Manifest && files[f.File] != nil {
			delete(files, f.File)
			some = true
		}
		if f.Key != "" && cut(files, f.Key) {
			some = true
		}
	}
	return some
}

// cut takes a key out of brand.toml, or all of the table that lacks it, and says whether there was anything. Where it stands
// in braces, all of these go. What no brand can do without is that of a new one.
func cut(files map[string][]byte, key string) bool {
	before := files[brand.Manifest]
	for at := key; at != ""; at = at[:max(0, strings.LastIndexByte(at, '.'))] {
		text, err := brand.Set(before, at, "")
		if err != nil {
			continue
		}
		if files[brand.Manifest] = text; !bytes.Equal(text, before) {
			return true
		}
		break
	}
	if list, index, ok := strings.Cut(strings.TrimSuffix(key, "]"), "["); ok {
		n, err := strconv.Atoi(index)
		text := withoutTable(before, "[["+list+"]]", n)
		if err != nil || text == nil {
			return false
		}
		files[brand.Manifest] = text
		return true
	}
	return standIn(files, key)
}

// standIn puts a name or a logo where there is none.
func standIn(files map[string][]byte, key string) bool {
	value := brand.Quote("–")
	if key == "logo.light" {
		fresh, err := brand.Fresh("–")
		if err != nil {
			return false
		}
		const name = "stand-in.svg"
		files[name], value = fresh["logo.svg"], brand.Quote(name)
	} else if key != "name" {
		return false
	}
	text, err := brand.Set(files[brand.Manifest], key, value)
	if err != nil {
		return false
	}
	files[brand.Manifest] = text
	return true
}
