package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"sync"
)

// owedPrefix begins the name of a file that says: the item named inside is to be deleted.
const owedPrefix = "forget-"

// owed remembers deletes until the keychain has carried them out, in memory and, so that a restart does not forget them,
// in one small file each. Names are opaque, so the files say nothing about anybody.
type owed struct {
	folder folder

	mu    sync.Mutex
	count int            // deletes asked for in this run
	names map[string]int // which of them is the last for that name
}

// add writes a delete down before it is tried. A folder that cannot be written leaves it in memory only.
func (o *owed) add(name string) {
	o.mu.Lock()
	if o.names == nil {
		o.names = make(map[string]int)
	}
	o.count++
	o.names[name] = o.count
	o.mu.Unlock()
	if o.folder.path == "" {
		return
	}
	if err := o.folder.write(owedFile(name), []byte(name)); err != nil {
		o.folder.log.Warn("vault: a delete could not be written down", "item", name, "error", err)
	}
}

// asked returns how many deletes were asked for so far.
func (o *owed) asked() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.count
}

// done strikes out the delete of name, because the item is gone or has been replaced, unless it was asked for after the
// first upTo: a write that completes late must not undo a delete that came after it.
func (o *owed) done(name string, upTo int) {
	o.mu.Lock()
	late := o.names[name] > upTo
	if !late {
		delete(o.names, name)
	}
	o.mu.Unlock()
	if late {
		return
	}
	if err := o.folder.remove(owedFile(name)); err != nil {
		o.folder.log.Warn("vault: a delete could not be struck out", "item", name, "error", err)
	}
}

// all returns the names of the items to delete, those of earlier runs included.
func (o *owed) all() map[string]bool {
	names := make(map[string]bool)
	o.mu.Lock()
	for name := range o.names {
		names[name] = true
	}
	o.mu.Unlock()
	for _, file := range o.folder.list() {
		if !strings.HasPrefix(file, owedPrefix) {
			continue
		}
		name, err := o.folder.read(file, nameLimit)
		if err == nil && checkName(string(name)) == nil && owedFile(string(name)) == file {
			names[string(name)] = true
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
