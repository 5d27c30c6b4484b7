"""A finished PDF as pictures, for the desk to show before and after signing."""

from __future__ import annotations

import io

import pypdfium2

from fupin_desk.paper.errors import PaperNotReadableError


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    document = _open(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_png(pdf: bytes, page: int, dots_per_inch: int = 96) -> bytes:
    """One page (the first is 0) as PNG. Raises ``PaperNotReadableError``; ``IndexError`` beyond the last page."""
    document = _open(pdf)
    try:
        if not 0 <= page < len(document):
            raise IndexError(page)
        picture = document[page].render(scale=dots_per_inch / 72).to_pil()
        png = io.BytesIO()
        picture.save(png, "PNG")
        return png.getvalue()
    finally:
        document.close()


def _open(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PaperNotReadableError from error
