package app_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// drawing are the commands that draw, which is done in a process of its own.
var drawing = []string{"check", "diff"}

// runBrand runs "vestibule brand". No Fyne app is made for what does not draw.
func runBrand(args ...string) (code int, out, complaint string) {
	if len(args) > 0 && slices.Contains(drawing, args[0]) {
		return run(append([]string{"brand"}, args...)...)
	}
	var stdout, stderr bytes.Buffer
	code, _ = app.Command(context.Background(), append([]string{"brand"}, args...), nil, &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// done runs a command that has to succeed.
func done(t *testing.T, args ...string) string {
	t.Helper()
	code, out, complaint := runBrand(args...)
	if code != 0 || complaint != "" {
		t.Fatalf("brand %s: %d\n%s%s", strings.Join(args, " "), code, out, complaint)
	}
	return out
}

// refused runs a command that has to fail with an exit code and say something, on the stream of that code.
func refused(t *testing.T, want int, say string, args ...string) {
	t.Helper()
	code, out, complaint := runBrand(args...)
	told, silent := complaint, out
	if want == 1 {
		told, silent = out, complaint
	}
	if code != want || !strings.Contains(told, say) || silent != "" {
		t.Errorf("brand %s: %d, wanted %d and %q\n%s%s", strings.Join(args, " "), code, want, say, out, complaint)
	}
}

// write writes files into a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A brand is started, checked and packed without a display, and the pack is what the folder was.
func TestBrandNewAndPack(t *testing.T) {
	t.Chdir(t.TempDir())
	if out := done(t, "new", "Aldermoor & Söhne"); !strings.HasPrefix(out, "aldermoor-söhne holds a new brand.") {
		t.Errorf("%q", out)
	}
	done(t, "new", "--dir", "north", "Northwind")
	done(t, "new", "Northwind", "--dir=south")
	refused(t, 2, "not empty", "new", "Northwind", "--dir", "north")
	refused(t, 2, "--dir DIR", "new", "!!!")
	refused(t, 2, "the name of the brand", "new", "two\nlines")

	if p, err := brand.Read("aldermoor-söhne"); err != nil || p.Name.In("en") != "Aldermoor & Söhne" {
		t.Fatal(p, err)
	}
	done(t, "check", "north", "--lang", "en")
	if out := done(t, "pack", "north", "-o", "north.brand"); out != "north.brand holds the 3 files of the pack; it is not signed.\n" {
		t.Errorf("%q", out)
	}
	done(t, "pack", "--out", "again.brand", filepath.Join("south", brand.Manifest))
	if read(t, "north.brand") != read(t, "again.brand") {
		t.Error("the same content gives other bytes")
	}
	p, err := brand.Read("north.brand")
	if err != nil || string(p.Files[brand.Manifest]) != read(t, filepath.Join("north", brand.Manifest)) {
		t.Error(err)
	}

	refused(t, 2, "ends in .brand", "pack", "north", "-o", "north.zip")
	refused(t, 2, "there is no nowhere;", "pack", "north", "-o", filepath.Join("nowhere", "north.brand"))
	if err := os.Mkdir("folder.brand", 0o700); err != nil {
		t.Fatal(err)
	}
	refused(t, 2, "folder.brand", "pack", "north", "-o", "folder.brand")

	// What is in no order is not packed, not even over an older pack.
	old := read(t, "north.brand")
	if err := os.Remove(filepath.Join("north", "logo.svg")); err != nil {
		t.Fatal(err)
	}
	refused(t, 1, "logo.svg, which is not in the pack", "pack", "north", "-o", "north.brand")
	refused(t, 1, "logo.svg, which is not in the pack", "pack", "north", "-o", "fresh.brand")
	if _, err := os.Stat("fresh.brand"); err == nil || read(t, "north.brand") != old {
		t.Error("a pack was written")
	}
}

// What is printed is what the package says.
func TestBrandPrints(t *testing.T) {
	if done(t, "schema") != string(brand.Schema()) || done(t, "example") != string(brand.Example()) {
		t.Error("the schema or the example is another")
	}
	if code, _ := app.Command(context.Background(), []string{"brand", "schema"}, nil, fullDisk{}, &bytes.Buffer{}); code != 2 {
		t.Errorf("a schema that could not be written: %d", code)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// The help is complete, and there however it is asked for.
func TestBrandHelp(t *testing.T) {
	help := done(t, "--help")
	verbs := []string{"new", "check", "diff", "pack", "key", "sign", "verify", "schema", "example"}
	for _, verb := range verbs {
		if !strings.Contains(help, "\n  "+verb+" ") {
			t.Errorf("the help does not name %s", verb)
		}
		if done(t, verb, "--help") != help || done(t, verb, "-h") != help {
			t.Errorf("%s has another help", verb)
		}
	}
	for _, word := range []string{"--dir", "--json", "-o", "--out", "--key", "--lang", "--html", "contrast", "nearest", "0 done", "1 findings", "2 could not run"} {
		if !strings.Contains(help, word) {
			t.Errorf("the help does not name %s", word)
		}
	}
	if done(t, "help") != help || done(t, "-h") != help {
		t.Error("the help is another")
	}
	for _, line := range strings.Split(help, "\n") {
		if len(line) > 120 || strings.TrimRight(line, " ") != line {
			t.Errorf("the help has the line %q", line)
		}
	}
	if _, _, all, _ := command("help"); !strings.Contains(all, "vestibule brand --help") {
		t.Error("the help of the program does not lead here")
	}
}

// What cannot be run is said on standard error with the way to the help, and nothing is written.
func TestBrandUsage(t *testing.T) {
	t.Chdir(t.TempDir())
	for say, args := range map[string][]string{
		"brand: the command is missing":             {},
		`brand: there is no command "chek"`:         {"chek", "acme"},
		"brand: flag provided but not defined: -js": {"--js"},
		"brand check: PATH is missing":              {"check"},
		"brand pack: DIR is missing":                {"pack", "", "-o", "a.brand"},
		"brand new: NAME is missing":                {"new", "--dir", "a"},
		"brand new: flag provided but not defined":  {"new", "Acme", "--out", "a"},
		`brand check: unexpected argument "b"`:      {"check", "a", "b"},
		"brand check: there is no acme;":            {"check", "acme", "--json"},
		"brand check: flag provided but":            {"check", "acme", "--hmtl", "a"},
		"brand diff: B is missing":                  {"diff", "a", "--out", "d"},
		"brand diff: --out DIR is missing":          {"diff", "a", "b"},
		`brand diff: --theme: there is no "plaid"`:  {"diff", "a", "b", "--out", "d", "--theme", "plaid"},
		"brand diff: there is no a;":                {"diff", "a", "b", "--out", "d"},
		"brand diff: flag provided but":             {"diff", "a", "b", "--brand", "d"},
		"brand pack: -o FILE is missing":            {"pack", "acme"},
		"brand key: --out FILE is missing":          {"key"},
		`brand key: unexpected argument "k.pem"`:    {"key", "k.pem"},
		"brand sign: --key FILE is missing":         {"sign", "acme"},
		"brand verify: --key FILE is missing":       {"verify", "--key=", "acme"},
		"brand schema: flag provided but":           {"schema", "--yaml"},
		`brand example: unexpected argument "full"`: {"example", "full"},
	} {
		refused(t, 2, say, args...)
		refused(t, 2, " --help.\n", args...)
	}
	// A name that begins with a dash is no flag behind two.
	refused(t, 2, "there is no -acme;", "check", "--", "-acme")
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}
