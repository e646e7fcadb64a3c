package app_test

import (
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Two packs that differ in a colour and a word: the pictures that differ are there side by side with the difference marked,
// and what makes it is told. The same pack twice is no difference.
func TestBrandDiff(t *testing.T) {
	drawnByOne(t)
	a := write(t, with("[look]\naccent = \"#123456\"\n", nil))
	b := write(t, with("[look]\naccent = { light = \"#8A1538\", dark = \"#E08AA0\" }\n[offer]\njourneys = [\"reset\", \"browser\"]\n[tokens]\nshadow_drop = 0\n[words.en]\n\"username.title\" = \"<script>Hello\"\n", map[string]string{"dark.svg": svgLogo(160, 40, "#DDEEFE")}))
	out := filepath.Join(t.TempDir(), "new", "folder")
	args := []string{"--lang", "en", "--theme", "light", "--width", "400", "--only", "username-known,splash"}
	code, told, complaint := runBrand(append([]string{"diff", a, b, "--out", out}, args...)...)
	if code != 1 || complaint != "" {
		t.Fatalf("%d, %s, %s", code, told, complaint)
	}
	for _, line := range []string{
		"look.accent.light: \"#123456\" -> \"#8A1538\"\n", "look.accent.dark: - -> \"#E08AA0\"\n", "words.en.username.title: - -> \"<script>Hello\"\n", "offer.journeys: - -> \"reset\", \"browser\"\n", "dark.svg: ", "pictures differ; " + filepath.Join(out, "index.html"),
	} {
		if !strings.Contains(told, line) {
			t.Errorf("%q is missing in\n%s", line, told)
		}
	}
	last := -1
	for _, key := range []string{"look.accent.dark:", "look.accent.light:", "offer.journeys:", "words.en.username.title:", "tokens.shadow_drop:"} { // as in brand.toml
		at := strings.Index(told, key)
		if at < last {
			t.Errorf("%s comes too early in\n%s", key, told)
		}
		last = at
	}
	index := read(t, filepath.Join(out, "index.html"))
	for _, what := range []string{`src="en/username-known_400_light.png"`, "light.accent", "#8A1538", ">shadow_drop<", "Screens that are the same", "<li>splash</li>",
		`<h3 id="username-known">`, `width="1232"`} {
		if !strings.Contains(index, what) {
			t.Errorf("the page has no %s", what)
		}
	}
	if strings.Contains(index, "<script") || strings.Contains(index, `src="en/splash_`) {
		t.Error("the page holds what it should not")
	}
	if _, err := os.Stat(filepath.Join(out, "en", "splash_400_light.png")); err == nil {
		t.Error("a picture that is the same was written")
	}
	f, err := os.Open(filepath.Join(out, "en", "username-known_400_light.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	size := picture.Bounds().Size()
	side := (size.X - 2*16) / 3
	if side != 400 {
		t.Fatalf("the picture is %v", size)
	}
	at := func(x, y int) color.NRGBA { return color.NRGBAModel.Convert(picture.At(x, y)).(color.NRGBA) }
	marked := 0
	for y := range size.Y {
		for x := range side {
			differ, mark := at(x, y) != at(side+16+x, y), at(2*(side+16)+x, y)
			if red := mark.R != mark.G; red != differ {
				t.Fatalf("at %d,%d it is %v and %v, and the mark is %v", x, y, at(x, y), at(side+16+x, y), mark)
			}
			if differ {
				marked++
			}
		}
	}
	if marked < 1000 || marked > side*size.Y/2 {
		t.Errorf("%d pixels differ", marked)
	}

	same := filepath.Join(t.TempDir(), "same")
	if code, told, complaint := runBrand(append([]string{"diff", a, a, "--out", same}, args...)...); code != 0 || complaint != "" || !strings.HasPrefix(told, "0 of ") {
		t.Errorf("%d, %s, %s", code, told, complaint)
	}
}

// What is no pack, or cannot be written, is no difference.
func TestBrandDiffRefused(t *testing.T) {
	a, broken := write(t, sound), write(t, with("[look]\naccent = \"mauve\"\n", nil))
	out := filepath.Join(t.TempDir(), "out")
	refused(t, 2, "brand.toml:6: look.accent must be", "diff", a, broken, "--out", out)
	refused(t, 2, "no screen has nonsense", "diff", a, a, "--out", out, "--only", "nonsense")
	refused(t, 2, "logo.svg", "diff", a, a, "--lang", "en", "--theme", "light", "--only", "start", "--out", filepath.Join(a, "logo.svg"))
	if _, err := os.Stat(out); err == nil {
		t.Error("a folder was made")
	}
}
