package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/auth"
)

// Splash is the brand on the colour of the page, until it is decided which screen comes first.
func Splash(a Asking) Screen {
	return &splash{container.NewCenter(newLogo(a.Brand, 280, 56, fyne.TextAlignCenter))}
}

type splash struct{ content fyne.CanvasObject }

// Content implements Screen.
func (s *splash) Content() fyne.CanvasObject { return s.content }

// Step implements Screen.
func (s *splash) Step() auth.Step { return nil }

// Show implements Screen; there is nothing to show in place.
func (s *splash) Show(auth.Step) {}

// Busy implements Screen; a splash is always busy.
func (s *splash) Busy(Progress) {}

// Fail implements Screen; whoever shows a splash decides what comes after a failure.
func (s *splash) Fail(Failure) {}

// Focus implements Screen; there is nothing to focus.
func (s *splash) Focus(fyne.Canvas) {}

// Key implements Screen.
func (s *splash) Key(*fyne.KeyEvent) bool { return false }
