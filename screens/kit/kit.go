package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// First, plain versions; each moves to its own file.

// Theme is the look.
type Theme struct{ fyne.Theme }

// NewTheme makes a theme around an accent colour; nil means the default accent.
func NewTheme(accent color.Color) *Theme { return &Theme{theme.DefaultTheme()} }

// TextStyle names a style of text.
type TextStyle int

// The styles of text.
const (
	Title TextStyle = iota
	Subtitle
	Body
	Label
	Helper
	Legal
)

// Text is wrapped text.
type Text struct{ widget.Label }

// NewText makes a text.
func NewText(style TextStyle, s string) *Text {
	t := &Text{}
	t.Label.Text = s
	t.Wrapping = fyne.TextWrapWord
	t.ExtendBaseWidget(t)
	return t
}

// SetAlign sets the alignment.
func (t *Text) SetAlign(a fyne.TextAlign) { t.Alignment = a; t.Refresh() }

// SetMirrored lays the widget out from right to left.
func (t *Text) SetMirrored(bool) {}

// Field is a labelled input.
type Field struct {
	widget.BaseWidget
	OnChanged func(string)
	OnSubmit  func()
	OnKey     func(*fyne.KeyEvent) bool
	entry     *widget.Entry
	label     *widget.Label
	helper    *widget.Label
}

// NewField makes a field.
func NewField(label string) *Field {
	f := &Field{}
	f.init(label)
	f.ExtendBaseWidget(f)
	return f
}

func (f *Field) init(label string) {
	f.entry, f.label, f.helper = widget.NewEntry(), widget.NewLabel(label), widget.NewLabel("")
	f.entry.OnChanged = func(s string) {
		if f.OnChanged != nil {
			f.OnChanged(s)
		}
	}
	f.entry.OnSubmitted = func(string) {
		if f.OnSubmit != nil {
			f.OnSubmit()
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewVBox(f.label, f.entry, f.helper))
}

func (f *Field) Text() string            { return f.entry.Text }
func (f *Field) SetText(s string)        { f.entry.SetText(s) }
func (f *Field) SetLabel(s string)       { f.label.SetText(s) }
func (f *Field) SetPlaceholder(s string) { f.entry.SetPlaceHolder(s) }
func (f *Field) SetHelper(s string)      { f.helper.SetText(s) }
func (f *Field) SetError(s string)       { f.helper.SetText(s) }
func (f *Field) SetDisabled(b bool) {
	if b {
		f.entry.Disable()
	} else {
		f.entry.Enable()
	}
}
func (f *Field) SetReadOnly(b bool)     { f.SetDisabled(b) }
func (f *Field) SetMirrored(bool)       {}
func (f *Field) Target() fyne.Focusable { return f.entry }
func (f *Field) Select()                { f.entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// PasswordField is a field for a password.
type PasswordField struct{ Field }

// NewPasswordField makes a password field. Conceal hides the characters again; Hide is Fyne's: it hides the widget.
func NewPasswordField(label, showLabel, hideLabel string) *PasswordField {
	p := &PasswordField{}
	p.init(label)
	p.entry.Password = true
	p.ExtendBaseWidget(p)
	return p
}
func (p *PasswordField) Conceal()     {}
func (p *PasswordField) ClearSecret() { p.entry.SetText("") }

// CodeField takes a one-time code.
type CodeField struct {
	widget.BaseWidget
	OnChanged  func(string)
	OnComplete func(string)
	OnSubmit   func()
	OnKey      func(*fyne.KeyEvent) bool
	plain      *Field
	length     int
}

// NewCodeField makes a code field.
func NewCodeField(label string, length int) *CodeField {
	c := &CodeField{plain: NewField(label), length: length}
	c.plain.OnChanged = func(s string) {
		if c.OnChanged != nil {
			c.OnChanged(s)
		}
		if len(s) == c.length && c.OnComplete != nil {
			c.OnComplete(s)
		}
	}
	c.plain.OnSubmit = func() {
		if c.OnSubmit != nil {
			c.OnSubmit()
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *CodeField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.plain) }
func (c *CodeField) Text() string                        { return c.plain.Text() }
func (c *CodeField) SetText(s string)                    { c.plain.SetText(s) }
func (c *CodeField) SetLabel(s string)                   { c.plain.SetLabel(s) }
func (c *CodeField) SetLength(n int)                     { c.length = n }
func (c *CodeField) Clear()                              { c.plain.SetText("") }
func (c *CodeField) Reject()                             { c.plain.SetText("") }
func (c *CodeField) Accept()                             {}
func (c *CodeField) Paste(text string)                   { c.plain.SetText(text) }
func (c *CodeField) SetError(s string)                   { c.plain.SetError(s) }
func (c *CodeField) SetHelper(s string)                  { c.plain.SetHelper(s) }
func (c *CodeField) SetDisabled(b bool)                  { c.plain.SetDisabled(b) }
func (c *CodeField) SetMirrored(bool)                    {}
func (c *CodeField) Target() fyne.Focusable              { return c.plain.Target() }

// Button is a push button.
type Button struct {
	widget.Button
	OnKey func(*fyne.KeyEvent) bool
	busy  bool
}

// NewButton makes the main button of a form.
func NewButton(label string, onTap func()) *Button {
	b := &Button{}
	b.Text = label
	b.OnTapped = onTap
	b.Importance = widget.HighImportance
	b.ExtendBaseWidget(b)
	return b
}

// NewOutlined makes a button of the second rank.
func NewOutlined(label string, onTap func()) *Button { return NewButton(label, onTap) }

func (b *Button) Label() string     { return b.Text }
func (b *Button) SetLabel(s string) { b.SetText(s) }
func (b *Button) SetBusy(busy bool) { b.busy = busy }
func (b *Button) Busy() bool        { return b.busy }
func (b *Button) SetDisabled(d bool) {
	if d {
		b.Disable()
	} else {
		b.Enable()
	}
}
func (b *Button) SetMirrored(bool) {}

// Link is a quiet action in text.
type Link struct {
	widget.Button
	OnKey func(*fyne.KeyEvent) bool
}

// NewLink makes a link.
func NewLink(label string, onTap func()) *Link {
	l := &Link{}
	l.Text = label
	l.OnTapped = onTap
	l.ExtendBaseWidget(l)
	return l
}
func (l *Link) Label() string      { return l.Text }
func (l *Link) SetLabel(s string)  { l.SetText(s) }
func (l *Link) SetDisabled(d bool) {}

// IconButton is a button with an icon only.
type IconButton struct {
	widget.Button
	OnKey func(*fyne.KeyEvent) bool
}

// NewIconButton makes an icon button; label is for people who cannot see it.
func NewIconButton(icon fyne.Resource, label string, onTap func()) *IconButton {
	b := &IconButton{}
	b.Icon = icon
	b.OnTapped = onTap
	b.ExtendBaseWidget(b)
	return b
}
func (b *IconButton) Label() string                            { return b.Text }
func (b *IconButton) SetLabel(s string)                        {}
func (b *IconButton) SetIcon(icon fyne.Resource, label string) { b.Button.SetIcon(icon) }
func (b *IconButton) SetDisabled(d bool)                       {}

// Row is one choice in a list.
type Row struct {
	widget.Button
	OnKey func(*fyne.KeyEvent) bool
}

// NewRow makes a row.
func NewRow(icon fyne.Resource, title, subtitle string, onTap func()) *Row {
	r := &Row{}
	r.Text = title
	r.OnTapped = onTap
	r.ExtendBaseWidget(r)
	return r
}
func (r *Row) Title() string                   { return r.Text }
func (r *Row) SetAvatar(letter string)         {}
func (r *Row) SetTrailing(o fyne.CanvasObject) {}
func (r *Row) SetDisabled(bool)                {}
func (r *Row) SetMirrored(bool)                {}

// BannerKind is the tone of a banner.
type BannerKind int

// The tones.
const (
	Info BannerKind = iota
	Success
	Warning
	Danger
)

// Banner is a message above a form; it hides itself when its text is empty.
type Banner struct {
	widget.BaseWidget
	label *widget.Label
}

// CreateRenderer implements fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.label) }

// NewBanner makes a banner.
func NewBanner(kind BannerKind, text string) *Banner {
	b := &Banner{label: widget.NewLabel(text)}
	b.ExtendBaseWidget(b)
	return b
}
func (b *Banner) SetText(kind BannerKind, text string) { b.label.SetText(text) }
func (b *Banner) Text() string                         { return b.label.Text }
func (b *Banner) SetAction(label string, onTap func()) {}
func (b *Banner) SetDetail(object fyne.CanvasObject)   {}
func (b *Banner) SetMirrored(bool)                     {}

// Card is the panel a form sits on.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

// NewCard makes a card.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }

// Page centres a card.
type Page struct {
	widget.BaseWidget
	box *fyne.Container
}

// NewPage makes a page; footer may be nil.
func NewPage(card fyne.CanvasObject, footer fyne.CanvasObject) *Page {
	p := &Page{box: container.NewVBox(card)}
	if footer != nil {
		p.box.Add(footer)
	}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer    { return widget.NewSimpleRenderer(p.box) }
func (p *Page) SetBrandPanel(object fyne.CanvasObject) {}
func (p *Page) SetMirrored(bool)                       {}

// Spinner turns while something is being waited for.
type Spinner struct{ widget.Activity }

// NewSpinner makes a spinner of the given size.
func NewSpinner(size float32) *Spinner {
	s := &Spinner{}
	s.ExtendBaseWidget(s)
	return s
}

// Avatar is a letter in a circle.
type Avatar struct{ widget.BaseWidget }

// NewAvatar makes an avatar.
func NewAvatar(letter string) *Avatar {
	a := &Avatar{}
	a.ExtendBaseWidget(a)
	return a
}

// CreateRenderer implements fyne.Widget.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
