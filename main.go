// Command vestibule is a desktop sign-in for Microsoft Entra External ID, in the company's own window. It is the only
// package that imports Fyne's app package, and with it OpenGL; everything else builds and is tested without.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"github.com/vestibule-app/vestibule/app"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if code, ran := app.Command(ctx, os.Args[1:], newFyne, os.Stdout, os.Stderr); ran {
		return code
	}
	settings, err := app.ReadSettings(os.Args[1:], os.Environ(), os.Stdout)
	if err != nil {
		return app.Fail(os.Stderr, err)
	}
	if err := app.CheckDisplay(os.Getenv, runtime.GOOS); err != nil {
		return app.Fail(os.Stderr, err)
	}
	app.CleanEnvironment()

	f := newFyne()
	a, err := app.New(app.Config{Settings: settings, Fyne: f, Do: fyne.Do, Log: os.Stderr, Locale: lang.SystemLocale().LanguageString(), System: app.AskSystem})
	if err != nil {
		return app.Fail(os.Stderr, err)
	}
	dog := app.Watchdog{}
	a.Guard(&dog)
	halt := dog.Start()
	defer halt()
	context.AfterFunc(ctx, func() { fyne.Do(f.Quit) })
	code, again := a.Run(func() {
		a.Start()
		a.Window().ShowAndRun()
	})
	if again {
		if err := app.Again(os.Args[1:], os.Stdout, os.Stderr); err != nil {
			return app.Fail(os.Stderr, err)
		}
	}
	return code
}

func newFyne() fyne.App { return fyneapp.NewWithID("app.vestibule.Vestibule") }
