package app_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// signer is a brand whose packs are signed, and the computer that shows them.
type signer struct {
	t          *testing.T
	home, pack string
}

func newSigner(t *testing.T) *signer {
	t.Helper()
	s := &signer{t: t, home: t.TempDir()}
	t.Chdir(t.TempDir())
	s.pack, _ = filepath.Abs("pack")
	for _, key := range []string{"acme.pem", "other.pem"} {
		done(t, "key", "--out", key)
	}
	return s
}

// sign makes a pack; the id and the version may be empty.
func (s *signer) sign(key, id, version string) {
	s.t.Helper()
	text := strings.Replace(plainBrand, "Acme", strings.TrimSpace("Acme "+version), 1) + "[package]\n"
	for name, value := range map[string]string{"id": id, "version": version} {
		if value != "" {
			text += fmt.Sprintf("%s = %q\n", name, value)
		}
	}
	for name, content := range map[string]string{brand.Manifest: text, "logo.svg": plainLogo} {
		if err := os.MkdirAll(s.pack, 0o700); err != nil {
			s.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(s.pack, name), []byte(content), 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
	done(s.t, "sign", s.pack, "--key", key)
}

// start opens the program; without a key any pack will do.
func (s *signer) start(key string) *house {
	s.t.Helper()
	h := branded(s.t, s.pack, func(settings *app.Settings) {
		settings.Dir, settings.BrandKey = s.home, ""
		if key != "" {
			settings.BrandKey, _ = filepath.Abs(key + ".pub")
		}
	})
	h.crewDone()
	return h
}

// A pack that is older than one that was shown is not shown, however well it is signed.
func TestOlderVersionsAreRefused(t *testing.T) {
	s := newSigner(t)
	const id, other = "com.example.acme", "com.example.other"
	for i, step := range []struct {
		key, id, version string
		refused          string // part of the sentence; empty: it is shown
	}{
		{"acme.pem", id, "", ""}, // the first, whatever it is
		{"acme.pem", id, "1.2.0", ""},
		{"acme.pem", id, "1.2.0", ""}, // the same may be changed
		{"acme.pem", id, "1.1.9", "package.version: Version 1.2.0 was shown on this computer before, and this one is older. Raise the version and sign it again."},
		{"acme.pem", id, "", "package.version: Version 1.2.0 was shown"},
		{"acme.pem", other, "0.1.0", ""}, // another brand of the same key
		{"acme.pem", "", "1.1.0", "package.version: Version 1.2.0 was shown"},
		{"acme.pem", "", "1.3.0", ""}, // of no brand: newer than all
		{"acme.pem", id, "1.10.0", ""},
		{"acme.pem", id, "1.9.0", "Version 1.10.0 was shown"},
		{"other.pem", id, "0.0.1", ""}, // what another key signs is another brand
		{"acme.pem", id, "1.9.99", "Version 1.10.0 was shown"},
		{"acme.pem", id, "2.0.0", ""},
		{"acme.pem", id, "99999.0.0", ""}, // the highest there is
		{"acme.pem", id, "65535.99999.99999", "Version 99999.0.0 was shown"},
	} {
		s.sign(step.key, step.id, step.version)
		h := s.start(step.key)
		shown := app.Asking(h.app).Brand.Name
		if step.refused == "" && shown != strings.TrimSpace("Acme "+step.version) {
			t.Errorf("%d: %+v: %s is shown: %s", i, step, shown, h.text())
		}
		if step.refused != "" {
			if h.must(step.refused); shown != "Vestibule" || !strings.Contains(h.text(), brand.Manifest+":") {
				t.Errorf("%d: %+v: %s is shown", i, step, shown)
			}
		}
	}
	s.sign("acme.pem", id, "0.9.0")
	if h := s.start(""); app.Asking(h.app).Brand.Name != "Acme 0.9.0" {
		t.Error("without a key the version matters")
	}
	var file struct {
		Form  int
		Shown []map[string]string
	}
	if err := json.Unmarshal([]byte(read(t, filepath.Join(s.home, "brands.json"))), &file); err != nil || file.Form != 1 || len(file.Shown) != 4 {
		t.Errorf("%+v, %v", file, err)
	}
	if info, err := os.Stat(filepath.Join(s.home, "brands.json")); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Error(info.Mode(), err)
	}
}

// The same while the window is open: the look from before stays.
func TestOlderVersionsAreRefusedLive(t *testing.T) {
	s := newSigner(t)
	s.sign("acme.pem", "com.example.acme", "1.0.0")
	h := s.start("acme.pem")
	s.sign("acme.pem", "com.example.acme", "3.0.0")
	h.looked()
	h.crewDone()
	s.sign("acme.pem", "com.example.acme", "2.0.0")
	h.looked()
	h.looked()
	h.must("so the look from before stays: pack/brand.toml:")
	h.must("Version 3.0.0 was shown on this computer before")
	if name := app.Asking(h.app).Brand.Name; name != "Acme 3.0.0" {
		t.Errorf("%s is shown", name)
	}
	if h = s.start("acme.pem"); app.Asking(h.app).Brand.Name != "Vestibule" {
		t.Error("the version was not kept")
	}
}

// What is wrong with the file is told in the log and keeps nobody from signing in; one of a later program is left alone.
func TestVersionsFileIsDamaged(t *testing.T) {
	s := newSigner(t)
	s.sign("acme.pem", "com.example.acme", "1.0.0")
	file := filepath.Join(s.home, "brands.json")
	for name, c := range map[string]struct{ text, log string }{
		"empty":         {"", "brands not remembered"},
		"no JSON":       {"{", "brands not remembered"},
		"large":         {`{"form":1,"shown":[]}` + strings.Repeat(" ", 70_000), "is larger than 64 KiB"},
		"wrong numbers": {`{"form":1,"shown":[{"key":"","id":"","version":"a.b.c"}]}`, "is damaged"},
		"no form":       {`{}`, "is damaged"},
		"a later form":  {`{"form":2,"shown":{"all":"different"}}`, "brands not remembered"},
	} {
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		h := s.start("acme.pem")
		if got := app.Asking(h.app).Brand.Name; got != "Acme 1.0.0" || !strings.Contains(h.log.String(), c.log) || strings.Contains(h.log.String(), s.home) {
			t.Errorf("%s: %s is shown, and the log has\n%s", name, got, h.log)
		}
		if now := read(t, file); (now == c.text) != (name == "a later form") {
			t.Errorf("%s: the file is now %s", name, now)
		}
		if name == "a later form" {
			continue
		}
		if aside := read(t, filepath.Join(s.home, "brands.bad.json")); aside != c.text {
			t.Errorf("%s: set aside was %.100q", name, aside)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(file, 0o700); err != nil {
		t.Fatal(err)
	}
	h := s.start("acme.pem")
	if app.Asking(h.app).Brand.Name != "Acme 1.0.0" || !strings.Contains(h.log.String(), "version of the brand not saved") {
		t.Errorf("a folder: %s", h.log)
	}
	if info, err := os.Stat(file); err != nil || !info.IsDir() {
		t.Errorf("what cannot be read was replaced: %v, %v", info, err)
	}
}

// A file that cannot be read at the moment, as while another program has it open, is not taken for a new one.
func TestVersionsFileIsBusy(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("nothing is kept from this user")
	}
	s := newSigner(t)
	s.sign("acme.pem", "com.example.acme", "1.0.0")
	file := filepath.Join(s.home, "brands.json")
	const known = `{"form":1,"shown":[{"key":"00","id":"com.example.other","version":"9.0.0"}]}`
	if err := os.WriteFile(file, []byte(known), 0); err != nil {
		t.Fatal(err)
	}
	h := s.start("acme.pem")
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if now := read(t, file); now != known || !strings.Contains(h.log.String(), "version of the brand not saved") {
		t.Errorf("the file is now %s, and the log has\n%s", now, h.log)
	}
}

// brand verify tells which version it is.
func TestVerifyTellsTheVersion(t *testing.T) {
	s := newSigner(t)
	for _, c := range [][3]string{
		{"com.example.acme", "1.2.3", "It is version 1.2.3 of com.example.acme."},
		{"", "1.2.3", "It is version 1.2.3 of a brand without package.id."},
		{"com.example.acme", "", "It has no package.version"},
	} {
		s.sign("acme.pem", c[0], c[1])
		if out := done(t, "verify", s.pack, "--key", "acme.pem.pub"); !strings.Contains(out, c[2]) {
			t.Errorf("%q", out)
		}
	}
}

// Whatever is in the file, it is read in whole or refused.
func FuzzBrandMemory(f *testing.F) {
	f.Add([]byte(`{"form":1,"shown":[{"key":"00","id":"com.example","version":"1.0.0"}],"crashed":["ff"]}`))
	f.Add([]byte(`{"form":2}`))
	f.Add([]byte(`{"form":1,"shown":[{"version":"1.0.99999"}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		once, err := app.BrandMemory(b)
		if err != nil {
			return
		}
		twice, err := app.BrandMemory(once)
		if err != nil || string(once) != string(twice) {
			t.Errorf("%s becomes %s, %v", once, twice, err)
		}
	})
}
