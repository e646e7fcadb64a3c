package brand

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names in a pack.
const (
	Manifest      = "brand.toml"
	SignatureFile = "brand.sig"
	Extension     = ".brand" // of a pack in one file
)

// devices are names that Windows keeps for itself, with any extension.
var devices = []string{"con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"}

// checkName says what is wrong with the name of a file in a pack; "" when nothing is. Names are the same file on every
// system and never a place: small letters of ASCII on one level.
func checkName(name string) string {
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	switch {
	case name == "":
		return "is empty; give the file a name"
	case !utf8.ValidString(name):
		return "is no UTF-8; rename the file to small letters, digits, dots and dashes"
	case strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(name, "._") || name == ".DS_Store":
		return "is one that macOS adds to a zip; make the pack with vestibule brand pack instead"
	case strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':':
		return "is an absolute path; put the file beside brand.toml"
	case strings.Contains(name, `\`):
		return "has a backslash; put the file beside brand.toml"
	case slices.Contains(strings.Split(name, "/"), ".."):
		return "leads out of the pack; put the file beside brand.toml"
	case strings.Contains(name, "/"):
		return "is in a folder; a pack has no folders, put the file beside brand.toml"
	case !norm.NFC.IsNormalString(name):
		return "is written with combining characters; rename the file to small letters, digits, dots and dashes"
	case len(name) > MaxName:
		return "is too long; shorten it to 64 characters"
	case slices.Contains(devices, base):
		return "is a device on Windows; rename the file"
	case strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") != "" || name[0] == '.' || name[0] == '-' || strings.HasSuffix(name, "."):
		return "has characters that are not the same on every system; rename the file to small letters, digits, dots and dashes"
	case slices.Contains([]string{".zip", ".brand", ".jar", ".gz", ".7z"}, path.Ext(name)):
		return "is an archive; a pack holds pictures, fonts and texts, but no other pack"
	}
	return ""
}

// goesAlong says whether a file is a text for people that nothing in brand.toml names, such as the licence of a font.
func goesAlong(name string) bool {
	ext := path.Ext(name)
	return ext == ".txt" || ext == ".md"
}
