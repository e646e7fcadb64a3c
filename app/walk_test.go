package app_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// boxOf is where a text stands in the window.
func (h *house) boxOf(text string) (fyne.Position, fyne.Size) {
	h.t.Helper()
	for _, o := range all[*kit.Text](h.window) {
		if o.Text() == text {
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
		}
	}
	h.t.Fatalf("nothing says %q in %q", text, h.text())
	return fyne.Position{}, fyne.Size{}
}

// TestRibbon: the demo's ribbon is as high as its words need in every width and language, and its words begin where
// the language begins.
func TestRibbon(t *testing.T) {
	for _, tag := range []string{"en", "de", "ar"} {
		t.Run(tag, func(t *testing.T) {
			h := atDemo(t)
			h.config.Settings.Lang, h.config.Settings.Demo = tag, true
			h.reopen()
			words := h.app.Words().Say("demo.ribbon")
			for _, size := range []fyne.Size{{Width: 400, Height: 560}, {Width: 700, Height: 700}, {Width: 400, Height: 560}, {Width: 1100, Height: 800}} {
				h.app.Window().Resize(size)
				ribbon := h.ribbonHeight()
				at, box := h.boxOf(words)
				if at.Y < 0 || at.Y+box.Height > ribbon {
					t.Errorf("%v: the words stand from %.0f to %.0f in a ribbon of %.0f", size, at.Y, at.Y+box.Height, ribbon)
				}
				if size.Width > 500 && ribbon != 44 {
					t.Errorf("%v: a ribbon of one line is %.0f high", size, ribbon)
				}
			}
			text := first[*kit.Text](h.window)
			if mirrored := text.Text() == words && text.Mirrored(); mirrored != h.app.Words().RTL() {
				t.Errorf("the words of the ribbon %q are mirrored: %v", text.Text(), mirrored)
			}
		})
	}
}

// spoken are all languages, and under the race detector those that differ most.
func spoken() []string {
	if raced {
		return []string{"ar", "de", "en", "ja"}
	}
	return assets.Languages()
}

// TestDemoWordsFit: nothing in the drawer is cut off, in any language.
func TestDemoWordsFit(t *testing.T) {
	for _, tag := range spoken() {
		h := atDemo(t)
		h.config.Settings.Lang, h.config.Settings.Demo = tag, true
		h.reopen()
		rows := all[*kit.Row](h.window)
		if len(rows) < 9 {
			t.Fatalf("%s: only %d rows in %q", tag, len(rows), h.text())
		}
		for _, row := range rows {
			for _, text := range texts(row) {
				if strings.HasSuffix(plain(text), "…") {
					t.Errorf("%s: %q is cut off", tag, row.Title()+", "+row.Subtitle())
				}
			}
		}
		h.end()
	}
}

// ribbonHeight is where the screen begins.
func (h *house) ribbonHeight() float32 {
	h.t.Helper()
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(h.app.Screen().Content()).Y
}

// TestBrowserNotOpened: where no browser can be opened the person is told what to do, at once; an opener that ends
// badly long after is one that ran as long as its browser.
func TestBrowserNotOpened(t *testing.T) {
	for _, late := range []bool{false, true} {
		h := quiet(t, emulator.ClientBrowser, func(h *house) {
			h.config.Open = func(string) error {
				if late {
					h.clock.Advance(time.Minute)
				}
				return errors.New("exit status 3")
			}
		})
		h.settle("start")
		h.play("say username password@contoso.example", "ask OpenBrowser")
		told := h.app.Words().Say("browser.not_opened")
		if !late {
			await(t, "the words", func() bool { h.pump(); return h.reads(told) })
			h.click("browser.copy")
			h.must(h.app.Words().Say("browser.copied"))
			h.mustNot(told)
		}
		h.end() // the opener is through
		if got := strings.Contains(h.log.String(), "browser not opened"); got == late {
			t.Errorf("opener late %v: counted as a failure %v", late, got)
		}
	}
}

// TestConnectMended: who has connected with a mistake finds what was typed when the form is opened again.
func TestConnectMended(t *testing.T) {
	h := atStart(t)
	h.click("start.connect")
	h.connect("contoso", "00000000-0000-4000-8000-0000000000ff")
	h.play("ask EnterUsername")
	h.press(fyne.KeyEscape)
	h.settle("back")
	h.click("start.connect")
	fields := all[*kit.Field](h.window)
	if fields[0].Text() != "contoso" || fields[1].Text() != "00000000-0000-4000-8000-0000000000ff" {
		t.Errorf("the form holds %q and %q", fields[0].Text(), fields[1].Text())
	}
}
