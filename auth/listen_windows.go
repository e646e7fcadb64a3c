package auth

import "syscall"

// soExclusiveAddrUse is SO_EXCLUSIVEADDRUSE of Winsock, the complement of SO_REUSEADDR.
const soExclusiveAddrUse = ^syscall.SO_REUSEADDR

// exclusive keeps other programs off the port. Without it, Windows lets any program that asks for SO_REUSEADDR bind the
// same port and take the browser's answer.
func exclusive(_, _ string, c syscall.RawConn) error {
	var failed error
	err := c.Control(func(fd uintptr) {
		failed = syscall.SetsockoptInt(syscall.Handle(fd), syscall.SOL_SOCKET, soExclusiveAddrUse, 1)
	})
	if err != nil {
		return err
	}
	return failed
}
