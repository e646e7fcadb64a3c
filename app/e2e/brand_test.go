//go:build e2e

package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Somebody works on a brand while the window is open and half an address is typed: the window changes, a pack that is broken
// for a while changes nothing, the text stays, and the sign-in goes on in the new look.
func TestBrandIsWorkedOn(t *testing.T) {
	d, h, x := newDesktop(t, "+extension"), newHome(t), newTenant(t)
	dir := filepath.Join(tempFolder(t), "aldermoor")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "assets", "brands", "aldermoor"))); err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(dir, "brand.toml")
	stored, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	save := func(accent string) {
		t.Helper()
		if err := os.WriteFile(manifest, []byte(strings.Replace(string(stored), `light = "#0B2A4A", dark = "#C9A45C"`, `light = "`+accent+`"`, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const navy, wine = "#0B2A4A", "#7A1230"

	p := run(t, d, h.environ(append(x.settings(clientPassword), "DISPLAY="+d.display)...), "--brand", dir, "--theme", "light")
	p.step("EnterUsername")
	if n := d.count(wine); n > 0 {
		t.Fatalf("%d pixels are in a colour that nobody has chosen yet", n)
	}
	address, rest := userPassword[:9], userPassword[9:]
	d.write(address)
	save(wine)
	await(t, "the button in another colour", func() (struct{}, bool) { return struct{}{}, d.count(wine) > 5000 })
	d.shot("Changed", change)
	save("#7A12")
	p.message("brand refused")
	if n := d.count(wine); n < 5000 {
		t.Fatalf("%d pixels are left of the look before", n)
	}
	d.shot("Refused", change)
	save(navy)
	await(t, "the first colour", func() (struct{}, bool) { return struct{}{}, d.count(wine) == 0 && d.count(navy) > 5000 })

	d.submit(rest)
	p.step("EnterPassword")
	d.submit(rightWord)
	p.step("SignedIn")
	p.close()
}

// count is how many pixels of the screen are in exactly that colour.
func (d *desktop) count(hex string) int {
	d.t.Helper()
	var r, g, b byte
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &r, &g, &b); err != nil {
		d.t.Fatal(err)
	}
	screen, err := d.run("import", "-window", "root", "-depth", "8", "rgb:-")
	if err != nil {
		d.t.Fatal(err)
	}
	n := 0
	for i := 0; i+2 < len(screen); i += 3 {
		if screen[i] == r && screen[i+1] == g && screen[i+2] == b {
			n++
		}
	}
	return n
}
