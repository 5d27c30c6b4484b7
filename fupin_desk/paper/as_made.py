"""Whether a signed file holds nothing that this program would not have put there.

A signature says that a file is its signer's, not what it does: a script, a remark, an attachment, a form or a white
box over the page shows one reader what another does not see, and signs as well. So every object that can be reached is
held against what ``render`` and ``sign`` write, and every line of a page against what ``page.draw`` draws with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

_PLAIN = None
"""Any plain value: a number, a name, a text."""
_ELSEWHERE = "elsewhere"
"""Points back to an object that is looked at where it belongs."""

_STREAM = {"/Filter": ("/FlateDecode",), "/Length": _PLAIN, "/Length1": _PLAIN}
_DESCRIPTOR = {
    **dict.fromkeys(("/Type", "/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent"), _PLAIN),
    **dict.fromkeys(("/CapHeight", "/StemV"), _PLAIN),
    "/FontFile2": _STREAM,
}
_GLYPHS = {
    **dict.fromkeys(("/Type", "/BaseFont", "/DW", "/W"), _PLAIN),
    "/Subtype": ("/CIDFontType2",),
    "/CIDSystemInfo": dict.fromkeys(("/Registry", "/Ordering", "/Supplement"), _PLAIN),
    "/CIDToGIDMap": _STREAM,
    "/FontDescriptor": _DESCRIPTOR,
}
_FONT = {
    "/Type": _PLAIN,
    "/BaseFont": _PLAIN,
    "/Subtype": ("/Type0",),
    "/Encoding": ("/Identity-H",),
    "/DescendantFonts": _GLYPHS,
    "/ToUnicode": _STREAM,
}
_SIGNATURE = {
    **dict.fromkeys(("/Type", "/Contents", "/ByteRange", "/M"), _PLAIN),
    "/Filter": ("/Adobe.PPKLite",),
    "/SubFilter": ("/ETSI.CAdES.detached",),
    "/Reference": {
        "/Type": _PLAIN,
        "/TransformMethod": ("/DocMDP",),
        "/TransformParams": {"/Type": _PLAIN, "/V": _PLAIN, "/P": ("2",)},
    },
}
_FIELD = {
    **dict.fromkeys(("/Type", "/T"), _PLAIN),
    "/FT": ("/Sig",),
    "/Subtype": ("/Widget",),
    "/F": ("132",),
    "/Rect": ("0",),
    "/P": _ELSEWHERE,
    "/V": _SIGNATURE,
}
_PAGE = {
    "/Type": ("/Page",),
    "/Parent": _ELSEWHERE,
    "/MediaBox": ("0", "595.28", "841.89"),
    "/Contents": _STREAM,
    "/Resources": {"/Font": {"*": _FONT}, "/ProcSet": _PLAIN},
    "/Annots": _FIELD,
}
_EXTENSION = dict.fromkeys(("/Type", "/BaseVersion", "/ExtensionLevel", "/URL", "/ExtensionRevision"), _PLAIN)
_ROOT = {
    **dict.fromkeys(("/Type", "/Lang", "/Version"), _PLAIN),
    "/PageMode": ("/UseNone",),
    "/Pages": {"/Type": ("/Pages",), "/Count": _PLAIN, "/Kids": _PAGE},
    "/ViewerPreferences": {"/DisplayDocTitle": _PLAIN, "/Direction": ("/L2R", "/R2L")},
    "/AcroForm": {"/Fields": _FIELD, "/SigFlags": ("3",)},
    "/Perms": {"/DocMDP": _ELSEWHERE},
    "/Extensions": {"*": _EXTENSION},
}
_PROPERTIES = ("/Author", "/CreationDate", "/Creator", "/Keywords", "/ModDate", "/Producer", "/Subject", "/Title")
_TRAILER = {
    **dict.fromkeys(("/Size", "/ID", "/Prev"), _PLAIN),
    "/Root": _ROOT,
    "/Info": dict.fromkeys((*_PROPERTIES, "/Trapped"), _PLAIN),
}

_N = r"-?\d+(?:\.\d+)?"
_POINT = f"{_N} {_N}"
_ROUND = f"{_POINT} m (?:{_POINT} {_POINT} {_POINT} c ?){{4}}"
_DRAWN = re.compile(
    "|".join(
        (
            rf"BT /F\d+ {_N} Tf {_POINT} Td \[(?:<[0-9A-F]*> |{_N} )*(?:<[0-9A-F]*>|{_N})?\] TJ ET",
            rf"BT /F\d+ {_N} Tf {_POINT} {_POINT} {_POINT} Tm <[0-9A-F]+> Tj ET",
            rf"{_N} w {_POINT} m {_POINT} l S",
            r"q 0\.8 0\.05 0\.05 RG 0\.8 0\.05 0\.05 rg",
            rf"{_N} w {_ROUND} S {_N} w {_ROUND} S",
            rf"{_POINT} m (?:{_POINT} l )+h f",
            rf"(?:{_POINT} {_POINT} re )+f",
            "Q",
        )
    )
)
"""A line of a page: glyphs, glyphs bent round a seal, a rule, the seal's red, its circles and star, a QR code."""


def holds_as_made(reader: PdfFileReader) -> bool:
    """Return whether nothing in a file is other than this program makes it; ``PdfError`` where it cannot be read.

    It is written once, and once more by each signature: no version of it stands behind another.
    """
    if reader.xrefs.total_revisions != 1 + len(list(reader.embedded_signatures)):
        return False
    trailer, seen = reader.trailer, set[tuple[int, int]]()
    whole = all(key in _TRAILER and _fits(trailer.raw_get(key), _TRAILER[key], seen) for key in trailer)
    return whole and all(_drawn(page) for page in _pages(reader))


def _fits(value: Any, expected: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether a value and all below it is as expected; an object that many point to is looked at once."""
    if expected is _ELSEWHERE:
        return True
    if isinstance(value, generic.IndirectObject):
        place = (value.idnum, id(expected))
        if place in seen:
            return True
        seen.add(place)
        value = value.get_object()  # type: ignore[no-untyped-call]
    if isinstance(value, generic.DictionaryObject):
        return isinstance(expected, Mapping) and all(_known(key, value.raw_get(key), expected, seen) for key in value)
    if isinstance(value, list):
        return all(_fits(item, expected, seen) for item in value)
    return expected is _PLAIN or (isinstance(expected, tuple) and str(value) in expected)


def _known(key: str, value: Any, expected: Mapping[str, Any], seen: set[tuple[int, int]]) -> bool:
    return (key in expected or "*" in expected) and _fits(value, expected.get(key, expected.get("*")), seen)


def _pages(reader: PdfFileReader) -> list[generic.DictionaryObject]:
    pages: Any = reader.root["/Pages"]["/Kids"]
    return [page.get_object() for page in pages]


def _drawn(page: generic.DictionaryObject) -> bool:
    """Whether every line of a page is drawn as ours are."""
    contents = page["/Contents"]
    if not isinstance(contents, generic.StreamObject):
        return False
    lines = contents.data.decode("ascii", errors="replace").split("\n")
    return all(_DRAWN.fullmatch(line) for line in lines if line)
