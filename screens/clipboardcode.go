package screens

import (
	"strings"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// Offering is a Screen that offers to paste a code that was copied elsewhere. Offer gives it what ClipboardCode makes of
// the clipboard, when the window gets the focus and there is something new in it; it reports whether the screen offers
// that. Anything else takes the offer away.
type Offering interface{ Offer(code string) bool }

// ClipboardCode is the code that a copied text is, in digits 0 to 9; "" when it is anything else beside.
func ClipboardCode(text string) string {
	if text = strings.TrimSpace(text); len(text) > 4*longestCode {
		return ""
	}
	var code strings.Builder
	for _, r := range text {
		d, ok := kit.Digit(r)
		if !ok {
			return ""
		}
		code.WriteRune(d)
	}
	if n := code.Len(); n < shortestCode || n > longestCode {
		return ""
	}
	return code.String()
}

// spaced sets the digits of a code apart in threes or fours, so that they can be compared at a glance.
func spaced(code string) string {
	size := 0
	switch {
	case len(code)%3 == 0:
		size = 3
	case len(code)%4 == 0:
		size = 4
	default:
		return code
	}
	var groups []string
	for at := 0; at < len(code); at += size {
		groups = append(groups, code[at:at+size])
	}
	return strings.Join(groups, "\u00A0")
}

// Offer implements Offering: a code of the length that is asked for, unless one has been typed.
func (c *code) Offer(text string) bool {
	c.offered = ""
	if text != "" && len(text) == codeLength(c.step.Length) && !c.field.Rejected(text) && c.field.Text() == "" && c.progress == Idle {
		c.offered = text
		c.copied.SetLabel(c.Words.Say("code.offer", Params{"Code": spaced(text)}))
	}
	c.arrange()
	return c.offered != ""
}

// take pastes the code that is offered.
func (c *code) take() {
	text := c.offered
	c.Offer("")
	c.field.Paste(text)
}

// withdraw takes the offer away when the person does something else.
func (c *code) withdraw() {
	if c.offered != "" {
		c.Offer("")
	}
}
