package auth_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
	"github.com/vestibule-app/vestibule/auth/stories"
)

// wireSeeds are bodies of the documented kinds, and some that no server sends.
var wireSeeds = []string{
	`{"continuation_token":"AQAB"}`,
	`{"challenge_type":"redirect","redirect_reason":"x"}`,
	`{"challenge_type":"password","continuation_token":"AQAB"}`,
	`{"challenge_type":"oob","binding_method":"prompt","challenge_channel":"email","challenge_target_label":"c***r@co**o**o.com","code_length":8,"interval":300,"continuation_token":"A"}`,
	`{"continuation_token":"A","methods":[{"id":"1","challenge_type":"oob","challenge_channel":"sms","login_hint":"+1********6"},{"id":"2"}]}`,
	`{"token_type":"Bearer","scope":"openid profile","expires_in":"4141","access_token":"a","refresh_token":"r","id_token":"i"}`,
	`{"error":"invalid_grant","suberror":"mfa_required","error_codes":[50076,"1"],"continuation_token":"A","correlation_id":"c","trace_id":"t","error_description":"AADSTS50076: x"}`,
	`{"error":"expired_token"}`,
	`{"error":"attributes_required","error_codes":[55106],"continuation_token":"A","required_attributes":[{"name":"displayName","type":"string","required":true,"options":{"regex":"^.{1,64}$"}},{"name":"extension_0123456789abcdef0123456789abcdef_age","type":"integer","required":"false"}]}`,
	`{"error":"invalid_grant","suberror":"attribute_validation_failed","invalid_attributes":[{"name":"city","reason":"x"},{"name":"city"}]}`,
	`{"error":"verification_required","unverified_attributes":[{"name":"email"}]}`, `{"error":"attributes_required","required_attributes":{"name":"x"}}`,
	`{"status":"in_progress","continuation_token":"A","poll_interval":"2"}`, `{"status":"Failed","poll_interval":-1}`, `{"continuation_token":"A","expires_in":600}`,
	`{"continuation_token":"A","challenge_type":"preverified"}`, `{"continuation_token":"A","challenge_type":"oob","challenge_target":"+15551234567","challenge_channel":"sms","code_length":6}`,
	`{"a":1,"a":2}`, `{"a":{"b":[{"c":1,"\u0063":2}]}}`, `{}`, `[]`, `null`, ``, `{"a":1}{}`, "\ufeff{}", `{"expires_in":1e999,"access_token":"x","token_type":"bearer"}`,
	`{"code_length":-1e9,"interval":1e9,"challenge_type":"OOB"}`, `{"":"","\"":"\\"}`, `{"a":"\ud800"}`, strings.Repeat(`{"a":`, 20) + "1" + strings.Repeat("}", 20),
}

// Whatever comes back, reading it ends in one of the known answers with values within their bounds, or in an error.
func FuzzReply(f *testing.F) {
	for i, s := range wireSeeds {
		f.Add(200+200*(i%2), []byte(s))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		r, err := auth.DecodeReply(status, body)
		if err != nil {
			return
		}
		n := 0
		for _, is := range []bool{r.Redirect, r.Refused, r.Tokens} {
			if is {
				n++
			}
		}
		if n > 1 || status != http.StatusOK && !r.Refused && !r.Redirect {
			t.Errorf("%d %q is several things at once: %+v", status, body, r)
		}
		if r.CodeLength != 0 && (r.CodeLength < 4 || r.CodeLength > 12) || r.Interval < 0 || r.Interval > time.Hour || r.ExpiresIn < 0 || r.ExpiresIn > 86400 {
			t.Errorf("%q: %+v", body, r)
		}
		for _, m := range r.Methods {
			if m.ID == "" {
				t.Errorf("%q: a method without an ID", body)
			}
		}
		if r.PollInterval < 0 || r.PollInterval > time.Hour || len(r.Required) > 128 || len(r.Invalid) > 128 {
			t.Errorf("%q: %+v", body, r)
		}
		names := r.Invalid
		for _, a := range r.Required {
			names = append(names, a.Name)
			if len(a.Pattern) > 4<<10 || len(a.Options) > 0 || a.Value != "" {
				t.Errorf("%q: %+v", body, a)
			}
		}
		for _, name := range names {
			if !fieldName.MatchString(name) {
				t.Errorf("%q: an attribute %q", body, name)
			}
		}
		if !json.Valid(body) {
			t.Errorf("%q is not JSON", body)
		}
	})
}

// fieldName is what a directory's attributes are called.
var fieldName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,199}$`)

// The options that are read off a pattern are what the pattern allows: each alone, and several with commas between, out of
// which the same ones can be read again.
func FuzzChoice(f *testing.F) {
	for _, s := range []string{`^(Red|Green)$`, `^(?:Red|Green)$`, `^(Red|Green)(,(Red|Green))*$`, `^(a|b)(,(a|c))*$`, `^(Red)$`, `^(|a)$`, `^(a|a)$`, `^(a,b|c)(,(a,b|c))*$`,
		`^(a|b)`, `^(a.|b)$`, `^[A-Z]{2}$`, `^( a |b)$`, "^(a|\n)$", `^(a|b)$|x`, `^(?i:a|b)$`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		kind, options := auth.Choice(pattern)
		if kind == "" {
			if len(options) > 0 {
				t.Errorf("%q: options of nothing: %q", pattern, options)
			}
			return
		}
		if kind != auth.AttributeOneOf && kind != auth.AttributeSeveralOf || len(options) < 2 {
			t.Fatalf("%q: %s %q", pattern, kind, options)
		}
		re, err := regexp.Compile(pattern)
		if err != nil {
			return // the tenant's engine reads more
		}
		for i, option := range options {
			if option == "" || !re.MatchString(option) || slices.Contains(options[:i], option) {
				t.Errorf("%q: the option %q", pattern, option)
			}
		}
		joined := strings.Join(options, ",")
		if several := kind == auth.AttributeSeveralOf; several && (!re.MatchString(joined) || !slices.Equal(strings.Split(joined, ","), options)) {
			t.Errorf("%q: %q", pattern, joined)
		}
	})
}

// Whatever is required and whatever is known about it, what is asked is a question that can be put.
func FuzzDescribe(f *testing.F) {
	f.Add("displayName", "text", "^(Red|Green)$", "text", "Red|Green", 3)
	f.Add("extension_0123456789abcdef0123456789abcdef_age", "number", "", "one_of", "", 0)
	f.Add("city", "", "^(a|b)(,(a|b))*$", "several_of", "x", -1)
	f.Fuzz(func(t *testing.T, name, kind, pattern, knownKind, options string, length int) {
		known := auth.Attribute{Name: name, Kind: auth.AttributeKind(knownKind), MaxLength: length}
		if options != "" {
			known.Options = strings.Split(options, "|")
		}
		wire := map[string]auth.AttributeKind{"number": auth.AttributeNumber, "yes_no": auth.AttributeYesNo}[kind]
		asked := auth.Describe([]auth.Attribute{{Name: name, Kind: wire, Required: true, Pattern: pattern}}, []auth.Attribute{known})
		if len(asked) != 1 || asked[0].Name != name || !asked[0].Required || asked[0].Kind == "" || asked[0].Pattern != pattern {
			t.Fatalf("%+v", asked)
		}
		if a := asked[0]; (a.Kind == auth.AttributeOneOf || a.Kind == auth.AttributeSeveralOf) && len(a.Options) == 0 {
			t.Errorf("a choice of nothing: %+v", a)
		}
	})
}

// Any answer at any place of a journey leads to a question with a way out, or to a failure, after a few requests.
func FuzzJourney(f *testing.F) {
	known := journeys(f)
	names := slices.Sorted(maps.Keys(known))
	for i, s := range wireSeeds {
		f.Add(uint(i), uint(i*7), 200+200*(i%2), []byte(s))
	}
	f.Fuzz(func(t *testing.T, which, at uint, status int, body []byte) {
		if status < 100 || status > 999 {
			return
		}
		name := names[which%uint(len(names))]
		j := known[name]
		from := int(at % uint(len(j.exchanges)))
		// The polls of five minutes are the most.
		p, _ := j.otherwise(t, from, 400, func(int) *http.Response { return answered(status, string(body)) })
		if p.err != nil || p.flow == nil {
			return
		}
		if _, done := p.step.(auth.SignedIn); done {
			return
		}
		if _, err := p.flow.Submit(t.Context(), auth.Back{}); err != nil {
			t.Errorf("%s from %d on: no way back from %s: %v", name, from+1, shown(p.step), err)
		}
	})
}

// What is accepted as an object is one to encoding/json too, with the same keys and values, none of them twice.
func FuzzObject(f *testing.F) {
	for _, s := range wireSeeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		o, err := auth.ParseObject(b)
		if err != nil {
			return
		}
		var want map[string]json.RawMessage
		if err := json.Unmarshal(b, &want); err != nil || want == nil {
			t.Fatalf("%q was accepted: %v", b, err)
		}
		if len(want) != len(o) {
			t.Fatalf("%q: %d keys, want %d", b, len(o), len(want))
		}
		for k, v := range want {
			if o[k] != string(v) {
				t.Errorf("%q: %q is %q, want %q", b, k, o[k], v)
			}
		}
		if twice(json.NewDecoder(bytes.NewReader(b))) {
			t.Errorf("%q holds a key twice", b)
		}
	})
}

// twice looks for a key that stands twice in one object, by the tokens of encoding/json.
func twice(d *json.Decoder) bool {
	type level struct {
		keys map[string]bool // nil in an array
		key  bool            // a key is due
	}
	var stack []level
	for {
		tok, err := d.Token()
		if err != nil {
			return false
		}
		top := len(stack) - 1
		switch v := tok.(type) {
		case json.Delim:
			switch v {
			case '{', '[':
				if top >= 0 && stack[top].keys != nil {
					stack[top].key = true // after this value
				}
				next := level{}
				if v == '{' {
					next = level{keys: map[string]bool{}, key: true}
				}
				stack = append(stack, next)
			default:
				stack = stack[:top]
			}
		default:
			if top < 0 || stack[top].keys == nil {
				continue
			}
			if !stack[top].key {
				stack[top].key = true
				continue
			}
			k, _ := v.(string)
			if stack[top].keys[k] {
				return true
			}
			stack[top].keys[k], stack[top].key = true, false
		}
	}
}

// Discovery that is accepted names this tenant's issuer, and endpoints on its own hosts only.
func FuzzMetadata(f *testing.F) {
	const where = "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"
	good := newKeysTenant().discovery
	f.Add([]byte(good))
	for _, to := range []string{"https://evil.example/", `https://contoso.ciamlogin.com\\@evil.example/`, "https://contoso.ciamlogin.com@evil.example/", "http://contoso.ciamlogin.com/"} {
		f.Add([]byte(strings.ReplaceAll(good, "https://contoso.ciamlogin.com/", to)))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		m, err := auth.DecodeMetadata(body, where)
		if err != nil {
			return
		}
		own := "https://" + m.TenantID + ".ciamlogin.com"
		if m.Issuer != own+"/"+m.TenantID+"/v2.0" && m.Issuer != "https://contoso.ciamlogin.com/"+m.TenantID+"/v2.0" {
			t.Errorf("issuer %q", m.Issuer)
		}
		for _, e := range []string{m.Authorization, m.EndSession, m.JWKS} {
			if e == "" {
				continue
			}
			if lower := strings.ToLower(e); !strings.HasPrefix(lower, strings.ToLower(own)+"/") && !strings.HasPrefix(lower, "https://contoso.ciamlogin.com/") {
				t.Errorf("endpoint %q", e)
			}
		}
	})
}

// A key set that is accepted is JSON and holds at most as many keys as it says.
func FuzzKeys(f *testing.F) {
	f.Add([]byte(toJSON(map[string]any{"keys": []any{jwk("one", &rsaKeys()[0].PublicKey)}})))
	f.Add([]byte(`{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}`))
	f.Add([]byte(`{"keys":[{"kty":"oct","k":"AQAB"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		n, err := auth.DecodeKeys(body)
		if (err == nil) != (n > 0) {
			t.Errorf("%q: %d keys, %v", body, n, err)
		}
		if n > 0 && n > bytes.Count(body, []byte("{"))-1 {
			t.Errorf("%q: %d keys", body, n)
		}
	})
}

// A wait is never in the past and never longer than an hour.
func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"", "0", "-1", "120", "99999999999999999999", "Sun, 01 Mar 2026 10:00:20 GMT", "Sunday, 01-Mar-26 10:00:20 GMT", "Sun Mar  1 10:00:20 2026", "1e3"} {
		f.Add(s)
	}
	now := stories.NewClock().Now()
	f.Fuzz(func(t *testing.T, header string) {
		at := auth.RetryAt(header, now)
		if !at.IsZero() && (at.Before(now) || at.After(now.Add(time.Hour))) {
			t.Errorf("%q: %v", header, at)
		}
	})
}

// legSecrets must be in no answer of the listener.
var legSecrets = []string{auth.LegState, auth.LegPasteState, auth.LegVerifier, auth.LegNonce}

// Raw bytes from a stranger: the listener does not accept what holds no state, reflects nothing, and takes the valid
// answer afterwards.
func FuzzCallback(f *testing.F) {
	for _, h := range hostile {
		raw := strings.NewReplacer("HOST", auth.LegHost, "STATE", auth.LegState, "PASTE", auth.LegPasteState).Replace(h.raw)
		if len(raw) < 4096 {
			f.Add(h.mode == "query", []byte(length(raw)))
		}
	}
	f.Fuzz(func(t *testing.T, query bool, raw []byte) {
		mode, valid := "form_post", length(strings.ReplaceAll(formPost("/", "code=valid&state="+auth.LegState), "HOST", auth.LegHost))
		if query {
			mode, valid = "query", strings.ReplaceAll(get("/?code=valid&state="+auth.LegState), "HOST", auth.LegHost)
		}
		l := auth.NewLeg(mode, false)
		send := func(raw []byte) *httptest.ResponseRecorder {
			r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(raw)))
			if err != nil {
				return nil
			}
			w := httptest.NewRecorder()
			l.ServeHTTP(w, r)
			return w
		}
		if w := send(raw); w != nil {
			code, refused, got := l.Result()
			known := bytes.Contains(raw, []byte(auth.LegState)) || bytes.Contains(raw, []byte(auth.LegPasteState))
			if got && !known && !bytes.ContainsAny(raw, "%") {
				t.Fatalf("accepted without the state: %q", raw)
			}
			if got && (code == "") == (refused == "") {
				t.Errorf("%q: code %q, error %q", raw, code, refused)
			}
			answer := w.Body.String()
			var head bytes.Buffer
			_ = w.Header().Write(&head)
			for _, s := range legSecrets {
				if strings.Contains(answer+head.String(), s) {
					t.Errorf("%q: the answer holds %s", raw, s)
				}
			}
			if !got && (w.Code != http.StatusNotFound || answer != "") {
				t.Errorf("%q: %d %q", raw, w.Code, answer)
			}
			if got {
				return
			}
		}
		if w := send([]byte(valid)); w == nil || w.Code != http.StatusOK {
			t.Fatalf("after %q the valid answer was refused", raw)
		}
		if code, _, ok := l.Result(); !ok || code != "valid" {
			t.Errorf("after %q the code is %q", raw, code)
		}
	})
}

// The parameters alone, which the fuzzer can vary faster: accepted means one state, ours, and a code or an error.
func FuzzCallbackParameters(f *testing.F) {
	for _, s := range []string{"code=c&state=" + auth.LegState, "error=access_denied&state=" + auth.LegState, "code=c&state=" + auth.LegState + "&iss=" + url.QueryEscape(auth.LegIssuer),
		"code=c&code=d&state=" + auth.LegState, "code=c", "state=" + auth.LegState, "code=c;state=x", "%zz", "code=c&state=" + auth.LegState + "x", ""} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, params string, issuer bool) {
		l := auth.NewLeg("form_post", issuer)
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(params))
		r.Host = auth.LegHost
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		l.ServeHTTP(w, r)
		code, refused, got := l.Result()
		v, err := url.ParseQuery(params)
		one := func(k string) bool { return len(v[k]) == 1 }
		fits := err == nil && one("state") && v.Get("state") == auth.LegState && len(v["code"]) <= 1 && len(v["error"]) <= 1 && len(v["iss"]) <= 1 &&
			(v.Get("code") == "") != (v.Get("error") == "") && (v.Get("iss") == auth.LegIssuer || v.Get("iss") == "" && !issuer) && len(params) <= 64<<10
		if got != fits || got && (code != v.Get("code") || refused != v.Get("error")) {
			t.Errorf("%q: %v, want %v", params, got, fits)
		}
		if page, _ := io.ReadAll(w.Body); len(code) > 12 && strings.Contains(string(page), code) {
			t.Errorf("%q: the page holds the code", params)
		}
	})
}

// A pasted address that is accepted is the leg's own, with one of its states.
func FuzzPastedAddress(f *testing.F) {
	for _, s := range []string{"http://" + auth.LegHost + "/?code=c&state=" + auth.LegPasteState, "http://" + auth.LegHost + "?code=c&state=" + auth.LegState + "#_=_",
		"http://" + auth.LegHost + "@evil.example/?code=c&state=" + auth.LegState, "https://x/", "javascript:alert(1)", "x", "", "http://[::1", `http:\\` + auth.LegHost} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		code, ok := auth.NewLeg("form_post", false).Paste(address)
		if !ok {
			return
		}
		u, err := url.Parse(strings.TrimSpace(address))
		if err != nil || u.Scheme != "http" || u.Host != auth.LegHost || u.User != nil {
			t.Fatalf("%q was accepted", address)
		}
		state := u.Query().Get("state")
		if state != auth.LegState && state != auth.LegPasteState || code != u.Query().Get("code") {
			t.Errorf("%q was accepted with code %q", address, code)
		}
	})
}

// An authority that is accepted leads to an https endpoint, or to this computer, on the host that was named.
func FuzzAuthority(f *testing.F) {
	for _, s := range []string{"contoso", "contoso.onmicrosoft.com", "https://contoso.ciamlogin.com/" + emulator.TenantID, "http://127.0.0.1:8400/x", "http://[::1]:1/x",
		"https://login.contoso.com:443/a/b", `https://a\@b/c`, "https://a@b/c", "http://localhost.evil/x", "https://a/%2e%2e/b", "HTTPS://A/B?", " x "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		endpoint, host, tenant, err := auth.ParseAuthority(s)
		if err != nil {
			return
		}
		u, err := url.Parse(endpoint)
		if err != nil || u.Host != host || u.User != nil || u.RawQuery != "" || u.Fragment != "" || !strings.HasSuffix(u.Path, "/"+tenant+"/oauth2/v2.0/token") {
			t.Fatalf("%q became %q (%v)", s, endpoint, err)
		}
		local := u.Hostname() == "localhost" || u.Hostname() == "::1" || strings.HasPrefix(u.Hostname(), "127.") || strings.Contains(u.Hostname(), ":")
		if u.Scheme != "https" && (u.Scheme != "http" || !local) {
			t.Errorf("%q became %q", s, endpoint)
		}
		if strings.Contains(u.Path, "..") || strings.Contains(u.Path, "//") {
			t.Errorf("%q became %q", s, endpoint)
		}
		for _, c := range []byte(endpoint) {
			if c <= ' ' || c > '~' || strings.ContainsRune("\"'`<>|\\^{}();$@", rune(c)) {
				t.Errorf("%q became %q", s, endpoint)
			}
		}
	})
}

// Header and claims of any form, signed by the tenant's key: what is accepted says what a token must say.
func FuzzIDToken(f *testing.F) {
	clock := stories.NewClock()
	client := newKeysTenant(jwk("one", &rsaKeys()[0].PublicKey)).client(f, clock)
	m := newMint(clock.Now())
	f.Add(toJSON(m.header), toJSON(m.claims))
	f.Add(`{"alg":"RS256","crit":["x"],"x":1}`, toJSON(m.claims))
	f.Add(`{"alg":"none"}`, toJSON(m.claims))
	f.Add(toJSON(m.header), strings.Replace(toJSON(m.claims), `"iss":`, `"Iss":"x","iss":`, 1))
	f.Add(toJSON(m.header), strings.Replace(toJSON(m.claims), `"exp":`, `"exp":1e999,"x":`, 1))
	f.Fuzz(func(t *testing.T, header, claims string) {
		if header == "" || claims == "" {
			return
		}
		token := (&mint{rawHeader: header, rawClaims: claims, sign: rs256(rsaKeys()[0])}).token()
		if client.CheckIDToken(t.Context(), token, nonce, clock.Now()) != nil {
			return
		}
		var h, c map[string]any
		if json.Unmarshal([]byte(header), &h) != nil || json.Unmarshal([]byte(claims), &c) != nil {
			t.Fatalf("%q %q was accepted", header, claims)
		}
		exp, _ := c["exp"].(float64)
		tid, _ := c["tid"].(string)
		if h["alg"] != "RS256" || h["jwk"] != nil || h["crit"] != nil || c["iss"] != tenantIssuer || c["nonce"] != nonce || c["ver"] != "2.0" ||
			!strings.EqualFold(tid, emulator.TenantID) || c["sub"] == nil || c["oid"] == nil || int64(exp) < clock.Now().Add(-5*time.Minute).Unix() {
			t.Errorf("%q %q was accepted", header, claims)
		}
		if aud, ok := c["aud"].(string); ok && aud != emulator.ClientPassword {
			t.Errorf("%q was accepted", claims)
		}
	})
}
