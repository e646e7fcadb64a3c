package emulator

import "time"

// LockName is the file that is locked in a tenant's folder.
const LockName = lockName

// LockPatience sets how long a tenant waits for a lock, until restore is called.
func LockPatience(d time.Duration) (restore func()) {
	before := lockPatience
	lockPatience = d
	return func() { lockPatience = before }
}

// LockFolder takes the lock of a folder as another process would.
func LockFolder(folder string) (release func(), err error) {
	return (&folderLock{folder: folder}).take()
}
