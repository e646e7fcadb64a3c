package auth_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/stories"
)

var errNoRoute = errors.New("no route to host")

// A rotation is noticed with the first token that fits no key, and asked about at most once in five minutes.
func TestKeyRotation(t *testing.T) {
	clock := stories.NewClock()
	old, fresh := rsaKeys()[0], rsaKeys()[1]
	k := newKeysTenant(jwk("one", &old.PublicKey))
	client := k.client(t, clock)
	check := func(name string, want auth.FailureKind, by int) {
		t.Helper()
		m := newMint(clock.Now())
		m.sign = rs256(rsaKeys()[by])
		if err := client.CheckIDToken(t.Context(), m.token(), nonce, clock.Now()); kindIn(err) != want {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
	fetches := func(name string, want int) {
		t.Helper()
		if n := k.fetched(); n != want {
			t.Errorf("%s: fetched %d times, want %d", name, n, want)
		}
	}
	check("first", "", 0)
	k.publish(jwk("two", &fresh.PublicKey))
	for range 100 {
		check("too early", auth.FailureForged, 1)
	}
	fetches("too early", 1)
	clock.Advance(5 * time.Minute)
	check("rotated", "", 1)
	fetches("rotated", 2)
	check("the old key is gone", auth.FailureForged, 0)
	fetches("the old key is gone", 2)

	// Whatever else comes instead of a set, the good one stays, and the tenant is not asked again for five minutes.
	for _, bad := range []*http.Response{
		answered(http.StatusOK, `{"keys":[]}`),
		answered(http.StatusOK, `{}`),
		answered(http.StatusOK, `not json`),
		answered(http.StatusOK, `<html>portal</html>`, "Content-Type", "text/html"),
		answered(http.StatusInternalServerError, ``, "Retry-After", "1"),
		answered(http.StatusNotFound, ``),
		answered(http.StatusTooManyRequests, ``),
		answered(http.StatusFound, ``, "Location", "https://evil.example/keys"),
		answered(http.StatusOK, strings.Repeat(" ", auth.MaxMetadata+1)),
	} {
		clock.Advance(5 * time.Minute)
		n := k.fetched()
		k.answer(func() *http.Response { return bad })
		m := newMint(clock.Now())
		m.sign = rs256(old)
		if err := client.CheckIDToken(t.Context(), m.token(), nonce, clock.Now()); kindIn(err) == "" {
			t.Errorf("%s: an old key was accepted", bad.Status)
		}
		check("asked already", auth.FailureForged, 0)
		check("the good key", "", 1)
		fetches("bad set", n+1)
	}

	// No answer at all does not count: the network was gone, and the next try may be right.
	clock.Advance(5 * time.Minute)
	k.answer(func() *http.Response { return nil })
	check("offline", auth.FailureOffline, 0)
	k.publish(jwk("one", &old.PublicKey))
	check("online", "", 0)
}

// Before there is any key, every try asks.
func TestKeysFirst(t *testing.T) {
	clock := stories.NewClock()
	k := newKeysTenant()
	client := k.client(t, clock)
	token := newMint(clock.Now()).token()
	for range 3 {
		if err := client.CheckIDToken(t.Context(), token, nonce, clock.Now()); kindIn(err) != auth.FailureGarbage {
			t.Error(err)
		}
	}
	k.publish(jwk("one", &rsaKeys()[0].PublicKey))
	if err := client.CheckIDToken(t.Context(), token, nonce, clock.Now()); err != nil {
		t.Error(err)
	}
	if n := k.fetched(); n != 4 {
		t.Errorf("fetched %d times", n)
	}
}

func TestDecodeKeys(t *testing.T) {
	good := jwk("one", &rsaKeys()[0].PublicKey)
	with := func(name string, value any) map[string]any {
		k := jwk("x", &rsaKeys()[1].PublicKey)
		if k[name] = value; value == nil {
			delete(k, name)
		}
		return k
	}
	many := make([]map[string]any, 65)
	for i := range many {
		many[i] = good
	}
	table := []struct {
		name string
		keys []map[string]any
		want int // 0: refused
	}{
		{"one", []map[string]any{good}, 1},
		{"two", []map[string]any{good, with("kid", "two")}, 2},
		{"none", nil, 0},
		{"too many", many, 0},
		{"at most", many[:64], 64},
		{"no use", []map[string]any{with("use", nil)}, 1},
		{"for encryption", []map[string]any{good, with("use", "enc")}, 1},
		{"another kind", []map[string]any{good, {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}}, 1},
		{"a secret", []map[string]any{{"kty": "oct", "k": "AAAA"}}, 0},
		{"private part", []map[string]any{good, with("d", "AQAB")}, 0},
		{"even exponent", []map[string]any{with("e", "Ag")}, 0},
		{"exponent one", []map[string]any{with("e", "AQ")}, 0},
		{"exponent three", []map[string]any{with("e", "Aw")}, 1},
		{"exponent huge", []map[string]any{with("e", "AQAAAAAB")}, 0},
		{"modulus short", []map[string]any{with("n", b64.EncodeToString(rsaKeys()[1].N.Bytes()[:128]))}, 0},
		{"modulus long", []map[string]any{with("n", b64.EncodeToString(make1s(513)))}, 0},
		{"modulus empty", []map[string]any{with("n", "")}, 0},
		{"modulus not base64", []map[string]any{with("n", "***")}, 0},
		{"modulus a number", []map[string]any{with("n", 5)}, 0},
	}
	for _, c := range table {
		n, err := auth.DecodeKeys([]byte(toJSON(map[string]any{"keys": c.keys})))
		if n != c.want || (err == nil) != (c.want > 0) {
			t.Errorf("%s: %d keys, %v", c.name, n, err)
		}
	}
	for _, body := range []string{``, `[]`, `{"keys":{}}`, `{"keys":[1]}`, `{"keys":null}`, `{"keys":[` + toJSON(good) + `],"keys":[]}`, `{"keys":[]} x`} {
		if n, err := auth.DecodeKeys([]byte(body)); err == nil {
			t.Errorf("%s: %d keys", body, n)
		}
	}
}

func make1s(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = 0xff
	}
	return b
}
