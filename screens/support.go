package screens

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/screens/kit"
)

// SupportScreen is a card with what support asks for, and a look at the way to the tenant. It lies over the screen that is
// on show, which stays as it is.
type SupportScreen struct {
	unasked
	report  Report
	test    func()
	findout *fyne.Container // what the network test found
	testing *kit.Text
	again   *kit.Link
	save    *kit.Link
	shut    *kit.Link
	saved   *kit.Text // what has become of saving; near the link, which may be far below the banner
}

// Support shows a Report. onTest starts a network test, which ends with SetNetwork; nil where there is no tenant to reach.
// onSave saves the text of the report, and ends with Saved or NotSaved.
func Support(a Asking, r Report, onTest func(), onSave func(text string), onClose func()) *SupportScreen {
	w := a.Words
	s := &SupportScreen{report: r, test: onTest, findout: stack(), testing: kit.NewText(kit.Helper, w.Say("support.testing"))}
	s.again = kit.NewLink(w.Say("support.test"), s.Test)
	s.save = kit.NewLink(w.Say("support.save"), func() { onSave(s.report.Text()) })
	s.saved = kit.NewText(kit.Helper, "")
	s.saved.Hide()
	s.shut = kit.NewLink(w.Say("action.back"), onClose)
	fields := []below{{0, newTinted(inset{kit.Space12, kit.Space12}, s.facts(w))}}
	if onTest != nil {
		fields = append(fields, below{kit.Space16, kit.NewText(kit.Label, w.Say("support.network"))},
			below{kit.Space8, s.testing}, below{kit.Space8, s.findout})
	}
	s.unasked = unasked{newForm(a, parts{
		title:   w.Say("support.title"),
		reason:  w.Say("support.reason"),
		fields:  fields,
		button:  w.Say("details.copy"),
		submit:  s.copy,
		lines:   []fyne.CanvasObject{s.saved},
		beside:  []*kit.Link{s.save, s.again},
		links:   []*kit.Link{s.shut},
		outside: true,
	})}
	s.back = onClose
	s.testing.Hide()
	setShown(s.again, onTest != nil)
	return s
}

// facts are the lines about the trouble and the program.
func (s *SupportScreen) facts(w *Words) fyne.CanvasObject {
	r := s.report
	var items []below
	add := func(label string, values ...string) {
		value := strings.Join(slices.DeleteFunc(values, func(v string) bool { return v == "" }), " · ")
		if value == "" {
			return
		}
		name, text := kit.NewText(kit.Legal, label), kit.NewText(kit.Helper, value)
		name.SetMirrored(w.RTL())
		text.SetMirrored(w.RTL())
		items = append(items, below{kit.Space4, stack(below{0, name}, below{0, text})})
	}
	at := r.At
	if !r.Trouble.At.IsZero() {
		at = r.Trouble.At
	}
	add(w.Say("details.time"), at.UTC().Format(time.RFC3339))
	add(w.Say("details.correlation"), token(r.Trouble.CorrelationID))
	if r.Trouble.AADSTS != 0 {
		add(w.Say("details.aadsts"), "AADSTS"+strconv.Itoa(r.Trouble.AADSTS))
	}
	add(w.Say("connect.authority"), token(r.Tenant), token(r.Host))
	add(w.Say("support.brand"), companyName(r.Brand.Name), token(r.Brand.ID), token(r.Brand.Version), token(r.Brand.SignedBy))
	add(w.Say("support.version"), token(r.App), "Fyne "+token(r.Fyne), token(r.Go), token(r.System))
	return stack(items...)
}

// Report is what is on show, with what the network test found.
func (s *SupportScreen) Report() Report { return s.report }

// Test starts a network test.
func (s *SupportScreen) Test() {
	if s.test == nil || s.testing.Visible() {
		return
	}
	s.report.Network = NetworkTest{}
	s.list()
	s.testing.Show()
	s.again.SetDisabled(true)
	s.settle()
	s.test()
}

// SetNetwork shows what a network test has found.
func (s *SupportScreen) SetNetwork(n NetworkTest) {
	s.report.Network = n
	s.testing.Hide()
	s.again.SetDisabled(false)
	s.button.SetLabel(s.Words.Say("details.copy"))
	s.list()
}

// list writes the findings, each with its mark.
func (s *SupportScreen) list() {
	w := s.Words
	found := w.findings(s.report.Host, s.report.Network)
	var lines []kit.Demand
	for _, f := range found {
		lines = append(lines, kit.Demand{Words: f.words})
	}
	list := kit.NewChecklist(lines, "", w.Say("support.mark.ok"), w.Say("support.mark.failed"))
	for i, f := range found {
		if f.mark == Fine {
			list.Set(i, kit.Met)
		} else {
			list.Set(i, kit.Broken)
		}
	}
	list.SetMirrored(w.RTL())
	s.findout.Layout, s.findout.Objects = column{{0, list}}, []fyne.CanvasObject{list}
	s.findout.Refresh()
	s.settle()
}

func (s *SupportScreen) copy() {
	if s.Copy != nil {
		s.Copy(s.report.Text())
		s.button.SetLabel(s.Words.Say("details.copied"))
	}
}

// Saved says where the report was saved.
func (s *SupportScreen) Saved(name, folder string) {
	s.outcome(s.Words.Say("support.saved", Params{"File": name, "Folder": folder}))
}

// NotSaved says that it could not be saved.
func (s *SupportScreen) NotSaved() {
	s.outcome(s.Words.Say("support.not_saved"))
}

func (s *SupportScreen) outcome(words string) {
	s.saved.SetText(words)
	s.saved.Show()
	s.settle()
}
