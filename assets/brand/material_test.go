package brand_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"maps"
	"os"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// This file makes what packs are made of.

// svg puts a drawing into a picture of 40 by 40.
func svg(inner string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">` + inner + `</svg>`
}

const (
	goodLogo     = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M4 4h32v32H4z" fill="#123456"/></svg>`
	goodManifest = "name = \"Acme\"\n[logo]\nlight = \"logo.svg\"\n"
)

// pack is a good pack with some files changed; an empty one is left out.
func pack(change map[string]string) map[string][]byte {
	files := map[string]string{brand.Manifest: goodManifest, "logo.svg": goodLogo}
	maps.Copy(files, change)
	all := map[string][]byte{}
	for name, content := range files {
		if content != "" {
			all[name] = []byte(content)
		}
	}
	return all
}

func drawing(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = byte(i * 7)
	}
	img.Set(0, 0, color.NRGBA{1, 2, 3, 4})
	return img
}

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, drawing(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawing(w, h), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// readFont gives a font that is in order.
func readFont(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("../fonts/Hebrew-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// table is a table of a font.
type table struct {
	tag  string
	data []byte
}

// fontOf puts tables into a font.
func fontOf(magic string, tables ...table) []byte {
	b := []byte(magic)
	b = binary.BigEndian.AppendUint16(b, uint16(len(tables)))
	b = append(b, 0, 0, 0, 0, 0, 0)
	at := 12 + 16*len(tables)
	for _, t := range tables {
		b = append(append(b, t.tag...), 0, 0, 0, 0)
		b = binary.BigEndian.AppendUint32(b, uint32(at))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t.data)))
		at += len(t.data)
	}
	for _, t := range tables {
		b = append(b, t.data...)
	}
	return b
}

// tablesOf takes a font apart.
func tablesOf(font []byte) []table {
	var all []table
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		r := font[12+16*i:]
		from, size := binary.BigEndian.Uint32(r[8:]), binary.BigEndian.Uint32(r[12:])
		all = append(all, table{string(r[:4]), font[from : from+size]})
	}
	return all
}
