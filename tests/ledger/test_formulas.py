"""A formula without a result is said to be one: an empty cell would lose what stood there in silence."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from typing import Any

import pytest
import xlwt

from fupin_desk.ledger import read
from fupin_desk.ledger.biff import Compound, seen_by_sheet
from fupin_desk.ledger.container import open_book
from fupin_desk.ledger.seen import SeenCells
from tests.ledger.made_up import xls
from tests.ledger.test_container import with_part
from tests.ledger.test_reading import drawn

HEADS = ["户编号", "金额", "付款日期", "凭证号"]


def paid(formula: str, result: Any) -> bytes:
    def draw(book: Any) -> None:
        book.add_worksheet("别的 & 说明").write(0, 0, "x")
        sheet = book.add_worksheet("兑现")
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, ["1", 500, "2018-11-01"])
        sheet.write_formula(1, 3, formula, None, result)

    return drawn(draw)


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?"])
def test_the_error_of_a_formula_is_refused_at_its_cell(error: str) -> None:
    [row] = read(paid("=Sheet9!A1", error)).rows_of("payments")
    assert [(fault.column, fault.reason) for fault in row.faults] == [("凭证号", "formula")]


def test_a_formula_that_has_a_result_says_what_it_is() -> None:
    [row] = read(paid('="P"&1', "P1")).rows_of("payments")
    assert (row.said["voucher"], row.faults) == ("P1", ())


def test_a_formula_nobody_has_worked_out_yet_is_refused_even_in_the_last_column() -> None:
    data = paid("=A1", 7)
    for nothing in (b"<f>A1</f></c>", b"<f>A1</f><v></v></c>", b"<f>A1</f><v/></c>"):
        sheet = _part(data, "xl/worksheets/sheet2.xml").replace(b"<f>A1</f><v>7</v></c>", nothing)
        [row] = read(with_part(data, "xl/worksheets/sheet2.xml", sheet)).rows_of("payments")
        assert [(fault.column, fault.reason) for fault in row.faults] == [("凭证号", "formula")]


def test_a_formula_whose_result_is_an_empty_text_says_nothing() -> None:
    data = paid("=A1", "x")
    sheet = _part(data, "xl/worksheets/sheet2.xml").replace(b"<v>x</v>", b"<v></v>")
    [row] = read(with_part(data, "xl/worksheets/sheet2.xml", sheet)).rows_of("payments")
    assert (row.said.get("voucher"), row.faults) == (None, ())


def test_errors_outside_all_other_cells_keep_their_place() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet("兑现")
        for column, cell in enumerate(HEADS, 1):
            sheet.write(3, column, cell)
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(5, 6, "=1/0", None, "#DIV/0!")

    [sheet] = open_book(drawn(draw)).sheets
    assert (sheet.first, len(sheet.cells), {len(row) for row in sheet.cells}) == ((1, 0), 5, {7})
    assert sheet.cells[0][0] == sheet.cells[4][6] == "#DIV/0!"
    assert sheet.cells[2][1:5] == HEADS


def old_with_errors(*rows: int) -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("别的").write(0, 0, "x")
    sheet = book.add_sheet("兑现")
    for column, cell in enumerate(HEADS):
        sheet.write(0, column, cell)
    for row in rows:
        sheet.write(row, 0, "1")
        sheet.row(row).set_cell_error(1, "#REF!")
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def test_an_old_workbook_tells_its_errors_too() -> None:
    [row, other] = read(old_with_errors(1, 3)).rows_of("payments")
    assert [(fault.row, fault.column, fault.reason) for fault in (*row.faults, *other.faults)] == [
        (2, "金额", "formula"), (4, "金额", "formula"),
    ]  # fmt: skip


def test_an_old_workbook_of_many_sectors_and_one_kept_in_small_ones_are_both_made_out() -> None:
    many = old_with_errors(*range(1, 3000))
    assert len(seen_by_sheet(many)[1].instead) == 2999
    small = in_small_sectors(old_with_errors(4))
    assert seen_by_sheet(small)[1].instead == {(4, 1): "#REF!"}


def test_what_cannot_be_made_out_is_left_to_the_reader() -> None:
    data = xls({"农户": [["户编号", "户主姓名"], ["1", "张三"]]})
    assert seen_by_sheet(data) == [SeenCells()]
    for at in range(0, 1024, 7):
        seen_by_sheet(data[:at])
        seen_by_sheet(data[:at] + b"\xff" + data[at + 1 :])
    circle = struct.pack("<128I", *range(128))
    seen_by_sheet(data[:512] + circle * (len(data) // 512))


def in_small_sectors(data: bytes) -> bytes:
    """Return a workbook as LibreOffice keeps a little one: its stream in sectors of 64 bytes, in the root's stream."""
    stream = Compound(data).workbook()
    sectors = -(-len(stream) // 512)
    table = struct.pack(
        "<128I", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, *_chain(3, sectors), *[0xFFFFFFFF] * (125 - sectors)
    )
    small = struct.pack("<128I", *_chain(0, sectors * 8), *[0xFFFFFFFF] * (128 - sectors * 8))
    entries = _entry("Root Entry", 5, 3, sectors * 512) + _entry("Workbook", 2, 0, len(stream)) + bytes(256)
    head = data[:24] + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10) + struct.pack("<II", 1, 1)
    head += struct.pack("<IIIIIII", 0, len(stream) + 1, 2, 1, 0xFFFFFFFE, 0, 0) + bytes([255]) * 432
    return head + table + entries + small + stream.ljust(sectors * 512, b"\0")


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), 0xFFFFFFFE]


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    said = name.encode("utf-16-le") + b"\0\0"
    return said.ljust(64, b"\0") + struct.pack("<HBB12x36xIII", len(said), kind, 1, start, size, 0)


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return packed.read(name)
