package brand

import (
	"fmt"
	"image/color"
	"strconv"
)

// ParseColor reads #rgb or #rrggbb, with large or small letters, as an opaque colour. The error is
// the rest of a sentence that begins with the key.
func ParseColor(s string) (color.NRGBA, error) {
	if len(s) == 9 {
		return color.NRGBA{}, because(ColorSeeThrough, nil, "must be opaque: leave the last two digits of %q out", s)
	}
	return ParseTranslucent(s)
}

// ParseTranslucent is ParseColor that takes #rrggbbaa too.
func ParseTranslucent(s string) (color.NRGBA, error) {
	wrong := because(ColorInvalid, nil, `must be a colour such as "#4F46E5" or "#fff"`)
	if s == "" || s[0] != '#' {
		return color.NRGBA{}, wrong
	}
	digits := s[1:]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	if len(digits) == 6 {
		digits += "ff"
	}
	if len(digits) != 8 {
		return color.NRGBA{}, wrong
	}
	v, err := strconv.ParseUint(digits, 16, 32)
	if err != nil {
		return color.NRGBA{}, wrong
	}
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}, nil
}

// FormatColor writes a colour as a pack has it: #RRGGBB, or #RRGGBBAA where it is not opaque.
func FormatColor(c color.NRGBA) string {
	if c.A == 0xFF {
		return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02X%02X%02X%02X", c.R, c.G, c.B, c.A)
}
