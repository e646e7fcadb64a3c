//go:build e2e

package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// witnessed are the journeys of msal/driver.mjs. None may be missing, and none may be there that is not listed.
var witnessed = []string{
	"sign-in-password",
	"sign-in-password-asked-for",
	"sign-in-wrong-password",
	"sign-in-email-code",
	"sign-in-wrong-code",
	"sign-in-code-again",
	"sign-in-unknown-user",
	"sign-in-malformed-username",
	"sign-in-password-must-change",
	"sign-in-browser-required",
	"refresh",
	"sign-out",
	"second-factor-email",
	"second-factor-sms",
	"second-factor-other-method",
	"second-factor-without-capability",
	"registration-email",
	"registration-sms",
	"registration-other-contact",
	"registration-preverified",
	"registration-without-capability",
	"sign-up-everything-up-front",
	"sign-up-step-by-step",
	"sign-up-attributes-asked-for",
	"sign-up-email-code",
	"sign-up-email-code-attributes-asked-for",
	"sign-up-attributes-in-rounds",
	"sign-up-wrong-code",
	"sign-up-code-again",
	"sign-up-user-exists",
	"sign-up-refused-up-front",
	"sign-up-browser-required",
	"reset-password",
	"reset-wrong-code",
	"reset-code-again",
	"reset-weak-password",
	"reset-must-change",
	"reset-second-factor",
	"reset-without-password",
	"reset-refused",
	"flow-expired",
	"second-factor-blocked",
	"registration-blocked",
	"too-many-codes",
	"account-locked",
	"reset-pending-then-failed",
	"refresh-revoked",
}

// journey is a line that the driver prints.
type journey struct {
	Name         string `json:"name"`
	OK           bool   `json:"ok"`
	Detail       string `json:"detail"`
	Milliseconds int    `json:"milliseconds"`
}

// Microsoft's own JavaScript SDK shares no code with the emulated tenant and knows the protocol from the real one: where
// it is content, the tenant speaks as it should.
func TestMSAL(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		lacking(t, "Node is not installed")
	}
	installed(t)
	x := newTenant(t)
	said := drive(t, node, x.authority)
	for _, name := range witnessed {
		t.Run(name, func(t *testing.T) {
			i := slices.IndexFunc(said, func(j journey) bool { return j.Name == name })
			if i < 0 {
				t.Fatal("the driver did not make this journey")
			}
			t.Logf("%d ms", said[i].Milliseconds)
			if !said[i].OK {
				t.Error(said[i].Detail)
			}
		})
	}
	for _, j := range said {
		if !slices.Contains(witnessed, j.Name) {
			t.Errorf("the journey %s is not listed here", j.Name)
		}
	}
}

// signInFromPage is what a page of another origin does: a password, and a refresh. It gives the name of the account.
const signInFromPage = `(async () => {
	const app = await msalCustomAuth.CustomAuthPublicClientApplication.create({
		auth: { clientId: %q, authority: "https://contoso.ciamlogin.com/" },
		customAuth: { challengeTypes: ["password", "oob", "redirect"], authApiProxyUrl: %q },
	});
	const result = await app.signIn({ username: %q, password: %q });
	if (!result.isCompleted()) return JSON.stringify(result.error.errorData);
	const token = await result.data.getAccessToken({ forceRefresh: true });
	if (!token.isCompleted()) return JSON.stringify(token.error.errorData);
	return result.data.getClaims().preferred_username;
})()`

// A real browser asks with a preflight before it lets a page of another origin talk to the tenant, and hides what the tenant
// does not allow it to show.
func TestMSALInBrowser(t *testing.T) {
	installed(t)
	script := filepath.Join("msal", "node_modules", "@azure", "msal-browser", "lib", "custom-auth-path", "msal-custom-auth.js")
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/msal.js" {
			http.ServeFile(w, r, script)
			return
		}
		fmt.Fprint(w, `<!doctype html><title>Contoso</title><script src="/msal.js"></script>`)
	}))
	defer page.Close()
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"named origin": {[]string{"--cors", page.URL}, userPassword},
		"other origin": {[]string{"--cors", "https://elsewhere.example"}, "http_request_failed"},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			b := newBrowser(t) // nobody is signed in yet
			authority := newTenant(t, c.args...).authority
			ctx, cancel := context.WithTimeout(b.ctx, patience)
			defer cancel()
			if err := chromedp.Do(ctx, chromedp.Navigate(page.URL)); err != nil {
				t.Fatal(err)
			}
			expression := fmt.Sprintf(signInFromPage, clientPassword, authority, userPassword, rightWord)
			got, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression, chromedp.EvalAwaitPromise))
			if err != nil || !strings.Contains(got, c.want) {
				t.Errorf("the page got %q, %v; want %s", got, err, c.want)
			}
		})
	}
}

// installed makes sure that the SDK is there.
func installed(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.Join("msal", "node_modules", ".package-lock.json")); err != nil {
		lacking(t, "the packages of the SDK are not installed; run npm ci in app/e2e/msal")
	}
}

// lacking skips a test that needs something from outside, except where nothing may be skipped.
func lacking(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// drive runs the driver to its end and returns what it says of each journey.
func drive(t *testing.T, node, authority string) []journey {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, node, "driver.mjs", authority)
	cmd.Dir = "msal"
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + tempFolder(t)}
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.SysProcAttr = ownGroup()
	if err := cmd.Run(); err != nil {
		t.Errorf("the driver: %v\n%s", err, stderr.String())
	}
	var all []journey
	for line := range strings.Lines(stdout.String()) {
		var j journey
		if err := json.Unmarshal([]byte(line), &j); err != nil {
			t.Errorf("the driver printed %q, want a journey: %v", line, err)
			continue
		}
		all = append(all, j)
	}
	return all
}
