package brand

// What a pack may be at most. Everything is looked at before the work that it bounds.
const (
	MaxPacked   = 2 << 20   // bytes of a .brand file
	MaxUnpacked = 8 << 20   // bytes of all files in it, counted while they are unpacked
	MaxFiles    = 64        // in one pack
	MaxRatio    = 50        // unpacked to packed, of one file
	MaxManifest = 256 << 10 // bytes of brand.toml
	MaxNesting  = 8         // tables, lists and dotted keys within each other in brand.toml
	MaxText     = 64 << 10  // bytes of a text file that goes along, such as the licence of a font
	MaxFindings = 100       // sentences in one Error

	MaxSVG         = 64 << 10 // bytes
	MaxElements    = 500      // of one SVG
	MaxDepth       = 8        // of elements within each other
	MaxSegments    = 5_000    // of all paths of one SVG
	MaxNumber      = 10_000   // in an SVG, either side of zero
	MaxLogoBytes   = 512 << 10
	MaxLogoSide    = 1024 // pixels
	MaxImageBytes  = 1 << 20
	MaxImageSide   = 2560      // pixels, of the picture that fills the background
	MaxImagePixels = 3_000_000 // of the same
	MaxScans       = 32        // of a progressive JPEG; each costs a walk over the whole picture
	MaxFont        = 2 << 20   // bytes
	MaxName        = 64        // characters of a file's name
	maxFolder      = 1_000     // things in a folder that is read as a pack
	maxWord        = 600       // runes in one sentence
	maxTitle       = 60        // runes in a name
	maxLink        = 500       // characters
	maxLanguages   = 64        // of one text
	maxKey         = 200       // bytes of one name in brand.toml
	maxKeys        = 1_000     // in one table of it
	maxDomains     = 20        // of mail
)
