"""A ledger saved as text: cells parted by commas, semicolons or tabs (.csv, .txt, and what is called .xls and is none).

Every cell stays the text it is. Text written by a spreadsheet program of this country is GB 18030 as often as UTF-8.
"""

from __future__ import annotations

import csv
import re
from io import StringIO

from fupin_desk.domain.errors import LedgerUnreadableError
from fupin_desk.ledger.book import Raw

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
PARTS = "\t,;|，；"
"""What may part the cells of a line."""
DOCUMENTS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")
"""How files begin that people photograph or print a ledger into."""
PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
FORMULA = re.compile(r'="((?:[^"]|"")*)"')
"""How a spreadsheet program is told to leave a number alone: ="0012"."""
PAGE = (b"<html", b"<!doctype html", b"<table", b"<body")
"""What a web page has near its beginning."""
LOOKED_AT = 20


def lines_of(data: bytes) -> list[list[Raw]]:
    """Return the cells of a text, line by line.

    Raises ``LedgerUnreadableError``: ``web_page``, ``document``, ``other_format``, ``not_a_workbook``.
    """
    _refuse_others(data)
    text = _decoded(data)
    if not text.strip():
        raise LedgerUnreadableError("empty")
    try:
        lines = [
            [_cell(cell) for cell in line] for line in csv.reader(StringIO(text, newline=""), delimiter=_part(text))
        ]
    except csv.Error:
        raise LedgerUnreadableError("broken") from None
    width = max(map(len, lines), default=0)
    return [[*line, *([""] * (width - len(line)))] for line in lines]


def _refuse_others(data: bytes) -> None:
    """Refuse what begins as another kind of file."""
    begin = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(DOCUMENTS):
        raise LedgerUnreadableError("document")
    if data.startswith(PACKED):
        raise LedgerUnreadableError("packed")
    if begin.startswith((b"mime-version", b"from:")) or any(
        tag in begin for tag in (b"<html", b"<!doctype html", b"<table")
    ):
        raise LedgerUnreadableError("web_page")
    if begin.startswith(b"<"):
        raise LedgerUnreadableError(
            "other_format" if b"spreadsheet" in begin or b"<workbook" in begin else "not_a_workbook"
        )
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LedgerUnreadableError("not_a_workbook")


def _decoded(data: bytes) -> str:
    marked = next((encoding for mark, encoding in MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LedgerUnreadableError("not_a_workbook")


def _part(text: str) -> str:
    """Return what parts the cells: what most of the first lines hold most often."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:LOOKED_AT] if line.strip()]
    often = {part: sum(line.count(part) for line in lines) for part in PARTS}
    parting = [part for part in PARTS if often[part] and 2 * sum(part in line for line in lines) >= len(lines)]
    if not parting:
        raise LedgerUnreadableError("not_a_workbook")
    return max(parting, key=often.__getitem__)


def _cell(typed: str) -> str:
    formula = FORMULA.fullmatch(typed.strip())
    return formula[1].replace('""', '"') if formula else typed
