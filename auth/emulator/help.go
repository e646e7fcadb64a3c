package emulator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

const usage = `Usage: vestibule emulate [--listen ADDR] [--tenant FILE] [--cors ORIGIN]... [--data DIR]
       vestibule emulate --example

Runs an emulated Microsoft Entra External ID tenant on this computer: the native authentication API (version 1) with
sign-in, sign-up, password reset and the registration of a second factor, and the browser sign-in. It prints one line when
it is ready and runs until it is interrupted. It needs no display.

  --listen ADDR   address and port to listen on; this computer only (default 127.0.0.1:8400); port 0 takes a free one
  --tenant FILE   a tenant file in TOML: apps, user flows, users, policies (default: the built-in tenant)
  --cors ORIGIN   a web page that may use the tenant, such as http://localhost:3000; again, or with commas, for several
  --data DIR      folder that keeps people, sessions and the signing key between runs (default: all in memory)
  --example       print an annotated tenant file to start from
  --help          this text; with --tenant, for that tenant

The tenant answers as http://127.0.0.1:8400/%s
               and as http://127.0.0.1:8400/%s

`

const usageForPrograms = `
http://127.0.0.1:8400/_emulator/ shows the users, the requests, and the mails and text messages that the tenant sends.
For programs and tests:

  GET  /_emulator/messages[?to=ADDR]   what was sent, as JSON, oldest first
  GET  /_emulator/requests             the requests so far, as JSON
  POST /_emulator/reset                back to the first state
  POST /_emulator/weather              {"kind":"offline","after":0,"times":1}; kinds:
%s  POST /_emulator/clock                {"advance":"10m"}
  POST /_emulator/revoke               {"user":"ADDR"}: the refresh tokens of one person

A page that --cors names may use the API and read messages and requests, and do nothing else of this.

Exit codes: 0 stopped or help shown, 2 could not run.
`

// help is the text of --help for a tenant.
func help(d *Directory) string {
	var b strings.Builder
	fmt.Fprintf(&b, usage, d.Name, d.ID)
	b.WriteString("Client IDs:\n\n")
	for _, a := range d.Apps {
		fmt.Fprintf(&b, "  %s   %s\n", a.ClientID, d.describe(a))
	}
	if len(d.Apps) == 0 {
		b.WriteString("  none; the tenant file names no apps\n")
	}
	b.WriteString("\nUsers:\n\n")
	width := 0
	for _, u := range d.Users {
		width = max(width, len(u.Username))
	}
	for _, u := range d.Users {
		fmt.Fprintf(&b, "  %-*s   %s\n", width, u.Username, cmp.Or(u.About, u.Name, u.kind()))
	}
	if len(d.Users) == 0 {
		b.WriteString("  none; the tenant file names no users\n")
	}
	if d.passwordIsPublic() {
		fmt.Fprintf(&b, "\nThe password of everybody who has one is %s.\n", Password)
	}
	fmt.Fprintf(&b, usageForPrograms, kindsInLines())
	return b.String()
}

// kindsInLines lists the kinds of weather, five in a line.
func kindsInLines() string {
	var b strings.Builder
	for line := range slices.Chunk(Kinds, 5) {
		b.WriteString(strings.Repeat(" ", 38))
		for _, k := range line {
			b.WriteString(" " + string(k))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// describe says in one line what is special about an app.
func (d *Directory) describe(a App) string {
	parts := []string{a.Name}
	if a.Name == "" {
		parts = nil
	}
	if i := slices.IndexFunc(d.UserFlows, func(u UserFlow) bool { return u.Name == a.UserFlow }); i >= 0 && !a.Confidential && !a.NativeDisabled && !a.BrowserOnly {
		parts = append(parts, map[string]string{FlowPassword: "sign-up with email and password", FlowOTP: "sign-up with an email code"}[d.UserFlows[i].Method])
	}
	for _, p := range []struct {
		on   bool
		text string
	}{
		{a.Confidential, "a confidential client, not for native authentication"},
		{a.NativeDisabled, "native authentication is not enabled"},
		{a.BrowserOnly, "every sign-in needs the browser"},
		{a.MFA, "a second factor at every sign-in"},
		{a.ResetDisabled, "no password reset"},
	} {
		if p.on {
			parts = append(parts, p.text)
		}
	}
	return strings.Join(parts, "; ")
}

// passwordIsPublic reports whether everybody who has a password has the one of the built-in tenant. Other passwords are
// shown nowhere: somebody may have put a real one into a tenant file, against all advice.
func (d *Directory) passwordIsPublic() bool {
	some := false
	for _, u := range d.Users {
		if u.kind() == MethodPassword {
			if u.Password != Password {
				return false
			}
			some = true
		}
	}
	return some
}
