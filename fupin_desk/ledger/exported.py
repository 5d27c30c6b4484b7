"""The ledger filled with records: the form's sheets and columns, and the mark that says which record a row is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from typing import Any

from fupin_desk.domain.fields import Field
from fupin_desk.domain.shapes import Centimu, Code, Codes, Fen, Ppm, Quantity, Shape, TextLines, Yes, by_shape
from fupin_desk.ledger.columns import MARK, SHEETS, SheetColumn, mark_of
from fupin_desk.ledger.template import code_lists, fill_sheet, new_workbook
from fupin_desk.words import Translator

LINES = 6
"""Sentences on the first sheet."""
LARGEST_EXACT = 10**15
"""Beyond it a spreadsheet rounds: such an amount stands as a text."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A row to be written."""

    mark: str
    cells: Mapping[str, Any]
    """By column: values in the form the history keeps; other records as people call them."""


def exported(words: Translator, rows: Mapping[str, Sequence[Filled]], local: bool) -> bytes:
    """Return records as .xlsx, in one language; ``local`` with what must not leave the laptop, and says so."""
    written = BytesIO()
    book = new_workbook(written)
    _first_sheet(book, words, local)
    places = {sheet.key: book.add_worksheet(words.say(f"ledger.sheet.{sheet.key}")) for sheet in SHEETS}
    lists = code_lists(book, words)
    for sheet in SHEETS:
        of_form = (column for column in sheet.columns if local or not column.is_local)
        spec = replace(sheet, columns=(*of_form, mark_of(sheet)))
        place = places[sheet.key]
        fill_sheet(book, place, spec, words, lists)
        for row, filled in enumerate(rows.get(sheet.key, ()), 1):
            for at, column in enumerate(spec.columns):
                value = filled.mark if column.key == MARK else filled.cells.get(column.key)
                if value is not None:
                    _write(place, row, at, cell_of(column, value, words))
    book.close()
    return written.getvalue()


def cell_of(column: SheetColumn, value: Any, words: Translator) -> str | int | float:
    """Return a value as it stands in a cell, so that reading it gives the same value."""
    if column.refers:
        return str(value)
    rule = column.rule
    return WRITTEN[rule.shape](rule, value, words)


def _amount(rule: Field, value: int, words: Translator) -> str | float:
    exact = _exact(value, rule.shape.parts)
    return float(exact) if abs(value) < LARGEST_EXACT else str(exact)


def _plain(rule: Field, value: Any, words: Translator) -> str | int:
    return value if isinstance(value, int) else str(value)


def _exact(value: int, parts: int) -> str:
    return format((Decimal(value) / parts).normalize(), "f")


WRITTEN: Mapping[Shape, Callable[[Field, Any, Translator], str | int | float]] = by_shape(
    {
        Shape: _plain,
        Code: lambda rule, value, words: words.code(rule.codes or "", value),
        Codes: lambda rule, value, words: "、".join(words.code(rule.codes or "", code) for code in value),
        TextLines: lambda rule, value, words: "、".join(map(str, value)),
        Yes: lambda rule, value, words: words.yes_no(value),
        Ppm: lambda rule, value, words: f"{_exact(value, rule.shape.parts)}%",
        Fen: _amount,
        Centimu: _amount,
        Quantity: _amount,
    }
)
"""By shape: what stands in a cell for a value."""


def _write(place: Any, row: int, at: int, cell: str | int | float) -> None:
    if isinstance(cell, str):
        place.write_string(row, at, cell)
    else:
        place.write_number(row, at, cell)


def _first_sheet(book: Any, words: Translator, local: bool) -> None:
    """Say what this is, how to correct it, and that it holds what people told the office."""
    sheet = book.add_worksheet(words.say("ledger.sheet.guide"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "font_size": 12})
    warned = book.add_format({"text_wrap": True, "bold": True, "font_size": 12, "bg_color": "#FFC7CE"})
    sheet.set_column(0, 0, 100)
    if words.direction == "rtl":
        sheet.right_to_left()
    sheet.write_string(0, 0, words.say("ledger.export"), book.add_format({"bold": True, "font_size": 16}))
    if local:
        sheet.write_string(1, 0, words.say("ledger.export.local"), warned)
    for line in range(1, LINES + 1):
        sheet.write_string(line + 1, 0, f"{line}. {words.say(f'ledger.export.{line}')}", wrapped)
