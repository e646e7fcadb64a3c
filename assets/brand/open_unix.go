//go:build unix

package brand

import "syscall"

// openFlags open a file to be read. A pipe is opened at once, so that it can be told from a file; else it would be waited
// for whoever writes to it.
const openFlags = syscall.O_RDONLY | syscall.O_NONBLOCK
