package app

// Flaw is something wrong with a brand.
type Flaw = flaw

// Inspect finds what cannot be read or seen in a brand.
var Inspect = inspectBrand
