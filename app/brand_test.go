package app_test

import (
	"bytes"
	"image/color"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// shipped is the folder of a brand of the program.
func shipped(name string) string { return filepath.Join("..", "assets", "brands", name) }

// workshop is a pack that somebody works on. Each change has a later time than the one before, as it has when a person
// makes it.
type workshop struct {
	t    *testing.T
	dir  string
	time time.Time
}

func newWorkshop(t *testing.T, name string) *workshop {
	t.Helper()
	w := &workshop{t: t, dir: filepath.Join(t.TempDir(), name), time: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	if err := os.CopyFS(w.dir, os.DirFS(shipped(name))); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *workshop) save(name, text string) {
	w.t.Helper()
	path := filepath.Join(w.dir, name)
	w.time = w.time.Add(time.Second)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	if err := os.Chtimes(path, w.time, w.time); err != nil {
		w.t.Fatal(err)
	}
}

// edit replaces a text in brand.toml.
func (w *workshop) edit(old, replacement string) {
	w.t.Helper()
	text := read(w.t, filepath.Join(w.dir, brand.Manifest))
	if !strings.Contains(text, old) {
		w.t.Fatalf("%s does not hold %q", w.dir, old)
	}
	w.save(brand.Manifest, strings.Replace(text, old, replacement, 1))
}

// branded gives a window in the look of a pack.
func branded(t *testing.T, path string, change ...func(*app.Settings)) *house {
	t.Helper()
	h := quiet(t, stories.ClientIDs["password"], func(h *house) {
		h.config.Settings.Brand, h.config.Settings.Wording = path, "neutral"
		for _, f := range change {
			f(&h.config.Settings)
		}
	})
	h.settle("start")
	return h
}

// looked lets the pack be looked at once more.
func (h *house) looked() {
	h.t.Helper()
	h.pass(900 * time.Millisecond)
	h.crewDone()
}

// accent is the colour of the main button.
func (h *house) accent() color.Color {
	return color.NRGBAModel.Convert(h.config.Fyne.Settings().Theme().Color(kit.ColorAccent, theme.VariantLight))
}

// A pack is the window: its look, title, icon, words, wording, and what it knows of the tenant's codes and attributes.
func TestBrandIsTheWindow(t *testing.T) {
	h := branded(t, shipped("quirlo"))
	if got := h.accent(); got != (color.NRGBA{0xD6, 0, 0x6C, 0xFF}) {
		t.Errorf("the main button is %v", got)
	}
	if h.app.Window().Title() != "quirlo! – sign in" {
		t.Errorf("the title is %q", h.app.Window().Title())
	}
	mark := []byte(read(t, filepath.Join(shipped("quirlo"), "mark.svg")))
	if icon := h.app.Window().Icon(); !bytes.Equal(icon.Content(), stripped(t, mark)) {
		t.Errorf("the icon is %s", icon.Name())
	}
	h.must("Hey, it’s you!")
	ask := app.Asking(h.app)
	if ask.Brand.Name != "quirlo!" || !ask.Revealing || ask.CodeValid != 0 {
		t.Errorf("%+v", ask)
	}
	if label, hint := ask.Attribute("extension_0123456789abcdef0123456789abcdef_loyaltyNumber"); label != "Whirl card" || hint == "" {
		t.Errorf("the attribute is called %q, %q", label, hint)
	}

	h.speak("de")
	h.must("Hey, da bist du ja!")
	if label, _ := app.Asking(h.app).Attribute("extension_0123456789abcdef0123456789abcdef_loyaltyNumber"); label != "Quirlkarte" {
		t.Errorf("the attribute is called %q", label)
	}
	h.fill("password@contoso.example")
	h.enter()
	h.settle("address")
	h.must("Zauberwort?")
	if h.app.Window().Title() != "quirlo! – sign in" {
		t.Errorf("the title is %q", h.app.Window().Title())
	}

	h = branded(t, shipped("waha"), func(s *app.Settings) { s.Lang = "ar" })
	if ask := app.Asking(h.app); ask.CodeValid != 15*time.Minute || ask.Revealing || ask.Brand.Name != "بوابة الواحة" {
		t.Errorf("%+v", ask)
	}
	if h.app.Window().Title() != "تسجيل الدخول – بوابة الواحة" {
		t.Errorf("the title is %q", h.app.Window().Title())
	}
	page := app.ReturnPage(h.app, true)
	if page.Brand != "بوابة الواحة" || page.Lang != "ar" || !strings.Contains(page.Title+page.Text, page.Brand) {
		t.Errorf("the page in the browser is %+v", page)
	}
}

// stripped is a picture without what nobody sees, as a pack gives it away.
func stripped(t *testing.T, svg []byte) []byte {
	t.Helper()
	p, err := brand.Parse(map[string][]byte{brand.Manifest: []byte(plainBrand), "logo.svg": svg})
	if err != nil {
		t.Fatal(err)
	}
	return p.Logo.Light.Data
}

// Without a pack it is the stock brand, and nothing looks at anything.
func TestStockBrand(t *testing.T) {
	h := branded(t, "")
	if h.app.Window().Title() != "Sign in – Vestibule" || !bytes.Equal(h.app.Window().Icon().Content(), assets.AppIcon()) {
		t.Errorf("the window is %q with %s", h.app.Window().Title(), h.app.Window().Icon().Name())
	}
	if n := h.loop.pending(); n != 0 {
		t.Errorf("%d timers", n)
	}
	if h = branded(t, shipped("aldermoor")); h.loop.pending() != 1 {
		t.Errorf("%d timers with a pack", h.loop.pending())
	}
}

// What the settings say goes before the brand.
func TestSettingsGoBeforeTheBrand(t *testing.T) {
	const name = "extension_0123456789abcdef0123456789abcdef_residentNumber"
	h := branded(t, shipped("waha"), func(s *app.Settings) {
		s.CodeValid, s.CodeValidGiven = 0, true
		s.Attributes = []app.Attribute{{Attribute: auth.Attribute{Name: name}, Label: app.Texts{"": "Number"}}}
	})
	ask := app.Asking(h.app)
	if ask.CodeValid != 0 {
		t.Errorf("codes work for %v", ask.CodeValid)
	}
	if label, hint := ask.Attribute(name); label != "Number" || hint != "Nine digits on your resident card" {
		t.Errorf("the attribute is called %q, %q", label, hint)
	}
	if h = branded(t, shipped("quirlo"), func(s *app.Settings) { s.WordingGiven = true }); app.Asking(h.app).Revealing {
		t.Error("the wording is that of the brand")
	}
	if h = branded(t, shipped("waha"), func(s *app.Settings) { s.CodeValid = time.Minute }); app.Asking(h.app).CodeValid != time.Minute {
		t.Error("codes work as long as the brand says")
	}
	// The person's own choices lie on top of every look.
	h = branded(t, shipped("quirlo"), func(s *app.Settings) { s.TextSize, s.Contrast = 200, "on" })
	stock := branded(t, "", func(s *app.Settings) { s.TextSize, s.Contrast = 200, "on" })
	th := h.config.Fyne.Settings().Theme()
	if th.Size(theme.SizeNameText) != stock.config.Fyne.Settings().Theme().Size(theme.SizeNameText) {
		t.Errorf("the text is %g", th.Size(theme.SizeNameText))
	}
	page, text := th.Color(kit.ColorCard, theme.VariantLight), th.Color(kit.ColorText, theme.VariantLight)
	if ratio := kit.Contrast(page, text); ratio < 7 {
		t.Errorf("in high contrast the text has %.1f", ratio)
	}
}

// A pack with anything wrong in it is not shown at all: the stock brand is, the window says why, and works.
func TestBrokenBrand(t *testing.T) {
	w := newWorkshop(t, "quirlo")
	w.edit(`radius = 22`, `radius = 99`)
	w.edit(`layout = "image"`, "layout = \"imag\"\nwat = 1")
	h := branded(t, w.dir)
	h.must("The brand pack is not shown because of 3 problems. The first: quirlo/brand.toml:19: look.control_radius: Write a number from 0 to 22.")
	if h.app.Window().Title() != "Sign in – Vestibule" || h.accent() != branded(t, "").accent() {
		t.Errorf("half of the brand is on show: %q, %v", h.app.Window().Title(), h.accent())
	}
	log := h.log.String()
	for _, f := range []string{"brand.toml:19: look.control_radius", "brand.toml:22: look.layout", "brand.toml:23: look.wat"} {
		if !strings.Contains(log, filepath.Join(w.dir, f)) {
			t.Errorf("the log does not hold %q:\n%s", f, log)
		}
	}
	h.speak("de")
	h.must("Das Markenpaket wird wegen 3 Problemen nicht gezeigt. Das erste: quirlo/brand.toml:19: look.control_radius: Geben Sie eine Zahl von 0 bis 22 ein.")
	h.play("say username password@contoso.example", "say password Correct-Horse-1", "ask SignedIn kept")
	h.must("Das Markenpaket wird")

	// A pack that is not there, and one that is no pack.
	h = branded(t, filepath.Join(t.TempDir(), "gone"))
	h.must("The brand pack is not shown because of a problem: There is no gone. Check how it is spelt.")
	h = branded(t, filepath.Join(t.TempDir(), "weg"))
	h.speak("de")
	h.must("Das Markenpaket wird wegen eines Problems nicht gezeigt: weg gibt es nicht.")
	h = branded(t, settingsFile(t, "lang = 'de'"))
	h.must("The brand pack is not shown because of a problem: vestibule.toml: ")
}

// What a pack writes into its findings cannot be taken for words of the window.
func TestFindingsAreMadeHarmless(t *testing.T) {
	dir := write(t, map[string]string{"logo.svg": plainLogo,
		"brand.toml": plainBrand + "[words.en]\n\"" + strings.Repeat(`a\u202E\u001B[2J `, 12) + "\" = \"x\"\n"})
	h := branded(t, dir, func(s *app.Settings) { s.Lang = "ar" })
	if shown := h.text(); !strings.Contains(shown, "brand.toml:5") || strings.ContainsAny(shown, "\u202e\x1b\u2066\u2067") {
		t.Errorf("%q", shown)
	}
	if strings.Contains(h.log.String(), "\x1b") {
		t.Error("the log steers a terminal")
	}
}

// A pack that was tried in one language while the person chose another one is tried in that before it is shown.
func TestBrandIsTriedInTheLanguageOnShow(t *testing.T) {
	w := newWorkshop(t, "quirlo")
	h := branded(t, w.dir)
	before := h.accent()
	w.edit("#D6006C", "#00695C")
	var held []func()
	h.app.SetSpawn(func(f func()) { held = append(held, f) })
	run := func() {
		for len(held) > 0 {
			f := held[0]
			held = held[1:]
			f()
			h.pump()
		}
	}
	h.pass(900 * time.Millisecond)
	app.Asking(h.app).OnLanguage("de")
	if run(); h.accent() != before {
		t.Error("it was tried in English, and is shown in German")
	}
	h.pass(900 * time.Millisecond)
	if run(); h.accent() != (color.NRGBA{0, 0x69, 0x5C, 0xFF}) {
		t.Errorf("it is not shown at the next look: %v", h.accent())
	}
}

// A change of the pack is seen at once, and what was typed stays, with the caret where it was.
func TestBrandIsLive(t *testing.T) {
	w := newWorkshop(t, "quirlo")
	h := branded(t, w.dir)
	h.fill("anna@contoso.example")
	h.press(fyne.KeyHome, fyne.KeyRight, fyne.KeyRight)
	before := h.app.Screen()

	h.looked()
	if h.app.Screen() != before {
		t.Fatal("the screen is built again although nothing has changed")
	}
	skin := h.config.Fyne.Settings().Theme()
	w.edit("#D6006C", "#00695C")
	w.edit("Hey, it’s you!", "Hello again")
	w.edit(`title = "quirlo! – sign in"`, `title = "quirlo"`)
	h.looked()
	h.must("Hello again")
	h.mustNot("Hey, it’s you!")
	if got := h.accent(); got != (color.NRGBA{0, 0x69, 0x5C, 0xFF}) || h.app.Window().Title() != "quirlo" {
		t.Errorf("the main button is %v, the title %q", got, h.app.Window().Title())
	}
	if h.config.Fyne.Settings().Theme() != skin {
		t.Error("Fyne is given another theme, with which it reads all fonts again and keeps those before for ever")
	}
	field := first[*kit.Field](h.window)
	if field.Text() != "anna@contoso.example" || h.focused() != field.Target() || field.Caret() != 2 {
		t.Errorf("the field holds %q with the caret at %d, and the focus is on %T", field.Text(), field.Caret(), h.focused())
	}
	h.focused().TypedRune('n')
	if field.Text() != "annna@contoso.example" {
		t.Errorf("typing goes on as %q", field.Text())
	}

	// A picture that changes is a change too.
	logo := app.Asking(h.app).Brand.Logo
	w.save("logo.svg", read(t, filepath.Join(shipped("waha"), "logo.svg")))
	h.looked()
	if fresh := app.Asking(h.app).Brand.Logo; fresh.Name() == logo.Name() || bytes.Equal(fresh.Content(), logo.Content()) {
		t.Errorf("the logo is still %s", fresh.Name())
	}
	// What is saved without a change is none.
	before = h.app.Screen()
	w.save(brand.Manifest, read(t, filepath.Join(w.dir, brand.Manifest)))
	h.looked()
	if h.app.Screen() != before {
		t.Error("the screen is built again although the pack is the same")
	}
	if h.loop.pending() != 1 {
		t.Errorf("%d timers", h.loop.pending())
	}
}

// A font that changes is a change too, whatever its file is called.
func TestFontOfABrandIsLive(t *testing.T) {
	w := newWorkshop(t, "aldermoor")
	h := branded(t, w.dir)
	font := func(style fyne.TextStyle) fyne.Resource { return h.config.Fyne.Settings().Theme().Font(style) }
	regular, bold := font(fyne.TextStyle{}), font(fyne.TextStyle{Bold: true})
	h.fill("anna@")
	w.save("serif-regular.ttf", read(t, filepath.Join(w.dir, "serif-bold.ttf")))
	h.looked()
	if now := font(fyne.TextStyle{}); now == regular || now != bold || font(fyne.TextStyle{Bold: true}) != bold {
		t.Errorf("words are drawn in %s and %s", font(fyne.TextStyle{}).Name(), font(fyne.TextStyle{Bold: true}).Name())
	}
	if first[*kit.Field](h.window).Text() != "anna@" {
		t.Error("what was typed is gone")
	}
}

// A password and a choice stay too, on screens that no question asks for as on those of the conversation.
func TestBrandIsLiveOnEveryScreen(t *testing.T) {
	w := newWorkshop(t, "aldermoor")
	h := branded(t, w.dir)
	h.play("say username password@contoso.example", "ask EnterPassword")
	h.fill("Correct-Hor")
	w.edit("Good day", "Good evening")
	h.looked()
	h.must("Good evening")
	if p := first[*kit.PasswordField](h.window); p.Text() != "Correct-Hor" || p.Revealed() || h.focused() != p.Target() {
		t.Errorf("the password holds %d characters, and the focus is on %T", len(p.Text()), h.focused())
	}
	h.fill("Correct-Horse-1")
	h.enter()
	h.settle("password")
	w.edit(`"username.title" = "Online banking"`, "\"username.title\" = \"Online banking\"\n\"signed_in.sign_out\" = \"Leave\"")
	h.looked()
	h.must("Leave")

	h = atStart(t, func(h *house) { h.config.Settings.Brand = w.dir })
	h.click("start.connect")
	h.fill("contoso")
	w.edit("#0B2A4A", "#5A1220")
	h.looked()
	fields := all[*kit.Field](h.window)
	if len(fields) != 2 || fields[0].Text() != "contoso" || h.focused() != fields[0].Target() {
		t.Errorf("%d fields, the focus on %T", len(fields), h.focused())
	}
}

// An editor that empties a file before it writes it is waited for; what stays wrong is told, and the look before stays
// until it is mended.
func TestBrandThatBreaksKeepsTheLook(t *testing.T) {
	w := newWorkshop(t, "quirlo")
	h := branded(t, w.dir)
	h.fill("anna@")
	good := read(t, filepath.Join(w.dir, brand.Manifest))
	const kept = "so the look from before stays"

	w.save(brand.Manifest, "")
	h.looked()
	h.mustNot(kept)
	w.save(brand.Manifest, strings.Replace(good, "Hey, it’s you!", "Hello again", 1))
	h.looked()
	h.must("Hello again")
	h.looked()
	h.mustNot(kept)

	w.edit("#D6006C", "#D6006")
	h.looked()
	h.mustNot(kept)
	h.looked()
	h.must(kept + ": quirlo/brand.toml:15: look.accent: Write a colour")
	h.must("Hello again")
	if got := h.accent(); got != (color.NRGBA{0xD6, 0, 0x6C, 0xFF}) {
		t.Errorf("the main button is %v", got)
	}
	if field := first[*kit.Field](h.window); field.Text() != "anna@" || h.focused() != field.Target() {
		t.Errorf("the field holds %q, and the focus is on %T", field.Text(), h.focused())
	}
	told := strings.Count(h.log.String(), "look.accent")
	if h.looked(); strings.Count(h.log.String(), "look.accent") != told {
		t.Error("it is told again and again")
	}
	w.edit(`layout = "image"`, `layout = "imag"`)
	h.looked()
	h.looked()
	h.must("it has 2 problems, so the look from before stays. The first: quirlo/brand.toml:15:")

	w.save(brand.Manifest, good)
	h.looked()
	h.mustNot("the look from before")
	h.must("Hey, it’s you!")

	if err := os.RemoveAll(w.dir); err != nil {
		t.Fatal(err)
	}
	h.looked()
	h.looked()
	h.must(kept + ": There is no quirlo.")
	h.must("Hey, it’s you!")
	if first[*kit.Field](h.window).Text() != "anna@" {
		t.Error("what was typed is gone")
	}
}

// A pack that was wrong at the start is shown once it is mended, also one in a single file.
func TestBrandIsMended(t *testing.T) {
	file := filepath.Join(t.TempDir(), "acme.brand")
	if err := os.WriteFile(file, []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := branded(t, file)
	h.must("The brand pack is not shown because of a problem: acme.brand")
	p, err := brand.Read(shipped("waha"))
	if err != nil {
		t.Fatal(err)
	}
	if err := brand.WriteFile(file, p); err != nil {
		t.Fatal(err)
	}
	h.looked()
	h.mustNot("The brand pack")
	h.must("City services")
	if h.app.Window().Title() != "Sign in – Oasis Gate" {
		t.Errorf("the title is %q", h.app.Window().Title())
	}
}

// While an answer is under way the screen that it is about stays; then it is dressed.
func TestBrandWaitsForAnAnswer(t *testing.T) {
	w := newWorkshop(t, "quirlo")
	h := branded(t, w.dir)
	came := h.wire.holds("/initiate", false)
	h.fill("password@contoso.example")
	h.enter()
	<-came
	before := h.app.Screen()
	w.edit("Magic word?", "Say friend")
	h.pass(900 * time.Millisecond)
	await(t, "a look at the pack", func() bool { h.pump(); return h.loop.pending() >= 2 })
	if h.app.Screen() != before || !h.app.Busy() {
		t.Fatal("the screen was taken from under the answer")
	}
	h.wire.release()
	h.settle("address")
	h.must("Magic word?")
	h.looked()
	h.must("Say friend")
}

// Whose tenant it is: the settings', else that of a pack that is signed with the key of the settings. The tenant of another
// pack is only filled in where the person can read it.
func TestTenantOfABrand(t *testing.T) {
	home := t.TempDir()
	t.Chdir(home)
	done(t, "key", "--out", "acme.pem")
	done(t, "key", "--out", "other.pem")
	tenant := "[tenant]\nauthority = \"contoso\"\nclient_id = \"" + stories.ClientIDs["password"] + "\"\n"
	pack := func(key string) string {
		dir := write(t, map[string]string{"logo.svg": plainLogo, "brand.toml": plainBrand + tenant})
		if key != "" {
			done(t, "sign", dir, "--key", key)
		}
		return dir
	}
	open := func(dir, key, authority string) *house {
		h := quiet(t, "", func(h *house) {
			s := &h.config.Settings
			s.Brand, s.Authority = dir, authority
			if key != "" {
				s.BrandKey = filepath.Join(home, key)
			}
			if authority != "" {
				s.ClientID = stories.ClientIDs["otp"]
			}
		})
		h.settle("start")
		return h
	}

	h := open(pack("acme.pem"), "acme.pem.pub", "")
	ask := app.Asking(h.app)
	if ask.Brand.Name != "Acme" || ask.Host != "contoso.ciamlogin.com" || ask.CanLeave || ask.OnTenant != nil {
		t.Errorf("signed: %+v", ask)
	}
	if _, ok := h.app.Step().(auth.EnterUsername); !ok {
		t.Errorf("signed: the window reads %q", h.text())
	}

	for name, h := range map[string]*house{"not signed": open(pack(""), "", ""), "signed by whoever": open(pack("other.pem"), "", "")} {
		if ask := app.Asking(h.app); ask.Brand.Name != "Acme" || ask.Host != "" {
			t.Errorf("%s: %+v", name, ask)
		}
		h.click("start.connect")
		if fields := all[*kit.Field](h.window); len(fields) != 2 || fields[0].Text() != "contoso" || fields[1].Text() != stories.ClientIDs["password"] {
			t.Errorf("%s: the form is not filled in", name)
		}
		h.enter()
		h.settle("connect")
		if ask := app.Asking(h.app); ask.Host != "contoso.ciamlogin.com" || !strings.Contains(read(t, h.config.Settings.File), "contoso") {
			t.Errorf("%s: %+v", name, ask)
		}
	}

	for name, h := range map[string]*house{"not signed": open(pack(""), "acme.pem.pub", ""), "by another key": open(pack("other.pem"), "acme.pem.pub", "")} {
		h.must("The brand pack is not shown because of a problem")
		if ask := app.Asking(h.app); ask.Brand.Name != "Vestibule" || ask.Host != "" {
			t.Errorf("%s: %+v", name, ask)
		}
		h.click("start.connect")
		if fields := all[*kit.Field](h.window); len(fields) != 2 || fields[0].Text() != "" {
			t.Errorf("%s: the form is filled in", name)
		}
	}

	// The settings go before the brand, and a tenant is never changed under somebody's hands.
	h = open(pack("acme.pem"), "acme.pem.pub", "fabrikam")
	if ask := app.Asking(h.app); ask.Host != "fabrikam.ciamlogin.com" || ask.OnTenant == nil {
		t.Errorf("settings: %+v", ask)
	}
	dir := pack("acme.pem")
	h = open(dir, "acme.pem.pub", "")
	text := strings.Replace(read(t, filepath.Join(dir, brand.Manifest)), "contoso", "fabrikam", 1)
	if err := os.WriteFile(filepath.Join(dir, brand.Manifest), []byte(strings.Replace(text, "Acme", "Acme 2", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	h.looked()
	h.looked()
	h.must("so the look from before stays") // the signature does not fit any more
	done(t, "sign", dir, "--key", "acme.pem")
	h.looked()
	if ask := app.Asking(h.app); ask.Brand.Name != "Acme 2" || ask.Host != "contoso.ciamlogin.com" {
		t.Errorf("another tenant while the window is open: %+v", ask)
	}
}

// A key that cannot be read is no reason to take any pack.
func TestBrandKeyOfTheSettings(t *testing.T) {
	for _, file := range []string{"gone.pub", settingsFile(t, "lang = 'de'")} {
		c := stories.NewClock()
		_, err := app.New(app.Config{Settings: app.Settings{Brand: shipped("waha"), BrandKey: file}, Fyne: test.NewTempApp(t), Do: newLoop(c).do})
		var said bytes.Buffer
		if err == nil || app.Fail(&said, err) != 2 || !strings.HasPrefix(said.String(), "vestibule: brand_key: ") || strings.Count(said.String(), "\n") != 1 {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// The card for support names the pack.
func TestSupportNamesTheBrand(t *testing.T) {
	t.Chdir(t.TempDir())
	done(t, "key", "--out", "acme.pem")
	done(t, "pack", shippedFrom(t, "aldermoor"), "-o", "acme.brand")
	done(t, "sign", "acme.brand", "--key", "acme.pem")
	h := branded(t, "acme.brand")
	app.Asking(h.app).OnSupport()
	text := h.app.Card().Report().Text()
	if !regexp.MustCompile(`(?m)^brand: Aldermoor\nbrand_id: example\.aldermoor\.signin\nbrand_version: 1\.0\.0\nbrand_signed_by: [0-9a-f]{16}$`).MatchString(text) {
		t.Errorf("the report is\n%s", text)
	}
	if card := h.over(); !strings.Contains(card, "Brand pack") || !strings.Contains(card, "Aldermoor · example.aldermoor.signin · 1.0.0 · ") {
		t.Errorf("the card reads %q", card)
	}
	h = branded(t, "")
	app.Asking(h.app).OnSupport()
	if report := h.app.Card().Report(); report.Brand != (screens.BrandReport{}) || strings.Contains(h.over(), "Brand pack") {
		t.Errorf("the stock brand is told: %+v", report.Brand)
	}
}

// shippedFrom is shipped for a test that has left the folder of the package.
func shippedFrom(t *testing.T, name string) string {
	t.Helper()
	dir := t.TempDir()
	p, err := brand.ReadFS(assets.Brands(), name)
	if err != nil {
		t.Fatal(err)
	}
	for file, data := range p.Files {
		if err := os.WriteFile(filepath.Join(dir, file), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
