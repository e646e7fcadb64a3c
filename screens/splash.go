package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// Splash is the brand on the colour of the page, until it is decided which screen comes first. When that takes long it
// says so, and offers to stop.
func Splash(a Asking) Screen {
	s := &splash{cancel: a.Cancel}
	slow := stillWorking(a, s.Key)
	slow.words.SetAlign(fyne.TextAlignCenter)
	s.waiting = stack(below{0, slow.words}, below{kit.Space4, container.NewCenter(slow.cancel)})
	s.waiting.Hide()
	s.content = container.New(beneath{gap: kit.Space24}, newLogo(a.Brand, 280, 56, fyne.TextAlignCenter, kit.ColorPage), s.waiting)
	kit.Mirror(s.content, a.Words.RTL())
	return s
}

type splash struct {
	content *fyne.Container
	waiting *fyne.Container // "still working", and the way out
	cancel  func()
}

// Content implements Screen.
func (s *splash) Content() fyne.CanvasObject { return s.content }

// Step implements Screen.
func (s *splash) Step() auth.Step { return nil }

// Show implements Screen; there is nothing to show in place.
func (s *splash) Show(auth.Step) {}

// Busy implements Screen; a splash is always busy, and only tells when it takes long.
func (s *splash) Busy(p Progress) { setShown(s.waiting, p >= Slow) }

// Fail implements Screen; whoever shows a splash decides what comes after a failure.
func (s *splash) Fail(Failure) {}

// Focus implements Screen; there is nothing to focus.
func (s *splash) Focus(fyne.Canvas) {}

// Key implements Screen: Escape stops what is waited for.
func (s *splash) Key(key *fyne.KeyEvent) bool {
	if key.Name != fyne.KeyEscape || s.cancel == nil {
		return false
	}
	s.cancel()
	return true
}

// beneath puts its first object in the middle and the second below it, shown or not, so that the first never moves.
type beneath struct{ gap float32 }

func (b beneath) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(first.Width, second.Width), first.Height+2*(b.gap+second.Height))
}

func (b beneath) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	least := objects[0].MinSize()
	top := (size.Height - least.Height) / 2
	objects[0].Move(fyne.NewPos((size.Width-least.Width)/2, top))
	objects[0].Resize(least)
	objects[1].Move(fyne.NewPos(0, top+least.Height+b.gap))
	objects[1].Resize(fyne.NewSize(size.Width, objects[1].MinSize().Height))
}
