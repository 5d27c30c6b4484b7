"""What a paper says, as plain values: phrases already in words, in blocks, from top to bottom.

Whoever makes a notice builds a ``Sheet``; the direction of everything follows from each phrase's language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from fupin_desk.domain.languages import RIGHT_TO_LEFT

Language = str
"""A code of ``domain.languages``; "" for what is the same in all (a number, a code)."""
Align = Literal["start", "center", "right"]
"""``start`` is the right edge in a right-to-left language; sums stand at the ``right`` in every one."""
Style = Literal["heading", "body", "small"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in one language."""

    text: str
    language: Language = ""


Words = tuple[Phrase, ...]
"""The same thing said in each of the sheet's languages, or once without a language."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. Said in one left-to-right and one right-to-left language, it stands side by side."""

    words: Words
    style: Style = "body"
    align: Align = "start"
    indent: bool = False
    """Two characters in, on the first line."""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Lines of a label and what it says."""

    pairs: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table; ``share`` of the width beyond what its numbers need."""

    heading: Words
    share: float = 1.0
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Rows of cells. Its heading stands again on every page; a row is never split. ``totals`` are bold, at the end."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Words, ...], ...]
    totals: tuple[tuple[Words, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedSeal:
    """A round red seal drawn with the office's name (a second language along the foot, no third), lines under it."""

    office: Words
    below: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of ``content`` (small if all of it is in QR's alphanumeric set), ``side_mm`` wide, lines under it."""

    content: str
    below: tuple[Words, ...] = ()
    side_mm: float = 35.0


@dataclass(frozen=True, slots=True)
class Marks:
    """Seals and QR codes next to one another, kept on one page."""

    marks: tuple[PrintedSeal | Qr, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """Room left free."""

    height_mm: float


Block = Paragraph | KeyValues | PaperTable | Marks | Space


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One paper. The first language gives the direction of tables and pages."""

    languages: tuple[Language, ...]
    title: Words
    blocks: tuple[Block, ...]
    footer: Words = ()
    """Small, on every page: the notice's number, the head of the history."""
    mark: Words = ()
    """What the sheet is instead of an original (a draft, withdrawn): bold, above every page but the first."""
    about: str = ""
    """Among the file's properties (``about.write_about``); on no page."""
    on: date | None = None
    """The day it is of, by the desk that makes it: it is the file's own date too."""

    @property
    def right_to_left(self) -> bool:
        """Whether columns and pages run from the right."""
        return bool(self.languages) and self.languages[0] in RIGHT_TO_LEFT


def phrases(sheet: PaperSheet) -> Iterator[Phrase]:
    """Every phrase on the sheet, in the order it is drawn."""
    yield from sheet.title
    for block in sheet.blocks:
        yield from _of_block(block)
    yield from sheet.footer
    yield from sheet.mark


def _of_block(block: Block) -> Iterator[Phrase]:
    """The phrases of one block."""
    if isinstance(block, Paragraph):
        yield from block.words
    elif isinstance(block, KeyValues):
        for label, value in block.pairs:
            yield from (*label, *value)
    elif isinstance(block, PaperTable):
        rows = (tuple(column.heading for column in block.columns), *block.rows, *block.totals)
        yield from chain.from_iterable(chain.from_iterable(rows))
    elif isinstance(block, Marks):
        for mark in block.marks:
            office = mark.office if isinstance(mark, PrintedSeal) else ()
            yield from chain(office, chain.from_iterable(mark.below))
