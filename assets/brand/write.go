package brand

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
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
	le := binary.LittleEndian
	var body, directory []byte
	for _, name := range slices.Sorted(maps.Keys(p.Files)) {
		content := p.Files[name]
		packed, err := deflate(content)
		if err != nil {
			return err
		}
		method := uint16(deflated)
		if len(packed) >= len(content) || len(content) > MaxRatio*len(packed) {
			packed, method = content, stored
		}
		common := le.AppendUint16(nil, 20)                   // needs version 2.0 of the format
		for _, v := range []uint16{0, method, 0, 1<<5 | 1} { // 1 January 1980, where the time of a zip begins
			common = le.AppendUint16(common, v)
		}
		for _, v := range []int{int(crc32.ChecksumIEEE(content)), len(packed), len(content)} {
			common = le.AppendUint32(common, uint32(v))
		}
		common = le.AppendUint32(common, uint32(len(name))) // and no extra field behind it

		directory = le.AppendUint16(le.AppendUint32(directory, directorySignature), 20)
		directory = append(append(directory, common...), make([]byte, 10)...) // no comment, first disk, plain file
		directory = append(le.AppendUint32(directory, uint32(len(body))), name...)
		body = append(append(le.AppendUint32(body, localSignature), common...), name...)
		body = append(body, packed...)
	}
	n := uint16(len(p.Files))
	end := le.AppendUint32(le.AppendUint32(nil, endSignature), 0)
	end = le.AppendUint16(le.AppendUint16(end, n), n)
	end = le.AppendUint32(le.AppendUint32(end, uint32(len(directory))), uint32(len(body)))
	_, err := w.Write(slices.Concat(body, directory, end, []byte{0, 0}))
	return err
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
	if _, err := Unpack(packed.Bytes()); err != nil {
		return withPath(err, path)
	}
	return ReplaceFile(path, packed.Bytes())
}

// ReplaceFile puts a file in the place of another in one step: it has the old content or the new, but never a part.
// Everybody may read it.
func ReplaceFile(path string, content []byte) error {
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
