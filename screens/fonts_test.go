package screens_test

import (
	"bytes"
	"encoding/json"
	"image/color"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"github.com/nyaruka/phonenumbers"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"github.com/vestibule-app/vestibule/assets"
	"github.com/vestibule-app/vestibule/screens"
	"github.com/vestibule-app/vestibule/screens/kit"
)

// shipped are the languages that fonts are cut for, whether there are words in them yet or not.
var shipped = strings.Fields("ar bg cs da de el en es fa fi fr he hi hu it ja ko nb nl pl pt-BR pt-PT ro ru sk sv th tr uk vi zh-Hans zh-Hant")

var parameter = regexp.MustCompile(`{{[^}]*}}`)

// written is all that the screens show in a language by themselves: our words, times and the countries.
func written(t *testing.T, tag string) []string {
	t.Helper()
	var all []string
	if slices.Contains(assets.Languages(), tag) {
		for _, m := range translation(t, tag) {
			for _, sentence := range m {
				all = append(all, parameter.ReplaceAllString(sentence, "0"))
			}
		}
	}
	for region := range phonenumbers.GetSupportedRegions() {
		if parsed, err := language.ParseRegion(region); err == nil {
			all = append(all, display.Regions(language.Make(tag)).Name(parsed))
		}
	}
	words, err := screens.NewWords(tag)
	if err != nil {
		t.Fatal(err)
	}
	noon := time.Date(2026, time.November, 30, 12, 0, 0, 0, time.UTC)
	all = append(all, words.When(noon.Add(-time.Hour), noon), words.When(noon.Add(time.Hour), noon), words.When(noon.AddDate(0, 0, 1), noon))
	return append(all, screens.LanguageName(tag))
}

// TestLetters writes into $LETTERS, as JSON, which characters each language needs. The fonts are cut by it.
func TestLetters(t *testing.T) {
	path := os.Getenv("LETTERS")
	if path == "" {
		t.Skip("LETTERS is not set")
	}
	letters := map[string]string{}
	for _, tag := range shipped {
		set := map[rune]bool{}
		for _, s := range written(t, tag) {
			for _, r := range s {
				set[r] = true
			}
		}
		letters[tag] = string(slices.Sorted(maps.Keys(set)))
		if screens.NameFont(tag) != nil {
			letters["names"] += screens.LanguageName(tag)
		}
	}
	content, err := json.Marshal(letters)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// faces are what Fyne draws with on a machine without a single font: those of the theme, its own, and its symbols.
type faces struct {
	all     []*font.Face
	lacking map[rune]bool
}

// ResolveFace implements shaping.Fontmap as Fyne does.
func (f *faces) ResolveFace(r rune) *font.Face {
	for _, face := range f.all {
		if _, ok := face.NominalGlyph(r); ok {
			return face
		}
	}
	f.lacking[r] = true
	return f.all[0]
}

func facesOf(t *testing.T, tag string, style fyne.TextStyle) *faces {
	t.Helper()
	th := kit.NewTheme(color.Black)
	th.Fonts = screens.Fonts(tag)
	return facesIn(t, th.Font(style), theme.DefaultTheme().Font(style), theme.DefaultSymbolFont())
}

func facesIn(t *testing.T, resources ...fyne.Resource) *faces {
	t.Helper()
	f := &faces{lacking: map[rune]bool{}}
	for _, resource := range resources {
		face, err := font.ParseTTF(bytes.NewReader(resource.Content()))
		if err != nil {
			t.Fatalf("%s: %v", resource.Name(), err)
		}
		f.all = append(f.all, face)
	}
	return f
}

// shape lays out a line as Fyne's painter does, in thousandths of the size.
func (f *faces) shape(line string) []shaping.Output {
	var segmenter shaping.Segmenter
	var shaper shaping.HarfbuzzShaper
	text := []rune(line)
	runs := segmenter.Split(shaping.Input{Text: text, RunEnd: len(text), Direction: di.DirectionLTR, Size: fixed.I(1000)}, f)
	var out []shaping.Output
	for _, run := range runs {
		out = append(out, shaper.Shape(run))
	}
	return out
}

var styles = map[string]fyne.TextStyle{"regular": {}, "bold": {Bold: true}}

// Nothing that the screens say by themselves shows an empty box, on a machine that has no fonts.
func TestFontsDrawEveryWord(t *testing.T) {
	const again = "run .ci/fonts.sh and commit assets/fonts"
	for _, tag := range shipped {
		words, err := screens.NewWords(tag)
		if err != nil {
			t.Fatal(err)
		}
		rtl := words.RTL() && words.Tag() == tag
		for name, style := range styles {
			t.Run(tag+" "+name, func(t *testing.T) {
				f := facesOf(t, tag, style)
				for _, s := range written(t, tag) {
					for _, form := range []string{kit.Visual(s, rtl), norm.NFC.String(s)} {
						for _, run := range f.shape(form) {
							for _, glyph := range run.Glyphs {
								if glyph.GlyphID == 0 {
									t.Errorf("%q has an empty box at character %d; %s", form, glyph.TextIndex(), again)
								}
							}
						}
					}
				}
				if len(f.lacking) > 0 {
					t.Errorf("no font has %q; %s", string(slices.Sorted(maps.Keys(f.lacking))), again)
				}
			})
		}
	}
}

// Every language writes its name in its own script, whatever language the list of them is in.
func TestFontsWriteTheNamesOfLanguages(t *testing.T) {
	for _, tag := range shipped {
		f := facesOf(t, "en", fyne.TextStyle{})
		if source := screens.NameFont(tag); source != nil {
			f = facesIn(t, source) // all that Fyne takes for a text with a font of its own
		}
		name := screens.LanguageName(tag)
		for _, run := range f.shape(name) {
			for _, glyph := range run.Glyphs {
				if glyph.GlyphID == 0 {
					t.Errorf("%s: %q has an empty box; run .ci/fonts.sh and commit assets/fonts", tag, name)
				}
			}
		}
	}
}

// What people type in a script that the words do not need is left to the system as a whole: half of a word in one font
// and half in another would not join.
func TestFontsHaveAScriptWholeOrNotAtAll(t *testing.T) {
	for _, tag := range shipped {
		face := facesOf(t, tag, fyne.TextStyle{}).all[0]
		for script, letters := range map[string]string{
			"Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي" + "پچژکگی", "Hebrew": "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
			"Devanagari": "अआइईउऊऋएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह", "Thai": "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศษสหอฮ",
		} {
			has := 0
			for _, r := range letters {
				if _, ok := face.NominalGlyph(r); ok {
					has++
				}
			}
			if has != 0 && has != utf8.RuneCountInString(letters) {
				t.Errorf("%s: %d letters of %s", tag, has, script)
			}
		}
	}
	english := facesOf(t, "en", fyne.TextStyle{})
	if english.shape("東京"); !english.lacking['東'] || !english.lacking['京'] {
		t.Error("the test does not see what is missing")
	}
}

// Each language has its own forms of the characters that it shares with others. Japanese does not show Chinese ones.
func TestFontsHaveTheFormsOfTheCountry(t *testing.T) {
	outline := func(tag string, r rune) font.GlyphOutline {
		face := facesOf(t, tag, fyne.TextStyle{}).all[0]
		gid, ok := face.NominalGlyph(r)
		if !ok {
			t.Fatalf("%s has no %c", tag, r)
		}
		drawn, ok := face.GlyphData(gid).(font.GlyphOutline)
		if !ok || len(drawn.Segments) == 0 {
			t.Fatalf("%s does not draw %c", tag, r)
		}
		return drawn
	}
	for _, r := range "令化含" {
		ja, hans := outline("ja", r), outline("zh-Hans", r)
		if slices.Equal(ja.Segments, hans.Segments) {
			t.Errorf("%c is the same in Japanese and in Chinese", r)
		}
		if hant := outline("zh-Hant", r); slices.Equal(hant.Segments, ja.Segments) || slices.Equal(hant.Segments, hans.Segments) {
			t.Errorf("%c is no form of Taiwan", r)
		}
	}
}

// The lines of every language are as high as those of the others, and marks are not cut off: Fyne's painter draws no
// higher than the line of the first font, and one pixel below it. The tip of an Arabic vowel sign may go.
func TestFontsFitIntoTheLine(t *testing.T) {
	const ascent, descent = 1069, 293 // of Noto Sans
	const tip, below = 125, 250       // of the size: two pixels of 15, four of 16
	for _, tag := range shipped {
		tip := 0
		if tag == "ar" || tag == "fa" {
			tip = 125 // two pixels of 15
		}
		for name, style := range styles {
			t.Run(tag+" "+name, func(t *testing.T) {
				f := facesOf(t, tag, style)
				for _, s := range written(t, tag) {
					for _, run := range f.shape(s) {
						if line := run.LineBounds; line.Ascent.Round() != ascent || -line.Descent.Round() != descent {
							t.Errorf("%q has a line from %d to %d", s, line.Ascent.Round(), line.Descent.Round())
						}
						for _, glyph := range run.Glyphs {
							top, bottom := glyph.YOffset+glyph.YBearing, glyph.YOffset+glyph.YBearing+glyph.Height
							if top.Round() > ascent+tip || -bottom.Round() > descent+below {
								t.Errorf("%q reaches from %d to %d", s, top.Round(), bottom.Round())
							}
						}
					}
				}
			})
		}
	}
}
