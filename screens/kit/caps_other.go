//go:build !windows

package kit

// systemCapsLock asks the system whether Caps Lock is on. Without cgo only Windows can be asked.
func systemCapsLock() (on, known bool) { return false, false }
