//go:build !windows && !darwin

package app

import (
	"context"
	"os"

	"github.com/godbus/dbus/v5"
)

// AskSystem asks the desktop's settings portal what the person has chosen for all windows. A desktop without one has said
// nothing.
func AskSystem(ctx context.Context) SystemLook {
	if wouldLaunchBus(os.Getenv(envBus), "/run/user") {
		return SystemLook{}
	}
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return SystemLook{}
	}
	defer func() { _ = bus.Close() }()
	return askPortal(ctx, bus.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"))
}

// askPortal reads the settings of org.freedesktop.portal.Settings that concern every window: those that all desktops
// share, and those of GNOME, which has had them for longer.
func askPortal(ctx context.Context, portal dbus.BusObject) SystemLook {
	read := func(namespace, key string) any {
		var value dbus.Variant
		if err := portal.CallWithContext(ctx, "org.freedesktop.portal.Settings.Read", 0, namespace, key).Store(&value); err != nil {
			return nil
		}
		inner := value.Value()
		for { // Read wraps the value once more than ReadOne
			v, wrapped := inner.(dbus.Variant)
			if !wrapped {
				return inner
			}
			inner = v.Value()
		}
	}
	const appearance = "org.freedesktop.appearance"
	return SystemLook{
		HighContrast: read(appearance, "contrast") == uint32(1) || read("org.gnome.desktop.a11y.interface", "high-contrast") == true,
		LessMotion:   read(appearance, "reduced-motion") == uint32(1) || read("org.gnome.desktop.interface", "enable-animations") == false,
	}
}
