package brand

import (
	"slices"
	"strings"
	"time"
)

// Key is a key of brand.toml. The table of all keys is what the reader, the annotated example and the JSON Schema are
// made from.
type Key struct {
	// Path is where it stands: "name", "look.accent". A * stands for any name, as in "words.*.*"; the tables of a list
	// have [], as in "attribute[].label".
	Path string
	// Doc is what it is for, in sentences.
	Doc string
	// Example is a value as TOML.
	Example string
	// Default says what holds without it; empty when nothing does.
	Default  string
	Required bool

	schema map[string]any
	apply  func(r *reading, at string, v any) error // at: the path with names and numbers for * and []
}

// Keys lists all keys in the order of the example.
func Keys() []Key { return slices.Clone(keys) }

// field makes a key whose value goes to one place in the Pack.
func field[T any](k Key, kind kindOf[T], to func(*Pack) *T) Key {
	k.schema = kind.schema
	k.apply = func(r *reading, _ string, v any) error {
		value, err := kind.read(v)
		if err == nil {
			*to(r.pack) = value
		}
		return err
	}
	return k
}

// measured is field for a number that need not be there.
func measured(k Key, kind kindOf[float64], to func(*Pack) **float64) Key {
	k.schema = kind.schema
	k.apply = func(r *reading, _ string, v any) error {
		value, err := kind.read(v)
		if err == nil {
			*to(r.pack) = &value
		}
		return err
	}
	return k
}

// file makes a key that names a file, which has to pass the gate of its kind.
func file(k Key, g gate, to func(*Pack) **File) Key {
	kind := fileName(g.types()...)
	k.schema = kind.schema
	k.apply = func(r *reading, at string, v any) error {
		name, err := kind.read(v)
		if err == nil {
			r.wants = append(r.wants, want{key: at, name: name, gate: g, to: to(r.pack)})
		}
		return err
	}
	return k
}

var (
	oneTitle = map[string]any{"type": "string", "pattern": `\S`, "maxLength": maxTitle}
	oneText  = map[string]any{"type": "string", "pattern": `\S`, "maxLength": maxWord}
	oneLink  = map[string]any{"type": "string", "format": "uri", "pattern": "^https://"}
	oneMail  = map[string]any{"type": "string", "format": "uri", "pattern": "^(https://|mailto:)"}
)

var keys = slices.Concat(identity, looks, offers, delivery, tokenKeys())

var identity = []Key{
	field(Key{Path: "name", Required: true, Example: `"Aldermoor"`,
		Doc: "What the app is called: one text, or several by language such as { en = \"City Gate\", ar = \"بوابة المدينة\" }."},
		byLanguage(title, oneTitle), func(p *Pack) *Texts { return &p.Name }),
	field(Key{Path: "company", Example: `"Aldermoor Bank Ltd"`,
		Doc: "Who stands behind it, by language where it differs."},
		byLanguage(title, oneTitle), func(p *Pack) *Texts { return &p.Company }),

	file(Key{Path: "logo.light", Required: true, Example: `"logo.svg"`,
		Doc: "The logo for light backgrounds: SVG, or PNG of at most 1024 x 1024 pixels. On the card it is drawn at most 200 wide and 32 high."},
		logoGate, func(p *Pack) **File { return &p.Logo.Light }),
	file(Key{Path: "logo.dark", Example: `"logo-dark.svg"`, Default: "the one for light backgrounds",
		Doc: "The logo for dark backgrounds."},
		logoGate, func(p *Pack) **File { return &p.Logo.Dark }),
	file(Key{Path: "logo.compact", Example: `"mark.svg"`, Default: "the logo",
		Doc: "The mark alone, square, for small places."},
		logoGate, func(p *Pack) **File { return &p.Logo.Compact }),
}

var looks = []Key{
	field(Key{Path: "look.accent", Example: `"#4F46E5"`, Default: "#4F46E5",
		Doc: "The colour of the main button, of links and of what has the focus. Most brands need no other. For dark surroundings it is made lighter until it can be seen; { light = \"#4F46E5\", dark = \"#7C74F5\" } gives both."},
		shade(), func(p *Pack) **Shade { return &p.Look.Accent }),
	field(Key{Path: "look.background", Example: `{ light = "#F6F7F9", dark = "#0E1116" }`, Default: "a quiet grey",
		Doc: "Behind the card. One colour is for light surroundings, and dark ones keep theirs; this holds for surface and text too."},
		shade(), func(p *Pack) **Shade { return &p.Look.Background }),
	field(Key{Path: "look.surface", Example: `{ light = "#FFFFFF", dark = "#171B22" }`, Default: "white, and nearly black",
		Doc: "The card."},
		shade(), func(p *Pack) **Shade { return &p.Look.Surface }),
	field(Key{Path: "look.text", Example: `{ light = "#14171F", dark = "#F2F4F7" }`, Default: "nearly black, and nearly white",
		Doc: "Text on both."},
		shade(), func(p *Pack) **Shade { return &p.Look.Text }),
	measured(Key{Path: "look.control_radius", Example: `10`, Default: "10",
		Doc: "How round the corners of fields and buttons are, from 0 to 22."},
		number(0, 22), func(p *Pack) **float64 { return &p.Look.ControlRadius }),
	measured(Key{Path: "look.card_radius", Example: `16`, Default: "16",
		Doc: "How round the corners of the card are, from 0 to 40."},
		number(0, 40), func(p *Pack) **float64 { return &p.Look.CardRadius }),
	field(Key{Path: "look.density", Example: `"comfortable"`, Default: Densities[0],
		Doc: "How much room there is between things: comfortable, compact or spacious. Fields and buttons stay as large as fingers need."},
		oneOf(Densities), func(p *Pack) *string { return &p.Look.Density }),
	field(Key{Path: "look.layout", Example: `"split"`, Default: Layouts[0],
		Doc: "split has the brand beside the card in a wide window, card the card alone, image the card on a picture."},
		oneOf(Layouts), func(p *Pack) *string { return &p.Look.Layout }),
	file(Key{Path: "look.image", Example: `"background.jpg"`,
		Doc: "The picture for the layout image, which needs one: JPEG or PNG of at most 1 MiB, 3 million pixels and 2560 on a side."},
		imageGate, func(p *Pack) **File { return &p.Look.Image }),
	file(Key{Path: "look.image_dark", Example: `"background-dark.jpg"`, Default: "the one for light surroundings, dimmed",
		Doc: "The picture for dark surroundings, which is shown as it is."},
		imageGate, func(p *Pack) **File { return &p.Look.ImageDark }),
	field(Key{Path: "look.logo_place", Example: `"start"`, Default: LogoPlaces[0],
		Doc: "Where the logo is on the card: at the start of the line, or in its center."},
		oneOf(LogoPlaces), func(p *Pack) *string { return &p.Look.LogoPlace }),
	field(Key{Path: "look.font.family", Example: `"Source Sans 3"`,
		Doc: "A font that is installed on people's computers; where it is not, the built-in one is used."},
		matching(`^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$`, FamilyInvalid, "must be the name of a font family: letters, digits and blanks"),
		func(p *Pack) *string { return &p.Look.Font.Family }),
	file(Key{Path: "look.font.regular", Example: `"sans-regular.ttf"`,
		Doc: "A font that comes with the pack: TrueType of at most 2 MiB, without colours and variations. Put its licence beside it as a .txt; it goes along."},
		fontGate, func(p *Pack) **File { return &p.Look.Font.Regular }),
	file(Key{Path: "look.font.bold", Example: `"sans-bold.ttf"`, Default: "the regular one",
		Doc: "The same in bold."},
		fontGate, func(p *Pack) **File { return &p.Look.Font.Bold }),
	file(Key{Path: "look.font.monospace", Example: `"mono.ttf"`, Default: "the built-in one",
		Doc: "For codes."},
		fontGate, func(p *Pack) **File { return &p.Look.Font.Monospace }),
}

var offers = []Key{
	field(Key{Path: "links.terms", Example: `"https://www.example.com/terms"`,
		Doc: "The terms of use, shown below the card; by language such as { en = \"https://…\", de = \"https://…\" } where they differ."},
		byLanguage(link, oneLink), func(p *Pack) *Texts { return &p.Links.Terms }),
	field(Key{Path: "links.privacy", Example: `"https://www.example.com/privacy"`, Doc: "The privacy statement."},
		byLanguage(link, oneLink), func(p *Pack) *Texts { return &p.Links.Privacy }),
	field(Key{Path: "links.help", Example: `"https://www.example.com/help"`, Doc: "Help with signing in."},
		byLanguage(link, oneLink), func(p *Pack) *Texts { return &p.Links.Help }),
	field(Key{Path: "links.support", Example: `"mailto:help@example.com"`, Doc: "Where people reach somebody: mailto: with an address, or https."},
		byLanguage(support, oneMail), func(p *Pack) *Texts { return &p.Links.Support }),

	field(Key{Path: "offer.journeys", Example: `["sign_up", "reset", "browser"]`, Default: "all of them",
		Doc: "What is offered beside signing in: sign_up makes a new account, reset sets a new password, browser goes on in the browser. The browser is opened all the same when the tenant asks for it."},
		someOf(Journeys), func(p *Pack) *[]string { return &p.Journeys }),
	field(Key{Path: "offer.wording", Example: `"neutral"`, Default: Wordings[0],
		Doc: "neutral does not tell whether an address has an account; helpful does, which strangers can use too."},
		oneOf(Wordings).then(func(s string) bool { return s == "helpful" }), func(p *Pack) *bool { return &p.Helpful }),
	field(Key{Path: "offer.mail_domains", Example: `["aldermoor.example"]`,
		Doc: "Mail domains of your own company, at most 20. Whoever types aldermor.example is asked whether aldermoor.example was meant, as with the large providers."},
		domains(), func(p *Pack) *[]string { return &p.MailDomains }),
	field(Key{Path: "offer.code_valid", Example: `"10m"`,
		Doc: "How long the tenant's codes are valid, if you know it; it is shown beside the code. From 1m to 24h."},
		span(time.Minute, 24*time.Hour), func(p *Pack) *time.Duration { return &p.CodeValid }),

	sentence(Key{Path: "words.*.*", Example: `"username.title"`,
		Doc: "Words of the screens in your own, by language and key. Places such as {{.Brand}} stay as they are. The line that says which host gets the password cannot be changed."}),

	attribute(Key{Path: "attribute[].name", Required: true, Example: `"extension_0123456789abcdef0123456789abcdef_membership"`,
		Doc: "A custom attribute of the tenant that a new account is asked for, by the tenant's name."},
		matching(`^[A-Za-z0-9_.-]{1,128}$`, AttributeInvalid, "must be the tenant's name of the attribute, for example displayName").asAny()),
	attribute(Key{Path: "attribute[].label", Example: `{ en = "Membership number", de = "Mitgliedsnummer" }`,
		Doc: "What its field is called."}, byLanguage(title, oneTitle).asAny()),
	attribute(Key{Path: "attribute[].hint", Example: `{ en = "Two letters and four digits", de = "Zwei Buchstaben, vier Ziffern" }`,
		Doc: "What is said below the field."}, byLanguage(hint, oneText).asAny()),
}

var delivery = []Key{
	field(Key{Path: "tenant.authority", Example: `"contoso"`,
		Doc: "The tenant that this brand signs in to: the subdomain of ciamlogin.com, or https://HOST/TENANT. Without it the settings say."},
		matching(`^(https://[a-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9.-]+|[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.ciamlogin\.com|\.onmicrosoft\.com)?)$`,
			AuthorityInvalid, "must be the tenant's subdomain (contoso) or https://HOST/TENANT"), func(p *Pack) *string { return &p.Tenant.Authority }),
	field(Key{Path: "tenant.client_id", Example: `"00000000-0000-4000-8000-000000000001"`,
		Doc: "The application (client) ID of the app registration. It goes together with the authority."},
		matching(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`, ClientInvalid, "must be a GUID: copy the application (client) ID of the app registration"),
		func(p *Pack) *string { return &p.Tenant.ClientID }),

	field(Key{Path: "window.title", Example: `{ en = "Sign in – Aldermoor", de = "Anmelden – Aldermoor" }`, Default: "the product's words with the name",
		Doc: "The title of the window. Password managers find the window by it, so it should not change later."},
		byLanguage(title, oneTitle), func(p *Pack) *Texts { return &p.Window.Title }),
	file(Key{Path: "window.icon", Example: `"icon.png"`, Default: "the compact logo",
		Doc: "The icon of window and installer: PNG of 512 x 512 pixels, or SVG."},
		logoGate, func(p *Pack) **File { return &p.Window.Icon }),

	field(Key{Path: "package.id", Example: `"com.example.signin"`,
		Doc: "What installers know the app by: your domain backwards and a name. Never change it after the first release."},
		matching(`^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*){1,7}$`, PackageInvalid, "must be your domain backwards and a name, such as com.example.signin"),
		func(p *Pack) *string { return &p.Package.ID }),
	field(Key{Path: "package.version", Example: `"1.0.0"`,
		Doc: "The version of the installer: three numbers. Raise it before you sign: where a signature is asked for, no older one is shown again."},
		matching(`^(0|[1-9][0-9]{0,4})(\.(0|[1-9][0-9]{0,4})){2}$`, VersionInvalid, `must be three numbers such as "1.0.0"`),
		func(p *Pack) *string { return &p.Package.Version }),
}

// Modes are the tables of colours under [tokens].
var Modes = []string{"light", "dark", "contrast"}

// tokenKeys are the keys of all tokens: sizes under [tokens], colours once for each mode.
func tokenKeys() []Key {
	var all []Key
	for _, t := range tokens {
		if t.Kind == SizeToken {
			all = append(all, sizeKey(t))
		}
	}
	for _, mode := range Modes {
		for _, t := range tokens {
			if t.Kind == ColorToken {
				all = append(all, colorKey(t, mode))
			}
		}
	}
	return all
}

// find looks a path up in the table. A path that leads into a key's own table finds that key.
func find(path string) *Key {
	for i := range keys {
		if samePath(keys[i].Path, path) {
			return &keys[i]
		}
	}
	return nil
}

// samePath compares a path of the table with one of a file, both with dots between names.
func samePath(pattern, path string) bool {
	if !strings.Contains(pattern, "*") {
		return pattern == path
	}
	want, have := strings.SplitN(pattern, ".", 3), strings.SplitN(path, ".", 3)
	if len(want) != len(have) {
		return false
	}
	for i := range want {
		if want[i] != "*" && want[i] != have[i] {
			return false
		}
	}
	return true
}
