package brand_test

import (
	"testing"

	"github.com/vestibule-app/vestibule/assets/brand"
)

// BenchmarkParse is what a brand costs at every start of the window.
func BenchmarkParse(b *testing.B) {
	for name, p := range compiledIn(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := brand.Parse(p.Files); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkParseExample is the longest brand.toml that makes sense.
func BenchmarkParseExample(b *testing.B) {
	files := pack(map[string]string{brand.Manifest: string(brand.Example())})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := brand.Parse(files); err != nil {
			b.Fatal(err)
		}
	}
}
