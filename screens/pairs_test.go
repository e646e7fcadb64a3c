package screens_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/vestibule-app/vestibule/assets/brand"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// motley is a palette in which no two tokens have the same colour, so that each can be told from what is drawn.
func motley() (kit.Palette, map[color.NRGBA]string) {
	var p kit.Palette
	tokens := map[color.NRGBA]string{}
	for i, token := range brand.Tokens() {
		if token.Kind == brand.ColorToken {
			c := color.NRGBA{R: uint8(40 + 7*i), G: uint8(250 - 5*i), B: uint8(90 + 3*i), A: 0xff}
			if token.Translucent {
				c.A = 0x60
			}
			*p.Token(token.Name), tokens[c] = c, token.Name
		}
	}
	return p, tokens
}

// TestPairsAreWhatIsDrawn reads from every widget in its states which token its words, signs and outlines have and which one
// lies behind them: kit.Pairs has all of these.
func TestPairsAreWhatIsDrawn(t *testing.T) {
	b := newBench(t)
	palette, tokens := motley()
	b.app.Settings().SetTheme(variant{&kit.Theme{Light: palette}, false})
	for range 2 {
		b.window.Content().Refresh()
	}
	pairs := map[string]kit.Pair{}
	for _, p := range kit.Pairs() {
		key := p.Ink + " on " + p.Ground
		if known, ok := pairs[key]; !ok || p.Text && !known.Text {
			pairs[key] = p
		}
	}
	read := 0
	for i, all := range b.marks() {
		piece := b.pieces[i].name
		for j, m := range all {
			for part, c := range m.colors {
				ink, named := tokens[c]
				if !named || part == "fill" || part == "shadow" {
					continue
				}
				under := "card"
				if piece == "link legal" {
					under = "page"
				}
				if part != "edge" {
					under = groundOf(all[:j], m, tokens, under)
				} else if m.colors["fill"] == c || ink == "card" {
					continue // no outline but a gap, or none at all
				} else if piece == "page" || piece == "page wide" {
					under = "page"
				}
				if under == "" {
					continue // a mixture, which is looked at in the pixels
				}
				read++
				pair, ok := pairs[ink+" on "+under]
				if words := part[0] == '"'; !ok || words && !pair.Text && !pair.Faint {
					t.Errorf("%s: %s of %s is %s on %s, which is no pair", piece, part, m.name, ink, under)
				}
			}
		}
	}
	if read < 150 {
		t.Errorf("only %d colours could be told from each other", read)
	}
}

// groundOf is the token of what was drawn last below the middle of a mark; empty when it is none, and other when nothing was.
func groundOf(below []mark, m mark, tokens map[color.NRGBA]string, other string) string {
	at := m.place.Add(fyne.NewPos(m.space.Width/2, m.space.Height/2))
	for i := len(below) - 1; i >= 0; i-- {
		under := below[i]
		fill, filled := under.colors["fill"]
		end := under.place.Add(under.space)
		if filled && at.X >= under.place.X && at.Y >= under.place.Y && at.X <= end.X && at.Y <= end.Y {
			return tokens[fill]
		}
	}
	return other
}
