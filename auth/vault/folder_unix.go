//go:build !windows

package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// checkPrivate refuses a folder in which other users could replace files. Its owner can, whatever its mode says.
func checkPrivate(path string, info fs.FileInfo) error {
	if stat, ok := info.Sys().(*syscall.Stat_t); !ok || int(stat.Uid) != os.Geteuid() {
		return fmt.Errorf("%s belongs to another user: run \"chown\" on it, or move it out of the way and it is made anew", path)
	}
	if info.Mode().Perm()&0o022 != 0 {
		return fmt.Errorf("other users may write to %s: run \"chmod go-w\" on it", path)
	}
	return nil
}

// syncFolder makes a rename survive a power cut.
func syncFolder(path string, flush func(*os.File) error) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := flush(dir); err != nil && !unsupported(err) {
		return err
	}
	return nil
}

// unsupported tells whether a file system has no such thing as syncing a directory.
func unsupported(err error) bool {
	return errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP)
}

// retry does f once: files of others are never in the way here.
func retry(f func() error) error { return f() }

// openLock opens the lock file, and makes it if it is not there. It does not follow a link.
func openLock(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, 0o600)
}

// lockFile blocks until the kernel grants the lock. The lock belongs to the open file and dies with the process.
func lockFile(file *os.File) error {
	for {
		err := unix.Flock(int(file.Fd()), unix.LOCK_EX)
		if err != unix.EINTR {
			return err
		}
	}
}

// unlockFile lets the next one have it.
func unlockFile(file *os.File) error { return unix.Flock(int(file.Fd()), unix.LOCK_UN) }
