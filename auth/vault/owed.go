package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"strings"
	"sync"
)

// owedPrefix begins the name of a file that says: the item named inside is to be deleted.
const owedPrefix = "forget-"

// owed remembers deletes until the keychain has carried them out, in memory and, so that a restart does not forget them,
// in one small file each. Names are opaque, so the files say nothing about anybody. Where a delete has its file, the file
// is what counts: another process that carries the delete out, or stores a new secret under the name, removes it.
type owed struct {
	folder folder

	mu    sync.Mutex
	count int             // deletes asked for in this run
	names map[string]debt // the last one for each name
}

// debt is a delete that was asked for in this run.
type debt struct {
	number int  // which one of this run
	filed  bool // its file has been written
}

// add writes a delete down before it is tried. A folder that cannot be written leaves it in memory only.
func (o *owed) add(name string) {
	o.mu.Lock()
	if o.names == nil {
		o.names = make(map[string]debt)
	}
	o.count++
	d := debt{number: o.count}
	o.names[name] = d
	o.mu.Unlock()
	if o.folder.path == "" {
		return
	}
	if err := o.folder.write(owedFile(name), []byte(name)); err != nil {
		o.folder.log.Warn("vault: a delete could not be written down", "item", name, "error", err)
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.names[name] == d {
		o.names[name] = debt{number: d.number, filed: true}
	}
}

// asked returns how many deletes were asked for so far.
func (o *owed) asked() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.count
}

// done strikes out the delete of name, because the item is gone or has been replaced, and reports that it did. It does
// not strike out one that was asked for after the first upTo: a write that completes late must not undo a delete that
// came after it.
func (o *owed) done(name string, upTo int) bool {
	o.mu.Lock()
	late := o.names[name].number > upTo
	if !late {
		delete(o.names, name)
	}
	o.mu.Unlock()
	if late {
		return false
	}
	if err := o.folder.remove(owedFile(name)); err != nil {
		o.folder.log.Warn("vault: a delete could not be struck out", "item", name, "error", err)
	}
	return true
}

// due tells whether the delete of name is still owed, by this run or by an earlier one. It looks at the file each time,
// because what was owed a moment ago may be another process's new secret by now.
func (o *owed) due(name string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	written, err := o.folder.read(owedFile(name), nameLimit)
	if err == nil && string(written) == name {
		return true
	}
	d, known := o.names[name]
	if known && d.filed && errors.Is(err, fs.ErrNotExist) {
		delete(o.names, name)
		return false
	}
	return known
}

// candidates returns the names of the items that may have to be deleted, those of earlier runs included; due decides.
func (o *owed) candidates() []string {
	var names []string
	o.mu.Lock()
	for name := range o.names {
		names = append(names, name)
	}
	o.mu.Unlock()
	for _, file := range o.folder.list() {
		if !strings.HasPrefix(file, owedPrefix) {
			continue
		}
		name, err := o.folder.read(file, nameLimit)
		if err == nil && checkName(string(name)) == nil && owedFile(string(name)) == file {
			names = append(names, string(name))
		}
	}
	return names
}

func owedFile(name string) string { return owedPrefix + digest(name) }

// digest turns names into a part of a file name that every file system takes.
func digest(names ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(names, "\x00")))
	return hex.EncodeToString(sum[:16])
}
