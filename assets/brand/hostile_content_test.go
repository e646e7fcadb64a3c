package brand_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// hostileManifests are brand.toml files that ask for too much, or say what nobody should be told.
func hostileManifests(t testing.TB) []hostile {
	deep := func(open, closed string) string {
		return strings.Repeat(open, 50_000) + strings.Repeat(closed, 50_000)
	}
	type is struct{ name, text, word string }
	var all []hostile
	for _, m := range []is{
		{"deep lists", goodManifest + "x = " + deep("[", "]"), "nested more than 8"},
		{"deep tables", goodManifest + "x = " + deep("{a=", "}"), "nested more than 8"},
		{"deep dots", goodManifest + strings.Repeat("a.", 60_000) + "a = 1", "nested more than 8"},
		{"a deep header", goodManifest + "[" + strings.Repeat("a.", 60_000) + "a]", "nested more than 8"},
		{"large", goodManifest + "# " + strings.Repeat("x", 256<<10), "larger than 256 KiB"},
		{"no UTF-8", "name = \"\xff\"\n", "UTF-8"},
		{"no TOML", "[look\n" + goodManifest, "no TOML"},
		{"twice", "name = \"A\"\nname = \"B\"\n", "no TOML"},
		{"a long key", goodManifest + "[look]\n" + strings.Repeat("a", 100_000) + " = 1", "longer than 200"},
		{"many keys", goodManifest + "[look]\n" + counted(5_000, "k", " = 1\n"), "more than 1000 keys"},
		{"many wrong keys", counted(900, "k", " = 1\n") + goodManifest, "is no key of a brand"},
		{"many lists", goodManifest + strings.Repeat("[[attribute]]\nname = \"a\"\n", 5_000), "more than 64 times"},
		{"no name", "[logo]\nlight = \"logo.svg\"\n", "name is missing"},
		{"no logo", "name = \"Acme\"\n", "logo.light is missing"},
		{"a name that turns around", replaced("name = \"Ac\u202Eme\""), "U+202E"},
		{"a name with isolates", replaced("name = \"Ac\u2066me\""), "U+2066"},
		{"an invisible name", replaced("name = \"Ac\u200Bme\""), "U+200B"},
		{"a name of two lines", replaced(`name = "Ac\nme"`), "more than one line"},
		{"a bell in a name", replaced(`name = "Ac\u0007me"`), "U+0007"},
		{"a private character", replaced("name = \"Ac\uE000me\""), "U+E000"},
		{"an unassignable character", replaced("name = \"Ac\uFFFDme\""), "U+FFFD"},
		{"a tower of marks", replaced("name = \"A\u0335\u0336\u0337\u0338\""), "marks on one"},
		{"a name in pieces", replaced("name = \"u\u0308ber\""), "composed form"},
		{"a long text", replaced("name = \"" + strings.Repeat("A", 61) + "\""), "longer than 60"},
		{"an empty name", replaced(`name = "  "`), "is empty"},
		{"an address as a name", replaced(`name = "https://evil.example"`), "holds an address"},
		{"no texts", replaced(`name = 7`), "must be a text"},
		{"a wrong language", replaced(`name = { xx-yy-zz-1 = "A" }`), "language tags"},
		{"a misspelt key", goodManifest + "[look]\naccnt = \"#fff\"\n", "did you mean accent?"},
		{"a misspelt table", goodManifest + "[lok]\naccent = \"#fff\"\n", "did you mean look?"},
		{"a key in the wrong table", goodManifest + "accent = \"#fff\"\n", "belongs under [look]"},
		{"a table where none is", goodManifest + "[look.accent]\nlight = \"#fff\"\nblue = 1\n", "look.accent must be a colour"},
		{"a value where a table is", "look = 3\n" + goodManifest, "must be a table"},
		{"a colour without quotes", goodManifest + "[look]\naccent = #12345g # brown\n", `the value needs quotes; write accent = "#12345g"`},
		{"a text without quotes", goodManifest + "[look.font]\nfamily = Source Sans 3\n", `write family = "Source Sans 3"`},
		{"a text with half of its quotes", goodManifest + "[look]\naccent = \"#123456\n", "a quote is missing at the end"},
		{"a key of no table in one", goodManifest + "company = \"Acme Inc.\"\n", "belongs above all tables"},
		{"a list where none is", goodManifest + "[[look]]\n", "must be a table"},
		{"a table for a list", goodManifest + "[attribute]\nname = \"x\"\n", "list of tables"},
		{"attributes of numbers", "attribute = [1]\n" + goodManifest, "list of tables"},
		{"an attribute without a name", goodManifest + "[[attribute]]\nlabel = \"X\"\n", "needs a name"},
		{"an attribute twice", goodManifest + "[[attribute]]\nname = \"x\"\n[[attribute]]\nname = \"x\"\n", "x is there twice"},
		{"no colour", goodManifest + "[look]\naccent = \"#12345g\"\n", "must be a colour"},
		{"a colour that lets through", goodManifest + "[look]\naccent = \"#12345678\"\n", "must be opaque"},
		{"a colour for the dark alone", goodManifest + "[look]\naccent = { dark = \"#123456\" }\n", "needs light"},
		{"no number", goodManifest + "[look]\ncard_radius = nan\n", "number from 0 to 40"},
		{"an endless number", goodManifest + "[look]\ncard_radius = inf\n", "number from 0 to 40"},
		{"a low button", goodManifest + "[tokens]\ncontrol_height = 8\n", "number from 44"},
		{"no choice", goodManifest + "[look]\ndensity = \"compat\"\n", "did you mean compact?"},
		{"no journey", goodManifest + "[offer]\njourneys = [\"sign_up\", \"sign_up\"]\n", "each once"},
		{"too long a code", goodManifest + "[offer]\ncode_valid = \"900h\"\n", "from 1m to 24h"},
		{"mail domains as a text", goodManifest + "[offer]\nmail_domains = \"acme.example\"\n", "list of at most 20"},
		{"too many mail domains", goodManifest + "[offer]\nmail_domains = [" + counted(21, "\"a", ".example\",") + "]\n", "list of at most 20"},
		{"a mail address for a domain", goodManifest + "[offer]\nmail_domains = [\"@acme.example\"]\n", "behind the @"},
		{"a mail domain in letters of another script", goodManifest + "[offer]\nmail_domains = [\"\u0430cme.example\"]\n", "small plain letters"},
		{"the same in punycode", goodManifest + "[offer]\nmail_domains = [\"mail.xn--cme-5cd.example\"]\n", "small plain letters"},
		{"a mail domain that is a word", goodManifest + "[offer]\nmail_domains = [\"acme\"]\n", "no mail domain"},
		{"a mail domain that is a number", goodManifest + "[offer]\nmail_domains = [\"127.0.0.1\"]\n", "no mail domain"},
		{"a mail domain twice", goodManifest + "[offer]\nmail_domains = [\"acme.example\", \"acme.example\"]\n", "there twice"},
		{"a picture that is missing", goodManifest + "[look]\nlayout = \"image\"\n", "look.image has to name"},
		{"a bold font alone", goodManifest + "[look.font]\nbold = \"x.ttf\"\n", "look.font.regular is missing"},
		{"a plain link", goodManifest + "[links]\nterms = \"http://www.example.com/\"\n", "https://"},
		{"a link that runs", goodManifest + "[links]\nhelp = \"javascript:alert(1)\"\n", "https://"},
		{"a link to a file", goodManifest + "[links]\nhelp = \"file:///etc/passwd\"\n", "https://"},
		{"a link with a user", goodManifest + "[links]\nhelp = \"https://www.bank.example@evil.example/\"\n", "no user"},
		{"a link with a quote", goodManifest + "[links]\nhelp = 'https://x.example/\"&calc'\n", "is no address"},
		{"a link in letters of another script", goodManifest + "[links]\nhelp = \"https://\u0430pple.example/\"\n", "is no address"},
		{"the same in percent", goodManifest + "[links]\nhelp = \"https://%D0%B0pple.example/\"\n", "plain letters"},
		{"a mail with a body", goodManifest + "[links]\nsupport = \"mailto:a@x.example?body=hi\"\n", "one address"},
		{"a mail to two", goodManifest + "[links]\nsupport = \"mailto:a@x.example,b@x.example\"\n", "one address"},
		{"the line of the host", goodManifest + "[words.en]\nhost = \"Signs in to your bank\"\n", "cannot change"},
		{"a sentence that calls", goodManifest + "[words.en]\n\"username.title\" = '{{printf \"%1000000000d\" 1}}'\n", "{{.Name}}"},
		{"a sentence that repeats", goodManifest + "[words.en]\n\"username.title\" = \"{{range .X}}a{{end}}\"\n", "{{.Name}}"},
		{"a sentence that turns around", goodManifest + "[words.en]\n\"username.title\" = \"a\u202Eb\"\n", "U+202E"},
		{"a key without quotes", goodManifest + "[words.en]\nusername.title = \"x\"\n", "in quotes"},
		{"a plural without other", goodManifest + "[words.en]\n\"demo.inbox.show\" = { one = \"x\" }\n", `needs "other"`},
		{"words in no language", goodManifest + "[words.\"<script>\"]\n\"a\" = \"b\"\n", "language tags"},
		{"half a tenant", goodManifest + "[tenant]\nauthority = \"contoso\"\n", "go together"},
		{"a plain tenant", goodManifest + "[tenant]\nauthority = \"http://evil.example/t\"\nclient_id = \"x\"\n", "must be the tenant's subdomain"},
		{"no app", goodManifest + "[package]\nid = \"../../x\"\n", "your domain backwards"},
		{"no version", goodManifest + "[package]\nversion = \"1.0; rm -rf\"\n", "three numbers"},
		{"a logo elsewhere", "name = \"A\"\n[logo]\nlight = \"../../../etc/passwd\"\n", "leads out"},
		{"a logo that is no picture", "name = \"A\"\n[logo]\nlight = \"brand.toml\"\n", "ends in .svg or .png"},
		{"a logo that is missing", "name = \"A\"\n[logo]\nlight = \"mark.svg\"\n", "which is not in the pack"},
		{"a font that is missing", goodManifest + "[look.font]\nregular = \"sans.ttf\"\n", "which is not in the pack"},
	} {
		all = append(all, hostile{"toml: " + m.name, with(t, map[string]string{brand.Manifest: m.text}), []string{brand.Manifest, m.word}})
	}
	return all
}

func replaced(line string) string { return strings.Replace(goodManifest, `name = "Acme"`, line, 1) }

func counted(n int, before, behind string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(before)
		b.WriteString(strings.Repeat("x", i%7))
		for ; i > 0; i /= 10 {
			b.WriteByte(byte('0' + i%10))
		}
		b.WriteString(behind)
	}
	return b.String()
}

// hostileSVG are drawings that run, lead elsewhere, or never end.
var hostileSVG = []struct{ name, text, word string }{
	{"uses itself", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><defs><g id="a"><use xlink:href="#a"/></g></defs><use xlink:href="#a"/></svg>`, "not drawn"},
	{"uses", svg(`<use href="#a"/>`), "expand copies"},
	{"laughs", `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + svg(`<title>&b;</title>`), "DOCTYPE"},
	{"reads a file", `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + svg(`<title>&x;</title>`), "DOCTYPE"},
	{"an entity", svg(`<title>&evil;</title>`), "well-formed"},
	{"a script", svg(`<script>alert(1)</script>`), "leave it out"},
	{"an event", svg(`<rect width="4" height="4" onload="alert(1)"/>`), "onload"},
	{"a style sheet", svg(`<style>*{fill:url(http://x.example)}</style>`), "presentation attributes"},
	{"a style", svg(`<rect style="fill:red" width="4" height="4"/>`), "presentation attributes"},
	{"a class", svg(`<rect class="a" width="4" height="4"/>`), "presentation attributes"},
	{"a page", svg(`<foreignObject><body/></foreignObject>`), "foreignObject"},
	{"a picture", svg(`<image href="https://x.example/track.png"/>`), "save the logo as PNG"},
	{"a link", svg(`<a href="https://x.example"><rect/></a>`), "not drawn"},
	{"an animation", svg(`<animate attributeName="x"/>`), "not drawn"},
	{"a filter", svg(`<filter id="a"/>`), "leave effects out"},
	{"a mask", svg(`<mask id="a"/>`), "leave masks out"},
	{"a pattern", svg(`<pattern id="a"/>`), "leave patterns out"},
	{"letters", svg(`<text>A</text>`), "into paths"},
	{"text between", svg(`hello`), "text outside"},
	{"a far paint", svg(`<rect width="4" height="4" fill="url(http://x.example/a.svg#g)"/>`), "no gradient"},
	{"a paint that is missing", svg(`<rect width="4" height="4" fill="url(#g)"/>`), "no gradient"},
	{"a paint below", svg(`<rect width="4" height="4" fill="url(#g)"/><linearGradient id="g"><stop offset="0"/></linearGradient>`), "move the gradient up"},
	{"a gradient that leads on", svg(`<linearGradient id="a" href="#a"><stop/></linearGradient>`), "link"},
	{"a gradient without colours", svg(`<linearGradient id="a"></linearGradient>`), "no stop"},
	{"a shape in a gradient", svg(`<linearGradient id="a"><rect/></linearGradient>`), "not drawn"},
	{"a gradient of no size", svg(`<radialGradient id="a" r="0"><stop/></radialGradient>`), "no size"},
	{"another language", `<html xmlns="http://www.w3.org/1999/xhtml"/>`, "no SVG"},
	{"no language", `<svg viewBox="0 0 4 4"/>`, "no SVG"},
	{"an editor's element", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://sodipodi" viewBox="0 0 4 4"><s:namedview/></svg>`, "plain SVG"},
	{"an editor's attribute", `<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://sodipodi" s:x="1" viewBox="0 0 4 4"/>`, "plain SVG"},
	{"a processing instruction", `<?xml-stylesheet href="https://x.example/a.css"?>` + svg(""), "processing instruction"},
	{"another encoding", `<?xml version="1.0" encoding="UTF-16"?>` + svg(""), "well-formed"},
	{"a picture behind", svg("") + svg(""), "second picture"},
	{"not closed", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><g>`, "well-formed"},
	{"nothing", "\n", "no SVG"},
	{"deep", svg(strings.Repeat("<g>", 20) + strings.Repeat("</g>", 20)), "deep"},
	{"very deep", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">` + strings.Repeat("<g>", 15_000), "deep"},
	{"many", svg(strings.Repeat(`<rect width="40" height="40"/>`, 501)), "more than 500"},
	{"many circles", svg(strings.Repeat(`<circle r="9"/>`, 60_000)), "larger than 64 KiB"},
	{"many points", svg(`<path d="M0 0` + strings.Repeat("l.001 0", 5_001) + `"/>`), "more than 5000"},
	{"many corners", svg(`<polygon points="` + strings.Repeat("1 1 ", 5_001) + `"/>`), "more than 5000"},
	{"a large number", svg(`<rect width="1e30" height="4"/>`), "beyond 10000"},
	{"a number beyond", svg(`<rect width="1e999" height="4"/>`), "number"},
	{"no number", svg(`<rect width="NaN" height="4"/>`), "NaN"},
	{"an endless number", svg(`<rect width="Inf" height="4"/>`), "Inf"},
	{"a number in hex", svg(`<rect width="0x1p9" height="4"/>`), "number"},
	{"a part of one", svg(`<rect width="100%" height="4"/>`), "number"},
	{"a large scale", svg(`<g transform="scale(1000)"><g transform="scale(1000)"/></g>`), "too large"},
	{"a scale of nothing", svg(`<g transform="scale(0)"/>`), "too small"},
	{"no transformation", svg(`<g transform="explode(3)"/>`), "no transformation"},
	{"far outside", svg(`<rect x="9000" width="4" height="4"/>`), "far outside"},
	{"walks away", svg(`<path d="M0 0` + strings.Repeat("l30 30", 400) + `"/>`), "far outside"},
	{"no frame", `<svg xmlns="http://www.w3.org/2000/svg"/>`, "no size"},
	{"an empty frame", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>`, "no size"},
	{"a thin frame", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10000 1"/>`, "40 times"},
	{"a wrong frame", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4"/>`, "four numbers"},
	{"dashes", svg(`<line x2="40" stroke="red" stroke-dasharray="0.0001"/>`), "stroke-dasharray"},
	{"a wide line", svg(`<line x2="40" stroke="red" stroke-width="5000"/>`), "wider than the picture"},
	{"an arc of no size", svg(`<path d="M0 0A0 0 0 0 0 9 9"/>`), "without a size"},
	{"an arc to itself", svg(`<path d="M5 5A3 3 0 0 0 5 5"/>`), "ends where it begins"},
	{"flags without blanks", svg(`<path d="M5 5a3 3 0 013 3"/>`), "count of numbers"},
	{"a path from nowhere", svg(`<path d="L5 5"/>`), "begin"},
	{"a path that goes on", svg(`<path d="M5 5L6 6ZL1 1"/>`), "begin"},
	{"an unknown step", svg(`<path d="M5 5X6"/>`), "command"},
	{"the same name twice", svg(`<g id="a"/><g id="a"/>`), "there twice"},
	{"an attribute twice", svg(`<rect width="4" xmlns:x="http://www.w3.org/2000/svg" width="5"/>`), "twice"},
	{"a circle of no size", svg(`<circle r="0"/>`), "no size"},
	{"a negative rect", svg(`<rect width="-4" height="4"/>`), "negative"},
	{"no colour", svg(`<rect width="4" height="4" fill="expression(alert(1))"/>`), "no colour"},
}

// chunk is one of a PNG, with its checksum.
func chunk(name string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, name...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// header is the beginning of a PNG of some size.
func header(w, h uint32) []byte {
	b := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	return append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(b, 8, 6, 0, 0, 0))...)
}

// hostilePictures are PNG and JPEG files, by the ending of their names.
func hostilePictures(t testing.TB) []hostile {
	good, photo := pngOf(t, 20, 20), jpegOf(t, 40, 40)
	crc := bytes.Clone(good)
	crc[40] ^= 1
	animated := append(bytes.Clone(good[:33]), append(chunk("acTL", make([]byte, 8)), good[33:]...)...)
	critical := append(bytes.Clone(good[:33]), append(chunk("EVIL", nil), good[33:]...)...)
	long := bytes.Clone(good)
	binary.BigEndian.PutUint32(long[33:], 0xFFFFFFF0)
	empty := append(header(9, 9), append(chunk("IDAT", nil), chunk("IEND", nil)...)...)
	big := bytes.Clone(photo)
	frame := bytes.Index(big, []byte{0xFF, 0xC0})
	copy(big[frame+5:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	scan := bytes.Index(photo, []byte{0xFF, 0xDA})
	scans := append(bytes.Clone(photo[:scan]), bytes.Repeat(photo[scan:len(photo)-2], 40)...)
	scans = append(scans, 0xFF, 0xD9)
	var all []hostile
	for _, p := range []struct {
		name, ending string
		data         []byte
		word         string
	}{
		{"of 30,000 by 30,000", "png", append(header(30_000, 30_000), good[33:]...), "30000 x 30000 pixels"},
		{"of 4 billion", "png", append(header(0xFFFFFFFF, 0xFFFFFFFF), good[33:]...), "no PNG"},
		{"of nothing", "png", append(header(0, 9), good[33:]...), "no PNG"},
		{"a bit too wide", "png", append(header(1025, 1), good[33:]...), "1025 x 1 pixels"},
		{"cut off", "png", good[:len(good)-20], "damaged PNG"},
		{"without an end", "png", good[:len(good)-12], "damaged PNG"},
		{"a wrong checksum", "png", crc, "damaged PNG"},
		{"a chunk of 4 GiB", "png", long, "damaged PNG"},
		{"animated", "png", animated, "animation"},
		{"a part nobody knows", "png", critical, "no part of a PNG"},
		{"something behind", "png", append(bytes.Clone(good), "PK\x03\x04"...), "behind the end"},
		{"no pixels", "png", empty, "damaged PNG"},
		{"too many bytes", "png", append(bytes.Clone(good[:33]), append(chunk("tEXt", noise(600<<10)), good[33:]...)...), "larger than 512 KiB"},
		{"a JPEG in disguise", "png", photo, "no PNG"},
		{"a text in disguise", "png", []byte("hello"), "no PNG"},
		{"a PNG in disguise", "jpg", good, "no JPEG"},
		{"of 65,535 by 65,535", "jpg", big, "65535 x 65535 pixels"},
		{"cut off", "jpg", photo[:len(photo)/2], "damaged JPEG"},
		{"40 passes", "jpg", scans, "more than 32 passes"},
		{"a segment beyond the end", "jpg", append(bytes.Clone(photo[:scan]), 0xFF, 0xE5, 0xFF, 0xFF), "JPEG"},
	} {
		files := pack(map[string]string{"picture." + p.ending: string(p.data)})
		key := "[window]\nicon"
		if p.ending == "jpg" {
			key = "[look]\nimage"
		}
		files[brand.Manifest] = []byte(goodManifest + key + " = \"picture." + p.ending + "\"\n")
		all = append(all, hostile{p.ending + ": " + p.name, packed(t, files), []string{"picture." + p.ending, p.word}})
	}
	return all
}

// hostileFonts are fonts that draw in other ways, or lead nowhere.
func hostileFonts(t testing.TB) []hostile {
	good := readFont(t)
	tables := tablesOf(good)
	change := func(tag string, to func([]byte) []byte) []byte {
		var all []table
		for _, t := range tables {
			if t.tag == tag {
				t.data = to(bytes.Clone(t.data))
			}
			all = append(all, t)
		}
		return fontOf(good4, all...)
	}
	add := func(tag string) []byte { return fontOf(good4, append(tables, table{tag, []byte("data")})...) }
	without := func(tag string) []byte {
		var all []table
		for _, t := range tables {
			if t.tag != tag {
				all = append(all, t)
			}
		}
		return fontOf(good4, all...)
	}
	outside := bytes.Clone(good)
	binary.BigEndian.PutUint32(outside[12+12:], 0xFFFFFFF0)
	overlapping := bytes.Clone(good)
	for i := range len(tables) {
		binary.BigEndian.PutUint32(overlapping[12+16*i+8:], 400)
		binary.BigEndian.PutUint32(overlapping[12+16*i+12:], uint32(len(good)-400))
	}
	count := bytes.Clone(good)
	binary.BigEndian.PutUint16(count[4:], 0xFFFF)
	var all []hostile
	for _, f := range []struct {
		name string
		data []byte
		word string
	}{
		{"pictures in SVG", add("SVG "), "SVG"}, {"layers", add("COLR"), "colours"}, {"a palette", add("CPAL"), "colours"},
		{"bitmaps", add("CBDT"), "pictures"}, {"where the bitmaps are", add("CBLC"), "pictures"}, {"pictures of Apple", add("sbix"), "pictures"},
		{"curves of PostScript", add("CFF2"), "PostScript"}, {"axes", add("fvar"), "variable"},
		{"OpenType of PostScript", append([]byte("OTTO"), good[4:]...), "PostScript"}, {"a collection", append([]byte("ttcf"), good[4:]...), "collection"},
		{"of the web", append([]byte("wOF2"), good[4:]...), "web pages"}, {"no font", []byte("hello, I am a font"), "no font"}, {"nothing", []byte("\x00\x01"), "no font"},
		{"a table of 4 GiB", outside, "outside of the file"}, {"tables on top of each other", overlapping, "overlap"}, {"65,535 tables", count, "list of its tables"},
		{"no outlines", without("glyf"), "no table glyf"}, {"no characters", without("cmap"), "no table cmap"},
		{"a glyph of itself", compositeFont([][]uint16{nil, {1}}), "without end"},
		{"two glyphs of each other", compositeFont([][]uint16{nil, {2}, {1}}), "without end"},
		{"a chain of glyphs", compositeFont([][]uint16{nil, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {0}}), "without end"},
		{"a bomb of glyphs", compositeFont(doubling()), "too many parts"},
		{"a glyph beyond", compositeFont([][]uint16{nil, {9}}), "leads to none"},
		{"outlines beyond", change("loca", func(b []byte) []byte { copy(b[len(b)-4:], "\xff\xff\xff\xff"); return b }), "loca"},
		{"few offsets", change("loca", func(b []byte) []byte { return b[:8] }), "loca"},
		{"few widths", change("hmtx", func(b []byte) []byte { return b[:8] }), "hmtx"},
		{"a short head", change("head", func(b []byte) []byte { return b[:20] }), "head"},
		{"no size", change("head", func(b []byte) []byte { b[18], b[19] = 0, 0; return b }), "head"},
		{"not to be embedded", change("OS/2", func(b []byte) []byte { b[8], b[9] = 0, 2; return b }), "licence"},
		{"3 MiB", append(bytes.Clone(good), compressible(3<<20)...), "larger than 2048 KiB"},
	} {
		files := pack(map[string]string{"sans.ttf": string(f.data)})
		files[brand.Manifest] = []byte(goodManifest + "[look.font]\nregular = \"sans.ttf\"\n")
		all = append(all, hostile{"font: " + f.name, packed(t, files), []string{"sans.ttf", f.word}})
	}
	return all
}

const good4 = "\x00\x01\x00\x00"

// doubling are glyphs of which each is made of many of the next.
func doubling() [][]uint16 {
	all := [][]uint16{nil}
	for i := range 5 {
		var next []uint16
		for range 20 {
			next = append(next, uint16(i))
		}
		all = append(all, next)
	}
	return all
}

// compositeFont is a font whose glyphs are made of others.
func compositeFont(glyphs [][]uint16) []byte {
	be := binary.BigEndian
	var glyf, loca []byte
	for _, parts := range glyphs {
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		kind := int16(-1)
		if parts == nil {
			kind = 0
		}
		glyf = append(be.AppendUint16(glyf, uint16(kind)), make([]byte, 8)...)
		for i, part := range parts {
			flags := uint16(0x20)
			if i == len(parts)-1 {
				flags = 0
			}
			glyf = append(be.AppendUint16(be.AppendUint16(glyf, flags), part), 0, 0)
		}
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))
	head := make([]byte, 54)
	be.PutUint32(head[12:], 0x5F0F3CF5)
	be.PutUint16(head[18:], 1000)
	be.PutUint16(head[50:], 1)
	hhea := make([]byte, 36)
	be.PutUint16(hhea[34:], uint16(len(glyphs)))
	maxp := append([]byte{0, 1, 0, 0}, be.AppendUint16(nil, uint16(len(glyphs)))...)
	return fontOf(good4, table{"cmap", make([]byte, 4)}, table{"glyf", glyf}, table{"head", head}, table{"hhea", hhea},
		table{"hmtx", make([]byte, 4*len(glyphs))}, table{"loca", loca}, table{"maxp", maxp})
}
