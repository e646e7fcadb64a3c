package app_test

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/app"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// metronome is an application whose animations move only when told to.
type metronome struct {
	fyne.App
	running []*fyne.Animation
}

func (m *metronome) Driver() fyne.Driver { return beat{m.App.Driver(), m} }

type beat struct {
	fyne.Driver
	m *metronome
}

func (b beat) StartAnimation(a *fyne.Animation) { b.m.running = append(b.m.running, a) }

func (b beat) StopAnimation(a *fyne.Animation) {
	b.m.running = slices.DeleteFunc(b.m.running, func(r *fyne.Animation) bool { return r == a })
}

// pass lets every animation go to a time since it began; those that are over end.
func (m *metronome) pass(d time.Duration) {
	for _, a := range slices.Clone(m.running) {
		done := min(float32(d)/float32(a.Duration), 1)
		if done >= 1 {
			m.Driver().StopAnimation(a)
		}
		a.Tick(done)
	}
}

// lasting counts the animations of one length.
func (m *metronome) lasting(d time.Duration) int {
	n := 0
	for _, a := range m.running {
		if a.Duration == d {
			n++
		}
	}
	return n
}

// wind has the window of a house move only when told to, from now on.
func (h *house) wind() *metronome {
	m := &metronome{App: fyne.CurrentApp()}
	fyne.SetCurrentApp(m)
	return m
}

func (h *house) leftOfButton() float32 {
	h.t.Helper()
	for _, b := range all[*kit.Button](h.window) {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(b).X
	}
	h.t.Fatal("no button")
	return 0
}

// layers are what lies on the stage: one page, or two and what is between them while they change.
func (h *house) layers() int { return len(app.StageOf(h.app).Objects) }

// TestScreensChange: the next question has the focus at once, comes from where reading goes to, and nothing moves when it is
// there; the one before comes from the other side. In Arabic it is the other way round.
func TestScreensChange(t *testing.T) {
	for lang, side := range map[string]float32{"en": 1, "ar": -1} {
		h := quiet(t, emulator.ClientPassword, func(h *house) { h.config.Settings.Lang = lang })
		h.settle("start")
		m := h.wind()
		for i, step := range []struct {
			do   func()
			from float32
		}{
			{func() { h.play("say username password@contoso.example", "ask EnterPassword") }, side},
			{func() { h.press(fyne.KeyEscape); h.settle("back"); h.play("ask EnterUsername") }, -side},
		} {
			step.do()
			if h.layers() != 4 {
				t.Fatalf("%s, %d: %d layers as the change begins", lang, i, h.layers())
			}
			h.focusIsRight()
			m.pass(80 * time.Millisecond)
			if h.layers() != 2 {
				t.Fatalf("%s, %d: %d layers after 80 ms", lang, i, h.layers())
			}
			begin := h.leftOfButton()
			m.pass(200 * time.Millisecond)
			if h.layers() != 1 || m.lasting(80*time.Millisecond)+m.lasting(200*time.Millisecond) != 0 {
				t.Errorf("%s, %d: %d layers after all", lang, i, h.layers())
			}
			if moved := begin - h.leftOfButton(); moved != 12*step.from {
				t.Errorf("%s, %d: the screen came from %v, not from %v", lang, i, moved, 12*step.from)
			}
		}
		h.end()
	}
}

// TestSplashDissolves: what comes after the splash does not move.
func TestSplashDissolves(t *testing.T) {
	h := quiet(t, emulator.ClientPassword)
	m := h.wind()
	h.settle("start")
	h.play("ask EnterUsername")
	m.pass(80 * time.Millisecond)
	begin := h.leftOfButton()
	m.pass(100 * time.Millisecond)
	if h.layers() != 2 || h.leftOfButton() != begin {
		t.Errorf("%d layers, and the screen has moved by %v", h.layers(), h.leftOfButton()-begin)
	}
	m.pass(200 * time.Millisecond)
	if h.layers() != 1 || h.leftOfButton() != begin {
		t.Errorf("%d layers after all", h.layers())
	}
}

const nod = 650 * time.Millisecond

// atNod has typed the right code, and the tick is being drawn.
func atNod(t *testing.T) (*house, *metronome) {
	t.Helper()
	h := atCode(t)
	m := h.wind()
	app.Paste(h.app, stories.Newest(h.tenant))
	h.loop.until(t, "the tick", func() bool { return m.lasting(nod) == 1 })
	return h, m
}

// TestRightCodeIsLookedAt: the tick is drawn, and then held; nothing is sent meanwhile, and the way on comes by itself.
func TestRightCodeIsLookedAt(t *testing.T) {
	h, m := atNod(t)
	sent := h.wire.count("/token")
	h.enter()
	m.pass(nod - time.Millisecond)
	h.pump()
	if h.kind() != "code" || h.wire.count("/token") != sent {
		t.Fatalf("the window shows %s before the tick was looked at", h.kind())
	}
	m.pass(nod)
	h.settle("signed in")
	h.play("ask SignedIn otp@contoso.example")
	m.pass(80 * time.Millisecond)
	m.pass(200 * time.Millisecond)
	m.pass(time.Hour)
	if n := m.lasting(nod); n != 0 {
		t.Errorf("%d ticks are still drawn", n)
	}
}

// TestNobodyHasToLook: Escape goes on at once, and who leaves meanwhile is not brought back.
func TestNobodyHasToLook(t *testing.T) {
	h, _ := atNod(t)
	h.press(fyne.KeyEscape)
	h.settle("escape")
	h.play("ask SignedIn otp@contoso.example")
	h.end()

	h, m := atNod(t)
	app.Leave(h.app)
	m.pass(nod)
	h.settle("left")
	if h.kind() != "username" {
		t.Errorf("who has left is brought to %s", h.kind())
	}
}

// TestWrongCodeIsNotNoddedAt: a refusal, and a way that leads elsewhere, come at once.
func TestWrongCodeIsNotNoddedAt(t *testing.T) {
	h := atCode(t)
	m := h.wind()
	h.play("say code 00000000", "ask EnterCode wrong_code")
	if m.lasting(nod) != 0 || m.lasting(240*time.Millisecond) != 1 {
		t.Error("a wrong code does not shake")
	}
	h.press(fyne.KeyEscape)
	h.settle("back")
	if m.lasting(nod) != 0 {
		t.Error("going back is nodded at")
	}
}

// TestWrongPasswordShakes: once, and the field is empty and has the focus.
func TestWrongPasswordShakes(t *testing.T) {
	h := goTo(t, "password", []string{"say username password@contoso.example"})
	m := h.wind()
	h.play("say password wrong-horse-7", "ask EnterPassword wrong_password")
	if m.lasting(240*time.Millisecond) != 1 {
		t.Error("it does not shake")
	}
	h.focusIsRight()
	m.pass(240 * time.Millisecond)
	if m.lasting(240*time.Millisecond) != 0 {
		t.Error("it shakes for ever")
	}
}

// TestLessMotion: where the person wants no motion, a whole sign-in runs without any.
func TestLessMotion(t *testing.T) {
	h := quiet(t, emulator.ClientOTP, func(h *house) { h.config.Settings.Motion = "reduced" })
	m := h.wind()
	h.settle("start")
	for _, line := range []string{"say username otp@contoso.example", "say code 00000000", "say code inbox", "ask SignedIn"} {
		h.play(line)
		if h.layers() != 1 {
			t.Errorf("%s: %d layers", line, h.layers())
		}
		for _, a := range m.running {
			if a.Duration != 750*time.Millisecond { // how long a refused code is seen, in any case
				t.Errorf("%s: something moves for %v", line, a.Duration)
			}
		}
		m.pass(750 * time.Millisecond)
	}
}
