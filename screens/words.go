package screens

import (
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/vestibule-app/vestibule/auth"
)

// fallback is the language whose words are complete by definition.
const fallback = "en"

// Params fill the places of a sentence, by name. Strings are made harmless with Clean, and set apart with Isolate
// when they run against the direction of the sentence.
type Params map[string]any

// Words says everything the screens say, in one language. It is safe for use by several goroutines.
type Words struct {
	tag       string
	wanted    language.Tag // what was asked for, which tag fits best
	localizer *i18n.Localizer
	keys      map[string]bool
	manner    manner
	branded   *branding // words of a brand in the place of these; nil for none
}

// NewWords takes the language that fits a BCP 47 tag best ("de-AT", also "de_AT.UTF-8"), English when none does. It
// fails only when the words that are compiled in cannot be read.
func NewWords(tag string) (*Words, error) {
	tag, _, _ = strings.Cut(tag, ".")
	wanted, _ := language.Parse(strings.ReplaceAll(tag, "_", "-")) // a tag nobody knows is Und, which fits English
	matcher, tags := translated()
	_, index, _ := matcher.Match(wanted)
	chosen := tags[index].String()
	if strings.EqualFold(strings.ReplaceAll(tag, "_", "-"), Pseudo) {
		chosen = Pseudo
	}
	v, err := vocabularyOf(chosen)
	if err != nil {
		return nil, err
	}
	return &Words{tag: chosen, wanted: wanted, localizer: v.localizer, keys: v.keys, manner: mannerOf(chosen, wanted)}, nil
}

// Tag is the language that was chosen, as a BCP 47 tag.
func (w *Words) Tag() string { return w.tag }

// RTL reports whether the language is written from right to left.
func (w *Words) RTL() bool { return w.manner.rtl }

// Decimal is a number that was written with a point before its decimals, as the language writes it.
func (w *Words) Decimal(number string) string {
	if w.manner.comma {
		return strings.Replace(number, ".", ",", 1)
	}
	return number
}

// Directed are the same words, laid out from right to left or from left to right whatever their language. They are for
// looking at layouts.
func (w *Words) Directed(rtl bool) *Words {
	turned := *w
	turned.manner.rtl = rtl
	return &turned
}

// Say gives the sentence of a key. A key nobody wrote words for comes back as it is, so that it is seen.
func (w *Words) Say(key string, params ...Params) string {
	return w.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: w.data(params)})
}

// Plural gives the sentence of a key for a number, which it calls Count.
func (w *Words) Plural(key string, n int, params ...Params) string {
	data := w.data(params)
	data["Count"] = n
	return w.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: n})
}

func (w *Words) localize(config *i18n.LocalizeConfig) string {
	if s := w.branded.localize(config); s != "" {
		return s
	}
	s, err := w.localizer.Localize(config)
	if err != nil || s == "" {
		return config.MessageID
	}
	return s
}

func (w *Words) data(params []Params) map[string]any {
	data := map[string]any{}
	for _, p := range params {
		for name, value := range p {
			switch s := value.(type) {
			case string:
				value = w.apart(Clean(s))
			case hostName:
				value = w.apart(clean(string(s), longestHost))
			}
			data[name] = value
		}
	}
	return data
}

// said is a sentence of this package that stands beside another: it is no text of a stranger, and stays as it is.
type said string

// hostName is who gets the credentials. Its end tells one host from another, so it is never cut off.
type hostName string

// longestHost is how long a host may be (RFC 1035, section 2.3.4).
const longestHost = 253

// apart makes a string fit to stand inside a sentence of this language.
func (w *Words) apart(s string) string {
	if w.RTL() != rightToLeft(s) {
		return Isolate(s)
	}
	return s
}

// Circumstance is what the words for a refusal depend on beside the refusal.
type Circumstance struct {
	Now     time.Time // to tell times of today from others; its location is the person's
	Neutral bool      // do not reveal whether an account exists
}

// Problem says what happened and what to do. It gives "" for nil, and the words of auth.Refused for a code it does
// not know.
func (w *Words) Problem(p *auth.Problem, c Circumstance) string {
	if p == nil {
		return ""
	}
	return w.explain("problem."+string(p.Code), "problem."+string(auth.Refused), p.RetryAt, c)
}

// Notice says what was done before. It gives "" for a notice it does not know.
func (w *Words) Notice(n auth.Notice) string {
	if key := "notice." + string(n); w.keys[key] {
		return w.Say(key)
	}
	return ""
}

// Failure says that nobody answered, or nobody answered sensibly, and what to do. It gives the words of
// auth.FailureGarbage for a kind it does not know.
func (w *Words) Failure(f Failure, c Circumstance) string {
	switch {
	case f.Kind == auth.FailureClock && f.Skew.Abs() >= time.Minute:
		return w.skewed(f.Skew)
	case f.Kind == auth.FailureTLS && Clean(f.Issuer) != "":
		return w.Say("failure.tls.issuer", Params{"Issuer": f.Issuer})
	}
	return w.explain("failure."+string(f.Kind), "failure."+string(auth.FailureGarbage), f.RetryAt, c)
}

// skewed says how wrong this computer's clock is, in the largest unit that tells it.
func (w *Words) skewed(by time.Duration) string {
	const day = 24 * time.Hour
	in := func(unit time.Duration) int { return int(by.Abs().Round(unit) / unit) }
	switch {
	case in(time.Minute) < 90:
		return w.Plural("failure.clock.minutes", in(time.Minute))
	case in(time.Hour) < 36:
		return w.Plural("failure.clock.hours", in(time.Hour))
	}
	return w.Plural("failure.clock.days", in(day))
}

func (w *Words) explain(key, unknown string, retryAt time.Time, c Circumstance) string {
	if !w.keys[key] {
		key = unknown
	}
	if c.Neutral && w.keys[key+".neutral"] {
		key += ".neutral"
	}
	if retryAt.After(c.Now) && w.keys[key+".at"] {
		return w.Say(key+".at", Params{"Time": w.When(retryAt, c.Now)})
	}
	return w.Say(key)
}

// Clock gives the time of day in the person's form, such as "14:40", "2:40 PM" or "14:40 Uhr".
func (w *Words) Clock(t time.Time) string {
	s := t.Format(w.manner.clock)
	if w.manner.halves[0] != "" {
		s = strings.NewReplacer("AM", w.manner.halves[0], "PM", w.manner.halves[1]).Replace(s)
	}
	return s
}

// When gives the time of day in the location of now, with the date unless it is the same day.
func (w *Words) When(t, now time.Time) string {
	t = t.In(now.Location())
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return w.Clock(t)
	}
	return w.Say("time.date", Params{"Clock": w.Clock(t), "Date": t.Format(w.manner.date)})
}
