package app_test

import (
	"reflect"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// TestPacksTravelLight: a pack arrives as it was, and its pictures and fonts go along once, also after others came between.
func TestPacksTravelLight(t *testing.T) {
	var way app.Journey
	all := func(p *brand.Pack) (n int) {
		seen := map[string]bool{}
		for _, f := range []*brand.File{p.Logo.Light, p.Logo.Dark, p.Logo.Compact, p.Look.Image, p.Look.ImageDark,
			p.Look.Font.Regular, p.Look.Font.Bold, p.Look.Font.Monospace, p.Window.Icon} {
			if f != nil && !seen[string(f.Data)] {
				seen[string(f.Data)] = true
				n += len(f.Data)
			}
		}
		return n
	}
	for _, name := range []string{"aldermoor", "quirlo", "aldermoor", "waha", "vestibule"} {
		p, err := brand.Read("../assets/brands/" + name)
		if err != nil {
			t.Fatal(err)
		}
		want, accent := all(p), 0
		for range 3 {
			got, n := way.Send(p)
			if n != want {
				t.Errorf("%s: %d bytes of files, want %d", name, n, want)
			}
			there, back := screensOf(p), screensOf(got)
			if !reflect.DeepEqual(there, back) {
				t.Errorf("%s arrives as\n%+v, want\n%+v", name, back, there)
			}
			want, accent = 0, accent+10
			p.Look.Accent.Light.R += uint8(accent)
		}
		p.Logo.Dark = &brand.File{Name: "other.svg", Data: []byte(freshLogo)}
		if got, n := way.Send(p); n != len(freshLogo) || string(got.Logo.Dark.Data) != freshLogo {
			t.Errorf("%s: %d bytes for another logo", name, n)
		}
	}
}

// screensOf is what screens take of a pack.
func screensOf(p *brand.Pack) []any {
	return []any{p.Name, p.Company, p.Logo, p.Look, p.Links, p.Words, p.Attributes, p.Journeys, p.Helpful, p.CodeValid, p.Window, p.Tokens}
}
