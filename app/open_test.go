package app_test

import (
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/app"
)

// TestOpenable: only https, and http on this computer, goes to the system's opener, which would start whatever is
// registered for another scheme and may hand the address to a shell.
func TestOpenable(t *testing.T) {
	for _, address := range []string{
		"https://contoso.ciamlogin.com/contoso.onmicrosoft.com/oauth2/v2.0/authorize?client_id=1&login_hint=a%40b",
		"https://login.contoso.com:8443/x#y",
		"https://[2001:db8::1]/x",
		"HTTPS://contoso.example/",
		"http://localhost:8400/x",
		"http://127.0.0.1:8400/contoso.onmicrosoft.com",
		"http://127.8.9.1/",
		"http://[::1]:8400/x",
		"mailto:help@contoso.example", "mailto:first.last+x_y@mail-1.contoso.example",
	} {
		if err := app.Openable(address); err != nil {
			t.Errorf("%q is refused", address)
		}
	}
	for _, address := range []string{
		"", " ", "x", "https://", "https:///x", "https:contoso.example", "//contoso.example/x", "contoso.example",
		"javascript:alert(1)", "JavaScript://contoso.example/%0aalert(1)", "data:text/html,x", "vbscript:x", "about:blank",
		"file:///etc/passwd", "file://host/share", "ftp://contoso.example/", "smb://contoso.example/x", "ssh://contoso.example",
		"ms-msdt:/id", "search-ms:query=x", "vestibule://x", "calculator:", "x-apple.systempreferences:",
		`\\host\share\x.exe`, `//host\share`, `https:\\contoso.example\x`, `https://contoso.example\@evil.example/`, `C:\Windows\x.exe`,
		"-https://contoso.example", "--help", "-", "/usr/bin/id", "./x", "../x",
		"http://contoso.example/", "http://localhost.contoso.example/", "http://127.0.0.1.contoso.example/", "http://10.0.0.1/",
		"http://0.0.0.0/", "http://[::]/", "http://2130706433/", "http://0x7f.1/", "http://local%68ost.example/", "http://[fe80::1]/",
		"https://user@contoso.example/", "https://user:word@contoso.example/", "https://contoso.example@evil.example/",
		"http://localhost@evil.example/", "https://@contoso.example/",
		" https://contoso.example/", "https://contoso.example/ ", "https://contoso.example/a b", "https://contoso.example/\ta",
		"https://contoso.example/\n", "https://contoso.example/\r\nx", "https://contoso.example/\x00", "https://contoso.example/\x7f",
		"https://contoso.example/\x1b[0m", `https://contoso.example/"`, "https://contoso.example/'", "https://contoso.example/`id`",
		"mailto:", "mailto:help", "mailto:help@", "mailto:@contoso.example", "mailto:-x@contoso.example", "mailto://help@contoso.example",
		"mailto:help@contoso.example?attach=/etc/passwd", "mailto:help@contoso.example?body=x", "mailto:help@contoso.example&cc=x", "MAILTO:help@contoso.example",
		"mailto:a@contoso.example,b@contoso.example", "mailto:a%40b@contoso.example", "mailto:'a'@contoso.example", "mailto:a@contoso.example\n", "mailto:a@-x", "mailto:a b@x",
		"https://contoso.example/%zz", "https://[::1", "https://contoso.example:port/", "https://conto so.example/", "\uFEFFhttps://contoso.example/",
	} {
		if app.Openable(address) == nil {
			t.Errorf("%q goes to the opener", address)
		}
	}
}

// FuzzOpenable: what is let through is safe in an argument list and in quotes.
func FuzzOpenable(f *testing.F) {
	for _, s := range []string{"https://a.example/?x=1&y", "http://localhost:1/", "http://[::1%25lo]/", "https://a\u00a0b/", "https://a/$(id)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if app.Openable(address) != nil {
			return
		}
		lower := strings.ToLower(address)
		if !strings.HasPrefix(lower, "https://") && !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(address, "mailto:") {
			t.Fatalf("%q has another scheme", address)
		}
		if strings.ContainsAny(address, "\"'`\\ \t\r\n\x00") {
			t.Fatalf("%q holds what a shell takes for its own", address)
		}
	})
}
