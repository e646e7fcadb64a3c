package app

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file is for a brand pack that makes the program crash although it was tried before it was shown. Nothing goes on after
// that: what draws holds its locks, and the window is half drawn. So the pack is remembered, and the program starts anew,
// in the look of the stock brand, with a line that says why.

// drawers are the packages that draw what a pack brings.
var drawers = [][]byte{[]byte("github.com/go-text/"), []byte("github.com/fyne-io/oksvg"), []byte("github.com/srwiley/"), []byte("image/png."), []byte("image/jpeg.")}

// Run is what the program does while there is a window. It says with which code the program ends, and whether it is to start
// anew, because the brand on show made it crash. What has nothing to do with a brand crashes as ever.
func (a *App) Run(run func()) (code int, again bool) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		trace := debug.Stack()
		if !a.livery.own || !slices.ContainsFunc(drawers, func(d []byte) bool { return bytes.Contains(trace, d) }) || a.rememberCrash() != nil {
			panic(v)
		}
		a.log.Error("the brand made the program crash; it starts anew without", "panic", visible(fmt.Sprintf("%.200v", v)), "trace", string(trace))
		code, again = 2, true
	}()
	run()
	return 0, false
}

// Again starts this program once more, with the same arguments, and does not wait for it.
func Again(args []string, stdout, stderr io.Writer) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(program, args...)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	return cmd.Start()
}

func digestOf(p *brand.Pack) string {
	digest := brand.Digest(p.Files)
	return hex.EncodeToString(digest[:])
}

// rememberCrash notes which pack was on show when the program crashed.
func (a *App) rememberCrash() error {
	digest := digestOf(a.livery.pack)
	return a.remembered(func(m brandMemory) brandMemory {
		if !slices.Contains(m.Crashed, digest) {
			m.Crashed = append(m.Crashed, digest)
			m.Crashed = m.Crashed[max(0, len(m.Crashed)-mostCrashed):]
		}
		return m
	})
}

// crashed says that a pack made the program crash before; nil when it did not.
func (l *livery) crashed(p *brand.Pack) *brand.Error {
	if !slices.Contains(l.memory.Crashed, digestOf(p)) {
		return nil
	}
	text := "made this program crash when it was shown before; it is shown again once it has changed"
	return &brand.Error{Findings: []brand.Finding{{Text: text, Code: brand.PackCrashed}}}
}
