package app

import (
	"context"
	"encoding/gob"
	"os"
	"os/exec"
	"time"
)

// painter draws the pictures of one look for the wall. Its methods are called on the UI thread, and there its pictures
// come.
type painter interface {
	// paint takes an order, which overtakes the one before. Orders of different fonts cannot be drawn by the same process.
	paint(d drawing, fonts string)
	close()
}

// restarts is how often in a row a process that does not draw all of an order is started again.
const restarts = 3

// patience is how long the next picture may take before the process is taken to hang.
const patience = 10 * time.Second

// process is a painter that is a program of its own.
type process struct {
	gate gate
	make func() *exec.Cmd
	got  func(drawn)
	died func(again bool) // it ended by itself, and was started again or not

	cmd    *exec.Cmd
	orders newest[drawing]
	fonts  string
	last   drawing
	deaths int    // since an order was drawn to its end
	rest   func() // ends the wait for the next picture; nil: none is awaited
	waits  int
}

func (p *process) paint(d drawing, fonts string) {
	if p.cmd != nil && p.fonts != fonts {
		p.close()
	}
	p.last, p.fonts = d, fonts
	if p.cmd == nil && !p.launch() {
		p.died(false)
		return
	}
	p.orders.put(d)
	p.await()
}

// await has a process ended that draws nothing for too long; whoever reads from it notices.
func (p *process) await() {
	p.calm()
	if len(p.last.Names) == 0 {
		return
	}
	p.waits++
	cmd, wait := p.cmd, p.waits
	p.rest = p.gate.timer(patience, func() {
		p.gate.toUI(func() {
			if p.cmd == cmd && p.waits == wait && p.rest != nil {
				_ = cmd.Process.Kill() // if it has not ended already
			}
		})
	})
}

func (p *process) calm() {
	if p.rest != nil {
		p.rest()
		p.rest = nil
	}
}

// close ends the process; the next order starts another.
func (p *process) close() {
	if p.cmd == nil {
		return
	}
	p.calm()
	close(p.orders.c)
	_ = p.cmd.Process.Kill() // if it has not ended already
	p.cmd = nil
}

func (p *process) launch() bool {
	cmd := p.make()
	in, err := cmd.StdinPipe()
	if err != nil {
		return false
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return false
	}
	if err := cmd.Start(); err != nil {
		return false
	}
	orders := makeNewest[drawing]()
	p.cmd, p.orders = cmd, orders
	p.gate.spawn(func() {
		to := gob.NewEncoder(in)
		var files courier
		for d := range orders.c {
			if to.Encode(files.load(d)) != nil {
				break // it has ended, which whoever reads from it notices
			}
		}
		_ = in.Close()
	})
	p.gate.spawn(func() {
		from := gob.NewDecoder(out)
		for {
			var picture drawn
			if err := from.Decode(&picture); err != nil || !picture.whole() {
				break
			}
			p.gate.toUI(func() {
				if p.cmd == cmd {
					p.came(picture)
				}
			})
		}
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // how it ended makes no difference
		p.gate.toUI(func() {
			if p.cmd == cmd {
				p.ended()
			}
		})
	})
	return true
}

// came is a picture. After the last one of an order nothing is awaited.
func (p *process) came(picture drawn) {
	p.await()
	if names := p.last.Names; len(names) > 0 && picture.Serial == p.last.Serial && picture.Name == names[len(names)-1] && !picture.Sketch {
		p.calm()
		p.deaths = 0
	}
	p.got(picture) // which may order more
}

// ended is the end of a process that nobody asked for.
func (p *process) ended() {
	p.close()
	p.deaths++
	again := p.deaths < restarts && p.launch()
	if again {
		p.orders.put(p.last)
		p.await()
	} else {
		p.deaths = 0 // the next order is tried as often
	}
	p.died(again)
}

// ourselves is this program, drawing.
func ourselves(ctx context.Context) *exec.Cmd {
	program, _ := os.Executable() // where nobody knows it, starting it fails
	cmd := exec.CommandContext(ctx, program, "studio", drawFlag)
	cmd.Stderr = os.Stderr
	return cmd
}

// launchBeside runs this program with other arguments until it ends.
func launchBeside(args ...string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	return exec.Command(program, args...).Run()
}

// openStudio opens Brand Studio beside this window, as a program of its own: each has a theme of its own then. It shows the
// brand of this window, if that was brought from outside.
func (a *App) openStudio() {
	args := []string{"studio", "--lang", a.words.Tag()}
	if a.settings.Brand != "" {
		args = append(args, a.settings.Brand)
	}
	a.aside(func(context.Context) {
		if err := a.launch(args...); err != nil {
			a.log.Error("studio", "error", err)
		}
	})
}
