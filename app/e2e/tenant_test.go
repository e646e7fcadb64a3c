//go:build e2e

package e2e_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The app registrations and people of the built-in tenant that the journeys use.
const (
	clientPassword = "00000000-0000-4000-8000-000000000001"
	clientOTP      = "00000000-0000-4000-8000-000000000002"
	clientMFA      = "00000000-0000-4000-8000-000000000003"
	clientBrowser  = "00000000-0000-4000-8000-000000000004"

	userPassword = "password@contoso.example"
	userOTP      = "otp@contoso.example"
	userSMS      = "sms@contoso.example"
	userNew      = "new@contoso.example"
	rightWord    = "Correct-Horse-1"
	freshWord    = "Better-Horse-2" // not of anybody at the start
	smsNumber    = "+15555550101"
)

// tenant is the emulated tenant, run by the same binary without a display.
type tenant struct {
	t         *testing.T
	authority string // http://127.0.0.1:PORT/contoso.onmicrosoft.com
	origin    string // http://127.0.0.1:PORT
}

func newTenant(t *testing.T, args ...string) *tenant {
	t.Helper()
	cmd := exec.Command(binary, append([]string{"emulate", "--listen", "127.0.0.1:0"}, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + tempFolder(t), "LANG=en_US.UTF-8"}
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, cmd)
	line, err := bufio.NewReader(stdout).ReadString('\n')
	authority, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !ok {
		t.Fatalf("vestibule emulate said %q, %v; want one line \"listening on URL\"", line, err)
	}
	u, err := url.Parse(authority)
	if err != nil {
		t.Fatal(err)
	}
	return &tenant{t: t, authority: authority, origin: u.Scheme + "://" + u.Host}
}

// settings point the program to this tenant, as one of its apps.
func (x *tenant) settings(clientID string) []string {
	return []string{"VESTIBULE_AUTHORITY=" + x.authority, "VESTIBULE_CLIENT_ID=" + clientID, "VESTIBULE_LOG=debug"}
}

// code waits for the nth message (from 1) to an address and returns the code in it.
func (x *tenant) code(to, channel string, nth int) string {
	x.t.Helper()
	return await(x.t, "a code for "+to, func() (string, bool) {
		resp, err := http.Get(x.origin + "/_emulator/messages?to=" + url.QueryEscape(to))
		if err != nil {
			x.t.Fatal(err)
		}
		defer resp.Body.Close()
		var messages []struct{ To, Channel, Code string }
		if err := json.NewDecoder(resp.Body).Decode(&messages); err != nil {
			x.t.Fatal(err)
		}
		if len(messages) < nth {
			return "", false
		}
		if m := messages[nth-1]; m.Channel != channel || m.Code == "" {
			x.t.Fatalf("message %d to %s is %+v, want a code by %s", nth, to, m, channel)
		}
		return messages[nth-1].Code, true
	})
}
