package brand_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// folder writes files into a new folder.
func folder(t testing.TB, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A pack is the same whether it is read from a folder, from its brand.toml, or from the file that was made of it.
func TestForms(t *testing.T) {
	for name, p := range compiledIn(t) {
		dir := folder(t, p.Files)
		if err := os.WriteFile(filepath.Join(dir, "design.psd"), []byte("not of the pack"), 0o600); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), name+brand.Extension)
		if err := brand.WriteFile(file, p); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{dir, filepath.Join(dir, brand.Manifest), file} {
			same, err := brand.Read(path)
			if err != nil {
				t.Errorf("%s: %v", path, err)
			} else if !reflect.DeepEqual(p, same) {
				t.Errorf("%s is another pack", path)
			}
		}
	}
}

// The same content is always the same bytes, and they are a zip that others read too.
func TestWriteIsDeterministic(t *testing.T) {
	p := compiledIn(t)["aldermoor"]
	first := packed(t, p.Files)
	for range 5 {
		if again := packed(t, p.Files); !bytes.Equal(first, again) {
			t.Fatal("other bytes")
		}
	}
	if len(first) > 60<<10 {
		t.Errorf("%d bytes are not packed", len(first))
	}
	standard, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil || len(standard.File) != len(p.Files) {
		t.Fatalf("no zip for others: %v", err)
	}
	for _, f := range standard.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(io.LimitReader(r, brand.MaxUnpacked))
		if err != nil || !bytes.Equal(content, p.Files[f.Name]) || f.Modified.Year() != 1980 || !f.Mode().IsRegular() {
			t.Errorf("%s: another file: %v", f.Name, err)
		}
	}
}

// Zips of other programs, which put sizes behind the content, are read as well.
func TestStandardZip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.brand")
	if err := os.WriteFile(path, standard(t, brand.Manifest, 0o644, goodManifest), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := brand.Read(path)
	if err == nil || !strings.Contains(err.Error(), "logo.svg, which is not in the pack") {
		t.Errorf("the zip is not read: %v", err)
	}
}

// Everything that stands in a brand.toml arrives in the Pack.
func TestParse(t *testing.T) {
	files := pack(map[string]string{"dark.svg": goodLogo, brand.Manifest: `
name = { en = "Acme", de-AT = "Akme" }
company = "Acme Inc."
attribute = [{ name = "extension_x", label = "Number", hint = { en = "Eight digits" } }]
[logo]
light = "logo.svg"
dark = "dark.svg"
[look]
accent = { light = "#123", dark = "#ABCDEF" }
surface = "#ffffff"
control_radius = 4.5
card_radius = 0
density = "compact"
layout = "card"
logo_place = "center"
font.family = "Source Sans 3"
[links]
terms = "https://www.example.com/terms?x=1#y"
support = "mailto:help@example.com"
[offer]
journeys = ["browser", "sign_up"]
wording = "helpful"
code_valid = "1h30m"
mail_domains = ["acme.example", "mail.acme.example"]
[words.pt-br]
"username.title" = "Olá, {{.Brand}}"
"demo.inbox.show" = { one = "{{.Count}} nova", other = "{{.Count}} novas" }
[tenant]
authority = "https://login.example.com/contoso"
client_id = "00000000-0000-4000-8000-000000000001"
[window]
title = "Sign in – Acme"
[package]
id = "com.example.signin"
version = "1.2.3"
[tokens]
title_size = 28
[tokens.light]
ring = "#12345678"
[tokens.contrast]
danger = "#f00"
`})
	p, err := brand.Parse(files)
	if err != nil {
		t.Fatal(err)
	}
	c := func(r, g, b, a uint8) color.NRGBA { return color.NRGBA{r, g, b, a} }
	for what, same := range map[string]bool{
		"name":       p.Name.In("de-AT") == "Akme" && p.Name.In("de") == "Acme" && p.Name.In("fr") == "Acme",
		"company":    p.Company.In("ja") == "Acme Inc.",
		"attributes": len(p.Attributes) == 1 && p.Attributes[0].Label.In("de") == "Number" && p.Attributes[0].Hint.In("fr") == "Eight digits",
		"logo":       p.Logo.Light.Name == "logo.svg" && p.Logo.Dark.Name == "dark.svg" && p.Logo.Compact == nil,
		"accent":     p.Look.Accent.Light == c(0x11, 0x22, 0x33, 0xFF) && *p.Look.Accent.Dark == c(0xAB, 0xCD, 0xEF, 0xFF),
		"surface":    p.Look.Surface.Dark == nil && p.Look.Background == nil,
		"radius":     *p.Look.ControlRadius == 4.5 && *p.Look.CardRadius == 0,
		"look":       p.Look.Density == "compact" && p.Look.Layout == "card" && p.Look.LogoPlace == "center" && p.Look.Font.Family == "Source Sans 3",
		"links":      p.Links.Terms.In("en") != "" && p.Links.Support[""] == "mailto:help@example.com",
		"journeys":   p.Offers("sign_up") && p.Offers("browser") && !p.Offers("reset") && p.Journeys[0] == "sign_up",
		"wording":    p.Helpful,
		"code":       p.CodeValid == 90*time.Minute,
		"domains":    slices.Equal(p.MailDomains, []string{"acme.example", "mail.acme.example"}),
		"words":      p.Words["pt-BR"]["username.title"]["other"] == "Olá, {{.Brand}}" && p.Words["pt-BR"]["demo.inbox.show"]["one"] == "{{.Count}} nova",
		"tenant":     p.Tenant.Authority == "https://login.example.com/contoso" && p.Tenant.ClientID != "",
		"window":     p.Window.Title.In("en") == "Sign in – Acme",
		"package":    p.Package == brand.Package{ID: "com.example.signin", Version: "1.2.3"},
		"tokens":     p.Tokens.Sizes["title_size"] == 28 && p.Tokens.Light["ring"] == c(0x12, 0x34, 0x56, 0x78) && p.Tokens.Contrast["danger"] == c(0xFF, 0, 0, 0xFF),
		"line":       p.Place("look.accent") == 9 && p.Place("words.pt-BR.username.title") == 26 && p.Place("look.font.family") == 16 && p.Place("attribute[0].label") == 4,
		"near line":  p.Place("look.text") == 8 && p.Place("package.nothing") == 33 && p.Place("nothing") == 0,
	} {
		if !same {
			t.Errorf("the %s is another one", what)
		}
	}
	plain, err := brand.Parse(pack(nil))
	if err != nil {
		t.Fatal(err)
	}
	if plain.Look.Density != "comfortable" || plain.Look.Layout != "split" || plain.Helpful || !plain.Offers("reset") || plain.SignedBy != nil {
		t.Errorf("other defaults: %+v", plain.Look)
	}
}

// Every finding is told at once, in the order of the lines, and nothing of the pack is given away.
func TestAllFindings(t *testing.T) {
	p, err := brand.Parse(pack(map[string]string{"logo.svg": svg(`<script/>`), brand.Manifest: goodManifest + "[look]\ncard_radius = 99\naccnt = \"#fff\"\n[links]\nterms = \"ftp://x\"\n"}))
	var refused *brand.Error
	if p != nil || !errors.As(err, &refused) {
		t.Fatalf("%v, %v", p, err)
	}
	want := []string{"brand.toml:5: ", "brand.toml:6: ", "brand.toml:8: ", "logo.svg:1: "}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d findings:\n%v", len(lines), err)
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, want[i]) {
			t.Errorf("%s\nis not at %s", line, want[i])
		}
	}
	if refused.Findings[1].Key != "look.accnt" {
		t.Errorf("%+v", refused.Findings[1])
	}
}

// Words that nobody says and places that nobody fills are found.
func TestCheckWords(t *testing.T) {
	p, err := brand.Parse(pack(map[string]string{brand.Manifest: goodManifest + "[words.en]\n\"username.titel\" = \"x\"\n\"password.title\" = \"{{.Brnd}} {{.Brand}}\"\n"}))
	if err != nil {
		t.Fatal(err)
	}
	found := p.CheckWords(map[string][]string{"username.title": nil, "password.title": {"Brand"}})
	if len(found) != 2 || found[0].Line != 6 || !strings.Contains(found[0].Text, "{{.Brnd}}") ||
		found[1].Line != 5 || !strings.Contains(found[1].Text, `"username.title"`) {
		t.Errorf("%+v", found)
	}
}

// What nobody sees of a picture stays outside: where it was taken, by which program, and what hides behind its end.
func TestPicturesAreStripped(t *testing.T) {
	text := chunk("tEXt", []byte("Author\x00somebody"))
	pic := pngOf(t, 20, 20)
	pic = append(pic[:33:33], append(text, pic[33:]...)...)
	photo := jpegOf(t, 40, 40)
	exif := []byte("Exif\x00\x00position")
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(exif)+2))
	photo = append(append(append(photo[:2:2], append(segment, exif...)...), photo[2:]...), "PK\x03\x04 behind"...)
	p, err := brand.Parse(pack(map[string]string{"a.png": string(pic), "b.jpg": string(photo),
		brand.Manifest: "name = \"A\"\n[logo]\nlight = \"a.png\"\n[look]\nimage = \"b.jpg\"\nlayout = \"image\"\n", "logo.svg": ""}))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []*brand.File{p.Logo.Light, p.Look.Image} {
		for _, hidden := range []string{"somebody", "position", "behind"} {
			if bytes.Contains(f.Data, []byte(hidden)) {
				t.Errorf("%s still holds %q", f.Name, hidden)
			}
		}
		if !bytes.Contains(p.Files["a.png"], []byte("somebody")) {
			t.Error("the file itself was changed")
		}
	}
	img, err := png.Decode(bytes.NewReader(p.Logo.Light.Data))
	if err != nil || img.At(3, 3) != drawing(20, 20).At(3, 3) {
		t.Errorf("another picture: %v", err)
	}
	if crc32.ChecksumIEEE(p.Look.Image.Data) == crc32.ChecksumIEEE(photo) {
		t.Error("the photo is as it was")
	}
}

// New makes a folder that is a pack, which packs and reads again.
func TestNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "acme")
	if err := brand.New(dir, `Ac"me \ Söhne`); err != nil {
		t.Fatal(err)
	}
	p, err := brand.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if p.Name.In("en") != `Ac"me \ Söhne` || p.Logo.Light == nil {
		t.Errorf("%+v", p)
	}
	if schema, err := os.ReadFile(filepath.Join(dir, brand.SchemaFile)); err != nil || !bytes.Equal(schema, brand.Schema()) {
		t.Errorf("no schema: %v", err)
	}
	if err := brand.New(dir, "Acme"); err == nil {
		t.Error("a folder that is not empty is written into")
	}
	for _, name := range []string{"", "a\u202Eb", strings.Repeat("x", 61)} {
		if err := brand.New(filepath.Join(t.TempDir(), "x"), name); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
}

// A folder gives away nothing that is not of the pack, and nothing in it is waited for.
func TestHostileFolders(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.svg")
	if err := os.WriteFile(secret, []byte(goodLogo), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(dir string) error
		words  string
	}{
		"a link to a file": {func(dir string) error {
			return swap(dir, "logo.svg", func(p string) error { return os.Symlink(secret, p) })
		}, "logo.svg: is a link"},
		"a link for the rules": {func(dir string) error {
			return swap(dir, brand.Manifest, func(p string) error { return os.Symlink(secret, p) })
		}, "brand.toml: is a link"},
		"a folder for a logo": {func(dir string) error {
			return swap(dir, "logo.svg", func(p string) error { return os.Mkdir(p, 0o700) })
		}, "logo.svg: is no plain file"},
		"no brand.toml": {func(dir string) error { return os.Remove(filepath.Join(dir, brand.Manifest)) }, "brand.toml: is missing"},
		"no logo":       {func(dir string) error { return os.Remove(filepath.Join(dir, "logo.svg")) }, "logo.svg, which is not in the pack"},
		"1,001 things": {func(dir string) (err error) {
			for i := 0; i < 1001 && err == nil; i++ {
				err = os.WriteFile(filepath.Join(dir, fmt.Sprintf("x%d", i)), nil, 0o600)
			}
			return err
		}, "more than 1000 things"},
		"65 texts": {func(dir string) (err error) {
			for i := 0; i < 65 && err == nil; i++ {
				err = os.WriteFile(filepath.Join(dir, fmt.Sprintf("x%d.txt", i)), []byte("x"), 0o600)
			}
			return err
		}, "a pack has at most 64"},
	} {
		dir := folder(t, pack(nil))
		if err := c.change(dir); err != nil {
			t.Logf("%s: cannot be made here: %v", name, err)
			continue
		}
		p, err := brand.Read(dir)
		if p != nil || err == nil || !strings.Contains(err.Error(), c.words) || !strings.HasPrefix(err.Error(), dir) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func swap(dir, name string, put func(path string) error) error {
	path := filepath.Join(dir, name)
	if err := os.Remove(path); err != nil {
		return err
	}
	return put(path)
}

// What is not there, and what is neither folder nor file, is told as such.
func TestReadNothing(t *testing.T) {
	if _, err := brand.Read(filepath.Join(t.TempDir(), "nothing")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if _, err := brand.Read(os.DevNull); err == nil {
		t.Error("a device is a brand")
	}
}
