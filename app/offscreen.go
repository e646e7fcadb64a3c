package app

import (
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// offscreen is an app whose only canvas is in memory, for pictures without a display. It follows no setting of the
// person or the system: the same screen in the same theme is the same picture, byte for byte.
type offscreen struct {
	fyne.App // measures text
	canvas   software.WindowlessCanvas
	theme    fyne.Theme

	settings fyne.Settings // made once: a line of text asks for them each time it is measured
	driver   fyne.Driver
}

// newOffscreen makes itself the current app, for good: what Fyne remembers of a theme's fonts is forgotten by a real
// event loop alone, so a process draws in one theme.
func newOffscreen(f fyne.App, theme fyne.Theme) *offscreen {
	o := &offscreen{App: f, canvas: newPaper(), theme: theme}
	o.settings, o.driver = offscreenSettings{f.Settings(), o}, offscreenDriver{f.Driver(), o}
	fyne.SetCurrentApp(o)
	return o
}

func newPaper() software.WindowlessCanvas {
	c := software.NewCanvas()
	c.SetPadded(false)
	return c
}

// Driver implements fyne.App.
func (o *offscreen) Driver() fyne.Driver { return o.driver }

// Settings implements fyne.App.
func (o *offscreen) Settings() fyne.Settings { return o.settings }

// draw gives the picture of an exhibit in a window of that size, which is made as high as all of the screen.
func (o *offscreen) draw(e screens.Exhibit, size fyne.Size, scale float32) image.Image {
	o.canvas.SetScale(scale) // before the screen is built: Fyne draws icons for the scale that it finds
	s := e.Build()
	o.open(s, size)
	if p, ok := s.Content().(*kit.Page); ok && p.Length() > size.Height {
		o.canvas.Resize(fyne.NewSize(size.Width, float32(math.Ceil(float64(p.Length())))))
	}
	defer o.canvas.SetContent(nil)
	return o.canvas.Capture()
}

// show gives the picture of what can be seen of an exhibit in a window of that size without scrolling.
func (o *offscreen) show(e screens.Exhibit, size fyne.Size, scale float32) image.Image {
	o.canvas.SetScale(scale)
	o.open(e.Build(), size)
	defer o.canvas.SetContent(nil)
	return o.canvas.Capture()
}

// keep is show on a canvas of its own, which again takes for more pictures of the same screen.
func (o *offscreen) keep(e screens.Exhibit, size fyne.Size, scale float32) (software.WindowlessCanvas, image.Image) {
	c := newPaper()
	c.SetScale(scale)
	defer o.turn(c)()
	o.open(e.Build(), size)
	return c, c.Capture()
}

// again gives another picture of a screen that was kept, in the theme of now.
func (o *offscreen) again(c software.WindowlessCanvas) image.Image {
	defer o.turn(c)()
	return software.RenderCanvas(c, o.theme)
}

// turn puts another canvas in place until the way back is taken.
func (o *offscreen) turn(c software.WindowlessCanvas) (back func()) {
	before := o.canvas
	o.canvas = c
	return func() { o.canvas = before }
}

// open puts a screen into a window of that size, as it is when it has been opened.
func (o *offscreen) open(s screens.Screen, size fyne.Size) {
	o.canvas.SetContent(s.Content())
	o.canvas.Resize(size)
	s.Focus(o.canvas)
}

// offscreenSettings hold still: no animation, and the theme alone decides on light and dark.
type offscreenSettings struct {
	fyne.Settings
	o *offscreen
}

func (s offscreenSettings) Theme() fyne.Theme               { return s.o.theme }
func (s offscreenSettings) SetTheme(t fyne.Theme)           { s.o.theme = t }
func (s offscreenSettings) ThemeVariant() fyne.ThemeVariant { return 0 }
func (s offscreenSettings) PrimaryColor() string            { return "" }
func (s offscreenSettings) Scale() float32                  { return s.o.canvas.Scale() }
func (s offscreenSettings) ShowAnimations() bool            { return false }

// offscreenDriver knows one canvas and no time: everything that is asked of it happens at once.
type offscreenDriver struct {
	fyne.Driver
	o *offscreen
}

func (d offscreenDriver) AllWindows() []fyne.Window                     { return nil }
func (d offscreenDriver) CanvasForObject(fyne.CanvasObject) fyne.Canvas { return d.o.canvas }
func (d offscreenDriver) DoFromGoroutine(f func(), _ bool)              { f() }
func (d offscreenDriver) StopAnimation(*fyne.Animation)                 {}
func (d offscreenDriver) DoubleTapDelay() time.Duration                 { return 300 * time.Millisecond }

// AbsolutePositionForObject is not known: a picture shows all of a page, so nothing has to be scrolled into view.
func (d offscreenDriver) AbsolutePositionForObject(fyne.CanvasObject) fyne.Position {
	return fyne.Position{}
}

// StartAnimation shows the end of it, or the beginning of one that comes back.
func (d offscreenDriver) StartAnimation(a *fyne.Animation) {
	if a.AutoReverse {
		a.Tick(0)
	} else {
		a.Tick(1)
	}
}
