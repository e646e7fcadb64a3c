package brand

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// This file is for whoever changes a pack file by file, as an editor does.

// Named lists those of some files that are part of the pack: brand.toml, what it names, the signature, and the texts that
// go along.
func Named(files map[string][]byte) []string {
	names := append(namedBy(files[Manifest]), Manifest, SignatureFile)
	for name := range files {
		if goesAlong(name) {
			names = append(names, name)
		}
	}
	names = slices.DeleteFunc(names, func(name string) bool {
		_, there := files[name]
		return !there
	})
	slices.Sort(names)
	return slices.Compact(names)
}

// SafeName is what a file can be called in a pack that has another name elsewhere: small letters of ASCII, digits, dots
// and dashes.
func SafeName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	ext := path.Ext(name)
	base := plainName(strings.TrimSuffix(name, ext))
	if ext = plainName(strings.TrimPrefix(ext, ".")); ext != "" {
		ext = "." + ext
	}
	base = base[:min(len(base), MaxName-len(ext))]
	if safe := base + ext; base != "" && checkName(safe) == "" {
		return safe
	}
	return "file" + ext
}

// plainName keeps what a name may have, and makes a dash of each run of other characters.
func plainName(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '.':
			b.WriteRune(r)
		case r >= 0x300 && r <= 0x36F: // an accent of the letter before
		case !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-.")
}
