package app_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// slowDisk is where a pack lies, on a network that hangs for as long as somebody holds it.
type slowDisk struct {
	reads atomic.Int32
	begun chan struct{} // a reading that hangs
	gate  chan struct{} // open: readings go through
}

func newSlowDisk() *slowDisk {
	d := &slowDisk{begun: make(chan struct{}, 64), gate: make(chan struct{})}
	close(d.gate)
	return d
}

// hang has readings hang, with what was there before, until the way out is taken.
func (d *slowDisk) hang() (again func()) {
	gate := make(chan struct{})
	d.gate = gate
	return func() { close(gate) }
}

func (d *slowDisk) read(path string) (map[string][]byte, error) {
	d.reads.Add(1)
	files, err := brand.Files(path)
	gate := d.gate
	select {
	case <-gate:
	default:
		d.begun <- struct{}{}
		<-gate
	}
	return files, err
}

// onSlowDisk opens a brand that lies there; what it reads is read on goroutines, which hop to the loop.
func onSlowDisk(t *testing.T, sample string) (*atelier, *slowDisk, *loop) {
	t.Helper()
	disk := newSlowDisk()
	ui := &loop{queue: make(chan func(), 1024)}
	a := newAtelier(t, sample, app.Undrawn, func(cfg *app.StudioConfig) {
		cfg.Read, cfg.Do, cfg.Spawn = disk.read, ui.do, nil
	})
	return a, disk, ui
}

// second lets a second pass and what is due happen on the UI thread.
func (a *atelier) second(ui *loop) {
	a.pass(time.Second)
	for len(ui.queue) > 0 {
		(<-ui.queue)()
	}
}

// look is a second and the look at the disk that it brings.
func (a *atelier) look(ui *loop) {
	a.t.Helper()
	a.second(ui)
	ui.until(a.t, "the look at the disk", a.s.Looked)
}

const silence = "does not answer"

// TestStudioFolderHangs: a folder that does not answer is told of after some seconds, holds nothing up and is asked once;
// what is typed meanwhile is there, and can be saved once the folder answers.
func TestStudioFolderHangs(t *testing.T) {
	a, disk, ui := onSlowDisk(t, "vestibule")
	answer := disk.hang()
	a.second(ui)
	<-disk.begun
	for range 4 {
		a.second(ui)
	}
	if a.shows(silence) {
		t.Error("it is told of before five seconds")
	}
	a.second(ui)
	a.must(a.dir + " " + silence)
	a.enter("Name", "Typed meanwhile")
	a.must(a.dir + " " + silence)
	for range 60 {
		a.second(ui)
	}
	if n := disk.reads.Load(); n != 1 {
		t.Errorf("%d readings at once", n)
	}
	app.StudioKeep(a.s)
	if !a.s.Unsaved() || !strings.Contains(a.s.Text(), "Typed meanwhile") {
		t.Errorf("unsaved %v:\n%s", a.s.Unsaved(), a.s.Text())
	}
	answer()
	ui.until(t, "the answer", func() bool { return !a.shows(silence) })
	if a.field("Name").Text() != "Typed meanwhile" || a.s.Over() != nil {
		t.Errorf("the name is %q", a.field("Name").Text())
	}
	app.StudioKeep(a.s)
	if a.s.Unsaved() || !strings.Contains(a.file(brand.Manifest), "Typed meanwhile") {
		t.Errorf("unsaved %v:\n%s", a.s.Unsaved(), a.file(brand.Manifest))
	}
}

// TestStudioReadsLate: what was read before the person saved is no change by another program.
func TestStudioReadsLate(t *testing.T) {
	a, disk, ui := onSlowDisk(t, "vestibule")
	answer := disk.hang()
	a.second(ui)
	<-disk.begun
	a.enter("Name", "Mine")
	app.StudioKeep(a.s)
	answer()
	ui.until(t, "the answer", a.s.Looked)
	a.look(ui)
	if n := disk.reads.Load(); n != 2 {
		t.Errorf("%d readings", n)
	}
	if a.s.Unsaved() || !strings.Contains(a.s.Text(), "Mine") || a.s.Over() != nil || a.shows("Another program") {
		t.Errorf("unsaved %v:\n%s", a.s.Unsaved(), a.s.Text())
	}
}

// TestStudioOpensAnother: a folder that hangs keeps nobody from another brand, whose changes are followed.
func TestStudioOpensAnother(t *testing.T) {
	a, disk, ui := onSlowDisk(t, "vestibule")
	answer := disk.hang()
	for range 7 {
		a.second(ui)
	}
	<-disk.begun
	a.must(silence)
	other := newAtelier(t, "waha", app.Undrawn).dir
	disk.gate = newSlowDisk().gate
	app.StudioRead(a.s, other)
	a.dir = other
	a.look(ui)
	if a.shows(silence) {
		t.Error("the folder of before is told of")
	}
	answer()
	a.writes(func(s string) string { return s + "\n# theirs\n" })
	a.look(ui)
	if !strings.Contains(a.s.Text(), "# theirs") || a.s.Text() != a.file(brand.Manifest) {
		t.Errorf("it shows\n%s", a.s.Text())
	}
}

// TestStudioReadsLittle: files that stay as they are are not read again and again, and a change of them is seen.
func TestStudioReadsLittle(t *testing.T) {
	a, disk, ui := onSlowDisk(t, "aldermoor")
	for range 60 {
		a.look(ui)
	}
	if n := disk.reads.Load(); n < 2 || n > 6 {
		t.Errorf("%d readings in a minute in which nothing changed", n)
	}
	a.writes(func(s string) string { return strings.Replace(s, "#0B2A4A", "#0B2A4B", 1) })
	a.look(ui)
	if !strings.Contains(a.s.Text(), "#0B2A4B") {
		t.Errorf("the change is not seen:\n%s", a.s.Text())
	}
}
