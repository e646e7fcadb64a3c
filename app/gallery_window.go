package app

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	fynelang "fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"github.com/vestibule-app/vestibule/screens/kit"
)

const galleryHelp = `Usage: vestibule gallery [flags]

Opens a window with every screen in every state. They can be typed into; what they would send is shown, and goes nowhere.
Tab leads from the search to the list, the four choices and the screen; the arrows move in the list.

  --lang TAG      the language to begin with (default: that of the system): %s
  --theme NAME    the look to begin with (default light): %s

Exit codes: 0 done, 2 could not run.
`

// openGallery is the command line "vestibule gallery". start makes the Fyne app that has the window.
func openGallery(args []string, start func() fyne.App, stdout, stderr io.Writer) error {
	var lang, theme string
	var help bool
	flags := flag.NewFlagSet("gallery", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&lang, "lang", "", "")
	flags.StringVar(&theme, "theme", looks[0], "")
	flags.BoolVar(&help, "help", false, "")
	flags.BoolVar(&help, "h", false, "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if help {
		_, err := fmt.Fprintf(stdout, galleryHelp, strings.Join(galleryLanguages(), ", "), strings.Join(looks, ", "))
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if lang == "" {
		lang = fynelang.SystemLocale().LanguageString()
	} else if _, err := choices("lang", lang, galleryLanguages()); err != nil {
		return err
	}
	if _, err := choices("theme", theme, looks); err != nil {
		return err
	}
	if err := CheckDisplay(os.Getenv, runtime.GOOS); err != nil {
		return err
	}
	CleanEnvironment()
	g, err := NewGallery(start(), lang, theme)
	if err != nil {
		return err
	}
	dog := Watchdog{Stderr: stderr}
	g.window.SetContent(dog.Watch(g.window.Content()))
	defer dog.Start()()
	g.window.ShowAndRun()
	return nil
}

const railWidth float32 = 300

// railLayout gives the list its width.
type railLayout struct{}

func (railLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(railWidth, objects[0].MinSize().Height)
}

func (railLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// stageLayout gives the screen the width that was chosen, in the middle of what there is.
type stageLayout struct{ g *Gallery }

func (l stageLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.g.width, kit.WindowMinHigh)
}

func (l stageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos((size.Width-l.g.width)/2, 0))
		o.Resize(fyne.NewSize(l.g.width, size.Height))
	}
}

// exhibitList is a list whose selection follows the arrows at once.
type exhibitList struct {
	widget.List
	g  *Gallery
	at int
}

func newExhibitList(g *Gallery) *exhibitList {
	l := &exhibitList{g: g, at: -1}
	l.Length = func() int { return len(g.found) }
	l.CreateItem = func() fyne.CanvasObject { return widget.NewLabel("") }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(g.found) {
			o.(*widget.Label).SetText(g.exhibits[g.found[i]].Name)
		}
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.at = i
		if name := g.exhibits[g.found[i]].Name; name != g.name {
			g.present(name)
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *exhibitList) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		l.Select(min(l.at+1, len(l.g.found)-1))
	case fyne.KeyUp:
		l.Select(max(l.at-1, 0))
	case fyne.KeyHome:
		l.Select(0)
	case fyne.KeyEnd:
		l.Select(len(l.g.found) - 1)
	default:
		l.List.TypedKey(e)
	}
}
