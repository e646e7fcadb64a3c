package kit

import "syscall"

var keyState = syscall.NewLazyDLL("user32.dll").NewProc("GetKeyState")

const virtualCapsLock = 0x14 // VK_CAPITAL

// systemCapsLock asks the system whether Caps Lock is on. The lowest bit is the state of a key that toggles.
func systemCapsLock() (on, known bool) {
	if keyState.Find() != nil {
		return false, false
	}
	state, _, _ := keyState.Call(virtualCapsLock)
	return state&1 != 0, true
}
