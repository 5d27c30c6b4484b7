"""What an old .xls holds besides its cells, found in its BIFF records: errors (#REF!), hidden rows and columns.

The reader gives an empty cell for an error, as it does in an .xlsx (``formulas``). Whatever cannot be made out here is
left to the reader, which says that the file is broken.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from fupin_desk.ledger.seen import SeenCells
from fupin_desk.ledger.typed import NO_RESULT

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
FORMULA, END, COLUMNS, BOUND_SHEET, BOOL_OR_ERROR, ROW = 0x0006, 0x000A, 0x007D, 0x0085, 0x0205, 0x0208
ROW_HIDDEN, COLUMNS_HIDDEN = 0x20, 0x01
"""Bits of the flags of a row (at 12) and of columns (at 8)."""
NAMES = ("Workbook", "Book")
LAST = 0xFFFFFFF0
"""Numbers of sectors from here on are marks, not sectors."""


def seen_by_sheet(data: bytes) -> list[SeenCells]:
    """Return what is seen in each sheet, in the order of the sheets; nothing where the file cannot be made out."""
    try:
        stream = Compound(data).workbook()
        starts = [struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == BOUND_SHEET]
        return [_seen(stream, start) for start in starts]
    except (struct.error, IndexError, ValueError, OverflowError):
        return []


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from a place to the end of their part of the stream."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == END:
            return
        at += 4 + size


def _seen(stream: bytes, start: int) -> SeenCells:
    seen = SeenCells()
    for kind, body in _records(stream, start):
        if kind == ROW and struct.unpack_from("<I", body, 12)[0] & ROW_HIDDEN:
            seen.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == COLUMNS and struct.unpack_from("<H", body, 8)[0] & COLUMNS_HIDDEN:
            seen.hide_columns(*struct.unpack_from("<HH", body))
        if kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
            code = body[8]
        elif kind == BOOL_OR_ERROR and body[7]:
            code = body[6]
        else:
            continue
        row, column = struct.unpack_from("<HH", body)
        seen.instead[row, column] = ERRORS.get(code, NO_RESULT)
    return seen


class Compound:
    """A compound file (OLE2): sectors, in chains that a table names."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = 1 << struct.unpack_from("<H", data, 30)[0]
        self.small = 1 << struct.unpack_from("<H", data, 32)[0]
        self.cutoff = struct.unpack_from("<I", data, 56)[0]
        sectors = [at for at in struct.unpack_from("<109I", data, 76) if at < LAST]
        after, count = struct.unpack_from("<II", data, 68)
        for _each in range(count):
            *more, after = struct.unpack(f"<{self.size // 4}I", self._sector(after))
            sectors += [at for at in more if at < LAST]
        self.table = b"".join(map(self._sector, sectors))

    def workbook(self) -> bytes:
        """Return the stream that holds the workbook; ValueError where there is none."""
        (first,) = struct.unpack_from("<I", self.data, 48)
        directory = b"".join(map(self._sector, self._chain(self.table, first)))
        entries = [directory[at : at + 128] for at in range(0, len(directory), 128)]
        stream = next((entry for entry in entries if _name(entry) in NAMES), None)
        if stream is None:
            raise ValueError(NAMES)
        start, size = struct.unpack_from("<II", stream, 116)
        if size >= self.cutoff:
            return b"".join(map(self._sector, self._chain(self.table, start)))[:size]
        return self._small_stream(entries[0], start)[:size]

    def _small_stream(self, root: bytes, start: int) -> bytes:
        """Return a stream kept in the small sectors, which are one stream of the root's."""
        inside = b"".join(map(self._sector, self._chain(self.table, struct.unpack_from("<I", root, 116)[0])))
        (first,) = struct.unpack_from("<I", self.data, 60)
        table = b"".join(map(self._sector, self._chain(self.table, first)))
        places = (at * self.small for at in self._chain(table, start))
        return b"".join(inside[at : at + self.small] for at in places)

    def _sector(self, at: int) -> bytes:
        return self.data[(at + 1) * self.size : (at + 2) * self.size]

    def _chain(self, table: bytes, at: int) -> Iterator[int]:
        """Yield the sectors of a chain; one that runs in a circle ends where it could not be longer."""
        for _each in range(len(table) // 4):
            if at >= LAST:
                return
            yield at
            (at,) = struct.unpack_from("<I", table, at * 4)


def _name(entry: bytes) -> str:
    (size,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(size - 2, 0)].decode("utf-16-le", "replace")
