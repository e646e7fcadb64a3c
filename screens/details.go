package screens

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// trouble is what support asks for.
type trouble struct {
	correlationID string
	at            time.Time
	aadsts        int
}

// details is a box with what support asks for, and the link that opens and closes it. The link is laid out by the
// form; both are hidden while there is nothing to tell.
type details struct {
	widget.BaseWidget
	toggle *kit.Link
	asking Asking
	lines  []string
	settle func()
	rows   *fyne.Container
	copy   *kit.Link
	more   *kit.Link
	open   bool
}

func newDetails(a Asking, settle func()) *details {
	d := &details{asking: a, settle: settle}
	d.toggle = kit.NewLink(a.Words.Say("details.show"), func() { d.show(!d.open) })
	d.copy = kit.NewLink(a.Words.Say("details.copy"), func() {
		if a.Copy != nil {
			a.Copy(strings.Join(d.lines, "\n"))
			d.copy.SetLabel(a.Words.Say("details.copied"))
		}
	})
	d.more = kit.NewLink(a.Words.Say("support.open"), func() { a.OnSupport() })
	setShown(d.more, a.OnSupport != nil)
	d.rows = stack()
	d.ExtendBaseWidget(d)
	d.toggle.Hide()
	d.Hide()
	return d
}

// set takes the details of new trouble. They are closed again, and gone when there is nothing to tell.
func (d *details) set(t trouble) {
	w := d.asking.Words
	d.lines = nil
	var items []below
	add := func(label, value string) {
		d.lines = append(d.lines, label+": "+value)
		name, text := kit.NewText(kit.Legal, label), kit.NewText(kit.Helper, value)
		name.SetMirrored(w.RTL())
		text.SetMirrored(w.RTL())
		items = append(items, below{kit.Space8, stack(below{0, name}, below{0, text})})
	}
	if id := Clean(t.correlationID); id != "" {
		add(w.Say("details.correlation"), id)
	}
	if !t.at.IsZero() && (t.aadsts != 0 || len(d.lines) > 0) {
		add(w.Say("details.time"), t.at.UTC().Format(time.RFC3339))
	}
	if t.aadsts != 0 {
		add(w.Say("details.aadsts"), "AADSTS"+strconv.Itoa(t.aadsts))
	}
	items = append(items, below{kit.Space8, container.New(&apart{rtl: w.RTL()}, d.copy, d.more)})
	d.rows.Layout = column(items)
	d.rows.Objects = nil
	for _, item := range items {
		d.rows.Objects = append(d.rows.Objects, item.object)
	}
	d.copy.SetLabel(w.Say("details.copy"))
	d.show(false)
	if len(d.lines) == 0 {
		d.toggle.Hide()
	} else {
		d.toggle.Show()
	}
}

func (d *details) show(open bool) {
	d.open = open
	if open {
		d.toggle.SetLabel(d.asking.Words.Say("details.hide"))
		d.Show()
	} else {
		d.toggle.SetLabel(d.asking.Words.Say("details.show"))
		d.Hide()
	}
	d.settle()
}

// CreateRenderer implements fyne.Widget.
func (d *details) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(newTinted(inset{kit.Space12, kit.Space12}, d.rows))
}
