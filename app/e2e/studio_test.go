//go:build e2e

package e2e_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A branding team opens a copy of a sample in Brand Studio, types an accent, sees the screens change, and saves with the
// keyboard.
func TestStudio(t *testing.T) {
	d, h := newDesktop(t, "+extension"), newHome(t)
	dir := filepath.Join(tempFolder(t), "aldermoor")
	if err := os.CopyFS(dir, os.DirFS("../../assets/brands/aldermoor")); err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(dir, "brand.toml")
	before, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	p := run(t, d, h.environ("DISPLAY="+d.display), "studio", "--lang", "en", "--theme", "light", dir)
	p.open()
	d.shot("opened", first)
	wall := func() string { // the screens, without what is left of them
		picture, err := d.run("import", "-window", "root", "-crop", "600x500+620+160", "-depth", "8", "rgb:-")
		if err != nil {
			t.Fatal(err)
		}
		return picture
	}
	purple := func() (struct{}, bool) { return struct{}{}, strings.Count(wall(), "\x8A\x1C\x7C") > 500 }
	await(t, "the screens", func() (struct{}, bool) {
		one := wall()
		return struct{}{}, strings.Count(one, one[:3]) < len(one)/4
	})
	if _, err := d.xdotool("mousemove", "90", "237", "click", "1"); err != nil { // to the colours, wherever the focus is
		t.Fatal(err)
	}
	d.key("Tab", "Tab", "Tab")
	d.shot("colours", change)
	d.key("ctrl+a")
	d.write("#8A1C7C")
	await(t, "the screens in another colour", purple)
	d.shot("another-accent", change)
	d.key("ctrl+s")
	after := await(t, "the file to be saved", func() ([]byte, bool) {
		b, err := os.ReadFile(manifest)
		return b, err == nil && !bytes.Equal(b, before)
	})
	if !strings.Contains(string(after), "#8A1C7C") {
		t.Errorf("the file has\n%s", after)
	}
	d.shot("saved", change)
	d.key("ctrl+z")
	await(t, "the screens as they were", func() (struct{}, bool) {
		_, still := purple()
		return struct{}{}, !still
	})
}
