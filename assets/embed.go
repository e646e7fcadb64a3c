package assets

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed translations/*.json brands icons tenants/*.toml
var files embed.FS

// Languages lists the languages there are words for, as BCP 47 tags in alphabetical order.
func Languages() []string {
	entries, err := files.ReadDir("translations")
	if err != nil {
		panic(err) // cannot happen: the folder is compiled in
	}
	tags := make([]string, 0, len(entries))
	for _, entry := range entries {
		tags = append(tags, strings.TrimSuffix(entry.Name(), ".json"))
	}
	return tags
}

// Translation gives the JSON file of one language, and fs.ErrNotExist when there are no words for it.
func Translation(tag string) ([]byte, error) {
	return files.ReadFile(path.Join("translations", tag+".json"))
}

// ExampleTenant gives the annotated tenant file, TOML, with every key that the emulated tenant reads.
func ExampleTenant() []byte {
	content, err := files.ReadFile("tenants/example.toml")
	if err != nil {
		panic(err) // cannot happen: the file is compiled in
	}
	return content
}

// AppIcon gives the icon of the program, a PNG of 512 by 512 pixels.
func AppIcon() []byte {
	content, err := files.ReadFile("icons/Icon.png")
	if err != nil {
		panic(err) // cannot happen: the file is compiled in
	}
	return content
}

// Brands gives the brand packs that are compiled in, one in each folder: vestibule, which is the stock brand, and three
// that differ from it and from each other in everything.
func Brands() fs.FS {
	sub, err := fs.Sub(files, "brands")
	if err != nil {
		panic(err) // cannot happen: the folder is compiled in
	}
	return sub
}
