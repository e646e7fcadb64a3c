package assets_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/vestibule-app/vestibule/assets"
)

// A language has its own pair of TrueType fonts, unless it needs no other script.
func TestFonts(t *testing.T) {
	for _, tag := range []string{"ar", "fa", "he", "hi", "ja", "ko", "th", "zh-Hans", "zh-Hant"} {
		regular, bold := assets.Fonts(tag)
		for style, content := range map[string][]byte{"regular": regular, "bold": bold, "names": assets.NamesFont()} {
			if !bytes.HasPrefix(content, []byte{0, 1, 0, 0}) { // the version of the sfnt container
				t.Errorf("%s %s: no TrueType font", tag, style)
			}
		}
		if bytes.Equal(regular, bold) {
			t.Errorf("%s: regular is bold", tag)
		}
	}
	hans, _ := assets.Fonts("zh-Hans")
	if hant, _ := assets.Fonts("zh-Hant"); bytes.Equal(hans, hant) {
		t.Error("both kinds of Chinese have the same font")
	}
	if regular, bold := assets.Fonts("en"); regular != nil || bold != nil {
		t.Error("English has fonts of its own")
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
