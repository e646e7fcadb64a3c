package brand

import "slices"

// TokenKind says what a token is a value of.
type TokenKind int

// The kinds of token.
const (
	ColorToken TokenKind = iota // differs between light, dark and high contrast
	SizeToken                   // in dp, the same in all of them
)

// Token is a value that the window is drawn with. All of them follow from the inputs under [look]; a pack may override
// any of them.
type Token struct {
	Name        string
	Kind        TokenKind
	Doc         string
	Translucent bool // a colour that may let through what is behind it

	Default, Min, Max float64 // of a size: what it is at comfortable density, and what it may be
}

// Tokens lists all tokens, colours first. The names are what kit and the studio call them too.
func Tokens() []Token { return slices.Clone(tokens) }

// TokenNamed finds a token by its name.
func TokenNamed(name string) (Token, bool) {
	i := slices.IndexFunc(tokens, func(t Token) bool { return t.Name == name })
	if i < 0 {
		return Token{}, false
	}
	return tokens[i], true
}

func tint(name, doc string) Token { return Token{Name: name, Doc: doc} }

func glaze(name, doc string) Token { return Token{Name: name, Doc: doc, Translucent: true} }

func size(name string, value, least, most float64, doc string) Token {
	return Token{Name: name, Kind: SizeToken, Doc: doc, Default: value, Min: least, Max: most}
}

var tokens = []Token{
	tint("page", "behind the card"),
	tint("card", "the card, and the inside of fields"),
	tint("card_edge", "hairline around the card"),
	glaze("shadow", "shadow of the card; fully transparent is none"),
	tint("text", "text"),
	tint("muted", "text that matters less"),
	tint("placeholder", "text of an empty field"),
	tint("disabled", "text of a control that is off"),
	tint("hairline", "decoration, never the outline of a control"),
	tint("control", "outline of a control at rest"),
	tint("control_strong", "outline of a control that is hovered or filled"),
	tint("hover", "fill of a hovered row"),
	tint("subtle", "fill of a field that cannot be typed in"),
	tint("accent", "fill of the main button"),
	tint("on_accent", "text on the main button"),
	tint("accent_hover", "fill of the main button when it is hovered"),
	tint("accent_press", "fill of the main button when it is pressed"),
	tint("accent_text", "links, caret and the outline of what has the focus"),
	tint("accent_tint", "a wash of accent, behind a notice"),
	glaze("ring", "ring around what has the focus"),
	tint("danger", "errors"),
	tint("danger_tint", "behind an error"),
	tint("success", "what went well"),
	tint("success_tint", "behind what went well"),
	tint("warning", "what to look out for"),
	tint("warning_tint", "behind what to look out for"),
	glaze("selection", "behind selected text"),
	tint("panel", "the brand's side of a wide window"),
	tint("panel_text", "text on the brand's side"),
	tint("panel_muted", "text that matters less, on the brand's side"),
	tint("panel_art", "the shape at the bottom of the brand's side"),

	size("title_size", 24, 18, 40, "title of a screen"),
	size("title_line", 32, 22, 56, "height of its lines"),
	size("subtitle_size", 15, 13, 22, "the reason below the title"),
	size("subtitle_line", 22, 16, 32, "height of its lines"),
	size("body_size", 15, 13, 20, "text, fields and buttons"),
	size("body_line", 22, 16, 30, "height of their lines"),
	size("label_size", 13, 12, 18, "names of fields"),
	size("label_line", 18, 15, 28, "height of their lines"),
	size("helper_size", 13, 12, 18, "help and errors below fields"),
	size("helper_line", 18, 15, 28, "height of their lines"),
	size("legal_size", 12, 11, 16, "the line below the card"),
	size("legal_line", 16, 14, 24, "height of its lines"),
	size("code_size", 22, 18, 28, "digits of a code"),

	size("control_radius", 10, 0, 22, "corners of fields and buttons"),
	size("card_radius", 16, 0, 40, "corners of the card"),
	size("row_radius", 12, 0, 32, "corners of rows to choose from"),
	size("edge", 1, 1, 3, "outline of a control at rest"),
	size("edge_strong", 2, 1, 4, "outline of a control with the focus or an error"),
	size("ring_width", 3, 2, 6, "ring around what has the focus"),
	size("shadow_blur", 24, 0, 64, "softness of the card's shadow"),
	size("shadow_drop", 8, 0, 32, "how far the shadow is below the card"),

	size("card_width", 400, 352, 440, "width of the card, where the window allows it"),
	size("card_padding", 32, 16, 48, "between the card's edge and its content"),
	size("page_padding", 24, 16, 40, "around the card in a narrow window"),
	size("wide_padding", 40, 24, 80, "around the card in a wide window"),
	size("control_height", 44, 44, 60, "fields and buttons; lower ones are hard to hit"),
	size("field_padding", 12, 8, 24, "between a field's edge and its text"),
	size("row_height", 64, 56, 88, "rows to choose from"),
	size("logo_width", 200, 80, 336, "the logo on the card, at most"),
	size("logo_height", 32, 24, 96, "the logo on the card, at most; beside it a quarter more"),

	size("gap_logo", 24, 8, 56, "below the logo"),
	size("gap_title", 8, 2, 24, "between title and reason"),
	size("gap_reason", 24, 8, 48, "between reason and first field"),
	size("gap_label", 6, 2, 12, "between the name of a field and the field"),
	size("gap_field", 16, 4, 32, "between fields"),
	size("gap_button", 16, 4, 48, "between last field and button"),
	size("gap_links", 16, 4, 32, "between button and links"),
	size("gap_footer", 24, 8, 48, "between card and the line below it"),
}
