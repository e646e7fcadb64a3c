package emulator

import (
	"bytes"
	"embed"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"strings"
)

//go:embed pages
var pageFiles embed.FS

// pages are the parsed pages, each in the frame of layout.html.
var pages = func() map[string]*template.Template {
	layout := template.Must(template.ParseFS(pageFiles, "pages/layout.html"))
	all := map[string]*template.Template{}
	for _, name := range []string{
		pageUsername, pageAccount, pagePassword, pageNewPassword, pageMethod, pageRegister, pageCode, pageFederated,
		"return", "error", "signed-out", "overview",
	} {
		all[name] = template.Must(template.Must(layout.Clone()).ParseFS(pageFiles, "pages/"+name+".html"))
	}
	return all
}()

// view is what a page shows.
type view struct {
	Page     string
	Label    string // of the tenant
	Title    string
	Wide     bool
	Script   bool
	Action   string
	Visit    string
	Problem  string
	Username string
	Sent     string // where the code went, masked
	Channel  string
	Other    bool // another method can be chosen
	Methods  []shownMethod
	Fields   []field
	Number   int
	Text     string
	Overview *overview
}

type shownMethod struct{ ID, Channel, Target string }

type field struct{ Name, Value string }

var titles = map[string]string{
	pageUsername:    "Sign in",
	pageAccount:     "Sign in",
	pagePassword:    "Enter password",
	pageNewPassword: "Choose a new password",
	pageMethod:      "Verify your identity",
	pageRegister:    "Add a second way to sign in",
	pageCode:        "Enter code",
	pageFederated:   "Sign in elsewhere",
}

// showVisit shows the page of a visit, or takes the browser back to the app.
func (t *Tenant) showVisit(w http.ResponseWriter, v *visit, out *verdict) {
	if out != nil {
		t.comeBack(w, v, out)
		return
	}
	s := &view{Title: titles[v.page], Action: v.action, Visit: v.id, Problem: v.problem, Username: v.username}
	if v.code != nil {
		s.Sent, s.Channel = mask(v.code.channel, v.code.to), v.code.channel
	}
	if v.person != nil && v.purpose == "second_factor" {
		s.Other = len(t.usable(v.person)) > 1
	}
	if v.page == pageMethod {
		for _, m := range t.usable(v.person) {
			s.Methods = append(s.Methods, shownMethod{m.id, m.channel, mask(m.channel, m.target)})
		}
	}
	// The form may lead to the app in one go, and browsers apply form-action to every hop.
	t.show(w, http.StatusOK, v.page, s, "'self' "+v.origin())
}

// comeBack sends the browser to the redirect URI, by a redirect or by a form that posts itself.
func (t *Tenant) comeBack(w http.ResponseWriter, v *visit, out *verdict) {
	p := t.parameters(out, v)
	if !v.formPost {
		w.Header().Set("Location", v.target()+"?"+p.Encode())
		w.Header().Set("Referrer-Policy", "no-referrer")
		w.WriteHeader(http.StatusSeeOther) // never 307: what was posted here is not for the app (RFC 9700 section 4.12)
		return
	}
	s := &view{Title: "Back to the app", Script: true, Action: v.target()}
	for _, name := range []string{"code", "session_state", "client_info", "error", "error_description", "state"} {
		if p.Has(name) {
			s.Fields = append(s.Fields, field{name, p.Get(name)})
		}
	}
	t.show(w, http.StatusOK, "return", s, v.origin())
}

// showFatal tells the person what must not be told to the redirect URI.
func (t *Tenant) showFatal(w http.ResponseWriter, f *fatal) {
	t.show(w, http.StatusBadRequest, "error", &view{Title: "We couldn't sign you in", Number: f.number, Text: f.text}, "'none'")
}

// show writes a page. Nothing on it comes from elsewhere, nothing may frame it, and its forms go to formAction alone. The
// referrer is cut to the origin: a form post needs that much to prove where it comes from.
func (t *Tenant) show(w http.ResponseWriter, status int, name string, v *view, formAction string) {
	v.Page, v.Label = name, t.dir.label()
	var body bytes.Buffer
	if err := pages[name].ExecuteTemplate(&body, "layout", v); err != nil {
		panic("emulator: " + err.Error()) // only for a page that does not fit view
	}
	if formAction == "" {
		formAction = "'none'"
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action "+formAction)
	h.Set("Referrer-Policy", "strict-origin")
	h.Set("X-Frame-Options", "DENY")
	w.WriteHeader(status)
	_, _ = io.Copy(w, &body) // the browser may have gone
}

// asset serves the style sheet and the script of the pages.
func asset(w http.ResponseWriter, name string) {
	raw, err := pageFiles.ReadFile("pages/" + name)
	if err != nil {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	kind := "text/css; charset=utf-8"
	if strings.HasSuffix(name, ".js") {
		kind = "text/javascript; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(http.StatusOK)
	w.Write(raw)
}

// afterLogout is where a logout leads, with the state; empty if it is nowhere on this computer.
func afterLogout(q form) string {
	u, err := url.Parse(q["post_logout_redirect_uri"])
	if err != nil || u.Scheme != "http" || !isLoopbackHost(u.Host) || u.User != nil {
		return ""
	}
	if q["state"] != "" {
		values := u.Query()
		values.Set("state", q["state"])
		u.RawQuery = values.Encode()
	}
	return u.String()
}
