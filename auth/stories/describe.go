package stories

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vestibule-app/vestibule/auth"
)

// Describe names a question in the words of a story: its kind first, then what matters about it.
func Describe(s auth.Step) []string {
	words := []string{}
	problem := func(p *auth.Problem) {
		if p != nil {
			words = append(words, string(p.Code))
		}
	}
	switch s := s.(type) {
	case auth.EnterUsername:
		words = append(words, "EnterUsername", s.Username, string(s.Scenario), string(s.Notice))
		problem(s.Problem)
	case auth.EnterPassword:
		words = append(words, "EnterPassword", s.Username)
		problem(s.Problem)
	case auth.EnterNewPassword:
		words = append(words, "EnterNewPassword", s.Username, string(s.Scenario))
		problem(s.Problem)
	case auth.EnterAttributes:
		words = append(words, "EnterAttributes", s.Username)
		for _, a := range s.Attributes {
			optional := ""
			if !a.Required {
				optional = "?"
			}
			words = append(words, a.Name+optional, a.Name+":"+string(a.Kind))
			if a.Value != "" {
				words = append(words, a.Name+"="+strings.ReplaceAll(a.Value, " ", "_"))
			}
		}
		problem(s.Problem)
		if s.Problem != nil {
			for _, name := range s.Problem.Fields {
				words = append(words, "!"+name)
			}
		}
	case auth.EnterCode:
		words = append(words, "EnterCode", s.Username, string(s.Channel), string(s.Purpose), string(s.Notice))
		problem(s.Problem)
	case auth.ChooseMethod:
		words = append(words, "ChooseMethod", s.Username)
		problem(s.Problem)
	case auth.RegisterMethod:
		words = append(words, "RegisterMethod", s.Username)
		for _, m := range s.Methods {
			words = append(words, string(m.Channel))
		}
		words = append(words, s.Target)
		problem(s.Problem)
	case auth.Waiting:
		words = append(words, "Waiting", s.Username)
	case auth.OpenBrowser:
		words = append(words, "OpenBrowser", s.Username, string(s.Reason))
		problem(s.Problem)
	case auth.SignedIn:
		kept := "unkept"
		if s.Kept {
			kept = "kept"
		}
		words = append(words, "SignedIn", s.Account.Username, kept)
		problem(s.Problem)
	case auth.Ended:
		words = append(words, "Ended", s.Username)
		problem(s.Problem)
	}
	return words
}

// Matches holds a question against an "ask": the kind is the same, every word is there, a word after "not:" is not, and
// no problem and no notice is there that the story does not name.
func Matches(got, want []string) bool {
	if len(want) == 0 || got[0] != want[0] {
		return false
	}
	for _, w := range want[1:] {
		if without, ok := strings.CutPrefix(w, "not:"); ok == slices.Contains(got, cmp.Or(without, w)) {
			return false
		}
	}
	for _, g := range got[1:] {
		if (slices.Contains(auth.ProblemCodes, auth.ProblemCode(g)) || slices.Contains(auth.Notices, auth.Notice(g))) && !slices.Contains(want, g) {
			return false
		}
	}
	return true
}
