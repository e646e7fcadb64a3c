package emulator_test

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// folderEnv makes this test binary a tenant of its own with that folder.
const folderEnv = "VESTIBULE_EMULATOR_TEST_FOLDER"

func at(folder string) *emulator.Tenant {
	tenant := newTenant()
	tenant.Data = folder
	return tenant
}

// Two tenants that are open at the same time know each other's sessions, and neither destroys the other's.
func TestSharedSessions(t *testing.T) {
	folder := t.TempDir()
	a, b := call(t, at(folder)), call(t, at(folder))
	if keysOf(a) != keysOf(b) {
		t.Error("two signing keys")
	}
	of := [2]string{a.signIn().text("refresh_token"), b.signIn().text("refresh_token")}
	for range 3 {
		for i, c := range []*caller{a, b} {
			of[i] = c.ok(c.refresh(of[1-i])).text("refresh_token") // each with what the other one gave
		}
	}
	late := call(t, at(folder))
	for _, token := range of {
		late.ok(late.refresh(token))
	}
	if err := a.tenant.Reset(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*caller{a, b, late} {
		wantError(t, c.refresh(of[0]), 400, "invalid_grant", "bad_token", 70000)
	}
	b.ok(b.refresh(b.signIn().text("refresh_token")))
}

// What one tenant revokes or spends is revoked or spent for the other, which has known the token all along.
func TestSharedRevocation(t *testing.T) {
	folder := t.TempDir()
	tenants := [2]*emulator.Tenant{at(folder), at(folder)}
	var c [2]*caller
	for i, tenant := range tenants {
		tenant.StrictRotation, tenant.RevokeFamily = true, true
		c[i] = call(t, tenant)
	}
	token := c[0].signIn().text("refresh_token")
	token = c[1].ok(c[1].refresh(token)).text("refresh_token")
	spent, token := token, c[0].ok(c[0].refresh(token)).text("refresh_token")
	other := c[1].signIn().text("refresh_token")
	wantError(t, c[1].refresh(spent), 400, "invalid_grant", "bad_token", 70000)
	wantError(t, c[0].refresh(token), 400, "invalid_grant", "bad_token", 50173) // its family died with it
	tenants[0].Revoke("password@contoso.example")
	wantError(t, c[1].refresh(other), 400, "invalid_grant", "bad_token", 50173)
}

// TestAnotherProcess signs in and refreshes, and prints the signing keys and the newest token of each sign-in.
func TestAnotherProcess(t *testing.T) {
	folder := os.Getenv(folderEnv)
	if folder == "" {
		t.Skip("runs in processes of its own, by TestSharedByProcesses")
	}
	c := call(t, at(folder))
	fmt.Println("keys", keysOf(c))
	for range 10 {
		token := c.signIn().text("refresh_token")
		token = c.ok(c.refresh(token)).text("refresh_token")
		fmt.Println("token", token)
	}
}

// Processes that start together in an empty folder make one key, and no token of theirs is lost.
func TestSharedByProcesses(t *testing.T) {
	const processes = 4
	folder := filepath.Join(t.TempDir(), "tenant")
	var out [processes]*bufio.Scanner
	var all [processes]*exec.Cmd
	for i := range all {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestAnotherProcess$")
		cmd.Env = append(os.Environ(), folderEnv+"="+folder)
		cmd.Stderr = os.Stderr
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		all[i], out[i] = cmd, bufio.NewScanner(pipe)
	}
	keys, tokens := map[string]bool{}, []string{}
	for i, cmd := range all {
		for out[i].Scan() {
			kind, value, _ := strings.Cut(out[i].Text(), " ")
			switch kind {
			case "keys":
				keys[value] = true
			case "token":
				tokens = append(tokens, value)
			}
		}
		if err := cmd.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	c := call(t, at(folder))
	if !keys[keysOf(c)] || len(keys) != 1 {
		t.Errorf("%d sets of signing keys", len(keys))
	}
	if len(tokens) != processes*10 {
		t.Errorf("%d tokens", len(tokens))
	}
	for _, token := range tokens {
		c.ok(c.refresh(token))
	}
}

// While the folder cannot be used, sessions live in memory; as soon as it can, they are in it.
func TestFolderThatComesBack(t *testing.T) {
	base := t.TempDir()
	folder, away := filepath.Join(base, "tenant"), filepath.Join(base, "away")
	a, b := call(t, at(folder)), call(t, at(folder))
	kept, foreign := a.signIn().text("refresh_token"), b.signIn().text("refresh_token")
	if err := os.Rename(folder, away); err != nil {
		t.Skip(err) // Windows moves no folder with an open file in it
	}
	orphan := a.signIn().text("refresh_token")
	orphan = a.ok(a.refresh(orphan)).text("refresh_token")
	if err := os.Rename(away, folder); err != nil {
		t.Fatal(err)
	}
	wantError(t, b.refresh(orphan), 400, "invalid_grant", "bad_token", 70000)
	a.ok(a.refresh(kept)) // any change brings everything
	for _, token := range []string{kept, foreign, orphan} {
		b.ok(b.refresh(token))
	}
}

// A revocation that could not be written down is, with the next change.
func TestRevocationThatCouldNotBeSaved(t *testing.T) {
	folder := t.TempDir()
	a, b := call(t, at(folder)), call(t, at(folder))
	token := a.signIn().text("refresh_token")
	b.signIn()
	release, err := emulator.LockFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	restore := emulator.LockPatience(time.Millisecond)
	a.tenant.Revoke("password@contoso.example")
	a.tenant.Revoke("password@contoso.example") // behind a wait that was given up
	wantError(t, a.refresh(token), 400, "invalid_grant", "bad_token", 50173)
	b.ok(b.refresh(token)) // nobody could tell it; it answers all the same
	restore()
	release()
	wantError(t, a.refresh(token), 400, "invalid_grant", "bad_token", 50173)
	wantError(t, b.refresh(token), 400, "invalid_grant", "bad_token", 50173)
}

// Without its file a tenant still knows its sessions, and writes them again.
func TestFileThatIsRemoved(t *testing.T) {
	folder := t.TempDir()
	a := call(t, at(folder))
	tokens := []string{a.signIn().text("refresh_token"), a.signIn().text("refresh_token")}
	if err := os.Remove(filepath.Join(folder, "refresh-tokens.json")); err != nil {
		t.Fatal(err)
	}
	a.ok(a.refresh(tokens[0]))
	b := call(t, at(folder))
	for _, token := range tokens {
		b.ok(b.refresh(token))
	}
}

// A file that is damaged while a tenant runs costs nobody the session, and is left for somebody to look at.
func TestFileThatIsDamagedMeanwhile(t *testing.T) {
	folder := t.TempDir()
	a := call(t, at(folder))
	token := a.signIn().text("refresh_token")
	path := filepath.Join(folder, "refresh-tokens.json")
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	a.ok(a.refresh(token))
	if raw, err := os.ReadFile(path); err != nil || string(raw) != "{" {
		t.Errorf("now %q, %v", raw, err)
	}
}

func TestLockFileIsNoLink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links take rights there")
	}
	folder, victim := t.TempDir(), filepath.Join(t.TempDir(), "victim")
	if err := os.Symlink(victim, filepath.Join(folder, emulator.LockName)); err != nil {
		t.Fatal(err)
	}
	c := call(t, at(folder))
	if r := run(c, "initiate"); r.status != http.StatusInternalServerError {
		t.Errorf("%d %s", r.status, r.raw)
	}
	if _, err := os.Stat(victim); err == nil {
		t.Error("the link was followed")
	}
}
