"""The gate before signing: the finished PDF is read as a villager would, and stopped if it shows what it must not.

Read by where each glyph stands, not by the order a PDF reader guesses: those turn numbers round beside right-to-left
text. Lines of one column are also joined downwards, so that a number broken over two lines is seen.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product

import pypdfium2
from pypdfium2 import raw

from fupin_desk.paper.errors import PaperNotReadableError, UnmaskedOnPaperError
from fupin_desk.paper.leaks import Leak, is_identity, leaks, plain_text, without_digits
from fupin_desk.paper.sheet import Sheet, Table, phrases

_CELL_GAP = 9.0
"""Points of nothing between two glyphs on a line that make them two pieces."""
_SPACE_GAP = 1.6
_NEXT_LINE = 34.0
"""Points down to which a line may go on."""
_MOST_PLACES, _LONGEST_PLACE = 5, 60
"""How much of where a number stands is told; who mended these is told of more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs that stand together on one line of a page, from left to right."""

    page: int
    text: str
    left: float
    right: float
    y: float


def gate(sheet: Sheet, pdf: bytes, allowed: tuple[str, ...] = ()) -> None:
    """Let a notice pass to signing only if neither its words nor its finished pages show what they must not.

    ``allowed`` are numbers the office itself publishes (where to object). Raises ``UnmaskedOnPaperError``.
    """
    found = [(0, leak) for leak in leaks_in_sheet(sheet, allowed)] + leaks_in_pdf(pdf, allowed)
    if found:
        numbers = sorted({leak.kind for _, leak in found})
        hidden = sorted({leak.shown for _, leak in found})
        pages = sorted({page for page, _ in found if page})
        raise UnmaskedOnPaperError(list(numbers), hidden, _where(sheet, allowed), pages or None)


def _where(sheet: Sheet, allowed: tuple[str, ...]) -> list[str]:
    """The texts that hold what must not stand there, each once, without its digits; lines of a list by their number."""
    told: dict[str, None] = {}
    for block in sheet.blocks:
        for row in block.rows if isinstance(block, Table) else ():
            line = "".join(phrase.text for phrase in row[0])
            for phrase in chain.from_iterable(row):
                if leaks(phrase.text, allowed):
                    told.setdefault(f"{line}. {without_digits(phrase.text)[:_LONGEST_PLACE]}")
    listed = {entry.partition(". ")[2] for entry in told}
    for phrase in phrases(sheet):
        text = without_digits(phrase.text)[:_LONGEST_PLACE]
        if text not in listed and leaks(phrase.text, allowed):
            told.setdefault(text)
    return list(told)[:_MOST_PLACES]


def leaks_in_sheet(sheet: Sheet, allowed: tuple[str, ...] = ()) -> list[Leak]:
    """What the words of a sheet must not show, before anything is drawn."""
    return [leak for phrase in phrases(sheet) for leak in leaks(phrase.text, allowed)]


def leaks_in_pdf(pdf: bytes, allowed: tuple[str, ...] = ()) -> list[tuple[int, Leak]]:
    """What a finished PDF must not show, with the page (from 1; 0 for its properties).

    Raises ``PaperNotReadableError``.
    """
    pieces, properties = read(pdf)
    found = [(0, leak) for text in properties for leak in leaks(text, allowed)]
    for piece in pieces:
        found += [(piece.page, leak) for leak in leaks(piece.text, allowed)]
    for upper, lower in _continued(pieces):
        number = _joined(upper.text, lower.text)
        if number:
            found.append((upper.page, Leak("identity", number[:2] + "*" * 16)))
    return found


def read(pdf: bytes) -> tuple[list[Piece], list[str]]:
    """The pieces of every page, top to bottom, and the document's properties."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PaperNotReadableError from error
    try:
        pieces = [piece for number in range(len(document)) for piece in _pieces(document[number], number + 1)]
        return pieces, list(document.get_metadata_dict(skip_empty=True).values())
    finally:
        document.close()


def _pieces(page: pypdfium2.PdfPage, number: int) -> Iterator[Piece]:
    """Glyphs by their lines, split at wide gaps."""
    lines: dict[int, list[tuple[float, float, str]]] = {}
    for x, right, y, character in _glyphs(page):
        near = next((key for key in (round(y), round(y) - 1, round(y) + 1) if key in lines), round(y))
        lines.setdefault(near, []).append((x, right, character))
    for y in sorted(lines, reverse=True):
        glyphs = sorted(lines[y])
        start, text = 0, ""
        for at, (x, _, character) in enumerate(glyphs):
            gap = x - max((glyph[1] for glyph in glyphs[max(start, at - 3) : at]), default=x)
            if gap > _CELL_GAP:
                yield Piece(number, text, glyphs[start][0], glyphs[at - 1][1], y)
                start, text = at, ""
            text += (" " if text and _SPACE_GAP < gap <= _CELL_GAP else "") + character
        yield Piece(number, text, glyphs[start][0], glyphs[-1][1], y)


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, str]]:
    """Left and right edge, baseline and character of everything drawn that is not white space."""
    text_page = page.get_textpage()
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for at in range(text_page.count_chars()):
        point = raw.FPDFText_GetUnicode(text_page.raw, at)
        if point <= 32 or raw.FPDFText_IsGenerated(text_page.raw, at) == 1:
            continue
        raw.FPDFText_GetLooseCharBox(text_page.raw, at, box)  # by advance: the ink of a 1 is too narrow
        raw.FPDFText_GetCharOrigin(text_page.raw, at, x, y)
        yield box.left, box.right, y.value, chr(point)


def _continued(pieces: list[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Pieces that end in digits with those right below that begin with some."""
    ending = [piece for piece in pieces if re.search(r"\d\s*$", piece.text)]
    beginning = [piece for piece in pieces if re.match(r"\s*[\dXx]", piece.text)]
    long_ending = [piece for piece in ending if re.search(r"(?:\d\s*){9}$", piece.text)]
    long_beginning = [piece for piece in beginning if re.match(r"(?:\s*\d){9}", piece.text)]
    for upper, lower in (*product(long_ending, beginning), *product(ending, long_beginning)):  # 18 need 9 on one side
        below = lower.page == upper.page and 0 < upper.y - lower.y <= _NEXT_LINE
        if below and lower.left < upper.right and upper.left < lower.right:
            yield upper, lower


def _joined(upper: str, lower: str) -> str:
    """An identity number made of the end of one line and the beginning of the next, or ""."""
    before = re.sub(r"\s", "", re.findall(r"[\d\s]+$", plain_text(upper))[0])
    after = re.sub(r"\s", "", re.findall(r"^[\d\s]*[Xx]?", plain_text(lower))[0])
    whole = before[-17:] + after[:17]
    for at in range(len(whole) - 17):
        if at < len(before[-17:]) and whole[at : at + 17].isdigit() and is_identity(whole[at : at + 18]):
            return whole[at : at + 18]
    return ""
