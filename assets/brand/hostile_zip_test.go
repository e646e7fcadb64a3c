package brand_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// hostile is a pack that must be refused, with the words that tell what is wrong with it and where.
type hostile struct {
	name  string
	data  []byte // of a .brand
	words []string
}

// packed puts files into a zip, whatever they are.
func packed(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := brand.Write(&b, &brand.Pack{Files: files}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// with is a good pack in a zip, with some files changed.
func with(t testing.TB, change map[string]string) []byte { return packed(t, pack(change)) }

// record is a file in a zip that lies about itself.
type record struct {
	name         string
	local        string // the name before the content, when it is another one
	made         uint16
	flags        uint16
	method       uint16
	crc          *uint32
	size, packed *uint32
	extra        string
	attributes   uint32
	content      []byte // as it is stored
	real         []byte // what comes out
	at           *uint32
	inside       bool // no content of its own: the record leads to another one's
	before       string
	behind       string
}

// lying writes a zip without any check. The first records are those of a good pack.
func lying(t testing.TB, records ...record) []byte {
	t.Helper()
	good := []record{{name: brand.Manifest, content: []byte(goodManifest)}, {name: "logo.svg", content: []byte(goodLogo)}}
	var body, directory []byte
	le := binary.LittleEndian
	for _, r := range append(good, records...) {
		if r.real == nil {
			r.real = r.content
		}
		crc, size, packed, at := crc32.ChecksumIEEE(r.real), uint32(len(r.real)), uint32(len(r.content)), uint32(len(body)+len(r.before))
		for to, v := range map[*uint32]*uint32{&crc: r.crc, &size: r.size, &packed: r.packed, &at: r.at} {
			if v != nil {
				*to = *v
			}
		}
		common := le.AppendUint16(nil, 20)
		for _, v := range []uint16{r.flags, r.method, 0, 0x21} {
			common = le.AppendUint16(common, v)
		}
		for _, v := range []uint32{crc, packed, size} {
			common = le.AppendUint32(common, v)
		}
		if !r.inside {
			local := r.name
			if r.local != "" {
				local = r.local
			}
			body = append(body, r.before...)
			body = append(le.AppendUint32(body, 0x04034B50), common...)
			body = le.AppendUint16(le.AppendUint16(body, uint16(len(local))), 0)
			body = append(append(append(body, local...), r.content...), r.behind...)
		}
		directory = le.AppendUint16(le.AppendUint32(directory, 0x02014B50), r.made)
		directory = append(directory, common...)
		for _, v := range []uint16{uint16(len(r.name)), uint16(len(r.extra)), 0, 0, 0} {
			directory = le.AppendUint16(directory, v)
		}
		directory = le.AppendUint32(le.AppendUint32(directory, r.attributes), at)
		directory = append(append(directory, r.name...), r.extra...)
	}
	n := uint16(len(good) + len(records))
	end := le.AppendUint32(le.AppendUint32(nil, 0x06054B50), 0)
	end = le.AppendUint16(le.AppendUint16(end, n), n)
	end = le.AppendUint32(le.AppendUint32(end, uint32(len(directory))), uint32(len(body)))
	return append(append(append(body, directory...), end...), 0, 0)
}

func lie(v uint32) *uint32 { return &v }

func squeezed(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// noise is what no compression makes smaller.
func noise(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// standard writes a zip as the standard library does, with a mode.
func standard(t testing.TB, name string, mode fs.FileMode, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: name, Method: zip.Deflate}
	h.SetMode(mode)
	f, err := w.CreateHeader(h)
	if err == nil {
		_, err = f.Write([]byte(content))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hostileZips are containers that are not what they say.
func hostileZips(t testing.TB) []hostile {
	good := with(t, nil)
	deflatedZeros := squeezed(t, make([]byte, 8<<20))
	many := map[string][]byte{}
	for i := range 65 {
		many[fmt.Sprintf("note-%d.txt", i)] = []byte("x")
	}
	named := func(name string) []byte { return lying(t, record{name: name, content: []byte("x")}) }
	nested := lying(t, record{name: "inner.zip", content: good})
	end := len(good) - 22
	countLie := bytes.Clone(good)
	countLie[end+8], countLie[end+10] = 1, 1
	countMore := bytes.Clone(good)
	countMore[end+8], countMore[end+10] = 9, 9
	parts := bytes.Clone(good)
	parts[end+4] = 1
	crcLie := bytes.Clone(good)
	crcLie[bytes.Index(good, []byte("brand.toml"))+12] ^= 1
	comment := bytes.Clone(good)
	comment[len(comment)-2] = 4
	lastPart := goodLogo[:20]
	return []hostile{
		{"nothing", []byte{}, []string{"no brand pack"}},
		{"a text", []byte("name = \"Acme\"\n"), []string{"no brand pack"}},
		{"cut off", good[:len(good)-30], []string{"does not end as a zip"}},
		{"a script in front", append([]byte("#!/bin/sh\n"), good...), []string{"no brand pack"}},
		{"something behind", append(bytes.Clone(good), "more"...), []string{"does not end as a zip"}},
		{"a comment", append(comment, "evil"...), []string{"does not end as a zip"}},
		{"zip slip", named("../../autostart.sh"), []string{`"../../autostart.sh"`, "leads out"}},
		{"zip slip inside", named("a/../../b.svg"), []string{"leads out"}},
		{"absolute", named("/etc/cron.d/x"), []string{`"/etc/cron.d/x"`, "absolute"}},
		{"a drive", named(`C:\x.svg`), []string{"absolute"}},
		{"backslash", named(`..\..\x.svg`), []string{"backslash"}},
		{"a folder inside", named("img/logo.svg"), []string{"no folders"}},
		{"a pack inside", nested, []string{`"inner.zip"`, "archive"}},
		{"NUL in a name", named("logo.svg\x00.png"), []string{`logo.svg\x00.png`, "rename"}},
		{"percent in a name", named("..%2f..%2fx.svg"), []string{"rename"}},
		{"another stream", named("logo.svg:evil"), []string{"rename"}},
		{"a device", named("con.txt"), []string{`"con.txt"`, "device on Windows"}},
		{"a name of dots", named(".."), []string{"leads out"}},
		{"no name", named(""), []string{"is empty"}},
		{"a name in bytes", named("\xff\xfe.svg"), []string{"no UTF-8"}},
		{"a name with marks apart", named("u\u0308.svg"), []string{"combining"}},
		{"a right-to-left name", named("gvs.\u202egnp.txt"), []string{`\u202e`, "rename"}},
		{"a long name", named(strings.Repeat("a", 65)), []string{"too long"}},
		{"of macOS", named("__MACOSX/._logo.svg"), []string{"macOS"}},
		{"twice", lying(t, record{name: "logo.svg", content: []byte("<svg/>")}), []string{`"logo.svg" is there twice`}},
		{"twice but for case", lying(t, record{name: "Logo.svg", content: []byte("<svg/>")}), []string{`"Logo.svg" is there twice`}},
		{"a link", standard(t, "logo.svg", fs.ModeSymlink|0o777, "/etc/passwd"), []string{`"logo.svg" is a link`}},
		{"a folder", standard(t, "logo.svg", fs.ModeDir|0o755, ""), []string{`"logo.svg" is a folder`}},
		{"a device file", standard(t, "logo.svg", fs.ModeDevice|fs.ModeCharDevice, ""), []string{"device or a pipe"}},
		{"a pipe", standard(t, "logo.svg", fs.ModeNamedPipe, ""), []string{"device or a pipe"}},
		{"a folder of DOS", lying(t, record{name: "x.txt", attributes: 0x10}), []string{`"x.txt" is a folder`}},
		{"encrypted", lying(t, record{name: "x.txt", flags: 1, content: []byte("x")}), []string{`"x.txt" is encrypted`}},
		{"another method", lying(t, record{name: "x.txt", method: 12, content: []byte("x")}), []string{`"x.txt"`, "deflate"}},
		{"65 files", packed(t, many), []string{"65 files"}},
		{"a bomb", lying(t, record{name: "x.txt", method: 8, content: deflatedZeros, real: make([]byte, 8<<20)}), []string{`"x.txt" is packed more than 50 times`}},
		{"a bomb that lies", lying(t, record{name: "x.txt", method: 8, content: deflatedZeros, size: lie(1000)}), []string{`"x.txt" is damaged`}},
		{"a bomb of stored bytes that lie", lying(t, record{name: "x.txt", content: []byte("x"), size: lie(50)}), []string{`"x.txt" is damaged`}},
		{"4 GiB", lying(t, record{name: "x.txt", content: []byte("x"), size: lie(0xFFFFFFFE)}), []string{`"x.txt" says that it has 4294967294 bytes`}},
		{"zip64", lying(t, record{name: "x.txt", content: []byte("x"), size: lie(0xFFFFFFFF)}), []string{`"x.txt"`, "4 GiB"}},
		{"zip64 in an extra field", lying(t, record{name: "x.txt", content: []byte("x"), extra: "\x01\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x01"}), []string{`"x.txt" has a second size`}},
		{"a second name", lying(t, record{name: "x.txt", content: []byte("x"), extra: "\x75\x70\x01\x00x"}), []string{`"x.txt" has a second size or name`}},
		{"a cut extra field", lying(t, record{name: "x.txt", content: []byte("x"), extra: "\x75\x70\xff\x00x"}), []string{`"x.txt" has a damaged entry`}},
		{"two names", lying(t, record{name: "x.txt", local: "y.txt", content: []byte("x")}), []string{`"x.txt" says one thing`}},
		{"the same bytes twice", lying(t, record{name: "x.txt", at: lie(0), inside: true, content: []byte(goodManifest)}), []string{"share their bytes"}},
		{"one within another", lying(t, record{name: "x.txt", content: noise(100)}, record{name: "y.txt", at: lie(uint32(30 + 10 + len(goodManifest) + 3)), inside: true}), []string{`"y.txt" shares its bytes`}},
		{"a gap", lying(t, record{name: "x.txt", content: []byte("x"), before: "hidden"}), []string{"belong to no file"}},
		{"bytes behind the last", lying(t, record{name: "x.txt", content: []byte("x"), behind: "hidden"}), []string{"belong to no file"}},
		{"beyond the end", lying(t, record{name: "x.txt", content: []byte("x"), packed: lie(9000), size: lie(9000)}), []string{`"x.txt" is longer than the pack`}},
		{"a wrong checksum", crcLie, []string{"damaged"}},
		{"a descriptor that lies", lying(t, record{name: "x.txt", flags: 8, content: []byte("x"), behind: strings.Repeat("\x01", 12)}), []string{`"x.txt" says one thing`}},
		{"no descriptor", lying(t, record{name: "x.txt", flags: 8, content: []byte("x")}), []string{`"x.txt" says one thing`}},
		{"a stream with a tail", lying(t, record{name: "x.txt", method: 8, content: append(squeezed(t, []byte("hello")), "tail"...), real: []byte("hello")}), []string{`"x.txt" is damaged`}},
		{"fewer counted", countLie, []string{"more in its directory"}},
		{"more counted", countMore, []string{"no brand pack"}},
		{"in parts", parts, []string{"several parts"}},
		{"3 MiB", lying(t, record{name: "x.txt", content: noise(3 << 20)}), []string{"larger than 2048 KiB"}},
		{"9 MiB unpacked", packed(t, bulky()), []string{"more than 8 MiB when it is unpacked"}},
		{"a file that nothing names", with(t, map[string]string{"extra.svg": goodLogo}), []string{"extra.svg", "named nowhere"}},
		{"a long text", with(t, map[string]string{"readme.txt": string(noise(70_000))}), []string{"readme.txt", "larger than 64 KiB"}},
		{"no brand.toml", with(t, map[string]string{brand.Manifest: ""}), []string{brand.Manifest, "missing"}},
		{"half a logo", with(t, map[string]string{"logo.svg": lastPart}), []string{"logo.svg", "well-formed"}},
	}
}

// bulky is more than may be unpacked, of files that are each packed less than they may be.
func bulky() map[string][]byte {
	files := map[string][]byte{}
	for i := range 9 {
		files[fmt.Sprintf("x%d.txt", i)] = compressible(1 << 20)
	}
	return files
}

// compressible is what gets about ten times smaller.
func compressible(n int) []byte {
	content := bytes.Repeat(noise(512), n/512)
	for i := 0; i < n; i += 97 {
		content[i] = byte(i / 97)
	}
	return content
}
