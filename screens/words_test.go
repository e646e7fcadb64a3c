package screens_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
	"time"

	"fyne.io/fyne/v2"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// message is one key of a translation: its sentence, or one for each plural form.
type message map[string]string

func translation(t *testing.T, tag string) map[string]message {
	t.Helper()
	content, err := assets.Translation(tag)
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(content, &raw); err != nil {
		t.Fatalf("%s: %v", tag, err)
	}
	all := map[string]message{}
	for key, value := range raw {
		var one string
		m := message{}
		if json.Unmarshal(value, &one) == nil {
			m["other"] = one
		} else if err := json.Unmarshal(value, &m); err != nil {
			t.Fatalf("%s: %s: %v", tag, key, err)
		}
		all[key] = m
	}
	return all
}

// sources parses the files of a folder that are not tests. A folder that is not there has none.
func sources(t *testing.T, dir string) []*ast.File {
	t.Helper()
	var files []*ast.File
	names, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// constants reads the string constants of a type from the source of a package, so that none can be forgotten.
func constants(t *testing.T, dir, typeName string) []string {
	t.Helper()
	var values []string
	for _, file := range sources(t, dir) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if id, ok := spec.Type.(*ast.Ident); !ok || id.Name != typeName {
				return true
			}
			for _, value := range spec.Values {
				if lit, ok := value.(*ast.BasicLit); ok {
					s, _ := strconv.Unquote(lit.Value)
					values = append(values, s)
				}
			}
			return true
		})
	}
	if len(values) < 3 {
		t.Fatalf("found %d constants of %s in the source of %s", len(values), typeName, dir)
	}
	return values
}

// spoken collects the keys that the code asks for by a literal: the first argument of Say and Plural, and the
// constants of connect.go.
func spoken(t *testing.T) map[string]bool {
	t.Helper()
	keys := map[string]bool{}
	literal := func(e ast.Expr) (string, bool) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return "", false
		}
		s, err := strconv.Unquote(lit.Value)
		return s, err == nil
	}
	for _, file := range append(sources(t, "."), sources(t, "../app")...) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "Say" || f.Sel.Name == "Plural") && len(n.Args) > 0 {
					if key, ok := literal(n.Args[0]); ok {
						keys[key] = true
					}
				}
			case *ast.ValueSpec:
				for _, value := range n.Values {
					if key, ok := literal(value); ok && strings.HasPrefix(key, "connect.problem.") {
						keys[key] = true
					}
				}
			}
			return true
		})
	}
	if len(keys) < 50 {
		t.Fatalf("found only %d keys in the source", len(keys))
	}
	return keys
}

// derived are the keys made of a code, and the forms of it that may exist beside.
func derived(t *testing.T) (must, may map[string]bool) {
	must, may = map[string]bool{}, map[string]bool{}
	for prefix, typeName := range map[string]string{"problem.": "ProblemCode", "failure.": "FailureKind", "browser.reason.": "Reason", "notice.": "Notice"} {
		for _, code := range constants(t, "../auth", typeName) {
			must[prefix+code] = true
			may[prefix+code+".at"], may[prefix+code+".neutral"] = true, true
		}
	}
	for _, code := range constants(t, "../assets/brand", "Code") {
		must[screens.FindingKey(brand.Code(code))] = true
	}
	return must, may
}

var partOfKey = regexp.MustCompile(`^[a-z_]+(\.[a-z_]+)*\.[a-z_]*$`)

// elsewhere is every string in the source of app. The window has words of its own; it may keep a key in a table, or
// make one of its first parts.
func elsewhere(t *testing.T) (keys, prefixes map[string]bool) {
	keys, prefixes = map[string]bool{}, map[string]bool{}
	for _, file := range sources(t, "../app") {
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, _ := strconv.Unquote(lit.Value)
				keys[s] = true
				if partOfKey.MatchString(s) {
					prefixes[strings.TrimSuffix(s, ".")+"."] = true
				}
			}
			return true
		})
	}
	return keys, prefixes
}

func TestEveryKeyHasWordsAndEveryWordAKey(t *testing.T) {
	english := translation(t, "en")
	used := spoken(t)
	must, may := derived(t)
	maps.Copy(used, must)
	for key := range used {
		if _, ok := english[key]; !ok {
			t.Errorf("the code says %q, but there are no words for it", key)
		}
	}
	keys, prefixes := elsewhere(t)
	for key := range english {
		made := false
		for prefix := range prefixes {
			made = made || strings.HasPrefix(key, prefix)
		}
		if !used[key] && !may[key] && !keys[key] && !made {
			t.Errorf("there are words for %q, but nothing says it", key)
		}
	}
}

func TestLanguagesSayTheSame(t *testing.T) {
	if got := assets.Languages(); len(got) < 3 || !slices.Contains(got, "en") {
		t.Fatalf("languages: %v", got)
	}
	english := translation(t, "en")
	for _, tag := range assets.Languages() {
		words, wanted := translation(t, tag), forms(tag)
		for key, original := range english {
			m, ok := words[key]
			if !ok {
				t.Errorf("%s: %q has no words", tag, key)
				continue
			}
			if got, want := params(t, m), params(t, original); !maps.Equal(got, want) {
				t.Errorf("%s: %q has the parameters %v, want %v", tag, key, got, want)
			}
			if len(original) > 1 && !slices.Equal(slices.Sorted(maps.Keys(m)), wanted) {
				t.Errorf("%s: %q has the plural forms %v, want %v", tag, key, slices.Sorted(maps.Keys(m)), wanted)
			}
			for form, sentence := range m {
				if strings.TrimSpace(sentence) == "" || sentence != strings.TrimSpace(sentence) || strings.Contains(sentence, "  ") {
					t.Errorf("%s: %q (%s) is blank or has stray blanks: %q", tag, key, form, sentence)
				}
			}
		}
		for key := range words {
			if _, ok := english[key]; !ok {
				t.Errorf("%s: %q is not in English", tag, key)
			}
		}
	}
}

// forms are the plural forms that a language has for whole numbers, as go-i18n knows them: a message that has every form
// tells which one it was.
func forms(tag string) []string {
	bundle := i18n.NewBundle(language.Make(tag))
	bundle.MustAddMessages(language.Make(tag), &i18n.Message{ID: "n", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other"})
	localizer := i18n.NewLocalizer(bundle, tag)
	found := map[string]bool{"other": true}
	for n := range 1000 {
		found[localizer.MustLocalize(&i18n.LocalizeConfig{MessageID: "n", PluralCount: n})] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// params are the names of the places in all sentences of a message.
func params(t *testing.T, m message) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, sentence := range m {
		trees, err := parse.Parse("s", sentence, "", "")
		if err != nil {
			t.Fatalf("%q: %v", sentence, err)
		}
		for _, node := range trees["s"].Root.Nodes {
			action, ok := node.(*parse.ActionNode)
			if !ok {
				continue
			}
			names[action.String()] = true
		}
	}
	return names
}

func TestNewWordsTakesTheLanguageThatFits(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "en-US": "en", "de": "de", "de-AT": "de", "de_CH.UTF-8": "de", "ar": "ar", "ar-EG": "ar",
		"tlh": "en", "": "en", "C": "en", "en-XA": "en-XA", "!!": "en", "POSIX": "en",
	} {
		w := words(t, tag)
		if w.Tag() != want || w.RTL() != (want == "ar") {
			t.Errorf("NewWords(%q) speaks %q, RTL %v; want %q", tag, w.Tag(), w.RTL(), want)
		}
	}
}

func TestProblemDependsOnTheCircumstance(t *testing.T) {
	w := words(t, "en")
	neutral := screens.Circumstance{Now: noon, Neutral: true}
	open := screens.Circumstance{Now: noon}
	unknown := &auth.Problem{Code: auth.UserNotFound}
	if a, b := w.Problem(unknown, neutral), w.Problem(unknown, open); a == b || strings.Contains(a, "account") {
		t.Errorf("neutral words %q reveal what the open words %q say", a, b)
	}
	locked := &auth.Problem{Code: auth.AccountLocked, RetryAt: noon.Add(3 * time.Minute).UTC()}
	if got := w.Problem(locked, open); !strings.Contains(got, "14:40") {
		t.Errorf("lock-out without the time of the person's wall: %q", got)
	}
	locked.RetryAt = noon.Add(-time.Minute)
	if got := w.Problem(locked, open); strings.Contains(got, ":") {
		t.Errorf("lock-out with a time that has passed: %q", got)
	}
	locked.RetryAt = noon.Add(24 * time.Hour)
	if got := w.Problem(locked, open); !strings.Contains(got, "23 November 2026") {
		t.Errorf("lock-out until another day without its date: %q", got)
	}
	if got := w.Problem(nil, open); got != "" {
		t.Errorf("words for no problem: %q", got)
	}
	if got, want := w.Problem(&auth.Problem{Code: "from_the_future"}, open), w.Problem(&auth.Problem{Code: auth.Refused}, open); got != want {
		t.Errorf("a code nobody knows says %q, want %q", got, want)
	}
	if got, want := w.Failure(screens.Failure{Kind: "from_the_future"}, open), w.Failure(screens.Failure{Kind: auth.FailureGarbage}, open); got != want {
		t.Errorf("a kind nobody knows says %q, want %q", got, want)
	}
}

// What is wrong with a clock or a certificate is told as such, with the facts there are.
func TestFailureTellsWhatItKnows(t *testing.T) {
	for _, c := range []struct {
		failure screens.Failure
		tag     string
		want    string
	}{
		{screens.Failure{Kind: auth.FailureClock, Skew: 7*time.Minute + 20*time.Second}, "en", "Your computer’s clock is about 7 minutes off."},
		{screens.Failure{Kind: auth.FailureClock, Skew: -7 * time.Minute}, "en", "about 7 minutes off"},
		{screens.Failure{Kind: auth.FailureClock, Skew: time.Minute}, "en", "about 1 minute off"},
		{screens.Failure{Kind: auth.FailureClock, Skew: 59 * time.Second}, "en", "seems to be wrong"},
		{screens.Failure{Kind: auth.FailureClock}, "en", "seems to be wrong"},
		{screens.Failure{Kind: auth.FailureClock, Skew: 89 * time.Minute}, "en", "89 minutes"},
		{screens.Failure{Kind: auth.FailureClock, Skew: 90 * time.Minute}, "en", "2 hours"},
		{screens.Failure{Kind: auth.FailureClock, Skew: 35 * time.Hour}, "en", "35 hours"},
		{screens.Failure{Kind: auth.FailureClock, Skew: -36 * time.Hour}, "en", "2 days"},
		{screens.Failure{Kind: auth.FailureClock, Skew: 7 * time.Minute}, "de", "etwa 7 Minuten falsch"},
		{screens.Failure{Kind: auth.FailureClock, Skew: 2 * time.Minute}, "ar", "دقيقتين"},
		{screens.Failure{Kind: auth.FailureOffline, Skew: 7 * time.Minute}, "en", "no connection"},
		{screens.Failure{Kind: auth.FailureTLS, Issuer: "Corp\u202E Inspection\n"}, "en", "Your network replaces certificates (issuer: Corp Inspection)"},
		{screens.Failure{Kind: auth.FailureTLS, Issuer: "Corp"}, "ar", "\u2068Corp\u2069"},
		{screens.Failure{Kind: auth.FailureTLS}, "en", "The connection is not secure"},
		{screens.Failure{Kind: auth.FailurePortal, Issuer: "Corp"}, "en", "sign in to it first"},
	} {
		if got := words(t, c.tag).Failure(c.failure, screens.Circumstance{Now: noon}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %+v says %q, want %q", c.tag, c.failure, got, c.want)
		}
	}
}

// No words may show a code, a key or a place that was not filled.
func TestEveryProblemAndFailureIsASentence(t *testing.T) {
	for _, tag := range assets.Languages() {
		w := words(t, tag)
		for _, retry := range []time.Time{{}, noon.Add(time.Minute)} {
			for _, neutral := range []bool{false, true} {
				c := screens.Circumstance{Now: noon, Neutral: neutral}
				said := map[string]string{}
				for _, code := range constants(t, "../auth", "ProblemCode") {
					said[code] = w.Problem(&auth.Problem{Code: auth.ProblemCode(code), RetryAt: retry}, c)
				}
				for _, kind := range constants(t, "../auth", "FailureKind") {
					said[kind] = w.Failure(screens.Failure{Kind: auth.FailureKind(kind), RetryAt: retry}, c)
				}
				for code, s := range said {
					if s == "" || strings.Contains(s, "_") || strings.Contains(s, "<no value>") || strings.Contains(s, "{{") || strings.Contains(s, "problem.") || strings.Contains(s, "failure.") {
						t.Errorf("%s: %s says %q", tag, code, s)
					}
				}
			}
		}
	}
}

func TestClock(t *testing.T) {
	for tag, want := range map[string]string{"en": "14:37", "en-GB": "14:37", "en-US": "2:37 PM", "de": "14:37 Uhr", "ar": "2:37 م", "en-AU": "2:37 PM", "en-XA": "14:37"} {
		if got := words(t, tag).Clock(noon); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestPlural(t *testing.T) {
	for tag, want := range map[string][]string{
		"en": {"1 second.", "2 seconds."}, "de": {"1 Sekunde.", "2 Sekunden."}, "ar": {"ثانية واحدة", "ثانيتين"},
	} {
		w := words(t, tag)
		for i, part := range want {
			if got := w.Plural("code.wait", i+1); !strings.Contains(got, part) {
				t.Errorf("%s: %d: %q does not hold %q", tag, i+1, got, part)
			}
		}
	}
}

// Text of strangers is cleaned and isolated on its way into a sentence.
func TestSayCleansWhatItQuotes(t *testing.T) {
	got := words(t, "en").Say("code.sent", screens.Params{"Target": "a\u202Eb\nc"})
	if strings.ContainsAny(got, "\u202E\n") || !strings.Contains(got, "ab c") {
		t.Errorf("said %q", got)
	}
	got = words(t, "ar").Say("code.sent", screens.Params{"Target": "a***a@x.example"})
	if !strings.Contains(got, "\u2068a***a@x.example\u2069") {
		t.Errorf("an address in an Arabic sentence is not isolated: %q", got)
	}
}

func TestAssetsAreComplete(t *testing.T) {
	if _, err := assets.Translation("tlh"); err == nil {
		t.Error("words for a language there are no words for")
	}
	if b := screens.BrandOf(screens.Stock(), "en"); b.Name != "Vestibule" || b.Logo == nil || b.LogoDark == nil || b.Logo == b.LogoDark || b.LogoCompact == nil {
		t.Error("the stock brand is not complete")
	}
	if icon := assets.AppIcon(); !strings.HasPrefix(string(icon), "\x89PNG") {
		t.Error("the icon is not a PNG")
	}
}

// Words below a field have one line of 288 less the room of an icon in the smallest card, so that an error does not
// make the card grow. Those that quote a host are as long as the host.
func TestWordsBelowFieldsFitOneLine(t *testing.T) {
	newApp(t)
	for _, tag := range assets.Languages() {
		for _, key := range []string{
			"username.missing", "password.missing", "code.missing", "code.again", "code.incomplete", "code.paste_help", "code.spam",
			"browser.missing", "browser.address_help", "connect.authority_help", "connect.client_help",
			"connect.problem.authority_invalid", "connect.problem.authority_missing", "connect.problem.authority_not_https",
			"connect.problem.client_invalid", "connect.problem.client_missing",
			"problem.username_invalid", "problem.user_not_found", "problem.user_not_found.neutral", "problem.wrong_password",
			"problem.wrong_code", "problem.code_incomplete", "problem.answer_missing", "problem.address_invalid",
			"problem.password_too_weak", "problem.password_too_short", "problem.password_too_long", "problem.password_recently_used",
			"problem.password_banned", "problem.password_invalid", "problem.attribute_invalid", "problem.contact_invalid",
			"new_password.missing", "attribute.missing", "attribute.choose_missing", "attribute.pattern", "attribute.display_name_hint",
			"attribute.given_name_hint", "attribute.surname_hint", "attribute.job_title_hint", "attribute.street_address_hint",
			"attribute.postal_code_hint", "attribute.city_hint", "attribute.state_hint", "attribute.country_hint",
			"phone.missing", "phone.country_missing", "register.email_help", "register.phone_help",
		} {
			s := words(t, tag).Say(key, screens.Params{"Length": 8})
			if wide := fyne.MeasureText(s, 13, fyne.TextStyle{}).Width; wide > kit.InnerMinWidth-20 {
				t.Errorf("%s: %s is %.0f wide: %q", tag, key, wide, s)
			}
		}
		for _, key := range []string{"connect.authority_placeholder", "username.placeholder", "phone.choose", "attribute.choose"} {
			// 24 of the field are its padding, and a list has a chevron of 20 beside its words.
			if s := words(t, tag).Say(key); fyne.MeasureText(s, 15, fyne.TextStyle{}).Width > kit.InnerMinWidth-24-28 {
				t.Errorf("%s: %s does not fit into a field: %q", tag, key, s)
			}
		}
		if s := words(t, tag).Plural("code.wait", 59); fyne.MeasureText(s, 13, fyne.TextStyle{}).Width > kit.InnerMinWidth {
			t.Errorf("%s: the countdown does not fit one line: %q", tag, s)
		}
	}
}

// The pseudo-locale has every word of English in another form, and every place of it.
func TestPseudoLocale(t *testing.T) {
	english, odd := words(t, "en"), words(t, screens.Pseudo)
	place := regexp.MustCompile(`\{\{\.(\w+)\}\}`)
	for key, m := range translation(t, "en") {
		if len(m) > 1 {
			continue
		}
		all := screens.Params{}
		for _, name := range place.FindAllStringSubmatch(m["other"], -1) {
			all[name[1]] = "X7"
		}
		plain, got := english.Say(key, all), odd.Say(key, all)
		if !strings.HasPrefix(got, "[") || !strings.HasSuffix(got, "]") || strings.Count(got, "X7") != strings.Count(plain, "X7") {
			t.Errorf("%s: %q became %q", key, plain, got)
		}
		if bare := place.ReplaceAllString(m["other"], ""); len(bare) > 20 && len([]rune(got)) < len([]rune(plain))*12/10 {
			t.Errorf("%s: %q is hardly longer than %q", key, got, plain)
		}
	}
	if got := odd.Plural("code.wait", 2); !strings.HasPrefix(got, "[") || !strings.Contains(got, "2") {
		t.Errorf("the plural says %q", got)
	}
}

// Every language has a name of its own, and a way to write a time of day and a date without English in it.
func TestLanguagesHaveManners(t *testing.T) {
	names := map[string]string{}
	at := time.Date(2026, 11, 23, 14, 37, 0, 0, time.UTC)
	for _, tag := range assets.Languages() {
		name := screens.LanguageName(tag)
		if other, twice := names[name]; name == "" || twice {
			t.Errorf("%s and %s are both called %q", tag, other, name)
		}
		names[name] = tag
		when := words(t, tag).When(at, at.Add(-48*time.Hour))
		if tag != "en" && (strings.Contains(when, "November") || strings.Contains(when, "PM")) || !strings.Contains(when, "37") || !strings.Contains(when, "2026") {
			t.Errorf("%s writes %q", tag, when)
		}
	}
}

// TestDecimal: the point of English is a comma in most languages of Europe.
func TestDecimal(t *testing.T) {
	for tag, want := range map[string]string{"en": "4.5", "de": "4,5", "fr": "4,5", "pt-BR": "4,5", "ru": "4,5", "ar": "4.5", "ja": "4.5", "he": "4.5"} {
		if got := words(t, tag).Decimal("4.5"); got != want {
			t.Errorf("%s writes %q, want %q", tag, got, want)
		}
	}
}
