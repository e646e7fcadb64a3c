package app

import "github.com/vestibule-app/vestibule/assets/brand"

// What is said of keys and tokens.
var (
	HelpKey     = helpKey
	TokenKey    = tokenKey
	SelfEvident = selfEvident
)

// FoundIn is a flaw as a window says it.
func FoundIn(f Flaw) brand.Finding { return f.found() }

// Explain says why a file could not be used.
var Explain = explain

// Why is what the window says of an error.
func (s *Studio) Why(err error) string { return s.why(err) }
