package app

import "encoding/json"

// Flaw is something wrong with a brand.
type Flaw = flaw

// BrandMemory is the form of what is known of brands, read and written again.
func BrandMemory(b []byte) ([]byte, error) {
	m, err := parseBrandMemory(b)
	if err != nil {
		return nil, err
	}
	return json.Marshal(m)
}

// Rehearse draws a pack where nobody sees it.
var Rehearse = rehearse

// Inspect finds what cannot be read or seen in a brand.
var Inspect = inspectBrand

// ReportPage and DiffPage are the pages for designers, and what they show.
var (
	ReportPage = brandReportTemplate
	DiffPage   = brandDiffTemplate
)

type (
	ReportData = brandReport
	DiffData   = brandDiff
)
