package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// Version is set by the linker in releases.
var Version = "0.1.0-dev"

// Exit codes of all commands.
const (
	exitDone     = 0
	exitFindings = 1 // something is wrong with what was looked at
	exitFailed   = 2 // could not run
	usageFailed  = "vestibule: "
)

// Command runs a command other than the sign-in itself, for which it reports false. Unknown commands and flags are
// errors. start makes the Fyne app, for those that draw.
func Command(ctx context.Context, args []string, start func() fyne.App, stdout, stderr io.Writer) (code int, ran bool) {
	if len(args) == 0 {
		return 0, false
	}
	switch args[0] {
	case "emulate":
		return emulator.Command(ctx, args[1:], assets.ExampleTenant(), stdout, stderr), true
	case "gallery":
		return finish("gallery", openGallery(args[1:], start, stdout, stderr), stderr), true
	case "studio":
		return finish("studio", openStudio(args[1:], start, stdout, stderr), stderr), true
	case "shots":
		return finish("shots", takeShots(ctx, args[1:], start, stdout, stderr), stderr), true
	case "brand":
		return brandCommand(ctx, args[1:], start, stdout, stderr), true
	case "version":
		if len(args) > 1 {
			return Fail(stderr, fmt.Errorf("version takes no arguments")), true
		}
		writeVersion(stdout)
		return exitDone, true
	case "help":
		writeHelp(stdout)
		return exitDone, true
	}
	return 0, false
}

// finish is the exit code of a command with flags of its own.
func finish(name string, err error, stderr io.Writer) int {
	if err == nil {
		return exitDone
	}
	_, _ = fmt.Fprintf(stderr, "vestibule %s: %v\nTry vestibule %s --help.\n", name, err, name) // nobody is left to tell
	return exitFailed
}

// Fail says in one line why the program could not run, and returns the exit code for it. Help that was asked for is no
// failure.
func Fail(stderr io.Writer, err error) int {
	if errors.Is(err, errHelp) {
		return exitDone
	}
	_, _ = fmt.Fprintln(stderr, usageFailed+err.Error()) // nobody is left to tell
	return exitFailed
}

func writeVersion(w io.Writer) {
	_, _ = fmt.Fprintf(w, "vestibule %s (%s/%s), Fyne %s, %s\n", Version, runtime.GOOS, runtime.GOARCH, fyneVersion(), runtime.Version())
}

func writeHelp(w io.Writer) {
	var b strings.Builder
	b.WriteString(`Usage:
  vestibule [flags]              open the window
  vestibule emulate [flags]      run the emulated tenant on its own; vestibule emulate --help
  vestibule studio [PATH]        open Brand Studio, where a brand is made by looking at it; vestibule studio --help
  vestibule gallery [flags]      open a window with every screen in every state; vestibule gallery --help
  vestibule shots [flags]        draw every screen in every state to PNG files; vestibule shots --help
  vestibule brand COMMAND        make, check, compare, pack and sign brand packs; vestibule brand --help
  vestibule version              version, Fyne, Go
  vestibule help                 this text

Flags of the window, each also as an environment variable and as a key of the settings file; a flag wins over the
environment, which wins over the file:

`)
	fmt.Fprintf(&b, "  --%-24s the settings file (default vestibule.toml in the settings folder); %s\n", "config FILE", envConfig)
	for _, r := range table {
		name := r.flag()
		if r.value != "" {
			name += " " + r.value
		}
		fmt.Fprintf(&b, "  --%-24s %s; %s\n", name, r.help, r.env())
	}
	fmt.Fprintf(&b, `
What a new account is asked for stands in the file alone, in [[%s]] tables below everything else. Their keys are
%s; label and hint may be one text or texts by language.
`, attributeTable, keysOfAttributes())
	b.WriteString(`
Exit codes: 0 done, 1 findings in a brand pack, 2 could not run.
`)
	_, _ = io.WriteString(w, b.String())
}
