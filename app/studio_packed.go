package app

import (
	"crypto/sha256"
	"encoding/json"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file has packs on their way between processes. Pictures and fonts are large and seldom change, so each goes once.

// packed is a pack that was found in order where it comes from, so it is not looked at again. Its files are beside it, by
// their checksums.
type packed []byte

func pack(p *brand.Pack) (packed, map[string][]byte, error) {
	light := *p
	light.Files = nil // the pictures and fonts are beside them, without what nobody sees
	files := map[string][]byte{}
	for _, f := range filesOf(&light) {
		if *f != nil {
			sum := sha256.Sum256((*f).Data)
			files[string(sum[:])] = (*f).Data
			*f = &brand.File{Name: (*f).Name, Data: sum[:]}
		}
	}
	text, err := json.Marshal(light)
	return text, files, err
}

func (p packed) unpack(files map[string][]byte) (*brand.Pack, error) {
	var b brand.Pack
	err := json.Unmarshal(p, &b)
	for _, f := range filesOf(&b) {
		if *f != nil {
			(*f).Data = files[string((*f).Data)]
		}
	}
	return &b, err
}

// filesOf are the places of pictures and fonts.
func filesOf(p *brand.Pack) []**brand.File {
	return []**brand.File{
		&p.Logo.Light, &p.Logo.Dark, &p.Logo.Compact, &p.Look.Image, &p.Look.ImageDark,
		&p.Look.Font.Regular, &p.Look.Font.Bold, &p.Look.Font.Monospace, &p.Window.Icon,
	}
}

// courier leaves the files out of an order that went along with the one before.
type courier struct{ known map[string][]byte }

func (c *courier) load(d drawing) drawing {
	files := map[string][]byte{}
	for sum, content := range d.Files {
		if files[sum] = content; c.known[sum] != nil {
			files[sum] = nil
		}
	}
	c.known, d.Files = d.Files, files
	return d
}

// receiver has them back.
type receiver struct{ known map[string][]byte }

func (r *receiver) unload(d drawing) drawing {
	for sum, content := range d.Files {
		if len(content) == 0 {
			d.Files[sum] = r.known[sum]
		}
	}
	r.known = d.Files
	return d
}
