package emulator

import (
	"cmp"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// signingKey signs the tokens with RS256.
type signingKey struct {
	signer jose.Signer
	public jose.JSONWebKey
}

// memoryKey is shared by all tenants of a process that keep nothing: making an RSA key is slow.
var memoryKey = sync.OnceValues(func() (*signingKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	return newSigningKey(key)
})

func newSigningKey(key *rsa.PrivateKey) (*signingKey, error) {
	public := jose.JSONWebKey{Key: key.Public(), Algorithm: string(jose.RS256), Use: "sig"}
	thumb, err := public.Thumbprint(crypto.SHA256)
	if err != nil {
		return nil, err
	}
	public.KeyID = base64.RawURLEncoding.EncodeToString(thumb)
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key, KeyID: public.KeyID}},
		(&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return nil, err
	}
	return &signingKey{signer: signer, public: public}, nil
}

// openSigningKey reads the key of a folder, or makes it. It lies there as a private JSON Web Key. The caller holds the
// folder's lock, so that of several processes that start at once one makes the key and the others read it.
func openSigningKey(folder string) (*signingKey, error) {
	path := filepath.Join(folder, "signing-key.json")
	var kept jose.JSONWebKey
	found, err := readJSON(path, &kept)
	if err != nil {
		return nil, err
	}
	if found {
		key, ok := kept.Key.(*rsa.PrivateKey)
		if !ok {
			return nil, errors.New(path + " holds no RSA private key")
		}
		return newSigningKey(key)
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	if err := writeFile(path, jose.JSONWebKey{Key: key, Algorithm: string(jose.RS256), Use: "sig"}); err != nil {
		return nil, err
	}
	return newSigningKey(key)
}

// sign makes a JWT in compact form.
func (k *signingKey) sign(claims map[string]any) string {
	raw, err := json.Marshal(claims)
	if err != nil {
		panic("emulator: " + err.Error()) // only for types that JSON cannot hold
	}
	signed, err := k.signer.Sign(raw)
	if err != nil {
		panic("emulator: " + err.Error()) // only if there is no randomness
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		panic("emulator: " + err.Error()) // only for detached or multiple signatures
	}
	return token
}

// claims are those that both tokens have. The subject differs from app to app, the object ID does not.
func (t *Tenant) claims(x *exchange, p *person, scopes []string, now time.Time, life time.Duration) map[string]any {
	subject := sha256.Sum256([]byte(p.oid + "\x00" + x.app.id))
	claims := map[string]any{
		"iss": t.issuer(x.base),
		"sub": base64.RawURLEncoding.EncodeToString(subject[:]),
		"oid": p.oid,
		"tid": t.dir.ID,
		"iat": now.Unix(),
		"nbf": now.Unix(),
		"exp": now.Add(life).Unix(),
		"ver": "2.0",
	}
	if slices.Contains(scopes, "profile") {
		claims["name"] = p.name
		claims["preferred_username"] = p.email
	}
	return claims
}

func (t *Tenant) idToken(x *exchange, p *person, scopes []string, nonce string, now time.Time, life time.Duration) string {
	claims := t.claims(x, p, scopes, now, life)
	claims["aud"] = x.app.id
	if slices.Contains(scopes, "email") {
		claims["email"] = p.email
	}
	if nonce != "" {
		claims["nonce"] = nonce
	}
	return t.key.sign(claims)
}

func (t *Tenant) accessToken(x *exchange, p *person, scopes []string, now time.Time, life time.Duration) string {
	claims := t.claims(x, p, scopes, now, life)
	claims["aud"] = audience(scopes)
	claims["azp"] = x.app.id
	var names []string
	for _, s := range scopes {
		if s != "offline_access" {
			_, name := splitScope(s)
			names = append(names, name)
		}
	}
	claims["scp"] = strings.Join(names, " ")
	claims["jti"] = newGUID()
	return t.key.sign(claims)
}

// accessLife is AccessLife, or what Entra does: some time between 60 and 75 minutes, so that not all clients renew at once.
func (t *Tenant) accessLife() time.Duration {
	if life := cmp.Or(t.AccessLife, time.Duration(t.dir.Policies.AccessLife)); life > 0 {
		return life
	}
	n, err := rand.Int(rand.Reader, big.NewInt(901))
	if err != nil {
		return time.Hour
	}
	return time.Hour + time.Duration(n.Int64())*time.Second
}

// clientInfo names the account: base64url of {"uid": object ID, "utid": tenant ID}.
func (t *Tenant) clientInfo(p *person) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"uid":%q,"utid":%q}`, p.oid, t.dir.ID))
}

func digitsOf(n int) string { return strconv.Itoa(n) }

// issuer is the iss of the tokens. The real tenant has one, with the GUID as host, at whatever address it is asked.
func (t *Tenant) issuer(base string) string {
	if t.OwnIssuer {
		return base + "/" + t.dir.ID + "/v2.0"
	}
	return "https://" + t.dir.ID + ".ciamlogin.com/" + t.dir.ID + "/v2.0"
}

// base is the scheme and host at which the tenant is reached.
func (t *Tenant) base(r *http.Request) string {
	if t.Base != "" {
		return strings.TrimRight(t.Base, "/")
	}
	return addressOf(r)
}

// addressOf is the scheme and host at which a request was sent.
func addressOf(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// discovery serves the document of OpenID Connect Discovery 1.0 section 4.
func (t *Tenant) discovery(w http.ResponseWriter, r *http.Request) {
	if !only(w, r, http.MethodGet, http.MethodHead) {
		return
	}
	base := t.base(r)
	own := base + "/" + t.dir.ID
	writeJSON(w, http.StatusOK, map[string]any{
		"issuer":                                t.issuer(base),
		"authorization_endpoint":                own + "/oauth2/v2.0/authorize",
		"token_endpoint":                        own + "/oauth2/v2.0/token",
		"end_session_endpoint":                  own + "/oauth2/v2.0/logout",
		"jwks_uri":                              own + "/discovery/v2.0/keys",
		"response_types_supported":              []string{"code"},
		"response_modes_supported":              []string{"query", "form_post"},
		"grant_types_supported":                 []string{"authorization_code", "refresh_token"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"code_challenge_methods_supported":      []string{"S256"},
		"token_endpoint_auth_methods_supported": []string{"none"},
		"scopes_supported":                      oidcScopes,
		"claims_supported":                      []string{"iss", "sub", "aud", "exp", "iat", "nbf", "oid", "tid", "ver", "nonce", "name", "preferred_username", "email"},
	})
}

// keys serves the JSON Web Key Set.
func (t *Tenant) keys(w http.ResponseWriter, r *http.Request) {
	if !only(w, r, http.MethodGet, http.MethodHead) {
		return
	}
	if t.key == nil {
		writeJSON(w, http.StatusInternalServerError, map[string]any{"error": "server_error"})
		return
	}
	writeJSON(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{t.key.public}})
}

// only refuses other methods with 405.
func only(w http.ResponseWriter, r *http.Request, methods ...string) bool {
	if slices.Contains(methods, r.Method) {
		return true
	}
	w.Header().Set("Allow", strings.Join(methods, ", "))
	w.WriteHeader(http.StatusMethodNotAllowed)
	return false
}
