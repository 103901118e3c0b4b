"""Cut the site's fonts from whole families, all under the SIL Open Font License.

    pip install fonttools brotli
    python site_config/tools/make_fonts.py NEWSREADER LITERATA NOTO

NEWSREADER is the variable file "Newsreader[opsz,wght].ttf" (PyPI: fontpkg-newsreader 1.3), LITERATA
and NOTO the folders with the static files (npm: @expo-google-fonts/literata 0.4.3 and
@expo-google-fonts/noto-sans 0.4.2). It writes the fonts of the cards, the list of the letters that
they have, and the part of the web font that is fetched only by pages with such letters.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent.parent
CARDS = ROOT / "generator" / "cards" / "fonts"
WEB = ROOT / "site_config" / "theme" / "assets"

LATIN = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, *range(0x1CD, 0x1DD), 0x1E6, 0x1E7,
    *range(0x218, 0x21C), *range(0x1E80, 0x1E86), 0x1E9E, *range(0x1EA0, 0x1EFA),
    0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2021, 0x2022, 0x2026,
    0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122, 0x2212,
]  # fmt: skip
CYRILLIC_AND_GREEK = [*range(0x370, 0x530)]
# The web font has Latin-1; the names of Europe's other Latin alphabets are in a file of their own.
WEB_EXTENSION = [
    *range(0x100, 0x131),
    *range(0x132, 0x152),
    *range(0x154, 0x180),
    *range(0x218, 0x21C),
]
# Pairs of other letters are too rare to be kerned.
KERNED = [
    *range(0x21, 0x7F), 0xE4, 0xE9, 0xF6, 0xFC, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026,
    *range(0x386, 0x3CF), *range(0x400, 0x460),
]  # fmt: skip
# In shares of the size; less cannot be seen.
KERN_LEAST = 0.006
# The web font was cut at this optical size. Headlines of cards are drawn for larger type.
WEB_OPTICAL_SIZE, TEXT_OPTICAL_SIZE, HEADLINE_OPTICAL_SIZE = 16, 18, 36


def main(newsreader: Path, literata: Path, noto: Path) -> None:
    headline = cut(newsreader, wght=600, opsz=HEADLINE_OPTICAL_SIZE)
    text = cut(newsreader, wght=400, opsz=TEXT_OPTICAL_SIZE)
    made = {
        "newsreader-600": for_cards(headline, LATIN),
        "newsreader-400": for_cards(text, LATIN),
        "literata-600": for_cards(found(literata, "Literata_600SemiBold"), CYRILLIC_AND_GREEK),
        "literata-400": for_cards(found(literata, "Literata_400Regular"), CYRILLIC_AND_GREEK),
        "noto-sans-600": for_cards(found(noto, "NotoSans_600SemiBold"), LATIN),
    }
    for name, font in made.items():
        font.save(CARDS / f"{name}.ttf")
    families = {name.removesuffix("-600"): f for name, f in made.items() if name.endswith("-600")}
    lines = (f' "{name}": {json.dumps(runs(f.getBestCmap()))}' for name, f in families.items())
    (CARDS / "coverage.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="ascii")
    web = subset(
        cut(newsreader, wght=(400, 700), opsz=WEB_OPTICAL_SIZE), WEB_EXTENSION, "kern", "locl"
    )
    web.flavor = "woff2"
    web.save(WEB / "newsreader-ext.woff2")


def cut(path: Path, **axes: float | tuple[float, float]) -> TTFont:
    return instantiateVariableFont(TTFont(path, recalcTimestamp=False), axes)


def found(folder: Path, name: str) -> TTFont:
    return TTFont(next(folder.rglob(f"{name}.ttf")), recalcTimestamp=False)


def subset(font: TTFont, letters: Iterable[int], *features: str) -> TTFont:
    options = Options()
    options.layout_features = list(features)
    options.name_IDs = [0, 1, 2, 5, 13, 14]
    options.glyph_names = False
    options.drop_tables += ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def for_cards(font: TTFont, letters: Iterable[int]) -> TTFont:
    """A font for the plain layout: old-fashioned kerning, no hinting, nothing else."""
    font = subset(font, letters, "kern")
    kern(font, pairs(font))
    for tag in ("GPOS", "GSUB", "GDEF", "STAT", "gasp", "vhea", "vmtx"):
        if tag in font:
            del font[tag]
    # FreeType hints by machine, and moves letters, where a font has no program of its own: these
    # two switch dropout control on, twice, and do nothing.
    for tag, code in (("prep", "b801ff85b0048db0048d"), ("fpgm", "b00021")):
        font[tag] = newTable(tag)
        font[tag].program = Program()
        font[tag].program.fromBytecode(bytes.fromhex(code))
    font["maxp"].maxStackElements = max(font["maxp"].maxStackElements, 8)
    return font


def kern(font: TTFont, kerning: dict[tuple[str, str], int]) -> None:
    """Write a kern table, which the plain layout reads where it cannot read GPOS."""
    cmap, least = font.getBestCmap(), font["head"].unitsPerEm * KERN_LEAST
    kerned = {cmap[number] for number in KERNED if number in cmap}
    table = KernTable_format_0()
    table.apple, table.version, table.coverage, table.format, table.tupleIndex = (
        False,
        0,
        1,
        0,
        None,
    )
    table.kernTable = {
        pair: by for pair, by in kerning.items() if set(pair) <= kerned and abs(by) >= least
    }
    font["kern"] = newTable("kern")
    font["kern"].version = 0
    font["kern"].kernTables = [table]


def pairs(font: TTFont) -> dict[tuple[str, str], int]:
    """(left, right) -> units, from the kern feature of GPOS."""
    gpos, order = font["GPOS"].table, font.getGlyphOrder()
    kerning: dict[tuple[str, str], int] = {}
    lookups = {
        index
        for record in gpos.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(lookups):
        # In one lookup, the first subtable that knows a pair decides.
        decided: dict[tuple[str, str], int] = {}
        for table in gpos.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 2:
                known = by_glyph(table) if table.Format == 1 else by_class(table, order)
                decided = known | decided
        for pair, by in decided.items():
            kerning[pair] = kerning.get(pair, 0) + by
    return {pair: by for pair, by in kerning.items() if by}


def by_glyph(table: object) -> dict[tuple[str, str], int]:
    return {
        (left, record.SecondGlyph): moved(record)
        for left, listed in zip(table.Coverage.glyphs, table.PairSet, strict=True)
        for record in listed.PairValueRecord
    }


def by_class(table: object, order: list[str]) -> dict[tuple[str, str], int]:
    firsts, seconds = table.ClassDef1.classDefs, table.ClassDef2.classDefs
    return {
        (left, right): moved(
            table.Class1Record[firsts.get(left, 0)].Class2Record[seconds.get(right, 0)]
        )
        for left in table.Coverage.glyphs
        for right in order
    }


def moved(record: object) -> int:
    return getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Code points as pairs of the first and the last of each unbroken run."""
    listed: list[list[int]] = []
    for number in sorted(numbers):
        if listed and number == listed[-1][1] + 1:
            listed[-1][1] = number
        else:
            listed.append([number, number])
    return listed


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
