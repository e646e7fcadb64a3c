package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	keptAside   = 3                            // damaged files kept per name; older ones make room
	staleAfter  = time.Hour                    // a temporary file this old was left by a process that died
	asideLayout = "20060102T150405.000000000Z" // sorts by time
	tempMark    = ".tmp-"                      // between a temporary file's target and its random end
)

// folder is the one directory that this package writes to. Every write is all or nothing.
type folder struct {
	path string
	now  func() time.Time
	log  *slog.Logger

	// sync brings a file, or the folder itself, to the disk. Nil means (*os.File).Sync; a test may watch it or make it fail.
	sync func(*os.File) error
}

func (f folder) flush(file *os.File) error {
	if f.sync != nil {
		return f.sync(file)
	}
	return file.Sync()
}

// ready makes the folder if need be and refuses one that is not the user's own.
func (f folder) ready() error {
	if f.path == "" {
		return errors.New("no folder is configured")
	}
	if err := os.MkdirAll(f.path, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(f.path)
	if err != nil {
		return err
	}
	return checkPrivate(f.path, info)
}

// regular refuses anything but a file of that name, or none. A link would be replaced, not followed; but whoever made it
// meant something by it, and is told.
func (f folder) regular(name string) error {
	path := filepath.Join(f.path, name)
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("%s is a symbolic link: replace it by the file it points to", path)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a file: move it out of the way", path)
	}
	return nil
}

// write replaces the file of that name. A crash at any moment leaves the old content or the new, and after a return
// without error the new one survives a power cut.
func (f folder) write(name string, data []byte) (err error) {
	if err := f.ready(); err != nil {
		return err
	}
	if err := f.regular(name); err != nil {
		return err
	}
	f.sweep()
	temp, err := os.CreateTemp(f.path, "."+name+tempMark+"*") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(data)
	if err == nil {
		err = f.flush(temp)
	}
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err := retry(func() error { return os.Rename(temp.Name(), filepath.Join(f.path, name)) }); err != nil {
		return err
	}
	return syncFolder(f.path, f.flush)
}

// read returns the file of that name, at most limit bytes and one more, so that a longer file shows.
func (f folder) read(name string, limit int) (data []byte, err error) {
	if f.path == "" {
		return nil, fs.ErrNotExist
	}
	if err := f.regular(name); err != nil {
		return nil, err
	}
	err = retry(func() error {
		file, err := os.Open(filepath.Join(f.path, name))
		if err != nil {
			return err
		}
		defer file.Close()
		data, err = io.ReadAll(io.LimitReader(file, int64(limit)+1))
		return err
	})
	return data, err
}

// remove deletes the file of that name; it need not be there.
func (f folder) remove(name string) error {
	if f.path == "" {
		return nil
	}
	err := retry(func() error { return os.Remove(filepath.Join(f.path, name)) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return syncFolder(f.path, f.flush)
}

// setAside renames a damaged file to NAME.bad-TIME.EXT, where somebody can still look at it, unless it no longer reads,
// with the same limit, as what was found damaged. The newest keptAside stay.
func (f folder) setAside(name string, damaged []byte, limit int) {
	if now, err := f.read(name, limit); err != nil || !bytes.Equal(now, damaged) {
		return // another process has written it since
	}
	stem, ext := strings.TrimSuffix(name, filepath.Ext(name)), filepath.Ext(name)
	aside := stem + ".bad-" + f.now().UTC().Format(asideLayout) + ext
	if err := os.Rename(filepath.Join(f.path, name), filepath.Join(f.path, aside)); err != nil {
		f.log.Warn("vault: a damaged file could not be set aside", "file", name, "error", err)
		return
	}
	f.log.Warn("vault: a damaged file was set aside", "file", name, "as", aside)
	var kept []string
	for _, entry := range f.list() {
		if strings.HasPrefix(entry, stem+".bad-") && strings.HasSuffix(entry, ext) {
			kept = append(kept, entry)
		}
	}
	slices.Sort(kept)
	for len(kept) > keptAside {
		os.Remove(filepath.Join(f.path, kept[0]))
		kept = kept[1:]
	}
}

// sweep removes temporary files of processes that died while writing.
func (f folder) sweep() {
	for _, entry := range f.list() {
		if !strings.HasPrefix(entry, ".") || !strings.Contains(entry, tempMark) {
			continue
		}
		path := filepath.Join(f.path, entry)
		if info, err := os.Lstat(path); err == nil && f.now().Sub(info.ModTime()) > staleAfter {
			os.Remove(path)
		}
	}
}

// list returns the names in the folder; none if it cannot be read.
func (f folder) list() []string {
	if f.path == "" {
		return nil
	}
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return nil
	}
	names := make([]string, 0, len(entries))
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}
