package app

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// This file takes over what another program saves. The files are read beside the UI thread, because they may lie on a
// network that does not answer.

const (
	followEvery = time.Second     // from one look to the next
	followSlow  = 5 * time.Second // then the window says that the files do not answer
	followSure  = 3               // looks at the same names, sizes and times before these are believed: some disks count in steps of two seconds
	followBad   = 3               // looks at what cannot be read before it is believed: some editors remove a file before they write it
)

// follower is what is known of the files of a document on disk.
type follower struct {
	doc   *document
	busy  bool      // they are being read
	since time.Time // when that began
	told  string    // what the window says about that; empty: nothing yet
	seen  uint64    // of seenAt, when they held nothing new
	same  int       // how often in a row
	bad   int       // how often in a row they could not be read
	why   string    // what the window says about that; empty: nothing yet
	asked uint64    // of seenAt, when the person was asked about them last
}

// follow looks whether another program has changed the files, unless such a look is under way.
func (s *Studio) follow() {
	d := s.doc
	if s.disk == nil || s.disk.doc != d {
		if s.disk != nil {
			s.answered(s.disk)
		}
		s.disk = &follower{doc: d}
	}
	f := s.disk
	switch {
	case f.busy:
		if f.told == "" && d.now().Sub(f.since) >= followSlow {
			f.told = s.words.Say("studio.silent", screens.Params{"Path": d.path})
			s.wall.tell(kit.Warning, f.told)
		}
		return
	case d.path == "" || s.over != nil:
		return
	}
	f.busy, f.since = true, d.now()
	path, disk, believed, before := d.path, d.disk, f.same >= followSure, f.seen
	s.gate.spawn(func() {
		seen := seenAt(path)
		if believed && seen == before {
			s.gate.toUI(func() { s.answered(f) })
			return
		}
		files, err := s.files(path)
		gone := err != nil && goneFrom(path)
		s.gate.toUI(func() {
			s.answered(f)
			if f.bad++; err == nil {
				f.bad = 0
				s.readable(f)
			}
			same := err == nil && maps.EqualFunc(files, disk, bytes.Equal)
			switch {
			case !same || seen != before:
				f.same = 0
			default:
				f.same++
			}
			f.seen = seen
			if s.doc != d || d.path != path || !maps.EqualFunc(d.disk, disk, bytes.Equal) || s.over != nil {
				return // we have saved meanwhile, or are asking
			}
			switch {
			case err != nil && f.bad >= followBad:
				if gone && d.disk != nil {
					d.disk = nil // what is here is nowhere else, and is saved whole
					s.changed()
				}
				if why := s.why(explain(err, path)); why != f.why {
					f.why = why
					s.say(kit.Warning, why)
				}
			case err != nil || same: // one that is being written is looked at again later
			case disk == nil && maps.EqualFunc(files, d.kept(), bytes.Equal):
				d.disk = files
				s.changed()
			case f.asked == seen && d.unsaved(): // whoever gave no answer is asked again by saving
			default:
				f.asked = seen
				s.differs(files)
			}
		})
	})
}

// goneFrom says whether a pack that was there is not any more. One that may not be read is.
func goneFrom(path string) bool {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		_, err = os.Lstat(filepath.Join(path, brand.Manifest))
	}
	return errors.Is(err, fs.ErrNotExist)
}

// readable takes back that the files cannot be read.
func (s *Studio) readable(f *follower) {
	if f.why != "" && s.notice.Text() == f.why {
		s.notice.SetText(kit.Info, "")
		s.body.Refresh()
	}
	f.why = ""
}

// answered ends a look.
func (s *Studio) answered(f *follower) {
	if f.told != "" {
		if s.wall.note.Text() == f.told {
			s.wall.tell(kit.Info, "")
		}
		if s.notice.Text() == f.told {
			s.notice.SetText(kit.Info, "")
		}
	}
	f.busy, f.told = false, ""
}

// silent says whether the files of the document have not answered for a while. Who writes them now waits as long.
func (s *Studio) silent() bool { return s.disk != nil && s.disk.doc == s.doc && s.disk.told != "" }

// differs takes over what another program has saved, and asks when that would lose something.
func (s *Studio) differs(files map[string][]byte) {
	if !s.doc.unsaved() {
		s.doc.take(files)
		s.stepped()
		s.say(kit.Info, s.words.Say("studio.reloaded"))
		return
	}
	s.ask(s.words.Say("studio.ask.changed"),
		studioAnswer{s.words.Say("studio.ask.load"), func() {
			s.doc.take(files)
			s.stepped()
		}},
		studioAnswer{s.words.Say("studio.ask.mine"), func() { s.doc.disk = files }})
}
