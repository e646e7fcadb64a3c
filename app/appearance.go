package app

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens"
)

// systemAnswers is how long the system has to say how windows are to look.
const systemAnswers = time.Second

// SystemLook is what the system wants of every window.
type SystemLook struct {
	HighContrast bool
	LessMotion   bool
}

// heed asks the system, beside the UI thread, how windows are to look and move, and does so. Nothing waits for the answer.
func (a *App) heed(ask func(context.Context) SystemLook) {
	if ask == nil {
		return
	}
	a.aside(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, systemAnswers)
		defer cancel()
		look := ask(ctx)
		a.toUI(func() {
			if look != a.system {
				a.system = look
				a.dress()
			}
		})
	})
}

// look is what the person has chosen.
func (a *App) look() screens.Look {
	return screens.Look{
		TextSize: a.settings.TextSize, Contrast: screens.Contrast(a.settings.Contrast),
		Still: a.settings.Motion == "reduced", OneField: a.settings.OneField,
	}
}

// openAppearance lays the choice of how the window looks over the screen, which keeps what was typed.
func (a *App) openAppearance() {
	if a.panel != nil {
		return
	}
	a.log.Info("step", "name", "Appearance")
	a.window.Canvas().Unfocus()
	a.layAppearance()
}

func (a *App) layAppearance() {
	a.lay(screens.Appearance(a.asking(), a.look(), a.restyle, a.closePanel))
}

// lay puts a panel over the screen.
func (a *App) lay(panel screens.Screen) {
	a.panel = panel
	content := panel.Content()
	c := a.window.Canvas()
	c.Overlays().Add(content)
	content.Resize(c.Size())
	panel.Focus(c)
}

// reopenAppearance builds it anew, in another language for one.
func (a *App) reopenAppearance() {
	if a.panel == nil || a.card != nil {
		return
	}
	a.window.Canvas().Overlays().Remove(a.panel.Content())
	a.layAppearance()
}

// closePanel goes back to the screen below, whichever that is by now.
func (a *App) closePanel() {
	if a.panel == nil {
		return
	}
	c := a.window.Canvas()
	c.Overlays().Remove(a.panel.Content())
	a.panel, a.card = nil, nil
	a.screen.Focus(c)
}

// restyle has the window look otherwise from now on, and remembers it.
func (a *App) restyle(look screens.Look) {
	a.settings.TextSize, a.settings.Contrast, a.settings.OneField = look.TextSize, string(look.Contrast), look.OneField
	a.settings.Motion = "system"
	if look.Still {
		a.settings.Motion = "reduced"
	}
	a.log.Info("appearance", "size", look.TextSize, "contrast", string(look.Contrast), "motion", a.settings.Motion, "one_field", look.OneField)
	a.dress()
	values := []assignment{
		{"text_size", look.TextSize}, {"contrast", a.settings.Contrast}, {"motion", a.settings.Motion}, {"single_code_field", look.OneField},
	}
	a.style.Store(&values)
	a.aside(func(context.Context) {
		if err := a.saveStyle(); err != nil {
			a.log.Error("settings not saved", "error", err)
		}
	})
}

// saveStyle saves what was chosen last: two changes may come here in any order. It runs off the UI thread.
func (a *App) saveStyle() error {
	a.saving.Lock()
	defer a.saving.Unlock()
	return a.write(*a.style.Load()...)
}

// calm is the application with the person's word on motion: Fyne's own switch is shared by all programs and cannot be set
// by one of them.
type calm struct {
	fyne.App
	still *atomic.Bool
}

// Settings implements fyne.App.
func (c calm) Settings() fyne.Settings { return calmSettings{c.App.Settings(), c.still} }

type calmSettings struct {
	fyne.Settings
	still *atomic.Bool
}

// ShowAnimations implements fyne.Settings.
func (s calmSettings) ShowAnimations() bool { return !s.still.Load() && s.Settings.ShowAnimations() }
