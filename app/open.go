package app

import (
	"context"
	"errors"
	"io"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/pkg/browser"

	"github.com/vestibule-app/vestibule/screens"
)

var errAddress = errors.New("this address is not opened")

// openBrowser opens an address in the system browser. It blocks as long as the system's opener does, so it is never
// called on the UI thread. Only https, http on this computer and a plain address for mail go to the opener: a strange scheme
// would start whatever program is registered for it (CVE-2025-6514).
func openBrowser(address string) error {
	if err := openable(address); err != nil {
		return err
	}
	return browser.OpenURL(address)
}

func init() {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard // the opener's chatter is not ours
}

// mailRE is mail to one person, without the subject, the text and the files that an address may bring along (RFC 6068,
// section 7).
var mailRE = regexp.MustCompile(`^mailto:[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$`)

func openable(address string) error {
	if mailRE.MatchString(address) {
		return nil
	}
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

// openersDeadline is how soon an opener fails that has opened nothing. Some run for as long as the browser does; how
// they end says nothing about how they began.
const openersDeadline = 15 * time.Second

// openURL opens an address off the UI thread. When it cannot be opened the screen says so; it has the address to copy.
func (a *App) openURL(address string) {
	begun, screen := a.now(), a.screen
	a.aside(func(context.Context) {
		err := a.open(address)
		if err == nil || a.now().Sub(begun) > openersDeadline {
			return
		}
		a.log.Warn("browser not opened")
		a.toUI(func() {
			if s, ok := a.screen.(screens.Opening); ok && a.screen == screen {
				s.NotOpened()
			}
		})
	})
}
