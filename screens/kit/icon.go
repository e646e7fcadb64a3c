package kit

import (
	"bytes"
	"fmt"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// IconName names one of the package's line icons. An icon is a fyne.Resource: pass it to NewRow or NewIconButton, which
// draw it in the colour of their state. Used elsewhere it is drawn in a middle grey.
type IconName string

// The icons.
const (
	IconMail     IconName = "mail"
	IconPhone    IconName = "phone"
	IconKey      IconName = "key"
	IconLock     IconName = "lock"
	IconUser     IconName = "user"
	IconBuilding IconName = "building"
	IconBrowser  IconName = "browser"
	IconPlay     IconName = "play"
	IconInbox    IconName = "inbox"
	IconEye      IconName = "eye"
	IconEyeOff   IconName = "eye-off"
	IconInfo     IconName = "info"
	IconCheck    IconName = "check"
	IconDone     IconName = "done"
	IconAlert    IconName = "alert"
	IconDanger   IconName = "danger"
	IconPlus     IconName = "plus"
	IconClose    IconName = "close"
	IconMore     IconName = "more"
	IconCopy     IconName = "copy"
	IconBack     IconName = "back"
	IconForward  IconName = "forward"
	IconDown     IconName = "down"
	IconSearch   IconName = "search"
	IconOpen     IconName = "open"
	IconSignOut  IconName = "sign-out"
	IconSettings IconName = "settings"
	IconRefresh  IconName = "refresh"
	IconOffline  IconName = "offline"
)

// paths are drawn on a 24 by 24 grid with round strokes. Every arc has its own letter: the renderer does not repeat one.
var paths = map[IconName]string{
	IconMail:     "M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM3.5 7.5 12 13l8.5-5.5",
	IconPhone:    "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 18h2",
	IconKey:      "M8 11.5a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM11 12.7 19.5 4M15.5 8l3 3",
	IconLock:     "M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8 11V8a4 4 0 0 1 8 0v3",
	IconUser:     "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM4.5 20.5c.6-3.4 3.6-5.5 7.5-5.5s6.9 2.1 7.5 5.5",
	IconBuilding: "M5 21V4h9v17M14 9h5v12M3 21h18M8.5 8h2M8.5 12h2M8.5 16h2",
	IconBrowser:  "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM3 12h18M12 3c2.5 2.6 3.6 5.6 3.6 9s-1.1 6.4-3.6 9c-2.5-2.6-3.6-5.6-3.6-9s1.1-6.4 3.6-9z",
	IconPlay:     "M8 5.5v13l10.5-6.5z",
	IconInbox:    "M4 13.5 6.5 5h11L20 13.5V18a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20",
	IconEye:      "M2.5 12C4.5 8 8 5.8 12 5.8s7.5 2.2 9.5 6.2c-2 4-5.5 6.2-9.5 6.2S4.5 16 2.5 12zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z",
	IconEyeOff:   "M4 4l16 16M9.8 6.1A9.6 9.6 0 0 1 12 5.8c4 0 7.5 2.2 9.5 6.2a13 13 0 0 1-2.6 3.5M6.5 7.6A13 13 0 0 0 2.5 12c2 4 5.5 6.2 9.5 6.2 1.5 0 2.9-.3 4.2-.9M9.9 9.9a3 3 0 0 0 4.2 4.2",
	IconInfo:     "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM12 11v5M12 8v.01",
	IconCheck:    "M5 12.5 10 17.5 19 7",
	IconDone:     "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM8 12.3l2.8 2.8L16 9.5",
	IconAlert:    "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.01",
	IconDanger:   "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM12 7.8v5M12 16v.01",
	IconPlus:     "M12 5v14M5 12h14",
	IconClose:    "M6 6l12 12M18 6 6 18",
	IconMore:     "M4.9 12a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0zM11.4 12a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0zM17.9 12a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0z",
	IconCopy:     "M9 8h9a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM5.5 16H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v.5",
	IconBack:     "M14.5 5.5 8 12l6.5 6.5",
	IconForward:  "M9.5 5.5 16 12l-6.5 6.5",
	IconDown:     "M5.5 9.5 12 16l6.5-6.5",
	IconSearch:   "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM15.5 15.5 20 20",
	IconOpen:     "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z",
	IconSignOut:  "M10 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h4M15 8l4 4-4 4M19 12H10",
	IconSettings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 0 4a2 2 0 1 0 0-4zM9 15a2 2 0 1 0 0 4a2 2 0 1 0 0-4z",
	IconRefresh:  "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9M19.5 4.5V9H15",
	IconOffline:  "M4 4l16 16M7.3 8.6A4.8 4.8 0 0 0 7.5 18.2H17M10.2 6.3A5.5 5.5 0 0 1 17.2 10.3a4 4 0 0 1 3.6 6",
}

// Icon is the icon of that name.
func Icon(name IconName) fyne.Resource { return lineIcon{name, IconGrey} }

// IconGrey is what Icon draws in: it can be told from light grounds and from dark ones.
var IconGrey = rgb(0x7A8292)

// IconIn is the icon of that name in a colour, for a place that is not drawn in the colours of a control.
func IconIn(name IconName, c color.Color) fyne.Resource { return lineIcon{name, nrgba(c)} }

// lineIcon is one icon in one colour. The colour is part of the name, because Fyne caches drawings by name.
type lineIcon struct {
	name  IconName
	color color.NRGBA
}

// Name implements fyne.Resource.
func (i lineIcon) Name() string {
	return fmt.Sprintf("%s-%02x%02x%02x%02x.svg", i.name, i.color.R, i.color.G, i.color.B, i.color.A)
}

// Content implements fyne.Resource.
func (i lineIcon) Content() []byte {
	return bytes.Replace(i.name.outlined(), iconInk, fmt.Appendf(nil, `fill="#%02x%02x%02x" fill-opacity="%.2f"`,
		i.color.R, i.color.G, i.color.B, float64(i.color.A)/255), 1)
}

// iconInk is the colour of the outlines before they get one.
var iconInk = []byte(`fill="#000000" fill-opacity="1"`)

// outlines are the icons that have been asked for, by name.
var outlines sync.Map

// outlined is the icon with its strokes as shapes, in black.
func (n IconName) outlined() []byte {
	if svg, ok := outlines.Load(n); ok {
		return svg.([]byte)
	}
	svg := Drawable(fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path d="%s" `+
		`fill="none" stroke="#000000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`, paths[n]))
	outlines.Store(n, svg)
	return svg
}

// tinted is the icon in a colour, if it is one of ours; any other picture keeps its own colours.
func tinted(icon fyne.Resource, c color.NRGBA) fyne.Resource {
	if i, ok := icon.(lineIcon); ok {
		return lineIcon{i.name, c}
	}
	return icon
}

func newImage(icon fyne.Resource) *canvas.Image {
	i := canvas.NewImageFromResource(icon)
	i.FillMode = canvas.ImageFillContain
	return i
}

// setIcon shows an icon in a colour, drawing anew only when either has changed.
func setIcon(image *canvas.Image, icon fyne.Resource, c color.NRGBA) {
	next := tinted(icon, c)
	if image.Resource != nil && next != nil && image.Resource.Name() == next.Name() {
		return
	}
	image.Resource = next
	image.Refresh()
}
