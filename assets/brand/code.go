package brand

import (
	"errors"
	"fmt"
)

// Code says what is wrong, the same in every language: whoever tells findings in another one than English looks its words
// up by it. Codes are kept from version to version, as programs read them.
type Code string

// Args are what the sentence of a finding names beside its file and its key, ready to be shown.
type Args map[string]string

// What is wrong with a value.
const (
	ColorInvalid     Code = "color"
	ColorSeeThrough  Code = "color_opaque"
	ShadeInvalid     Code = "shade"
	NumberInvalid    Code = "number"  // Least, Most
	ChoiceInvalid    Code = "choice"  // Choices, perhaps Near
	ListInvalid      Code = "choices" // Choices
	TimeInvalid      Code = "time"    // Least, Most
	TextInvalid      Code = "text"
	TextEmpty        Code = "empty"
	TextBlank        Code = "blank"
	TextLong         Code = "long" // Most
	TextLines        Code = "lines"
	TextHidden       Code = "hidden" // Character
	TextMarks        Code = "accents"
	TextAddress      Code = "address"
	LanguageInvalid  Code = "language" // Tag
	PlaceInvalid     Code = "place"    // Example
	PlaceUnknown     Code = "place_unknown"
	WordUnknown      Code = "word_unknown" // Word, perhaps Near
	WordFixed        Code = "word_fixed"
	PluralInvalid    Code = "plural"
	HostImitated     Code = "imitation"
	LinkInvalid      Code = "link"
	LinkInsecure     Code = "link_https"
	SupportInvalid   Code = "link_mail"
	FamilyInvalid    Code = "font_family"
	AttributeInvalid Code = "attribute_name"
	AuthorityInvalid Code = "authority"
	ClientInvalid    Code = "client_id"
	PackageInvalid   Code = "package_id"
	VersionInvalid   Code = "version"

	MailDomainsInvalid Code = "mail_domains"      // Most
	MailDomainInvalid  Code = "mail_domain"       // Domain
	MailDomainImitated Code = "mail_domain_alike" // Domain, Other
)

// What is wrong with the keys, alone and together.
const (
	ManifestInvalid   Code = "toml"
	KeyUnknown        Code = "key_unknown"   // Name, perhaps Near
	KeyElsewhere      Code = "key_elsewhere" // Name, Table
	KeyMissing        Code = "missing"
	TableInvalid      Code = "table"           // Heading
	AttributeTwice    Code = "attribute_twice" // Name
	ImageMissing      Code = "image_missing"
	TenantIncomplete  Code = "tenant_half"
	FontMissing       Code = "font_missing"
	TooMuch           Code = "too_much"
	SignatureOutdated Code = "signature"
)

// What is wrong with a file.
const (
	FileTypeInvalid Code = "file_type"    // Types
	FileNameInvalid Code = "file_name"    // File
	FileMissing     Code = "file_missing" // File
	FileUnused      Code = "file_unused"
	FileLarge       Code = "file_large" // Most
	FileDamaged     Code = "file_damaged"
	FileEncoding    Code = "encoding"
	PixelsTooMany   Code = "pixels_many" // Size, Most
	SVGLetters      Code = "svg_letters"
	SVGLarge        Code = "svg_large"
	SVGNotPlain     Code = "svg_plain"
	FontType        Code = "font_type"
	FontLicence     Code = "font_licence"
	FileRefused     Code = "refused" // anything else about a file, that a designer cannot do much about
	PackRefused     Code = "pack"    // the same about a pack as a whole
)

// What is seen only when the brand is drawn, by those who draw.
const (
	ContrastLow     Code = "contrast"    // Color, Ratio, Least, Place, Drawn
	LogoLow         Code = "logo_low"    // File, High, Least
	PixelsTooFew    Code = "pixels_few"  // File, Size, Least
	LogoBoxed       Code = "logo_boxed"  // File
	LogoEmpty       Code = "logo_empty"  // File
	LogoMargin      Code = "logo_margin" // File
	LogoNotSquare   Code = "logo_square" // File
	LogoHidden      Code = "logo_hidden" // File, Percent, Color
	LogoDarkMissing Code = "logo_dark"   // File, Percent, Color
	LogoDarkSame    Code = "logo_same"   // File
	ImageUnused     Code = "image_unused"
	ImageBrighter   Code = "image_brighter" // File, Other
	FontElsewhere   Code = "font_elsewhere" // Family
	LettersMissing  Code = "font_letters"   // File, Languages
	GlyphsMissing   Code = "glyphs"         // Characters, Language
	TextTooLong     Code = "text_long"      // Text, Language
	TextTooLarge    Code = "text_large"     // Text, Language
)

// What is known of a pack from before, by those who show it.
const (
	PackOutdated Code = "outdated" // Newest
	PackCrashed  Code = "crashed"
	PackMissing  Code = "pack_missing" // File
	PackBarred   Code = "pack_barred"  // File
)

// reason is an error that goes into a finding with its code.
type reason struct {
	code Code
	args Args
	text string
}

func (r *reason) Error() string { return r.text }

// because makes a reason. Its text goes behind the name of a key or a file: "must be …", "is longer than …".
func because(code Code, args Args, format string, a ...any) error {
	return &reason{code, args, fmt.Sprintf(format, a...)}
}

// codeOf is what the first reason among some things is called.
func codeOf(file string, among []any) (Code, Args) {
	for _, a := range among {
		var r *reason
		if err, ok := a.(error); ok && errors.As(err, &r) {
			return r.code, r.args
		}
	}
	if file == "" {
		return PackRefused, nil
	}
	return FileRefused, nil
}
