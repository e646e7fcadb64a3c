package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
)

const brandHelp = `Usage: vestibule brand COMMAND

Makes, checks, compares, packs and signs brand packs. A pack is a folder with brand.toml and the pictures and fonts
that it names, or the same in one file whose name ends in .brand. No display is needed, and nothing leaves the computer.

  new NAME [--dir DIR]     start a brand in a folder, which is named after it unless --dir names another: brand.toml
                           with every key explained, logos to be replaced, and the schema that editors complete keys by
  check PATH [--json] [--html FILE] [--lang TAG,…]
                           say everything that is wrong with a pack, by file and line; --html also writes a page for
                           designers, with screens in up to three languages; --lang lays out only these languages
  diff A B --out DIR [--lang TAG,…] [--theme NAME,…] [--width DP,…] [--only WORD,…]
                           say what differs between two packs, and put pictures of both side by side into DIR, with
                           DIR/index.html to look through them; the flags are those of vestibule shots
  pack DIR -o FILE         put a pack that can be read into one file; the same content gives the same bytes
  key --out FILE           make a pair of Ed25519 keys in PEM: FILE is the private key, FILE.pub the public one
  sign PATH --key FILE     put the signature of a private key into a pack, in the place of the one before
  verify PATH --key FILE   say whether a pack is signed with the private key of a public one, and unchanged since, and
                           which version it is
  schema                   print the JSON Schema of brand.toml
  example                  print a brand.toml with every key, its comment and an example
  help                     this text

PATH, DIR, A and B are the folder of a pack, the brand.toml in it, or a .brand file. -o and --out are the same.

check first reads the pack: every key and value, the links, the words against those of the product, the pictures, SVG
and fonts, the size of it all, and the signature, if there is one. When that is in order it draws the brand without a
display, and looks for

  contrast   colours that cannot be read or seen in some place and state, with the nearest one that can. The window
             draws that one; here it is told, so that the brand can choose
  logo       logos that cannot be told from what lies behind them, that are too small, too wide, in a box or mostly
             empty, and marks that are not square
  image      a picture behind the card that is too small for a wide window, and one for dark surroundings that is
             brighter than that for light ones
  font       characters that no font has; a font that is not on every computer is noted
  words      words that are cut off, lie on others or outside of the window. All languages are laid out when the pack
             sets sizes, density or fonts, else those that it has words in, English, and the longest one

Findings go to standard output, one a line, as FILE:LINE: SENTENCE; what begins with "note:" is worth knowing and no
finding. With --json, check prints one object instead; more keys may be added to it later:

  path       PATH as it was given
  clean      true when there are no findings, but perhaps notes
  findings   a list, in the order of files and lines; empty when there is nothing to say. Each has
    file     the name of the file in the pack; left out when it is about the pack as a whole
    line     from 1; left out when there is none
    key      the path of the key in brand.toml, such as look.accent; left out when it is about no key
    text     what is wrong and what to do about it
    kind     pack (found by reading), contrast, logo, image, font or words
    note     true for what is no finding; left out otherwise
    lang     the language that it is about; left out when it is about all
    screen   of words, the screen that shows it, as vestibule shots --only knows it; left out when it is about several
    width    the width of the window around that screen; left out like it
    code     what is wrong, as a name that stays the same in later versions, such as contrast or key_unknown
    args     what the sentence names, by name, such as File or Least; left out when it names nothing
    colors   of a contrast, a list of all places where it is too low, the worst first. Each has look (light, dark,
             contrast or contrast-dark), place (such as button.hover), ink and ground (tokens), asked and behind
             (their colours), nearest (to the ink, that can be read there), ratio and least (what it takes)

Exit codes: 0 done and nothing found, or no difference; 1 findings, or differences; 2 could not run.
`

// errFound says that there are findings, and that they were told.
var errFound = errors.New("there are findings")

// brandOutput is where "vestibule brand" writes, and what it draws with.
type brandOutput struct {
	to, complaints io.Writer
	start          func() fyne.App // makes the app that measures text; it needs no display
}

// progress is where to say how far long work is: nowhere unless somebody looks on.
func (o brandOutput) progress() io.Writer {
	if f, ok := o.complaints.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return f
		}
	}
	return io.Discard
}

// brandVerb is a command after "vestibule brand". One that draws has draw in the place of run.
type brandVerb struct {
	name string
	run  func(args []string, stdout io.Writer) error
	draw func(ctx context.Context, args []string, out brandOutput) error
}

var brandVerbs = []brandVerb{
	{name: "new", run: newBrand},
	{name: "check", draw: checkBrand},
	{name: "diff", draw: diffBrands},
	{name: "pack", run: packBrand},
	{name: "key", run: newBrandKey},
	{name: "sign", run: signBrand},
	{name: "verify", run: verifyBrand},
	{name: "schema", run: func(args []string, stdout io.Writer) error { return printBrand(args, brand.Schema(), stdout) }},
	{name: "example", run: func(args []string, stdout io.Writer) error { return printBrand(args, brand.Example(), stdout) }},
	{name: "help", run: func([]string, io.Writer) error { return errHelp }},
}

// brandCommand is the command line "vestibule brand".
func brandCommand(ctx context.Context, args []string, start func() fyne.App, stdout, stderr io.Writer) int {
	name, err := "brand", errors.New("the command is missing")
	if len(args) > 0 {
		err = fmt.Errorf("there is no command %q", args[0])
		if _, wrong := operands(flag.NewFlagSet("", flag.ContinueOnError), args[:1], "COMMAND"); wrong != nil {
			err = wrong // a flag
		}
		for _, v := range brandVerbs {
			switch {
			case v.name != args[0]:
			case v.draw != nil:
				name, err = "brand "+v.name, v.draw(ctx, args[1:], brandOutput{stdout, stderr, start})
			default:
				name, err = "brand "+v.name, v.run(args[1:], stdout)
			}
		}
	}
	var refused *brand.Error
	switch {
	case errors.Is(err, errHelp):
		_, err = io.WriteString(stdout, brandHelp)
	case errors.Is(err, errFound):
		return exitFindings
	case errors.As(err, &refused):
		if err = writeFindings(stdout, refused); err == nil {
			return exitFindings
		}
	}
	return finish(name, err, stderr)
}

// operands reads a command line whose flags may stand before, between and behind what is not a flag, and of which
// nothing may be missing.
func operands(flags *flag.FlagSet, args []string, wanted ...string) ([]string, error) {
	flags.SetOutput(io.Discard)
	var given []string
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			break
		}
		given, args = append(given, flags.Arg(0)), flags.Args()[1:]
	}
	if len(given) > len(wanted) {
		return nil, fmt.Errorf("unexpected argument %q", given[len(wanted)])
	}
	for i, name := range wanted {
		if i >= len(given) || given[i] == "" { // as a shell writes a variable that is not set
			return nil, fmt.Errorf("%s is missing", name)
		}
	}
	return given, nil
}

func newBrand(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("new", flag.ContinueOnError)
	dir := flags.String("dir", "", "")
	given, err := operands(flags, args, "NAME")
	if err != nil {
		return err
	}
	if *dir == "" {
		if *dir = folderFor(given[0]); *dir == "" {
			return errors.New("no folder can be named after this brand; name one with --dir DIR")
		}
	}
	if err := brand.New(*dir, given[0]); err != nil {
		return explain(err, *dir)
	}
	_, err = fmt.Fprintf(stdout, "%s holds a new brand. Put your logo in the place of logo.svg, fill in brand.toml, and "+
		"run vestibule brand check.\n", *dir)
	return err
}

// folderFor is what the folder of a brand is called: its letters and digits, small, with dashes between the words.
func folderFor(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.Nd) })
	return strings.Join(words, "-")
}

func packBrand(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("pack", flag.ContinueOnError)
	var out string
	flags.StringVar(&out, "o", "", "")
	flags.StringVar(&out, "out", "", "")
	given, err := operands(flags, args, "DIR")
	switch {
	case err != nil:
		return err
	case out == "":
		return errors.New("-o FILE is missing")
	case filepath.Ext(out) != brand.Extension:
		return fmt.Errorf("-o: the name of a pack ends in %s, and %q does not", brand.Extension, out)
	}
	p, err := examine(given[0])
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Dir(out)); err != nil {
		return explain(err, filepath.Dir(out))
	}
	if err := brand.WriteFile(out, p); err != nil {
		return explain(err, out)
	}
	signed := "not signed"
	if p.SignedBy != nil {
		signed = "signed"
	}
	_, err = fmt.Fprintf(stdout, "%s holds the %d files of the pack; it is %s.\n", out, len(p.Files), signed)
	return err
}

func printBrand(args []string, text []byte, stdout io.Writer) error {
	if _, err := operands(flag.NewFlagSet("", flag.ContinueOnError), args); err != nil {
		return err
	}
	_, err := stdout.Write(text)
	return err
}

// unusable is a file or folder that could not be used. A window says so in its own words.
type unusable struct {
	why        error // fs.ErrNotExist, fs.ErrExist or fs.ErrPermission
	name, text string
}

func (u *unusable) Error() string { return u.text }

// explain says of a file or folder, by the name that the person gave, why it could not be used and what to do.
func explain(err error, name string) error {
	var path *fs.PathError
	var link *os.LinkError
	name = visible(name) // whoever named the file may want a terminal to obey
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &unusable{fs.ErrNotExist, name, fmt.Sprintf("there is no %s; look at how it is spelt", name)}
	case errors.Is(err, fs.ErrExist):
		return &unusable{fs.ErrExist, name, fmt.Sprintf("%s is there already; name another, or remove it first", name)}
	case errors.Is(err, fs.ErrPermission):
		return &unusable{fs.ErrPermission, name, fmt.Sprintf("%s may not be read or written; look at its permissions and those of its folder", name)}
	case errors.As(err, &path):
		return fmt.Errorf("%s: %w", name, path.Err)
	case errors.As(err, &link):
		return fmt.Errorf("%s: %w", name, link.Err)
	}
	return err
}
