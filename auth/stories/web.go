package stories

import (
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
)

// Web is a browser that knows forms and links and nothing else, for the leg of a sign-in that happens there.
type Web struct {
	client *http.Client
	inbox  func() string
	Last   string // the last address, as the person would copy it
	Page   string // the last page
	Deaf   bool   // cannot reach the app: the address bar shows where it should have gone
}

// NewWeb makes a browser. tenant answers for the authority's host; everything else goes over the network, which
// is the loopback. inbox gives the newest code.
func NewWeb(host string, tenant http.RoundTripper, inbox func() string) *Web {
	jar, _ := cookiejar.New(nil) // fails for no options that are given here
	w := &Web{inbox: inbox}
	w.client = &http.Client{Jar: jar, Transport: byHost{host: host, tenant: tenant}, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		w.Last = r.URL.String()
		if w.Deaf && r.URL.Host != host {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	return w
}

type byHost struct {
	host   string
	tenant http.RoundTripper
}

func (b byHost) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == b.host && b.tenant != nil {
		return b.tenant.RoundTrip(r)
	}
	return http.DefaultTransport.RoundTrip(r)
}

var (
	formRE   = regexp.MustCompile(`(?s)<form\b[^>]*>.*?</form>`)
	tagRE    = regexp.MustCompile(`(?s)<(form|input|button)\b([^>]*)>`)
	attrRE   = regexp.MustCompile(`([a-z-]+)(?:="([^"]*)")?`)
	bodyIDRE = regexp.MustCompile(`<body id="([^"]*)"`)
)

var errNoForm = errors.New("there is no form on the page")

// Visit opens an address.
func (w *Web) Visit(address string) error {
	w.Last = address
	return w.do(http.MethodGet, address, nil)
}

func (w *Web) do(method, address string, form url.Values) error {
	req, err := http.NewRequest(method, address, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Sec-Fetch-Mode", "navigate")
	}
	if req.URL.Host != "" {
		w.Last = address
	}
	resp, err := w.client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	w.Page = string(b)
	return err
}

// Name is the id of the page's body.
func (w *Web) Name() string {
	if m := bodyIDRE.FindStringSubmatch(w.Page); m != nil {
		return m[1]
	}
	return ""
}

// Submit fills the page's form and presses a button: word goes into its one text field, or chooses what has the
// word in its id. "inbox" is the newest code; "cancel" presses that button; "go" presses the main one.
func (w *Web) Submit(word string) error {
	form := formRE.FindString(w.Page)
	if form == "" {
		return fmt.Errorf("%w: %s", errNoForm, w.Name())
	}
	if word == "inbox" {
		word = w.inbox()
	}
	values, action := url.Values{}, ""
	for _, tag := range tagRE.FindAllStringSubmatch(form, -1) {
		attr := map[string]string{}
		for _, a := range attrRE.FindAllStringSubmatch(tag[2], -1) {
			attr[a[1]] = html.UnescapeString(a[2])
		}
		switch {
		case tag[1] == "form":
			action = attr["action"]
		case tag[1] == "button":
			if attr["id"] == word && attr["name"] != "" {
				values.Set(attr["name"], attr["value"])
			}
		case attr["type"] == "hidden":
			values.Set(attr["name"], attr["value"])
		case attr["type"] == "radio":
			if strings.HasSuffix(attr["id"], word) {
				values.Set(attr["name"], attr["value"])
			}
		case word != "go" && word != "cancel":
			values.Set(attr["name"], word)
		}
	}
	base, err := url.Parse(w.Last)
	if err != nil {
		return err
	}
	to, err := base.Parse(action)
	if err != nil {
		return err
	}
	return w.do(http.MethodPost, to.String(), values)
}

// Finish presses on through pages that ask nothing, such as the one that carries the answer back to the app.
func (w *Web) Finish() error {
	for range 5 {
		switch form := formRE.FindString(w.Page); {
		case form == "" || !strings.Contains(form, `id="return"`):
			return nil
		}
		if err := w.Submit("go"); err != nil {
			return err
		}
	}
	return nil
}
