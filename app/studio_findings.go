package app

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// findingsPanel is the head of the findings: how far the whole check is, and a way to begin or to stop it. It stays the
// same while the list below it changes, so that the focus does.
type findingsPanel struct {
	s       *Studio
	content *fyne.Container
	note    *kit.Text
	room    leastHeight // of the note
	banner  *kit.Banner
	bar     *widget.ProgressBar
	begin   *kit.Button
	stop    *kit.Button
	rows    map[string]fyne.CanvasObject // of the list, by what they say
}

func newFindingsPanel(s *Studio) *findingsPanel {
	f := &findingsPanel{s: s, rows: map[string]fyne.CanvasObject{}}
	f.note, f.banner = kit.NewText(kit.Helper, ""), kit.NewBanner(kit.Info, "")
	f.bar = widget.NewProgressBar()
	f.bar.TextFormatter = func() string { return "" }
	f.begin = kit.NewOutlined(s.words.Say("studio.check.begin"), s.check.begin)
	f.stop = kit.NewOutlined(s.words.Say("studio.check.stop"), s.check.cancel)
	f.content = container.New(layout.NewCustomPaddedVBoxLayout(kit.Space8), f.banner, container.New(&f.room, f.note), container.New(thinLayout{}, f.bar), f.begin, f.stop)
	return f
}

// tell shows how far the check is.
func (f *findingsPanel) tell() {
	c, say := &f.s.check, f.s.words.Say
	note, kind, banner := "", kit.Info, ""
	switch c.state {
	case checkBarred:
		note = say("studio.check.barred")
		switch d := f.s.doc; {
		case d.whole: // and what it draws does not come
		case d.partial:
			kind, banner = kit.Danger, say("studio.findings.left_out")
		case d.pack != nil:
			kind, banner = kit.Danger, say("studio.findings.broken")
		}
	case checkDue:
		note = say("studio.check.due")
	case checkRunning:
		where := screens.Params{"Language": f.s.tagName(c.now.Lang), "Screen": c.now.Screen, "Done": c.done(), "All": c.all}
		switch {
		case c.now.Lang == "":
			note = say("studio.check.starts")
		case c.now.Screen == "":
			note = say("studio.check.letters", where)
		default:
			note = say("studio.check.screens", where)
		}
	case checkStopped:
		kind, banner = kit.Warning, say("studio.check.stopped")
	case checkFailed:
		kind, banner = kit.Warning, say("studio.check.failed")
	case checkDone:
		note = say("studio.check.done")
		if f.s.count(sectionFindings) == 0 {
			kind, banner, note = kit.Success, say("studio.findings.none"), ""
		}
	}
	f.note.SetText(note)
	f.note.Hidden = note == ""
	f.content.Objects[1].(*fyne.Container).Hidden = note == ""
	f.room = 0
	if c.state == checkRunning { // the words get longer and shorter, and what is below them is to stand still
		f.room = leastHeight(2 * 18 * kit.Scale())
	}
	f.banner.SetText(kind, banner)
	f.bar.Value = float64(c.done()) / float64(max(c.all, 1))
	f.bar.Refresh()
	was := f.begin.Visible()
	running := c.state == checkRunning
	f.content.Objects[2].(*fyne.Container).Hidden = !running
	f.begin.Hidden, f.stop.Hidden = running || c.state == checkBarred, !running
	f.passFocus(was)
	f.content.Refresh()
	if f.s.section == sectionFindings {
		f.s.body.Refresh()
	}
}

// leastHeight keeps room for what may be lower.
type leastHeight float32

// MinSize implements fyne.Layout.
func (l *leastHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(least.Width, max(least.Height, float32(*l)))
}

// Layout implements fyne.Layout.
func (l *leastHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// passFocus keeps the focus on the button that is there, when it has taken the place of the other.
func (f *findingsPanel) passFocus(was bool) {
	c := f.s.window.Canvas()
	switch on := c.Focused(); {
	case was && f.begin.Hidden && on == fyne.Focusable(f.begin):
		c.Focus(f.stop)
	case !was && f.stop.Hidden && on == fyne.Focusable(f.stop):
		c.Focus(f.begin)
	}
}

// findingInputs is the list of all that is wrong, each with a way to where it is decided, and to a screen that shows it.
func (s *Studio) findingInputs() []*studioInput {
	all := []*studioInput{{content: s.findings.content, show: s.findings.tell, tell: func(string) {}}}
	old := s.findings.rows
	s.findings.rows = map[string]fyne.CanvasObject{}
	add := func(o fyne.CanvasObject) {
		all = append(all, &studioInput{content: o, show: func() {}, tell: func(string) {}})
	}
	row := func(icon kit.IconName, title, text string, f flaw) {
		id := fmt.Sprintf("%s\n%s\n%s %s:%d %s %g", title, text, f.Key, f.File, f.Line, f.Screen, f.Width)
		o := old[id] // which may have the focus
		if o == nil {
			o = s.findingRow(icon, title, text, f)
		}
		s.findings.rows[id] = o
		add(o)
	}
	var notes []flaw
	for _, f := range s.flaws() {
		if f.Note {
			notes = append(notes, f)
			continue
		}
		row(kit.IconAlert, s.placeOf(f), s.explain(f), f)
	}
	for _, r := range s.doc.repairs {
		row(kit.IconAlert, s.called(r.Key)+" · "+s.look(r.Look), s.words.Say("studio.repaired", screens.Params{
			"Color": brand.FormatColor(r.Asked), "Ratio": s.words.Decimal(ratioText(r.Ratio)), "Least": s.words.Decimal(ratioText(r.Least)),
			"Place": r.Token + " / " + r.Ground, "Drawn": brand.FormatColor(r.Drawn),
		}), flaw{Key: r.Key})
	}
	if len(notes) > 0 {
		add(kit.NewText(kit.Subtitle, s.words.Say("studio.findings.notes")))
	}
	for _, f := range notes {
		row(kit.IconInfo, s.placeOf(f), s.explain(f), f)
	}
	return all
}

// findingRow is one of the list. The second line of a row is too short for a sentence.
func (s *Studio) findingRow(icon kit.IconName, title, text string, f flaw) fyne.CanvasObject {
	parts := rows(kit.NewRow(kit.Icon(icon), title, lineOf(f), func() { s.lead(f) }), kit.NewText(kit.Helper, text))
	if f.Screen != "" {
		show := kit.NewLink(s.words.Say("studio.findings.show", screens.Params{"Screen": f.Screen}), func() { s.showFlaw(f) })
		parts.Add(container.New(startLayout{s.words.RTL()}, show))
	}
	return parts
}

// flaws are all that are known of the brand as it is now, but for those of contrast.
func (s *Studio) flaws() []flaw {
	all := slices.Concat(s.doc.all(), s.check.flaws(s.doc))
	sortFlaws(all)
	return saidOnce(all, s.words.Tag())
}

// explain says what is wrong, with names of languages that the window can write.
func (s *Studio) explain(f flaw) string {
	found := f.found()
	if _, named := f.Args["Language"]; named && f.Lang != "" {
		found.Args = maps.Clone(f.Args)
		found.Args["Language"] = s.tagName(f.Lang)
	}
	return s.words.Finding(found)
}

// placeOf is what somebody who knows no files calls the place of a finding.
func (s *Studio) placeOf(f flaw) string {
	place := ""
	switch rest, own := strings.CutPrefix(f.Key, "words."); {
	case own:
		_, place, _ = strings.Cut(rest, ".")
	case f.Key == "" || sectionOf(f.Key) == sectionFindings:
		place = f.File
	case strings.HasPrefix(f.Key, "tokens."):
		place = s.called(f.Key)
	default:
		place = s.words.Say("studio.section." + sectionOf(f.Key))
		for _, k := range brand.Keys() {
			if indexed := indexRE.ReplaceAllString(f.Key, "[]"); k.Path == indexed || strings.HasPrefix(indexed, k.Path+".") {
				place = s.label(k.Path)
			}
		}
	}
	if f.Lang != "" {
		place += " · " + s.tagName(f.Lang)
	}
	return visible(place)
}

// indexRE is the place of a table in a list, as in attribute[1].label.
var indexRE = regexp.MustCompile(`\[\d+\]`)

// lineOf is where a finding stands in the files; empty when it is about all of them.
func lineOf(f flaw) string {
	if f.Line == 0 {
		return visible(f.File)
	}
	return fmt.Sprintf("%s:%d", visible(f.File), f.Line)
}

// lead goes to the input in which a finding can be mended.
func (s *Studio) lead(f flaw) {
	search := ""
	if rest, ok := strings.CutPrefix(f.Key, "words."); ok {
		tag, name, _ := strings.Cut(rest, ".")
		if slices.Contains(assets.Languages(), tag) {
			s.wall.setLanguage(tag) // the words of one language are on show
		}
		search = name
	}
	if strings.HasPrefix(f.Key, "tokens.") {
		s.shown, search = modeOf(f.Key), f.Key[strings.LastIndexByte(f.Key, '.')+1:]
	}
	s.rail.Select(slices.IndexFunc(studioSections, func(sec studioSection) bool { return sec.name == sectionOf(f.Key) }))
	if search != "" {
		s.search = search
		s.present(s.section)
	}
	for _, in := range s.inputs {
		if in.key != "" && (in.key == f.Key || strings.HasPrefix(f.Key, in.key+".")) {
			if to := firstStop(in.content); to != nil {
				s.window.Canvas().Focus(to)
			}
			return
		}
	}
}

// firstStop is what Tab leads to first in an object; nil: nothing.
func firstStop(o fyne.CanvasObject) fyne.Focusable {
	if !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case interface{ Target() fyne.Focusable }:
		return o.Target()
	case fyne.Focusable:
		return o
	case *fyne.Container:
		for _, child := range o.Objects {
			if to := firstStop(child); to != nil {
				return to
			}
		}
	}
	return nil
}

// showFlaw shows the screen on which something was found, in the language and width in which it was.
func (s *Studio) showFlaw(f flaw) {
	if f.Lang != "" {
		s.wall.setLanguage(f.Lang)
	}
	s.wall.grid.at = max(0, slices.Index(s.wall.names, f.Screen))
	s.enterViewOf(f.Screen, fyne.NewSize(f.Width, kit.WindowHeight))
}
