package app

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// samples are what a new brand can begin from; without a folder from nothing.
var samples = []struct{ name, folder string }{{"", ""}, {"Vestibule", "vestibule"}, {"Aldermoor", "aldermoor"}, {"quirlo!", "quirlo"}, {"Waha", "waha"}}

// sampleDocument is a new brand, begun from a sample.
func sampleDocument(folder string, now func() time.Time) (*document, error) {
	if folder == "" {
		files, err := brand.Fresh("My brand")
		if err != nil {
			return nil, err
		}
		return newDocument(files, now), nil
	}
	p, err := brand.ReadFS(assets.Brands(), folder)
	if err != nil {
		return nil, err
	}
	return newDocument(p.Files, now), nil
}

// begin starts a new brand once nothing can be lost.
func (s *Studio) begin(folder string) {
	s.unless(func() {
		d, err := sampleDocument(folder, s.doc.now)
		if !s.fail(err) {
			s.load(d)
		}
	})
}

// load shows another document.
func (s *Studio) load(d *document) {
	s.doc = d
	clear(s.trouble)
	s.notice.SetText(kit.Info, "")
	s.present(s.section)
	s.changed()
}

// open asks for the folder of a pack, openFile for a pack in one file.
func (s *Studio) open() {
	s.unless(func() { s.chooseFolder(s.read) })
}

func (s *Studio) openFile() {
	s.unless(func() { s.chooseFile([]string{brand.Extension, ".toml"}, s.read) })
}

func (s *Studio) read(path string) {
	d, err := openDocument(path, s.doc.now)
	if !s.fail(err) {
		s.load(d)
	}
}

// choose asks for a file and hands its content over.
func (s *Studio) choose(endings []string, take func(name string, content []byte) error) {
	s.chooseFile(endings, func(path string) {
		content, err := readDropped(path)
		if !s.fail(err) {
			s.fail(take(filepath.Base(path), content))
		}
	})
}

var errTooLarge = errors.New("is larger than any file of a pack may be; save it smaller")

// readDropped reads a plain file that can be part of a pack.
func readDropped(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, explain(err, path)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New(filepath.Base(path) + " is no plain file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, explain(err, path)
	}
	defer func() { _ = f.Close() }()
	content, err := io.ReadAll(io.LimitReader(f, brand.MaxUnpacked+1))
	if err != nil {
		return nil, explain(err, path)
	}
	if len(content) > brand.MaxUnpacked {
		return nil, errors.New(filepath.Base(path) + " " + errTooLarge.Error())
	}
	return content, nil
}

// dropped takes what was dropped onto the window: a pack is opened, a file goes to the input below the pointer, else to the
// first on show that takes its kind.
func (s *Studio) dropped(at fyne.Position, what []fyne.URI) {
	if len(what) == 0 {
		return
	}
	path := what[0].Path()
	info, err := os.Stat(path)
	if s.fail(err) {
		return
	}
	if info.IsDir() || filepath.Ext(path) == brand.Extension || filepath.Base(path) == brand.Manifest {
		s.unless(func() { s.read(path) })
		return
	}
	in := s.takes(at, strings.ToLower(filepath.Ext(path)))
	if in == nil {
		s.say(kit.Warning, s.words.Say("studio.drop", screens.Params{"File": filepath.Base(path)}))
		return
	}
	content, err := readDropped(path)
	if !s.fail(err) {
		s.fail(in.drop(filepath.Base(path), content))
	}
}

// takes is the input that a dropped file is for.
func (s *Studio) takes(at fyne.Position, ending string) *studioInput {
	var first *studioInput
	for _, in := range s.inputs {
		if in.drop == nil || !slices.Contains(endingsOf(in.key), ending) {
			continue
		}
		if first == nil {
			first = in
		}
		from := s.fyne.Driver().AbsolutePositionForObject(in.content)
		size := in.content.Size()
		if at.X >= from.X && at.Y >= from.Y && at.X < from.X+size.Width && at.Y < from.Y+size.Height {
			return in
		}
	}
	return first
}

// keep saves; a new brand is asked for a folder first.
func (s *Studio) keep() {
	if s.doc.path == "" {
		s.chooseFolder(s.keepIn)
		return
	}
	s.keepIn(s.doc.path)
}

// keepIn saves into a folder or a file. A folder with something else in it gets one of its own inside.
func (s *Studio) keepIn(where string) {
	if where == s.doc.path && s.silent() {
		s.say(kit.Danger, s.disk.told)
		return
	}
	if where == s.doc.path {
		if theirs := s.doc.overtaken(); theirs != nil { // less than a second ago, or it would be known
			s.differs(theirs)
			return
		}
	}
	if s.doc.path == "" {
		there, err := os.ReadDir(where)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			s.fail(err)
			return
		}
		if len(there) > 0 {
			name := "brand"
			if s.doc.pack != nil {
				if words := folderFor(s.doc.pack.Name.In("en")); words != "" {
					name = words
				}
			}
			where = filepath.Join(where, name)
			if _, err := os.Stat(where); err == nil {
				s.fail(explain(fs.ErrExist, where))
				return
			}
		}
	}
	fresh := s.doc.path == ""
	if s.fail(s.doc.save(where)) {
		return
	}
	s.notice.SetText(kit.Info, "")
	if s.disk != nil {
		s.disk.bad, s.disk.why = 0, "" // what cannot be read still is told again
	}
	if fresh {
		s.say(kit.Success, s.words.Say("studio.kept", screens.Params{"Path": where}))
	}
	s.changed()
}

// keepPacked saves everything as one file, for whoever makes the installer.
func (s *Studio) keepPacked() {
	if !s.doc.whole {
		s.rail.Select(len(studioSections) - 1)
		return
	}
	s.chooseName(folderFor(s.doc.pack.Name.In("en"))+brand.Extension, s.packAs)
}

// packAs asks before it saves over a file.
func (s *Studio) packAs(path string) {
	if filepath.Ext(path) != brand.Extension {
		path += brand.Extension
	}
	if _, err := os.Lstat(path); err != nil {
		s.packInto(path)
		return
	}
	s.ask(s.words.Say("studio.ask.replace", screens.Params{"File": visible(filepath.Base(path))}),
		studioAnswer{s.words.Say("studio.save"), func() { s.packInto(path) }},
		studioAnswer{s.words.Say("action.cancel"), nil})
}

func (s *Studio) packInto(path string) {
	if s.fail(s.doc.save(path)) {
		return
	}
	s.say(kit.Success, s.words.Say("studio.kept", screens.Params{"Path": path}))
	s.changed()
}

// unless does something that would lose what is not saved, once the person agrees to that.
func (s *Studio) unless(do func()) {
	if !s.doc.unsaved() {
		do()
		return
	}
	s.ask(s.words.Say("studio.ask.unsaved"),
		studioAnswer{s.words.Say("studio.save"), func() {
			s.keep()
			if !s.doc.unsaved() {
				do()
			}
		}},
		studioAnswer{s.words.Say("studio.ask.discard"), do},
		studioAnswer{s.words.Say("action.cancel"), nil})
}

// close is the wish to close the window.
func (s *Studio) close() {
	if !s.doc.unsaved() || s.doc.path == "" && len(s.doc.past) == 0 {
		s.shut()
		return
	}
	s.unless(s.shut)
}
