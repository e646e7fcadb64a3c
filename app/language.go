package app

import (
	"context"

	"github.com/vestibule-app/vestibule/screens"
)

// speak says everything in another language from now on, and remembers it. While an answer is under way the language
// stays, since what it is about is on the screen. The window keeps its title, by which password managers find it.
func (a *App) speak(tag string) {
	if tag == a.words.Tag() || a.task != nil && !a.task.waiting {
		return
	}
	words, err := screens.NewWords(tag)
	if err != nil {
		a.log.Error("language", "error", err)
		return
	}
	fell := a.rehearseIn(words.Tag())
	a.pronounce(words)
	a.dress()
	if fell {
		a.window.SetTitle(a.title())
		a.window.SetIcon(a.icon())
	}
	a.redraw()
	a.reopenAppearance()
	a.aside(func(context.Context) {
		if err := a.save(assignment{"lang", words.Tag()}); err != nil {
			a.log.Error("settings not saved", "error", err)
		}
	})
}

// spoken is what the page in the browser is made of. Any goroutine may ask for it; Words is made for that.
type spoken struct {
	words *screens.Words
	brand string // its name
}

// pronounce takes words, with those of the brand in their place. Their fonts come with dress.
func (a *App) pronounce(words *screens.Words) {
	a.plain, a.words = words, words.Branded(a.livery.pack)
	a.brand = screens.BrandOf(a.livery.pack, words.Tag())
	a.said.Store(&spoken{a.words, a.brand.Name})
}

// redraw builds the screen on show anew, with what was typed on it.
func (a *App) redraw() {
	switch {
	case a.demo != nil:
		a.furnishDemo()
	case a.livery.wrong != nil:
		a.furnish(a.content) // what is wrong is said in the language of the window
	}
	old, build := a.screen, a.rebuild
	if old == nil {
		return
	}
	if step := old.Step(); step != nil {
		build = func() screens.Screen { return screens.For(step, a.asking()) }
	}
	if build == nil {
		return // it will be gone in a moment
	}
	fresh := build()
	screens.Carry(old, fresh)
	a.scene.cut() // it is the same one
	a.present(fresh)
	a.rebuild = build
}

// furnishDemo puts the demo's drawer around the stage.
func (a *App) furnishDemo() {
	a.demo.drawer = newDrawer(a, a.demo.tenant)
	a.demo.drawer.showInbox(a.demo.tenant.Messages(""))
	a.demo.drawer.showInbox(a.demo.tenant.Messages(""))
	a.furnish(a.demo.drawer.frame(a.stage))
}
