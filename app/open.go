package app

import (
	"context"
	"errors"
	"io"
	"net/netip"
	"net/url"
	"strings"

	"github.com/pkg/browser"
)

var errAddress = errors.New("this address is not opened")

// openBrowser opens an address in the system browser. It blocks as long as the system's opener does, so it is never
// called on the UI thread. Only https, and http on this computer, go to the opener: a strange scheme would start
// whatever program is registered for it (CVE-2025-6514).
func openBrowser(address string) error {
	if err := openable(address); err != nil {
		return err
	}
	return browser.OpenURL(address)
}

func init() {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard // the opener's chatter is not ours
}

func openable(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Opaque != "" {
		return errAddress
	}
	if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '"' || r == '\'' || r == '\\' || r == '`' }) {
		return errAddress
	}
	switch u.Scheme {
	case "https":
		return nil
	case "http":
		if ip, err := netip.ParseAddr(u.Hostname()); u.Hostname() == "localhost" || err == nil && ip.IsLoopback() {
			return nil
		}
	}
	return errAddress
}

// openURL opens an address off the UI thread. When it cannot be opened the screen still has the address to copy.
func (a *App) openURL(address string) {
	a.aside(func(context.Context) {
		if err := a.open(address); err != nil {
			a.log.Warn("browser not opened")
		}
	})
}
