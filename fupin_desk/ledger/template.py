"""The empty ledger: a sheet per kind of record, how to fill every column in, and the code lists as drop-downs.

The same words give the same bytes: no clock is read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from fupin_desk.kinds import CODE_LISTS, KINDS
from fupin_desk.ledger.columns import MARK, SHEETS, SheetColumn, SheetSpec
from fupin_desk.words import Translator

ROWS = 2000
"""Rows with drop-downs; beyond them one types."""
GUIDE_LINES = 12
NEEDED, COMPLETE, PLAIN = "#1F4E79", "#5B8DB8", "#DCE6F1"
"""Heading colours: cannot do without, complete only with it, may stay empty."""
STAYS = 3
"""At most so many columns stay in sight when the sheet is moved along."""
NOTE_LINE, NOTE_LINES = 34, 4
"""How much of a note a line holds (Chinese counts twice), and how many lines an ordinary note shows."""


def template(words: Translator) -> bytes:
    """Return the ledger to fill in, as .xlsx, in one language."""
    written = BytesIO()
    book = new_workbook(written)
    _guide(book, words)
    places = {sheet.key: book.add_worksheet(words.say(f"ledger.sheet.{sheet.key}")) for sheet in SHEETS}
    lists = code_lists(book, words)
    for sheet in SHEETS:
        fill_sheet(book, places[sheet.key], sheet, words, lists)
    book.close()
    return written.getvalue()


def new_workbook(written: BytesIO) -> Any:
    """Return a workbook to write, without a date of its own."""
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    return book


def heading(column: SheetColumn, words: Translator) -> str:
    """Return a column's heading with its unit, and a star where the row cannot do without it."""
    label = words.say(column.label)
    unit = "" if column.refers else words.unit(column.kind, KINDS[column.kind].fields[column.field])
    if unit:
        label = f"{label}（{unit}）"
    return f"{label}*" if column.needed else label


def _guide(book: Any, words: Translator) -> None:
    sheet = book.add_worksheet(words.say("ledger.sheet.guide"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "font_size": 12})
    sheet.set_column(0, 0, 100)
    if words.direction == "rtl":
        sheet.right_to_left()
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, words.say("ledger.guide"), book.add_format({"bold": True, "font_size": 16}))
    for line in range(1, GUIDE_LINES + 1):
        sheet.write_string(line, 0, f"{line}. {words.say(f'ledger.guide.{line}')}", wrapped)
    for at, (colour, key) in enumerate(((NEEDED, "needed"), (COMPLETE, "complete"), (PLAIN, "plain"))):
        sheet.write_string(GUIDE_LINES + 2 + at, 0, words.say(f"ledger.colour.{key}"), _heading_format(book, colour))


def code_lists(book: Any, words: Translator) -> dict[str, str]:
    """Write the code lists on a hidden sheet and return where each is; yes and no are one too."""
    name = words.say("ledger.sheet.lists")
    sheet = book.add_worksheet(name)
    sheet.hide()
    labels = {codes: [words.code(codes, code) for code in CODE_LISTS[codes]] for codes in sorted(_lists_used())}
    labels[""] = [words.yes_no(True), words.yes_no(False)]
    ranges = {}
    for column, (codes, texts) in enumerate(labels.items()):
        sheet.write_column(0, column, texts)
        letter = xl_col_to_name(column, col_abs=True)
        ranges[codes] = f"='{name}'!{letter}$1:{letter}${len(texts)}"
    return ranges


def _lists_used() -> set[str]:
    rules = (column.rule for sheet in SHEETS for column in sheet.columns)
    return {rule.codes for rule in rules if rule.codes}


def fill_sheet(book: Any, place: Any, sheet: SheetSpec, words: Translator, lists: dict[str, str]) -> None:
    """Write the headings of a sheet, with how to fill each column in."""
    place.freeze_panes(1, _staying(sheet))
    place.set_landscape()
    place.set_paper(9)
    place.fit_to_pages(1, 0)
    place.repeat_rows(0)
    place.set_row(0, 32)
    if words.direction == "rtl":
        place.right_to_left()
    heads = {colour: _heading_format(book, colour) for colour in (NEEDED, COMPLETE, PLAIN)}
    for at, column in enumerate(sheet.columns):
        title = heading(column, words)
        colour = NEEDED if column.needed else COMPLETE if not column.refers and column.complete else PLAIN
        width = max(10, min(26, 2 * len(title)), 0 if column.refers else column.rule.shape.cell_width)
        place.set_column(at, at, width, _cell_format(book, column))
        place.write_string(0, at, title, heads[colour])
        note = _note(sheet, column, words)
        if note:
            place.write_comment(0, at, note, {"x_scale": 2, "y_scale": max(1, _lines_of(note) / NOTE_LINES)})
        rule = column.rule
        if not column.refers and rule.shape.chosen:
            free = rule.shape.several
            how = {"validate": "list", "source": lists[rule.codes or ""]}
            place.data_validation(1, at, ROWS, at, how | {"show_error": not free, "error_type": "warning"})


def _staying(sheet: SheetSpec) -> int:
    """Return how many columns stay in sight: those at the beginning that say whose row it is."""
    return max([1, *(at + 1 for at, column in enumerate(sheet.columns[:STAYS]) if column.needed)])


def _lines_of(note: str) -> int:
    return sum(1 + sum(1 + (sign > "\u2e7f") for sign in line) // NOTE_LINE for line in note.splitlines())


def _heading_format(book: Any, colour: str) -> Any:
    white = colour != PLAIN
    look = {"bold": True, "bg_color": colour, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
    return book.add_format(look | ({"font_color": "#FFFFFF"} if white else {}))


def _cell_format(book: Any, column: SheetColumn) -> Any:
    return book.add_format({"num_format": column.rule.shape.cell_format})


def _note(sheet: SheetSpec, column: SheetColumn, words: Translator) -> str:
    """Return how to fill a column in: needed, when asked for, in what form, and what the field itself says."""
    if column.key == MARK:
        return words.say("ledger.fill.mark")
    hints = [words.say("ledger.fill.needed")] if column.needed else []
    rule, name = column.rule, column.field
    if column.refers:
        hints.append(words.say(f"ledger.fill.{'head' if column.key == 'head' else column.kind}"))
        if column.key in KINDS[sheet.kind].fields:
            rule, name = KINDS[sheet.kind].fields[column.key].field, column.key
    elif rule.shape.cell_hint:
        hints.append(words.say(f"ledger.fill.{rule.shape.name}"))
    if rule.only:
        kind = sheet.kind if rule.only[0] in KINDS[sheet.kind].fields else "consent"
        hints.append(words.say("ledger.fill.only", **words.asked_where(kind, name)))
    hint = None if column.refers else words.hint(column.kind, column.field)
    return "\n".join([*hints, *([hint] if hint else [])])
