package screens_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
)

// manifestWith is a brand.toml with a few lines; those that begin with a bracket, and all behind them, go to the end.
func manifestWith(lines string) []byte {
	top, tables, found := strings.Cut(lines, "\n[")
	if found {
		tables = "[" + tables
	}
	if strings.HasPrefix(lines, "[") {
		top, tables = "", lines
	}
	name, logo := `name = "Acme"`, "[logo]\nlight = \"logo.svg\""
	if strings.HasPrefix(top, "name") {
		name = ""
	}
	if strings.Contains(tables, "[logo]") {
		logo = ""
	}
	return []byte(name + "\n" + top + "\n" + logo + "\n" + tables + "\n")
}

const plainLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><path d="M0 0h80v40h-80z"/></svg>`

// What is wrong with a brand.toml or a file, and what it is called.
var findingsOf = map[brand.Code]struct {
	lines string            // of brand.toml
	files map[string]string // beside it
}{
	brand.ColorInvalid:       {lines: "[look]\naccent = \"red\""},
	brand.ColorSeeThrough:    {lines: "[look]\naccent = \"#4F46E580\""},
	brand.ShadeInvalid:       {lines: "[look]\naccent = { dark = \"#fff\" }"},
	brand.NumberInvalid:      {lines: "[look]\ncard_radius = 99"},
	brand.ChoiceInvalid:      {lines: "[look]\ndensity = \"compakt\""},
	brand.ListInvalid:        {lines: "[offer]\njourneys = [\"fly\"]"},
	brand.TimeInvalid:        {lines: "[offer]\ncode_valid = \"1s\""},
	brand.TextInvalid:        {lines: "company = 3"},
	brand.TextEmpty:          {lines: "company = \"\""},
	brand.TextBlank:          {lines: "company = \" Acme\""},
	brand.TextLong:           {lines: "company = \"" + strings.Repeat("Acme", 16) + "\""},
	brand.TextLines:          {lines: "company = \"Ac\\nme\""},
	brand.TextHidden:         {lines: "company = \"Ac\\u202Eme\""},
	brand.TextMarks:          {lines: "company = \"Acme\\u0301\""},
	brand.TextAddress:        {lines: "company = \"www.acme.example\""},
	brand.LanguageInvalid:    {lines: "company = { english = \"Acme\" }"},
	brand.PlaceInvalid:       {lines: "[words.en]\n\"username.title\" = \"Hello {{Name}}\""},
	brand.WordFixed:          {lines: "[words.en]\nhost = \"Acme\""},
	brand.PluralInvalid:      {lines: "[words.en]\n\"username.title\" = { one = \"A\" }"},
	brand.LinkInvalid:        {lines: "[links]\nhelp = \"an address\""},
	brand.LinkInsecure:       {lines: "[links]\nhelp = \"http://acme.example\""},
	brand.SupportInvalid:     {lines: "[links]\nsupport = \"acme.example\""},
	brand.FamilyInvalid:      {lines: "[look.font]\nfamily = \"A/B\""},
	brand.AttributeInvalid:   {lines: "[[attribute]]\nname = \"a b\""},
	brand.AuthorityInvalid:   {lines: "[tenant]\nauthority = \"a b\"\nclient_id = \"00000000-0000-4000-8000-000000000001\""},
	brand.ClientInvalid:      {lines: "[tenant]\nauthority = \"acme\"\nclient_id = \"1\""},
	brand.PackageInvalid:     {lines: "[package]\nid = \"acme\""},
	brand.VersionInvalid:     {lines: "[package]\nversion = \"1\""},
	brand.MailDomainsInvalid: {lines: "[offer]\nmail_domains = \"acme.example\""},
	brand.MailDomainInvalid:  {lines: "[offer]\nmail_domains = [\"acme\"]"},
	brand.ManifestInvalid:    {lines: "company = "},
	brand.KeyUnknown:         {lines: "[look]\naccnt = \"#fff\""},
	brand.KeyElsewhere:       {lines: "accent = \"#fff\""},
	brand.KeyMissing:         {lines: "[logo]\n"},
	brand.TableInvalid:       {lines: "look = 1"},
	brand.AttributeTwice:     {lines: "[[attribute]]\nname = \"a\"\n[[attribute]]\nname = \"a\""},
	brand.ImageMissing:       {lines: "[look]\nlayout = \"image\""},
	brand.TenantIncomplete:   {lines: "[tenant]\nauthority = \"acme\""},
	brand.FontMissing:        {lines: "[look.font]\nbold = \"a.ttf\"", files: map[string]string{"a.ttf": "x"}},
	brand.TooMuch:            {lines: "# " + strings.Repeat("much", 70_000)},
	brand.FileTypeInvalid:    {lines: "[look]\nimage = \"a.gif\""},
	brand.FileNameInvalid:    {lines: "[look]\nimage = \"A B.png\""},
	brand.FileMissing:        {lines: "[look]\nimage = \"a.png\""},
	brand.FileUnused:         {files: map[string]string{"a.psd": "x"}},
	brand.FileLarge:          {files: map[string]string{"licence.txt": strings.Repeat("x", brand.MaxText+1)}},
	brand.FileDamaged:        {lines: "[look]\nimage = \"a.png\"", files: map[string]string{"a.png": "x"}},
	brand.FileEncoding:       {files: map[string]string{"logo.svg": "\xff"}},
	brand.SVGLetters:         {files: map[string]string{"logo.svg": strings.Replace(plainLogo, "<path", "<text/><path", 1)}},
	brand.SVGLarge:           {files: map[string]string{"logo.svg": strings.Replace(plainLogo, "<path", strings.Repeat("<g/>", 600)+"<path", 1)}},
	brand.SVGNotPlain:        {files: map[string]string{"logo.svg": strings.Replace(plainLogo, "<path", "<filter/><path", 1)}},
	brand.FontType:           {lines: "[look.font]\nregular = \"a.ttf\"", files: map[string]string{"a.ttf": "OTTO and something behind it"}},
	brand.FileRefused:        {files: map[string]string{"logo.svg": strings.Replace(plainLogo, "M0", "L0", 1)}},
}

// A finding has a code, and words in every language, with all that they name.
func TestFindingIsSaidInEveryLanguage(t *testing.T) {
	for code, c := range findingsOf {
		files := map[string][]byte{brand.Manifest: manifestWith(c.lines), "logo.svg": []byte(plainLogo)}
		for name, content := range c.files {
			files[name] = []byte(content)
		}
		_, err := brand.Parse(files)
		var refused *brand.Error
		if !errors.As(err, &refused) {
			t.Errorf("%s: %v", code, err)
			continue
		}
		i := slices.IndexFunc(refused.Findings, func(f brand.Finding) bool { return f.Code == code })
		if i < 0 {
			t.Errorf("%s: %+v", code, refused.Findings)
			continue
		}
		f := refused.Findings[i]
		saidIn := map[string][]string{}
		for _, tag := range assets.Languages() {
			s := words(t, tag).Finding(f)
			if strings.Contains(s, "no value") || strings.Contains(s, "studio.") || s == f.Text {
				t.Errorf("%s: %s is said as %q", tag, code, s)
			}
			for name, arg := range f.Args {
				if arg = screens.Clean(arg); name != "Near" && name != "Most" && !strings.Contains(s, arg) && code != brand.FileMissing {
					t.Errorf("%s: %s does not say %s, %q: %q", tag, code, name, arg, s)
				}
			}
			saidIn[s] = append(saidIn[s], tag)
		}
		if len(saidIn) < len(assets.Languages())-2 {
			t.Errorf("%s is said in the same way in %v", code, slices.Collect(maps.Values(saidIn)))
		}
	}
}

// What was probably meant is said too.
func TestFindingSaysWhatWasMeant(t *testing.T) {
	f := brand.Finding{File: brand.Manifest, Key: "look.accnt", Text: "…", Code: brand.KeyUnknown, Args: brand.Args{"Name": "look.accnt", "Near": "accent"}}
	if s := words(t, "en").Finding(f); s != "There is no key look.accnt. Did you mean accent?" {
		t.Errorf("%q", s)
	}
	if s := words(t, "de").Finding(f); !strings.Contains(s, "look.accnt") || !strings.HasSuffix(s, "Meinten Sie accent?") {
		t.Errorf("%q", s)
	}
}

// Names come from a pack, and a finding without a code is shown as it is.
func TestFindingTrustsNoName(t *testing.T) {
	f := brand.Finding{File: brand.Manifest, Code: brand.FileMissing, Args: brand.Args{"File": "a\u202Egnp.exe"}}
	if s := words(t, "en").Finding(f); !strings.Contains(s, "agnp.exe") {
		t.Errorf("%q", s)
	}
	if s := words(t, "de").Finding(brand.Finding{Text: "permission \u202Edenied"}); s != "permission denied" {
		t.Errorf("%q", s)
	}
}

// The line above the screens says the first finding in the language of the person, with its place.
func TestBrandRefusedIsSaidInTheLanguage(t *testing.T) {
	_, err := brand.Parse(map[string][]byte{brand.Manifest: manifestWith("[look]\naccent = \"red\""), "logo.svg": []byte(plainLogo)})
	var refused *brand.Error
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	refused.Path = "/home/alex/acme"
	want := "Das Markenpaket wird wegen eines Problems nicht gezeigt: acme/brand.toml:6: look.accent: Geben Sie eine Farbe wie #4F46E5 oder #fff ein."
	if got := words(t, "de").BrandRefused(refused, false); got != want {
		t.Errorf("%q", got)
	}
}

// What is known of a pack from before is said in every language too.
func TestFindingOfBeforeIsSaidInEveryLanguage(t *testing.T) {
	for _, f := range []brand.Finding{
		{File: brand.Manifest, Key: "package.version", Text: "…", Code: brand.PackOutdated, Args: brand.Args{"Newest": "3.2.1"}},
		{Text: "…", Code: brand.PackCrashed},
		{Text: "…", Code: brand.PackMissing, Args: brand.Args{"File": "acme"}},
		{Text: "…", Code: brand.PackBarred, Args: brand.Args{"File": "acme"}},
	} {
		saidIn := map[string][]string{}
		for _, tag := range assets.Languages() {
			s := words(t, tag).Finding(f)
			if strings.Contains(s, "no value") || strings.Contains(s, "studio.") || !strings.Contains(s, f.Args["Newest"]) || !strings.Contains(s, f.Args["File"]) {
				t.Errorf("%s: %s is said as %q", tag, f.Code, s)
			}
			saidIn[s] = append(saidIn[s], tag)
		}
		if len(saidIn) < len(assets.Languages())-1 {
			t.Errorf("%s is said in the same way in %v", f.Code, slices.Collect(maps.Values(saidIn)))
		}
	}
}
