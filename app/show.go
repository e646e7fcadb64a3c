package app

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

// show asks the next question: in place if it is of the same kind, else on a screen of its own.
func (a *App) show(step auth.Step) {
	a.log.Info("step", "name", stepName(step), "problem", string(problemOf(step)))
	a.noteProblem(step)
	if screens.Same(a.screen, step) {
		a.screen.Show(step)
		a.tick()
	} else {
		a.present(screens.For(step, a.asking()))
	}
	switch step := step.(type) {
	case auth.OpenBrowser:
		if step.URL != a.opened {
			a.opened = step.URL
			a.openURL(step.URL)
		}
		a.reply(auth.BrowserReturned{}) // wait for it
	case auth.Waiting:
		a.reply(auth.Wait{})
	case auth.SignedIn:
		a.endFlow()
		a.account, a.known = step.Account, true
		a.log.Info("signed in", "kept", step.Kept)
		a.window.RequestFocus() // it may be behind the browser
	default:
		if a.opened != "" {
			a.opened = ""
			a.window.RequestFocus()
		}
	}
	a.screen.Focus(a.window.Canvas())
}

// present puts a screen on the stage.
func (a *App) present(s screens.Screen) {
	a.forgetSecrets()
	a.screen, a.rebuild = s, nil
	a.scene.put(s, a.words.RTL())
	a.tick()
	s.Focus(a.window.Canvas())
}

// presentAnew puts a screen on the stage that no question asks for, and that can be built again.
func (a *App) presentAnew(build func() screens.Screen) {
	a.present(build())
	a.rebuild = build
}

// tick moves the screen's clocks, and does so again after a second for as long as there is something to count.
func (a *App) tick() {
	if a.ticks != nil {
		a.ticks()
		a.ticks = nil
	}
	if t, ok := a.screen.(screens.Ticking); ok {
		if t.Tick(a.now()) {
			a.ticks = a.after(time.Second, a.tick)
		}
	}
}

// fail shows that nobody answered sensibly. The question stands.
func (a *App) fail(err error) {
	a.noteFailure(err)
	a.screen.Fail(screens.FailureOf(err))
	a.tick()
	a.screen.Focus(a.window.Canvas())
}

// conceal hides a password that is shown, because the person looks at another window now.
func (a *App) conceal() {
	if s, ok := a.screen.(screens.Secretive); ok {
		s.Conceal()
	}
}

// forgetSecrets empties what was typed on a screen that is left.
func (a *App) forgetSecrets() {
	if s, ok := a.screen.(screens.Secretive); ok {
		s.Forget()
	}
}

// key takes what no widget with the focus took.
func (a *App) key(e *fyne.KeyEvent) {
	if a.panel != nil {
		a.panel.Key(e)
		return
	}
	if a.screen == nil || a.screen.Key(e) {
		return
	}
	switch e.Name {
	case fyne.KeyF1:
		a.support()
	case fyne.KeyEscape:
		a.halt() // of a screen that only waits, such as the splash
	case fyne.KeyReturn, fyne.KeyEnter:
		if a.task != nil {
			return
		}
		// A click beside everything has taken the focus away. Enter goes to the field; it presses no button that
		// nobody has pointed at.
		a.screen.Focus(a.window.Canvas())
		field := a.window.Canvas().Focused()
		if _, ok := field.(fyne.Shortcutable); ok {
			field.TypedKey(e)
		}
	}
}

func (a *App) paste() {
	if a.panel != nil {
		return
	}
	if p, ok := a.screen.(screens.Pasting); ok {
		p.Paste(a.fyne.Clipboard().Content())
	}
}
