package app

// What is said of keys and tokens.
var (
	HelpKey     = helpKey
	TokenKey    = tokenKey
	SelfEvident = selfEvident
)
