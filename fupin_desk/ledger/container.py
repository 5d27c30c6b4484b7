"""The file itself: what it is, whether it may be unpacked, and its sheets as raw cells.

A workbook comes from anywhere: it is measured before anything is unpacked for good, because a few kilobytes can unfold
to gigabytes, and one stray cell at the far corner of a sheet makes every cell before it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from fupin_desk.domain.errors import LedgerTooBigError, LedgerUnreadableError
from fupin_desk.ledger.biff import seen_by_sheet
from fupin_desk.ledger.book import Raw
from fupin_desk.ledger.extents import Extent, of_ods, of_xlsb, of_xlsx
from fupin_desk.ledger.formats import as_shown, places_shown, styles_shown
from fupin_desk.ledger.formulas import by_sheet, seen_in
from fupin_desk.ledger.opendocument import sheets_seen
from fupin_desk.ledger.seen import Places, SeenCells
from fupin_desk.ledger.texts import lines_of
from fupin_desk.ledger.xlsb import parts_of_xlsb, seen_in_xlsb

KEPT = (
    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    "xl/workbook.bin", "xl/_rels/workbook.bin.rels", "content.xml",
)  # fmt: skip
"""Parts of a workbook that are looked into besides its sheets."""
MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 256 * 1024 * 1024
MOST_ROWS = 100_000
MOST_CELLS = 5_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORD = "WordDocument".encode("utf-16-le")
XLS_1904 = b"\x22\x00\x02\x00\x01\x00"
"""BIFF's DATEMODE record: days are counted from 1904."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it stands: cells from its first one, merged ranges from the sheet's corner (counted from 0)."""

    name: str
    hidden: bool
    cells: list[list[Raw]]
    first: tuple[int, int]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    hidden_rows: frozenset[int] = frozenset()
    """Rows nobody sees, from the sheet's corner."""
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook as it stands."""

    sheets: list[RawSheet]
    from_1904: bool
    """Days given as plain numbers are counted from 1904: what they mean cannot be told for sure."""


def open_book(data: bytes) -> RawBook:
    """Read the sheets of an .xlsx, .xls, .et, .xlsb or .ods file, or of a text with its cells parted (.csv).

    Raises ``LedgerUnreadableError`` (its reason: empty, not_a_workbook, other_format, password, broken, web_page,
    document, packed) and ``LedgerTooBigError``.
    """
    if not data:
        raise LedgerUnreadableError("empty")
    if len(data) > MOST_BYTES:
        raise LedgerTooBigError(MOST_BYTES // 1024 // 1024, MOST_ROWS)
    if data.startswith(OLE):
        if ENCRYPTED in data:
            raise LedgerUnreadableError("password")
        if WORD in data:
            raise LedgerUnreadableError("document")
        return RawBook(_sheets(data, seen_by_sheet(data)), XLS_1904 in data)
    if not data.startswith(b"PK"):
        return RawBook([_of_text(data)], False)
    measured = _measure(data)
    return RawBook(_sheets(data, measured.seen, measured.shown), measured.from_1904)


def _of_text(data: bytes) -> RawSheet:
    lines = lines_of(data)
    _within((len(lines), max(map(len, lines), default=0), sum(map(len, lines))))
    return RawSheet("csv", False, lines, (0, 0), [])


@dataclass(frozen=True, slots=True)
class _Measured:
    """What was seen while the parts of a workbook were measured."""

    from_1904: bool
    seen: dict[str, SeenCells]
    """By the sheet's name: what the reader does not tell."""
    shown: dict[str, Places] = field(default_factory=dict)
    """By the sheet's name: formats of numbers that show more than digits."""


def _measure(data: bytes) -> _Measured:
    """Unpack every part once, counting, and look where its cells are."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise LedgerUnreadableError("broken") from None
    _is_workbook({member.filename for member in members})
    left = MOST_UNPACKED
    sheets: dict[str, bytes] = {}
    binary: dict[str, SeenCells] = {}
    kept = dict.fromkeys(KEPT, b"")
    for member in members:
        content = _unpacked(data, member, left)
        left -= len(content)
        if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
            _within(of_xlsx(content))
            sheets[member.filename] = content
        elif member.filename.startswith("xl/worksheets/") and member.filename.endswith(".bin"):
            _within(of_xlsb(content))
            binary[member.filename] = seen_in_xlsb(content)
        elif member.filename == "content.xml":
            _refuse_locked(content)
            for extent in of_ods(content):
                _within(extent)
            kept[member.filename] = content
        elif member.filename in kept:
            kept[member.filename] = content
    return _told(kept, sheets, binary)


def _told(kept: Mapping[str, bytes], sheets: Mapping[str, bytes], binary: Mapping[str, SeenCells]) -> _Measured:
    """Return what the parts of a workbook tell besides the cells that the reader gives."""
    if kept["content.xml"]:
        return _Measured(False, sheets_seen(kept["content.xml"]))
    if binary:
        of_parts = parts_of_xlsb(kept["xl/workbook.bin"], kept["xl/_rels/workbook.bin.rels"])
        return _Measured(False, {of_parts[part]: seen_cells for part, seen_cells in binary.items() if part in of_parts})
    workbook, relations, styles = (kept[name] for name in KEPT[:3])
    formats = styles_shown(styles)
    seen = {name: seen_in(content) for name, content in sheets.items()}
    shown = {name: places_shown(content, formats) for name, content in sheets.items()}
    from_1904 = re.search(rb"date1904=[\"'](1|true|on)[\"']", workbook) is not None
    return _Measured(from_1904, by_sheet(workbook, relations, seen), by_sheet(workbook, relations, shown))


def _is_workbook(names: set[str]) -> None:
    """Refuse a package that is something else."""
    if names & {"word/document.xml", "ppt/presentation.xml"}:
        raise LedgerUnreadableError("document")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        kinds = (".xlsx", ".xls", ".et", ".csv", ".ods", ".xlsb")
        raise LedgerUnreadableError(
            "packed" if any(name.lower().endswith(kinds) for name in names) else "not_a_workbook"
        )


def _refuse_locked(content: bytes) -> None:
    """Refuse an .ods whose content is no XML: it is sealed with a password."""
    if content and not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise LedgerUnreadableError("password")


def _unpacked(data: bytes, member: zipfile.ZipInfo, most: int) -> bytes:
    """Return a part's content by what it is, not by the size it claims."""
    if member.flag_bits & 1:
        raise LedgerUnreadableError("password")
    at = member.header_offset
    if data[at : at + 4] != b"PK\x03\x04":
        raise LedgerUnreadableError("broken")
    start = (
        at + 30 + int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(data[at + 28 : at + 30], "little")
    )
    packed = memoryview(data)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        content = bytes(packed)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-15).decompress(packed, most + 1)
        except zlib.error:
            raise LedgerUnreadableError("broken") from None
    else:
        raise LedgerUnreadableError("broken")
    if len(content) > most:
        raise LedgerTooBigError(MOST_BYTES // 1024 // 1024, MOST_ROWS)
    return content


def _within(extent: Extent) -> None:
    rows, columns, cells = extent
    if rows > MOST_ROWS or rows * columns > MOST_CELLS or cells > MOST_CELLS:
        raise LedgerTooBigError(MOST_BYTES // 1024 // 1024, MOST_ROWS)


def _sheets(
    data: bytes, seen: dict[str, SeenCells] | list[SeenCells], shown: dict[str, Places] | None = None
) -> list[RawSheet]:
    """Read the sheets; ``seen`` is what the reader does not tell, by the sheet's name or in the sheets' order.

    ``shown`` are the formats of numbers that show more than digits.
    """
    import python_calamine as calamine

    try:
        with calamine.load_workbook(BytesIO(data)) as book:
            kinds = calamine.SheetTypeEnum.WorkSheet
            named = seen if isinstance(seen, dict) else _in_order(book.sheet_names, seen)
            sheets = [meta for meta in book.sheets_metadata if meta.typ == kinds]
            visible = calamine.SheetVisibleEnum.Visible
            return [
                _sheet(
                    book.get_sheet_by_name(meta.name),
                    meta.visible != visible,
                    named.get(meta.name, SeenCells()),
                    (shown or {}).get(meta.name, {}),
                )
                for meta in sheets
            ]
    except calamine.PasswordError:
        raise LedgerUnreadableError("password") from None
    except calamine.CalamineError as problem:
        cannot_tell = "detect" in str(problem)
        raise LedgerUnreadableError("not_a_workbook" if cannot_tell else "broken") from None
    except (LedgerTooBigError, MemoryError, KeyboardInterrupt):
        raise
    except BaseException as panic:
        if isinstance(panic, Exception) or type(panic).__name__ == "PanicException":  # a panic of the Rust reader
            raise LedgerUnreadableError("broken") from None
        raise


def _in_order(names: list[str], sheets: list[SeenCells]) -> dict[str, SeenCells]:
    return dict(zip(names, sheets, strict=True)) if len(names) == len(sheets) else {}


def _sheet(sheet: Any, hidden: bool, seen: SeenCells, shown: Places) -> RawSheet:
    without = seen.instead
    if sheet.start is None and not without:
        return RawSheet(sheet.name, hidden, [], (0, 0), [])
    _within((sheet.height, sheet.width, 0))
    cells: list[list[Raw]] = sheet.to_python() if sheet.start is not None else []
    cells, first = _with(cells, sheet.start or next(iter(without)), without)
    for (row, column), code in shown.items():
        at, place = row - first[0], column - first[1]
        if 0 <= at < len(cells) and 0 <= place < len(cells[at]):
            cells[at][place] = as_shown(cells[at][place], code)
    merged = _merged(sheet) or seen.merged
    unseen = frozenset(seen.hidden_rows), frozenset(seen.hidden_columns)
    return RawSheet(sheet.name, hidden, cells, first, merged, *unseen)


def _merged(sheet: Any) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    try:
        return sheet.merged_cell_ranges or []
    except Exception:  # noqa: BLE001 - a kind of file whose reader knows none
        return []


def _with(cells: list[list[Raw]], first: tuple[int, int], without: Places) -> tuple[list[list[Raw]], tuple[int, int]]:
    """Return the cells with what stands where there is no result, wherever that is, and the place of the first."""
    if not without:
        return cells, first
    top, left = (min(first[axis], *(place[axis] for place in without)) for axis in (0, 1))
    bottom = max(first[0] + len(cells), *(row + 1 for row, _column in without))
    right = max(first[1] + max(map(len, cells), default=0), *(column + 1 for _row, column in without))
    laid: list[list[Raw]] = [[""] * (right - left) for _row in range(top, bottom)]
    for at, line in enumerate(cells, first[0] - top):
        laid[at][first[1] - left : first[1] - left + len(line)] = line
    for (row, column), instead in without.items():
        laid[row - top][column - left] = instead
    return laid, (top, left)
