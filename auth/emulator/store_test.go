package emulator_test

import (
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

func keysOf(c *caller) string {
	c.t.Helper()
	req, _ := http.NewRequest(http.MethodGet, authority+"/discovery/v2.0/keys", nil)
	return c.do(req).raw
}

func TestDataOutlivesTheTenant(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "tenant")
	first := newTenant()
	first.Data = folder
	c := call(t, first)
	token := c.signIn().text("refresh_token")
	revoked := c.ok(c.refresh(token)).text("refresh_token")
	keys := keysOf(c)

	second := newTenant()
	second.Data = folder
	c = call(t, second)
	if keysOf(c) != keys {
		t.Error("another signing key")
	}
	renewed := c.ok(c.refresh(token))
	if got := claims(t, renewed.text("id_token"))["preferred_username"]; got != "password@contoso.example" {
		t.Errorf("token of %v", got)
	}
	second.Revoke("password@contoso.example")

	third := newTenant()
	third.Data = folder
	c = call(t, third)
	wantError(t, c.refresh(revoked), 400, "invalid_grant", "bad_token", 50173)
	if err := third.Reset(); err != nil {
		t.Fatal(err)
	}
	if keysOf(c) != keys {
		t.Error("Reset makes another signing key")
	}

	fourth := newTenant()
	fourth.Data = folder
	wantError(t, call(t, fourth).refresh(token), 400, "invalid_grant", "bad_token", 70000)
}

func TestDataHoldsNoRefreshToken(t *testing.T) {
	folder := t.TempDir()
	tenant := newTenant()
	tenant.Data = folder
	token := call(t, tenant).signIn().text("refresh_token")
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3 { // the key, the tokens, the lock
		t.Errorf("files %v", entries)
	}
	for _, e := range entries {
		raw, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), token) || strings.Contains(string(raw), strings.TrimPrefix(token, "1.")) {
			t.Errorf("%s holds the refresh token", e.Name())
		}
		if info, _ := e.Info(); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", e.Name(), info.Mode())
		}
	}
}

func TestBrokenDataIsLeftAlone(t *testing.T) {
	for _, name := range []string{"refresh-tokens.json", "signing-key.json"} {
		for _, content := range []string{"", "{", `{"version":2}`, `{"kty":"oct","k":"AAAA"}`} {
			if name == "refresh-tokens.json" && strings.Contains(content, "kty") {
				continue
			}
			folder := t.TempDir()
			path := filepath.Join(folder, name)
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			tenant := newTenant()
			tenant.Data = folder
			c := call(t, tenant)
			r := run(c, "initiate")
			if r.status != 500 || r.text("error") != "server_error" {
				t.Errorf("%s %q: %d %s", name, content, r.status, r.raw)
			}
			if name == "signing-key.json" {
				if _, err := os.Stat(filepath.Join(folder, "refresh-tokens.json")); err == nil {
					t.Error("a tenant that cannot start wrote a file")
				}
			}
			if tenant.Reset() == nil {
				t.Errorf("%s %q: Reset is content", name, content)
			}
			if raw, err := os.ReadFile(path); err != nil || string(raw) != content {
				t.Errorf("%s %q: now %q, %v", name, content, raw, err)
			}
		}
	}
}

func TestManyRefreshTokens(t *testing.T) {
	c := call(t, newTenant())
	oldest := c.signIn().text("refresh_token")
	newest := oldest
	for range 2000 {
		newest = c.ok(c.refresh(newest, "scope", "offline_access")).text("refresh_token")
	}
	c.ok(c.refresh(newest))
	wantError(t, c.refresh(oldest), 400, "invalid_grant", "bad_token", 70000)
}

func TestAResetOfABrokenTenantLosesNothing(t *testing.T) {
	folder := t.TempDir()
	tenant := newTenant()
	tenant.Data = folder
	call(t, tenant).signIn()
	path := filepath.Join(folder, "refresh-tokens.json")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "signing-key.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	again := newTenant()
	again.Data = folder
	if again.Reset() == nil {
		t.Error("Reset is content")
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the refresh tokens are now %q, %v", after, err)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	c := call(t, newTenant())
	var first string
	for i := range 10_000 {
		token := c.initiate(emulator.ClientPassword, "password@contoso.example")
		if i == 0 {
			first = token
		}
		if i%1000 == 0 {
			c.tenant.Advance(time.Second)
		}
	}
	newest := c.initiate(emulator.ClientPassword, "password@contoso.example")
	wantError(t, c.post("challenge", "client_id", emulator.ClientPassword, "continuation_token", first), 400, "invalid_grant", "", 55200)
	c.ok(c.post("challenge", "client_id", emulator.ClientPassword, "continuation_token", newest))
}
