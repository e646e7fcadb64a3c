// Package assets holds the bytes the program is delivered with: the words in every language, the stock brand, the
// icons and an example of a tenant file. It knows nothing about what they are for and imports nothing but the standard
// library.
//
//	translations/   one JSON file for each language, named by its tag; keys are the same in all of them
//	brands/         one folder for each brand pack, read by package brand; an annotated example and a JSON Schema
//	fonts/          the scripts that Fyne's own font lacks, cut down to the characters in use by .ci/fonts.sh
//	icons/          the icon of the program, made from brands/vestibule/icon.svg
//	tenants/        example.toml, an annotated tenant for the emulator
//	pictures/       those of the README; they are not built in
package assets
