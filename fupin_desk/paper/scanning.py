"""QR codes in a picture or on the pages of a PDF: what a telephone's camera would read from the wall."""

from __future__ import annotations

import io
from collections.abc import Iterator

import zxingcpp
from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from fupin_desk.paper.errors import PictureNotReadableError
from fupin_desk.paper.preview import page_count, page_in_grey

_DOTS_PER_INCH = 200
_LARGEST_SIDE = 12000
"""Pixels; more is no photograph of a sheet of paper."""
_WORKED_SIDE = 3000


def codes_in(file: bytes) -> list[str]:
    """The texts of all QR codes in a PDF, PNG, JPEG or another picture, each once.

    Raises ``PictureNotReadableError`` for what is no picture, ``PaperNotReadableError`` for a PDF that is not whole.
    """
    if file.lstrip()[:5] == b"%PDF-":
        return list(dict.fromkeys(_in_pdf(file)))
    return list(dict.fromkeys(_read(_picture(file))))


def _in_pdf(pdf: bytes) -> list[str]:
    """The codes on the pages as they are; only where no page shows any, those in clearer pictures, as of a scan."""
    for look in (_codes, _read):
        pages = (page_in_grey(pdf, page, _DOTS_PER_INCH) for page in range(page_count(pdf)))
        texts = [text for page in pages for text in look(page)]
        if texts:
            return texts
    return []


def _picture(file: bytes) -> Image.Image:
    """The picture, upright as the camera says it was held, in shades of grey."""
    try:
        picture = Image.open(io.BytesIO(file))
        if max(picture.size) > _LARGEST_SIDE:
            raise PictureNotReadableError
        upright = ImageOps.exif_transpose(picture)
        return upright.convert("RGBA").convert("L") if "A" not in upright.getbands() else _on_white(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise PictureNotReadableError from problem


def _on_white(picture: Image.Image) -> Image.Image:
    """What is see-through lies on white paper."""
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return paper.convert("L")


def _read(picture: Image.Image) -> list[str]:
    """The codes as the picture is, else in it made clearer: larger, smaller, smoothed, with more contrast."""
    for attempt in _attempts(picture):
        if texts := _codes(attempt):
            return texts
    return []


def _codes(picture: Image.Image) -> list[str]:
    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=only)]


def _attempts(picture: Image.Image) -> Iterator[Image.Image]:
    yield picture
    contrasted = ImageOps.autocontrast(picture, cutoff=2)
    yield contrasted
    yield contrasted.filter(ImageFilter.MedianFilter(3))
    for factor in (0.5, 2.0, 3.0):
        size = (int(picture.width * factor), int(picture.height * factor))
        if 200 < max(size) <= _WORKED_SIDE * 2:
            yield contrasted.resize(size, Image.Resampling.LANCZOS)
    yield contrasted.filter(ImageFilter.UnsharpMask(3, 200, 0))
    yield contrasted.filter(ImageFilter.GaussianBlur(1.2))
