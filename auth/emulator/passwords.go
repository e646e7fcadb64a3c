package emulator

import (
	"slices"
	"strings"
	"time"
)

// historyLength is how many former passwords of a person are remembered.
const historyLength = 5

// symbols that a password may hold besides letters and digits.
const symbols = " @#$%^&*-_!+=[]{}|\\:',.?/`~\"();<>"

// weakness names the password rule that a new password breaks (protocol-v1 section 11), as the wire's suberror, or is
// empty. The person is nil in a sign-up.
func (t *Tenant) weakness(p *person, password string) string {
	var upper, lower, digit, symbol int
	for _, c := range password {
		switch {
		case c >= 'A' && c <= 'Z':
			upper = 1
		case c >= 'a' && c <= 'z':
			lower = 1
		case c >= '0' && c <= '9':
			digit = 1
		case strings.ContainsRune(symbols, c):
			symbol = 1
		default:
			return "password_is_invalid"
		}
	}
	switch {
	case len(password) < 8:
		return "password_too_short"
	case len(password) > 256:
		return "password_too_long"
	case upper+lower+digit+symbol < 3:
		return "password_too_weak"
	case t.banned(password):
		return "password_banned"
	case p != nil && p.used(password):
		return "password_recently_used"
	}
	return ""
}

// policyTexts tell a broken password rule.
var policyTexts = map[string]string{
	"password_is_invalid":    "The password holds a character that is not allowed.",
	"password_too_short":     "The password is too short.",
	"password_too_long":      "The password is too long.",
	"password_too_weak":      "The password is too weak: it needs three of upper-case letters, lower-case letters, digits and symbols.",
	"password_banned":        "The password holds a word, phrase or pattern that makes it easily guessable.",
	"password_recently_used": "The password was used recently.",
}

// brokenRule refuses a password. Of the numbers only that of a weak one is published.
func brokenRule(rule string) *reply {
	number := 0
	if rule == "password_too_weak" {
		number = 399246
	}
	return refuse("invalid_grant", number, policyTexts[rule]).sub(rule)
}

// commonWords stand for the global banned list, which Entra does not publish.
var commonWords = []string{"password", "qwerty", "welcome", "letmein", "iloveyou", "admin", "12345678", "abcdefgh"}

// disguises are the substitutions that do not make a banned word a better one.
var disguises = strings.NewReplacer("0", "o", "1", "l", "$", "s", "@", "a", "3", "e", "5", "s", "!", "i")

// banned judges as Entra describes it: of the password in lower case, without its disguises, every banned word counts one
// point and every other character one; five points are enough.
func (t *Tenant) banned(password string) bool {
	const enough = 5
	plain := strings.ToLower(password)
	return t.points(plain) < enough || t.points(disguises.Replace(plain)) < enough
}

func (t *Tenant) points(text string) int {
	n := 0
	for _, word := range slices.Concat(commonWords, t.dir.Policies.BannedPasswords) {
		if word = strings.ToLower(word); word != "" {
			n += strings.Count(text, word)
			text = strings.ReplaceAll(text, word, "")
		}
	}
	return n + len(text)
}

// used reports whether a password is the person's, or was lately.
func (p *person) used(password string) bool {
	return p.password.matches(password) || slices.ContainsFunc(p.history, func(old secret) bool { return old.matches(password) })
}

// setPassword changes the password, ends the lockout and lets the person in again.
func (t *Tenant) setPassword(p *person, password secret) {
	if p.password.sum != nil {
		p.history = append(p.history, p.password)
	}
	if extra := len(p.history) - historyLength; extra > 0 {
		p.history = slices.Delete(p.history, 0, extra)
	}
	p.password, p.mustChange, p.unsaved = password, false, true
	p.wrong, p.locks, p.recent, p.lockedUntil = 0, 0, nil, time.Time{}
}

// revokeSessions kills the refresh tokens of a person.
func (t *Tenant) revokeSessions(p *person) {
	t.keep(t.refresh.revoke(func(r refreshToken) bool { return r.User == p.oid }))
}
