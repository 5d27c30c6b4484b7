"""What an .xlsb holds besides its cells: what is hidden or merged, and errors (#REF!), which the reader gives as empty.

Records and their numbers are those of [MS-XLSB].
"""

from __future__ import annotations

import struct

from fupin_desk.ledger.biff import ERRORS
from fupin_desk.ledger.extents import XLSB_ROW, records_of
from fupin_desk.ledger.formulas import targets_of
from fupin_desk.ledger.seen import SeenCells
from fupin_desk.ledger.typed import NO_RESULT

ERROR, FORMULA_ERROR, COLUMNS, BUNDLE_SHEET, MERGED = 3, 11, 60, 156, 177
LAST_ROW = 100_000
"""Beyond it no sheet that is read has a filled cell (``container.MOST_ROWS``)."""
FLAGS_AT, ROW_HIDDEN, COLUMNS_HIDDEN = 11, 0x10, 0x01
"""Where a row's flags stand; the bits of what is hidden, of a row and of columns (whose flags stand at 16)."""
CODE_AT = 8
"""Where the code of an error stands after the column and the style of its cell."""


def seen_in_xlsb(sheet: bytes) -> SeenCells:
    """Return what is seen in a sheet's part."""
    seen_cells = SeenCells()
    row = 0
    for kind, body in records_of(sheet):
        if kind == XLSB_ROW and len(body) >= 4:
            row = int.from_bytes(body[:4], "little")
            if body[FLAGS_AT : FLAGS_AT + 1] and body[FLAGS_AT] & ROW_HIDDEN and row <= LAST_ROW:
                seen_cells.hidden_rows.add(row)
        elif kind in (ERROR, FORMULA_ERROR) and len(body) > CODE_AT:
            seen_cells.instead[row, int.from_bytes(body[:4], "little")] = ERRORS.get(body[CODE_AT], NO_RESULT)
        elif kind == COLUMNS and len(body) >= 18 and body[16] & COLUMNS_HIDDEN:
            first, last = struct.unpack_from("<II", body)
            seen_cells.hide_columns(first, last)
        elif kind == MERGED and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            seen_cells.merged.append(((top, left), (bottom, right)))
    return seen_cells


def parts_of_xlsb(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Return the name of the sheet that each part of a workbook is."""
    targets, parts = targets_of(relations), dict[str, str]()
    for kind, body in records_of(workbook):
        if kind == BUNDLE_SHEET:
            relation, at = _text(body, 8)
            name, _end = _text(body, at)
            parts[f"xl/worksheets/{targets.get(relation, '')}"] = name
    return parts


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Return a text with its length before it, and the place after it."""
    end = at + 4 + 2 * int.from_bytes(body[at : at + 4], "little")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
