package app

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Settings are read once, at the start: flags before environment before the file.
type Settings struct {
	Authority    string   // tenant, see auth.Config; empty: the person is asked
	ClientID     string   // application (client) ID; empty: the person is asked
	Scopes       []string // beyond openid, profile and offline_access
	ResponseMode string   // "form_post" or "query"; empty is form_post
	Lang         string   // BCP 47 tag; empty follows the system
	Theme        string   // "system", "light" or "dark"
	Demo         bool     // use the embedded tenant
	Wording      string   // "neutral" does not tell whether an account exists, "helpful" does
	Log          string   // "off", "error", "info" or "debug", to standard error
	Dir          string   // where settings, the account list and the demo's tenant are kept

	SignUp         string      // "as_asked" tells the tenant what it asks for when it asks, "up_front" everything at once
	SignUpPassword bool        // the tenant's user flow for sign-up is "email with password"; matters up front alone
	Attributes     []Attribute // what a new account is asked for, in order; from the file alone
	Remember       bool        // keep the address of an account after sign-out
	TextSize       int         // percent, one of screens.TextSizes
	Contrast       string      // "system", "on" or "off"
	Motion         string      // "system" or "reduced"
	OneField       bool        // a code is typed into one plain field instead of boxes
	Region         string      // ISO 3166-1 alpha-2, of phone numbers without a country code; empty follows the system

	CodeValid     time.Duration // how long the tenant's codes work; 0: not said
	ClipboardCode bool          // offer to paste a code that was copied while the window was left

	Brand    string // a brand pack, folder or file, as an absolute path; empty: the stock brand
	BrandKey string // a file with the public key that the pack must be signed with; empty: any pack will do

	File           string // the settings file, whether it exists or not
	Given          bool   // the tenant came by flag or environment, so it is not the person's to change
	RememberGiven  bool   // so did Remember
	WordingGiven   bool   // Wording was said, so it is not the brand's
	CodeValidGiven bool   // so was CodeValid
}

const (
	envPrefix   = "VESTIBULE_"
	envConfig   = envPrefix + "CONFIG"
	fileName    = "vestibule.toml"
	maxSettings = 64 << 10 // bytes; checked before the parser sees any
)

// errHelp says that the person asked for help and got it.
var errHelp = flag.ErrHelp

// ReadSettings reads flags, environment and file. environ is os.Environ(), args are without the program's name. An
// unknown key or a wrong value is an error that names where it stands and what to write instead.
func ReadSettings(args, environ []string, help io.Writer) (Settings, error) {
	s := Settings{Theme: "system", Wording: "neutral", Log: "error", ResponseMode: "form_post", SignUp: "as_asked", Remember: true, TextSize: 100, Contrast: "system", Motion: "system"}
	if dir, err := os.UserConfigDir(); err == nil {
		s.Dir = filepath.Join(dir, "vestibule")
	}
	flags, given, err := readFlags(args, help)
	if err != nil {
		return s, err
	}
	env, err := readEnv(environ)
	if err != nil {
		return s, err
	}

	// The folder may be moved by a flag or the environment, and holds the file.
	if v, ok := env["dir"]; ok {
		s.Dir = v
	}
	if v, ok := flags["dir"]; ok {
		s.Dir = v
	}
	s.File = filepath.Join(s.Dir, fileName)
	if v, ok := env["config"]; ok {
		s.File, given = v, true
	}
	if v, ok := flags["config"]; ok {
		s.File = v
	}
	if err := readFile(&s, s.File, given); err != nil {
		return s, err
	}
	for _, path := range []*string{&s.Brand, &s.BrandKey} { // in the file they may be told from where it is
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(filepath.Dir(s.File), *path)
		}
	}
	elsewhere := func(key string) bool { return flags[key] != "" || env[key] != "" }
	named := elsewhere("authority") || elsewhere("client_id")
	if named {
		s.Demo = false // of the file, from a time when it was tried
	}
	for _, r := range table {
		if v, ok := env[r.key]; ok {
			if err := r.apply(&s, v); err != nil {
				return s, fmt.Errorf("%s %w", r.env(), err)
			}
		}
		if v, ok := flags[r.key]; ok {
			if err := r.apply(&s, v); err != nil {
				return s, fmt.Errorf("--%s %w", r.flag(), err)
			}
		}
	}
	if (s.Authority == "") != (s.ClientID == "") && !s.Demo {
		missing := "client_id"
		if s.Authority == "" {
			missing = "authority"
		}
		return s, fmt.Errorf("authority and client_id go together: %s is missing (as --%s, %s or in %s)", missing,
			strings.ReplaceAll(missing, "_", "-"), envPrefix+strings.ToUpper(missing), s.File)
	}
	s.Given = named && s.Authority != "" && s.ClientID != ""
	s.RememberGiven = elsewhere("remember")
	return s, s.findBrand(elsewhere("brand"))
}

// findBrand makes the paths of the brand absolute. A pack that was asked for now has to be there. One that the file names
// may be out of reach for a while: then people sign in all the same, and read why it is not shown.
func (s *Settings) findBrand(asked bool) error {
	for _, path := range []*string{&s.Brand, &s.BrandKey} {
		if *path == "" {
			continue
		}
		var err error
		if *path, err = filepath.Abs(*path); err != nil {
			return err
		}
	}
	if asked {
		if _, err := os.Stat(s.Brand); err != nil {
			return fmt.Errorf("brand: %w", explain(err, s.Brand))
		}
	}
	return nil
}

func (r setting) apply(s *Settings, v string) error {
	v = strings.TrimSpace(v)
	if r.list {
		return r.set(s, strings.Fields(v))
	}
	if v == "" {
		return errors.New("is empty: give a value or leave it out")
	}
	return r.set(s, []string{v})
}

// readFlags returns the flags that were given, by key, and whether a file was named.
func readFlags(args []string, help io.Writer) (map[string]string, bool, error) {
	set := flag.NewFlagSet("vestibule", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Usage = func() {} // it would be shown for a misspelt flag too, and hide what was wrong
	set.String("config", "", "")
	for _, r := range table {
		if r.value == "" {
			set.Bool(r.flag(), false, "")
		} else {
			set.String(r.flag(), "", "")
		}
	}
	if err := set.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			writeHelp(help)
			return nil, false, errHelp
		}
		text := strings.Replace(err.Error(), "flag provided but not defined: -", "there is no flag --", 1)
		return nil, false, fmt.Errorf("%s; vestibule --help lists the flags", text)
	}
	if set.NArg() > 0 {
		return nil, false, fmt.Errorf("%q is not a command; vestibule --help lists them", set.Arg(0))
	}
	got, given := map[string]string{}, false
	set.Visit(func(f *flag.Flag) {
		got[strings.ReplaceAll(f.Name, "-", "_")] = f.Value.String()
		given = given || f.Name == "config"
	})
	return got, given, nil
}

// readEnv returns the variables that are set, by key. A misspelt one would be ignored in silence, so it is an error.
func readEnv(environ []string) (map[string]string, error) {
	got := map[string]string{}
	for _, kv := range environ {
		name, v, _ := strings.Cut(kv, "=")
		if !strings.HasPrefix(name, envPrefix) || v == "" {
			continue
		}
		if name == envConfig {
			got["config"] = v
			continue
		}
		i := slices.IndexFunc(table, func(r setting) bool { return r.env() == name })
		if i < 0 {
			return nil, fmt.Errorf("%s is not a setting; vestibule --help lists them", name)
		}
		got[table[i].key] = v
	}
	return got, nil
}
