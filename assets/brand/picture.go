package brand

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"math"
	"strconv"
	"strings"
)

// A gate lets a file of one kind into a Pack, without what nobody sees, or says what is wrong with it.
type gate interface {
	// types are the endings of names that the gate is for.
	types() []string
	// pass takes the file. The findings have no File yet.
	pass(name string, data []byte) ([]byte, []Finding)
}

// pictures is the gate of logos, icons and backgrounds.
type pictures struct {
	endings             []string
	bytes, side, pixels int
}

var (
	logoGate  = pictures{endings: []string{".svg", ".png"}, bytes: MaxLogoBytes, side: MaxLogoSide, pixels: MaxLogoSide * MaxLogoSide}
	imageGate = pictures{endings: []string{".jpg", ".jpeg", ".png"}, bytes: MaxImageBytes, side: MaxImageSide, pixels: MaxImagePixels}
)

func (g pictures) types() []string { return g.endings }

func (g pictures) pass(name string, data []byte) ([]byte, []Finding) {
	if strings.HasSuffix(name, ".svg") {
		return data, checkSVG(data)
	}
	one := func(code Code, args Args, format string, a ...any) []Finding {
		return []Finding{{Text: fmt.Sprintf(format, a...), Code: code, Args: args}}
	}
	if len(data) > g.bytes {
		return nil, one(FileLarge, Args{"Most": strconv.Itoa(g.bytes >> 10)}, "is larger than %d KiB; save it smaller", g.bytes>>10)
	}
	strip, config, decode, kind := stripPNG, png.DecodeConfig, png.Decode, "PNG"
	if !strings.HasSuffix(name, ".png") {
		strip, config, decode, kind = stripJPEG, jpeg.DecodeConfig, jpeg.Decode, "JPEG"
	}
	size, err := config(bytes.NewReader(data)) // the header tells how much memory a picture takes, before it is taken
	switch {
	case err != nil:
		return nil, one(FileDamaged, nil, "is no %s, or a damaged one; save it as one again", kind)
	case size.Width < 1 || size.Height < 1 || size.Width > g.side || size.Height > g.side:
		return nil, one(PixelsTooMany, Args{"Size": pixels(size.Width, size.Height), "Most": strconv.Itoa(g.side)}, "has %d x %d pixels; save it with at most %d on a side", size.Width, size.Height, g.side)
	case size.Width*size.Height > g.pixels:
		return nil, one(PixelsTooMany, Args{"Size": pixels(size.Width, size.Height), "Most": fmt.Sprintf("%.0f", math.Floor(math.Sqrt(float64(g.pixels))))}, "has %d x %d pixels, which is more than %d together; save it smaller", size.Width, size.Height, g.pixels)
	}
	clean, err := strip(data)
	if err != nil {
		return nil, one(FileRefused, nil, "%v", err)
	}
	var drawn image.Image
	if drawn, err = decode(bytes.NewReader(clean)); err != nil {
		return nil, one(FileDamaged, nil, "is a damaged %s; save it again", kind)
	}
	if b := drawn.Bounds(); b.Dx() != size.Width || b.Dy() != size.Height {
		return nil, one(FileDamaged, nil, "is a damaged %s; save it again", kind)
	}
	return clean, nil
}

func pixels(width, height int) string { return fmt.Sprintf("%d × %d", width, height) }

const pngMagic = "\x89PNG\r\n\x1a\n"

// stripPNG keeps the chunks that a picture is drawn from, and no others (PNG, third edition, section 11).
func stripPNG(data []byte) ([]byte, error) {
	clean := []byte(pngMagic)
	for rest := data[len(pngMagic):]; ; {
		if len(rest) < 12 {
			return nil, fmt.Errorf("is a damaged PNG: it ends too early; save it again")
		}
		length := binary.BigEndian.Uint32(rest)
		if uint64(length) > uint64(len(rest)-12) {
			return nil, fmt.Errorf("is a damaged PNG: a part of it is longer than the file; save it again")
		}
		chunk, name := rest[:12+length], string(rest[4:8])
		rest = rest[12+length:]
		if crc32.ChecksumIEEE(chunk[4:8+length]) != binary.BigEndian.Uint32(chunk[8+length:]) {
			return nil, fmt.Errorf("is a damaged PNG: a checksum is wrong; save it again")
		}
		switch name {
		case "IHDR", "PLTE", "tRNS", "IDAT", "IEND":
			clean = append(clean, chunk...)
		case "acTL", "fcTL", "fdAT":
			return nil, fmt.Errorf("is an animation; save one picture of it as PNG")
		default:
			if name[0]&0x20 == 0 { // section 5.4: whoever does not know a critical chunk cannot draw the picture
				return nil, fmt.Errorf("has a part that is no part of a PNG; save it again")
			}
		}
		if name != "IEND" {
			continue
		}
		if len(rest) > 0 {
			return nil, fmt.Errorf("has something behind the end of the picture; save it again")
		}
		return clean, nil
	}
}

// Markers of JPEG (ITU-T T.81, table B.1).
const (
	jpegSOI  = 0xD8
	jpegEOI  = 0xD9
	jpegSOS  = 0xDA
	jpegRST0 = 0xD0
	jpegRST7 = 0xD7
	jpegAPP0 = 0xE0
	jpegAPPE = 0xEE // Adobe: which colours the channels are
	jpegAPPF = 0xEF
	jpegCOM  = 0xFE
)

// stripJPEG keeps the segments that a picture is drawn from: positions, names of cameras and previews stay outside.
func stripJPEG(data []byte) ([]byte, error) {
	damaged := fmt.Errorf("is a damaged JPEG; save it again")
	clean := []byte{0xFF, jpegSOI}
	scans := 0
	for i := 2; ; {
		if i+2 > len(data) || data[i] != 0xFF {
			return nil, damaged
		}
		marker := data[i+1]
		if marker == 0xFF { // fill
			i++
			continue
		}
		if marker == jpegEOI {
			return append(clean, 0xFF, jpegEOI), nil // cameras put previews behind the end, which are left out
		}
		if marker < 0xC0 || marker >= jpegRST0 && marker <= jpegSOI || i+4 > len(data) {
			return nil, damaged
		}
		end := i + 2 + int(binary.BigEndian.Uint16(data[i+2:]))
		if end < i+4 || end > len(data) {
			return nil, damaged
		}
		if marker == jpegSOS {
			if scans++; scans > MaxScans {
				return nil, fmt.Errorf("is drawn in more than %d passes; save it as a plain (baseline) JPEG", MaxScans)
			}
			for end < len(data) && (data[end] != 0xFF || end+1 < len(data) && (data[end+1] == 0 || data[end+1] >= jpegRST0 && data[end+1] <= jpegRST7)) {
				end++
			}
		}
		if private := marker > jpegAPP0 && marker <= jpegAPPF && marker != jpegAPPE; !private && marker != jpegCOM {
			clean = append(clean, data[i:end]...)
		}
		i = end
	}
}
