"""A return as people read it, and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from fupin_desk.ledger.template import new_workbook
from fupin_desk.policy.return_spec import Cell, Form, Return, ReturnColumn
from fupin_desk.words import Translator
from fupin_desk.words.figures import money

NUMBERS: frozenset[Form] = frozenset({"fen", "count"})
WIDTHS: Mapping[Form, int] = {
    "text": 18, "code": 18, "village": 26, "month": 12, "party": 28, "fen": 16, "count": 10, "yes": 8,
}  # fmt: skip
"""Of a column, in characters."""
LINE = 120
"""Characters of a sentence that surely stand on one line over all columns."""
LARGEST_EXACT = 10**15
"""Beyond it a spreadsheet rounds: such an amount stands as a text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A return in the words of a language."""

    title: str
    about: tuple[str, ...]
    """What it is of, and what stands in it."""
    heads: tuple[str, ...]
    forms: tuple[Form, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """Texts, but for numbers: those as they are."""
    totals: tuple[Cell | None, ...]
    """Below the rows, None where nothing is added up; empty where there is no such line."""

    def texts(self, row: tuple[Cell | None, ...]) -> tuple[str, ...]:
        """Return a row as texts, amounts in yuan."""
        return tuple(_text(form, cell) for form, cell in zip(self.forms, row, strict=True))


def shown(made: Return, villages: Mapping[str, str], words: Translator) -> Shown:
    """Return a return in the words of a language; ``villages`` are their names by code."""
    columns, period = made.spec.columns, made.period
    about = [words.say("return.period", since_on=period.since, through_on=period.through, on_day=period.on)]
    about.append(words.say(f"return.explained.{made.spec.name}"))
    if made.left_out:
        about.append(words.say("return.left_out", count=made.left_out))
    return Shown(
        words.say(f"return.{made.spec.name}"),
        tuple(about),
        tuple(words.say(f"return.column.{column.name}") for column in columns),
        tuple(column.form for column in columns),
        tuple(
            tuple(_in_words(column, cell, villages, words) for column, cell in zip(columns, row, strict=True))
            for row in made.rows
        ),
        made.totals,
    )


def _in_words(column: ReturnColumn, cell: Cell, villages: Mapping[str, str], words: Translator) -> Cell:
    match column.form:
        case "village":
            return f"{words.chosen(villages[cell])} {cell}" if cell in villages else cell or words.say("return.nobodys")
        case "party":
            return words.code("entity_kind", cell.kind) if cell.kind else words.chosen(cell.name) or "—"
        case "yes":
            return words.yes_no(cell)
        case "code":
            return words.code(column.codes, cell) if cell else "—"
        case "text":
            return str(cell) or "—"
        case _:
            return cell


def _text(form: Form, cell: Cell | None) -> str:
    if cell is None:
        return ""
    return money(cell) if form == "fen" else str(cell)


def returned(table: Shown, words: Translator) -> bytes:
    """Return a return as .xlsx: what it is of, its heads, a row for each group, and the totals."""
    written = BytesIO()
    book = new_workbook(written)
    place = book.add_worksheet(words.say("return.sheet"))
    if words.direction == "rtl":
        place.right_to_left()
    _about(book, place, table, words.direction == "rtl")
    first = len(table.about) + 2
    _heads(book, place, table, first)
    formats = {form: book.add_format({"num_format": _format(form)}) for form in set(table.forms)}
    strong = {form: book.add_format({"num_format": _format(form), "bold": True, "top": 1}) for form in set(table.forms)}
    for at, row in enumerate(table.rows, first + 1):
        for column, (form, cell) in enumerate(zip(table.forms, row, strict=True)):
            _write(place, (at, column), form, cell, formats[form])
    last = first + 1 + len(table.rows)
    for column, (form, cell) in enumerate(zip(table.forms, table.totals, strict=True) if table.totals else ()):
        _write(place, (last, column), form, words.say("return.total") if column == 0 else cell, strong[form])
    book.close()
    return written.getvalue()


def _about(book: Any, place: Any, table: Shown, rtl: bool) -> None:
    """Write the title and what the return is of, each over all columns, for a sentence is longer than one."""
    last = len(table.heads) - 1
    how = {"align": "right", "reading_order": 2} if rtl else {"align": "left", "reading_order": 1}
    _across(place, 0, last, table.title, book.add_format({**how, "bold": True, "font_size": 16}))
    wrapped = book.add_format({**how, "text_wrap": True, "valign": "top"})
    for line, text in enumerate(table.about, 1):
        _across(place, line, last, text, wrapped)
        place.set_row(line, 16 * (1 + len(text) // LINE))


def _across(place: Any, line: int, last: int, text: str, how: Any) -> None:
    """Write a text over all columns; over one alone nothing is merged."""
    if last:
        place.merge_range(line, 0, line, last, "", how)
    place.write_string(line, 0, text, how)


def _heads(book: Any, place: Any, table: Shown, at: int) -> None:
    heading = {"bold": True, "bg_color": "#E7E6E6", "border": 1, "text_wrap": True, "valign": "vcenter"}
    for column, (head, form) in enumerate(zip(table.heads, table.forms, strict=True)):
        place.set_column(column, column, WIDTHS[form])
        place.write_string(at, column, head, book.add_format({**heading, "align": "center"}))
    place.set_row(at, 48)
    place.freeze_panes(at + 1, 2)
    place.repeat_rows(at)
    place.set_landscape()
    place.set_paper(9)
    place.fit_to_pages(1, 0)


def _format(form: Form) -> str:
    return {"fen": "#,##0.00", "count": "#,##0"}.get(form, "@")


def _write(place: Any, at: tuple[int, int], form: Form, cell: Cell | None, how: Any) -> None:
    """Write one cell; text always as a text, so that nothing that people called something is a formula."""
    if isinstance(cell, int) and form in NUMBERS and abs(cell) < LARGEST_EXACT:
        place.write_number(*at, cell / 100 if form == "fen" else cell, how)
    elif cell is None:
        place.write_blank(*at, None, how)
    else:
        place.write_string(*at, _text(form, cell) if isinstance(cell, int) else str(cell), how)
