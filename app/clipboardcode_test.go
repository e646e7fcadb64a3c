package app_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
)

// clips counts how often a clipboard is read.
type clips struct {
	fyne.Clipboard
	reads *int
}

func (c clips) Content() string {
	*c.reads++
	return c.Clipboard.Content()
}

// Clipboard is that of the desk, and counts.
func (d *desk) Clipboard() fyne.Clipboard { return clips{d.App.Clipboard(), &d.reads} }

// refocus comes back to the window.
func (h *house) refocus() {
	h.t.Helper()
	life, ok := h.config.Fyne.Lifecycle().(interface{ OnEnteredForeground() func() })
	if !ok || life.OnEnteredForeground() == nil {
		h.t.Fatal("nobody is told when the window is come back to")
	}
	life.OnEnteredForeground()()
	h.pump()
}

// offered says whether a code is offered to be pasted.
func (h *house) offered(code string) bool {
	half := len(code) / 2
	return h.reads(h.app.Words().Say("code.offer", map[string]any{"Code": code[:half] + "\u00A0" + code[half:]}))
}

// TestClipboardCode: a code that is copied while the window is left is offered when it is come back to, and one Enter
// takes it. The clipboard is read then and at no other time; what was in it before is not offered; nothing is logged.
func TestClipboardCode(t *testing.T) {
	h := quiet(t, emulator.ClientOTP, func(h *house) { h.config.Settings.ClipboardCode = true })
	desk := h.config.Fyne.(*desk)
	h.settle("start")
	desk.App.Clipboard().SetContent("11112222")
	h.refocus()
	if desk.reads != 1 {
		t.Fatalf("read %d times", desk.reads)
	}
	h.play("say username otp@contoso.example", "ask EnterCode email")
	h.refocus()
	if h.offered("11112222") {
		t.Error("a code is offered that was in the clipboard before")
	}
	code := stories.Newest(h.tenant)
	desk.App.Clipboard().SetContent(code)
	h.press(fyne.KeyTab)
	h.pass(0)
	if desk.reads != 2 || h.offered(code) {
		t.Errorf("read %d times, offered %v, before the window was come back to", desk.reads, h.offered(code))
	}
	h.refocus()
	if desk.reads != 3 || !h.offered(code) {
		t.Fatalf("read %d times, not offered in %q", desk.reads, h.text())
	}
	h.app.Screen().Focus(h.app.Window().Canvas())
	h.enter()
	h.settle("pasted")
	h.play("ask SignedIn kept otp@contoso.example")
	if log := h.log.String(); strings.Contains(log, code) || strings.Contains(log, "11112222") {
		t.Errorf("what was copied is in the log: %s", log)
	}
}

// TestClipboardCodeOff: without the setting the clipboard is not looked at.
func TestClipboardCodeOff(t *testing.T) {
	h := quiet(t, emulator.ClientOTP)
	desk := h.config.Fyne.(*desk)
	h.settle("start")
	h.play("say username otp@contoso.example", "ask EnterCode email")
	code := stories.Newest(h.tenant)
	desk.App.Clipboard().SetContent(code)
	h.refocus()
	if desk.reads != 0 || h.offered(code) {
		t.Errorf("read %d times, offered %v", desk.reads, h.offered(code))
	}
}
