package app_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// Who says which tenant gets the password, and which key a pack must be signed with: a flag before the environment before
// the file before a signed pack. A pack that is not signed with the key of the settings only makes a proposal, whatever else
// is said or left out, and nothing turns a key off that the settings name.
func TestWhoNamesTheTenant(t *testing.T) {
	home := t.TempDir()
	t.Chdir(home)
	done(t, "key", "--out", "acme.pem")
	done(t, "key", "--out", "other.pem")
	id := stories.ClientIDs["password"]
	tenant := "[tenant]\nauthority = \"frompack\"\nclient_id = \"" + id + "\"\n"
	packs := map[string]string{"unsigned": "", "signed": "acme.pem", "foreign": "other.pem"}
	for name, key := range packs {
		packs[name] = filepath.Join(home, name)
		if err := os.Mkdir(name, 0o700); err != nil {
			t.Fatal(err)
		}
		for file, content := range map[string]string{brand.Manifest: plainBrand + tenant, "logo.svg": plainLogo} {
			if err := os.WriteFile(filepath.Join(name, file), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if key != "" {
			done(t, "sign", name, "--key", key)
		}
	}
	key, otherKey := filepath.Join(home, "acme.pem.pub"), filepath.Join(home, "other.pem.pub")
	const asked = "" // the person is
	for _, c := range []struct {
		name, flags, environ, file string // PACK:name, KEY and OTHER stand for paths; ID for a client ID
		host                       string
		shown                      string // the name of the brand
		proposed                   string // what the form begins with
		refused                    string // part of the error
	}{
		{name: "nothing", host: asked, shown: "Vestibule"},
		{name: "unsigned", flags: "--brand=PACK:unsigned", host: asked, shown: "Acme", proposed: "frompack"},
		{name: "unsigned in the file", file: "brand='PACK:unsigned'", host: asked, shown: "Acme", proposed: "frompack"},
		{name: "signed, but no key is asked for", flags: "--brand=PACK:signed", host: asked, shown: "Acme", proposed: "frompack"},
		{name: "signed", flags: "--brand=PACK:signed --brand-key=KEY", host: "frompack", shown: "Acme"},
		{name: "signed, the key in the file", flags: "--brand=PACK:signed", file: "brand_key='KEY'", host: "frompack", shown: "Acme"},
		{name: "foreign", flags: "--brand=PACK:foreign --brand-key=KEY", host: asked, shown: "Vestibule"},
		{name: "unsigned against a key in the file", flags: "--brand=PACK:unsigned", file: "brand_key='KEY'", host: asked, shown: "Vestibule"},
		{name: "unsigned against a key of the environment", flags: "--brand=PACK:unsigned", environ: "VESTIBULE_BRAND_KEY=KEY", host: asked, shown: "Vestibule"},
		{name: "a key that is nothing", flags: "--brand=PACK:unsigned --brand-key=", file: "brand_key='KEY'", refused: "brand-key is empty"},
		{name: "a key of blanks", flags: "--brand=PACK:unsigned", environ: "VESTIBULE_BRAND_KEY= ", file: "brand_key='KEY'", refused: "is empty"},
		{name: "a variable that is set to nothing", flags: "--brand=PACK:unsigned", environ: "VESTIBULE_BRAND_KEY=", file: "brand_key='KEY'", host: asked, shown: "Vestibule"},
		{name: "an empty key in the file", file: "brand='PACK:unsigned'\nbrand_key=''", refused: "is empty"},
		{name: "a key in a table", file: "brand='PACK:unsigned'\n[brand_key]\npath='KEY'", refused: "brand_key must be a text"},
		{name: "a misspelt key", file: "brand='PACK:unsigned'\nbrandkey='KEY'", refused: "did you mean brand_key?"},
		{name: "a misspelt variable", flags: "--brand=PACK:unsigned", environ: "VESTIBULE_BRANDKEY=KEY", refused: "is not a setting"},
		{name: "another key of the environment", flags: "--brand=PACK:signed", environ: "VESTIBULE_BRAND_KEY=OTHER", file: "brand_key='KEY'", host: asked, shown: "Vestibule"},
		{name: "a flag before the environment", flags: "--brand=PACK:signed --brand-key=KEY", environ: "VESTIBULE_BRAND_KEY=OTHER VESTIBULE_BRAND=PACK:foreign", host: "frompack", shown: "Acme"},
		{name: "the file before an unsigned pack", flags: "--brand=PACK:unsigned", file: "authority='fromfile'\nclient_id='ID'", host: "fromfile", shown: "Acme"},
		{name: "the file before a signed pack", flags: "--brand=PACK:signed --brand-key=KEY", file: "authority='fromfile'\nclient_id='ID'", host: "fromfile", shown: "Acme"},
		{name: "the environment before the file", flags: "--brand=PACK:signed --brand-key=KEY", environ: "VESTIBULE_AUTHORITY=fromenv", file: "authority='fromfile'\nclient_id='ID'", host: "fromenv", shown: "Acme"},
		{name: "a flag before all", flags: "--brand=PACK:signed --brand-key=KEY --authority=fromflag", environ: "VESTIBULE_AUTHORITY=fromenv", file: "authority='fromfile'\nclient_id='ID'", host: "fromflag", shown: "Acme"},
		{name: "half a tenant is not made whole by a pack", flags: "--brand=PACK:signed --brand-key=KEY --authority=fromflag", refused: "client_id is missing"},
		{name: "nor the other half", flags: "--brand=PACK:unsigned", environ: "VESTIBULE_CLIENT_ID=ID", refused: "authority is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			fill := strings.NewReplacer("PACK:", home+string(filepath.Separator), "KEY'", key+"'", "=KEY", "="+key, "=OTHER", "="+otherKey, "='ID'", "='"+id+"'", "_ID=ID", "_ID="+id).Replace
			if err := os.WriteFile(filepath.Join(dir, "vestibule.toml"), []byte(fill(c.file)), 0o600); err != nil {
				t.Fatal(err)
			}
			environ := strings.Fields(fill(c.environ))
			if strings.HasSuffix(c.environ, "= ") {
				environ = []string{c.environ}
			}
			s, err := app.ReadSettings(append(strings.Fields(fill(c.flags)), "--dir="+dir), environ, io.Discard)
			if c.refused != "" {
				if err == nil || !strings.Contains(err.Error(), c.refused) || strings.ContainsAny(err.Error(), "\n\x1b") {
					t.Errorf("%v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			s.Lang, s.Theme = "en", "light"
			h := quiet(t, "", func(h *house) { h.config.Settings = s })
			h.settle("start")
			host := ""
			if c.host != "" {
				host = c.host + ".ciamlogin.com"
			}
			if ask := app.Asking(h.app); ask.Host != host || ask.Brand.Name != c.shown {
				t.Fatalf("%s gets the password, and %s is shown", ask.Host, ask.Brand.Name)
			}
			if c.host != "" {
				return
			}
			if h.app.Step() != nil {
				t.Error("a conversation has begun that nobody asked for")
			}
			h.click("start.connect")
			if fields := all[*kit.Field](h.window); len(fields) != 2 || fields[0].Text() != c.proposed {
				t.Errorf("the form proposes %q", fields[0].Text())
			}
			if strings.Contains(read(t, h.config.Settings.File), "frompack") {
				t.Error("the tenant of a pack was saved without a question")
			}
		})
	}
}
