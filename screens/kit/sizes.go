package kit

import "fyne.io/fyne/v2"

// Names of the sizes that a brand may set, in dp and in text of the size it is designed for. Look them up with Size; a gap is
// the room between two things on a card.
const (
	SizeTitle        = tokenSize + "title_size"
	SizeTitleLine    = tokenSize + "title_line"
	SizeSubtitle     = tokenSize + "subtitle_size"
	SizeSubtitleLine = tokenSize + "subtitle_line"
	SizeBody         = tokenSize + "body_size"
	SizeBodyLine     = tokenSize + "body_line"
	SizeLabel        = tokenSize + "label_size"
	SizeLabelLine    = tokenSize + "label_line"
	SizeHelper       = tokenSize + "helper_size"
	SizeHelperLine   = tokenSize + "helper_line"
	SizeLegal        = tokenSize + "legal_size"
	SizeLegalLine    = tokenSize + "legal_line"
	SizeCode         = tokenSize + "code_size"

	SizeControlRadius = tokenSize + "control_radius"
	SizeCardRadius    = tokenSize + "card_radius"
	SizeRowRadius     = tokenSize + "row_radius"
	SizeShadowBlur    = tokenSize + "shadow_blur"
	SizeShadowDrop    = tokenSize + "shadow_drop"

	SizeCardWidth     = tokenSize + "card_width"
	SizeCardPadding   = tokenSize + "card_padding"
	SizePagePadding   = tokenSize + "page_padding"
	SizeWidePadding   = tokenSize + "wide_padding"
	SizeControlHeight = tokenSize + "control_height"
	SizeFieldPadding  = tokenSize + "field_padding"
	SizeRowHeight     = tokenSize + "row_height"
	SizeLogoWidth     = tokenSize + "logo_width"
	SizeLogoHeight    = tokenSize + "logo_height"

	GapLogo   = tokenSize + "gap_logo"
	GapTitle  = tokenSize + "gap_title"
	GapReason = tokenSize + "gap_reason"
	GapLabel  = tokenSize + "gap_label"
	GapField  = tokenSize + "gap_field"
	GapButton = tokenSize + "gap_button"
	GapLinks  = tokenSize + "gap_links"
	GapFooter = tokenSize + "gap_footer"
)

const tokenSize fyne.ThemeSizeName = "vestibule.token."

// SizeToken is the name under which a Theme answers for a size that a brand pack calls by that name, such as "card_radius".
func SizeToken(name string) fyne.ThemeSizeName { return tokenSize + fyne.ThemeSizeName(name) }

// Size is a size at this moment. It comes from the theme of the application; where that is somebody else's, from the default
// one.
func Size(name fyne.ThemeSizeName) float32 { return measure(name) }

// stockSizes are the sizes of a brand that sets none, by token.
var stockSizes = map[string]float32{
	"title_size": 24, "title_line": 32,
	"subtitle_size": 15, "subtitle_line": 22,
	"body_size": 15, "body_line": 22,
	"label_size": 13, "label_line": 18,
	"helper_size": 13, "helper_line": 18,
	"legal_size": 12, "legal_line": 16,
	"code_size": 22,

	"control_radius": ControlRadius, "card_radius": CardRadius, "row_radius": 12,
	"edge": 1, "edge_strong": 2, "ring_width": 3,
	"shadow_blur": 24, "shadow_drop": 8,

	"card_width": CardWidth, "card_padding": CardPadding,
	"page_padding": PagePadding, "wide_padding": Space40,
	"control_height": ControlHeight, "field_padding": 12, "row_height": RowHeight,
	"logo_width": 200, "logo_height": 32,

	"gap_logo": 24, "gap_title": 8, "gap_reason": 24, "gap_label": 6,
	"gap_field": 16, "gap_button": 16, "gap_links": 16, "gap_footer": 24,
}

// token is a size that a brand may set.
func (t *Theme) token(name string) float32 {
	if size, ok := t.Sizes[name]; ok {
		return size
	}
	return stockSizes[name]
}
