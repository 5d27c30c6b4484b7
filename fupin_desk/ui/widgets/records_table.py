"""A list of records with the columns one asks for, each shown as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLabel

from fupin_desk.acts.views.lists import ListLine, count_drafted
from fupin_desk.domain.findings import Finding
from fupin_desk.domain.shapes import Shape
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.specs import FINDINGS, SYNC_STATUS, Columns, WorkedColumn
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import text
from fupin_desk.ui.widgets.tables import Table, TableRow
from fupin_desk.words import Translator

SYNC_LEVELS = {"taken": "good", "disputed": "gap", "returned": "breach", "held": "note"}
"""Green is only what the office signed for; what is not there yet weighs nothing."""
WEIGHTS = ("breach", "clash", "gap")
"""What a list tells of at a glance, gravest first."""
DRAFT = "●"
"""Before the first cell of a record that holds what could not be kept."""
VILLAGE = "village"
"""The column that an office sees first."""
OWN_BREADTH = {SYNC_STATUS: 10, FINDINGS: 14, VILLAGE: 13}
WORKED_BREADTH = {"called": 26, "count": 7}
"""Characters beside those of fields, which their shapes say (``Shape.breadth``)."""


def at_the_office(columns: Columns) -> Columns:
    """Return a list's columns for an office: what it has it has, but whose it is must be seen.

    Every village counts from one.
    """
    return (VILLAGE, *(column for column in columns if column != SYNC_STATUS)) if SYNC_STATUS in columns else columns


def heads_of(words: Translator, kind: str, columns: Columns) -> list[str]:
    """Return the heads of a list's columns: a field's label, or a word of the window's own."""
    fields = kind_spec(kind).fields
    own = {VILLAGE: "window.exchange.village"}
    names = [
        worked_column.name if isinstance(worked_column, WorkedColumn) else worked_column for worked_column in columns
    ]
    return [words.field(kind, name) if name in fields else words.say(own.get(name, f"window.{name}")) for name in names]


def row_of(words: Translator, line: ListLine, columns: Columns, findings: Sequence[Finding] = ()) -> TableRow:
    """Return a record as a line of a list; ``findings`` are what policy sees of it."""
    cells = [_cell(words, line, column, findings) for column in columns]
    row = TableRow(line.kind, line.id, *(tuple(parts) for parts in zip(*cells, strict=True)))
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
    if column == SYNC_STATUS:
        return words.say(f"window.sync_status.{line.sync_status}"), SYNC_LEVELS.get(line.sync_status, ""), ""
    if column == FINDINGS:
        return _gravest(words, findings)
    if column == VILLAGE:
        return words.apart(line.village_name), "", line.village
    name = column.name if isinstance(column, WorkedColumn) else column
    if name in line.worked or isinstance(column, WorkedColumn):
        return words.apart(line.worked.get(name, "")), "", ""
    spec = kind_spec(line.kind).fields[name]
    if spec.field.shape.refers and not spec.field.shape.several:
        return "", "", ""
    shown = words.value(spec, line.values[name])
    return (words.apart(shown) if spec.field.shape.one_line else shown), "", ""


def _gravest(words: Translator, findings: Sequence[Finding]) -> tuple[str, str, str]:
    """Return how many findings of the gravest weight there are, and all of them for where the pointer rests."""
    weight = next((level for level in WEIGHTS if any(finding.level == level for finding in findings)), "")
    if not weight:
        return "", "", "\n".join(words.finding(finding) for finding in findings)
    count = sum(finding.level == weight for finding in findings)
    return (
        words.say(f"window.count.{weight}", count=count),
        weight,
        "\n".join(words.finding(finding) for finding in findings),
    )


def records_table(words: Translator, kind: str, columns: Columns) -> Table:
    """Return an empty list of records of a kind; its columns are as wide as their shapes ask, amounts by their ends."""
    shares, counted = [], []
    for place, column in enumerate(columns):
        shape = None if isinstance(column, WorkedColumn) else _shape(kind, column)
        if isinstance(column, WorkedColumn):
            shares.append(WORKED_BREADTH[column.take])
        else:
            shares.append(OWN_BREADTH[column] if shape is None else shape.breadth)
        if (shape is not None and shape.amount) or (isinstance(column, WorkedColumn) and column.take == "count"):
            counted.append(place)
    return Table(heads_of(words, kind, columns), shares, words.kinds(kind), counted)


def _shape(kind: str, name: str) -> Shape | None:
    spec = kind_spec(kind).fields.get(name)
    return None if spec is None or name in OWN_BREADTH else spec.field.shape
