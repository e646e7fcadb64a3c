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

	"golang.org/x/text/language"

	"github.com/vestibule-app/vestibule/auth"
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

	File  string // the settings file, whether it exists or not
	Given bool   // the tenant came by flag or environment, so it is not the person's to change
}

// setting is one row of the one table that flags, environment and file are read by.
type setting struct {
	key   string // TOML key; flag with - for _; environment VESTIBULE_ and upper case
	value string // what the help calls the value; "" for a switch
	help  string
	list  bool
	set   func(*Settings, []string) error
}

func oneOf(to func(*Settings) *string, allowed ...string) func(*Settings, []string) error {
	return func(s *Settings, v []string) error {
		if !slices.Contains(allowed, v[0]) {
			return fmt.Errorf("must be one of %s, not %q", strings.Join(allowed, ", "), v[0])
		}
		*to(s) = v[0]
		return nil
	}
}

// wrongAuthority says what to write instead of what is wrong with an authority. It repeats nothing of it, for an address
// that is not one may hold a password anywhere.
func wrongAuthority(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, auth.ErrInsecure):
		return auth.ErrInsecure
	case errors.Is(err, auth.ErrNoTenant):
		return fmt.Errorf("%w: https://HOST/TENANT", auth.ErrNoTenant)
	}
	return errors.New("must be the tenant's subdomain (contoso) or https://HOST/TENANT, without a user, a query or letters beyond ASCII")
}

var table = []setting{
	{key: "authority", value: "TENANT", help: "the tenant: its subdomain (contoso), or https://HOST/TENANT",
		set: func(s *Settings, v []string) error {
			s.Authority = v[0]
			return wrongAuthority(auth.CheckAuthority(v[0]))
		}},
	{key: "client_id", value: "GUID", help: "the application (client) ID of the app registration",
		set: func(s *Settings, v []string) error {
			if auth.CheckClientID(v[0]) != nil { // it is not repeated: what is pasted by mistake may be a client secret
				return errors.New("must be a GUID: copy the application (client) ID of the app registration")
			}
			s.ClientID = v[0]
			return nil
		}},
	{key: "scopes", value: "SCOPES", help: "scopes of one resource, beyond openid profile offline_access, with blanks between", list: true,
		set: func(s *Settings, v []string) error { s.Scopes = v; return nil }},
	{key: "response_mode", value: "MODE", help: "how the browser brings its answer: form_post (default) or query",
		set: oneOf(func(s *Settings) *string { return &s.ResponseMode }, "form_post", "query")},
	{key: "lang", value: "TAG", help: "the language, for example de; follows the system by default",
		set: func(s *Settings, v []string) error {
			if _, err := language.Parse(v[0]); err != nil {
				return fmt.Errorf("must be a language tag such as en or de, not %q", v[0])
			}
			s.Lang = v[0]
			return nil
		}},
	{key: "theme", value: "THEME", help: "system (default), light or dark",
		set: oneOf(func(s *Settings) *string { return &s.Theme }, "system", "light", "dark")},
	{key: "demo", help: "use the embedded tenant; nothing leaves this computer",
		set: func(s *Settings, v []string) error {
			switch v[0] {
			case "true", "1":
				s.Demo = true
			case "false", "0":
				s.Demo = false
			default:
				return fmt.Errorf("must be true or false, not %q", v[0])
			}
			return nil
		}},
	{key: "wording", value: "WORDING", help: "neutral (default) does not tell whether an account exists, helpful does",
		set: oneOf(func(s *Settings) *string { return &s.Wording }, "neutral", "helpful")},
	{key: "log", value: "LEVEL", help: "off, error (default), info or debug, to standard error; never a secret or an address",
		set: oneOf(func(s *Settings) *string { return &s.Log }, "off", "error", "info", "debug")},
	{key: "dir", value: "FOLDER", help: "where settings, the account list and the demo's tenant are kept",
		set: func(s *Settings, v []string) error {
			if !filepath.IsAbs(v[0]) {
				return fmt.Errorf("must be an absolute path, not %q", v[0])
			}
			s.Dir = filepath.Clean(v[0])
			return nil
		}},
}

func (r setting) flag() string { return strings.ReplaceAll(r.key, "_", "-") }
func (r setting) env() string  { return envPrefix + strings.ToUpper(r.key) }

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
	s := Settings{Theme: "system", Wording: "neutral", Log: "error", ResponseMode: "form_post"}
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
	return s, nil
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
