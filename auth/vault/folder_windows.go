package vault

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// checkPrivate has nothing to check: a folder in the user's profile inherits an access list without other users.
func checkPrivate(string, fs.FileInfo) error { return nil }

// syncFolder has nothing to do: NTFS journals the rename, and a directory handle cannot be flushed.
func syncFolder(string, func(*os.File) error) error { return nil }

// retry repeats f for up to two seconds while a virus scanner or an indexer holds the file, as the go command does
// (cmd/internal/robustio).
func retry(f func() error) error {
	const patience, pause = 2 * time.Second, 20 * time.Millisecond
	for start := time.Now(); ; time.Sleep(pause) {
		err := f()
		var errno windows.Errno
		if err == nil || !errors.As(err, &errno) || time.Since(start) > patience {
			return err
		}
		if errno != windows.ERROR_ACCESS_DENIED && errno != windows.ERROR_SHARING_VIOLATION {
			return err
		}
	}
}

// openLock opens the lock file, and makes it if it is not there.
func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
}

// lockFile blocks until the kernel grants the lock on the first byte. The lock belongs to the handle and dies with
// the process.
func lockFile(file *os.File) error {
	return windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, new(windows.Overlapped))
}

// unlockFile lets the next one have it.
func unlockFile(file *os.File) error {
	return windows.UnlockFileEx(windows.Handle(file.Fd()), 0, 1, 0, new(windows.Overlapped))
}
