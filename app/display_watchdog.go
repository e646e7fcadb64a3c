package app

import (
	"fmt"
	"image"
	"io"
	"os"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Watchdog ends the process with a sentence and exit code 2 when the window has drawn nothing some seconds after the
// start: where OpenGL is missing or broken, Fyne logs a line and runs on invisibly. The zero value is ready.
//
//	var dog app.Watchdog
//	window.SetContent(dog.Watch(content))
//	dog.Start()
//	window.ShowAndRun()
type Watchdog struct {
	Within time.Duration // how long the first frame may take; 0 means 10 s
	Stderr io.Writer     // where the sentence goes; nil means os.Stderr
	Exit   func(int)     // nil means os.Exit; called on a goroutine of its own

	drawn atomic.Bool
}

// Watch returns content with one transparent pixel behind it. Fyne's painters ask for the pixel when they draw the
// first frame, and not before: no event of the window's life says as much.
func (w *Watchdog) Watch(content fyne.CanvasObject) fyne.CanvasObject {
	pixel := canvas.NewRaster(func(width, height int) image.Image {
		w.drawn.Store(true)
		return image.NewNRGBA(image.Rect(0, 0, width, height))
	})
	pixel.Resize(fyne.NewSize(1, 1))
	return container.NewStack(container.NewWithoutLayout(pixel), content)
}

// Drawn says whether the first frame was drawn.
func (w *Watchdog) Drawn() bool { return w.drawn.Load() }

// Start begins to count. It is called on the UI goroutine just before the window runs; the stop that it returns ends
// the counting and may be called more than once.
func (w *Watchdog) Start() (stop func()) {
	within := w.Within
	if within <= 0 {
		within = 10 * time.Second
	}
	timer := time.AfterFunc(within, func() {
		if w.Drawn() {
			return
		}
		var out io.Writer = os.Stderr
		if w.Stderr != nil {
			out = w.Stderr
		}
		_, _ = fmt.Fprintf(out, "vestibule: no window could be drawn within %s: update the graphics driver, "+
			"or install a software renderer for OpenGL such as Mesa\n", within)
		exit := os.Exit
		if w.Exit != nil {
			exit = w.Exit
		}
		exit(2)
	})
	return func() { timer.Stop() }
}
