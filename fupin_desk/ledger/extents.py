"""How far the cells of a sheet reach, told from its bytes before a reader makes every cell between them.

Blank cells count for nothing, however many are formatted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fupin_desk.ledger.formulas import column_at

FILLED = re.compile(rb"<(?:\w+:)?c(?=\s)(?:[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'])?[^<>]*(?<!/)>")
"""A cell of an .xlsx that is not closed at once, and where it says it is."""
ODS_ROW = b"<table:table-row"
ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^<>]*)>")
REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})[\"']")
XLSB_ROW, XLSB_CELLS = 0, range(2, 12)

Extent = tuple[int, int, int]
"""Rows, columns and filled cells."""


def of_xlsx(sheet: bytes) -> Extent:
    """Return how far the filled cells of an .xlsx sheet reach."""
    rows = columns = cells = 0
    known: dict[bytes, int] = {}
    for letters, row in FILLED.findall(sheet):
        cells += 1
        if not row:
            continue
        rows = max(rows, int(row))
        if letters not in known:
            known[letters] = column_at(letters) + 1
            columns = max(columns, known[letters])
    return max(rows, 1), max(columns, 1), cells


def of_ods(content: bytes) -> Iterator[Extent]:
    """Yield how far the filled cells of each sheet of an .ods reach, what is repeated counted as often."""
    for table in content.split(b"<table:table ")[1:]:
        rows = height = width = cells = 0
        for row in table.split(ODS_ROW)[1:]:
            attributes, _, inner = row.partition(b">")
            times = _times(attributes)
            reach, filled = _ods_row(inner)
            rows += times
            if reach:
                height, width, cells = rows, max(width, reach), cells + filled * times
        yield height, width, cells


def _ods_row(inner: bytes) -> tuple[int, int]:
    at = reach = filled = 0
    for attributes in ODS_CELL.findall(inner):
        times = _times(attributes)
        at += times
        if not attributes.endswith(b"/") or b"office:value" in attributes:
            reach, filled = at, filled + times
    return reach, filled


def _times(attributes: bytes) -> int:
    match = REPEATED.search(attributes)
    return int(match[1]) if match else 1


def of_xlsb(sheet: bytes) -> Extent:
    """Return how far the filled cells of an .xlsb sheet reach."""
    rows = columns = cells = row = 0
    for kind, body in records_of(sheet):
        if kind == XLSB_ROW and len(body) >= 4:
            row = int.from_bytes(body[:4], "little") + 1
        elif kind in XLSB_CELLS and len(body) >= 4:
            rows, cells = max(rows, row), cells + 1
            columns = max(columns, int.from_bytes(body[:4], "little") + 1)
    return rows, columns, cells


def records_of(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of the records of a part of an .xlsb."""
    at = 0
    while at < len(stream):
        kind, at = _number(stream, at, 2)
        size, at = _number(stream, at, 4)
        yield kind, stream[at : at + size]
        at += size


def _number(stream: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number written seven bits a byte, and the place after it."""
    value = 0
    for shift in range(most):
        byte = stream[at] if at < len(stream) else 0
        value, at = value | (byte & 0x7F) << 7 * shift, at + 1
        if not byte & 0x80:
            break
    return value, at
