package emulator

import (
	"errors"
	"os"
	"path/filepath"
	"time"
)

// lockName is the file that is locked while a process changes the folder. It is never deleted: a lock whose file may
// vanish excludes nobody.
const lockName = "tenant.lock"

// lockPatience is how long a change waits for another process; one that works holds the lock for milliseconds.
var lockPatience = 5 * time.Second

var errLocked = errors.New("another process does not let go of the folder")

// folderLock excludes other processes, and other tenants of this one, from a folder. It is not safe for concurrent use.
type folderLock struct {
	folder string
	left   chan struct{} // closed when a wait that was given up is over; nil if there is none
}

// take waits for the lock, and blocks in the kernel, so that nobody starves. A wait that is given up goes on without
// its caller and lets go of the lock once it has it; there is never more than one.
func (l *folderLock) take() (release func(), err error) {
	patience := time.NewTimer(lockPatience)
	defer patience.Stop()
	if l.left != nil {
		select {
		case <-l.left:
			l.left = nil
		case <-patience.C:
			return nil, errLocked
		}
	}
	file, err := openLock(filepath.Join(l.folder, lockName))
	if err != nil {
		return nil, err
	}
	granted, givenUp, over := make(chan error), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		select {
		case granted <- lockFile(file):
		case <-givenUp:
			_ = file.Close() // which lets go of the lock
		}
	}()
	select {
	case err := <-granted:
		if err != nil {
			_ = file.Close()
			return nil, err
		}
		return func() { _ = file.Close() }, nil
	case <-patience.C:
		close(givenUp)
		l.left = over
		return nil, errLocked
	}
}

// openLock opens the lock file, and makes it if it is not there.
func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|noFollow, 0o600)
}
