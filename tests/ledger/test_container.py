"""Files that are no ledger, and those that would unfold to more than a laptop holds."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from fupin_desk.domain.errors import LedgerTooBigError, LedgerUnreadableError
from fupin_desk.ledger import container
from fupin_desk.ledger.container import OLE, open_book
from tests.ledger.made_up import xls, xlsx

SIMPLE = {"农户": [["户编号", "户主姓名"], ["1", "张三"]]}


def reason(data: bytes) -> str:
    with pytest.raises(LedgerUnreadableError) as refused:
        open_book(data)
    return refused.value.reason


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, content if member.filename == name else old.read(member))
    return written.getvalue()


def test_both_kinds_of_workbook_are_read() -> None:
    for data in (xlsx(SIMPLE), xls(SIMPLE)):
        [sheet] = open_book(data).sheets
        assert sheet.cells == [["户编号", "户主姓名"], ["1", "张三"]]


def test_what_is_no_workbook_says_so() -> None:
    assert reason(b"") == "empty"
    assert reason(b"hello") == "not_a_workbook"
    assert reason(b"<html><table></table></html>") == "web_page"
    assert reason("\ufeff<!DOCTYPE html><body>".encode()) == "web_page"
    assert reason(b"MIME-Version: 1.0\r\nContent-Type: multipart/related") == "web_page"
    assert (
        reason(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">')
        == "other_format"
    )
    assert reason(b"%PDF-1.7 x") == "document"
    assert reason(OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")) == "document"
    assert reason(b"Rar!\x1a\x07") == "packed"
    assert reason(zipped(**{"a.xlsx": b"PK"})) == "packed"
    assert reason(OLE + b"\0" * 600) == "not_a_workbook"
    assert reason(zipped(**{"word__document.xml": b"<w/>"})) == "document"
    assert reason(zipped(**{"content.xml": b"<x/>"})) in ("not_a_workbook", "broken")
    assert reason(zipped(**{"xl__workbook.bin": b""})) in ("not_a_workbook", "broken")


def test_a_workbook_under_a_password_says_so() -> None:
    assert reason(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")) == "password"
    data = bytearray(zipped(**{"xl__workbook.xml": b"<x/>"}))
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    assert reason(bytes(data)) == "password"


def test_a_cut_or_altered_workbook_never_gives_anything_but_a_reason() -> None:
    data = xlsx(SIMPLE)
    for at in range(1, len(data), 97):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            try:
                open_book(broken)
            except (LedgerUnreadableError, LedgerTooBigError):
                continue


def test_a_cut_old_workbook_never_gives_anything_but_a_reason() -> None:
    data = xls(SIMPLE)
    for at in range(1, len(data), 211):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            try:
                open_book(broken)
            except (LedgerUnreadableError, LedgerTooBigError):
                continue


def test_a_bomb_is_refused_by_what_it_unfolds_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(LedgerTooBigError):
        open_book(zipped(**{"xl__workbook.xml": b" " * 2_000_000}))


def test_a_bomb_that_lies_about_its_size_is_refused_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_UNPACKED", 1_000_000)
    data = bytearray(zipped(**{"xl__workbook.xml": b" " * 2_000_000}))
    for marker, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(marker)
        data[at + offset : at + offset + 4] = struct.pack("<I", 10)
    with pytest.raises(LedgerTooBigError):
        open_book(bytes(data))


def test_one_stray_cell_at_the_far_corner_is_refused_before_every_cell_is_made() -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    of = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = b'<worksheet xmlns="' + of + b'"><sheetData>' + rows + b"</sheetData></worksheet>"
    with pytest.raises(LedgerTooBigError):
        open_book(with_part(xlsx(SIMPLE), "xl/worksheets/sheet1.xml", sheet))


def test_more_cells_than_a_ledger_has_are_refused_wherever_they_say_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_CELLS", 100)
    with pytest.raises(LedgerTooBigError):
        open_book(with_part(xlsx(SIMPLE), "xl/worksheets/sheet1.xml", b'<c r="A1"><v>1</v></c>' * 101))


def test_a_file_over_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_BYTES", 100)
    with pytest.raises(LedgerTooBigError):
        open_book(xlsx(SIMPLE))
