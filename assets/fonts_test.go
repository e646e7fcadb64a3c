package assets_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/vestibule-app/vestibule/assets"
)

// A language has its own pair of TrueType fonts, and one that needs no script of its own has a pair as well.
func TestFonts(t *testing.T) {
	for _, tag := range append(assets.Languages(), "ja", "zh-Hans", "zh-Hant", "xx") {
		regular, bold := assets.Fonts(tag)
		for style, content := range map[string][]byte{"regular": regular, "bold": bold} {
			if !bytes.HasPrefix(content, []byte{0, 1, 0, 0}) { // the version of the sfnt container
				t.Errorf("%s %s: no TrueType font", tag, style)
			}
		}
		if bytes.Equal(regular, bold) {
			t.Errorf("%s: regular is bold", tag)
		}
	}
	hans, _ := assets.Fonts("zh-Hans")
	hant, _ := assets.Fonts("zh-Hant")
	none, _ := assets.Fonts("en")
	if bytes.Equal(hans, hant) || len(none) > 50_000 {
		t.Errorf("the wrong font: %d bytes for English", len(none))
	}
}

// What is compiled in for fonts stays small: characters are cut out one by one, not by the script.
func TestFontsAreSmall(t *testing.T) {
	const limit = 2_500_000
	names, err := filepath.Glob("fonts/*.ttf")
	if err != nil {
		t.Fatal(err)
	}
	var total int64
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total == 0 || total > limit {
		t.Errorf("%d fonts have %d bytes, of %d", len(names), total, limit)
	}
}
