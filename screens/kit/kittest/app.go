package kittest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// NewApp is an app for one test. Fyne looks at the clock only when it paints, and what is built more than a minute after
// that it takes for abandoned: so it paints first. That lets go, too, of what was drawn for tests before.
func NewApp(t testing.TB) fyne.App {
	t.Helper()
	a := test.NewTempApp(t)
	software.NewCanvas().Capture()
	return a
}
