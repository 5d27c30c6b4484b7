"""The gate before signing: the finished PDF is read as a villager would, and stopped if it shows what it must not.

Read by where each glyph stands, not by the order a PDF reader guesses: those turn numbers round beside right-to-left
text. Lines of one column are also joined downwards, so that a number broken over two lines is seen.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, product

from pypdfium2 import PdfPage, raw

from fupin_desk.paper.across import cut_numbers, joined_halves
from fupin_desk.paper.digits import without_digits
from fupin_desk.paper.errors import UnmaskedOnPaperError
from fupin_desk.paper.halves import halves
from fupin_desk.paper.leaks import Leak, leaks
from fupin_desk.paper.parts import in_parts
from fupin_desk.paper.pdfium import opened
from fupin_desk.paper.sheet import PaperSheet, PaperTable, phrases

_CELL_GAP = 9.0
"""Points of nothing between two glyphs on a line that make them two pieces."""
_SPACE_GAP = 1.6
_NEXT_LINE = 34.0
"""Points down to which a line may go on."""
_AT_AN_EDGE = 8
"""Pieces at the foot and the head of a page in which a number may go on."""
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


def gate(sheet: PaperSheet, pdf: bytes, allowed: tuple[str, ...] = (), fields: Sequence[str] = ()) -> None:
    """Let a notice pass to signing only if neither its words nor its finished pages show what they must not.

    ``allowed`` are numbers the office itself publishes (where to object), ``fields`` the texts that people wrote, as
    they are: a number must not be cut over two of them. Raises ``UnmaskedOnPaperError``.
    """
    cut = cut_numbers(sheet, fields, allowed)
    leaks = [(0, leak) for leak in leaks_in_sheet(sheet, allowed)] + [(0, leak) for _, _, leak in cut]
    leaks += leaks_in_pdf(pdf, allowed)
    if leaks:
        numbers = sorted({leak.kind for _, leak in leaks})
        hidden = sorted({leak.shown for _, leak in leaks})
        pages = sorted({page for page, _ in leaks if page})
        where = [*_where(sheet, allowed), *(_place(f"{left} … {two}") for left, two, _ in cut)]
        raise UnmaskedOnPaperError(list(numbers), hidden, list(dict.fromkeys(where))[:_MOST_PLACES], pages or None)


def _place(text: str) -> str:
    """The beginning of a text without its digits."""
    return without_digits(text)[:_LONGEST_PLACE]


def _where(sheet: PaperSheet, allowed: tuple[str, ...]) -> list[str]:
    """The texts that hold what must not stand there, each once, without its digits; lines of a list by their number."""
    told: dict[str, None] = {}
    for block in sheet.blocks:
        for row in block.rows if isinstance(block, PaperTable) else ():
            line = "".join(phrase.text for phrase in row[0])
            for phrase in chain.from_iterable(row):
                if leaks(phrase.text, allowed):
                    told.setdefault(f"{line}. {_place(phrase.text)}")
    listed = {entry.partition(". ")[2] for entry in told}
    for phrase in phrases(sheet):
        if leaks(phrase.text, allowed) and _place(phrase.text) not in listed:
            told.setdefault(_place(phrase.text))
    return list(told)


def leaks_in_sheet(sheet: PaperSheet, allowed: tuple[str, ...] = ()) -> list[Leak]:
    """What the words of a sheet must not show, before anything is drawn."""
    return [leak for phrase in phrases(sheet) for leak in leaks(phrase.text, allowed)]


def leaks_in_pdf(pdf: bytes, allowed: tuple[str, ...] = ()) -> list[tuple[int, Leak]]:
    """What a finished PDF must not show, with the page (from 1; 0 for its properties).

    Raises ``PaperNotReadableError``.
    """
    pieces, properties = read(pdf)
    in_texts = [(0, leak) for text in properties for leak in leaks(text, allowed)]
    by_text = {text: leaks(text, allowed) for text in {piece.text for piece in pieces}}
    in_texts += [(piece.page, leak) for piece in pieces for leak in by_text[piece.text]]
    known = {text: halves(text) for text in by_text if not (text.isdecimal() and len(text) < 4)}
    held = [piece for piece in pieces if known.get(piece.text)]
    beside = list(_beside(held))
    for first, two in beside:
        cut = joined_halves(first.text, two.text, known[first.text], known[two.text], allowed)
        in_texts += [(first.page, leak) for leak in cut]
    pages = {piece.text: piece.page for piece in reversed(held)}
    told = {leak for _, leak in in_texts}
    parts = in_parts(((piece.text, two.text) for piece, two in beside), known, allowed)
    return in_texts + [(pages[index], leak) for index, _, leak in parts if leak not in told]


def read(pdf: bytes) -> tuple[list[Piece], list[str]]:
    """The pieces of every page, top to bottom, and the document's properties."""
    with opened(pdf) as document:
        pieces = [piece for number in range(len(document)) for piece in _pieces(document[number], number + 1)]
        return pieces, list(document.get_metadata_dict(skip_empty=True).values())


def _pieces(page: PdfPage, number: int) -> Iterator[Piece]:
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


def _glyphs(page: PdfPage) -> Iterator[tuple[float, float, float, str]]:
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


def _beside(held: list[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Pieces in which one number can go on: side by side, one below the other, over the foot of a page."""
    for at, piece in enumerate(held):
        for other in held[at + 1 :]:
            if other.page != piece.page or piece.y - other.y > _NEXT_LINE:
                break
            if abs(piece.y - other.y) < 1:
                yield from ((piece, other), (other, piece))
            elif other.left < piece.right and piece.left < other.right:
                yield piece, other
    by_page = {number: list(pieces) for number, pieces in groupby(held, key=lambda piece: piece.page)}
    for number, pieces in by_page.items():
        yield from product(pieces[-_AT_AN_EDGE:], by_page.get(number + 1, [])[:_AT_AN_EDGE])
