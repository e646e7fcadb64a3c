package app_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/app"
)

// The sign that the painter asks for the pixel, and nothing before it does.
func TestWatchdogSeesTheFirstFrame(t *testing.T) {
	test.NewTempApp(t)
	var dog app.Watchdog
	label := widget.NewLabel("hello")
	window := test.NewTempWindow(t, dog.Watch(label))
	window.Resize(fyne.NewSize(200, 100))
	if dog.Drawn() {
		t.Error("drawn before anything was painted")
	}
	if min, want := window.Content().MinSize(), label.MinSize(); min != want {
		t.Errorf("the watched content is at least %v, want %v as without the pixel", min, want)
	}
	window.Canvas().Capture()
	if !dog.Drawn() {
		t.Error("not drawn after the window was painted")
	}
}

func TestWatchdogEndsAnInvisibleProcess(t *testing.T) {
	for name, c := range map[string]struct {
		within, drawnAfter time.Duration // drawnAfter 0: never
		stopAfter          time.Duration // 0: never
		want               time.Duration // 0: never exits
	}{
		"never drawn":       {want: 10 * time.Second},
		"never drawn, 3 s":  {within: 3 * time.Second, want: 3 * time.Second},
		"drawn in time":     {drawnAfter: 9 * time.Second},
		"drawn too late":    {drawnAfter: 11 * time.Second, want: 10 * time.Second},
		"stopped before it": {stopAfter: time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				started := time.Now()
				var exited time.Duration
				var out strings.Builder
				dog := &app.Watchdog{Within: c.within, Stderr: &out, Exit: func(code int) {
					if code != 2 {
						t.Errorf("exit code %d, want 2", code)
					}
					exited = time.Since(started)
				}}
				content := dog.Watch(canvas.NewRectangle(nil))
				stop := dog.Start()
				defer stop()
				if c.drawnAfter > 0 {
					time.AfterFunc(c.drawnAfter, func() { paintPixel(t, content) })
				}
				if c.stopAfter > 0 {
					time.AfterFunc(c.stopAfter, stop)
				}
				<-time.After(time.Minute) // of the bubble's own clock
				synctest.Wait()
				if exited != c.want {
					t.Errorf("exited after %v, want %v", exited, c.want)
				}
				if said := out.String(); (c.want > 0) != (strings.Count(said, "\n") == 1) {
					t.Errorf("said %q", said)
				}
			})
		})
	}
}

// paintPixel does what a painter does with the rasters in a tree.
func paintPixel(t *testing.T, o fyne.CanvasObject) {
	switch o := o.(type) {
	case *canvas.Raster:
		o.Generator(1, 1)
	case *fyne.Container:
		for _, child := range o.Objects {
			paintPixel(t, child)
		}
	}
}
