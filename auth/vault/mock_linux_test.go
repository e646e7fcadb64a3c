package vault_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/vestibule-app/vestibule/auth/vault"
)

func itoa(n int) string { return strconv.Itoa(n) }

const (
	loginPath  = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")
	promptPath = dbus.ObjectPath("/org/freedesktop/secrets/prompt/1")
)

// mock is a Secret Service with the manners a test gives it. Its methods are those of the Secret Service specification;
// all four objects are the same Go value.
type mock struct {
	conn *dbus.Conn

	mu      sync.Mutex
	items   map[string][]byte
	locked  bool
	forgets bool        // CreateItem says yes and keeps nothing
	garbles bool        // GetSecret answers with something else
	prompt  func(*mock) // what an open prompt does; nil means that there is none
	hangUp  bool        // the service goes away instead of answering GetSecret
	quits   bool        // the service gives its name up while it answers which collections there are
	opened  chan struct{}
}

type wireSecret struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

func (m *mock) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return dbus.MakeVariant(""), "/org/freedesktop/secrets/session/1", nil
}

func (m *mock) Close() *dbus.Error { return nil }

func (m *mock) ReadAlias(string) (dbus.ObjectPath, *dbus.Error) { return loginPath, nil }

// Get is org.freedesktop.DBus.Properties.Get.
func (m *mock) Get(_, property string) (dbus.Variant, *dbus.Error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if property == "Locked" {
		return dbus.MakeVariant(m.locked), nil
	}
	if m.quits {
		if _, err := m.conn.ReleaseName("org.freedesktop.secrets"); err != nil {
			return dbus.Variant{}, dbus.MakeFailedError(err)
		}
	}
	return dbus.MakeVariant([]dbus.ObjectPath{loginPath}), nil
}

func (m *mock) Unlock(objects []dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.locked {
		return nil, promptPath, nil
	}
	return objects, "/", nil
}

func (m *mock) Prompt(string) *dbus.Error {
	close(m.opened)
	if m.prompt != nil {
		m.prompt(m)
	}
	return nil
}

func (m *mock) completed(dismissed bool, result any) {
	m.conn.Emit(promptPath, "org.freedesktop.Secret.Prompt.Completed", dismissed, dbus.MakeVariant(result))
}

func itemPath(name string) dbus.ObjectPath {
	return dbus.ObjectPath("/org/freedesktop/secrets/item/" + name)
}

func (m *mock) SearchItems(attributes map[string]string) ([]dbus.ObjectPath, *dbus.Error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.items[attributes["username"]]; !ok {
		return nil, nil
	}
	return []dbus.ObjectPath{itemPath(attributes["username"])}, nil
}

func (m *mock) CreateItem(properties map[string]dbus.Variant, secret wireSecret, _ bool) (dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	name := properties["org.freedesktop.Secret.Item.Attributes"].Value().(map[string]string)["username"]
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.forgets {
		m.items[name] = secret.Value
		must1(m.conn.Export(&mockItem{m, name}, itemPath(name), "org.freedesktop.Secret.Item"))
	}
	return itemPath(name), "/", nil
}

type mockItem struct {
	service *mock
	name    string
}

func (i *mockItem) GetSecret(session dbus.ObjectPath) (wireSecret, *dbus.Error) {
	m := i.service
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.hangUp {
		m.conn.Close()
	}
	value := m.items[i.name]
	if m.garbles {
		value = []byte("somebody else's data")
	}
	return wireSecret{Session: session, Value: value, ContentType: "text/plain"}, nil
}

func (i *mockItem) Delete() (dbus.ObjectPath, *dbus.Error) {
	i.service.mu.Lock()
	defer i.service.mu.Unlock()
	delete(i.service.items, i.name)
	return "/", nil
}

func must1(err error) {
	if err != nil {
		panic(err)
	}
}

// serve puts m on the session bus until the test ends.
func (m *mock) serve(t *testing.T) {
	t.Helper()
	conn, err := dbus.SessionBusPrivate()
	must(t, err)
	must(t, conn.Auth(nil))
	must(t, conn.Hello())
	if m.items == nil {
		m.items = make(map[string][]byte)
	}
	m.conn, m.opened = conn, make(chan struct{})
	for path, names := range map[dbus.ObjectPath][]string{
		"/org/freedesktop/secrets":           {"org.freedesktop.Secret.Service", "org.freedesktop.DBus.Properties"},
		"/org/freedesktop/secrets/session/1": {"org.freedesktop.Secret.Session"},
		loginPath:                            {"org.freedesktop.Secret.Collection", "org.freedesktop.DBus.Properties"},
		promptPath:                           {"org.freedesktop.Secret.Prompt"},
	} {
		for _, name := range names {
			must(t, conn.Export(m, path, name))
		}
	}
	for name := range m.items {
		must(t, conn.Export(&mockItem{m, name}, itemPath(name), "org.freedesktop.Secret.Item"))
	}
	reply, err := conn.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue)
	if err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatal(reply, err)
	}
	t.Cleanup(func() {
		conn.ReleaseName("org.freedesktop.secrets")
		conn.Close()
	})
}

func TestMockService(t *testing.T) {
	onBus(t, "mock")
	keychain := func(t *testing.T) *vault.Keychain {
		return vault.Open(vault.Config{Dir: t.TempDir(), Deadline: 500 * time.Millisecond})
	}

	t.Run("nobody there", func(t *testing.T) {
		k := keychain(t)
		_, err := k.Get(t.Context(), "a")
		if coded(t, err) != "vault_absent" || k.Probe(t.Context()) != vault.Absent {
			t.Errorf("%v", err)
		}
	})
	t.Run("well-behaved", func(t *testing.T) {
		(&mock{}).serve(t)
		k := keychain(t)
		must(t, k.Set(t.Context(), "a", []byte("secret")))
		holds(t, k, "a", []byte("secret"))
		must(t, k.Delete(t.Context(), "a"))
		_, err := k.Get(t.Context(), "a")
		missing(t, err)
	})
	t.Run("keeps nothing", func(t *testing.T) {
		(&mock{forgets: true}).serve(t)
		if err := keychain(t).Set(t.Context(), "a", []byte("secret")); coded(t, err) != "vault_failed" {
			t.Errorf("%v", err)
		}
	})
	t.Run("answers with other data", func(t *testing.T) {
		(&mock{garbles: true, items: map[string][]byte{"a": []byte("V1S:secret")}}).serve(t)
		k := keychain(t)
		if _, err := k.Get(t.Context(), "a"); !errors.Is(err, vault.ErrDamaged) {
			t.Errorf("get: %v", err)
		}
		if err := k.Set(t.Context(), "a", []byte("secret")); coded(t, err) != "vault_failed" {
			t.Errorf("set: %v", err)
		}
	})
	t.Run("goes away in the middle of a call, and comes back", func(t *testing.T) {
		items := map[string][]byte{"a": []byte("V1S:secret")}
		(&mock{hangUp: true, items: items}).serve(t)
		k := keychain(t)
		if _, err := k.Get(t.Context(), "a"); coded(t, err) != "vault_hung" {
			t.Errorf("%v", err)
		}
		(&mock{items: maps.Clone(items)}).serve(t)
		holds(t, k, "a", []byte("secret"))
	})
	t.Run("locked, and somebody unlocks it", func(t *testing.T) {
		m := &mock{locked: true, items: map[string][]byte{"a": []byte("V1S:secret")}, prompt: func(m *mock) {
			m.mu.Lock()
			m.locked = false
			m.mu.Unlock()
			m.completed(false, []dbus.ObjectPath{loginPath})
		}}
		m.serve(t)
		k := keychain(t)
		if _, err := k.Get(t.Context(), "a"); coded(t, err) != "vault_locked" {
			t.Errorf("nobody waits: %v", err)
		}
		got, err := k.Get(soon(t, 20*time.Second), "a")
		if err != nil || string(got) != "secret" {
			t.Errorf("somebody waits: %q, %v", got, err)
		}
	})
	t.Run("locked, and somebody closes the prompt", func(t *testing.T) {
		m := &mock{locked: true, items: map[string][]byte{"a": []byte("V1S:secret")}, prompt: func(m *mock) {
			m.completed(true, []dbus.ObjectPath{})
		}}
		m.serve(t)
		_, err := keychain(t).Get(soon(t, 20*time.Second), "a")
		if coded(t, err) != "vault_locked" || string(m.items["a"]) != "V1S:secret" {
			t.Errorf("%v", err)
		}
	})
	t.Run("locked, and the prompt never ends", func(t *testing.T) {
		m := &mock{locked: true}
		m.serve(t)
		k := keychain(t)
		ctx, leave := context.WithCancel(soon(t, 20*time.Second))
		result := make(chan error, 1)
		go func() {
			_, err := k.Get(ctx, "a")
			result <- err
		}()
		<-m.opened
		leave()
		if err := <-result; coded(t, err) != "vault_hung" || !errors.Is(err, context.Canceled) {
			t.Errorf("the one who left: %v", err)
		}
		_, err := k.Get(t.Context(), "a") // uses up what is left of the first one's time
		if coded(t, err) != "vault_hung" {
			t.Errorf("the next one: %v", err)
		}
		start := time.Now()
		for range 1000 {
			if _, err := k.Get(t.Context(), "a"); coded(t, err) != "vault_hung" {
				t.Fatalf("later: %v", err)
			}
		}
		if n := goroutines("vault.(*worker).do.func"); n != 1 || time.Since(start) > time.Second {
			t.Errorf("%d goroutines hang, %v", n, time.Since(start))
		}
		m.completed(true, []dbus.ObjectPath{})
	})
}

// startedEnv names the file that a service leaves when the bus starts it.
const startedEnv = "VESTIBULE_VAULT_TEST_STARTED"

// A look at the keychain starts no service, even if the one that was there goes away in the middle of it.
func TestProbeStartsNothing(t *testing.T) {
	onBus(t, "activating")
	k := vault.Open(vault.Config{Dir: t.TempDir()})
	if got := k.Probe(t.Context()); got != vault.Ready {
		t.Errorf("a service that could be started: %v", got)
	}
	(&mock{quits: true}).serve(t)
	if got := k.Probe(t.Context()); got != vault.Absent {
		t.Errorf("a service that goes away: %v", got)
	}
	if _, err := os.Stat(os.Getenv(startedEnv)); err == nil {
		t.Fatal("the service was started")
	}
	if _, err := k.Get(t.Context(), "a"); err == nil { // go-keyring does start it, so the bus can
		t.Error("a service that only leaves a file has answered")
	}
	if _, err := os.Stat(os.Getenv(startedEnv)); err != nil {
		t.Errorf("this bus starts nothing, so the test proves nothing: %v", err)
	}
}

// The bus dies while a prompt is open. go-keyring panics then, if it has begun to wait; the application never does.
func TestBusDies(t *testing.T) {
	onBus(t, "dying")
	pid, err := strconv.Atoi(os.Getenv("BUS_PID"))
	must(t, err)
	m := &mock{locked: true, prompt: func(*mock) {}}
	m.serve(t)
	k := vault.Open(vault.Config{Dir: t.TempDir()})
	result := make(chan error, 1)
	go func() {
		_, err := k.Get(soon(t, 20*time.Second), "a")
		result <- err
	}()
	<-m.opened
	must(t, m.conn.BusObject().Call("org.freedesktop.DBus.Peer.Ping", 0).Err) // as a rule the prompt's reply is out by then
	must(t, syscall.Kill(pid, syscall.SIGKILL))
	if code := coded(t, <-result); code != "vault_failed" && code != "vault_absent" {
		t.Error(code)
	}
	if got := k.Probe(t.Context()); got != vault.Absent {
		t.Errorf("afterwards: %v", got)
	}
}
