"""Ledgers in files that are no .xlsx: read where it can be, else told what they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlsxwriter
import xlwt

from fupin_desk.domain.errors import LedgerTooBigError, LedgerUnreadableError
from fupin_desk.ledger import LedgerRow, container, read
from fupin_desk.ledger.book import Percent
from fupin_desk.ledger.container import open_book
from fupin_desk.ledger.formats import as_shown
from tests.ledger.made_up import id_number, xls

ROWS = [["户编号", "户主姓名", "户主身份证号", "联系电话"], ["0012", "张三", id_number(3), "0991-1234567"]]
SAID = {"ledger_number": "0012", "head.name": "张三", "head.id_number": id_number(3), "phone": "0991-1234567"}


def only(data: bytes, key: str = "households") -> LedgerRow:
    [row] = read(data).rows_of(key)
    return row


@pytest.mark.parametrize("part", [",", "\t", ";", "，"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_text_with_its_cells_parted_is_read_whatever_wrote_it(part: str, encoding: str) -> None:
    text = "\r\n".join(part.join(row) for row in [["农户台账"], *ROWS, []])
    assert only(text.encode(encoding)).said == SAID


def test_quoted_cells_and_guarded_numbers_are_what_they_hold() -> None:
    text = '户编号,户主姓名,村民小组\r\n="0012","张三","一组,北\n坡"\r\n'
    assert only(text.encode()).said == {"ledger_number": "0012", "head.name": "张三", "group": "一组,北 坡"}


def test_an_id_number_that_a_program_rounded_into_a_text_is_refused() -> None:
    row = only("户编号,户主姓名,户主身份证号\n1,张三,9.90101E+17\n".encode())
    assert [fault.reason for fault in row.faults] == ["digits_lost"]


def ods(*lines: str) -> bytes:
    """Return an .ods of one sheet from the XML of its rows."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="农户">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<x/>")
    return written.getvalue()


def line(cells: list[str], more: str = "") -> str:
    said = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row>{said}{more}</table:table-row>"


X = "<text:p>x</text:p></table:table-cell>"
CELL = "<table:table-cell"
REPEATED = '<table:table-row table:number-rows-repeated="1000000">'
BLANK = f'{REPEATED}{CELL} table:number-columns-repeated="1024"/></table:table-row>'


def test_an_ods_is_read_and_its_million_blank_rows_are_nothing() -> None:
    assert only(ods(*map(line, ROWS), BLANK)).said == SAID


def test_an_ods_that_repeats_a_filled_cell_a_million_times_is_refused_unread() -> None:
    many = f'{CELL} office:value-type="string" table:number-columns-repeated="16384">{X}'
    with pytest.raises(LedgerTooBigError):
        open_book(ods(*[line(["1"], many)] * 400))
    rows = f"{REPEATED}{CELL}>{X}</table:table-row>"
    with pytest.raises(LedgerTooBigError):
        open_book(ods(rows))


def test_an_et_is_an_old_workbook_by_another_name() -> None:
    assert only(xls({"农户": ROWS})).said == SAID


def blank_rows(count: int) -> bytes:
    """Return a workbook with one household and many rows that only have a border."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    border, sheet = book.add_format({"border": 1}), book.add_worksheet("农户")
    for at, row in enumerate(ROWS):
        sheet.write_row(at, 0, row)
    for at in range(len(ROWS), count):
        for column in range(4):
            sheet.write_blank(at, column, None, border)
    book.close()
    return written.getvalue()


def test_blank_rows_that_are_only_formatted_are_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_ROWS", 100)
    book = read(blank_rows(2000))
    assert [row.said for row in book.rows_of("households")] == [SAID]
    assert [len(page.cells) for page in book.pages] == [2]


def formatted(cells: list[tuple[str, Any, str]]) -> bytes:
    """Return a workbook with a sheet of contracts: heading, value and number format of each column."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet("联结合同")
    for at, (heading, value, code) in enumerate(cells):
        sheet.write(0, at, heading)
        sheet.write(1, at, value, book.add_format({"num_format": code}))
    book.close()
    return written.getvalue()


def test_a_cell_is_what_its_format_shows() -> None:
    row = only(
        formatted([
            ("合同编号", 7, "0000"), ("户编号", "1", "@"), ("约定比例", 0.05, "0%"), ("租金", 300, '0"元/亩·年"'),
            ("数量", 1000, '#,##0"公斤"'), ("押金", 1250.5, "¥#,##0.00"),
        ]),
        "contracts",
    )  # fmt: skip
    assert row.faults == ()
    assert row.said["ledger_number"] == "0007"
    assert row.said["promised_share_ppm"] == 50_000
    assert row.said["rent_fen"] == 30_000
    assert row.said["deposit_fen"] == 125_050
    assert (row.said["quantity_milli"].number, row.said["quantity_milli"].unit.of) == (1000, "kg")


def test_rent_shown_as_for_the_whole_plot_is_refused() -> None:
    row = only(formatted([("合同编号", "L1", "@"), ("户编号", "1", "@"), ("租金", 300, '0"元/年"')]), "contracts")
    assert [fault.reason for fault in row.faults] == ["unit"]


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        (0.05, "0%", Percent(0.05)), (0.05, "0.00%", Percent(0.05)), (7, "0000", "0007"), (7, "0", 7),
        (1000, '0"公斤"', "1000公斤"),
        (1.5, '0.0"万元"', "1.5万元"), (12000, '0!.0,"万"', 12000), (12000, '0.0,"千元"', 12000), (5, "General", 5),
        (1250.5, "#,##0.00", 1250.5), (5, '"¥"#,##0', 5), (5, "[红色]0\\ ", 5), ("x", "0%", "x"), (True, "0%", True),
        (43405, 'yyyy"年"m"月"', 43405), (3, '0"号"', "3号"), (5, "0_ ", 5), (5, '_ "¥"* #,##0.00_ ', 5), (5, "@", 5),
    ],
)  # fmt: skip
def test_what_formats_add_to_a_number(raw: Any, code: str, shown: Any) -> None:
    made = as_shown(raw, code)
    assert (made, type(made)) == (shown, type(shown))


def test_columns_that_were_not_read_are_named_with_their_letter() -> None:
    text = "\n".join(["序号,户编号,户主姓名,民族,户号,村民小组", "1,0012,张三,x,13,一组"])
    assert read(text.encode()).unread == [
        {"sheet": "csv", "column": "A", "heading": "序号"},
        {"sheet": "csv", "column": "D", "heading": "民族"},
        {"sheet": "csv", "column": "E", "heading": "户号"},
    ]


@pytest.mark.parametrize("data", [b"just words", "一句话。".encode(), b"\x00\x01\x02\x03", b"a\nb\nc"])
def test_what_has_no_cells_is_no_ledger(data: bytes) -> None:
    with pytest.raises(LedgerUnreadableError):
        open_book(data)


def faulty(text: str) -> str:
    attributes = 'table:formula="of:=1/0" office:value-type="string" office:string-value=""'
    return f"{CELL} {attributes}><text:p>{text}</text:p></table:table-cell>"


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!"])
def test_the_error_of_a_formula_in_an_ods_is_no_empty_cell(error: str) -> None:
    heads = ["户编号", "户主姓名", "村民小组"]
    row = only(ods(line(heads), line(["1", "张三"], faulty(error))))
    assert [(fault.column, fault.reason) for fault in row.faults] == [("村民小组", "formula")]


@pytest.mark.parametrize(
    ("kind", "value", "shown", "read"),
    [
        ("percentage", "1.5", "150%", "150%"), ("float", "7", "0007", "0007"),
        ("float", "1000", "1,000公斤", "1,000公斤"),
        ("float", "1000", "1,000.00", 1000.0), ("float", "9.9E17", "9.90E+17", 9.9e17),
    ],
)  # fmt: skip
def test_a_number_in_an_ods_is_what_its_format_shows(kind: str, value: str, shown: str, read: Any) -> None:
    number = f'{CELL} office:value-type="{kind}" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'
    [sheet] = open_book(ods(line(["a", "b"]), line(["1"], number))).sheets
    assert sheet.cells[1][1] == read


def test_cells_merged_in_an_ods_and_rows_hidden_there_are_seen() -> None:
    first = f'{CELL} office:value-type="string" table:number-rows-spanned="2"><text:p>1组</text:p></table:table-cell>'
    rows = [line(["户编号", "户主姓名", "村民小组"]), line(["1", "张三"], first), line(["2", "李四"], f"{CELL}/>")]
    hidden = rows[2].replace("<table:table-row>", '<table:table-row table:visibility="filter">')
    found = read(ods(*rows[:2], hidden))
    assert [[fault.reason for fault in row.faults] for row in found.pages[0].rows] == [["merged"], ["merged"]]
    assert [(note.what, note.facts) for note in found.notes] == [("rows_hidden", {"count": 1})]


def record(kind: int, body: bytes) -> bytes:
    """Return a record of an .xlsb: its number and its size seven bits a byte."""
    return bytes([kind & 0x7F | (0x80 if kind > 0x7F else 0), *([kind >> 7] if kind > 0x7F else []), len(body)]) + body


def text_of(text: str) -> bytes:
    return len(text).to_bytes(4, "little") + text.encode("utf-16-le")


def xlsb(
    rows: Sequence[Sequence[str | int]], before: bytes = b"", after: bytes = b"", flags: Mapping[int, int] | None = None
) -> bytes:
    """Return an .xlsb of one sheet; a number stands for the code of an error, ``flags`` are those of rows."""
    sheet = record(129, b"") + record(148, bytes([0, 0, 0, 0, len(rows), 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0]))
    sheet += before + record(145, b"")
    for at, cells in enumerate(rows):
        sheet += record(0, at.to_bytes(4, "little") + bytes(7) + bytes([(flags or {}).get(at, 0)]) + bytes(5))
        for column, cell in enumerate(cells):
            begin = column.to_bytes(4, "little") + bytes(4)
            sheet += record(6, begin + text_of(cell)) if isinstance(cell, str) else record(3, begin + bytes([cell]))
    sheet += record(146, b"") + after + record(130, b"")
    book = (
        record(131, b"") + record(143, b"") + record(156, bytes(4) + b"\x01\0\0\0" + text_of("rId1") + text_of("农户"))
    )
    book += record(144, b"") + record(132, b"")
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relations = (
        f'<Relationships><Relationship Id="rId1" Type="{relation}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("xl/workbook.bin", book)
        packed.writestr("xl/_rels/workbook.bin.rels", relations)
        packed.writestr("xl/worksheets/sheet1.bin", sheet)
    return written.getvalue()


def test_the_error_of_a_formula_in_an_xlsb_is_no_empty_cell() -> None:
    heads: list[str | int] = ["户编号", "户主姓名", "村民小组"]
    assert only(xlsb([heads, ["1", "张三", "1组"]])).said == {"ledger_number": "1", "head.name": "张三", "group": "1组"}
    row = only(xlsb([heads, ["1", "张三", 0x17]]))
    assert [(fault.column, fault.reason) for fault in row.faults] == [("村民小组", "formula")]


def test_rows_hidden_or_filtered_out_of_an_xlsx_are_read_and_counted() -> None:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet("农户")
    for at, cells in enumerate([*ROWS, ["0013", "李四"]]):
        sheet.write_row(at, 0, cells)
    sheet.set_row(2, None, None, {"hidden": True})
    book.close()
    found = read(written.getvalue())
    assert len(found.pages[0].rows) == 2
    assert [(note.what, note.facts["count"]) for note in found.notes] == [("rows_hidden", 1)]


HIDDEN = [["户编号", "户主姓名", "村民小组"], ["1", "张三", "1组"], ["2", "李四", "2组"]]


def hidden_in_xlsx() -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet("农户")
    for at, cells in enumerate(HIDDEN):
        sheet.write_row(at, 0, cells)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(2, 4, None, None, {"hidden": True})
    book.close()
    return written.getvalue()


def hidden_in_xls() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("别的")
    sheet = book.add_sheet("农户")
    for at, cells in enumerate(HIDDEN):
        for column, cell in enumerate(cells):
            sheet.write(at, column, cell)
    sheet.row(2).hidden = True
    sheet.col(2).hidden = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def hidden_in_ods() -> bytes:
    columns = "<table:table-column table:number-columns-repeated='2'/><table:table-column table:visibility='collapse'/>"
    rows = [line(cells) for cells in HIDDEN]
    return ods(
        columns, *rows[:2], rows[2].replace("<table:table-row>", '<table:table-row table:visibility="collapse">')
    )


def hidden_in_xlsb() -> bytes:
    columns = record(390, b"") + record(60, (2).to_bytes(4, "little") * 2 + bytes(8) + b"\x01\0") + record(391, b"")
    return xlsb([*HIDDEN], before=columns, flags={2: 0x10})


@pytest.mark.parametrize("made", [hidden_in_xlsx, hidden_in_xls, hidden_in_ods, hidden_in_xlsb])
def test_hidden_rows_and_columns_are_read_and_told_of_whatever_the_kind_of_file(made: Callable[[], bytes]) -> None:
    found = read(made())
    assert [row.said["group"] for row in found.pages[-1].rows] == ["1组", "2组"]
    assert [(note.what, note.facts) for note in found.notes] == [
        ("rows_hidden", {"count": 1}), ("columns_hidden", {"columns": ["村民小组"]}),
    ]  # fmt: skip


def merged_in_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("农户")
    for at, cells in enumerate(HIDDEN):
        for column, cell in enumerate(cells[:2]):
            sheet.write(at, column, cell)
    sheet.write(0, 2, "村民小组")
    sheet.write_merge(1, 2, 2, 2, "1组")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def merged_in_xlsb() -> bytes:
    place = b"".join(at.to_bytes(4, "little") for at in (1, 2, 2, 2))
    return xlsb([HIDDEN[0], HIDDEN[1], HIDDEN[2][:2]], after=record(176, bytes(4)) + record(177, place))


@pytest.mark.parametrize("made", [merged_in_xls, merged_in_xlsb])
def test_a_group_merged_over_two_households_is_asked_about_in_a_binary_workbook_too(made: Callable[[], bytes]) -> None:
    rows = read(made()).pages[-1].rows
    assert [[(fault.column, fault.reason) for fault in row.faults] for row in rows] == [[("村民小组", "merged")]] * 2


def test_a_merged_range_or_hidden_rows_without_end_cost_nothing() -> None:
    span = 'table:number-rows-spanned="999999999" table:number-columns-spanned="999999999"'
    endless = f'{CELL} {span} office:value-type="string"><text:p>1组</text:p></table:table-cell>'
    hidden = '<table:table-row table:visibility="collapse" table:number-rows-repeated="999999999"/>'
    heads = ["户编号", "户主姓名", "村民小组"]
    assert (
        len(read(ods(line(heads), line(["1", "张三"], endless), "<table:table-row/>", *[hidden] * 2000)).pages[0].rows)
        == 1
    )
