"""A sheet to an unsigned PDF, and to a list of texts and places that tests compare.

Always true: the same sheet with the same fonts gives the same bytes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlab.pdfbase import pdfdoc

from fupin_desk.assets import Fonts
from fupin_desk.domain.languages import BY_CODE, OFFICIAL
from fupin_desk.paper.page.draw import operators
from fupin_desk.paper.page.embed import FontShelf, stream
from fupin_desk.paper.page.measures import PAGE_HEIGHT, PAGE_WIDTH
from fupin_desk.paper.page.pages import pages
from fupin_desk.paper.page.strips import CodeStrip, Item, RoundSeal, Stroke, TextStrip
from fupin_desk.paper.sheet import PaperSheet

_UNDATED = date(2000, 1, 1)
"""The day of a sheet that is of none: the same bytes every day."""


def render(sheet: PaperSheet, fonts: Fonts) -> bytes:
    """Draw the sheet. Raises ``LetterMissingError`` and ``RowTooTallError``."""
    document: Any = pdfdoc.PDFDocument(
        compression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang=BY_CODE.get(sheet.languages[0] if sheet.languages else OFFICIAL, BY_CODE[OFFICIAL]).tag,
    )
    document.setTitle(" ".join(phrase.text for phrase in sheet.title))
    document.info.creator = document.info.author = document.info.subject = "fupin-desk"
    document.info.keywords = sheet.about
    _date(document, sheet.on)
    preferences = {"DisplayDocTitle": "true", "Direction": "/R2L" if sheet.right_to_left else "/L2R"}
    document.Catalog.ViewerPreferences = pdfdoc.PDFDictionary(preferences)
    shelf = FontShelf()
    for drawn in pages(sheet, fonts):
        page: Any = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = round(PAGE_WIDTH, 2), round(PAGE_HEIGHT, 2)
        page.Contents = stream(operators(drawn.items, shelf).encode("ascii"))
        page.Resources = pdfdoc.PDFResourceDictionary()
        page.Resources.basicFonts()
        document.inPage()
        document.addPage(page)
    shelf.put_into(document)
    return bytes(document.GetPDFData(None))


def _date(document: Any, on: date | None) -> None:
    """Give the file the day its sheet is of, without hour and zone: in a reader's zone it could be another day."""
    on = on or _UNDATED
    document.setDateFormatter(lambda *_now: f"D:{on:%Y%m%d}")


def layout(sheet: PaperSheet, fonts: Fonts) -> list[list[dict[str, Any]]]:
    """Page by page, what stands where (tenths of a point from the upper left corner), JSON-able. Rules are left out."""
    shown = [[_shown(item) for item in page.items if not isinstance(item, Stroke)] for page in pages(sheet, fonts)]
    return [[entry for entry in page if entry] for page in shown]


def _shown(item: Item) -> dict[str, Any]:
    """One item of a layout."""
    if isinstance(item, TextStrip):
        x, y, width = round(item.x, 1), round(item.y, 1), round(item.line.width, 1)
        return {"text": item.line.text, "x": x, "y": y, "width": width, "size": item.line.size}
    if isinstance(item, RoundSeal):
        names = [name.text for name in item.names]
        return {"seal": names, "x": round(item.x, 1), "y": round(item.y, 1), "radius": round(item.radius, 1)}
    if isinstance(item, CodeStrip):
        return {"qr": item.content, "x": round(item.x, 1), "y": round(item.y, 1), "side": round(item.side, 1)}
    return {}
