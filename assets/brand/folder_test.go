package brand_test

import (
	"slices"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// TestSafeName: whatever a file is called on somebody's computer, it gets a name that a pack may have.
func TestSafeName(t *testing.T) {
	for name, want := range map[string]string{
		"logo.svg": "logo.svg", "Our Logo (final).SVG": "our-logo-final.svg", `C:\Users\Ana\Größe.png`: "gro-e.png",
		"../../etc/passwd": "passwd", "شعار.svg": "file.svg", "con.png": "file.png", "x.brand": "file.brand", ".png": "file.png", "": "file",
		"a..b.png": "a..b.png", "-x-.ttf": "x.ttf",
	} {
		if got := brand.SafeName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

// TestNamed: what nothing names is no part of the pack.
func TestNamed(t *testing.T) {
	files := map[string][]byte{
		brand.Manifest: []byte("name = \"A\"\n[logo]\nlight = \"logo.svg\"\ndark = \"gone.svg\"\n"),
		"logo.svg":     nil, "old.svg": nil, "ofl.txt": nil, brand.SignatureFile: nil,
	}
	want := []string{brand.SignatureFile, brand.Manifest, "logo.svg", "ofl.txt"}
	if got := brand.Named(files); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
