package app

import (
	"context"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Questions for SystemParametersInfoW.
const (
	getHighContrast        = 0x0042
	getClientAreaAnimation = 0x1042

	highContrastOn = 1 // a flag of highContrast
)

// highContrast is HIGHCONTRASTW.
type highContrast struct {
	size   uint32
	flags  uint32
	scheme *uint16
}

var systemParametersInfo = windows.NewLazySystemDLL("user32.dll").NewProc("SystemParametersInfoW")

// AskSystem asks Windows what the person has chosen for all windows.
func AskSystem(context.Context) SystemLook {
	var look SystemLook
	var animated int32
	if ok, _, _ := systemParametersInfo.Call(getClientAreaAnimation, 0, uintptr(unsafe.Pointer(&animated)), 0); ok != 0 {
		look.LessMotion = animated == 0
	}
	contrast := highContrast{}
	contrast.size = uint32(unsafe.Sizeof(contrast))
	if ok, _, _ := systemParametersInfo.Call(getHighContrast, uintptr(contrast.size), uintptr(unsafe.Pointer(&contrast)), 0); ok != 0 {
		look.HighContrast = contrast.flags&highContrastOn != 0
	}
	return look
}
