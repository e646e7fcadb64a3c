package app

import (
	"context"
	"encoding/gob"
	"os"
	"os/exec"
)

// painter draws the pictures of one look for the wall. Its methods are called on the UI thread, and there its pictures
// come.
type painter interface {
	// paint takes an order, which overtakes the one before. Orders of different fonts cannot be drawn by the same process.
	paint(d drawing, fonts string)
	close()
}

// restarts is how often in a row a process that draws nothing is started again.
const restarts = 3

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
	deaths int // since its last picture
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
}

// close ends the process; the next order starts another.
func (p *process) close() {
	if p.cmd == nil {
		return
	}
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
		for d := range orders.c {
			if to.Encode(d) != nil {
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
					p.deaths = 0
					p.got(picture)
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

// ended is the end of a process that nobody asked for.
func (p *process) ended() {
	p.close()
	p.deaths++
	again := p.deaths < restarts && p.launch()
	if again {
		p.orders.put(p.last)
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
