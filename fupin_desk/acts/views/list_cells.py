"""What stands in the cells of a list, in words."""

from __future__ import annotations

from collections.abc import Sequence

from fupin_desk.acts.views.list_numbers import LEVELS, OFFICE
from fupin_desk.acts.views.lists import ListLine
from fupin_desk.domain.findings import Finding
from fupin_desk.domain.record import HEADER
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.specs import FINDINGS, MONEY_OPEN, SYNC_STATUS, Columns, WorkedColumn
from fupin_desk.words import Translator

VILLAGE = HEADER[1]
"""The column that an office sees first."""


def at_role(columns: Columns, role: str) -> Columns:
    """Return a list's columns for a village or an office.

    What an office has it has, but whose it is must be seen: every village counts from one. Of what is owed it does not
    know enough (``today``).
    """
    if role != OFFICE:
        return columns
    own = tuple(column for column in columns if column not in (SYNC_STATUS, MONEY_OPEN))
    return (VILLAGE, *own) if SYNC_STATUS in columns else own


def head_of(words: Translator, kind: str, column: str | WorkedColumn) -> str:
    """Return the head of a column: a field's label, or a word of the window's own."""
    name = column.name if isinstance(column, WorkedColumn) else column
    if name in kind_spec(kind).fields:
        return words.field(kind, name)
    return words.say("window.exchange.village" if name == VILLAGE else f"window.{name}")


def text_of(words: Translator, line: ListLine, column: str | WorkedColumn, findings: Sequence[Finding] = ()) -> str:
    """Return what stands in a cell; ``findings`` are what policy sees of its record."""
    if column == SYNC_STATUS:
        return words.say(f"window.sync_status.{line.sync_status}") if line.sync_status else ""
    if column == MONEY_OPEN:
        return words.apart(words.money(line.money_open_fen)) if line.money_open_fen else ""
    if column == FINDINGS:
        level = gravest(findings)
        count = sum(finding.level == level for finding in findings)
        return words.say(f"window.count.{level}", count=count) if level else ""
    if column == VILLAGE:
        return words.apart(line.village_name)
    name = column.name if isinstance(column, WorkedColumn) else column
    if name in line.worked or isinstance(column, WorkedColumn):
        return words.apart(line.worked.get(name, ""))
    spec = kind_spec(line.kind).fields[name]
    if spec.field.shape.refers and not spec.field.shape.several:
        return ""
    shown = words.value(spec, line.values[name])
    return words.apart(shown) if spec.field.shape.one_line else shown


def gravest(findings: Sequence[Finding]) -> str:
    """Return the gravest level among findings that a list tells of at a glance; empty where there is none."""
    here = {finding.level for finding in findings}
    return next((str(level) for level in reversed(LEVELS) if level in here), "")


def is_number(kind: str, column: str | WorkedColumn) -> bool:
    """Return whether a column holds amounts or counts: they stand under one another by their ends."""
    if isinstance(column, WorkedColumn):
        return column.take == "count"
    spec = kind_spec(kind).fields.get(column)
    return column == MONEY_OPEN or (spec is not None and spec.field.shape.amount)
