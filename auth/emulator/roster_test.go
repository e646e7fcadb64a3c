package emulator_test

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth/emulator"
)

// kept is a tenant with fixed codes in a folder.
func kept(folder string) *emulator.Tenant {
	tenant := fixedCodes()
	tenant.Data = folder
	return tenant
}

// people tells whom a tenant knows, by address.
func people(tenant *emulator.Tenant) map[string]emulator.User {
	out := map[string]emulator.User{}
	for _, u := range tenant.Users() {
		out[u.Username] = u
	}
	return out
}

// What people change outlives the tenant: who signed up, new passwords, registered methods. A reset of the tenant ends it.
func TestPeopleOutliveTheTenant(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "tenant")
	reach(t, kept(folder), "signup done")
	reach(t, kept(folder), "registered")
	reach(t, kept(folder), "reset done")
	expired := call(t, kept(folder)).talk(emulator.ClientPassword)
	expired.ok(expired.resetTo("expired@contoso.example", newPassword))
	expired.ok(expired.say("resetpassword/v1.0/poll_completion"))

	again := kept(folder)
	c := call(t, again)
	who := people(again)
	if u := who[stranger]; u.Attributes[emulator.Membership] != "AB1234" || u.Method != emulator.MethodOTP || u.Name != "Sam" || u.About == "" {
		t.Errorf("got %+v", u)
	}
	if m := who["new@contoso.example"].StrongMethods; len(m) != 1 || m[0].Target != "new@contoso.example" {
		t.Errorf("methods %v", m)
	}
	if who["expired@contoso.example"].MustChangePassword {
		t.Error("the password must be changed again")
	}
	c.ok(c.code(emulator.ClientOTP, c.challenged(emulator.ClientOTP, stranger), "oob", theCode))
	wantError(t, demanded(c, "new@contoso.example", bothCapable), 400, "invalid_grant", "mfa_required", 50076)
	for _, user := range []string{"both@contoso.example", "expired@contoso.example"} {
		wantError(t, c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), emulator.Password), 400, "invalid_grant", "", 50126)
		c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), newPassword))
	}
	k := c.talk(emulator.ClientPassword) // the history is kept too
	wantError(t, k.resetTo("both@contoso.example", emulator.Password), 400, "invalid_grant", "password_recently_used", 0)

	if err := again.Reset(); err != nil {
		t.Fatal(err)
	}
	for _, tenant := range []*emulator.Tenant{again, kept(folder)} {
		if who := people(tenant); len(who) != 8 || len(who["new@contoso.example"].StrongMethods) != 0 {
			t.Errorf("after a reset %v", who)
		}
		c := call(t, tenant)
		c.ok(c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, "both@contoso.example"), emulator.Password))
	}
}

// Tenants that run at the same time see each other's changes, and lose none.
func TestPeopleAreShared(t *testing.T) {
	folder := t.TempDir()
	a, b := kept(folder), kept(folder)
	people(a)
	people(b)
	reach(t, a, "signup done")
	c := call(t, b)
	c.ok(c.code(emulator.ClientOTP, c.challenged(emulator.ClientOTP, stranger), "oob", theCode))
	wantError(t, c.form("signup/v1.0/start", "client_id", emulator.ClientOTP, "username", stranger, "challenge_type", allTypes), 400, "user_already_exists", "", 1003037)

	// Both change one person, while both are in the middle of it.
	inA, inB := reach(t, a, "register code sent"), reach(t, b, "register wanted")
	inA.ok(inA.make("register oob", ""))
	inB.ok(inB.make("register/challenge", "nell@mail.example"))
	inB.ok(inB.make("register oob", ""))
	inB.tokens()
	for _, tenant := range []*emulator.Tenant{a, b, kept(folder)} {
		if m := people(tenant)["new@contoso.example"].StrongMethods; len(m) != 2 {
			t.Errorf("methods %v", m)
		}
	}

	// A race over one address: the file decides.
	const second = "second@contoso.example"
	begin := func(tenant *emulator.Tenant) *talk {
		k := call(t, tenant).talk(emulator.ClientOTP)
		for _, what := range []string{"signup/start", "signup/challenge", "signup oob"} {
			if r := k.make(what, second); !progress(r) {
				t.Fatal(r.raw)
			}
		}
		return k
	}
	slow, fast := begin(a), begin(b)
	fast.ok(fast.make("signup attributes", second))
	wantError(t, slow.make("signup attributes", second), 400, "user_already_exists", "", 1003037)

	if err := b.Reset(); err != nil {
		t.Fatal(err)
	}
	wantError(t, call(t, a).form("oauth2/v2.0/initiate", "client_id", emulator.ClientOTP, "username", second, "challenge_type", allTypes), 400, "user_not_found", "", 50034)
}

// A lockout belongs to a process, and neither a reload ends it nor is it lost; a reset elsewhere does end it.
func TestLockoutAndTheSharedFile(t *testing.T) {
	folder := t.TempDir()
	a, b := kept(folder), kept(folder)
	a.PasswordTries = 1
	const user = "both@contoso.example"
	c := call(t, a)
	locked := func(number int) {
		t.Helper()
		wantError(t, c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), emulator.Password), 400, "invalid_grant", "", number)
	}
	wantError(t, c.password(emulator.ClientPassword, c.challenged(emulator.ClientPassword, user), "wrong"), 400, "invalid_grant", "", 50126)
	reach(t, b, "registered") // writes the file
	locked(50053)
	reach(t, b, "reset done")
	locked(50126)
}

// The browser pages change people too.
func TestTheBrowserChangesPeopleForGood(t *testing.T) {
	folder := t.TempDir()
	s := surf(t, kept(folder))
	s.open(request())
	s.submit("username", "expired@contoso.example")
	s.submit("password", emulator.Password)
	s.submit("password", newPassword, "confirm", newPassword)
	s.code()
	s = surf(t, kept(folder))
	s.open(request("client_id", emulator.ClientMFA))
	s.submit("username", "new@contoso.example")
	s.submit("password", emulator.Password)
	s.submit("email", "nell@mail.example")
	s.submit("code", theCode)
	s.code()

	who := people(kept(folder))
	if who["expired@contoso.example"].MustChangePassword || len(who["new@contoso.example"].StrongMethods) != 1 {
		t.Errorf("got %+v", who)
	}
}

// The file holds no password, and nobody else may read it.
func TestTheRosterHoldsNoPassword(t *testing.T) {
	folder := t.TempDir()
	reach(t, kept(folder), "reset done")
	path := filepath.Join(folder, "people.json")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{newPassword, emulator.Password, url.QueryEscape(newPassword), theCode} {
		if strings.Contains(string(raw), secret) {
			t.Errorf("%s is in %s", secret, raw)
		}
	}
	if info, _ := os.Stat(path); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
}

// A file that cannot be read breaks the tenant, and is left alone; a record that can be nobody is passed over.
func TestBrokenRoster(t *testing.T) {
	for _, content := range []string{"", "{", `{"version":2}`, "[]"} {
		folder := t.TempDir()
		path := filepath.Join(folder, "people.json")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		tenant := kept(folder)
		if r := run(call(t, tenant), "initiate"); r.status != 500 || tenant.Reset() == nil {
			t.Errorf("%q: %d %s", content, r.status, r.raw)
		}
		if raw, err := os.ReadFile(path); err != nil || string(raw) != content {
			t.Errorf("%q is now %q, %v", content, raw, err)
		}
	}
	folder := t.TempDir()
	const file = `{"version":1,"people":[
		{"tenant":"` + emulator.TenantID + `","object_id":"x","signed_up":true,"username":"a@b.example"},
		{"tenant":"` + emulator.TenantID + `","object_id":"99999999-0000-4000-8000-000000000001","signed_up":true,"username":"a"},
		{"tenant":"` + emulator.TenantID + `","object_id":"99999999-0000-4000-8000-000000000002","signed_up":true,"username":"c@b.example","account":7},
		{"tenant":"` + emulator.TenantID + `","object_id":"99999999-0000-4000-8000-000000000003","signed_up":true,"username":"d@b.example","password":{}},
		{"tenant":"` + emulator.TenantID + `","object_id":"99999999-0000-4000-8000-000000000004","username":"not-in-the-directory@b.example"},
		{"tenant":"` + emulator.TenantID + `","object_id":"99999999-0000-4000-8000-000000000005","username":"otp@contoso.example","name":"somebody else"},
		{"tenant":"99999999-aaaa-4bbb-8ccc-222222222222","object_id":"99999999-0000-4000-8000-000000000006","signed_up":true,"username":"e@b.example"},
		{"tenant":"` + emulator.TenantID + `","object_id":"99999999-0000-4000-8000-000000000007","signed_up":true,"username":"f@b.example","account":1}]}`
	if err := os.WriteFile(filepath.Join(folder, "people.json"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	who := people(kept(folder))
	if _, ok := who["f@b.example"]; !ok || len(who) != 9 || who["otp@contoso.example"].Name != "Oli Passcode" {
		t.Errorf("got %v", who)
	}
	// Another tenant's people stay in the file.
	if err := kept(folder).Reset(); err != nil {
		t.Fatal(err)
	}
	if raw, _ := os.ReadFile(filepath.Join(folder, "people.json")); !strings.Contains(string(raw), "e@b.example") || strings.Contains(string(raw), "f@b.example") {
		t.Errorf("now %s", raw)
	}
}

// What could not be written down is good all the same, and is written with the next change.
func TestPeopleThatCouldNotBeSaved(t *testing.T) {
	folder := t.TempDir()
	a, b := kept(folder), kept(folder)
	people(b)
	k := reach(t, a, "signup attributes due")
	release, err := emulator.LockFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	restore := emulator.LockPatience(time.Millisecond)
	k.ok(k.make("signup attributes", stranger))
	restore()
	release()
	if _, ok := people(b)[stranger]; ok {
		t.Error("it was written although somebody else held the folder")
	}
	reach(t, a, "registered")
	if _, ok := people(b)[stranger]; !ok {
		t.Error("the next change did not bring it")
	}
	// Nor are people forgotten because the file is removed.
	if err := os.Remove(filepath.Join(folder, "people.json")); err != nil {
		t.Fatal(err)
	}
	reach(t, a, "reset done")
	who := people(kept(folder))
	if _, ok := who[stranger]; !ok || len(who["new@contoso.example"].StrongMethods) != 1 {
		t.Errorf("got %v", who)
	}
}
