package brand

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"image/color"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// Read reads a pack: a folder with a brand.toml, the brand.toml itself, or a .brand file. The error is an *Error with
// every finding, or says why there is nothing to be read. A signature that is there must hold; whose it is does not
// matter here.
func Read(path string) (*Pack, error) { return ReadTrusted(path) }

// ReadTrusted is Read for packs that must be signed with one of some keys. Without keys anything goes.
func ReadTrusted(path string, keys ...ed25519.PublicKey) (*Pack, error) {
	files, err := Files(path)
	if err == nil {
		var p *Pack
		if p, err = Parse(files); err == nil {
			if err = p.trusted(keys); err == nil {
				return p, nil
			}
		}
	}
	var refused *Error
	if errors.As(err, &refused) {
		if refused.Path = path; filepath.Base(path) == Manifest { // findings are told below the folder
			refused.Path = filepath.Dir(path)
		}
	}
	return nil, err
}

// ReadFS is Read for a folder of a file system, such as one that is compiled in.
func ReadFS(fsys fs.FS, dir string) (*Pack, error) {
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		return nil, err
	}
	files, err := readFolder(sub)
	if err == nil {
		var p *Pack
		if p, err = Parse(files); err == nil {
			return p, nil
		}
	}
	var refused *Error
	if errors.As(err, &refused) {
		refused.Path = dir
	}
	return nil, err
}

// Files reads the files of a pack within the limits, whichever form it has and whatever is in them, so that a broken one can
// be mended. The error is that of Read.
func Files(path string) (map[string][]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().IsRegular() && filepath.Base(path) == Manifest {
		path = filepath.Dir(path)
		if info, err = os.Stat(path); err != nil {
			return nil, err
		}
	}
	switch {
	case info.IsDir():
		root, err := openFolder(path)
		if err != nil {
			return nil, err
		}
		defer func() { _ = root.Close() }()
		return readFolder(root)
	case !info.Mode().IsRegular():
		return nil, refuse("", "is neither a folder nor a file; name the folder with brand.toml, or the %s file", Extension)
	case info.Size() > MaxPacked:
		return nil, refuse("", "%v", because(TooMuch, nil, "is larger than %d KiB; leave files out, or save pictures and fonts smaller", MaxPacked>>10))
	}
	f, err := openPlain(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, MaxPacked+1))
	if err != nil {
		return nil, err
	}
	return Unpack(data)
}

// readFolder reads brand.toml, the files that it names, the signature, and the texts that go along. What else lies in the
// folder is no part of the pack.
func readFolder(fsys fs.FS) (map[string][]byte, error) {
	here, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	if len(here) > maxFolder {
		return nil, refuse("", "%v", because(TooMuch, nil, "holds more than %d things; give the brand a folder of its own", maxFolder))
	}
	files := map[string][]byte{}
	var found findings
	total := 0
	take := func(name string, limit int64) {
		if _, done := files[name]; done || !slices.ContainsFunc(here, func(e fs.DirEntry) bool { return e.Name() == name }) {
			return
		}
		data, wrong := readFile(fsys, name, limit)
		if total += len(data); total > MaxUnpacked {
			wrong = "brings the pack above 8 MiB; leave files out"
		}
		if wrong != "" {
			found.add(name, 0, "%s", wrong)
			return
		}
		files[name] = data
	}
	take(Manifest, MaxManifest+1)
	if _, ok := files[Manifest]; !ok && len(found.all) == 0 {
		return nil, refuse(Manifest, "%v", because(FileMissing, Args{"File": Manifest}, "is missing; a brand is a folder with this file, vestibule brand new makes one"))
	}
	take(SignatureFile, MaxText)
	for _, name := range namedBy(files[Manifest]) {
		take(name, MaxUnpacked)
	}
	for _, e := range here {
		if goesAlong(e.Name()) && checkName(e.Name()) == "" {
			take(e.Name(), MaxText)
		}
	}
	if len(files) > MaxFiles {
		found.add("", 0, "%v", because(TooMuch, nil, "has %d files; a pack has at most %d", len(files), MaxFiles))
	}
	if err := found.err(); err != nil {
		return nil, err
	}
	return files, nil
}

// readFile reads a plain file, up to a limit. It reads nothing else: a pipe would never end. What is opened is looked at
// again, because a link or a pipe may have taken the place of the file since.
func readFile(fsys fs.FS, name string, limit int64) (data []byte, wrong string) {
	info, err := fs.Lstat(fsys, name)
	switch {
	case err != nil:
		return nil, "cannot be read; look at its permissions"
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, "is a link to another place; put the file itself into the folder"
	case !info.Mode().IsRegular():
		return nil, "is no plain file; put one into the folder"
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, "cannot be read; look at its permissions"
	}
	defer func() { _ = f.Close() }()
	if plainFile(f) != nil {
		return nil, "is no plain file; put one into the folder"
	}
	data, err = io.ReadAll(io.LimitReader(f, limit+1))
	switch {
	case err != nil:
		return nil, "cannot be read; look at its permissions"
	case int64(len(data)) > limit:
		return nil, "is too large; save it smaller"
	}
	return data, ""
}

// namedBy lists the files that a brand.toml names, of the names that can be one. Whatever is wrong with it is found later.
func namedBy(text []byte) []string {
	r := newReading()
	r.readManifest(text)
	var names []string
	for _, w := range r.wants {
		names = append(names, w.name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func newReading() *reading {
	p := &Pack{Journeys: slices.Clone(Journeys), Words: map[string]map[string]Sentence{}}
	p.Look = Look{Density: Densities[0], Layout: Layouts[0], LogoPlace: LogoPlaces[0]}
	p.Tokens = Overrides{Light: map[string]color.NRGBA{}, Dark: map[string]color.NRGBA{}, Contrast: map[string]color.NRGBA{}, Sizes: map[string]float64{}}
	return &reading{pack: p}
}

// Parse makes a Pack of the files of one, by name. It is what Read does once the files are there; the map becomes that of
// the Pack.
func Parse(files map[string][]byte) (*Pack, error) {
	r := newReading()
	r.pack.Files = files
	text, ok := files[Manifest]
	if !ok {
		return nil, refuse(Manifest, "%v", because(FileMissing, Args{"File": Manifest}, "is missing; every pack has it"))
	}
	r.readManifest(text)
	r.take()
	if len(r.all) == 0 {
		if err := r.pack.checkSignature(); err != nil {
			return nil, err
		}
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return r.pack, nil
}

// take leads the files through their gates, each once for every key that names it, and looks at those that none names.
func (r *reading) take() {
	type passage struct {
		name string
		gate string
	}
	done := map[passage]*File{}
	named := map[string]bool{Manifest: true, SignatureFile: true}
	for _, w := range r.wants {
		named[w.name] = true
		data, ok := r.pack.Files[w.name]
		if !ok {
			r.wrong(w.key, "%s %v", w.key, because(FileMissing, Args{"File": w.name}, "names %s, which is not in the pack; put the file beside brand.toml", w.name))
			continue
		}
		at := passage{w.name, gateName(w.gate)}
		if _, again := done[at]; !again {
			clean, found := w.gate.pass(w.name, data)
			for _, f := range found {
				f.File = w.name
				r.put(f)
			}
			done[at] = &File{Name: w.name, Data: bytes.Clone(clean)}
		}
		*w.to = done[at]
	}
	if len(r.all) > 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(r.pack.Files)) {
		switch wrong := checkName(name); {
		case wrong != "":
			r.add("", 0, "the name of the file %s %v", quoted(name), because(FileNameInvalid, Args{"File": clipped(name)}, "%s", wrong))
		case named[name]:
		case !goesAlong(name):
			r.add(name, 0, "%v", because(FileUnused, nil, "is named nowhere in %s; leave it out", Manifest))
		case len(r.pack.Files[name]) > MaxText:
			r.add(name, 0, "%v", because(FileLarge, Args{"Most": strconv.Itoa(MaxText >> 10)}, "is larger than %d KiB; leave it out", MaxText>>10))
		}
	}
}

// gateName tells gates apart.
func gateName(g gate) string {
	switch g := g.(type) {
	case pictures:
		return g.endings[0]
	default:
		return "font"
	}
}
