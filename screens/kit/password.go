package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

// revealTime is how long the characters of a password stay on show.
const revealTime = 30 * time.Second

// PasswordField is a Field whose characters are hidden until the eye in it is used, and again after half a minute. Its
// text is never copied or cut, shown or not; pasting works. A pasted text loses line breaks at its ends but keeps its
// blanks, which may be part of the password.
type PasswordField struct {
	Field
	eye        *IconButton
	show, hide string
	shown      *fyne.Animation // runs until the characters are hidden again
	caps       capsLock
	capsHint   string
	blankHint  string
}

// NewPasswordField makes a password field; the other two labels name what the eye does next.
func NewPasswordField(label, showLabel, hideLabel string) *PasswordField {
	p := &PasswordField{show: showLabel, hide: hideLabel}
	p.init(label)
	in := p.entry
	in.secret, in.Password = true, true
	in.caps = &p.caps
	in.stirred = p.hint
	p.eye = NewIconButton(Icon(IconEye), showLabel, func() { p.setConcealed(!p.entry.Password) })
	p.eye.OnKey = p.eyeKey
	p.trailing = p.eye
	p.ExtendBaseWidget(p)
	return p
}

// SetHints gives the words that stand below the box, while there is no error, when Caps Lock is on and when the text ends
// with a blank. Empty words are not shown.
func (p *PasswordField) SetHints(capsLock, blankAtEnd string) {
	p.capsHint, p.blankHint = capsLock, blankAtEnd
	p.hint()
}

// Hint is the hint on show.
func (p *PasswordField) Hint() string { return p.note.hint }

// hint shows the hint that is due. The caps lock only matters while something is typed here.
func (p *PasswordField) hint() {
	hint := ""
	switch {
	case p.entry.held && p.caps.on:
		hint = p.capsHint
	case strings.HasSuffix(p.entry.Text, " ") || strings.HasSuffix(p.entry.Text, "\u00A0"):
		hint = p.blankHint
	}
	if hint != p.note.hint {
		p.note.hint = hint
		p.Refresh()
	}
}

// eyeKey leaves Enter to the form that the field is part of: Space is what uses the eye.
func (p *PasswordField) eyeKey(e *fyne.KeyEvent) bool {
	if p.OnKey != nil && p.OnKey(e) {
		return true
	}
	if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
		return false
	}
	if p.OnSubmit != nil && !p.eye.Disabled() {
		p.OnSubmit()
	}
	return true
}

// Conceal hides the characters again, for instance when the window has lost the focus. (Hide is Fyne's: it takes the
// whole widget off the screen.)
func (p *PasswordField) Conceal() { p.setConcealed(true) }

// Revealed says whether the characters are on show.
func (p *PasswordField) Revealed() bool { return !p.entry.Password }

// Eye is the button that shows and hides the characters, a tab stop of its own.
func (p *PasswordField) Eye() *IconButton { return p.eye }

// ClearSecret empties the field, conceals it and forgets what could be undone. It calls no callback.
func (p *PasswordField) ClearSecret() {
	p.SetText("")
	p.Conceal()
}

// SetDisabled takes the field and its eye out of the tab order.
func (p *PasswordField) SetDisabled(disabled bool) {
	p.eye.SetDisabled(disabled)
	p.Field.SetDisabled(disabled)
}

func (p *PasswordField) setConcealed(concealed bool) {
	if p.entry.Password == concealed {
		return
	}
	if p.shown != nil {
		p.shown.Stop()
		p.shown = nil
	}
	p.entry.Password = concealed
	p.entry.Refresh()
	if concealed {
		p.eye.SetIcon(Icon(IconEye), p.show)
		return
	}
	p.eye.SetIcon(Icon(IconEyeOff), p.hide)
	p.shown = later(revealTime, p.Conceal)
}
