"""Fonts in the PDF: only the glyphs used, each with the text it stands for.

reportlab's own TrueType fonts map one character to one glyph; shaped text needs glyphs by number. So every pair of a
glyph and the text it stands for is one CID of a Type 0 font (Identity-H), HarfBuzz makes the subset, and ToUnicode
gives the text back: what is drawn can be read, searched and checked.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from fupin_desk.paper.text.faces import Face

_NOT_NEEDED = ("GSUB", "GPOS", "GDEF", "BASE", "name", "OS/2", "post", "cmap", "vhea", "vmtx", "VORG", "gasp", "DSIG")
_POSTSCRIPT_NAME = 6


class EmbeddedFont:
    """One font file of one document, and the CIDs handed out so far."""

    def __init__(self, resource: str, face: Face) -> None:
        self.resource = resource
        self._face = face
        self._cids: dict[tuple[int, str], int] = {}

    def cid(self, glyph: int, text: str) -> int:
        """The code of a glyph that stands for ``text``."""
        return self._cids.setdefault((glyph, text), len(self._cids) + 1)

    def advance(self, glyph: int) -> float:
        """The glyph's own width in thousandths of an em."""
        return float(self._face.font.get_glyph_h_advance(glyph)) * 1000 / self._face.upem

    def put_into(self, document: Any) -> None:
        """Write the font's objects into the document."""
        subset, places = _subset(self._face, [glyph for glyph, _ in self._cids])
        name = f"{_tag(self._cids)}+{self._face.face.get_name(_POSTSCRIPT_NAME)}"
        to_glyph = b"\0\0" + b"".join(places[glyph].to_bytes(2, "big") for glyph, _ in self._cids)
        widths = pdfdoc.PDFArray([round(self.advance(glyph)) for glyph, _ in self._cids])
        descendant = {
            "Type": _name("Font"),
            "Subtype": _name("CIDFontType2"),
            "BaseFont": _name(name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": document.Reference(self._descriptor(name, document, subset)),
            "DW": 1000,
            "W": pdfdoc.PDFArray([1, widths]),
            "CIDToGIDMap": document.Reference(stream(to_glyph)),
        }
        font = {
            "Type": _name("Font"),
            "Subtype": _name("Type0"),
            "BaseFont": _name(name),
            "Encoding": _name("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(pdfdoc.PDFDictionary(descendant))]),
            "ToUnicode": document.Reference(stream(_to_unicode([text for _, text in self._cids]))),
        }
        document.fontMapping[self.resource] = "/" + self.resource
        document.idToObject["BasicFonts"].dict[self.resource] = document.Reference(pdfdoc.PDFDictionary(font))

    def _descriptor(self, name: str, document: Any, subset: bytes) -> Any:
        """The font's descriptor with the embedded file."""
        extents = self._face.font.get_font_extents("ltr")
        per_mille = 1000 / self._face.upem
        ascent, descent = round(extents.ascender * per_mille), round(extents.descender * per_mille)
        return pdfdoc.PDFDictionary(
            {
                "Type": _name("FontDescriptor"),
                "FontName": _name(name),
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-1000, descent, 2000, ascent]),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": ascent,
                "StemV": 80,
                "FontFile2": document.Reference(stream(subset, Length1=len(subset))),
            }
        )


class FontShelf:
    """The fonts of one document, by file."""

    def __init__(self) -> None:
        self._fonts: dict[Path, EmbeddedFont] = {}

    def font(self, face: Face) -> EmbeddedFont:
        """The embedded font a face draws with."""
        known = self._fonts.get(face.path)
        if known is None:
            known = self._fonts[face.path] = EmbeddedFont(f"F{len(self._fonts) + 1}", face)
        return known

    def put_into(self, document: Any) -> None:
        """Write all fonts into the document."""
        for font in self._fonts.values():
            font.put_into(document)


def stream(content: bytes, **entries: Any) -> Any:
    """A compressed stream object, always packed the same."""
    dictionary = pdfdoc.PDFDictionary({"Filter": _name("FlateDecode"), **entries})
    return pdfdoc.PDFStream(dictionary, zlib.compress(content, 6))


def _name(text: str) -> Any:
    return pdfdoc.PDFName(text)


def _subset(face: Face, glyphs: list[int]) -> tuple[bytes, dict[int, int]]:
    """The font with these glyphs only, and where each of them is in it."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(sorted({0, *glyphs}))
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(int.from_bytes(tag.encode(), "big") for tag in _NOT_NEEDED)
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
    plan = hb.SubsetPlan(face.face, wanted)
    places = dict(plan.old_to_new_glyph_mapping.items())
    return bytes(plan.execute().blob.data), places


def _tag(cids: dict[tuple[int, str], int]) -> str:
    """Six letters that tell subsets of one font apart, the same for the same glyphs."""
    number = zlib.crc32(repr(list(cids)).encode())
    letters = ""
    for _ in range(6):
        number, place = divmod(number, 26)
        letters += chr(65 + place)
    return letters


def _to_unicode(texts: list[str]) -> bytes:
    """The CMap from CIDs to text.

    A further part of a letter stands for a joiner that shows nothing: left out, readers would take the bare CID for a
    character, even a digit.
    """
    known = [(cid, text or "\u200d") for cid, text in enumerate(texts, start=1)]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(known), 100):
        chunk = known[start : start + 100]
        lines = [f"<{cid:04X}> <{text.encode('utf-16-be').hex().upper()}>" for cid, text in chunk]
        parts += [f"{len(chunk)} beginbfchar", *lines, "endbfchar"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts).encode("ascii")
