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
	var page bytes.Buffer
	err := shotsTemplate.Execute(&page, struct {
		Version       string
		Langs, Themes []string
		Widths        []float32
		Shots         []shot
	}{Version, s.langs, s.themes, s.widths, s.all(names)})
	if err != nil {
		return err
	}
	return writeFile(file, page.Bytes())
}
