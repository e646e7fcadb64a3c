// Package kit holds the widgets a sign-in is drawn with, and the theme that gives them their colours.
//
// A widget here has no opinions: every word it shows comes in as an argument, every event goes out through a
// callback, and nothing in the package knows about accounts, networks or threads. What it does know is how a
// control looks and behaves in each of its states (rest, hover, focus, error, busy, disabled), in light and in dark,
// with the mouse and with the keyboard alone.
//
// The pieces:
//
//	Theme, Palette      colours and sizes; both are looked up when something is drawn, so that a change is seen at once
//	Seeds, Derive       the palette of each of the four looks (light and dark, each in high contrast too) from four colours
//	Steps, Nearest      an accent in ten shades; the nearest shade that can be read
//	Pairs               which colour is drawn on which, where, and how much contrast that needs
//	Text                wrapped text in one of six styles
//	Field               a labelled single-line input; PasswordField adds the reveal eye
//	CodeField           a one-time code: one input drawn as boxes
//	Options             a group of options, of which one is on or several; NewCheck makes a single one
//	Chooser             one choice out of many: a searchable list
//	Checklist           demands that are ticked off while something is typed
//	Meter               a grade as four bars, with words
//	Button, Link, IconButton
//	Row                 one choice in a list: icon or letter, title, subtitle
//	Banner              a message above a form
//	Card, Page          the frame: a card centred on the page or a picture, a brand panel beside it when there is room, and
//	                    what is pinned, which never scrolls away
//	Stage               one page after another, with a short change between them
//	Progress            a bar for work whose end is not known
//	Spinner, Avatar     small parts of the above
//	ReleaseFonts        lets go of the fonts of a theme that is gone, which Fyne would keep
//	Drawable            an SVG that Fyne draws as it is meant
//
// What a brand may change has a name, and is called a token: colours as Palette.Token has them ("card_edge"), sizes as
// SizeToken makes names of ("gap_label"). A widget asks for them with Color and Size and has no number or colour of its
// own that a brand could want otherwise. DeriveWith takes the tokens that a brand sets itself, and mends what nobody could
// read: grounds first, then what is drawn on them, each by as little as it takes. So a palette that comes from there has every
// one of the Pairs readable, whatever was asked for.
//
// Layout is left to right unless SetMirrored(true) is called; Mirror does that for a whole tree. What people type
// as addresses and digits (email, telephone number, code) stays left to right in either case.
//
// Callbacks report what the person did; setting a text from code calls none of them. A control that gets the focus has
// its page scroll until it can be seen. The words of the menu that the second mouse button
// opens come with the Narration; without one they are Fyne's own.
//
// Those who cannot see a control hear its name and its state; Narrate gives a whole tree the words for that.
//
// Everything must be used from Fyne's own goroutine. Nothing ticks while nothing moves: the only animations that run
// are a spinner on show, a short transition, the half minute until a shown password is hidden, and the caret of the input
// that has the focus.
package kit
