package kit

import "fyne.io/fyne/v2"

// Names of sizes that follow what a person asked for, beside those Fyne has. They come from the application's theme.
const (
	SizeScale  fyne.ThemeSizeName = "vestibule.scale"      // text beside what it is designed as, 1 to 2
	SizeEdge   fyne.ThemeSizeName = "vestibule.edge"       // outline of a control at rest, dp
	SizeStrong fyne.ThemeSizeName = "vestibule.edgeStrong" // outline of one that has the focus or is wrong, dp
	SizeRing   fyne.ThemeSizeName = "vestibule.ring"       // ring outside a control with the focus, dp
	SizePlain  fyne.ThemeSizeName = "vestibule.plainCode"  // 1: a code is typed into one plain field

	sizeBold fyne.ThemeSizeName = "vestibule.bold" // 1: in high contrast
)

// MaxScale is the largest text, beside what it is designed as (WCAG 2.2, success criterion 1.4.4).
const MaxScale float32 = 2

// plainFrom is the scale beyond which the boxes of a code are too narrow for their digits.
const plainFrom float32 = 1.5

// measure looks a size of ours up. Where the application runs with somebody else's theme it is the default one.
func measure(name fyne.ThemeSizeName) float32 {
	th := fyne.CurrentApp().Settings().Theme()
	if th.Icon(tokensIcon) == nil {
		th = fallback
	}
	return th.Size(name)
}

// Scale is how much larger than designed text is drawn at this moment, 1 to 2.
func Scale() float32 { return measure(SizeScale) }

func edgeRest() float32   { return measure(SizeEdge) }
func edgeStrong() float32 { return measure(SizeStrong) }
func ringWidth() float32  { return measure(SizeRing) }

// textContrast is the least ratio of text in the look of the moment (WCAG 2.2, success criteria 1.4.3 and 1.4.6).
func textContrast() float64 {
	if measure(sizeBold) == 1 {
		return 7
	}
	return TextContrast
}

// grown is the height of something around one line of text: it gets as much higher as the line does.
func grown(height, line float32) float32 { return height + line*(Scale()-1) }

func controlHeight() float32 { return grown(measure(SizeControlHeight), inputFace.designed()) }
func helperHeight() float32  { return typefaces[Helper].lineHeight() + helperRoom }
func labelHeight() float32   { return typefaces[Label].lineHeight() }

const (
	helperRoom float32 = 2 // above and below help, together
	linkRoom   float32 = 6
)

// rowRoom is what a row has above and below its two lines, together.
func rowRoom() float32 {
	return max(Space16, measure(SizeRowHeight)-rowTitle.designed()-rowSubtitle.designed())
}

// linkHeight is that of a link on one line, which has to be hit.
func linkHeight() float32 {
	line := linkFace.designed()
	return grown(max(linkHigh, line+linkRoom), line)
}

func fieldPadding() float32  { return measure(SizeFieldPadding) }
func controlRadius() float32 { return measure(SizeControlRadius) }

// rounded is the radius of something smaller than a control: of its kind, and never more than it has among ours.
func rounded(ours float32) float32 { return min(ours, ours*controlRadius()/ControlRadius) }

// innerWidth is the room for what is on a card before its width is known.
func innerWidth() float32 { return measure(SizeCardWidth) - 2*measure(SizeCardPadding) }

// inputFace is that of what is typed.
var inputFace = typeface{size: SizeBody, line: SizeBodyLine}

// drawn is the size of a picture, which grows half as much as text does: it has to be found, not read.
func drawn(side float32) float32 { return side * (1 + Scale()) / 2 }

func iconSmall() float32  { return drawn(IconSmall) }
func iconMedium() float32 { return drawn(IconMedium) }
func iconLarge() float32  { return drawn(IconLarge) }
func avatarSize() float32 { return drawn(AvatarSize) }

// cardWidth is how wide a card gets where the window allows it: a line holds as many words in large text as in small.
func cardWidth() float32 { return measure(SizeCardWidth) * Scale() }

// wideFrom is the width from which the brand panel is on show.
func wideFrom() float32 { return WideFrom * Scale() }
