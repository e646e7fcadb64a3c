package app

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
)

// This file is how Brand Studio says what is wrong and what is what, in the language of its window. On the command line the
// same is said in English.

// why is what an error says.
func (s *Studio) why(err error) string {
	var refused *brand.Error
	if errors.As(err, &refused) && len(refused.Findings) > 0 {
		return s.words.Finding(refused.Findings[0])
	}
	var u *unusable
	if !errors.As(err, &u) {
		return s.words.Failed(err.Error())
	}
	file := screens.Params{"File": visible(filepath.Base(u.name))}
	switch {
	case errors.Is(u.why, fs.ErrNotExist):
		return s.words.Say("studio.failed.missing", file)
	case errors.Is(u.why, fs.ErrExist):
		return s.words.Say("studio.failed.taken", file)
	default:
		return s.words.Say("studio.failed.barred", file)
	}
}

// selfEvident are the keys whose names say all there is to say.
var selfEvident = []string{"look.text", "look.control_radius", "look.card_radius", "look.logo_place", "package.version"}

// helpElsewhere are the words about keys that stand elsewhere: what is said of them is said of others too.
var helpElsewhere = map[string]string{
	"look.background": "studio.token.page",
	"look.surface":    "studio.token.card",
	"links.privacy":   "studio.help.links.terms",
}

// help says more about a key of the inputs; nothing when its name says all.
func (s *Studio) help(key string) string {
	if words := helpKey(key); words != "" {
		return s.words.Say(words)
	}
	return ""
}

func helpKey(key string) string {
	if slices.Contains(selfEvident, key) {
		return ""
	}
	if words, elsewhere := helpElsewhere[key]; elsewhere {
		return words
	}
	return "studio.help." + key
}

// tokenElsewhere are the words about tokens that stand elsewhere.
var tokenElsewhere = map[string]string{
	"control_radius": "studio.key.look.control_radius",
	"card_radius":    "studio.key.look.card_radius",
	"edge":           "studio.token.control",
	"ring_width":     "studio.token.ring",
}

// tokenHelp says what is drawn with a token.
func (s *Studio) tokenHelp(token string) string { return s.words.Say(tokenKey(token)) }

func tokenKey(token string) string {
	if words, elsewhere := tokenElsewhere[token]; elsewhere {
		return words
	}
	if strings.HasSuffix(token, "_line") { // below the size that it goes with
		return "studio.token.line"
	}
	return "studio.token." + strings.TrimSuffix(token, "_size")
}
