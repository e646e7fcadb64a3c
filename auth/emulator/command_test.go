package emulator_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

func TestCommandRuns(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	in, out := io.Pipe()
	exit := make(chan int, 1)
	var complaints bytes.Buffer
	go func() {
		exit <- emulator.Command(ctx, []string{"--listen", "127.0.0.1:0", "--data", t.TempDir()}, out, &complaints)
		out.Close()
	}()
	lines := bufio.NewScanner(in)
	if !lines.Scan() {
		t.Fatalf("no line; %s", &complaints)
	}
	address, ok := strings.CutPrefix(lines.Text(), "listening on ")
	if !ok || !strings.HasPrefix(address, "http://127.0.0.1:") || !strings.HasSuffix(address, "/contoso.onmicrosoft.com") {
		t.Fatalf("got %q", lines.Text())
	}
	c := &caller{t: t, client: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, base: address}
	c.signIn()
	cancel()
	if lines.Scan() {
		t.Errorf("a second line: %q", lines.Text())
	}
	if code := <-exit; code != 0 || complaints.Len() != 0 {
		t.Errorf("exit %d, %s", code, &complaints)
	}
}

func TestCommandHelp(t *testing.T) {
	var out, complaints bytes.Buffer
	if code := emulator.Command(context.Background(), []string{"--help"}, &out, &complaints); code != 0 || complaints.Len() != 0 {
		t.Fatalf("exit %d, %s", code, &complaints)
	}
	parts := []string{"--listen", "--data", emulator.Password, emulator.ClientPassword, emulator.ClientOTP, emulator.ClientMFA, emulator.ClientBrowser, emulator.ClientConfidential, "/_emulator/messages"}
	for _, k := range emulator.Kinds {
		parts = append(parts, string(k))
	}
	for _, part := range parts {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is missing in the help", part)
		}
	}
	if strings.Contains(out.String(), "%!") {
		t.Errorf("a verb without a value:\n%s", &out)
	}
}

func TestCommandRefuses(t *testing.T) {
	for _, args := range [][]string{
		{"--nonsense"},
		{"--listen"},
		{"extra"},
		{"--listen", "0.0.0.0:0"},
		{"--listen", ":0"},
		{"--listen", "192.0.2.1:8400"},
		{"--listen", "emulator.example:8400"},
		{"--listen", "127.0.0.1"},
		{"--listen", "127.0.0.1:99999"},
		{"--listen", "127.0.0.1:0", "--data", "command_test.go"},
	} {
		var out, complaints bytes.Buffer
		if code := emulator.Command(context.Background(), args, &out, &complaints); code != 2 || complaints.Len() == 0 || out.Len() != 0 {
			t.Errorf("%v: exit %d, out %q, err %q", args, code, &out, &complaints)
		}
	}
	var complaints bytes.Buffer
	emulator.Command(context.Background(), []string{"--listen", "0.0.0.0:8400"}, io.Discard, &complaints)
	if !strings.Contains(complaints.String(), "this computer alone") {
		t.Errorf("got %q", &complaints)
	}
}
