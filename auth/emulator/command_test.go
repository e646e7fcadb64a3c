package emulator_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// running is a command that runs until the test ends.
type running struct {
	t       *testing.T
	address string // with the tenant's name
	stop    func() (exit int)
}

func start(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	in, out := io.Pipe()
	exit := make(chan int, 1)
	var complaints bytes.Buffer
	go func() {
		exit <- emulator.Command(ctx, append([]string{"--listen", "127.0.0.1:0"}, args...), nil, out, &complaints)
		out.Close()
	}()
	lines := bufio.NewScanner(in)
	if !lines.Scan() {
		cancel()
		t.Fatalf("no line; exit %d, %s", <-exit, &complaints)
	}
	address, ok := strings.CutPrefix(lines.Text(), "listening on ")
	if !ok || !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Errorf("got %q", lines.Text())
	}
	r := &running{t: t, address: address}
	stopped := false
	r.stop = func() int {
		if stopped {
			return 0
		}
		stopped = true
		cancel()
		if lines.Scan() {
			t.Errorf("a second line: %q", lines.Text())
		}
		code := <-exit
		if complaints.Len() != 0 {
			t.Errorf("complaints: %s", &complaints)
		}
		return code
	}
	t.Cleanup(func() { r.stop() })
	return r
}

// caller speaks to the tenant, as the page of an origin if there is one.
func (r *running) caller(origin string) *caller {
	var transport http.RoundTripper = &http.Transport{DisableKeepAlives: true}
	if origin != "" {
		transport = fromPage{transport, origin}
	}
	return &caller{t: r.t, client: &http.Client{Transport: transport}, base: r.address}
}

func TestCommandRuns(t *testing.T) {
	r := start(t, "--data", t.TempDir())
	if !strings.HasSuffix(r.address, "/contoso.onmicrosoft.com") {
		t.Errorf("listening on %q", r.address)
	}
	r.caller("").signIn()
	if code := r.stop(); code != 0 {
		t.Errorf("exit %d", code)
	}
}

// A tenant file and origins on the command line: the page of each origin signs in there, no other one does.
func TestCommandServesATenantFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tenant.toml")
	if err := os.WriteFile(path, example(t), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := emulator.ReadTenantFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := start(t, "--tenant", path, "--cors", page+", https://App.Contoso.Example:443", "--cors", "http://[::1]:5173")
	if !strings.HasSuffix(r.address, "/"+d.Name) {
		t.Errorf("listening on %q", r.address)
	}
	client, ada := d.Apps[0].ClientID, d.Users[0]
	for _, origin := range []string{"", page, "https://app.contoso.example", "http://[::1]:5173"} {
		c := r.caller(origin)
		answer := c.ok(c.password(client, c.challenged(client, ada.Username), ada.Password))
		if got := answer.header.Get("Access-Control-Allow-Origin"); got != origin {
			t.Errorf("from %q: %q", origin, got)
		}
	}
	if got := run(r.caller("https://evil.example"), "initiate"); got.status != 403 {
		t.Errorf("another page: %d", got.status)
	}
}

// command runs to its end.
func command(args ...string) (code int, out, complaints string) {
	var stdout, stderr bytes.Buffer
	code = emulator.Command(context.Background(), args, []byte("# an example\n"), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func TestCommandHelp(t *testing.T) {
	code, out, complaints := command("--help")
	if code != 0 || complaints != "" {
		t.Fatalf("exit %d, %s", code, complaints)
	}
	parts := []string{
		"--listen", "--data", "--tenant", "--cors", "--example", emulator.Password, emulator.ClientPassword, emulator.ClientOTP, emulator.ClientMFA,
		emulator.ClientBrowser, emulator.ClientConfidential, "/_emulator/messages", "/" + emulator.TenantName, "/" + emulator.TenantID,
	}
	for _, k := range emulator.Kinds {
		parts = append(parts, string(k))
	}
	for _, u := range emulator.BuiltIn().Users {
		parts = append(parts, u.Username, u.About)
	}
	for _, part := range parts {
		if !strings.Contains(out, part) {
			t.Errorf("%q is missing in the help", part)
		}
	}
	if strings.Contains(out, "%!") {
		t.Errorf("a verb without a value:\n%s", out)
	}
	for line := range strings.Lines(out) {
		if len(line) > 125 {
			t.Errorf("a long line: %s", line)
		}
	}
	if _, short, _ := command("-h"); short != out {
		t.Error("-h differs from --help")
	}
}

// The help is about the tenant that is named, and never shows a password that is not public anyway.
func TestCommandHelpForATenantFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tenant.toml")
	text := bytes.Replace(example(t), []byte(emulator.Password), []byte("Sehr-Geheim-1"), 1)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := emulator.ParseTenantFile(text)
	if err != nil {
		t.Fatal(err)
	}
	code, out, complaints := command("--help", "--tenant", path)
	if code != 0 || complaints != "" {
		t.Fatalf("exit %d, %s", code, complaints)
	}
	parts := []string{"/" + d.Name, "/" + d.ID, "a second factor at every sign-in", "every sign-in needs the browser", "a confidential client", "an email code"}
	for _, a := range d.Apps {
		parts = append(parts, a.ClientID, a.Name)
	}
	for _, u := range d.Users {
		parts = append(parts, u.Username, u.About)
	}
	for _, part := range parts {
		if !strings.Contains(out, part) {
			t.Errorf("%q is missing in the help", part)
		}
	}
	for _, part := range []string{emulator.TenantName, emulator.ClientOTP, "contoso.example", "Geheim", emulator.Password} {
		if strings.Contains(out, part) {
			t.Errorf("%q is in the help", part)
		}
	}
	if err := os.WriteFile(path, []byte(smallest), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := command("--tenant", path, "--help"); code != 0 || !strings.Contains(out, "names no apps") || !strings.Contains(out, "names no users") {
		t.Errorf("exit %d, %s", code, out)
	}
}

func TestCommandExample(t *testing.T) {
	if code, out, complaints := command("--example"); code != 0 || out != "# an example\n" || complaints != "" {
		t.Errorf("exit %d, %q, %q", code, out, complaints)
	}
}

func TestCommandRefuses(t *testing.T) {
	folder := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	misspelt := file("misspelt.toml", smallest+"lable = \"x\"\n[[app]]\n")
	for _, test := range []struct {
		args []string
		want []string
	}{
		{[]string{"--nonsense"}, []string{"nonsense", "--help"}},
		{[]string{"--listen"}, []string{"listen"}},
		{[]string{"extra"}, []string{"extra"}},
		{[]string{"--listen", "0.0.0.0:0"}, []string{"this computer alone"}},
		{[]string{"--listen", ":0"}, nil},
		{[]string{"--listen", "192.0.2.1:8400"}, []string{"this computer alone"}},
		{[]string{"--listen", "emulator.example:8400"}, []string{"this computer alone"}},
		{[]string{"--listen", "127.0.0.1"}, []string{"HOST:PORT"}},
		{[]string{"--listen", "127.0.0.1:99999"}, nil},
		{[]string{"--listen", "127.0.0.1:0", "--data", "command_test.go"}, nil},
		{[]string{"--cors", "*"}, []string{"--cors", "pattern", "http://localhost:3000"}},
		{[]string{"--cors", "http://a.example,localhost:3000"}, []string{"--cors", `"localhost:3000"`}},
		{[]string{"--cors", "http://a.example,"}, []string{"--cors"}},
		{[]string{"--cors", ""}, []string{"--cors"}},
		{[]string{"--tenant", ""}, []string{"tenant file"}},
		{[]string{"--tenant", filepath.Join(folder, "missing.toml")}, []string{"missing.toml"}},
		{[]string{"--tenant", misspelt}, []string{misspelt + ":3: lable", "did you mean label?", misspelt + ":4: app", "did you mean apps?"}},
		{[]string{"--help", "--tenant", misspelt}, []string{misspelt + ":3: "}},
		{[]string{"--tenant", file("empty.toml", "")}, []string{"empty.toml: name: "}},
	} {
		code, out, complaints := command(test.args...)
		missing := slices.DeleteFunc(slices.Clone(test.want), func(part string) bool { return strings.Contains(complaints, part) })
		if code != 2 || complaints == "" || out != "" || len(missing) > 0 {
			t.Errorf("%v: exit %d, out %q, err %q, without %q", test.args, code, out, complaints, missing)
		}
	}
}
