"""Records typed one to a line: Enter goes on from field to field and from line to line; an empty new line leaves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from fupin_desk.acts.records.filling import begun, new_id
from fupin_desk.acts.views.linked import led_to
from fupin_desk.kinds import KINDS
from fupin_desk.policy.specs import Lines
from fupin_desk.ui.forms.line_form import LineForm, heads
from fupin_desk.ui.forms.person import MEMBER, PersonLine
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import into_view, scrolling, text

HIGHEST = 226
"""In pixels: what more lines there are scroll."""
LINE_FORMS: dict[str, type[LineForm]] = {MEMBER: PersonLine}
"""Kinds whose lines ask more than their fields."""


class Grid(QFrame):
    """The lines of what names one record, and in a village a new one at the end."""

    left = Signal()
    """The person went on from a new line in which nothing stands: there are no more."""
    kept = Signal(str)
    """The id of one of which a field was kept."""
    more = Signal(str)
    """The whole of one is to be shown."""

    def __init__(self, session: Session, owner: str, of: Lines, first: LineForm | None = None) -> None:
        """List what names ``owner``; ``first`` is a line of its own making, for one with which the owner begins."""
        super().__init__()
        self.session, self.owner, self.of = session, owner, of
        fields = KINDS[of.kind].fields
        self._owner_kind = fields[of.by].field.kinds[0]
        self.columns = tuple(name for name in of.columns if isinstance(name, str) and name in fields)
        self._form = LINE_FORMS.get(of.kind, LineForm)
        self.lines: dict[str, LineForm] = {}
        """By id, in order; the last may be a new one."""
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(1)
        inner = QWidget()
        sheet = QVBoxLayout(inner)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.addLayout(self._body)
        sheet.addStretch(1)
        self._area = scrolling(inner)
        self._hint = text(session.words.say("window.grid.hint"), "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(heads(session, of.kind, self.columns, self._form.fact_head))
        layout.addWidget(self._area)
        layout.addWidget(self._hint)
        if first is not None:
            self._put(first)
        self.refresh()

    def refresh(self) -> None:
        """Show the lines there are, those that were begun, and a new one; nothing under the cursor is built anew."""
        session, of = self.session, self.of
        by_owner = led_to(
            session.desk, KINDS[of.kind].fields[of.by].field.kinds[0], self.owner, [f"<{of.kind}.{of.by}"]
        )
        known = [*by_owner, *begun(session.desk, of.kind, of.by, self.owner)]
        for record, line in list(self.lines.items()):
            if record not in known and not (line.empty() or self._stands_in(line)):
                self._drop(record)
        for record in known:
            if record in self.lines:
                self.lines[record].reload()
        for line in sorted((self._line(record) for record in known if record not in self.lines), key=_rank):
            self._put(line, before_new=True)
        if by_owner and session.desk.role == "village" and not any(line.empty() for line in self.lines.values()):
            self._put(self._line(new_id(session.desk)))
        self._number()

    def _stands_in(self, line: LineForm) -> bool:
        cursor = QApplication.focusWidget()
        return cursor is not None and line.isAncestorOf(cursor)

    def _line(self, record: str) -> LineForm:
        return self._form(self.session, self.of.kind, record, self.columns, {self.of.by: self.owner})

    def _put(self, line: LineForm, *, before_new: bool = False) -> None:
        new = next((record for record, other in self.lines.items() if other.empty()), None) if before_new else None
        after = {} if new is None else {new: self.lines.pop(new)}
        self.lines |= {line.record: line, **after}
        self._body.insertWidget(self._body.count() - len(after), line)
        line.kept.connect(lambda _name: self._kept(line.record))
        line.through.connect(partial(self._next, line))
        line.nothing.connect(self.left)
        line.more.connect(lambda: self.more.emit(line.record))

    def _drop(self, record: str) -> None:
        line = self.lines.pop(record)
        self._body.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _number(self) -> None:
        for place, line in enumerate(self.lines.values(), 1):
            line.number.setText("+" if line.empty() else str(place))
        high = self._body.sizeHint().height() + 2
        self._area.setFixedHeight(min(HIGHEST, max(30, high)))

    def _kept(self, record: str) -> None:
        self.refresh()
        self.kept.emit(record)

    def _next(self, line: LineForm) -> None:
        """Go on to the line below; past the last one is to be had no more."""
        lines = list(self.lines.values())
        after = lines[lines.index(line) + 1 :]
        if after:
            after[0].begin()
            into_view(after[0])
        else:
            self.left.emit()

    def begin(self) -> None:
        """Put the cursor into the first line."""
        next(iter(self.lines.values())).begin()

    def remark(self) -> None:
        """Put what policy sees beside the fields it is about."""
        for line in self.lines.values():
            line.remark()
        self._number()


def _rank(line: LineForm) -> int:
    return line.rank
