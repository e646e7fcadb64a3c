package app

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"maps"
	"os"
	"time"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file sees a brand pack change while the window is open, whichever program has changed it.

// brandPoll is after how long it is looked again whether a pack has changed: within a second is live, and more often would
// cost the battery of everybody whose pack never changes.
const brandPoll = 800 * time.Millisecond

// seenAt tells two states of a pack from each other without reading it: by the names, sizes and times of the files. 0 is
// one that cannot be looked at.
func seenAt(path string) uint64 {
	path = packAt(path)
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	h := fnv.New64a()
	note := func(info fs.FileInfo) {
		_, _ = fmt.Fprintf(h, "%q %v %d %d\n", info.Name(), info.Mode(), info.Size(), info.ModTime().UnixNano()) // a hash takes everything
	}
	if !info.IsDir() {
		note(info)
		return h.Sum64()
	}
	f, err := os.Open(path + "/.") // a pipe that has taken its place since is not waited for
	if err != nil {
		return 0
	}
	defer func() { _ = f.Close() }()
	files, err := f.ReadDir(maxWatched)
	if err != nil {
		return 0
	}
	sums := uint64(0) // the order may be any
	for _, file := range files {
		if info, err := file.Info(); err == nil {
			h.Reset()
			note(info)
			sums += h.Sum64()
		}
	}
	return sums
}

// maxWatched is how many things of a folder are looked at; one with more is refused as a pack.
const maxWatched = 1001

// watchBrand looks at the pack after a while.
func (a *App) watchBrand() {
	if a.livery.path != "" {
		a.after(brandPoll, a.lookAtBrand)
	}
}

// lookAtBrand reads the pack if it has changed, beside the UI thread: it may lie on a slow disk. An editor may be half
// done with writing, so what is wrong is told when it is still so at the next look.
func (a *App) lookAtBrand() {
	l, tag := a.livery, a.words.Tag()
	a.aside(func(context.Context) {
		seen := seenAt(l.path)
		if seen == l.seen && l.settled {
			a.toUI(a.watchBrand)
			return
		}
		p, wrong := l.read(tag)
		a.toUI(func() {
			if a.words.Tag() == tag { // else the next look tries it in the language that was chosen meanwhile
				a.brandRead(seen, p, wrong)
			}
			a.watchBrand()
		})
	})
}

// brandRead takes what was read of a pack that has changed.
func (a *App) brandRead(seen uint64, p *brand.Pack, wrong *brand.Error) {
	l := &a.livery
	switch {
	case wrong != nil && seen != l.seen:
		l.seen, l.settled = seen, false
	case wrong != nil:
		l.settled, l.wrong = true, wrong
		a.noteWrong(wrong)
		a.furnish(a.content)
	case a.task != nil && !a.task.waiting: // what it is about is on the screen
	default:
		mended := l.wrong != nil
		l.seen, l.settled, l.wrong = seen, true, nil
		if mended {
			a.furnish(a.content)
		}
		if !l.own || !maps.EqualFunc(l.pack.Files, p.Files, bytes.Equal) {
			a.wear(p)
		}
	}
}
