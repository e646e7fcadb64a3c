package app_test

import (
	"bytes"
	"context"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/screens"
)

// TestMain lets commands that draw find the other processes of their program in this test binary.
func TestMain(m *testing.M) {
	if lie := os.Getenv("VESTIBULE_TEST_SAYS"); lie != "" { // a process that says what is in a file
		if lie == "nothing" { // until it is ended
			_, _ = io.Copy(io.Discard, os.Stdin)
			os.Exit(0)
		}
		said, err := os.ReadFile(lie)
		if _, wrong := os.Stdout.Write(said); err != nil || wrong != nil {
			os.Exit(3)
		}
		os.Exit(0)
	}
	if len(os.Args) > 1 && (os.Args[1] == "shots" || os.Args[1] == "brand" || os.Args[1] == "studio") {
		code, _ := app.Command(context.Background(), os.Args[1:], test.NewApp, os.Stdout, os.Stderr)
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// shoot runs "vestibule shots".
func shoot(t *testing.T, args ...string) (code int, out, complaint string) {
	t.Helper()
	return run(append([]string{"shots"}, args...)...)
}

// run is a process of its own, for there is no way back from drawing without a window.
func run(args ...string) (code int, out, complaint string) {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "LANG=en_US.UTF-8", "DISPLAY=", "WAYLAND_DISPLAY=")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		return -1, "", err.Error()
	}
	return cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()
}

// TestShots: everything that was asked for is drawn, in its size, and is in the index; the same again is the same bytes.
func TestShots(t *testing.T) {
	drawnByOne(t)
	args := []string{"--lang", "en,ar", "--theme", "light,dark", "--width", "400,900", "--scale", "1,2", "--only", "splash-slow,start"}
	first, second := filepath.Join(t.TempDir(), "new", "folder"), t.TempDir()
	code, out, complaint := shoot(t, append(args, "--out", first)...)
	if code != 0 || out != filepath.Join(first, "index.html")+"\n" {
		t.Fatalf("%d, %q, %q", code, out, complaint)
	}
	if !strings.HasSuffix(complaint, "32 of 32 pictures\n") {
		t.Errorf("the progress ends with %q", complaint)
	}
	index, err := os.ReadFile(filepath.Join(first, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	pictures := regexp.MustCompile(`<img src="([^"]+)"`).FindAllSubmatch(index, -1)
	if len(pictures) != 32 {
		t.Fatalf("the index has %d pictures", len(pictures))
	}
	for _, outside := range []string{"http:", "https:", "//", "<link", "<script src"} {
		if bytes.Contains(index, []byte(outside)) {
			t.Errorf("the index holds %q", outside)
		}
	}
	if code, _, complaint := shoot(t, append(args, "--out", second, "--no-index")...); code != 0 {
		t.Fatalf("again: %d, %q", code, complaint)
	}
	if _, err := os.Stat(filepath.Join(second, "index.html")); err == nil {
		t.Error("an index was written")
	}
	different := map[string]string{}
	for _, m := range pictures {
		name := strings.ReplaceAll(string(m[1]), "&#43;", "+")
		one, err := os.ReadFile(filepath.Join(first, name))
		if err != nil {
			t.Fatal(err)
		}
		two, err := os.ReadFile(filepath.Join(second, name))
		if err != nil || !bytes.Equal(one, two) {
			t.Errorf("%s differs between two runs: %v", name, err)
		}
		if twin := different[string(one)]; twin != "" {
			t.Errorf("%s is the same picture as %s", name, twin)
		}
		different[string(one)] = name
		config, err := png.DecodeConfig(bytes.NewReader(one))
		if err != nil {
			t.Fatal(err)
		}
		width, height := 400, 720
		if strings.Contains(name, "_900_") {
			width = 900
		}
		if strings.Contains(name, "@2x") {
			width, height = 2*width, 2*height
		}
		if config.Width != width || config.Height != height {
			t.Errorf("%s is %d×%d", name, config.Width, config.Height)
		}
	}
}

// TestShotsNames: without an index the names of the files are told, in the order of the gallery.
func TestShotsNames(t *testing.T) {
	dir := t.TempDir()
	_, out, _ := shoot(t, "--out", dir, "--no-index", "--lang", "de", "--theme", "dark", "--only", "splash,start")
	want := []string{"splash_480_dark.png", "splash-slow_480_dark.png", "start_480_dark.png"}
	for i, name := range want {
		want[i] = filepath.Join(dir, "de", name)
	}
	if got := strings.Fields(out); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestShotsRefused: what cannot be done is told in one line, with exit code 2, and nothing is drawn.
func TestShotsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, args := range [][]string{
		{}, {"--out"}, {"--out", dir, "--lnag", "en"}, {"--out", dir, "extra"}, {"--out", dir, "--lang", "tlh"}, {"--out", dir, "--lang", ""},
		{"--out", dir, "--theme", "plaid"}, {"--out", dir, "--width", "0"}, {"--out", dir, "--width", "NaN"}, {"--out", dir, "--width", "400,wide"},
		{"--out", dir, "--scale", "9"}, {"--out", dir, "--only", "no-such-screen"}, {"--out", file, "--only", "splash"},
		{"--out", file, "--only", "splash", "--no-index", "--theme", "dark"},
	} {
		code, out, complaint := shoot(t, args...)
		if code != 2 || out != "" || !strings.Contains(complaint, "vestibule shots: ") || !strings.HasSuffix(complaint, "\nTry vestibule shots --help.\n") {
			t.Errorf("%q: %d, %q, %q", args, code, out, complaint)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

// TestShotsOfABrand: the pictures are those of the brand, also where other processes draw them, and a broken pack is told
// by its first finding.
func TestShotsOfABrand(t *testing.T) {
	drawnByOne(t)
	brands := filepath.Join("..", "assets", "brands")
	draw := func(args ...string) []byte {
		dir := t.TempDir()
		if code, _, complaint := shoot(t, append(args, "--out", dir, "--lang", "en", "--only", "username-busy")...); code != 0 {
			t.Fatalf("%q: %d, %s", args, code, complaint)
		}
		picture, err := os.ReadFile(filepath.Join(dir, "en", "username-busy_480_light.png"))
		if err != nil {
			t.Fatal(err)
		}
		return picture
	}
	stock := draw("--theme", "light", "--no-index")
	for _, args := range [][]string{
		{"--theme", "light", "--no-index", "--brand", filepath.Join(brands, "aldermoor")},
		{"--theme", "light,dark", "--brand", filepath.Join(brands, "aldermoor", "brand.toml")},
	} {
		if bytes.Equal(draw(args...), stock) {
			t.Errorf("%q: the stock brand", args)
		}
	}
	if !bytes.Equal(draw("--theme", "light,dark", "--brand", filepath.Join(brands, "vestibule")), stock) {
		t.Error("the stock brand is another when it is named")
	}
	broken := write(t, map[string]string{"brand.toml": plainBrand + "[look]\naccent = \"mauve\"\n", "logo.svg": plainLogo})
	for path, say := range map[string]string{broken: "brand.toml:5: look.accent must be", filepath.Join(broken, "acme"): "there is no "} {
		dir := t.TempDir()
		if code, out, complaint := shoot(t, "--out", dir, "--brand", path); code != 2 || out != "" || !strings.Contains(complaint, say) {
			t.Errorf("%s: %d, %q, %q", path, code, out, complaint)
		}
	}
}

// TestShotsHelp names every flag, language and theme.
func TestShotsHelp(t *testing.T) {
	code, out, complaint := shoot(t, "--help")
	if code != 0 || complaint != "" {
		t.Fatalf("%d, %q", code, complaint)
	}
	for _, word := range append([]string{"--out", "--lang", "--theme", "--width", "--scale", "--only", "--brand", "--no-index", "light", "dark"}, assets.Languages()...) {
		if !strings.Contains(out, word) {
			t.Errorf("the help does not name %s", word)
		}
	}
	if strings.Contains(out, "%!") {
		t.Errorf("%s", out)
	}
}

// TestEveryExhibitIsDrawn: no screen is left out, and none needs a window.
func TestEveryExhibitIsDrawn(t *testing.T) {
	drawnByOne(t)
	dir := t.TempDir()
	code, out, complaint := shoot(t, "--out", dir, "--no-index", "--lang", "en", "--theme", "dark")
	if code != 0 {
		t.Fatalf("%d, %s", code, complaint)
	}
	words, err := screens.NewWords("en")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(filepath.Join(dir, "en", "attributes-missing_480_dark.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if config, err := png.DecodeConfig(file); err != nil || config.Height <= 720 {
		t.Errorf("a long form is cut off at %d: %v", config.Height, err)
	}
	if all := screens.Gallery(app.ExhibitAsking(words, screens.Stock())); strings.Count(out, "\n") != len(all) {
		t.Errorf("%d of %d", strings.Count(out, "\n"), len(all))
	}
}
