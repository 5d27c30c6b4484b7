"""Cells of an .ods that say more than the reader gives: errors, percentages, units and noughts of a number's format.

The reader gives an empty cell for the error of a formula, 0.05 for 5 %, 1000 for 1000公斤, and knows no merged ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from fupin_desk.ledger.seen import SeenCells
from fupin_desk.ledger.typed import NO_RESULT

NAME = re.compile(rb"\btable:name=[\"']([^\"']*)[\"']")
ROW = b"<table:table-row"
COLUMN = re.compile(rb"<table:table-column\b([^<>]*)>")
CELL = re.compile(rb"<table:(?:covered-)?table-cell([^<>]*)>")
REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})[\"']")
SPANNED = re.compile(rb"number-(rows|columns)-spanned=[\"'](\d{1,9})[\"']")
KIND = re.compile(rb"\boffice:value-type=[\"'](\w+)[\"']")
FAULTY = re.compile(rb"calcext:value-type=[\"']error[\"']")
FORMULA = b"table:formula="
EMPTY_RESULT = re.compile(rb"office:string-value=[\"'][\"']")
HIDDEN = re.compile(rb"table:visibility=[\"'](?:collapse|filter)[\"']")
LAST_ROW = 100_000
"""Beyond it no sheet that is read has a filled cell (``container.MOST_ROWS``)."""
ANNOTATION = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
TEXT = re.compile(rb"<text:p\b[^<>]*>(.*?)</text:p>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
MORE_THAN_DIGITS = re.compile(r"0\d+|[-+]?[\d,. ]*\d\s*(?!E[+-]?\d)[^\W\d_].*|[-+]?[\d,. ]*\d\s*%")
"""A number shown with noughts before it, a unit or a percent sign."""


def sheets_seen(content: bytes) -> dict[str, SeenCells]:
    """Return what was seen in each sheet, by its name."""
    sheets: dict[str, SeenCells] = {}
    for table in content.split(b"<table:table ")[1:]:
        name = NAME.search(table.partition(b">")[0])
        sheets[unescape(name[1].decode("utf-8", "replace")) if name else ""] = _seen(table)
    return sheets


def _seen(table: bytes) -> SeenCells:
    seen, row = SeenCells(), 0
    head, *rows = table.split(ROW)
    column = 0
    for attributes in COLUMN.findall(head):
        times = _times(attributes)
        if HIDDEN.search(attributes):
            seen.hide_columns(column, column + times - 1)
        column += times
    for part in rows:
        attributes, _, inner = part.partition(b">")
        times = _times(attributes)
        if row > LAST_ROW:
            break
        if HIDDEN.search(attributes):
            seen.hidden_rows.update(range(row, min(row + times, LAST_ROW)))
        for first, many, cell, text in _cells(inner):
            instead = _instead(cell, text)
            if instead is not None:
                seen.instead |= {
                    (at, place): instead for at in range(row, row + times) for place in range(first, first + many)
                }
            spans = {of: int(count) for of, count in SPANNED.findall(cell)}
            down, across = spans.get(b"rows", 1), spans.get(b"columns", 1)
            if down > 1 or across > 1:
                seen.merged.append(((row, first), (row + down - 1, first + across - 1)))
        row += times
    return seen


def _cells(row: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield the cells of a row: the first place, how often it is repeated, its attributes and what is in it."""
    at, begun = 0, list(CELL.finditer(row))
    ends = [*(cell.start() for cell in begun[1:]), len(row)]
    for cell, end in zip(begun, ends, strict=False):  # a row may hold no cell at all
        many = _times(cell[1])
        yield at, many, cell[1], b"" if cell[1].endswith(b"/") else row[cell.end() : end]
        at += many


def _instead(attributes: bytes, inner: bytes) -> str | None:
    kind = KIND.search(attributes)
    text = _text(inner) if inner else ""
    if FAULTY.search(attributes):
        return text if text.startswith("#") else NO_RESULT
    if kind is None or kind[1] == b"string":
        no_result = FORMULA in attributes and EMPTY_RESULT.search(attributes) and text.startswith("#")
        return text if no_result else None
    return text if kind[1] in (b"float", b"percentage") and MORE_THAN_DIGITS.fullmatch(text) else None


def _text(inner: bytes) -> str:
    texts = TEXT.findall(ANNOTATION.sub(b"", inner))
    return unescape(TAG.sub("", "\n".join(part.decode("utf-8", "replace") for part in texts))).strip()


def _times(attributes: bytes) -> int:
    match = REPEATED.search(attributes)
    return int(match[1]) if match else 1
