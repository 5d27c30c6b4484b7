"""A list of records with the columns one asks for, each shown as people read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLabel

from fupin_desk.acts.views.lists import Line, count_drafted
from fupin_desk.kinds import kind_spec
from fupin_desk.policy.specs import Columns
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import text
from fupin_desk.ui.widgets.tables import Row, Table
from fupin_desk.words import Translator

ROAD_LEVELS = {"taken": "good", "disputed": "gap", "returned": "breach", "held": "note"}
"""Green is only what the office signed for; what is not there yet weighs nothing."""
DRAFT = "●"
"""Before the first cell of a record that holds what could not be kept."""
PARTIES, ROAD, VILLAGE = "parties", "road", "village"
VILLAGE_WIDTH = 130


def at_the_office(columns: Columns) -> Columns:
    """Return a list's columns for an office: what it has it has, but whose it is must be seen.

    Every village counts from one.
    """
    others = {name: width for name, width in columns.items() if name != ROAD}
    return {VILLAGE: VILLAGE_WIDTH, **others} if ROAD in columns else columns


def heads_of(words: Translator, kind: str, columns: Collection[str]) -> list[str]:
    """Return the heads of a list's columns: a field's label, ``parties``, ``road`` or ``village``."""
    own = {PARTIES: "window.parties", ROAD: "window.road", VILLAGE: "window.exchange.village"}
    return [words.say(own[name]) if name in own else words.field(kind, name) for name in columns]


def row_of(words: Translator, line: Line, columns: Collection[str]) -> Row:
    """Return a record as a line of a list."""
    cells = tuple(cell_of(words, line, name) for name in columns)
    levels = tuple(ROAD_LEVELS.get(line.road, "") if name == ROAD else "" for name in columns)
    return marked(words, Row(line.kind, line.id, cells, levels), line.drafts)


def drafted(session: Session, kind: str) -> list[QLabel]:
    """Return how many records of a kind hold what could not be kept; nothing where none does."""
    count = count_drafted(session.desk, kind)
    said = f"{DRAFT} {session.words.say('window.drafts.count', count=count)}"
    return [text(said, "muted", wrap=False)] if count else []


def marked(words: Translator, line: Row, drafts: Sequence[tuple[str, str]]) -> Row:
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


def cell_of(words: Translator, line: Line, name: str) -> str:
    """Return what stands in one cell."""
    if name == ROAD:
        return words.say(f"window.road.{line.road}")
    if name == VILLAGE:
        return words.apart(line.village)
    if name == PARTIES:
        return words.apart(line.called.get(PARTIES, ""))
    spec = kind_spec(line.kind).fields[name]
    if spec.field.shape.refers and not spec.field.shape.several:
        return words.apart(line.called.get(name, ""))
    said = words.value(spec, line.values[name])
    return words.apart(said) if spec.field.shape.one_line else said


def records_table(words: Translator, kind: str, columns: Columns) -> Table:
    """Return an empty list of records of a kind."""
    widths = [width for width in columns.values() if width]
    return Table(heads_of(words, kind, columns), widths, words.kinds(kind))
