"""F8: from one thing on a page that is to be looked at to the next, gravest first, each in its own field."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from fupin_desk.domain.findings import Finding
from fupin_desk.ui.forms.field_box import TROUBLE
from fupin_desk.ui.forms.remarks import WEIGHT
from fupin_desk.ui.panels.findings import Findings
from fupin_desk.ui.widgets.simple import stand_in
from fupin_desk.ui.widgets.tabbing import is_shown
from fupin_desk.ui.widgets.tables import Table

MOST_ROWS = 2000
"""How many rows of a list are looked at for the next one."""


@dataclass(frozen=True)
class Problem:
    """Something to be looked at: a field of a record, or what leads to it."""

    kind: str
    record: str
    at: str
    """The field; empty where it is about the record as a whole."""
    door: QWidget | None = field(default=None, compare=False, hash=False)
    """What stands on the page and leads there."""


class Problems:
    """Where one is among the problems of a ``Page``."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._now: Problem | None = None

    def all(self) -> list[Problem]:
        """Return them as they are now: what cannot be kept, what policy sees, what is missing; each once."""
        boxes = [
            (Problem(form.kind, form.record, name), box)
            for form in self._page.forms()
            for name, box in form.boxes.items()
            if box.troubled() and is_shown(form, self._page)
        ]
        refused = [problem for problem, box in boxes if not box.refusal.isHidden()]
        return list(dict.fromkeys([*refused, *self._seen(), *(problem for problem, _box in boxes)]))

    def _seen(self) -> list[Problem]:
        panels = self._page.findChildren(Findings)
        doors = {key: door for panel in panels for key, door in panel.doors.items() if is_shown(door, self._page)}
        record = str(getattr(self._page, "record", "")).rpartition("/")[2]
        about = [each for each in self._page.session.found_about(record) if each.level.value in TROUBLE]
        others = [] if about else [each for each in self._page.session.findings if _key(each) in doors]
        ordered = sorted([*about, *others], key=lambda each: WEIGHT[each.level.value])
        return [Problem(each.kind, each.id, each.field or "", doors.get(_key(each))) for each in ordered]

    def step(self, by: int) -> None:
        """Go to the next one, or the one before, round the ends; say which it is of how many."""
        problems, say = self.all(), self._page.session.say
        if not problems:
            if not any(map(partial(_next_row, by=by), self._tables())):
                say("window.problem.none")
            return
        known = self._now in problems
        at = problems.index(self._now) + by if known and self._now else (0 if by > 0 else len(problems) - 1)
        place = at % len(problems)
        self._now = problems[place]
        self._stand(problems[place])
        key = "window.problem.again" if place != at else "window.problem.at"
        say(key, "note", place=place + 1, count=len(problems))

    def _tables(self) -> list[Table]:
        return [table for table in self._page.findChildren(Table) if is_shown(table, self._page)]

    def _stand(self, problem: Problem) -> None:
        page = self._page
        if problem.at and page.open_field(problem.kind, problem.record, problem.at):
            return
        if problem.door is not None:
            stand_in(problem.door)
        else:
            page.open_field(problem.kind, problem.record, problem.at)


def _next_row(table: Table, *, by: int) -> bool:
    """Go to the next record of a list in which something is to be looked at, round its ends; whether there is one."""
    count, at = table.rows.rowCount(), table.currentIndex().row()
    for step in range(1, min(count, MOST_ROWS) + 1):
        place = (at + by * step) % count
        row = table.rows.row(place)
        if row is not None and set(row.levels) & set(TROUBLE):
            table.setCurrentIndex(table.rows.index(place, 0))
            stand_in(table)
            return True
    return False


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.kind, finding.id
