package screens

import (
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// findingWords are the words of a finding that stand elsewhere; those of every other code are under studio.finding.
var findingWords = map[brand.Code]string{
	brand.ContrastLow:      "studio.repaired",
	brand.AuthorityInvalid: "connect.problem.authority_invalid",
	brand.ClientInvalid:    "connect.problem.client_invalid",
	brand.PackMissing:      "studio.failed.missing",
	brand.PackBarred:       "studio.failed.barred",
}

// Finding says what is wrong with a pack and what to do about it. It does not say where: the key and the line stand beside
// it. Without a code it is the English sentence.
func (w *Words) Finding(f brand.Finding) string {
	if f.Code == "" {
		return w.finding(f.Text)
	}
	params := Params{"File": f.File, "Text": said(w.finding(f.Text))}
	for name, arg := range f.Args {
		params[name] = arg
	}
	all := []string{w.Say(findingKey(f.Code), params)}
	if near := f.Args["Near"]; near != "" {
		all = append(all, w.Say("studio.near", Params{"Name": near}))
	}
	return strings.Join(all, " ")
}

// Failed says that something could not be done, with the sentence of the system, which is in English.
func (w *Words) Failed(text string) string {
	return w.Say("studio.failed.other", Params{"Text": said(w.finding(text))})
}

// findingIn says where a finding is in a pack at a path too. Without words of its own it is the English line, which names
// the key itself.
func (w *Words) findingIn(f brand.Finding, path string) string {
	if f.Code == "" {
		return w.finding(f.In(path))
	}
	var parts []string
	for _, part := range []string{f.Where(path), f.Key} {
		if part != "" {
			parts = append(parts, w.finding(part))
		}
	}
	return strings.Join(append(parts, w.Finding(f)), ": ")
}

func findingKey(code brand.Code) string {
	if key, elsewhere := findingWords[code]; elsewhere {
		return key
	}
	return "studio.finding." + string(code)
}
