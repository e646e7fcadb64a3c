package app_test

import (
	"slices"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// The page shows the screens in the languages that were asked for; without a choice in English, and in those that the brand
// has words for.
func TestBrandCheckPageLanguages(t *testing.T) {
	p := &brand.Pack{Words: map[string]map[string]brand.Sentence{"de": {}, "he": {}, "ar": {}, "en": {}}}
	for _, c := range []struct{ asked, want []string }{
		{assets.Languages(), []string{"en", "ar", "de"}},
		{[]string{"fr"}, []string{"fr"}},
		{[]string{"fr", "de", "ja", "ko"}, []string{"fr", "de", "ja"}},
	} {
		if got := app.PageLanguages(c.asked, p); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.asked, got, c.want)
		}
	}
	if got := app.PageLanguages(assets.Languages(), &brand.Pack{}); !slices.Equal(got, []string{"en"}) {
		t.Errorf("a brand without words is shown in %v", got)
	}
}
