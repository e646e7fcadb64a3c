//go:build !unix

package brand

import "os"

// openFlags open a file to be read. Nothing in a folder of Windows keeps whoever opens it waiting.
const openFlags = os.O_RDONLY
