package app

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/vestibule-app/vestibule/assets/brand"
)

const brandHelp = `Usage: vestibule brand COMMAND

Makes, checks, packs and signs brand packs. A pack is a folder with brand.toml and the pictures and fonts that it names,
or the same in one file whose name ends in .brand. No display is needed, and nothing leaves the computer.

  new NAME [--dir DIR]     start a brand in a folder, which is named after it unless --dir names another: brand.toml
                           with every key explained, logos to be replaced, and the schema that editors complete keys by
  check PATH [--json]      say everything that is wrong with a pack, by file and line
  pack DIR -o FILE         put a pack in which check finds nothing into one file; the same content gives the same bytes
  key --out FILE           make a pair of Ed25519 keys in PEM: FILE is the private key, FILE.pub the public one
  sign PATH --key FILE     put the signature of a private key into a pack, in the place of the one before
  verify PATH --key FILE   say whether a pack is signed with the private key of a public one, and unchanged since
  schema                   print the JSON Schema of brand.toml
  example                  print a brand.toml with every key, its comment and an example
  help                     this text

PATH and DIR are the folder of a pack, the brand.toml in it, or a .brand file. -o and --out are the same.

check looks at every key and value, the links, the words against those of the product, the pictures, SVG and fonts, the
size of it all, and the signature, if there is one. It does not look yet at the contrast of the colours, nor at whether
the longest translation overflows its place.

Findings go to standard output, one a line, as FILE:LINE: SENTENCE. With --json, check prints one object instead; more
keys may be added to it later:

  path       PATH as it was given
  clean      true when there are no findings
  findings   a list, in the order of files and lines; empty when clean. Each has
    file     the name of the file in the pack; left out when it is about the pack as a whole
    line     from 1; left out when there is none
    key      the path of the key in brand.toml, such as look.accent; left out when it is about no key
    text     what is wrong and what to do about it

Exit codes: 0 done and nothing found, 1 findings, 2 could not run.
`

// errFound says that there are findings, and that they were told.
var errFound = errors.New("there are findings")

// brandVerb is a command after "vestibule brand".
type brandVerb struct {
	name string
	run  func(args []string, stdout io.Writer) error
}

var brandVerbs = []brandVerb{
	{"new", newBrand},
	{"check", checkBrand},
	{"pack", packBrand},
	{"key", newBrandKey},
	{"sign", signBrand},
	{"verify", verifyBrand},
	{"schema", func(args []string, stdout io.Writer) error { return printBrand(args, brand.Schema(), stdout) }},
	{"example", func(args []string, stdout io.Writer) error { return printBrand(args, brand.Example(), stdout) }},
	{"help", func([]string, io.Writer) error { return errHelp }},
}

// brandCommand is the command line "vestibule brand".
func brandCommand(args []string, stdout, stderr io.Writer) int {
	name, err := "brand", errors.New("the command is missing")
	if len(args) > 0 {
		err = fmt.Errorf("there is no command %q", args[0])
		if _, wrong := operands(flag.NewFlagSet("", flag.ContinueOnError), args[:1], "COMMAND"); wrong != nil {
			err = wrong // a flag
		}
		for _, v := range brandVerbs {
			if v.name == args[0] {
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

// explain says of a file or folder, by the name that the person gave, why it could not be used and what to do.
func explain(err error, name string) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no %s; look at how it is spelt", name)
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is there already; name another, or remove it first", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read or written; look at its permissions and those of its folder", name)
	case errors.As(err, &path):
		return fmt.Errorf("%s: %w", name, path.Err)
	case errors.As(err, &link):
		return fmt.Errorf("%s: %w", name, link.Err)
	}
	return err
}
