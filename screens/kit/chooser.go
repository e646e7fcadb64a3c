package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Choice is one entry of a Chooser.
type Choice struct {
	ID     string // what Chosen gives; not empty
	Title  string // what is read
	Detail string // beside it, muted, for instance a calling code; found by the search too
	Also   string // more words that the search finds it by

	Font fyne.Resource // that Title is drawn in, where it is not in the language of the screen; nil: that of the theme
}

// Chooser takes one choice out of many. Closed it shows the choice in a box like that of a Field; open the box is a
// search and a list lies below it, which pushes down what follows. Space, Return, Down or a letter open it; Up and
// Down move through the list, Return takes, Escape closes. The callbacks report what the person does; the setters call
// none of them.
type Chooser struct {
	widget.BaseWidget
	narrator
	OnChanged func(id string)             // a choice was taken
	OnResized func()                      // it was opened or closed, or its list is of another height: what lies below has to move
	OnKey     func(e *fyne.KeyEvent) bool // sees every key first; true keeps it from the chooser. Not called while open

	label    *Text
	note     *note
	face     *face
	search   *input
	list     *choiceList
	choices  []Choice
	chosen   int // -1: none
	words    ChooserWords
	open     bool
	typing   bool // the input has the focus
	disabled bool
	mirrored bool
}

// ChooserWords are the words of a Chooser itself.
type ChooserWords struct {
	Placeholder string // closed, nothing chosen
	Search      string // in the empty search
	Nothing     string // nothing is found
}

// NewChooser makes a chooser of which nothing is chosen.
func NewChooser(label string, choices []Choice, words ChooserWords) *Chooser {
	c := &Chooser{label: NewText(Label, label), note: newNote(), choices: choices, chosen: -1, words: words, search: newInput()}
	c.face = newFace(c)
	c.list = newChoiceList(c)
	in := c.search
	in.OnChanged = func(text string) {
		before := c.list.rows()
		c.list.find(text)
		c.Refresh()
		if c.list.rows() != before && c.OnResized != nil {
			c.OnResized()
		}
	}
	in.key = c.searchKey
	in.focus = func(on bool) {
		c.typing = on
		c.Refresh()
		if on {
			reveal(c)
		}
	}
	in.describe = c.describeSearch
	in.Hide()
	c.list.Hide()
	c.ExtendBaseWidget(c)
	return c
}

// Label is its name.
func (c *Chooser) Label() string { return c.label.text }

// SetNarration implements Narrated, for the search too.
func (c *Chooser) SetNarration(n *Narration) {
	c.narrator.SetNarration(n)
	if n != nil {
		c.search.edit = n.Edit
	}
}

// Chosen is the ID of the choice; "" when there is none.
func (c *Chooser) Chosen() string {
	if c.chosen < 0 {
		return ""
	}
	return c.choices[c.chosen].ID
}

// Choose takes the choice of that ID; an unknown one takes none.
func (c *Chooser) Choose(id string) {
	c.chosen = -1
	for i, choice := range c.choices {
		if choice.ID == id {
			c.chosen = i
		}
	}
	c.face.Refresh()
	c.Refresh()
}

// Open says whether the list is on show.
func (c *Chooser) Open() bool { return c.open }

// SetOpen opens or closes the list. An opened one takes the focus, if it is on a canvas.
func (c *Chooser) SetOpen(open bool) {
	if c.open == open || open && c.disabled {
		return
	}
	c.open = open
	if open {
		c.search.SetText("")
		c.list.find("")
		c.list.reveal(c.chosen)
		c.face.Hide()
		c.search.Show()
		c.list.Show()
	} else {
		c.search.Hide()
		c.list.Hide()
		c.face.Show()
	}
	track(c, open)
	c.Refresh()
	if c.OnResized != nil {
		c.OnResized()
	}
	if open {
		c.focus(c.search)
		reveal(c)
	}
}

// SetHelper is shown below the box while there is no error.
func (c *Chooser) SetHelper(s string) {
	c.note.helper = s
	c.Refresh()
}

// SetError marks the chooser and says why; "" clears the mark.
func (c *Chooser) SetError(s string) {
	c.note.setError(s)
	c.Refresh()
}

// Error is the error on show.
func (c *Chooser) Error() string { return c.note.err }

// SetDisabled closes it, takes it out of the tab order and greys it.
func (c *Chooser) SetDisabled(disabled bool) {
	c.disabled = disabled
	if disabled {
		c.SetOpen(false)
	}
	c.face.SetDisabled(disabled)
	c.Refresh()
}

// SetMirrored lays it out from right to left.
func (c *Chooser) SetMirrored(m bool) {
	c.mirrored, c.note.mirrored, c.list.mirrored = m, m, m
	c.label.SetMirrored(m)
	c.face.SetMirrored(m)
	c.Refresh()
}

// Target is what takes the focus.
func (c *Chooser) Target() fyne.Focusable {
	if c.open {
		return c.search
	}
	return c.face
}

// focus moves the focus between the closed box and the search. The one that comes has not been drawn for a while, or ever,
// so that Fyne's driver may not know the canvas it is on.
func (c *Chooser) focus(o fyne.Focusable) {
	if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil {
		on.Focus(o)
	}
}

// take closes the list with a choice.
func (c *Chooser) take(i int) {
	c.chosen = i
	c.note.setError("")
	c.SetOpen(false)
	c.focus(c.face)
	c.face.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(c.choices[i].ID)
	}
}

func (c *Chooser) searchKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		c.SetOpen(false)
		c.focus(c.face)
	case fyne.KeyReturn, fyne.KeyEnter:
		if i, ok := c.list.current(); ok {
			c.take(i)
		}
	case fyne.KeyDown:
		c.list.move(1)
	case fyne.KeyUp:
		c.list.move(-1)
	case fyne.KeyPageDown:
		c.list.move(listRows)
	case fyne.KeyPageUp:
		c.list.move(-listRows)
	default:
		return false
	}
	return true
}

// describe is what a screen reader says of the closed chooser.
func (c *Chooser) describe() string {
	chosen := c.words.Placeholder
	if c.chosen >= 0 {
		chosen = sentence(c.choices[c.chosen].Title, c.choices[c.chosen].Detail)
	}
	if c.note.err != "" {
		return c.wrong(sentence(c.label.text, chosen), c.note.err)
	}
	return sentence(c.off(sentence(c.label.text, chosen), c.disabled, false), c.note.helper)
}

// describeSearch is what a screen reader says of the search: what is typed, how many were found, and which one Return
// takes.
func (c *Chooser) describeSearch() string {
	found := c.words.Nothing
	if i, ok := c.list.current(); ok {
		found = sentence(strconv.Itoa(len(c.list.found)), c.choices[i].Title, c.choices[i].Detail)
	}
	return sentence(c.label.text, c.words.Search, c.search.Text, found)
}
