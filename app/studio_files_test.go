package app_test

import (
	"bytes"
	"context"
	"encoding/gob"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
	"github.com/vestibule-app/vestibule/screens/kit/kittest"
)

const freshLogo = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40"><rect width="120" height="40" fill="#123456"/></svg>`

// put writes a file that somebody could drop.
func put(t *testing.T, name, content string) []fyne.URI {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return []fyne.URI{storage.NewFileURI(path)}
}

// TestStudioDrop: a logo that is dropped is on the screens, and in the folder under a safe name once it is saved; one that
// no gate lets through is refused with a sentence, and changes nothing.
func TestStudioDrop(t *testing.T) {
	a := newAtelier(t, "aldermoor")
	before, text := a.s.Pictures(), a.s.Text()
	app.StudioDropped(a.s, fyne.NewPos(300, 300), put(t, "evil.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`))
	if a.s.Text() != text || !sameScreens(before, a.s.Pictures()) {
		t.Error("a logo with a script is taken")
	}
	a.must("evil.svg")
	app.StudioDropped(a.s, fyne.NewPos(300, 300), put(t, "Our Logo (final).SVG", freshLogo))
	if !strings.Contains(a.s.Text(), `"our-logo-final.svg"`) || sameScreens(before, a.s.Pictures()) {
		t.Fatalf("the logo is not taken:\n%s", a.s.Text())
	}
	app.StudioKeep(a.s)
	if a.file("our-logo-final.svg") != freshLogo {
		t.Error("the file is another")
	}
	if _, err := brand.Read(a.dir); err != nil {
		t.Error(err)
	}
	a.shortcut(&fyne.ShortcutUndo{})
	if !sameScreens(before, a.s.Pictures()) {
		t.Error("undone, the logo is not the old one")
	}
	app.StudioDropped(a.s, fyne.NewPos(300, 300), put(t, "notes.xyz", "?"))
	a.must("notes.xyz fits no input here.")
}

// writes is another program that saves a brand.toml.
func (a *atelier) writes(change func(string) string) {
	a.t.Helper()
	if err := brand.ReplaceFile(filepath.Join(a.dir, brand.Manifest), []byte(change(a.file(brand.Manifest)))); err != nil {
		a.t.Fatal(err)
	}
	a.pass(time.Second)
}

// TestStudioFollows: what another program saves is on the screens after a second; a file that it broke is told with its
// line while the screens stay, until it is mended.
func TestStudioFollows(t *testing.T) {
	a := newAtelier(t, "aldermoor")
	before := a.s.Pictures()
	a.writes(func(s string) string { return strings.Replace(s, "#0B2A4A", "#7A0E1F", 1) })
	changed := a.s.Pictures()
	if sameScreens(before, changed) || a.s.Unsaved() {
		t.Fatalf("it does not follow; unsaved: %v", a.s.Unsaved())
	}
	a.must("Another program has changed the brand")
	a.writes(func(s string) string { return strings.Replace(s, "#7A0E1F", "tomato", 1) })
	if !sameScreens(changed, a.s.Pictures()) {
		t.Error("a broken file changes the screens")
	}
	a.s.Go("findings")
	a.must("brand.toml:")
	a.must("The screens show the last version that was in order.")
	a.writes(func(s string) string { return s + "\n= no toml" })
	if !sameScreens(changed, a.s.Pictures()) {
		t.Error("what is no TOML changes the screens")
	}
	a.s.Go("identity")
	a.enter("Name", "Other")
	if got := a.field("Name").Error(); !strings.HasPrefix(got, "brand.toml:") || !strings.HasSuffix(got, ": This line cannot be read. Check its quotes, commas and brackets.") {
		t.Errorf("what cannot be changed says %q", got)
	}
	a.writes(func(s string) string {
		return strings.Replace(strings.TrimSuffix(s, "\n= no toml"), "tomato", "#0B2A4A", 1)
	})
	if !sameScreens(before, a.s.Pictures()) {
		t.Error("mended, it shows something else")
	}
}

// TestStudioAsksWhoseChanges: where both have changed something, the person decides, and nothing is lost by waiting.
func TestStudioAsksWhoseChanges(t *testing.T) {
	for answer, want := range map[string]string{"Load its version": "Theirs", "Keep mine": "Mine"} {
		a := newAtelier(t, "vestibule", app.Undrawn)
		a.enter("Name", "Mine")
		a.writes(func(s string) string { return strings.Replace(s, `"Vestibule"`, `"Theirs"`, 1) })
		if a.s.Over() == nil {
			t.Fatal("nobody asks")
		}
		a.pass(5 * time.Second) // and it asks once
		a.tap(answer)
		if a.s.Over() != nil {
			t.Errorf("%s: it asks on", answer)
		}
		if got := a.field("Name").Text(); got != want {
			t.Errorf("%s: the name is %q", answer, got)
		}
		a.pass(5 * time.Second)
		if a.s.Over() != nil {
			t.Errorf("%s: it asks again", answer)
		}
		app.StudioKeep(a.s)
		if !strings.Contains(a.file(brand.Manifest), want) {
			t.Errorf("%s: the file is\n%s", answer, a.file(brand.Manifest))
		}
	}
}

// TestStudioAsksOnceMore: who answers nothing is left in peace until the other program saves again, or until the brand is to
// be saved.
func TestStudioAsksOnceMore(t *testing.T) {
	a := newAtelier(t, "vestibule", app.Undrawn)
	a.enter("Name", "Mine")
	a.writes(func(s string) string { return s + "\n# theirs\n" })
	a.press(fyne.KeyEscape)
	for range 5 {
		if a.pass(time.Second); a.s.Over() != nil {
			t.Fatal("the same is asked again")
		}
	}
	a.writes(func(s string) string { return s + "\n# theirs again\n" })
	if a.s.Over() == nil {
		t.Fatal("nobody asks about what is newer")
	}
	a.press(fyne.KeyEscape)
	if app.StudioKeep(a.s); a.s.Over() == nil || strings.Contains(a.file(brand.Manifest), "Mine") {
		t.Errorf("it is saved without a question:\n%s", a.file(brand.Manifest))
	}
}

// TestStudioSavesOverNothing: who saves before the studio has looked at the files again does not write over what another
// program has saved: what is lost is asked first.
func TestStudioSavesOverNothing(t *testing.T) {
	for answer, want := range map[string]string{"Load its version": "Theirs", "Keep mine": "Mine"} {
		a := newAtelier(t, "vestibule", app.Undrawn)
		a.enter("Name", "Mine")
		manifest := filepath.Join(a.dir, brand.Manifest)
		if err := brand.ReplaceFile(manifest, []byte(strings.Replace(a.file(brand.Manifest), `"Vestibule"`, `"Theirs"`, 1))); err != nil {
			t.Fatal(err)
		}
		app.StudioKeep(a.s)
		if a.s.Over() == nil || !strings.Contains(a.file(brand.Manifest), "Theirs") {
			t.Fatalf("nobody asks, and the file is\n%s", a.file(brand.Manifest))
		}
		a.tap(answer)
		app.StudioKeep(a.s)
		if !strings.Contains(a.file(brand.Manifest), want) || a.s.Unsaved() || a.s.Over() != nil {
			t.Errorf("%s: unsaved %v, and the file is\n%s", answer, a.s.Unsaved(), a.file(brand.Manifest))
		}
		if err := os.RemoveAll(a.dir); err != nil {
			t.Fatal(err)
		}
		a.enter("Name", "Ours")
		if app.StudioKeep(a.s); a.s.Unsaved() || !strings.Contains(a.file(brand.Manifest), "Ours") {
			t.Errorf("%s: a folder that is gone is not made again", answer)
		}
	}
}

// TestStudioFolderRemoved: what another program removes is saved whole, at once or later, and is not lost by closing.
func TestStudioFolderRemoved(t *testing.T) {
	for _, late := range []bool{false, true} {
		a := newAtelier(t, "aldermoor", app.Undrawn)
		before, err := brand.Files(a.dir)
		if err != nil || len(before) < 3 {
			t.Fatal(len(before), err)
		}
		remove := func() {
			if err := os.RemoveAll(a.dir); err != nil {
				t.Fatal(err)
			}
		}
		told := "There is no " + filepath.Base(a.dir)
		wait := func() {
			for range 5 {
				a.pass(time.Second)
			}
		}
		if remove(); late {
			wait()
			if !a.s.Unsaved() {
				t.Error("what is nowhere counts as saved")
			}
			a.must("Not saved yet")
			a.must(told)
			app.StudioClose(a.s)
			if a.s.Over() == nil {
				t.Fatal("it closes, and all is lost")
			}
			a.press(fyne.KeyEscape)
		}
		app.StudioKeep(a.s)
		if after, err := brand.Files(a.dir); err != nil || !maps.EqualFunc(before, after, bytes.Equal) || a.s.Unsaved() || a.s.Over() != nil {
			t.Errorf("late %v: %d of %d files are saved, %v", late, len(after), len(before), err)
		}
		if !late {
			continue
		}
		away := a.dir + "-away" // as when a disk is pulled out, and put in again
		if err := os.Rename(a.dir, away); err != nil {
			t.Fatal(err)
		}
		wait()
		if !a.s.Unsaved() {
			t.Error("it is away, and counts as saved")
		}
		if err := os.Rename(away, a.dir); err != nil {
			t.Fatal(err)
		}
		if wait(); a.shows(told) || a.s.Unsaved() || a.s.Over() != nil {
			t.Error("what is there again counts as changed")
		}
	}
}

// TestStudioFolderBroken: what another program leaves that cannot be read is told of, once it stays, until it is mended.
func TestStudioFolderBroken(t *testing.T) {
	a := newAtelier(t, "vestibule", app.Undrawn)
	manifest := a.file(brand.Manifest)
	if err := os.Truncate(filepath.Join(a.dir, brand.Manifest), brand.MaxUnpacked+1); err != nil {
		t.Fatal(err)
	}
	const told = "brand.toml"
	if a.pass(time.Second); a.shows(told) {
		t.Error("what may be being written counts")
	}
	a.pass(time.Second)
	a.pass(time.Second)
	a.must(told)
	if err := os.RemoveAll(a.dir); err != nil {
		t.Fatal(err)
	}
	a.pass(time.Second)
	a.must("There is no " + filepath.Base(a.dir))
	if !a.s.Unsaved() {
		t.Error("what is gone after it was broken counts as saved")
	}
	app.StudioKeep(a.s)
	if a.file(brand.Manifest) != manifest {
		t.Error("it is not saved whole")
	}
	if err := os.Truncate(filepath.Join(a.dir, brand.Manifest), brand.MaxUnpacked+1); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		a.pass(time.Second)
	}
	a.must(told)
	if err := os.WriteFile(filepath.Join(a.dir, brand.Manifest), []byte(manifest), 0o600); err != nil {
		t.Fatal(err)
	}
	if a.pass(time.Second); a.shows(told) || a.s.Unsaved() || a.s.Over() != nil {
		t.Error("mended, it is told still")
	}
}

// TestStudioSavesAPack: everything in one file, which can be opened again; a brand that is not in order is none.
func TestStudioSavesAPack(t *testing.T) {
	a := newAtelier(t, "quirlo", app.Undrawn)
	a.enter("Name", "Loud")
	out := filepath.Join(t.TempDir(), "loud")
	app.StudioPack(a.s, out)
	p, err := brand.Read(out + ".brand")
	if err != nil || p.Name.In("en") != "Loud" {
		t.Fatalf("%+v, %v", p, err)
	}
	if !a.s.Unsaved() {
		t.Error("the folder is saved too")
	}
	a.enter("Name", "Quiet")
	app.StudioPack(a.s, out)
	a.tap("Cancel")
	if p, err := brand.Read(out + ".brand"); err != nil || p.Name.In("en") != "Loud" {
		t.Errorf("it is written over without a question: %+v, %v", p, err)
	}
	app.StudioPack(a.s, out)
	a.tap("Save")
	if p, err := brand.Read(out + ".brand"); err != nil || p.Name.In("en") != "Quiet" {
		t.Errorf("it is not written over: %+v, %v", p, err)
	}
	again := openAtelier(t, out+".brand", app.Undrawn)
	again.enter("Name", "Louder")
	app.StudioKeep(again.s)
	if p, err := brand.Read(out + ".brand"); err != nil || p.Name.In("en") != "Louder" {
		t.Errorf("%+v, %v", p, err)
	}
	again.enter("Name", "")
	app.StudioKeep(again.s)
	if p, err := brand.Read(out + ".brand"); err != nil || p.Name.In("en") != "Louder" {
		t.Errorf("a broken brand was packed: %+v, %v", p, err)
	}
}

// TestStudioBegins: without a path there is a new brand, which is asked for a folder once; a folder that has other things
// in it gets one inside.
func TestStudioBegins(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	if err := os.WriteFile(filepath.Join(home, "letter.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	a := openAtelier(t, "", app.Undrawn)
	a.enter("Name", "Fresh & Co")
	a.shortcut(app.StudioSaveKeys)
	if a.s.Over() == nil {
		t.Fatal("nobody asks for a folder")
	}
	a.tap("Choose this folder")
	a.dir = filepath.Join(home, "fresh-co")
	if !strings.Contains(a.file(brand.Manifest), `name = "Fresh & Co"`) || a.s.Unsaved() {
		t.Errorf("unsaved %v:\n%s", a.s.Unsaved(), a.file(brand.Manifest))
	}
	if _, err := brand.Read(a.dir); err != nil {
		t.Error(err)
	}
	app.StudioBegin(a.s, "waha")
	if !strings.Contains(a.s.Text(), "waha") && !strings.Contains(a.s.Text(), "Waha") {
		t.Errorf("it begins with\n%s", a.s.Text())
	}
}

// TestStudioMakesAFolder: a new brand can be saved in a folder that is made in the chooser, with the keyboard alone; a name
// that none can have is told beside the field.
func TestStudioMakesAFolder(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	if err := os.Mkdir(filepath.Join(home, "letters"), 0o700); err != nil {
		t.Fatal(err)
	}
	a := openAtelier(t, "", app.Undrawn)
	a.shortcut(app.StudioSaveKeys)
	for stops := 0; ; stops++ {
		if stops == 20 {
			t.Fatal("Tab never leads to it")
		}
		if l, ok := a.w.Canvas().Focused().(*kit.Link); ok && l.Label() == "New folder" {
			break
		}
		a.press(fyne.KeyTab)
	}
	a.press(fyne.KeyReturn)
	field := func() *kit.Field {
		for _, f := range kittest.All[*kit.Field](a.s.Over().Content) {
			if f.Label() == "New folder" && f.Visible() {
				return f
			}
		}
		t.Fatal("there is no field for the name")
		return nil
	}
	for _, name := range []string{"", " ", "..", "a/b", `a\b`, "letters"} {
		field().SetText(name)
		if a.press(fyne.KeyReturn); field().Error() == "" {
			t.Errorf("%q is taken", name)
		}
	}
	if made, _ := filepath.Glob(filepath.Join(home, "[^.]*")); len(made) != 1 {
		t.Fatalf("there are %v", made)
	}
	a.press(fyne.KeyEscape)
	if a.s.Over() == nil {
		t.Fatal("Escape closes more than the field")
	}
	a.tap("New folder")
	a.write("brands")
	a.press(fyne.KeyReturn)
	a.press(fyne.KeyReturn) // chooses it
	if a.s.Over() != nil {
		t.Fatal("it is not chosen")
	}
	if _, err := brand.Read(filepath.Join(home, "brands")); err != nil || a.s.Unsaved() {
		t.Errorf("unsaved %v, %v", a.s.Unsaved(), err)
	}
}

// TestStudioChoosesInTheLanguage: what is wrong with a place is said in the language of the window.
func TestStudioChoosesInTheLanguage(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	if err := os.Mkdir(filepath.Join(home, "letters"), 0o700); err != nil {
		t.Fatal(err)
	}
	a := openAtelier(t, "", app.Undrawn, func(cfg *app.StudioConfig) { cfg.Lang = "de" })
	a.shortcut(app.StudioSaveKeys)
	de := words(t, "de")
	a.tap(de.Say("studio.file.fresh"))
	for label, c := range map[string]struct{ typed, want string }{
		"studio.file.place": {filepath.Join(home, "nowhere"), de.Say("studio.failed.missing", screens.Params{"File": "nowhere"})},
		"studio.file.fresh": {"letters", de.Say("studio.failed.taken", screens.Params{"File": "letters"})},
	} {
		said := "there is no such field"
		for _, f := range kittest.All[*kit.Field](a.s.Over().Content) {
			if f.Label() == de.Say(label) {
				f.SetText(c.typed)
				f.OnSubmit()
				said = f.Error()
			}
		}
		if said != c.want {
			t.Errorf("%s: %q", label, said)
		}
	}
}

// TestStudioAsksBeforeItCloses: changes are not lost by closing, nor by opening something else.
func TestStudioAsksBeforeItCloses(t *testing.T) {
	a := newAtelier(t, "vestibule", app.Undrawn)
	a.enter("Name", "Other")
	app.StudioClose(a.s)
	if a.s.Over() == nil {
		t.Fatal("it closes")
	}
	a.press(fyne.KeyEscape)
	if a.s.Over() != nil || !a.s.Unsaved() {
		t.Error("Escape is an answer")
	}
	app.StudioBegin(a.s, "waha")
	a.tap("Save")
	if !strings.Contains(a.file(brand.Manifest), "Other") || strings.Contains(a.s.Text(), "Other") {
		t.Errorf("the file is\n%s", a.file(brand.Manifest))
	}
}

// TestStudioWall: the wall is walked and a screen shown in full size with the keyboard alone.
func TestStudioWall(t *testing.T) {
	a := newAtelier(t, "aldermoor")
	focused := func() string {
		o, _ := a.w.Canvas().Focused().(interface{ AccessibilityLabel() string })
		if o == nil {
			return ""
		}
		_, name, _ := strings.Cut(o.AccessibilityLabel(), ": ")
		return name
	}
	stops := 0
	for ; stops < 60 && focused() != "username"; stops++ {
		a.press(fyne.KeyTab)
	}
	a.press(fyne.KeyDown, fyne.KeyReturn)
	if a.s.View() == "" || a.s.View() == "username" {
		t.Fatalf("after %d stops %q is in full size", stops, a.s.View())
	}
	at := a.s.View()
	a.press(fyne.KeyRight)
	if a.s.View() == at || a.s.View() == "" {
		t.Errorf("the next one is %q", a.s.View())
	}
	a.press(fyne.KeyLeft, fyne.KeyEscape)
	if a.s.View() != "" || focused() != at {
		t.Errorf("back at %q, %q in full size", focused(), a.s.View())
	}
	a.s.SetWall("ar", 3, true)
	if shown := a.s.Pictures(); len(shown) < 2 || !a.s.Drawn(false) {
		t.Errorf("%d pictures in high contrast", len(shown))
	}
}

// TestStudioViewFits: a screen in both looks needs no scrolling sideways in any window; where the pictures are smaller than
// what they show, they are drawn at that size and it is said.
func TestStudioViewFits(t *testing.T) {
	a := newAtelier(t, "aldermoor", func(cfg *app.StudioConfig) { cfg.Lang = "ar" })
	a.w.Canvas().Focus(a.s.Wall())
	a.press(fyne.KeyReturn)
	for _, c := range []struct {
		size  fyne.Size
		scale float32
		stack bool
	}{{fyne.NewSize(1024, 700), 420. / 480, true}, {fyne.NewSize(1280, 800), 330. / 480, false}, {fyne.NewSize(1700, 1000), 1, false}} {
		a.w.Resize(c.size)
		shown := a.s.ViewPictures()
		if len(shown) != 2 {
			t.Fatalf("%d pictures", len(shown))
		}
		place := func(i int) (fyne.Position, fyne.Size) {
			return a.fyne.Driver().AbsolutePositionForObject(shown[i]), shown[i].Size()
		}
		light, size := place(0)
		dark, other := place(1)
		if size.Width < 480*c.scale-1 || size.Width > 480*c.scale+1 || other != size {
			t.Errorf("%v: pictures of %v and %v, want a width of %g", c.size, size, other, 480*c.scale)
		}
		if min(light.X, dark.X) < 0 || max(light.X, dark.X)+size.Width > c.size.Width-572 {
			t.Errorf("%v: they stand at %v and %v", c.size, light, dark)
		}
		if stack := dark.Y >= light.Y+size.Height; stack != c.stack || !stack && light.X < dark.X+size.Width {
			t.Errorf("%v: light is at %v, dark at %v", c.size, light, dark)
		}
		if got := shown[0].Image.Bounds().Dx(); float32(got) < size.Width-1 || float32(got) > size.Width+1 {
			t.Errorf("%v: %d pixels for a width of %g", c.size, got, size.Width)
		}
		if a.shows("%") != (c.scale < 1) {
			t.Errorf("%v: the scale is told: %v", c.size, a.shows("%"))
		}
	}
}

// TestStudioGroups: every screen stands on the wall under a heading that says what it asks for, with the name by which
// "vestibule shots --only" knows it; the arrows go through all of them and back.
func TestStudioGroups(t *testing.T) {
	a := newAtelier(t, "vestibule", app.Undrawn)
	words := a.s.Words()
	var names []string
	under := map[string]int{}
	for _, e := range screens.Gallery(app.ExhibitAsking(words, screens.Stock())) {
		if heading := app.StudioGroup(e.Name); heading == "" {
			t.Errorf("%s is in no group", e.Name)
		} else {
			under[heading]++
		}
		names = append(names, e.Name)
	}
	for name, heading := range map[string]string{
		"username": "Sign in", "username-sign-up": "Create an account", "username-reset-no-password": "New password", "code-wrong": "Code",
		"register-sms": "Second step", "password-clock": "When something goes wrong", "password-wrong": "Password", "browser-offline": "When something goes wrong",
	} {
		if got := words.Say(app.StudioGroup(name)); got != heading {
			t.Errorf("%s is under %q", name, got)
		}
	}
	said := texts(a.w.Content())
	for heading := range under {
		if !slices.Contains(said, words.Say(heading)) {
			t.Errorf("nothing is headed %q", words.Say(heading))
		}
	}
	for _, name := range names {
		if !slices.Contains(said, name) {
			t.Errorf("%s is not named", name)
		}
	}
	a.w.Canvas().Focus(a.s.Wall())
	at := func() string { return a.s.Wall().(fyne.Accessible).AccessibilityLabel() }
	var way []string
	for range names {
		way = append(way, at())
		if a.press(fyne.KeyDown); at() == way[len(way)-1] {
			break
		}
	}
	if len(way) < len(under) || at() == way[0] {
		t.Errorf("down goes %q", way)
	}
	for i := len(way) - 2; i >= 0; i-- {
		if a.press(fyne.KeyUp); strings.Split(at(), ":")[0] != strings.Split(way[i], ":")[0] {
			t.Errorf("up leads to %q, down came from %q", at(), way[i])
		}
	}
}

// realWorkers has the pictures drawn by processes, which hop to the test.
func realWorkers(ui **loop) func(*app.StudioConfig) {
	return func(cfg *app.StudioConfig) {
		*ui = &loop{queue: make(chan func(), 4096)}
		app.OutOfProcess(cfg)
		cfg.Do, cfg.Spawn = (*ui).do, nil
		cfg.Worker = func(ctx context.Context) *exec.Cmd {
			cmd := exec.CommandContext(ctx, os.Args[0], "studio", "--draw")
			cmd.Env = append(os.Environ(), "LANG=en_US.UTF-8", "DISPLAY=", "WAYLAND_DISPLAY=")
			return cmd
		}
	}
}

// TestStudioWorkers: processes draw all of the wall; those that end by themselves are started again, the window says so,
// and they draw what the first ones drew. Other fonts and another language have processes of their own.
func TestStudioWorkers(t *testing.T) {
	var ui *loop
	a := newAtelier(t, "aldermoor", realWorkers(&ui))
	ui.until(t, "the wall", func() bool { return a.s.Drawn(true) })
	first := a.s.Pictures()
	a.s.KillWorkers()
	ui.until(t, "the news", func() bool { return a.shows("has started again") })
	a.s.Go("colours")
	a.enter("Accent · Light", "#8A1C7C")
	ui.until(t, "the wall after the end of the processes", a.s.Settled)
	if sameScreens(first, a.s.Pictures()) {
		t.Error("nothing has changed")
	}
	a.shortcut(&fyne.ShortcutUndo{})
	ui.until(t, "the wall as it was", a.s.Settled)
	if !sameScreens(first, a.s.Pictures()) {
		t.Error("another process draws something else")
	}
	for _, key := range []string{"look.font.bold", "look.font.regular"} {
		app.StudioEdit(a.s, key, "")
	}
	ui.until(t, "the wall in another font", a.s.Settled)
	if sameScreens(first, a.s.Pictures()) {
		t.Error("the font is the same")
	}
	a.s.SetWall("ar", 0, false)
	ui.until(t, "the wall in another language", func() bool { return a.s.Drawn(false) })
}

// drawn is a picture as it goes over the wire.
type drawn struct {
	Serial     int
	Name       string
	Wide, High int
	Pix        []byte
}

// drawingOnce is a process that sends one picture, whatever it is asked for, and ends.
func drawingOnce(t *testing.T, picture drawn) func(context.Context) *exec.Cmd {
	t.Helper()
	var said bytes.Buffer
	if err := gob.NewEncoder(&said).Encode(picture); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "said")
	if err := os.WriteFile(file, said.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return func(context.Context) *exec.Cmd { return saying(file) }
}

// TestStudioWorkerThatLies: a picture that is not as large as it says is not shown, and whoever says so is ended.
func TestStudioWorkerThatLies(t *testing.T) {
	for name, lie := range map[string]drawn{
		"short":       {Wide: 800, High: 600, Pix: make([]byte, 16)},
		"backwards":   {Wide: -4, High: -1, Pix: make([]byte, 16)},
		"overflowing": {Wide: 1 << 62, High: 4, Pix: nil},
		"nothing":     {},
	} {
		t.Run(name, func(t *testing.T) {
			lie.Serial, lie.Name = 1, "username"
			worker := drawingOnce(t, lie)
			var ui *loop
			a := newAtelier(t, "aldermoor", realWorkers(&ui), func(cfg *app.StudioConfig) {
				cfg.Worker = worker
			})
			ui.until(t, "the end of it", func() bool { return a.shows("cannot be drawn") })
			a.w.Canvas().Capture()
			if shown := a.s.Pictures(); len(shown) > 0 {
				t.Errorf("%d pictures are shown", len(shown))
			}
		})
	}
}

// TestStudioWorkerThatHangs: processes that draw nothing for 10 seconds are ended, and others draw in their place.
func TestStudioWorkerThatHangs(t *testing.T) {
	var ui *loop
	begun := 0
	a := newAtelier(t, "aldermoor", realWorkers(&ui), func(cfg *app.StudioConfig) {
		drawing := cfg.Worker
		cfg.Worker = func(ctx context.Context) *exec.Cmd {
			begun++
			if begun > 2 {
				return drawing(ctx)
			}
			cmd := exec.CommandContext(ctx, os.Args[0])
			cmd.Env = append(os.Environ(), "VESTIBULE_TEST_SAYS=nothing")
			return cmd
		}
	})
	a.pass(9900 * time.Millisecond)
	for len(ui.queue) > 0 {
		(<-ui.queue)()
	}
	if begun != 2 || a.shows("has started again") {
		t.Fatalf("%d processes before they had 10 seconds", begun)
	}
	a.pass(100 * time.Millisecond)
	ui.until(t, "the wall", func() bool { return a.s.Drawn(true) })
	if begun != 4 || !a.shows("has started again") {
		t.Errorf("%d processes have begun", begun)
	}
	a.pass(time.Minute)
	for len(ui.queue) > 0 {
		(<-ui.queue)()
	}
	a.s.Go("colours")
	a.enter("Accent · Light", "#8A1C7C")
	ui.until(t, "the wall after a minute without an order", a.s.Settled)
	if begun != 4 {
		t.Errorf("processes that had nothing to draw were ended: %d have begun", begun)
	}
}

// TestStudioCommand: what cannot be opened is told in one line, with exit code 2.
func TestStudioCommand(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	for _, args := range [][]string{{"--lnag", "de"}, {"a", "b"}, {"--lang", "tlh"}, {"--theme", "plaid"}, {"."}} {
		code, ran, out, complaint := command(append([]string{"studio"}, args...)...)
		if code != 2 || !ran || out != "" || !strings.HasPrefix(complaint, "vestibule studio: ") {
			t.Errorf("%v: %d, %v, %q, %q", args, code, ran, out, complaint)
		}
	}
	code, ran, out, complaint := command("studio", "--help")
	if code != 0 || !ran || complaint != "" || !strings.Contains(out, "--theme") || strings.Contains(out, "%!") {
		t.Errorf("--help: %d, %v, %q, %q", code, ran, out, complaint)
	}
}

// BenchmarkStudio is the time from a change until all that can be seen is drawn, in a window of 1280 by 800: on plain ground,
// and on a picture.
func BenchmarkStudio(b *testing.B) {
	for _, sample := range []string{"aldermoor", "quirlo"} {
		b.Run(sample, func(b *testing.B) { benchmarkWall(b, sample) })
	}
}

func benchmarkWall(b *testing.B, sample string) {
	dir := filepath.Join(b.TempDir(), sample)
	if err := os.CopyFS(dir, os.DirFS("../assets/brands/"+sample)); err != nil {
		b.Fatal(err)
	}
	var ui *loop
	f := test.NewApp()
	defer f.Quit()
	cfg := app.StudioConfig{Fyne: f, Path: dir, Lang: "en", Theme: "light", Timer: newLoop(stories.NewClock()).after}
	realWorkers(&ui)(&cfg)
	s, err := app.NewStudio(cfg)
	if err != nil {
		b.Fatal(err)
	}
	defer app.StudioShut(s)
	s.Window().Resize(fyne.NewSize(1280, 800))
	for !s.Drawn(true) {
		(<-ui.queue)()
	}
	colors := []string{`"#8A1C7C"`, `"#0B2A4A"`}
	n := 0
	for b.Loop() {
		app.StudioEdit(s, "look.accent", colors[n%2])
		for !s.Drawn(false) {
			(<-ui.queue)()
		}
		n++
	}
	b.ReportMetric(float64(len(s.Pictures())), "pictures")
}
