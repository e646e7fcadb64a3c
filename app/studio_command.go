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

	"github.com/vestibule-app/vestibule/assets"
)

const studioHelp = `Usage: vestibule studio [PATH] [flags]

Opens Brand Studio: on the one side everything that a brand can decide, on the other every screen as it looks then, drawn
anew with each change. PATH is the folder of a pack, the brand.toml in it, or a .brand file; without it a new brand begins,
which is saved where you choose. Changes by other programs are followed.

  --lang TAG      the language of the window and, at first, of the screens (default: that of the system): %s
  --theme NAME    the look of the window: light or dark (default: as the system says)

  Ctrl+O open · Ctrl+S save · Ctrl+Shift+S save as one file · Ctrl+Z undo · Ctrl+Y or Ctrl+Shift+Z redo · Ctrl+E to the
  screens and back · arrows and Enter among the screens · Escape back

Exit codes: 0 done, 2 could not run.
`

// drawFlag makes the program a process that draws for another one.
const drawFlag = "--draw"

// openStudio is the command line "vestibule studio". start makes the Fyne app that has the window.
func openStudio(args []string, start func() fyne.App, stdout, stderr io.Writer) error {
	switch {
	case len(args) == 1 && args[0] == drawFlag:
		return studioWorker(start, os.Stdin, stdout)
	case len(args) == 1 && args[0] == inspectFlag:
		return studioInspector(start, os.Stdin, stdout)
	}
	var cfg StudioConfig
	var help bool
	flags := flag.NewFlagSet("studio", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&cfg.Lang, "lang", "", "")
	flags.StringVar(&cfg.Theme, "theme", "system", "")
	flags.BoolVar(&help, "help", false, "")
	flags.BoolVar(&help, "h", false, "")
	given, err := leadingOperand(flags, args)
	switch {
	case err != nil:
		return err
	case help:
		_, err := fmt.Fprintf(stdout, studioHelp, strings.Join(assets.Languages(), ", "))
		return err
	}
	if cfg.Lang == "" {
		cfg.Lang = fynelang.SystemLocale().LanguageString()
	} else if _, err := choices("lang", cfg.Lang, assets.Languages()); err != nil {
		return err
	}
	if _, err := choices("theme", cfg.Theme, []string{"light", "dark", "system"}); err != nil {
		return err
	}
	if err := CheckDisplay(os.Getenv, runtime.GOOS); err != nil {
		return err
	}
	CleanEnvironment()
	cfg.Fyne, cfg.Path = start(), given
	s, err := NewStudio(cfg)
	if err != nil {
		return err
	}
	dog := Watchdog{Stderr: stderr}
	s.window.SetContent(dog.Watch(s.window.Content()))
	defer dog.Start()()
	s.window.ShowAndRun()
	return nil
}

// leadingOperand reads flags around at most one path.
func leadingOperand(flags *flag.FlagSet, args []string) (string, error) {
	given := ""
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return "", err
		}
		if flags.NArg() == 0 {
			break
		}
		if given != "" {
			return "", fmt.Errorf("unexpected argument %q", flags.Arg(0))
		}
		given, args = flags.Arg(0), flags.Args()[1:]
	}
	return given, nil
}
