package brand

import (
	"errors"
	"io/fs"
	"os"
)

// This file opens what lies in a folder that others may change at the same time: what was a file a moment ago may be a
// link, a pipe or a device by now. So what is open is looked at again, and nothing is waited for.

// folder is a folder of the disk. Nothing outside of it is reached, whatever links there are.
type folder struct{ *os.Root }

func openFolder(path string) (folder, error) {
	root, err := os.OpenRoot(path + "/.") // which a pipe has not
	return folder{root}, err
}

// Open opens a file.
func (f folder) Open(name string) (fs.File, error) { return f.OpenFile(name, openFlags, 0) }

// ReadDir lists what lies in it, and one thing more than a pack may lie among: there is no end to what others put there.
func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	dir, err := f.OpenFile(name, openFlags, 0)
	if err != nil {
		return nil, err
	}
	defer func() { _ = dir.Close() }()
	entries, err := dir.ReadDir(maxFolder + 1)
	if err != nil && len(entries) == 0 {
		return nil, err
	}
	return entries, nil
}

// ReadLink says where a link leads; with Lstat of the Root it makes the folder one that has links.
func (f folder) ReadLink(name string) (string, error) { return f.Readlink(name) }

// errNotPlain is of what is no file.
var errNotPlain = errors.New("is no plain file")

// openPlain opens a file.
func openPlain(path string) (*os.File, error) {
	f, err := os.OpenFile(path, openFlags, 0)
	if err != nil {
		return nil, err
	}
	if err := plainFile(f); err != nil {
		return nil, errors.Join(&fs.PathError{Op: "open", Path: path, Err: err}, f.Close())
	}
	return f, nil
}

// plainFile looks at a file that is open.
func plainFile(f fs.File) error {
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotPlain
	}
	return err
}
