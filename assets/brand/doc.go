// Package brand reads, checks and writes brand packs: everything that makes the window one company's own, in one folder
// or one file.
//
// A pack is a folder with a brand.toml and the pictures and fonts that it names, or the same as a zip whose name ends in
// .brand. What may stand in a brand.toml is said once, in the table that Keys returns; the reader, the annotated example
// (Example), the JSON Schema (Schema) and the names of the derived tokens (Tokens) all come from it.
//
// A pack comes from outside, so nothing in it is believed. The way in is always the same:
//
//	Read, ReadFS    a folder or a zip becomes names and bytes, within limits that are looked at before any work is done;
//	                nothing is waited for, and what is open is looked at again (open.go)
//	Parse           brand.toml becomes a Pack, key by key against the table
//	                every file that it names goes through the gate of its kind: pictures, SVG, fonts with every point of
//	                their letters and every rule in them
//	Signed          with a signature inside, the content is held against it; a pack that was changed is refused
//
// At the end there is a whole Pack, or an Error with every finding as a sentence that names file, line and remedy. There
// is nothing in between, so a broken pack never half-applies. The sentence is English; its code (code.go) is for whoever
// says it in another language. What the words say, and whether colours can be read on one another, is not known here:
// CheckWords takes the first from outside, and the second is for whoever paints.
//
// Write makes the one file of a pack, always with the same bytes for the same content. New starts a folder that somebody
// can fill. Set changes a value in a brand.toml without touching anything else in it, and folder.go is for editors, which
// read a pack file by file, broken or not. Sign and Verify put an Ed25519 signature inside and look at it. The package
// draws nothing and imports nothing of ours.
//
// # The files
//
//	keys.go, keys_special.go, kinds.go, tokens.go   the table; example.go and schema.go are made from it
//	read.go, open.go, zip.go, names.go, limits.go   from a path to names and bytes
//	toml.go, lines.go, text.go, color.go,           brand.toml, line by line and value by value
//	maildomain.go, suggest.go
//	picture.go, svg*.go, font*.go                   the gates
//	pack.go, finding.go, code.go                    what comes out: a Pack, or what is wrong
//	sign.go                                         signatures
//	write.go, new.go, edit.go, folder.go            the way back
package brand
