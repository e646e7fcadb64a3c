package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"time"
)

// displayDeadline bounds the whole look at a display. It is generous, because a loaded machine is not a missing one.
const displayDeadline = 10 * time.Second

var errNoDisplay = errors.New("no display to open a window on: start Vestibule in a desktop session, " +
	"or set DISPLAY or WAYLAND_DISPLAY (neither is set)")

// CheckDisplay finds out, before the window is made, whether one can appear. env is os.Getenv and goos is runtime.GOOS.
// It returns nil when a window can be tried, and otherwise an error that is one plain sentence saying what to do: Fyne
// itself would end in a stack trace without a display, and would run on without a window on an X server without GLX.
//
// X11 and Wayland are looked at as GLFW 3.4 and Fyne 2.8 would choose between them, without cgo. Systems that have
// neither (Windows, macOS) are always fit.
func CheckDisplay(env func(string) string, goos string) error {
	switch goos {
	case "linux", "freebsd", "netbsd", "openbsd", "dragonfly":
	default:
		return nil
	}
	x11, wayland, session := env("DISPLAY"), env("WAYLAND_DISPLAY"), env("XDG_SESSION_TYPE")
	if goos != "linux" {
		wayland = "" // GLFW speaks Wayland on Linux only
	}
	switch env("FYNE_PLATFORM") { // Fyne lets it overrule the session
	case "x11":
		wayland = ""
	case "wayland":
		x11 = ""
	default:
		if session == "x11" && x11 != "" {
			wayland = ""
		}
	}
	if x11 == "" && wayland == "" {
		return errNoDisplay
	}
	ctx, cancel := context.WithTimeout(context.Background(), displayDeadline)
	defer cancel()
	if wayland != "" {
		err := reachWayland(ctx, env("XDG_RUNTIME_DIR"), wayland)
		if err == nil || x11 == "" || session == "wayland" { // in a Wayland session GLFW does not fall back to X11
			return err
		}
	}
	return reachX11(ctx, env, x11)
}

// reachWayland connects to the compositor's socket, found as wl_display_connect finds it.
func reachWayland(ctx context.Context, runtimeDir, name string) error {
	socket := name
	if !filepath.IsAbs(socket) {
		if runtimeDir == "" {
			return fmt.Errorf("the Wayland compositor of WAYLAND_DISPLAY=%q cannot be found: "+
				"start Vestibule in a desktop session, or set XDG_RUNTIME_DIR (it is not set)", name)
		}
		socket = filepath.Join(runtimeDir, name)
	}
	conn, err := new(net.Dialer).DialContext(ctx, "unix", socket)
	if err != nil {
		return fmt.Errorf("the Wayland compositor of WAYLAND_DISPLAY=%q cannot be reached (%w): "+
			"start Vestibule in a desktop session, or set WAYLAND_DISPLAY to one that runs", name, err)
	}
	return conn.Close()
}
