"""A finished PDF as pictures, for the desk to show before and after signing, and to look for codes in."""

from __future__ import annotations

import io

from PIL import Image
from pypdfium2 import PdfPage

from fupin_desk.paper.pdfium import opened


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with opened(pdf) as document:
        return len(document)


def page_png(pdf: bytes, page: int, dots_per_inch: int = 96) -> bytes:
    """One page (the first is 0) as PNG. Raises ``PaperNotReadableError``; ``IndexError`` beyond the last page."""
    with opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        return _drawn(document[page], dots_per_inch)


def page_in_grey(pdf: bytes, page: int, dots_per_inch: int) -> Image.Image:
    """One page in shades of grey. Raises ``PaperNotReadableError``; ``IndexError`` beyond the last page."""
    with opened(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        picture: Image.Image = document[page].render(scale=dots_per_inch / 72, grayscale=True).to_pil()
        return picture.copy()  # the bitmap is PDFium's, and goes with the document


def _drawn(page: PdfPage, dots_per_inch: int) -> bytes:
    """The page as PNG; the bitmap, which is PDFium's, is let go of with this call."""
    picture = page.render(scale=dots_per_inch / 72).to_pil()
    png = io.BytesIO()
    picture.save(png, "PNG")
    return png.getvalue()
