package app

import (
	"slices"
	"time"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file is what Brand Studio does about what takes too long to be looked at with every change: the words that do not
// fit on some screen in some language, and the characters that no font has.

// checkState is how far the whole check is.
type checkState int

const (
	checkBarred  checkState = iota // the brand is not in order, or cannot be drawn
	checkDue                       // begins once nothing changes for a while
	checkRunning                   // is under way
	checkStopped                   // by the person
	checkFailed                    // a process ended or hung
	checkDone                      // said all there is
)

const (
	checkCalm     = 4 * time.Second  // without a change before the whole check begins by itself
	checkPatience = 30 * time.Second // without news before a process is taken to hang
)

// checkup is the whole check of the brand on show, as "vestibule brand check" makes it. Processes of their own do it, one
// after the other, for the wall needs the computer too. What they find is about one state of the brand: a change ends
// them, and what they found is shown no more.
type checkup struct {
	s    *Studio
	send inspector

	of     *brand.Pack // the state that it is about
	state  checkState
	orders []inspection // for the processes to come
	before int          // steps of those that have ended
	all    int          // steps
	now    inspected    // where the process at work is
	found  []flaw       // by those that have ended
	stop   func()       // the process at work; nil: none is
	wait   func()       // forgets the timer; nil: none runs
	turn   int          // of timers and processes: what belongs to an older one is late
}

// inspector has a part of the check done elsewhere. It calls came with all news and ended when there will be no more, both
// on the UI thread. stop ends it.
type inspector func(order inspection, came func(inspected), ended func()) (stop func())

// follow begins anew when the brand is another one than the one that was checked.
func (c *checkup) follow(d *document) {
	switch {
	case !d.whole:
		c.drop()
		c.state, c.of = checkBarred, nil
	case c.of != d.pack:
		c.drop()
		c.state, c.of = checkDue, d.pack
		c.after(checkCalm, c.begin)
	}
}

// drop forgets what was found, and ends what is under way.
func (c *checkup) drop() {
	c.halt()
	c.found, c.orders, c.before, c.all, c.now = nil, nil, 0, 0, inspected{}
}

// halt ends what is under way. What was found so far stays.
func (c *checkup) halt() {
	c.turn++
	if c.wait != nil {
		c.wait()
		c.wait = nil
	}
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

// after does something on the UI thread, unless something else comes before.
func (c *checkup) after(d time.Duration, f func()) {
	if c.wait != nil {
		c.wait()
	}
	turn := c.turn
	c.wait = c.s.gate.timer(d, func() {
		c.s.gate.toUI(func() {
			if c.turn == turn {
				f()
			}
		})
	})
}

// begin starts from the beginning, at once.
func (c *checkup) begin() {
	if !c.s.doc.whole {
		return
	}
	c.drop()
	c.of, c.state = c.s.doc.pack, checkRunning
	c.orders = inspectionsOf(c.of, c.s.doc.kept())
	for _, o := range c.orders {
		c.all += o.steps(c.of, c.s.wall.names)
	}
	c.next()
}

// cancel is the wish of the person to have no more of it.
func (c *checkup) cancel() {
	c.halt()
	c.state = checkStopped
	c.s.complain()
}

// next sends the next process on its way.
func (c *checkup) next() {
	c.turn++
	if len(c.orders) == 0 {
		c.halt()
		c.state = checkDone
		c.s.complain()
		return
	}
	order, turn := c.orders[0], c.turn
	c.orders, c.now = c.orders[1:], inspected{}
	c.patient()
	over := false
	stop := c.send(order, func(news inspected) {
		if c.turn == turn {
			over = c.came(order, news)
		}
	}, func() {
		if c.turn == turn && !over {
			c.fail()
		}
	})
	if c.turn == turn { // it may have said all already
		c.stop = stop
		c.s.findings.tell()
	}
}

// patient takes a process that says nothing for long to hang.
func (c *checkup) patient() { c.after(checkPatience, c.fail) }

// came is news of the process at work; true when it was the last.
func (c *checkup) came(order inspection, news inspected) bool {
	c.now = news
	if !news.End {
		c.patient()
		c.s.findings.tell()
		return false
	}
	c.before += order.steps(c.of, c.s.wall.names)
	c.found, c.now = append(c.found, news.Flaws...), inspected{}
	c.stop = nil // it ends by itself
	if news.Barred {
		c.halt()
		c.state, c.orders = checkBarred, nil
		c.s.complain()
		return true
	}
	c.s.complain()
	c.next()
	return true
}

func (c *checkup) fail() {
	c.halt()
	c.state = checkFailed
	c.s.complain()
}

// done is how many steps are behind.
func (c *checkup) done() int { return c.before + c.now.Done }

// flaws are what was found in the brand on show.
func (c *checkup) flaws(d *document) []flaw {
	if !d.whole || c.of != d.pack {
		return nil
	}
	return c.found
}

// inspectionsOf divides the check of a brand among processes: each lays out languages that are written in the same fonts,
// see newOffscreen. The first one looks for characters too. Languages of which the brand says something itself come before
// the others: there most is found.
func inspectionsOf(p *brand.Pack, files map[string][]byte) []inspection {
	own, rest := ownLanguages(p), languagesToLayOut(p)
	rest = slices.DeleteFunc(rest, func(tag string) bool { return slices.Contains(own, tag) })
	var all []inspection
	for _, share := range slices.Concat(sharesOf(own), sharesOf(rest)) {
		all = append(all, inspection{Files: files, Langs: share})
	}
	all[0].Letters = assets.Languages()
	return all
}

// steps is how often the process of an order says where it is.
func (o inspection) steps(p *brand.Pack, names []string) int {
	n := len(o.Letters)
	for _, tag := range o.Langs {
		n += len(laidOut(p, tag, names))
	}
	return n
}
