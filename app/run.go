package app

import (
	"context"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

// This file is the gate between threads: the only one that starts a goroutine for the conversation, and the only
// one that hops back to the UI thread. Everything else in this package, and all of screens, runs on the UI thread.

const (
	slowAfter  = 8 * time.Second  // then the screen says so and offers to stop
	stuckAfter = 20 * time.Second // then it offers to give the same answer again
)

// task is what is under way. There is at most one.
type task struct {
	cancel  context.CancelFunc
	stop    func()      // the slow timer
	answer  auth.Answer // that is under way; nil for work of another kind
	waiting bool        // for the browser or the tenant; an answer of the person ends the wait
	next    auth.Answer // what the person answered meanwhile
}

// work runs slow on a goroutine of its own, then the function that it returned on the UI thread. If the task was
// dropped meanwhile, that function is not run.
func (a *App) work(t *task, slow func(context.Context) func()) {
	ctx, cancel := context.WithCancel(context.Background())
	t.cancel = cancel
	a.task = t
	a.spawn(func() {
		then := slow(ctx)
		a.do(func() {
			cancel()
			if a.task != t {
				return // the person has left; nobody waits for this any more
			}
			a.task = nil
			t.halt()
			then()
		})
	})
}

// aside runs slow on a goroutine of its own beside the task. It has a result for nobody, or none that matters.
func (a *App) aside(slow func(context.Context)) {
	a.spawn(func() { slow(a.life) })
}

// realTimer is the timer of a running program; tests bring their own.
func realTimer(d time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(d, f)
	return func() { t.Stop() }
}

// after runs f on the UI thread when d has passed. The stop that it returns may be called more than once.
func (a *App) after(d time.Duration, f func()) (stop func()) {
	stopped := false
	halt := a.timer(d, func() {
		a.do(func() {
			if !stopped && a.life.Err() == nil {
				f()
			}
		})
	})
	return func() {
		stopped = true
		halt()
	}
}

func (t *task) halt() {
	if t.stop != nil {
		t.stop()
	}
}

// drop forgets what is under way, whatever comes of it.
func (a *App) drop() {
	if t := a.task; t != nil {
		a.task = nil
		t.cancel()
		t.halt()
	}
}

// busy shows that work is under way, and after a while that it takes long.
func (a *App) busy(t *task, s screens.Screen) {
	s.Busy(screens.Working)
	a.log.Debug("busy")
	t.stop = a.after(slowAfter, func() {
		if a.task != t {
			return
		}
		s.Busy(screens.Slow)
		if t.answer == nil {
			return
		}
		t.stop = a.after(stuckAfter-slowAfter, func() {
			if a.task == t {
				s.Busy(screens.Stuck)
			}
		})
	})
}

// reply carries an answer of the person to the conversation.
func (a *App) reply(answer auth.Answer) {
	if a.flow == nil {
		return
	}
	if t := a.task; t != nil {
		if t.waiting { // end the wait, then answer
			t.next = answer
			t.cancel()
		}
		return // one answer at a time
	}
	flow, screen := a.flow, a.screen
	t := &task{answer: answer, waiting: waits(answer)}
	if t.waiting {
		a.tick() // the screen shows the time pass, also when it is waited once more
	} else {
		a.busy(t, screen)
	}
	a.work(t, func(ctx context.Context) func() {
		step, err := flow.Submit(ctx, answer)
		return func() {
			if t.next != nil && err != nil {
				a.reply(t.next)
				return
			}
			a.scene.turn(answer)
			then := func() {
				screen.Busy(screens.Idle)
				a.answered(step, err)
			}
			if err != nil || !a.nod(screen, t, step, then) {
				then()
			}
		}
	})
}

// waits says whether an answer is to wait and see. The screen shows that by itself, and takes another answer meanwhile.
func waits(answer auth.Answer) bool {
	switch answer := answer.(type) {
	case auth.BrowserReturned:
		return answer.Address == ""
	case auth.Wait:
		return true
	default:
		return false
	}
}

// answered shows what came back.
func (a *App) answered(step auth.Step, err error) {
	if err != nil {
		a.log.Info("failure", "error", err)
		a.fail(err)
		return
	}
	a.show(step)
}

// again is the person's wish to wait no longer for an answer, but to give it once more. What comes of the first one
// meanwhile counts.
func (a *App) again() {
	if t := a.task; t != nil && t.answer != nil {
		t.next = t.answer
		t.cancel()
	}
}

// halt is the person's Cancel while something takes long: the question stands.
func (a *App) halt() {
	t := a.task
	if t == nil {
		return
	}
	a.log.Debug("cancelled")
	t.cancel() // what is under way ends soon, and says that it was cancelled
}

// gate is the way between threads that every window has: it starts work, and comes back.
type gate struct {
	do    func(func())                              // hops to the UI thread
	crew  func(func())                              // starts a goroutine; nil: the language does
	timer func(time.Duration, func()) (stop func()) // f comes on any goroutine
	life  context.Context                           // of the window
}

// spawn runs f on a goroutine of its own, of the one kind that this package has.
func (g *gate) spawn(f func()) {
	if g.crew != nil {
		g.crew(f)
		return
	}
	go f()
}

// toUI runs f on the UI thread while there is a window; it may be called from any goroutine.
func (g *gate) toUI(f func()) {
	g.do(func() {
		if g.life.Err() == nil {
			f()
		}
	})
}

// every runs f on the UI thread again and again, each time d after the last.
func (g *gate) every(d time.Duration, f func()) {
	g.timer(d, func() {
		g.toUI(func() {
			f()
			g.every(d, f)
		})
	})
}

// newest hands values on from one goroutine to another that may be slower: what was not taken is overtaken by the next.
type newest[T any] struct{ c chan T }

func makeNewest[T any]() newest[T] { return newest[T]{make(chan T, 1)} }

// put is for one goroutine alone.
func (n newest[T]) put(v T) {
	select {
	case <-n.c:
	default:
	}
	n.c <- v
}

// waiting says that there is a value.
func (n newest[T]) waiting() bool { return len(n.c) > 0 }

// within waits for a value, but not for long.
func (n newest[T]) within(d time.Duration) (v T, ok bool) {
	late := time.NewTimer(d)
	defer late.Stop()
	select {
	case v, ok = <-n.c:
		return v, ok
	case <-late.C:
		return v, false
	}
}

// incoming reads values until there are no more, and hands over the newest.
func incoming[T any](read func() (T, error)) newest[T] {
	n := makeNewest[T]()
	go func() {
		defer close(n.c)
		for {
			v, err := read()
			if err != nil {
				return
			}
			n.put(v)
		}
	}()
	return n
}
