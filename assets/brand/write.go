package brand

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Write writes a pack as one file. The same content gives the same bytes, whenever and wherever it is written: entries in
// the order of their names, without times, owners and modes.
func Write(w io.Writer, p *Pack) error {
	z := zip.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(p.Files)) {
		content := p.Files[name]
		header := &zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(content),
			UncompressedSize64: uint64(len(content)), CompressedSize64: uint64(len(content)),
			ModifiedDate: 1<<5 | 1} // 1 January 1980, which is no time in a zip
		packed, err := deflate(content)
		if err != nil {
			return err
		}
		if len(packed) < len(content) && len(content) <= MaxRatio*len(packed) {
			header.Method, header.CompressedSize64 = zip.Deflate, uint64(len(packed))
		} else {
			packed = content
		}
		entry, err := z.CreateRaw(header)
		if err != nil {
			return err
		}
		if _, err := entry.Write(packed); err != nil {
			return err
		}
	}
	return z.Close()
}

func deflate(content []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	err = w.Close()
	return packed.Bytes(), err
}

// WriteFile writes a pack to a file, which has the old content or the new, but never a part. It is an error when the pack
// would be too large to be read again.
func WriteFile(path string, p *Pack) error {
	var packed bytes.Buffer
	if err := Write(&packed, p); err != nil {
		return err
	}
	if _, err := unzip(packed.Bytes()); err != nil {
		return withPath(err, path)
	}
	return replaceFile(path, packed.Bytes())
}

// replaceFile puts a file in the place of another in one step.
func replaceFile(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // once renamed, there is none
	_, err = f.Write(content)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
