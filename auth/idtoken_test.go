package auth_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
)

const (
	tenantIssuer = "https://" + emulator.TenantID + ".ciamlogin.com/" + emulator.TenantID + "/v2.0"
	nonce        = "a-nonce-of-this-leg"
)

var b64 = base64.RawURLEncoding

// Two keys for the whole run: making one is slow.
var rsaKeys = sync.OnceValue(func() [2]*rsa.PrivateKey {
	var keys [2]*rsa.PrivateKey
	for i := range keys {
		k, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			panic(err)
		}
		keys[i] = k
	}
	return keys
})

func jwk(kid string, k *rsa.PublicKey) map[string]any {
	return map[string]any{"kty": "RSA", "use": "sig", "kid": kid, "n": b64.EncodeToString(k.N.Bytes()),
		"e": b64.EncodeToString(big.NewInt(int64(k.E)).Bytes())}
}

func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// mint is an ID token before it is signed. Header and payload are raw where raw is set, so that what no encoder
// writes can be written.
type mint struct {
	header, claims       map[string]any
	rawHeader, rawClaims string
	sign                 func(signed string) []byte
	finish               func(token string) string
}

func rs256(key *rsa.PrivateKey) func(string) []byte {
	return func(signed string) []byte {
		sum := sha256.Sum256([]byte(signed))
		sig, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, sum[:])
		if err != nil {
			panic(err)
		}
		return sig
	}
}

// newMint is a token without a defect at the time of the clock.
func newMint(now time.Time) *mint {
	return &mint{
		header: map[string]any{"typ": "JWT", "alg": "RS256", "kid": "one"},
		claims: map[string]any{"iss": tenantIssuer, "aud": emulator.ClientPassword, "sub": "subject", "oid": "object",
			"tid": emulator.TenantID, "ver": "2.0", "iat": now.Unix(), "nbf": now.Unix(), "exp": now.Add(time.Hour).Unix(),
			"nonce": nonce, "name": "A Name", "preferred_username": "a@contoso.example"},
		sign: rs256(rsaKeys()[0]),
	}
}

func (m *mint) token() string {
	header, claims := m.rawHeader, m.rawClaims
	if header == "" {
		header = toJSON(m.header)
	}
	if claims == "" {
		claims = toJSON(m.claims)
	}
	signed := b64.EncodeToString([]byte(header)) + "." + b64.EncodeToString([]byte(claims))
	token := signed + "." + b64.EncodeToString(m.sign(signed))
	if m.finish != nil {
		token = m.finish(token)
	}
	return token
}

// keysTenant is a tenant that publishes keys and nothing else.
type keysTenant struct {
	mu        sync.Mutex
	discovery string
	keys      func() *http.Response
	fetches   int
}

func newKeysTenant(set ...map[string]any) *keysTenant {
	k := &keysTenant{discovery: toJSON(map[string]any{
		"issuer":                 tenantIssuer,
		"jwks_uri":               "https://contoso.ciamlogin.com/" + emulator.TenantID + "/discovery/v2.0/keys",
		"authorization_endpoint": "https://contoso.ciamlogin.com/" + emulator.TenantID + "/oauth2/v2.0/authorize",
	})}
	k.publish(set...)
	return k
}

func (k *keysTenant) publish(set ...map[string]any) {
	body := toJSON(map[string]any{"keys": set})
	k.answer(func() *http.Response { return answered(http.StatusOK, body) })
}

func (k *keysTenant) answer(f func() *http.Response) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.keys = f
}

func (k *keysTenant) fetched() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.fetches
}

func (k *keysTenant) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if endpointOf(r) == "openid-configuration" {
		return answered(http.StatusOK, k.discovery), nil
	}
	k.fetches++
	if resp := k.keys(); resp != nil {
		return resp, nil
	}
	return nil, errNoRoute
}

func (k *keysTenant) client(t testing.TB, c *stories.Clock) *auth.Client {
	return mustClient(t, auth.Config{ClientID: emulator.ClientPassword, Authority: "contoso", HTTP: &http.Client{Transport: k}, Now: c.Now})
}

// One defect each. Every token is signed by the tenant's own key unless that is the defect, so that nothing but the
// defect can be the reason.
func TestIDTokenDefects(t *testing.T) {
	clock := stories.NewClock()
	now := clock.Now()
	key, foreign := rsaKeys()[0], rsaKeys()[1]
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	set := func(name string, value any) func(*mint) { return func(m *mint) { m.claims[name] = value } }
	drop := func(name string) func(*mint) { return func(m *mint) { delete(m.claims, name) } }
	head := func(name string, value any) func(*mint) { return func(m *mint) { m.header[name] = value } }
	end := func(f func(string) string) func(*mint) { return func(m *mint) { m.finish = f } }
	raw := func(old, new string) func(*mint) {
		return func(m *mint) { m.rawClaims = strings.Replace(toJSON(m.claims), old, new, 1) }
	}
	alg := func(name string, sign func(string) []byte) func(*mint) {
		return func(m *mint) { m.header["alg"] = name; m.sign = sign }
	}
	none := func(string) []byte { return nil }
	hs256 := func(secret []byte) func(string) []byte {
		return func(s string) []byte {
			h := hmac.New(sha256.New, secret)
			h.Write([]byte(s))
			return h.Sum(nil)
		}
	}
	part := func(token string, i int) string { return strings.Split(token, ".")[i] }
	unix := func(d time.Duration) int64 { return now.Add(d).Unix() }

	refused := map[string]func(*mint){
		"alg none":              alg("none", none),
		"alg None":              alg("None", none),
		"alg nOnE, signed":      head("alg", "nOnE"),
		"alg empty":             head("alg", ""),
		"alg missing":           func(m *mint) { delete(m.header, "alg") },
		"alg rs256":             head("alg", "rs256"),
		"alg number":            head("alg", 256),
		"alg HS256 public key":  alg("HS256", hs256(key.N.Bytes())),
		"alg HS256 jwk":         alg("HS256", hs256([]byte(toJSON(jwk("one", &key.PublicKey))))),
		"RS256 said, HS256 did": func(m *mint) { m.sign = hs256(key.N.Bytes()) },
		"alg RS384": alg("RS384", func(s string) []byte {
			sum := sha512.Sum384([]byte(s))
			sig, _ := rsa.SignPKCS1v15(nil, key, crypto.SHA384, sum[:])
			return sig
		}),
		"alg PS256": alg("PS256", func(s string) []byte {
			sum := sha256.Sum256([]byte(s))
			sig, _ := rsa.SignPSS(rand.Reader, key, crypto.SHA256, sum[:], nil)
			return sig
		}),
		"RS256 said, PS256 did": func(m *mint) {
			m.sign = func(s string) []byte {
				sum := sha256.Sum256([]byte(s))
				sig, _ := rsa.SignPSS(rand.Reader, key, crypto.SHA256, sum[:], nil)
				return sig
			}
		},
		"alg ES256": alg("ES256", func(s string) []byte {
			sum := sha256.Sum256([]byte(s))
			r, v, _ := ecdsa.Sign(rand.Reader, ec, sum[:])
			return append(r.FillBytes(make([]byte, 32)), v.FillBytes(make([]byte, 32))...)
		}),
		"alg EdDSA":            head("alg", "EdDSA"),
		"signature empty":      func(m *mint) { m.sign = none },
		"signature short":      func(m *mint) { m.sign = func(s string) []byte { return rs256(key)(s)[:255] } },
		"signature long":       func(m *mint) { m.sign = func(s string) []byte { return append(rs256(key)(s), 0) } },
		"signature zero":       func(m *mint) { m.sign = func(string) []byte { return make([]byte, 256) } },
		"signature bit":        func(m *mint) { m.sign = func(s string) []byte { b := rs256(key)(s); b[17] ^= 1; return b } },
		"signature of another": func(m *mint) { m.sign = func(string) []byte { return rs256(key)("another.token") } },
		"other key":            func(m *mint) { m.sign = rs256(foreign) },
		"other key, its kid":   func(m *mint) { m.sign = rs256(foreign); m.header["kid"] = "two" },
		"other key, no kid":    func(m *mint) { m.sign = rs256(foreign); delete(m.header, "kid") },
		"other key, kid a path": func(m *mint) {
			m.sign = rs256(foreign)
			m.header["kid"] = "../../../../etc/passwd\x00"
		},
		"other key, own jwk": func(m *mint) { m.sign = rs256(foreign); m.header["jwk"] = jwk("one", &foreign.PublicKey) },
		"other key, own jku": func(m *mint) { m.sign = rs256(foreign); m.header["jku"] = "https://evil.example/keys" },
		"jwk":                head("jwk", jwk("one", &key.PublicKey)),
		"jku":                head("jku", "https://contoso.ciamlogin.com/keys"),
		"x5u":                head("x5u", "https://contoso.ciamlogin.com/cert"),
		"x5c":                head("x5c", []string{"MIIB"}),
		"crit":               head("crit", []string{"exp"}),
		"b64 false":          head("b64", false),
		"zip":                head("zip", "DEF"),
		"cty":                head("cty", "JWT"),
		"typ at+jwt":         head("typ", "at+jwt"),
		"typ JOSE":           head("typ", "JOSE"),
		"header twice alg":   func(m *mint) { m.rawHeader = `{"alg":"none","alg":"RS256","kid":"one"}` },
		"header no object":   func(m *mint) { m.rawHeader = `["RS256"]` },

		"iss missing":          drop("iss"),
		"iss trailing slash":   set("iss", tenantIssuer+"/"),
		"iss http":             set("iss", strings.Replace(tenantIssuer, "https", "http", 1)),
		"iss other tenant":     set("iss", strings.ReplaceAll(tenantIssuer, "1111-", "1112-")),
		"iss common":           set("iss", "https://login.microsoftonline.com/common/v2.0"),
		"iss friendly name":    set("iss", "https://contoso.ciamlogin.com/"+emulator.TenantID+"/v2.0"),
		"iss upper case":       set("iss", strings.ToUpper(tenantIssuer)),
		"iss blank":            set("iss", tenantIssuer+" "),
		"iss prefix":           set("iss", tenantIssuer+".evil.example"),
		"iss NUL":              set("iss", tenantIssuer+"\x00"),
		"iss list":             set("iss", []string{tenantIssuer}),
		"iss null":             set("iss", nil),
		"aud missing":          drop("aud"),
		"aud foreign":          set("aud", emulator.ClientOTP),
		"aud empty":            set("aud", ""),
		"aud empty list":       set("aud", []string{}),
		"aud foreign list":     set("aud", []string{emulator.ClientOTP, "api://orders"}),
		"aud list, no azp":     set("aud", []string{emulator.ClientPassword, "api://attacker"}),
		"aud number":           set("aud", 1),
		"aud object":           set("aud", map[string]any{"a": emulator.ClientPassword}),
		"aud blank":            set("aud", emulator.ClientPassword+" "),
		"azp foreign":          set("azp", emulator.ClientOTP),
		"aud list, azp wrong":  func(m *mint) { m.claims["aud"] = []string{emulator.ClientPassword, "x"}; m.claims["azp"] = "x" },
		"sub missing":          drop("sub"),
		"sub empty":            set("sub", ""),
		"sub number":           set("sub", 7),
		"oid missing":          drop("oid"),
		"oid null":             set("oid", nil),
		"tid missing":          drop("tid"),
		"tid other":            set("tid", strings.Replace(emulator.TenantID, "1", "3", 1)),
		"tid list":             set("tid", []string{emulator.TenantID}),
		"ver missing":          drop("ver"),
		"ver 1.0":              set("ver", "1.0"),
		"ver number":           set("ver", 2.0),
		"ver blank":            set("ver", " 2.0"),
		"nonce missing":        drop("nonce"),
		"nonce empty":          set("nonce", ""),
		"nonce of another leg": set("nonce", "a-nonce-of-that-leg"),
		"nonce longer":         set("nonce", nonce+"x"),
		"nonce blank":          set("nonce", nonce+" "),
		"nonce list":           set("nonce", []string{nonce}),

		"exp missing":          drop("exp"),
		"exp -301 s":           set("exp", unix(-301*time.Second)),
		"exp zero":             set("exp", 0),
		"exp negative":         set("exp", -1),
		"exp text":             set("exp", fmt.Sprint(unix(time.Hour))),
		"exp fraction":         set("exp", json.Number(fmt.Sprintf("%d.5", unix(time.Hour)))),
		"exp exponent":         set("exp", json.Number("2e9")),
		"exp huge":             set("exp", json.Number("1e400")),
		"exp beyond int64":     set("exp", json.Number("9223372036854775808")),
		"exp null":             set("exp", nil),
		"exp true":             set("exp", true),
		"iat missing":          drop("iat"),
		"iat +301 s":           set("iat", unix(301*time.Second)),
		"iat text":             set("iat", fmt.Sprint(now.Unix())),
		"nbf +301 s":           set("nbf", unix(301*time.Second)),
		"nbf text":             set("nbf", fmt.Sprint(now.Unix())),
		"nbf negative":         set("nbf", -5),
		"claim twice":          raw(`"sub":"subject"`, `"sub":"subject","sub":"subject"`),
		"iss twice":            raw(`"iss":`, `"iss":"https://evil.example","iss":`),
		"iss in another case":  raw(`"iss":`, `"ISS":`),
		"iss and ISS":          raw(`"iss":"`+tenantIssuer+`"`, `"iss":"https://evil.example","Iss":"`+tenantIssuer+`"`),
		"aud and AUD":          raw(`"aud":"`, `"AUD":"`+emulator.ClientPassword+`","aud":"x`),
		"exp in another case":  raw(`"exp":`, `"Exp":`),
		"claim twice, nested":  raw(`"sub":"subject"`, `"sub":"subject","x":{"a":1,"a":2}`),
		"claims a list":        func(m *mint) { m.rawClaims = "[" + toJSON(m.claims) + "]" },
		"claims trailing":      func(m *mint) { m.rawClaims = toJSON(m.claims) + "{}" },
		"claims BOM":           func(m *mint) { m.rawClaims = "\ufeff" + toJSON(m.claims) },
		"claims invalid UTF-8": raw(`"A Name"`, "\"A \xff\""),
		"claims empty":         func(m *mint) { m.rawClaims = "{}" },
		"oversized":            set("filler", strings.Repeat("x", 32<<10)),
		"no dot":               end(func(s string) string { return strings.ReplaceAll(s, ".", "") }),
		"one dot":              end(func(s string) string { return part(s, 0) + "." + part(s, 1) }),
		"three dots":           end(func(s string) string { return s + "." }),
		"four dots":            end(func(s string) string { return s + ".." }),
		"many dots":            end(func(s string) string { return strings.Repeat(".", 100_000) + s }),
		"empty":                end(func(string) string { return "" }),
		"two dots alone":       end(func(string) string { return ".." }),
		"padding":              end(func(s string) string { return s + "=" }),
		"standard alphabet":    end(func(s string) string { return strings.NewReplacer("-", "+", "_", "/").Replace(s) + "+" }),
		"line end":             end(func(s string) string { return s[:40] + "\n" + s[40:] }),
		"blank before":         end(func(s string) string { return " " + s }),
		"JSON form": end(func(s string) string {
			return `{"protected":"` + part(s, 0) + `","payload":"` + part(s, 1) + `","signature":"` + part(s, 2) + `"}`
		}),
	}
	accepted := map[string]func(*mint){
		"nothing":         func(*mint) {},
		"no typ":          func(m *mint) { delete(m.header, "typ") },
		"no kid":          func(m *mint) { delete(m.header, "kid") },
		"kid unknown":     head("kid", "another"), // a hint; the key is the tenant's
		"unknown header":  head("x5t", "abc"),
		"exp -299 s":      set("exp", unix(-299*time.Second)),
		"exp -300 s":      set("exp", unix(-300*time.Second)),
		"iat +299 s":      set("iat", unix(299*time.Second)),
		"iat +300 s":      set("iat", unix(300*time.Second)),
		"nbf +299 s":      set("nbf", unix(299*time.Second)),
		"nbf +300 s":      set("nbf", unix(300*time.Second)),
		"nbf missing":     drop("nbf"),
		"exp after 2038":  set("exp", int64(4102444800)),
		"aud list of one": set("aud", []string{emulator.ClientPassword}),
		"aud list, azp ours": func(m *mint) {
			m.claims["aud"] = []string{"x", emulator.ClientPassword}
			m.claims["azp"] = emulator.ClientPassword
		},
		"tid upper case": set("tid", strings.ToUpper(emulator.TenantID)),
		"unknown claims": set("x", map[string]any{"y": []int{1}}),
		"no name":        drop("preferred_username"),
	}
	k := newKeysTenant(jwk("one", &key.PublicKey))
	client := k.client(t, clock)
	check := func(defect func(*mint)) error {
		m := newMint(now)
		m.header, m.claims = maps.Clone(m.header), maps.Clone(m.claims)
		defect(m)
		return client.CheckIDToken(t.Context(), m.token(), nonce, now)
	}
	if len(refused) < 120 {
		t.Errorf("only %d defects", len(refused))
	}
	for name, defect := range refused {
		if err := check(defect); kindIn(err) != auth.FailureForged {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, defect := range accepted {
		if err := check(defect); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := k.fetched(); n != 1 {
		t.Errorf("the keys were fetched %d times", n)
	}
}

// In the year 2040 a token of that day must still be good.
func TestIDTokenAfter2038(t *testing.T) {
	clock := stories.NewClock()
	clock.Advance(time.Date(2040, 6, 1, 0, 0, 0, 0, time.UTC).Sub(clock.Now()))
	client := newKeysTenant(jwk("one", &rsaKeys()[0].PublicKey)).client(t, clock)
	if err := client.CheckIDToken(t.Context(), newMint(clock.Now()).token(), nonce, clock.Now()); err != nil {
		t.Error(err)
	}
}

// A refused token and a Date that is far from this computer's time say: look at your clock.
func TestIDTokenClock(t *testing.T) {
	clock := stories.NewClock()
	client := newKeysTenant(jwk("one", &rsaKeys()[0].PublicKey)).client(t, clock)
	for _, off := range []time.Duration{-10 * 365 * 24 * time.Hour, -24 * time.Hour, -301*time.Second - time.Hour, 2 * time.Hour, 24 * time.Hour, 10 * 365 * 24 * time.Hour} {
		tenantNow := clock.Now().Add(off)
		err := client.CheckIDToken(t.Context(), newMint(tenantNow).token(), nonce, tenantNow)
		if kindIn(err) != auth.FailureClock {
			t.Errorf("%v: %v", off, err)
		}
		if err := client.CheckIDToken(t.Context(), newMint(tenantNow).token(), nonce, clock.Now()); kindIn(err) != auth.FailureForged {
			t.Errorf("%v without a reason in Date: %v", off, err)
		}
	}
	// Off by less than the tolerance it is not the clock.
	m := newMint(clock.Now())
	m.sign = rs256(rsaKeys()[1])
	if err := client.CheckIDToken(t.Context(), m.token(), nonce, clock.Now().Add(4*time.Minute)); kindIn(err) != auth.FailureForged {
		t.Error(err)
	}
}
