package brand

import (
	"crypto/ed25519"
	"image/color"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Pack is a brand that was read and found in order. It is plain data: changing it changes nothing else. The comment of
// every key is in the table, see Keys.
type Pack struct {
	Name    Texts // of the app, as people see it
	Company Texts // who stands behind it; may be empty

	Logo        Logo
	Look        Look
	Links       Links
	Words       map[string]map[string]Sentence // by language tag, then by key
	Attributes  []Attribute
	Journeys    []string      // of Journeys, in that order
	Helpful     bool          // tell whether an account exists
	MailDomains []string      // of the company, in lower case
	CodeValid   time.Duration // how long a code is valid; 0: not told
	Tenant      Tenant
	Window      Window
	Package     Package
	Tokens      Overrides

	// SignedBy is whose signature is inside and holds; nil for a pack without a signature.
	SignedBy ed25519.PublicKey
	// Files are all files of the pack as they are stored, by name: what Write writes. The pictures and fonts above are
	// the same without what nobody sees.
	Files map[string][]byte

	lines map[string]int // of keys in brand.toml, by path
}

// Texts are the same words in several languages, by BCP 47 tag. The empty tag fits every language.
type Texts map[string]string

// In returns the words in a language, else in one that includes it ("de" for "de-AT"), else those for every language,
// else English, else whichever come first. It is "" when there are none.
func (t Texts) In(tag string) string {
	if wanted, err := language.Parse(tag); err == nil {
		for ; wanted != language.Und; wanted = wanted.Parent() {
			if words, ok := t[wanted.String()]; ok {
				return words
			}
		}
	}
	for _, tag := range []string{"", "en"} {
		if words, ok := t[tag]; ok {
			return words
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		return t[tag]
	}
	return ""
}

// Sentence is what is said for a key: by plural category ("one", "other", ...), and under "other" when it has no plural.
type Sentence map[string]string

// File is a picture or a font that was found in order, without what nobody sees: comments, positions, colour profiles.
type File struct {
	Name string
	Data []byte
}

// Logo is the mark of the brand.
type Logo struct {
	Light   *File // for light backgrounds
	Dark    *File // for dark backgrounds; nil: Light
	Compact *File // square, for small places; nil: Light
}

// Shade is a colour for light and for dark surroundings; a nil Dark is derived from Light.
type Shade struct {
	Light color.NRGBA
	Dark  *color.NRGBA
}

// Look holds the inputs that everything else is derived from. What is nil was not given and is derived, or stays as it is
// in the stock brand.
type Look struct {
	Accent        *Shade
	Background    *Shade // behind the card
	Surface       *Shade // the card
	Text          *Shade
	ControlRadius *float64 // dp
	CardRadius    *float64 // dp
	Density       string   // of Densities
	Layout        string   // of Layouts
	LogoPlace     string   // of LogoPlaces
	Image         *File    // for the layout "image"
	ImageDark     *File    // the same in dark surroundings; nil: Image, dimmed
	Font          Font
}

// Font is what text is set in. The built-in fonts fill in for what it lacks.
type Font struct {
	Family                   string // one that is installed on the person's computer, when no files are given
	Regular, Bold, Monospace *File
}

// The choices under [look] and of journeys; the first of each is what holds without a choice, except that all journeys do.
var (
	Densities  = []string{"comfortable", "compact", "spacious"}
	Layouts    = []string{"split", "card", "image"} // brand beside the card, card alone, card on a picture
	LogoPlaces = []string{"start", "center"}
	Journeys   = []string{"sign_up", "reset", "browser"}
	Wordings   = []string{"neutral", "helpful"}
)

// Links are addresses by language, all https; Support may also be mailto.
type Links struct{ Terms, Privacy, Help, Support Texts }

// Attribute names a custom attribute of the tenant in the person's language.
type Attribute struct {
	Name        string // the tenant's
	Label, Hint Texts
}

// Tenant is what a build for one brand talks to.
type Tenant struct{ Authority, ClientID string }

// Window is how the window presents itself to the system.
type Window struct {
	Title Texts // empty: the product's words with the name
	Icon  *File
}

// Package is what installers are named by.
type Package struct{ ID, Version string }

// Overrides are tokens that a pack sets itself, by name.
type Overrides struct {
	Light, Dark, Contrast map[string]color.NRGBA
	Sizes                 map[string]float64
}

// Offers reports whether a journey is on offer.
func (p *Pack) Offers(journey string) bool { return slices.Contains(p.Journeys, journey) }

// Place is the line of brand.toml in which a key stands, or the nearest table around it that has a line; 0 for none. It
// is for findings that others make, such as about contrast.
func (p *Pack) Place(key string) int {
	for {
		if line := p.lines[key]; line > 0 {
			return line
		}
		i := max(lastDot(key), strings.LastIndexByte(key, '['))
		if i < 0 {
			return 0
		}
		key = key[:i]
	}
}

// At makes a finding about a key of brand.toml. args may be nil.
func (p *Pack) At(key string, code Code, args Args, text string) Finding {
	return Finding{File: Manifest, Line: p.Place(key), Key: key, Text: text, Code: code, Args: args}
}
