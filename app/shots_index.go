package app

import (
	"bytes"
	_ "embed"
	"html/template"
)

//go:embed shots.html
var shotsPage string

var shotsTemplate = template.Must(template.New("shots.html").Parse(shotsPage))

// writeIndex writes the page to look through the pictures. It needs nothing but the pictures beside it.
func (s shots) writeIndex(file string, names []string) error {
	var all []shot
	for _, name := range names {
		for _, lang := range s.langs {
			for _, theme := range s.themes {
				for _, width := range s.widths {
					for _, scale := range s.scales {
						all = append(all, shot{name, lang, theme, width, scale})
					}
				}
			}
		}
	}
	var page bytes.Buffer
	err := shotsTemplate.Execute(&page, struct {
		Version       string
		Langs, Themes []string
		Widths        []float32
		Shots         []shot
	}{Version, s.langs, s.themes, s.widths, all})
	if err != nil {
		return err
	}
	return writeFile(file, page.Bytes())
}
