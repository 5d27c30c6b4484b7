"""A list of records with the columns one asks for, each shown as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLabel

from fupin_desk.acts.views.list_cells import VILLAGE, gravest, head_of, is_number, text_of
from fupin_desk.acts.views.lists import ListLine, count_drafted
from fupin_desk.domain.findings import Finding
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.specs import FINDINGS, MONEY_OPEN, SYNC_STATUS, Columns, WorkedColumn
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import text
from fupin_desk.ui.widgets.tables import Table, TableRow
from fupin_desk.words import Translator

SYNC_LEVELS = {"taken": "good", "disputed": "gap", "returned": "breach", "held": "note"}
"""Green is only what the office signed for; what is not there yet weighs nothing."""
DRAFT = "●"
"""Before the first cell of a record that holds what could not be kept."""
OWN_BREADTH = {SYNC_STATUS: 10, FINDINGS: 14, MONEY_OPEN: 12, VILLAGE: 13}
WORKED_BREADTH = {"called": 26, "count": 7}
"""Characters beside those of fields, which their shapes say (``Shape.breadth``)."""


def row_of(words: Translator, line: ListLine, columns: Columns, findings: Sequence[Finding] = ()) -> TableRow:
    """Return a record as a line of a list; ``findings`` are what policy sees of it."""
    cells = [_cell(words, line, column, findings) for column in columns]
    shown, levels, hints = (tuple(parts) for parts in zip(*cells, strict=True))
    row = TableRow(line.kind, line.id, shown, levels, hints, gravest(findings))
    return marked(words, row, line.drafts)


def drafted(session: Session, kind: str) -> list[QLabel]:
    """Return how many records of a kind hold what could not be kept; nothing where none does."""
    count = count_drafted(session.desk, kind)
    sentence = f"{DRAFT} {session.words.say('window.drafts.count', count=count)}"
    return [text(sentence, "muted", wrap=False)] if count else []


def marked(words: Translator, line: TableRow, drafts: Sequence[tuple[str, str]]) -> TableRow:
    """Return a line of a list with a mark before its first cell, where its record holds what could not be kept.

    Resting on it says which fields.
    """
    if not drafts:
        return line
    fields = [words.field(kind, name) for kind, name in dict.fromkeys(drafts)]
    hint = words.say("window.drafts.hint", fields=fields)
    hints = (hint, *(line.hints[1:] or ("",) * (len(line.cells) - 1)))
    levels = ("gap", *(line.levels[1:] or ("",) * (len(line.cells) - 1)))
    return replace(line, cells=(f"{DRAFT} {line.cells[0]}", *line.cells[1:]), levels=levels, hints=hints)


def _cell(
    words: Translator, line: ListLine, column: str | WorkedColumn, findings: Sequence[Finding]
) -> tuple[str, str, str]:
    """Return what stands in one cell, how much it weighs, and what is said where the pointer rests on it."""
    shown = text_of(words, line, column, findings)
    if column == SYNC_STATUS:
        return shown, SYNC_LEVELS.get(line.sync_status, ""), ""
    if column == FINDINGS:
        return shown, gravest(findings), "\n".join(words.finding(finding) for finding in findings)
    if column == MONEY_OPEN:
        return shown, "breach" if shown else "", ""
    return shown, "", line.village if column == VILLAGE else ""


def records_table(words: Translator, kind: str, columns: Columns) -> Table:
    """Return an empty list of records of a kind; its columns are as wide as their shapes ask, amounts by their ends."""
    return Table(*laid_out(words, kind, columns))


def laid_out(words: Translator, kind: str, columns: Columns) -> tuple[list[str], list[int], str, list[int]]:
    """Return heads, breadths, the name of a list for those who do not see it, and the places of what is counted."""
    heads = [head_of(words, kind, column) for column in columns]
    counted = [place for place, column in enumerate(columns) if is_number(kind, column)]
    return heads, [_breadth(kind, column) for column in columns], words.kinds(kind), counted


def _breadth(kind: str, column: str | WorkedColumn) -> int:
    if isinstance(column, WorkedColumn):
        return WORKED_BREADTH[column.take]
    return OWN_BREADTH[column] if column in OWN_BREADTH else kind_spec(kind).fields[column].field.shape.breadth
