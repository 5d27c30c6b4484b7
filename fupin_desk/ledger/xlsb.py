"""Cells of an .xlsb that hold an error (#REF!) instead of a result: the reader gives an empty cell for them.

Records and their numbers are those of [MS-XLSB].
"""

from __future__ import annotations

from fupin_desk.ledger.biff import ERRORS
from fupin_desk.ledger.extents import XLSB_ROW, records_of
from fupin_desk.ledger.formulas import Places, targets_of
from fupin_desk.ledger.typed import NO_RESULT

ERROR, FORMULA_ERROR, BUNDLE_SHEET = 3, 11, 156
CODE_AT = 8
"""Where the code of an error stands after the column and the style of its cell."""


def errors_of_xlsb(sheet: bytes) -> Places:
    """Return the errors of a sheet's part, by row and column from 0."""
    found: Places = {}
    row = 0
    for kind, body in records_of(sheet):
        if kind == XLSB_ROW and len(body) >= 4:
            row = int.from_bytes(body[:4], "little")
        elif kind in (ERROR, FORMULA_ERROR) and len(body) > CODE_AT:
            found[row, int.from_bytes(body[:4], "little")] = ERRORS.get(body[CODE_AT], NO_RESULT)
    return found


def parts_of_xlsb(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Return the name of the sheet that each part of a workbook is."""
    targets, found = targets_of(relations), dict[str, str]()
    for kind, body in records_of(workbook):
        if kind == BUNDLE_SHEET:
            relation, at = _text(body, 8)
            name, _end = _text(body, at)
            found[f"xl/worksheets/{targets.get(relation, '')}"] = name
    return found


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Return a text with its length before it, and the place after it."""
    end = at + 4 + 2 * int.from_bytes(body[at : at + 4], "little")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
