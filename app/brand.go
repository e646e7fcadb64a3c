package app

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file is the brand pack whose look the window has. It is shown whole or not at all: one with anything wrong in it
// leaves the look that there was, and the window says why. brand_watch.go looks at it again and again while the window is
// open, so that whoever works on it sees each change at once.
//
// Looks, words and wording come from any pack that the person names. The tenant decides who gets the password, so it is
// taken without a question from a pack alone that is signed with the key of the settings; another one only fills in the
// form that asks for the tenant, where it can be read.

// livery is the pack on show, and what is known of the place that it comes from.
type livery struct {
	pack *brand.Pack         // on show; never nil
	path string              // where packs come from; empty: the stock brand stays
	keys []ed25519.PublicKey // a pack must be signed with one of them; none: any will do
	own  bool                // the pack on show came from there

	memory brandMemory // what was known at the start, and the versions since

	seen    uint64       // what lay there when it was read last
	settled bool         // it was read twice since it changed, or is in order
	wrong   *brand.Error // why what lies there is not on show; nil when it is
}

// openBrand reads the brand before there is a window. What is wrong with a pack is no error: the stock brand shows.
func (a *App) openBrand(tag string) error {
	l := livery{pack: screens.Stock(), path: a.settings.Brand, settled: true}
	if file := a.settings.BrandKey; file != "" {
		key, err := brand.ReadPublicKey(file)
		if err != nil {
			return fmt.Errorf("brand_key: %w", explain(err, file))
		}
		l.keys = []ed25519.PublicKey{key}
	}
	if l.path != "" {
		l.memory = a.recall()
		l.seen = seenAt(l.path)
		p, wrong := l.read(tag)
		if wrong == nil {
			l.pack, l.own = p, true
			a.noteBrand(p)
		} else {
			l.wrong = wrong
			a.noteWrong(wrong)
		}
	}
	a.livery = l
	if t := l.pack.Tenant; l.trusted() && t.Authority != "" && a.settings.Authority == "" && a.settings.ClientID == "" {
		a.settings.Authority, a.settings.ClientID, a.settings.Given = t.Authority, t.ClientID, true
	}
	return nil
}

// trusted says whether the pack on show is signed with a key of the settings.
func (l *livery) trusted() bool { return l.own && len(l.keys) > 0 }

// read reads what lies at the path, and tries it in a language. What there is no pack to find is told as a finding too.
func (l *livery) read(tag string) (p *brand.Pack, wrong *brand.Error) {
	err := caught(func() (err error) {
		p, err = examine(l.path, l.keys...)
		return err
	})
	if err == nil {
		if wrong = l.outdated(p); wrong == nil {
			wrong = l.crashed(p)
		}
		if wrong == nil {
			wrong = rehearse(p, tag)
		}
		if wrong == nil {
			return p, nil
		}
		wrong.Path = packAt(l.path)
		return nil, wrong
	}
	var refused *brand.Error
	if !errors.As(err, &refused) {
		// Only the name is for the screen; the log has the way there.
		text := strings.ReplaceAll(err.Error(), packAt(l.path), filepath.Base(l.path))
		f := brand.Finding{Text: text}
		f.Code, f.Args = placeCode(err)
		refused = &brand.Error{Findings: []brand.Finding{f}}
	}
	return nil, refused
}

// placeCode is what is wrong with the place where a pack or a key should be; nothing when only the system has words for it.
func placeCode(err error) (brand.Code, brand.Args) {
	var u *unusable
	if !errors.As(err, &u) {
		return "", nil
	}
	file := brand.Args{"File": filepath.Base(u.name)}
	switch {
	case errors.Is(u.why, fs.ErrNotExist):
		return brand.PackMissing, file
	case errors.Is(u.why, fs.ErrPermission):
		return brand.PackBarred, file
	}
	return "", nil
}

func (a *App) noteBrand(p *brand.Pack) {
	a.log.Info("brand", "name", p.Name.In("en"), "version", p.Package.Version, "signed_by", fingerprint(p.SignedBy))
	for _, r := range screens.Repairs(p) {
		a.log.Info("brand colour not readable", "key", r.Key, "look", r.Look, "token", r.Token, "ground", r.Ground, "ratio", r.Ratio, "least", r.Least)
	}
}

func (a *App) noteWrong(wrong *brand.Error) {
	for _, f := range wrong.Findings {
		a.log.Error("brand refused", "path", a.settings.Brand, "finding", visible(f.In(wrong.Path)))
	}
}

// wear has the window look like a pack from now on. What was typed stays, and so does the focus. Another tenant waits for
// the next start: nobody types a password for one and sends it to another.
func (a *App) wear(p *brand.Pack) {
	a.livery.pack, a.livery.own = p, true
	a.noteBrand(p)
	a.keepVersion()
	a.pronounce(a.plain)
	a.redress()
	a.window.SetTitle(a.title())
	a.window.SetIcon(a.icon())
	held := screens.FocusIn(a.screen, a.window.Canvas())
	a.redraw()
	held.PutInto(a.screen, a.window.Canvas())
	a.reopenAppearance()
	a.root.Refresh()
	for _, o := range a.window.Canvas().Overlays().List() {
		o.Refresh()
	}
}

// underNotice puts content under the line that says why the pack is not on show, where there is such a thing.
func (a *App) underNotice(content fyne.CanvasObject) fyne.CanvasObject {
	if a.livery.wrong == nil {
		return content
	}
	return container.New(under{}, newSurface(kit.ColorPage, screens.BrandNotice(a.words, a.livery.wrong, a.livery.own)), content)
}

// title is the window's. It is set when the window opens and when the pack changes, and no change of language changes it,
// so that password managers can find the window.
func (a *App) title() string {
	if a.brand.Title != "" {
		return a.brand.Title
	}
	return a.words.Say("window.title", screens.Params{"Brand": a.brand.Name})
}

// icon is the window's.
func (a *App) icon() fyne.Resource {
	switch {
	case a.livery.own && a.brand.Icon != nil:
		return a.brand.Icon
	case a.livery.own && a.brand.LogoCompact != nil:
		return a.brand.LogoCompact
	}
	return fyne.NewStaticResource("Icon.png", assets.AppIcon())
}

// revealing says whether an address without an account is told as such: as the settings say, else as the brand does.
func (a *App) revealing() bool {
	return a.settings.Wording == "helpful" || !a.settings.WordingGiven && a.livery.pack.Helpful
}

// codeValid is how long codes work, by the settings, else by the brand; 0 when neither says so.
func (a *App) codeValid() time.Duration {
	if a.settings.CodeValidGiven || a.settings.CodeValid > 0 {
		return a.settings.CodeValid
	}
	return a.livery.pack.CodeValid
}

// proposedTenant is what the form begins with that asks for a tenant: the one of the settings, else that of the brand.
func (a *App) proposedTenant() screens.ConnectForm {
	if a.settings.Authority == "" && a.settings.ClientID == "" {
		t := a.livery.pack.Tenant
		return screens.ConnectForm{Authority: t.Authority, ClientID: t.ClientID}
	}
	return screens.ConnectForm{Authority: a.settings.Authority, ClientID: a.settings.ClientID}
}

// brandReport is what support asks for of the pack.
func (a *App) brandReport() screens.BrandReport {
	if !a.livery.own {
		return screens.BrandReport{}
	}
	p := a.livery.pack
	return screens.BrandReport{Name: a.brand.Name, ID: p.Package.ID, Version: p.Package.Version, SignedBy: fingerprint(p.SignedBy)}
}

// fingerprint is a short name of a key; empty for none.
func fingerprint(key ed25519.PublicKey) string {
	if key == nil {
		return ""
	}
	return hex.EncodeToString(key[:8])
}
