"""A list taken out of the window as it is seen there: copied, printed on our own paper, or written as a spreadsheet.

What never leaves the laptop is in no column of a list (``listing``), so it is on none of these; on paper what is masked
stands in its masked form. Every one says that it is for the office's own use: it names people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.desk.files import check_free, write_file
from fupin_desk.acts.views.list_cells import head_of, is_number, text_of
from fupin_desk.acts.views.lists import ListLine, lines_of
from fupin_desk.assets import fonts
from fupin_desk.domain.fields import MASKED
from fupin_desk.domain.findings import Finding
from fupin_desk.kinds import kind_spec
from fupin_desk.ledger.returned import Shown, returned
from fupin_desk.paper.render import render
from fupin_desk.paper.sheet import PaperSheet, PaperTable, Paragraph, Phrase, TableColumn
from fupin_desk.policy.return_spec import Cell, Form
from fupin_desk.policy.specs import MONEY_OPEN, Columns, WorkedColumn
from fupin_desk.words import Translator

ISOLATES = re.compile("[\u200e\u200f\u2066-\u2069]")
BREAKS = re.compile(r"[\t\r\n]+")
HUNDREDTHS = 2
"""Decimals of what a spreadsheet gets as a number: amounts of money, and areas."""
AT_ONCE = 500
"""Records read at a time."""
Found = Mapping[str, Sequence[Finding]]
"""What policy sees, by record."""


@dataclass(frozen=True, kw_only=True)
class AsSeen:
    """A list as somebody sees it: these records in this order, with these columns."""

    kind: str
    columns: Columns
    ids: Sequence[str]
    said: tuple[str, ...] = ()
    """In words what it is filtered, searched and sorted by."""


def as_text(desk: Desk, seen: AsSeen, words: Translator, found: Found) -> str:
    """Return it as lines with a tab between cells, as spreadsheets paste it; the heads first."""
    heads = [head_of(words, seen.kind, column) for column in seen.columns]
    rows = [[_plain(text_of(words, line, column, found.get(line.id, ()))) for column in seen.columns]
            for line in _lines(desk, seen)]  # fmt: skip
    return "\n".join("\t".join(BREAKS.sub(" ", cell) for cell in row) for row in (heads, *rows))


def write_list(desk: Desk, seen: AsSeen, words: Translator, found: Found, out: Path) -> int:
    """Write it as .xlsx to a new file; returns how many rows it has. FileExistsAlreadyError, DiskFullError."""
    check_free(out)
    table = _shown(desk, seen, words, found)
    write_file(out, returned(table, words))
    return len(table.rows)


def print_list(desk: Desk, seen: AsSeen, words: Translator, found: Found, out: Path) -> int:
    """Write it as a PDF to a new file; returns how many rows it has. FileExistsAlreadyError, DiskFullError."""
    check_free(out)
    table = _shown(desk, seen, words, found, masked=True)
    write_file(out, render(_sheet(table, seen, words, desk.today()), fonts()))
    return len(table.rows)


def _lines(desk: Desk, seen: AsSeen) -> list[ListLine]:
    parts = range(0, len(seen.ids), AT_ONCE)
    return [line for at in parts for line in lines_of(desk, seen.kind, seen.ids[at : at + AT_ONCE], seen.columns)]


def _shown(desk: Desk, seen: AsSeen, words: Translator, found: Found, *, masked: bool = False) -> Shown:
    lines, forms = _lines(desk, seen), tuple(_form(seen.kind, column) for column in seen.columns)
    rows = tuple(
        tuple(
            _cell(words, line, column, form, found.get(line.id, ()), masked=masked)
            for column, form in zip(seen.columns, forms, strict=True)
        )
        for line in lines
    )
    owed = sum(line.money_open_fen for line in lines)
    totals = tuple(owed if column == MONEY_OPEN else None for column in seen.columns)
    about = [
        words.say("list.about", name=desk.file.name, on_day=desk.today(), count=len(lines)),
        *seen.said,
        words.say("list.private"),
    ]
    return Shown(
        _plain(_title(words, seen.kind)),
        tuple(map(_plain, about)),
        tuple(_plain(_head(words, seen.kind, column, form)) for column, form in zip(seen.columns, forms, strict=True)),
        forms,
        rows,
        totals if MONEY_OPEN in seen.columns and seen.columns[0] != MONEY_OPEN else (),
    )


def _head(words: Translator, kind: str, column: str | WorkedColumn, form: Form) -> str:
    """Return a head; numbers stand without their unit in the cells, so it stands there."""
    head, spec = head_of(words, kind, column), kind_spec(kind).fields.get(_name(column))
    unit = words.unit(kind, spec) if spec is not None and form in ("fen", "count") else ""
    return words.say("list.in_unit", head=head, unit=unit) if unit else head


def _title(words: Translator, kind: str) -> str:
    called = words.kinds(kind)
    return called[:1].upper() + called[1:]


def _form(kind: str, column: str | WorkedColumn) -> Form:
    if column == MONEY_OPEN:
        return "fen"
    if isinstance(column, WorkedColumn):
        return "count" if column.take == "count" else "text"
    spec = kind_spec(kind).fields.get(column)
    if spec is None or not is_number(kind, column):
        return "text"
    if spec.field.shape.counts:
        return "count"
    return "fen" if spec.field.shape.decimals == HUNDREDTHS else "text"


def _cell(
    words: Translator,
    line: ListLine,
    column: str | WorkedColumn,
    form: Form,
    findings: Sequence[Finding],
    *,
    masked: bool,
) -> Cell:
    """Return a number as it is, all else as a text."""
    if column == MONEY_OPEN:
        return line.money_open_fen or None
    if form in ("fen", "count") and isinstance(column, str):
        return line.values[column]
    if form == "count":
        return int(line.worked[_name(column)])
    spec = kind_spec(line.kind).fields.get(_name(column))
    if masked and spec is not None and spec.field.privacy is MASKED and not spec.field.shape.refers:
        value: Any = spec.field.shape.mask(line.values[spec.name])
        return _plain(words.value(spec, value))
    return _plain(text_of(words, line, column, findings))


def _name(column: str | WorkedColumn) -> str:
    return column.name if isinstance(column, WorkedColumn) else column


def _plain(text: str) -> str:
    """Return a text without the signs that set it apart on a screen: files and paper do that themselves."""
    return ISOLATES.sub("", text)


def _sheet(table: Shown, seen: AsSeen, words: Translator, on: date) -> PaperSheet:
    def said(text: str) -> tuple[Phrase, ...]:
        return (Phrase(text, words.language),) if text else ()

    counted = [form in ("fen", "count") for form in table.forms]
    columns = tuple(
        TableColumn(said(head), 0.6 if number else 1.0, "right" if number else "start")
        for head, number in zip(table.heads, counted, strict=True)
    )
    totals = list(table.texts(table.totals)) if table.totals else []
    if totals:
        totals[0] = words.say("return.total")
    return PaperSheet(
        (words.language,),
        said(table.title),
        (
            *(Paragraph(said(sentence), "small") for sentence in table.about),
            PaperTable(
                columns,
                tuple(tuple(map(said, table.texts(row))) for row in table.rows),
                (tuple(map(said, totals)),) if totals else (),
            ),
        ),
        footer=said(f"{table.title} · {on.isoformat()} · {table.about[-1]}"),
        on=on,
    )
