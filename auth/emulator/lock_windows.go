package emulator

import (
	"os"

	"golang.org/x/sys/windows"
)

const noFollow = 0 // making a link takes rights that nobody else has here

// lockFile blocks until the kernel grants the lock on the first byte. It belongs to the handle and ends with it, or with
// the process.
func lockFile(file *os.File) error {
	return windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, new(windows.Overlapped))
}
