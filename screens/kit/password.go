package kit

// PasswordField is a Field whose characters are hidden until the eye in it is used. Its text is never copied or cut,
// shown or not; pasting works. A pasted text loses line breaks at its ends but keeps its blanks, which may be part of
// the password.
type PasswordField struct {
	Field
	eye        *IconButton
	show, hide string
}

// NewPasswordField makes a password field; the other two labels name what the eye does next.
func NewPasswordField(label, showLabel, hideLabel string) *PasswordField {
	p := &PasswordField{show: showLabel, hide: hideLabel}
	p.init(label)
	p.entry.secret = true
	p.entry.Password = true
	p.eye = NewIconButton(Icon(IconEye), showLabel, func() { p.setConcealed(!p.entry.Password) })
	p.trailing = p.eye
	p.ExtendBaseWidget(p)
	return p
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
	p.entry.Password = concealed
	p.entry.Refresh()
	if concealed {
		p.eye.SetIcon(Icon(IconEye), p.show)
	} else {
		p.eye.SetIcon(Icon(IconEyeOff), p.hide)
	}
}
