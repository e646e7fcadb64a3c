package auth

import (
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"math/big"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// metadata is what OpenID Connect discovery says of the tenant, after it was held against the authority.
type metadata struct {
	issuer        string
	tenantID      string // the GUID in the issuer
	authorization string // "" where the tenant has none
	endSession    string // "" where the tenant has none
	jwks          string
	issInCallback bool // RFC 9207: the callback must name the issuer
}

var (
	errIssuer   = errors.New("the issuer is not of this tenant")
	errEndpoint = errors.New("an endpoint lies outside the authority")

	errSignature = errors.New("no key of the tenant fits the signature")
)

// Prepare fetches the tenant's metadata and signing keys, so that nobody waits for them later. It is meant to run
// while the person types; calling it is not needed, and calling it twice does nothing. It fails with a *Error;
// FailureConfig says that the authority is no tenant.
func (c *Client) Prepare(ctx context.Context) error {
	m, err := c.metadata(ctx)
	if err != nil {
		return err
	}
	return c.keys.load(ctx, m)
}

// metadata returns the tenant's metadata, fetched once.
func (c *Client) metadata(ctx context.Context) (*metadata, error) {
	select {
	case c.discovery <- struct{}{}:
		defer func() { <-c.discovery }()
	case <-ctx.Done():
		return nil, c.failure(FailureCancelled, "discovery", rawReply{}, ctx.Err())
	}
	if c.discovered != nil {
		return c.discovered, nil
	}
	raw, err := c.fetch(ctx, "discovery", c.MetadataURL())
	if err != nil {
		return nil, err
	}
	m, err := decodeMetadata(raw.body, c.authority)
	if err != nil {
		return nil, c.failure(FailureConfig, "discovery", raw, err)
	}
	c.discovered = m
	return m, nil
}

// fetch gets metadata, with one more try when the tenant has trouble.
func (c *Client) fetch(ctx context.Context, op, endpoint string) (rawReply, error) {
	id := newCorrelationID()
	raw, err := c.wire.get(ctx, op, endpoint, id)
	var e *Error
	if errors.As(err, &e) && e.Kind == FailureServer && e.RetryAt.IsZero() {
		raw, err = c.wire.get(ctx, op, endpoint, id)
	}
	if err != nil {
		return raw, err
	}
	if raw.status == http.StatusTooManyRequests {
		return raw, c.failure(FailureServer, op, raw, nil)
	}
	if raw.status != http.StatusOK {
		return raw, c.failure(FailureConfig, op, raw, nil)
	}
	return raw, nil
}

// decodeMetadata reads discovery. The issuer of an external tenant is on the GUID host even when the authority is
// the friendly or a custom one (protocol-v1 section 7.10), so it is held against that form, byte by byte. The
// endpoints must lie on the authority's host or on the issuer's.
func decodeMetadata(body []byte, a authority) (*metadata, error) {
	o, err := parseObject(body)
	if err != nil {
		return nil, err
	}
	p := fieldReader{o: o}
	m := &metadata{
		issuer:        p.exact("issuer"),
		authorization: p.exact("authorization_endpoint"),
		endSession:    p.exact("end_session_endpoint"),
		jwks:          p.exact("jwks_uri"),
		issInCallback: string(o.find("authorization_response_iss_parameter_supported")) == "true",
	}
	if p.err != nil {
		return nil, p.err
	}
	iss, err := url.Parse(m.issuer)
	if err != nil {
		return nil, errIssuer
	}
	m.tenantID, _, _ = strings.Cut(strings.Trim(iss.Path, "/"), "/")
	ciam := "https://" + m.tenantID + ciamSuffix + "/" + m.tenantID + "/v2.0"
	own := a.base + "/" + m.tenantID + "/v2.0" // an emulator that names itself
	if !guidRE.MatchString(m.tenantID) || (m.issuer != ciam && m.issuer != own) {
		return nil, errIssuer
	}
	if guidRE.MatchString(a.tenant) && !strings.EqualFold(a.tenant, m.tenantID) {
		return nil, errIssuer
	}
	for _, endpoint := range []string{m.jwks, m.authorization, m.endSession} {
		if endpoint != "" && !onAuthority(endpoint, a, iss.Host) {
			return nil, errEndpoint
		}
	}
	if m.jwks == "" {
		return nil, errEndpoint
	}
	return m, nil
}

// endpointRE leaves out what a shell, a file opener or a second parser may take for something else: the address
// is handed to the system's browser.
var endpointRE = regexp.MustCompile(`^https?://[A-Za-z0-9.:\[\]-]+/[A-Za-z0-9._~/?=&%+,:@-]*$`)

// onAuthority pins an endpoint to the authority's origin, or to the issuer's host over https.
func onAuthority(endpoint string, a authority, issuerHost string) bool {
	u, err := url.Parse(endpoint)
	if err != nil || u.User != nil || !endpointRE.MatchString(endpoint) {
		return false
	}
	host := strings.ToLower(u.Host)
	return u.Scheme == a.scheme && host == a.host || u.Scheme == "https" && host == strings.ToLower(issuerHost)
}

const (
	keysAge = 5 * time.Minute // an unknown key asks for the set again at most this often
	maxKeys = 64
)

// keySet checks signatures against the tenant's published keys. It fetches them once, and again when a signature
// fits none of them, but never oftener than keysAge and never to lose a good set.
type keySet struct {
	c     *Client
	gate  chan struct{} // a channel, so that a caller can give up while the keys are fetched
	keys  []*rsa.PublicKey
	asked time.Time // when the tenant last answered a request for the keys, well or badly
}

// enter waits for its turn.
func (k *keySet) enter(ctx context.Context) (leave func(), err error) {
	select {
	case k.gate <- struct{}{}:
		return func() { <-k.gate }, nil
	case <-ctx.Done():
		return nil, k.c.failure(FailureCancelled, "keys", rawReply{}, ctx.Err())
	}
}

// load fetches the keys if there are none.
func (k *keySet) load(ctx context.Context, m *metadata) error {
	leave, err := k.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if len(k.keys) > 0 {
		return nil
	}
	return k.fetch(ctx, m)
}

func (k *keySet) fetch(ctx context.Context, m *metadata) error {
	raw, err := k.c.fetch(ctx, "keys", m.jwks)
	if raw.status != 0 {
		k.asked = k.c.now()
	}
	if err != nil {
		return err
	}
	keys, err := decodeKeys(raw.body)
	if err != nil {
		return k.c.failure(FailureGarbage, "keys", raw, err)
	}
	k.keys = keys
	return nil
}

// signed returns the payload of a token that a key of the tenant signed. A *Error says that the keys could not be
// fetched.
func (k *keySet) signed(ctx context.Context, jwt string) ([]byte, error) {
	m, err := k.c.metadata(ctx)
	if err != nil {
		return nil, err
	}
	leave, err := k.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	if len(k.keys) == 0 {
		if err := k.fetch(ctx, m); err != nil {
			return nil, err
		}
	}
	payload, err := k.verify(jwt)
	if err == nil {
		return payload, nil
	}
	if age := k.c.now().Sub(k.asked); age >= 0 && age < keysAge {
		return nil, err
	}
	if err := k.fetch(ctx, m); err != nil {
		return nil, err
	}
	return k.verify(jwt)
}

// verify checks RS256 (RFC 7518 section 3.3) with each key. The key ID is a hint of the sender's and decides nothing.
func (k *keySet) verify(jwt string) ([]byte, error) {
	signed, sig, _ := cutLast(jwt, '.')
	_, body, _ := strings.Cut(signed, ".")
	signature, err1 := base64.RawURLEncoding.DecodeString(sig)
	payload, err2 := base64.RawURLEncoding.DecodeString(body)
	if err1 != nil || err2 != nil {
		return nil, errSignature
	}
	sum := sha256.Sum256([]byte(signed))
	for _, key := range k.keys {
		if rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature) == nil {
			return payload, nil
		}
	}
	return nil, errSignature
}

func cutLast(s string, sep byte) (before, after string, found bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// decodeKeys reads a JWK set (RFC 7517) and keeps the RSA signing keys of 2048 to 4096 bits.
func decodeKeys(body []byte) ([]*rsa.PublicKey, error) {
	o, err := parseObject(body)
	if err != nil {
		return nil, err
	}
	l, err := o.list("keys")
	if err != nil || len(l) > maxKeys {
		return nil, errJSON
	}
	var keys []*rsa.PublicKey
	for _, raw := range l {
		jwk, err := parseObject(raw)
		if err != nil {
			return nil, err
		}
		p := fieldReader{o: jwk}
		kty, use, n, e := p.text("kty"), p.text("use"), p.text("n"), p.text("e")
		if p.err != nil || kty != "RSA" || use != "" && use != "sig" {
			continue // of another kind; not ours to judge
		}
		nb, err1 := base64.RawURLEncoding.DecodeString(n)
		eb, err2 := base64.RawURLEncoding.DecodeString(e)
		if err1 != nil || err2 != nil || len(eb) > 4 || jwk.has("d") {
			return nil, errJSON // a private part in a public set: nobody should trust that set
		}
		key := &rsa.PublicKey{N: new(big.Int).SetBytes(nb), E: int(new(big.Int).SetBytes(eb).Int64())}
		if bits := key.N.BitLen(); bits < 2048 || bits > 4096 || key.E != 3 && key.E != 65537 {
			continue
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, errJSON
	}
	return keys, nil
}
