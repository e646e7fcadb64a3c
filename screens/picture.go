package screens

import (
	"bytes"
	"image"
	"image/draw"
	_ "image/jpeg" // what a picture of a brand may be
	_ "image/png"
	"sync"

	"fyne.io/fyne/v2"
)

// decoded keeps the pictures that were read last, because every screen of a brand shows the same one.
var decoded struct {
	sync.Mutex
	names    []string
	pictures map[string]image.Image
}

// mostDecoded pictures are kept; a large one takes 12 MB.
const mostDecoded = 2

// decoding is what reads a picture when it is shown; nil for none.
func decoding(file fyne.Resource) func() image.Image {
	if file == nil {
		return nil
	}
	return func() image.Image { return decode(file) }
}

// decode reads a picture once; nil is what cannot be read.
func decode(file fyne.Resource) image.Image {
	decoded.Lock()
	defer decoded.Unlock()
	if picture, ok := decoded.pictures[file.Name()]; ok {
		return picture
	}
	read, _, err := image.Decode(bytes.NewReader(file.Content()))
	if err != nil {
		return nil
	}
	picture := image.NewRGBA(image.Rect(0, 0, read.Bounds().Dx(), read.Bounds().Dy()))
	draw.Draw(picture, picture.Bounds(), read, read.Bounds().Min, draw.Src) // once here, not at every change of the window
	if decoded.pictures == nil {
		decoded.pictures = map[string]image.Image{}
	}
	if len(decoded.names) == mostDecoded {
		delete(decoded.pictures, decoded.names[0])
		decoded.names = decoded.names[1:]
	}
	decoded.names = append(decoded.names, file.Name())
	decoded.pictures[file.Name()] = picture
	return picture
}
