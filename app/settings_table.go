package app

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/screens"
)

// setting is one row of the one table that flags, environment and file are read by.
type setting struct {
	key    string // TOML key; flag with - for _; environment VESTIBULE_ and upper case
	value  string // what the help calls the value; "" for a switch
	help   string
	list   bool
	number bool // may be a whole number in the file
	set    func(*Settings, []string) error
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

func yesNo(to func(*Settings) *bool) func(*Settings, []string) error {
	return func(s *Settings, v []string) error {
		switch v[0] {
		case "true", "1":
			*to(s) = true
		case "false", "0":
			*to(s) = false
		default:
			return fmt.Errorf("must be true or false, not %q", v[0])
		}
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
	{key: "text_size", value: "PERCENT", help: "the size of text: 100 (default), 125, 150, 175 or 200", number: true,
		set: func(s *Settings, v []string) error {
			size, err := strconv.Atoi(strings.TrimSuffix(v[0], "%"))
			if err != nil || !slices.Contains(screens.TextSizes, size) {
				return fmt.Errorf("must be one of 100, 125, 150, 175, 200, not %q", v[0])
			}
			s.TextSize = size
			return nil
		}},
	{key: "contrast", value: "WHEN", help: "high contrast: system (default), on or off",
		set: oneOf(func(s *Settings) *string { return &s.Contrast }, "system", "on", "off")},
	{key: "motion", value: "MOTION", help: "system (default) moves as the system says, reduced moves nothing",
		set: oneOf(func(s *Settings) *string { return &s.Motion }, "system", "reduced")},
	{key: "single_code_field", help: "type a code into one field instead of a box for each digit",
		set: yesNo(func(s *Settings) *bool { return &s.OneField })},
	{key: "brand", value: "PATH", help: "the brand pack that the window shows: its folder, or a .brand file",
		set: func(s *Settings, v []string) error { s.Brand = v[0]; return nil }},
	{key: "brand_key", value: "FILE", help: "an Ed25519 public key in PEM; a pack that is not signed with it is not shown",
		set: func(s *Settings, v []string) error { s.BrandKey = v[0]; return nil }},
	{key: "demo", help: "use the embedded tenant; nothing leaves this computer",
		set: yesNo(func(s *Settings) *bool { return &s.Demo })},
	{key: "wording", value: "WORDING", help: "neutral (default) does not tell whether an account exists, helpful does; without it as the brand says",
		set: func(s *Settings, v []string) error {
			s.WordingGiven = true
			return oneOf(func(s *Settings) *string { return &s.Wording }, "neutral", "helpful")(s, v)
		}},
	{key: "sign_up", value: "WHEN", help: "as_asked (default) tells of a new account what the tenant asks for, up_front everything at once",
		set: oneOf(func(s *Settings) *string { return &s.SignUp }, "as_asked", "up_front")},
	{key: "sign_up_password", help: "a new account has a password; to be said for sign_up = up_front",
		set: yesNo(func(s *Settings) *bool { return &s.SignUpPassword })},
	{key: "remember", help: "keep the address of an account after sign-out (default); --remember=false forgets it",
		set: yesNo(func(s *Settings) *bool { return &s.Remember })},
	{key: "region", value: "COUNTRY", help: "the country of phone numbers, for example DE; follows the system by default",
		set: func(s *Settings, v []string) error {
			region, err := language.ParseRegion(v[0])
			if err != nil || !region.IsCountry() {
				return fmt.Errorf("must be a country of two letters such as DE or US, not %q", v[0])
			}
			s.Region = region.Canonicalize().String()
			return nil
		}},
	{key: "code_valid", value: "DURATION", help: "how long the tenant's codes work, for example 10m; as the brand says by default",
		set: func(s *Settings, v []string) error {
			d, err := time.ParseDuration(v[0])
			if err != nil || d < 0 || d > 24*time.Hour {
				return fmt.Errorf("must be a time such as 10m or 90s, at most 24h, not %q", v[0])
			}
			s.CodeValid, s.CodeValidGiven = d, true
			return nil
		}},
	{key: "clipboard_code", help: "offer to paste a code that was copied while the window was left; off by default",
		set: yesNo(func(s *Settings) *bool { return &s.ClipboardCode })},
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
