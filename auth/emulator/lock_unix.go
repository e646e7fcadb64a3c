//go:build !windows

package emulator

import (
	"os"

	"golang.org/x/sys/unix"
)

const noFollow = unix.O_NOFOLLOW // a link is an error

// lockFile blocks until the kernel grants the lock. It belongs to the open file and ends with it, or with the process.
func lockFile(file *os.File) error {
	for {
		err := unix.Flock(int(file.Fd()), unix.LOCK_EX)
		if err != unix.EINTR {
			return err
		}
	}
}
