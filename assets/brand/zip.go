package brand

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// This file reads a .brand. archive/zip would take much that a pack has no need of, and that two readers can understand
// in two ways; here the entries stand one behind the other from the first byte to the directory, what an entry says of
// itself is what the directory says of it, and a size is believed only when so many bytes came out
// (APPNOTE.TXT 6.3.10, section 4.3).

// Signatures and sizes of the records of a zip.
const (
	localSignature      = 0x04034B50
	directorySignature  = 0x02014B50
	endSignature        = 0x06054B50
	descriptorSignature = 0x08074B50

	localSize     = 30
	directorySize = 46
	endSize       = 22

	stored   = 0
	deflated = 8

	flagEncrypted  = 0x2041 // plain, strong, and with a masked directory
	flagDescriptor = 0x0008
	extraZip64     = 0x0001
	extraPath      = 0x7075 // another name
)

// entry is what the directory says of a file.
type entry struct {
	name                     string
	flags, method            uint16
	crc                      uint32
	packed, unpacked, offset int64
}

// Unpack gives the files of a .brand, by name, for Parse. It is for packs that are no file, such as one that is compiled in.
// The error is an *Error.
func Unpack(data []byte) (map[string][]byte, error) {
	if len(data) > MaxPacked {
		return nil, refuse("", "%v", because(TooMuch, nil, "is larger than %d KiB; leave files out, or save pictures and fonts smaller", MaxPacked>>10))
	}
	entries, directory, err := readDirectory(data)
	if err != nil {
		return nil, err
	}
	var found findings
	names := map[string]bool{}
	var declared int64
	for _, e := range entries {
		if wrong := checkName(e.name); wrong != "" {
			found.add("", 0, "the name of the file %s %v", quoted(e.name), because(FileNameInvalid, Args{"File": clipped(e.name)}, "%s", wrong))
		}
		if folded := strings.ToLower(e.name); names[folded] {
			found.add("", 0, "the file %s is there twice; make the pack anew", quoted(e.name))
		} else {
			names[folded] = true
		}
		switch {
		case e.flags&flagEncrypted != 0:
			found.add("", 0, "the file %s is encrypted; make the pack without a password", quoted(e.name))
		case e.method != stored && e.method != deflated:
			found.add("", 0, "the file %s is packed in a way that is not read; make the pack with deflate", quoted(e.name))
		case e.unpacked > MaxUnpacked:
			found.add("", 0, "the file %s says that it has %d bytes, which is more than a whole pack may have", quoted(e.name), e.unpacked)
		case e.unpacked > MaxRatio*max(e.packed, 1):
			found.add("", 0, "the file %s is packed more than %d times; no picture, font or text is", quoted(e.name), MaxRatio)
		}
		declared += e.unpacked
	}
	if declared > MaxUnpacked {
		found.add("", 0, "%v", because(TooMuch, nil, "has more than %d MiB when it is unpacked; leave files out", MaxUnpacked>>20))
	}
	if err := found.err(); err != nil {
		return nil, err
	}
	return unpack(data[:directory], entries)
}

func quoted(name string) string { return fmt.Sprintf("%+q", clipped(name)) }

// readDirectory reads the list of entries at the end, and where it begins.
func readDirectory(data []byte) ([]entry, int, error) {
	broken := refuse("", "is no brand pack, or a damaged one; make it with vestibule brand pack")
	le := binary.LittleEndian
	if len(data) < endSize || le.Uint32(data) != localSignature {
		return nil, 0, broken
	}
	end := data[len(data)-endSize:]
	if le.Uint32(end) != endSignature || le.Uint16(end[20:]) != 0 {
		return nil, 0, refuse("", "does not end as a zip without a comment does; make the pack anew")
	}
	count, size, start := int(le.Uint16(end[10:])), int64(le.Uint32(end[12:])), int64(le.Uint32(end[16:]))
	switch {
	case le.Uint32(end[4:]) != 0 || le.Uint16(end[8:]) != uint16(count):
		return nil, 0, refuse("", "is a zip in several parts; make the pack in one")
	case count > MaxFiles:
		return nil, 0, refuse("", "has %d files; a pack has at most %d", count, MaxFiles)
	case count == 0:
		return nil, 0, broken
	case start+size != int64(len(data)-endSize):
		return nil, 0, refuse("", "has something between its directory and its end; make the pack anew")
	}
	var entries []entry
	rest := data[start : start+size]
	for range count {
		if len(rest) < directorySize || le.Uint32(rest) != directorySignature {
			return nil, 0, broken
		}
		name, extra, comment := int(le.Uint16(rest[28:])), int(le.Uint16(rest[30:])), int(le.Uint16(rest[32:]))
		if len(rest) < directorySize+name+extra+comment {
			return nil, 0, broken
		}
		e := entry{name: string(rest[directorySize : directorySize+name]), flags: le.Uint16(rest[8:]), method: le.Uint16(rest[10:]), crc: le.Uint32(rest[16:]),
			packed: int64(le.Uint32(rest[20:])), unpacked: int64(le.Uint32(rest[24:])), offset: int64(le.Uint32(rest[42:]))}
		if err := e.checkKind(rest[directorySize+name:directorySize+name+extra], le.Uint16(rest[4:]), le.Uint32(rest[38:])); err != nil {
			return nil, 0, err
		}
		entries = append(entries, e)
		rest = rest[directorySize+name+extra+comment:]
	}
	if len(rest) > 0 {
		return nil, 0, refuse("", "has more in its directory than it counts; make the pack anew")
	}
	return entries, int(start), nil
}

// checkKind refuses what is no plain file.
func (e entry) checkKind(extra []byte, made uint16, attributes uint32) error {
	if made>>8 == 3 || made>>8 == 19 { // Unix and macOS put the mode of the file there
		switch mode := attributes >> 16 & 0xF000; mode {
		case 0, 0x8000:
		case 0xA000:
			return refuse("", "the file %s is a link to another place; put the file itself into the pack", quoted(e.name))
		case 0x4000:
			return refuse("", "%s is a folder; a pack has no folders, put the files beside brand.toml", quoted(e.name))
		default:
			return refuse("", "%s is a device or a pipe; put plain files into the pack", quoted(e.name))
		}
	}
	if attributes&0x10 != 0 {
		return refuse("", "%s is a folder; a pack has no folders, put the files beside brand.toml", quoted(e.name))
	}
	if e.packed == 0xFFFFFFFF || e.unpacked == 0xFFFFFFFF || e.offset == 0xFFFFFFFF {
		return refuse("", "the file %s says that it is larger than 4 GiB; make the pack anew", quoted(e.name))
	}
	for len(extra) > 0 {
		if len(extra) < 4 || len(extra) < 4+int(binary.LittleEndian.Uint16(extra[2:])) {
			return refuse("", "the file %s has a damaged entry; make the pack anew", quoted(e.name))
		}
		if id := binary.LittleEndian.Uint16(extra); id == extraZip64 || id == extraPath {
			return refuse("", "the file %s has a second size or name beside the first; make the pack anew", quoted(e.name))
		}
		extra = extra[4+int(binary.LittleEndian.Uint16(extra[2:])):]
	}
	return nil
}

// unpack reads the entries, which must fill the data without gaps and overlaps in the order of their offsets.
func unpack(data []byte, entries []entry) (map[string][]byte, error) {
	byOffset := map[int64]entry{}
	for _, e := range entries {
		if other, taken := byOffset[e.offset]; taken {
			return nil, refuse("", "the files %s and %s share their bytes; make the pack anew", quoted(other.name), quoted(e.name))
		}
		byOffset[e.offset] = e
	}
	files := map[string][]byte{}
	total := 0
	for at := int64(0); at < int64(len(data)); {
		e, ok := byOffset[at]
		if !ok {
			return nil, refuse("", "has bytes at %d that belong to no file, or to two; make the pack anew", at)
		}
		from, err := e.begin(data[at:])
		if err != nil {
			return nil, err
		}
		from += at
		if e.packed > int64(len(data))-from {
			return nil, refuse("", "the file %s is longer than the pack; make the pack anew", quoted(e.name))
		}
		content, err := e.inflate(data[from : from+e.packed])
		if err != nil {
			return nil, err
		}
		if total += len(content); total > MaxUnpacked {
			return nil, refuse("", "%v", because(TooMuch, nil, "has more than %d MiB when it is unpacked; leave files out", MaxUnpacked>>20))
		}
		files[e.name] = content
		next, err := e.end(data[from+e.packed:])
		if err != nil {
			return nil, err
		}
		at = from + e.packed + next
		delete(byOffset, e.offset)
	}
	for _, e := range byOffset {
		return nil, refuse("", "the file %s shares its bytes with another; make the pack anew", quoted(e.name))
	}
	return files, nil
}

// begin compares what stands before a file with the directory, and returns its length.
func (e entry) begin(data []byte) (int64, error) {
	le := binary.LittleEndian
	wrong := refuse("", "the file %s says one thing of itself and another in the directory; make the pack anew", quoted(e.name))
	if len(data) < localSize || le.Uint32(data) != localSignature {
		return 0, wrong
	}
	name, extra := int(le.Uint16(data[26:])), int(le.Uint16(data[28:]))
	if len(data) < localSize+name+extra || string(data[localSize:localSize+name]) != e.name {
		return 0, wrong
	}
	crc, packed, unpacked := le.Uint32(data[14:]), int64(le.Uint32(data[18:])), int64(le.Uint32(data[22:]))
	later := e.flags&flagDescriptor != 0 && crc == 0 && packed == 0 && unpacked == 0
	if le.Uint16(data[6:]) != e.flags || le.Uint16(data[8:]) != e.method || !later && (crc != e.crc || packed != e.packed || unpacked != e.unpacked) {
		return 0, wrong
	}
	return int64(localSize + name + extra), nil
}

// end returns the length of what stands behind a file.
func (e entry) end(data []byte) (int64, error) {
	if e.flags&flagDescriptor == 0 {
		return 0, nil
	}
	le, length := binary.LittleEndian, int64(12)
	if len(data) >= 16 && le.Uint32(data) == descriptorSignature {
		data, length = data[4:], 16
	}
	if len(data) < 12 || le.Uint32(data) != e.crc || int64(le.Uint32(data[4:])) != e.packed || int64(le.Uint32(data[8:])) != e.unpacked {
		return 0, refuse("", "the file %s says one thing of itself and another in the directory; make the pack anew", quoted(e.name))
	}
	return length, nil
}

// inflate unpacks a file as far as it says that it goes, and a byte further.
func (e entry) inflate(data []byte) ([]byte, error) {
	damaged := refuse("", "the file %s is damaged; make the pack anew", quoted(e.name))
	if e.method == stored {
		if e.packed != e.unpacked || crc32.ChecksumIEEE(data) != e.crc {
			return nil, damaged
		}
		return bytes.Clone(data), nil
	}
	packed := bytes.NewReader(data)
	content, err := io.ReadAll(io.LimitReader(flate.NewReader(packed), e.unpacked+1))
	if err != nil || int64(len(content)) != e.unpacked || packed.Len() > 0 || crc32.ChecksumIEEE(content) != e.crc {
		return nil, damaged
	}
	return content, nil
}
