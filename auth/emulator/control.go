package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

// control serves /_emulator: what no real tenant has. It is for the person at this computer alone, and not for other web
// pages in the same browser; those of the origins that Origins names may read messages and requests.
func (t *Tenant) control(w http.ResponseWriter, r *http.Request, path string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if !t.sameOrigin(r) {
		complain(w, http.StatusForbidden, otherSite)
		return
	}
	switch path {
	case "", "/":
		if only(w, r, http.MethodGet, http.MethodHead) {
			t.showOverview(w, r)
		}
	case "/page.css", "/return.js":
		if only(w, r, http.MethodGet, http.MethodHead) {
			asset(w, path[1:])
		}
	case "/messages":
		if only(w, r, http.MethodGet, http.MethodHead) {
			writeJSON(w, http.StatusOK, t.Messages(r.URL.Query().Get("to")))
		}
	case "/requests":
		if only(w, r, http.MethodGet, http.MethodHead) {
			writeJSON(w, http.StatusOK, t.Requests())
		}
	case "/reset":
		if only(w, r, http.MethodPost) {
			done(w, http.StatusInternalServerError, t.Reset())
		}
	case "/weather":
		var order struct {
			Kind       Kind   `json:"kind"`
			After      int    `json:"after"`
			Times      int    `json:"times"`
			Delay      string `json:"delay"` // "3s"
			RetryAfter int    `json:"retry_after"`
		}
		if !only(w, r, http.MethodPost) || !read(w, r, &order) {
			return
		}
		delay, err := duration(order.Delay)
		if err == nil {
			err = t.Weather(Weather{Kind: order.Kind, After: order.After, Times: order.Times, Delay: delay, RetryAfter: order.RetryAfter})
		}
		done(w, http.StatusBadRequest, err)
	case "/clock":
		var order struct {
			Advance string `json:"advance"` // "10m"
		}
		if !only(w, r, http.MethodPost) || !read(w, r, &order) {
			return
		}
		d, err := time.ParseDuration(order.Advance)
		if err == nil {
			t.Advance(d)
		}
		done(w, http.StatusBadRequest, err)
	case "/revoke":
		var order struct {
			User string `json:"user"`
		}
		if !only(w, r, http.MethodPost) || !read(w, r, &order) {
			return
		}
		if !t.Revoke(order.User) {
			complain(w, http.StatusNotFound, "there is no such user")
			return
		}
		done(w, 0, nil)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// overview is what the page of /_emulator/ shows beyond a title.
type overview struct {
	Addresses []string // of the tenant
	Origins   []string
	Apps      []shownApp
	Users     []User
	Password  string // of everybody who has one at the start; empty: they differ, and are shown nowhere
	Messages  []Message
	Requests  []Request
}

type shownApp struct{ ClientID, About string }

func (t *Tenant) showOverview(w http.ResponseWriter, r *http.Request) {
	base := t.base(r)
	o := &overview{
		Addresses: []string{base + "/" + t.dir.Name, base + "/" + t.dir.ID},
		Origins:   t.origins,
		Users:     t.Users(),
		Messages:  t.Messages(""),
		Requests:  t.Requests(),
	}
	for _, a := range t.dir.Apps {
		o.Apps = append(o.Apps, shownApp{a.ClientID, t.dir.describe(a)})
	}
	if t.dir.passwordIsPublic() {
		o.Password = Password
	}
	t.show(w, http.StatusOK, "overview", &view{Title: "Emulated tenant " + t.dir.Name, Wide: true, Overview: o}, "'none'")
}

// read decodes a small JSON object; an unknown field is an error, so that a misspelt one is noticed.
func read(w http.ResponseWriter, r *http.Request, into any) bool {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		if err = d.Decode(into); err == nil && d.InputOffset() != int64(len(bytes.TrimRight(raw, " \t\r\n"))) {
			err = errors.New("more than one JSON value")
		}
	}
	if err != nil {
		complain(w, http.StatusBadRequest, err.Error())
	}
	return err == nil
}

func done(w http.ResponseWriter, status int, err error) {
	if err != nil {
		complain(w, status, err.Error())
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func complain(w http.ResponseWriter, status int, text string) {
	writeJSON(w, status, map[string]string{"error": text})
}

// duration reads a duration of Go's form; empty is zero.
func duration(s string) (time.Duration, error) {
	if s == "" {
		return 0, nil
	}
	return time.ParseDuration(s)
}
