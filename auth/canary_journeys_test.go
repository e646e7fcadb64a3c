package auth_test

import (
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/auth"
)

// The secrets of the recorded journeys, by what stands there in their place. A blank cannot stand in a line of a story.
var journeyCanaries = map[string]string{
	"Correct-Horse-1":   "Canary-Old/wörd+1&x",
	"Rhubarb-Pie-42":    "Canary-New/wörd+2&x",
	"Rhubarb-Pie-43":    "Canary-Newer/wörd+3&x",
	"rhubarbpie":        "Canary-Weak/wörd+4&x",
	"Ada_Lovelace":      "Canary-Näme-Qx71",
	"Ada Lovelace":      "Canary-Näme-Qx71",
	"London":            "Canary-Cîty-Qx72",
	"AB1234":            "Canary-Number-Qx73",
	"+15555550142":      "+15557351926",
	"nell@mail.example": "canary.contact@mail.example",
	"00000000":          "73519260",

	"ada@contoso.example":      "canary.ada@contoso.example",
	"new@contoso.example":      "canary.new@contoso.example",
	"expired@contoso.example":  "canary.expired@contoso.example",
	"password@contoso.example": "canary.password@contoso.example",
	"otp@contoso.example":      "canary.otp@contoso.example",
	"both@contoso.example":     "canary.both@contoso.example",
	"sms@contoso.example":      "canary.sms@contoso.example",
}

// canaried is a journey with secrets unlike anything else.
func (j journey) canaried() journey {
	var pairs []string
	for _, old := range slices.SortedFunc(maps.Keys(journeyCanaries), func(a, b string) int { return len(b) - len(a) }) {
		pairs = append(pairs, old, journeyCanaries[old])
	}
	swap := strings.NewReplacer(pairs...).Replace
	j.script.Lines = slices.Clone(j.script.Lines)
	for i, l := range j.script.Lines {
		l.Words = slices.Clone(l.Words)
		for k := range l.Words {
			l.Words[k] = swap(l.Words[k])
		}
		j.script.Lines[i] = l
	}
	j.exchanges = slices.Clone(j.exchanges)
	for i, e := range j.exchanges {
		e.form = maps.Clone(e.form)
		for key, value := range e.form {
			e.form[key] = swap(value)
		}
		e.body = swap(e.body)
		e.notes = slices.Clone(e.notes)
		for k := range e.notes {
			e.notes[k].text = swap(e.notes[k].text)
		}
		j.exchanges[i] = e
	}
	return j
}

// watched plays with a journey and holds what got out against what was secret in it: nothing of what the person said or
// what the tenant gave to keep gets out by the log or an error, and neither tokens, codes nor passwords by a question.
func (j journey) watched(t *testing.T, play func(journey, *testing.T)) {
	t.Helper()
	out, asked := &sink{}, &sink{}
	var last *replay
	j = j.canaried()
	j.log = slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	j.watch = func(p *replay) {
		last = p
		if p.err != nil {
			out.show(p.err)
		}
		if problem := auth.ProblemOf(p.step); problem != nil {
			named := *problem
			named.Fields = nil // names of attributes
			out.show(named)
		}
		asked.show(p.step)
	}
	play(j, t)
	if len(out.text()) < 100 || len(asked.text()) < 200 {
		t.Fatalf("hardly anything was printed: %s", out.text())
	}
	said := slices.Collect(maps.Values(journeyCanaries))
	said = slices.DeleteFunc(said, func(s string) bool {
		return strings.Contains(s, "=") || strings.Contains(s, `"`) || strings.Contains(s, "\n")
	})
	var given []string
	for name, value := range last.tape.bound {
		switch {
		case name == "client" || name == "correlation_id" || strings.HasPrefix(name, "trace_id") || strings.HasPrefix(name, "timestamp"),
			strings.HasSuffix(name, "-method"), name == "redirect_uri", strings.HasPrefix(name, "client_info"):
		case len(value) < 8: // a code by text message: looked for as it is, since pieces of it are in any number
			if strings.Contains(out.text(), value) || strings.Contains(asked.text(), value) {
				t.Errorf("%s got out", name)
			}
		case name == "nonce" || name == "state": // these are in the address that the browser opens
			mustNotHold(t, "the log", out.text(), value)
		default:
			given = append(given, value)
		}
	}
	mustNotHold(t, "the log or an error", out.text(), append(said, given...)...)
	passwords := slices.DeleteFunc(slices.Clone(said), func(s string) bool { return !strings.Contains(s, "wörd") })
	mustNotHold(t, "a question", asked.text(), append(passwords, given...)...)
}

// Sign-up, reset, registration and all the others keep to themselves what was said in them.
func TestCanariesOfJourneys(t *testing.T) {
	for name, j := range journeys(t) {
		t.Run(name, func(t *testing.T) {
			j.watched(t, func(j journey, t *testing.T) { j.play(t) })
		})
	}
}

// So they do when the tenant refuses.
func TestCanariesOfErrors(t *testing.T) {
	for name, j := range branches(t) {
		t.Run(name, func(t *testing.T) {
			j.watched(t, func(j journey, t *testing.T) { j.playError(t) })
		})
	}
}

// And when it echoes what it was sent, or answers with anything but an answer.
func TestCanariesOfEchoes(t *testing.T) {
	secrets := strings.Join(slices.Collect(maps.Values(journeyCanaries)), " ")
	bodies := map[string]string{
		"refused":  toJSON(map[string]any{"error": secrets, "suberror": secrets, "error_description": secrets, "trace_id": secrets, "correlation_id": secrets}),
		"garbage":  secrets,
		"no token": toJSON(map[string]any{"challenge_type": secrets, "status": secrets, "token_type": secrets}),
	}
	for name, j := range journeys(t) {
		for from := range j.exchanges {
			for kind, body := range bodies {
				t.Run(fmt.Sprintf("%s from %d on: %s", name, from+1, kind), func(t *testing.T) {
					j.watched(t, func(j journey, t *testing.T) {
						j.otherwise(t, from, 400, func(times int) *http.Response {
							status := []int{http.StatusBadRequest, http.StatusOK}[times%2]
							return answered(status, body, "client-request-id", body, "x-ms-request-id", body)
						})
					})
				})
			}
		}
	}
}

// An answer prints dots for whatever the person said, alone, in a list and behind a pointer.
func TestAnswersPrintDots(t *testing.T) {
	const secret = "Canary Secret/wörd+7&x"
	out := &sink{}
	answers := []auth.Answer{auth.NewPassword{Value: secret}, auth.Attributes{Values: map[string]string{"displayName": secret, secret: "x"}},
		auth.Register{MethodID: "sms", Target: secret}, auth.Code{Value: secret}, auth.Password{Value: secret}, auth.BrowserReturned{Address: secret}}
	for _, a := range answers {
		out.show(a, &a, struct{ A auth.Answer }{a})
	}
	out.show(answers, map[string]any{"answers": answers})
	if strings.Count(out.text(), "••") < 6*len(answers) {
		t.Errorf("the answers print hardly anything: %s", out.text())
	}
	mustNotHold(t, "a printed answer", out.text(), secret)
}
