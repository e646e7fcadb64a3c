package auth_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"strconv"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
)

// bottomless is a body that never ends; it counts what was read of it.
type bottomless struct{ read int }

func (b *bottomless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	b.read += len(p)
	return len(p), nil
}

// Of an answer that never ends hardly more is read than an answer may have.
func TestReadLimit(t *testing.T) {
	for endpoint, limit := range map[string]int{"initiate": auth.MaxReply, "openid-configuration": auth.MaxMetadata} {
		p := startInProcess(t, "password")
		body := &bottomless{}
		p.wire.meddle(func(r *http.Request) *http.Response {
			if endpointOf(r) != endpoint {
				return nil
			}
			resp := answered(http.StatusOK, "")
			resp.Body, resp.ContentLength = io.NopCloser(body), -1
			return resp
		})
		var err error
		if endpoint == "initiate" {
			f, _ := p.client.SignIn(auth.Hint{})
			_, err = f.Submit(t.Context(), auth.Username{Value: "a@b.example"})
		} else {
			err = p.client.Prepare(t.Context())
		}
		if kindIn(err) != auth.FailureTooBig || body.read > limit+64<<10 {
			t.Errorf("%s: %v after %d bytes", endpoint, err, body.read)
		}
	}
}

// The caller's client keeps its cookies and its redirect policy to itself: native authentication has neither.
func TestNoCookies(t *testing.T) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var own *http.Client
	p := startInProcess(t, "password", func(c *auth.Config) {
		c.HTTP.Jar = jar
		own = c.HTTP
	})
	p.wire.meddle(func(r *http.Request) *http.Response {
		if len(r.Cookies()) > 0 {
			t.Errorf("%s carries %v", endpointOf(r), r.Cookies())
		}
		if endpointOf(r) == "initiate" {
			return answered(http.StatusOK, `{"continuation_token":"x"}`, "Set-Cookie", "a=b; Path=/")
		}
		return nil
	})
	f, _ := p.client.SignIn(auth.Hint{})
	say(t, f, auth.Username{Value: "password@contoso.example"})
	if n := len(jar.Cookies(mustURL("https://contoso.ciamlogin.com/"))); n != 0 || p.wire.count("challenge") == 0 {
		t.Errorf("%d cookies were kept", n)
	}
	if own.Jar != jar || own.CheckRedirect != nil {
		t.Error("the caller's client was changed")
	}
}

// A choice of more than anybody reads is a field to type into.
func TestOptionsAreBounded(t *testing.T) {
	for n, want := range map[int]auth.AttributeKind{250: auth.AttributeOneOf, 301: ""} {
		options := make([]string, n)
		for i := range options {
			options[i] = strconv.Itoa(i)
		}
		if kind, got := auth.Choice("^(" + strings.Join(options, "|") + ")$"); kind != want || kind != "" && len(got) != n {
			t.Errorf("%d options: %q with %d", n, kind, len(got))
		}
	}
}

// Patterns of a few bytes that would fill the memory are left to the tenant; those that people write are not.
func TestPatternsAreBounded(t *testing.T) {
	for pattern, kept := range map[string]bool{
		`^[A-Z]{2}[0-9]{4}$`: true, `^[\p{L} '-]{1,64}$`: true, `^.{0,1000}$`: true, `^(?!x)$`: true, `(`: true, "": true,
		strings.Repeat("x", 4096):           true,
		strings.Repeat(`.{0,1000}`, 400):    false,
		strings.Repeat("(x{30}){33}", 300):  false,
		strings.Repeat(`\p{L}{1000}`, 300):  false,
		strings.Repeat("x", 4097):           false,
		`^((((a{9}){9}){9}){9}){9}$`:        true, // RE2 reads it no more
		`^(((a{9}){9}){9})b*$`:              true,
		strings.Repeat(`((a{30}){30})`, 12): false,
	} {
		r, err := auth.DecodeReply(http.StatusBadRequest, []byte(`{"error":"attributes_required","continuation_token":"t","required_attributes":[`+
			`{"name":"city","type":"string","required":true,"options":{"regex":`+toJSON(pattern)+`}}]}`))
		if err != nil || len(r.Required) != 1 {
			t.Errorf("%.40s: %v", pattern, err)
			continue
		}
		if got := r.Required[0].Pattern; got != pattern && kept || got != "" && !kept {
			t.Errorf("%.40s: %.40q", pattern, got)
		}
	}
}
