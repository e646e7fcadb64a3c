package app

import (
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"os/exec"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
)

// This file is the processes that check a brand for Brand Studio, from both sides.

// inspectFlag makes the program a process that checks for another one.
const inspectFlag = "--inspect"

// inspection is an order for a process: a part of the whole check of these files.
type inspection struct {
	Files   map[string][]byte
	Letters []string // languages in which characters are looked for that no font has
	Langs   []string // languages that are laid out, all in the same fonts
}

// inspected is news of such a process.
type inspected struct {
	Done   int    // how often it has told of a step
	Lang   string // the language of this one
	Screen string // the exhibit; empty while it looks for characters
	End    bool   // there is no more, and Flaws are all of them
	Flaws  []flaw
	Barred bool // the brand cannot be drawn, so other processes need not try
}

// studioInspector is "vestibule studio --inspect": it carries out one order from standard input.
func studioInspector(start func() fyne.App, in io.Reader, out io.Writer) error {
	var order inspection
	if err := gob.NewDecoder(in).Decode(&order); err != nil {
		return fmt.Errorf("reading what to check: %w", err)
	}
	p, err := brand.Parse(order.Files)
	if err != nil {
		return err
	}
	f := start()
	to := gob.NewEncoder(out)
	var news inspected
	var broken error
	tell := func(lang, screen string) bool {
		news.Done++
		news.Lang, news.Screen = lang, screen
		broken = to.Encode(news) // nobody listens any more when that fails
		return broken == nil
	}
	var found []flaw
	if wrong := rehearse(p, order.Letters...); wrong != nil {
		return to.Encode(inspected{End: true, Barred: true, Flaws: flawsIn(wrong)})
	}
	for _, lang := range order.Letters {
		if !tell(lang, "") {
			return broken
		}
		found = append(found, missingGlyphs(p, lang)...)
	}
	found = append(found, borrowedLetters(p, order.Letters)...)
	paper := newOffscreen(f, lookOf(p, "light", order.Langs[0]))
	for _, lang := range order.Langs {
		words, err := screens.NewWords(lang)
		if err != nil {
			return err
		}
		found = append(found, misfitFlaws(p, words, paper, func(screen string) bool { return tell(lang, screen) })...)
		if broken != nil {
			return broken
		}
	}
	return to.Encode(inspected{Done: news.Done, End: true, Flaws: found})
}

// inspectBeside is an inspector whose processes are programs of their own.
func inspectBeside(g gate, program func() *exec.Cmd) inspector {
	return func(order inspection, came func(inspected), ended func()) (stop func()) {
		cmd := program()
		in, wrong := cmd.StdinPipe()
		out, bad := cmd.StdoutPipe()
		if wrong != nil || bad != nil || cmd.Start() != nil {
			ended()
			return func() {}
		}
		g.spawn(func() {
			_ = gob.NewEncoder(in).Encode(order) // whoever reads from it notices when it has ended
			_ = in.Close()
		})
		g.spawn(func() {
			from := gob.NewDecoder(out)
			for {
				var news inspected
				if from.Decode(&news) != nil {
					break
				}
				g.toUI(func() { came(news) })
			}
			_ = cmd.Process.Kill()
			_ = cmd.Wait() // how it ended makes no difference
			g.toUI(ended)
		})
		return func() { _ = cmd.Process.Kill() } // if it has not ended already
	}
}

// inspectingProgram is this program, checking.
func inspectingProgram(ctx context.Context) *exec.Cmd {
	cmd := ourselves(ctx)
	cmd.Args[len(cmd.Args)-1] = inspectFlag
	return cmd
}
