package brand_test

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"testing"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// compiledIn reads the brands that are compiled in, by name.
func compiledIn(t testing.TB) map[string]*brand.Pack {
	t.Helper()
	folders, err := fs.ReadDir(assets.Brands(), ".")
	if err != nil {
		t.Fatal(err)
	}
	packs := map[string]*brand.Pack{}
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		p, err := brand.ReadFS(assets.Brands(), folder.Name())
		if err != nil {
			t.Errorf("%s:\n%v", folder.Name(), err)
			continue
		}
		packs[folder.Name()] = p
	}
	return packs
}

var placeRE = regexp.MustCompile(`\{\{\.([A-Za-z]+)\}\}`)

// The brands that are compiled in are in order, name only words that there are, and leave no file of theirs out.
func TestBrands(t *testing.T) {
	known := map[string][]string{}
	text, err := assets.Translation("en")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]any
	if err := json.Unmarshal(text, &words); err != nil {
		t.Fatal(err)
	}
	for key, v := range words {
		said, _ := json.Marshal(v)
		known[key] = nil
		for _, place := range placeRE.FindAllStringSubmatch(string(said), -1) {
			known[key] = append(known[key], place[1])
		}
	}
	packs := compiledIn(t)
	if len(packs) != 4 {
		t.Fatalf("%d brands", len(packs))
	}
	for name, p := range packs {
		for _, f := range p.CheckWords(known) {
			t.Error(f.In(name))
		}
		entries, err := fs.ReadDir(assets.Brands(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if p.Files[e.Name()] == nil {
				t.Errorf("%s/%s belongs to nothing", name, e.Name())
			}
		}
	}
}

// The three samples differ from each other in everything that a brand can be.
func TestSamplesDiffer(t *testing.T) {
	packs := compiledIn(t)
	delete(packs, "vestibule")
	for what, of := range map[string]func(*brand.Pack) any{
		"name":           func(p *brand.Pack) any { return p.Name.In("en") },
		"company":        func(p *brand.Pack) any { return p.Company.In("en") },
		"accent":         func(p *brand.Pack) any { return p.Look.Accent.Light },
		"dark accent":    func(p *brand.Pack) any { return *p.Look.Accent.Dark },
		"background":     func(p *brand.Pack) any { return p.Look.Background.Light },
		"text":           func(p *brand.Pack) any { return p.Look.Text.Light },
		"control radius": func(p *brand.Pack) any { return *p.Look.ControlRadius },
		"card radius":    func(p *brand.Pack) any { return *p.Look.CardRadius },
		"density":        func(p *brand.Pack) any { return p.Look.Density },
		"layout":         func(p *brand.Pack) any { return p.Look.Layout },
		"logo":           func(p *brand.Pack) any { return string(p.Logo.Light.Data) },
		"words":          func(p *brand.Pack) any { return p.Words["en"]["username.title"]["other"] },
		"links":          func(p *brand.Pack) any { return p.Links.Terms.In("en") },
		"package":        func(p *brand.Pack) any { return p.Package.ID },
		"title":          func(p *brand.Pack) any { return p.Window.Title.In("en") },
	} {
		var seen []any
		for name, p := range packs {
			v := of(p)
			if slices.Contains(seen, v) {
				t.Errorf("%s: the %s is that of another", name, what)
			}
			seen = append(seen, v)
		}
	}
	if right := packs["waha"]; right.Words["ar"] == nil || right.Words["he"] == nil || right.Name.In("he") == right.Name.In("ar") {
		t.Error("waha has no words from right to left")
	}
	if packs["aldermoor"].Look.Font.Regular == nil || packs["quirlo"].Look.ImageDark == nil {
		t.Error("no sample brings a font and pictures")
	}
}
