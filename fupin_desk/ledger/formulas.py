"""Cells of an .xlsx whose formula has no result: an error (#REF!), or a formula nobody has worked out yet.

The reader gives an empty cell for both, and an empty cell says nothing: what stood there would be lost in silence. Here
they are found in the sheet's own XML and written back as what the spreadsheet program shows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import pairwise
from posixpath import basename
from typing import TypeVar

from fupin_desk.ledger.seen import Places, SeenCells
from fupin_desk.ledger.typed import NO_RESULT

Found = TypeVar("Found")
CELL, CELL_END = re.compile(rb"<(?:\w+:)?c\s"), re.compile(rb"</(?:\w+:)?c>")
PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
KIND = re.compile(rb"\bt=[\"'](\w+)[\"']")
RESULT = re.compile(rb"<(?:\w+:)?v\b[^<>]*>([^<]+)<")
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s(?=[^<>]*\bhidden=[\"'](?:1|true)[\"'])[^<>]*?\br=[\"'](\d{1,7})[\"']")
HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\s(?=[^<>]*\bhidden=[\"'](?:1|true)[\"'])([^<>]*)>")
EDGES = tuple(re.compile(rb"\b%s=[\"'](\d{1,5})[\"']" % edge) for edge in (b"min", b"max"))
SHEET = re.compile(r"<(?:\w+:)?sheet\s[^<>]*>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^<>]*>")
ATTRIBUTE = re.compile(r"(?<![\w:])([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def seen_in(sheet: bytes) -> SeenCells:
    """Return what is seen in a sheet's XML besides its cells; the reader knows what is merged."""
    seen = SeenCells(without_result(sheet), hidden_rows=rows_hidden(sheet))
    for attributes in HIDDEN_COLUMNS.findall(sheet) if b"hidden=" in sheet else ():
        first, last = (edge.search(attributes) for edge in EDGES)
        if first and last:
            seen.hide_columns(int(first[1]) - 1, int(last[1]) - 1)
    return seen


def without_result(sheet: bytes) -> Places:
    """Return the cells of a sheet's XML that hold no result, with what stands there instead."""
    if b"<f" not in sheet and b":f" not in sheet and b't="e"' not in sheet and b"t='e'" not in sheet:
        return {}
    places: Places = {}
    starts = [cell.end() for cell in CELL.finditer(sheet)]
    for start, end in pairwise([*starts, len(sheet)]):
        # Cut up before it is looked into: whatever the file holds, every byte is looked at a few times only.
        attributes, _, inner = sheet[start:end].partition(b">")
        place = PLACE.search(attributes)
        instead = None if attributes.endswith(b"/") else _instead(attributes, CELL_END.split(inner, maxsplit=1)[0])
        if place is not None and instead is not None:
            places[int(place[2]) - 1, column_at(place[1])] = instead
    return places


def column_at(letters: bytes) -> int:
    """Return the place of a column, from 0, by its letters."""
    at = 0
    for letter in letters:
        at = at * 26 + letter - 64
    return at - 1


def rows_hidden(sheet: bytes) -> set[int]:
    """Return the rows of a sheet's XML that nobody sees, from 0: hidden by hand or by a filter."""
    return {int(row) - 1 for row in HIDDEN_ROW.findall(sheet)} if b"hidden=" in sheet else set()


def targets_of(relations: bytes) -> dict[str | None, str]:
    """Return the file name of the part that each relation of a workbook leads to."""
    return {
        attributes.get("Id"): basename(attributes.get("Target", "")) for attributes in _elements(RELATION, relations)
    }


def by_sheet(workbook: bytes, relations: bytes, parts: Mapping[str, Found]) -> dict[str, Found]:
    """Return what was found in the parts of a workbook by the name of the sheet each part is."""
    targets = targets_of(relations)
    names = {
        targets.get(attributes.get("r:id") or _any_id(attributes)): attributes.get("name", "")
        for attributes in _elements(SHEET, workbook)
    }
    return {names[basename(part)]: formulas for part, formulas in parts.items() if basename(part) in names}


def _instead(attributes: bytes, inner: bytes) -> str | None:
    kind, result = KIND.search(attributes), RESULT.search(inner)
    kind_told = kind[1] if kind else b"n"
    if kind_told == b"e":
        return result[1].decode("utf-8", "replace") if result else NO_RESULT
    formula = b"<f" in inner or b":f" in inner
    return NO_RESULT if formula and result is None and kind_told == b"n" else None


def _elements(kind: re.Pattern[str], xml: bytes) -> list[dict[str, str]]:
    return [
        {name: unescape(first or other) for name, first, other in ATTRIBUTE.findall(attributes)}
        for attributes in kind.findall(xml.decode("utf-8", "replace"))
    ]


def _any_id(attributes: Mapping[str, str]) -> str | None:
    return next((value for name, value in attributes.items() if name.endswith(":id")), None)
