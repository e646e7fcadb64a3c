#!/usr/bin/env python3
"""Cuts the fonts of assets/fonts out of Noto: what a language needs beyond the font that Fyne brings along.

usage: fonts.py LETTERS.json NOTO_DIR FYNE_FONT_DIR OUT_DIR

LETTERS.json says which characters each language is written with; .ci/fonts.sh has a test write it. Every language gets
the font of its family, regular and bold. It holds no Latin: where it has no glyph, Fyne goes on to its own Noto Sans.
So its lines must be as high as those of Noto Sans, and it needs a blank, which is drawn in the font of the word before.
It holds no letters of scripts that it does not hold whole either: a name that somebody types would be torn into two
fonts, and its letters would not join.
"""

import json
import logging
import os
import sys
import tempfile

from fontTools import merge, subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

# The faces of NotoSansCJK-*.ttc. Each maps a character to the shape that is right in its own country.
JAPAN, KOREA, CHINA, TAIWAN = 0, 1, 2, 3

# What the languages that are written with ideographs are called. A later one has no need of what an earlier one gave.
NAMES = [(JAPAN, "日本語"), (KOREA, "한국어"), (CHINA, "简体中文"), (TAIWAN, "繁體")]

# Family: the languages it is for, whose ideographs it has (None: those of the names), and what it holds in any case, so
# that words can be edited; common ideographs and syllables are in .ci/fonts.txt. Nobody has ’, which is as wide as an
# ideograph in NotoSansCJK and would tear names like O’Brien apart. Names is for no language: it writes the names of all
# of them in the list that one is chosen from, and nothing else.
FAMILIES = {
    "Arabic": (["ar", "fa"], None, [(0x0600, 0x061C), (0x061E, 0x06FF)]),
    "Hebrew": (["he"], None, [(0x0590, 0x05FF), (0x20AA, 0x20AA)]),
    "Devanagari": (["hi"], None, [(0x0900, 0x097F), (0x20B9, 0x20B9)]),
    "Thai": (["th"], None, [(0x0E01, 0x0E5B)]),
    "Japanese": (["ja"], JAPAN, [(0x3000, 0x3011), (0x3041, 0x3096), (0x3099, 0x30FF), (0xFF01, 0xFF5E), "…※→"]),
    "Korean": (["ko"], KOREA, [(0x3000, 0x3002), (0x3008, 0x3011), (0x3131, 0x3163), "※→"]),
    "SimplifiedChinese": (["zh-Hans"], CHINA, [(0x3000, 0x3011), (0xFF01, 0xFF5E), "·—“”…※→"]),
    "TraditionalChinese": (["zh-Hant"], TAIWAN, [(0x3000, 0x3011), (0xFF01, 0xFF5E), "·—…※→"]),
    "Names": (["names"], None, []),
}

# Where a script is found outside NotoSansCJK. The UI faces keep tall marks within the lines of Noto Sans.
SCRIPTS = [
    ("NotoSansArabicUI", [(0x0600, 0x06FF), (0x0750, 0x077F)]),
    ("NotoSansHebrew", [(0x0590, 0x05FF), (0x20AA, 0x20AA)]),
    ("NotoSansDevanagariUI", [(0x0900, 0x097F), (0x20B9, 0x20B9)]),
    ("NotoSansThaiUI", [(0x0E00, 0x0E7F)]),
]

ASCENT, DESCENT = 1069, 293  # of Noto Sans, as everything here in thousandths of the size
STAMP = 3_700_000_000  # seconds since 1904: the same input gives the same bytes


def among(char, ranges):
    """Whether a character is in one of the ranges."""
    return any(lo <= char <= hi for lo, hi in ranges)


def cut(font, chars):
    """Reduces a font to some characters, and to the tables that Fyne reads."""
    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = True  # the parts are told apart by them when they are merged
    options.drop_tables += ["BASE", "DSIG", "VORG", "vhea", "vmtx", "gasp", "MATH", "STAT"]
    if "CFF " in font:
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]  # a face holds the right shapes already
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=chars)
    subsetter.subset(font)
    if "CFF " in font:
        to_quadratic(font)
    return font


def to_quadratic(font):
    """Turns the cubic outlines of a CFF font into those of TrueType, which can be merged with others."""
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, max_err=1, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    font["glyf"], font["loca"] = glyf, newTable("loca")
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours",
                  "maxCompositePoints", "maxCompositeContours", "maxComponentDepth"):
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    post = font["post"]
    post.formatType, post.extraNames, post.mapping, post.glyphOrder = 2.0, [], {}, order
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def parts(chars, face, style, noto):
    """Cuts every font that has some of the characters; also gives those that none has."""
    sources = [(f"truetype/noto/{name}-{style}.ttf", -1, ranges) for name, ranges in SCRIPTS]
    ideographs = f"opentype/noto/NotoSansCJK-{style}.ttc"
    if face is None:
        sources += [(ideographs, own, [(ord(c), ord(c)) for c in name]) for own, name in NAMES]
    sources.append((ideographs, face or 0, [(0, 0x10FFFF)]))
    left, cuttings = set(chars), []
    for path, number, ranges in sources:
        if not any(among(c, ranges) for c in left):
            continue
        font = TTFont(os.path.join(noto, path), fontNumber=number)
        wanted = {c for c in left & set(font.getBestCmap()) if among(c, ranges)}
        if wanted:
            left -= wanted
            cuttings.append(cut(font, wanted))
    return cuttings, left


def build(family, style, chars, needed, face, noto, out):
    """Writes one font. A range of FAMILIES may hold what nobody has drawn or assigned, but words may not."""
    cuttings, left = parts(chars, face, style, noto)
    if left & needed:
        sys.exit(f"{family}: no font has {''.join(map(chr, sorted(left & needed)))}")
    notices = sorted({font["name"].getDebugName(0) for font in cuttings})
    blank(cuttings[0])
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"{i}.ttf") for i in range(len(cuttings))]
        for font, path in zip(cuttings, paths):
            font.save(path)
        font = merge.Merger().merge(paths)
    finish(font, style, notices)
    path = os.path.join(out, f"{family}-{style}.ttf")
    font.save(path)
    print(f"{os.path.getsize(path):8} {os.path.basename(path)}: {len(font.getBestCmap())} characters")
    return os.path.getsize(path)


def blank(font):
    """Adds a blank as wide as that of Noto Sans to a font that has none."""
    name = "space"
    font["glyf"].glyphs[name] = TTGlyphPen(None).glyph()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"].metrics[name] = (260, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x20] = name


def finish(font, style, notices):
    """Sets lines, names and times."""
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ASCENT, -DESCENT, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, -DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, DESCENT
    font["post"].formatType = 3.0
    name = newTable("name")
    name.names = []
    for number, text in {
        0: "; ".join(notices), 1: "Vestibule Sans", 2: style, 3: f"Vestibule Sans {style}",
        4: f"Vestibule Sans {style}", 6: f"VestibuleSans-{style}",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }.items():
        name.setName(text, number, 3, 1, 0x409)
    font["name"] = name
    font["head"].created = font["head"].modified = STAMP
    font["head"].fontRevision = 1.0
    font.recalcTimestamp = False


def main(letters, noto, fyne, out):
    """Builds every family."""
    logging.disable(logging.WARNING)  # of tables that are dropped on purpose
    with open(letters, encoding="utf-8") as file:
        letters = {tag: set(map(ord, text)) for tag, text in json.load(file).items()}
    with open(os.path.join(os.path.dirname(__file__), "fonts.txt"), encoding="utf-8") as file:
        common = dict(line.split() for line in file if line.strip() and not line.startswith("#"))
    known = set(TTFont(os.path.join(fyne, "NotoSans-Regular.ttf")).getBestCmap())
    known &= set(TTFont(os.path.join(fyne, "NotoSans-Bold.ttf")).getBestCmap())
    families = {tag: family for family, (tags, _, _) in FAMILIES.items() for tag in tags}
    total = 0
    for family, (_, face, kept) in FAMILIES.items():
        needed = set()
        for tag, chars in letters.items():
            if tag in families and families[tag] == family:
                needed |= {c for c in chars if c not in known and c > 0x20}
            elif tag not in families and not chars <= known | {0x0A}:
                sys.exit(f"{tag} needs a family: {''.join(map(chr, sorted(chars - known)))}")
        chars = set(needed)
        for entry in kept + [common.get(tag, "") for tag in FAMILIES[family][0]]:
            chars |= set(map(ord, entry)) if isinstance(entry, str) else set(range(entry[0], entry[1] + 1))
        for style in ("Regular", "Bold") if family != "Names" else ("Regular",):
            total += build(family, style, chars, needed, face, noto, out)
    print(f"{total:8} in all")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
