package app

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

// This file is the card for support: one key away from every screen, before sign-in too. It lies over the screen, which
// goes on beneath it.

// support shows the card, or takes it away.
func (a *App) support() {
	open := a.card != nil
	a.closePanel()
	if open || a.screen == nil {
		return
	}
	a.conceal()
	report := screens.Report{
		At: a.now(), Trouble: a.trouble, App: Version, Fyne: fyneVersion(), Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH,
		Brand: a.brandReport(),
	}
	var test func()
	if client := a.client; client != nil {
		report.Host, report.Tenant = client.Host(), client.Tenant()
		test = func() { a.lookAtNetwork(client) }
	}
	a.log.Info("step", "name", "Support")
	a.window.Canvas().Unfocus()
	a.card = screens.Support(a.asking(), report, test, a.saveReport, a.closePanel)
	a.lay(a.card)
	a.card.Test()
}

// noteFailure keeps what support asks for of a failure.
func (a *App) noteFailure(err error) {
	f := screens.FailureOf(err)
	if f.Kind != auth.FailureCancelled {
		a.trouble = screens.Trouble{Failure: f.Kind, CorrelationID: f.CorrelationID, AADSTS: f.AADSTS, At: f.At}
	}
}

// noteProblem keeps what support asks for of a refusal.
func (a *App) noteProblem(step auth.Step) {
	if p := auth.ProblemOf(step); p != nil {
		a.trouble = screens.Trouble{Problem: p.Code, CorrelationID: p.CorrelationID, AADSTS: p.AADSTS, At: p.At}
	}
}

// lookAtNetwork tests the way to a tenant beside everything else that is under way.
func (a *App) lookAtNetwork(client *auth.Client) {
	card := a.card
	a.aside(func(ctx context.Context) {
		found := testNetwork(ctx, client.Transport(), client.MetadataURL(), a.now)
		a.toUI(func() {
			if a.card == card {
				card.SetNetwork(found)
			}
		})
	})
}

// saveReport writes the report where people look for what they have saved.
func (a *App) saveReport(text string) {
	card, at := a.card, a.now()
	a.aside(func(context.Context) {
		path, err := writeReport(downloads(os.Getenv, a.settings.Dir), text, at)
		a.toUI(func() {
			switch {
			case a.card != card:
			case err != nil:
				a.log.Error("report not saved", "error", err)
				card.NotSaved()
			default:
				card.Saved(filepath.Base(path), filepath.Dir(path))
			}
		})
	})
}

// writeReport makes a new file that only this user can read. It never replaces one.
func writeReport(dir, text string, at time.Time) (path string, err error) {
	name := "vestibule-support-" + at.Format("20060102-150405")
	for n := 1; n < 100; n++ {
		path = filepath.Join(dir, name+".txt")
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s-%d.txt", name, n))
		}
		var f *os.File
		f, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.WriteString(text)
		return path, errors.Join(err, f.Close())
	}
	return "", err
}

// downloads is the person's folder for downloads, else the folder of the settings. On Linux it may be called anything:
// user-dirs.dirs of xdg-user-dirs says where it is.
func downloads(getenv func(string) string, otherwise string) string {
	home, err := os.UserHomeDir()
	if err != nil {
		return otherwise
	}
	dirs := []string{filepath.Join(home, "Downloads"), otherwise}
	if runtime.GOOS == "linux" {
		f, err := os.Open(filepath.Join(cmp.Or(getenv("XDG_CONFIG_HOME"), filepath.Join(home, ".config")), "user-dirs.dirs"))
		if err == nil {
			defer func() { _ = f.Close() }()
			for lines := bufio.NewScanner(f); lines.Scan(); {
				if path, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), "XDG_DOWNLOAD_DIR="); ok {
					dirs = append([]string{strings.Replace(strings.Trim(path, `"`), "$HOME", home, 1)}, dirs...)
				}
			}
		}
	}
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err == nil && info.IsDir() && filepath.IsAbs(dir) && filepath.Clean(dir) != filepath.Clean(home) {
			return dir
		}
	}
	return otherwise
}

// fyneVersion is the version of Fyne that this program was built with.
func fyneVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "fyne.io/fyne/v2" {
				return m.Version
			}
		}
	}
	return "unknown"
}
