"""What was written in a record, when and by whom; nothing is ever lost."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QTimeZone
from PySide6.QtWidgets import QFrame, QVBoxLayout

from fupin_desk.acts.records.names import name_of
from fupin_desk.acts.views.history import Wrote, history_of
from fupin_desk.kinds import kind_spec
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import link
from fupin_desk.ui.widgets.tables import Table, TableRow


class Past(QFrame):
    """The history of one record, shown when it is asked for."""

    def __init__(self, session: Session, kind: str, record: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.session, self.words, self.kind, self.record = session, session.words, kind, record
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 8, 14, 8)
        self._layout.addWidget(link(self.words.say("window.history"), self.toggle))
        self.table: Table | None = None
        session.changed.connect(self._changed)  # a method of its own: it goes when this goes, a lambda would stay

    def toggle(self) -> None:
        """Show it, or put it away."""
        if self.table is not None:
            self.table.deleteLater()
            self.table = None
            return
        say = self.words.say
        heads = [say("window.history.when"), say("window.history.who"), say("window.history.what")]
        self.table = Table(heads, (170, 160), say("window.history"))
        self._layout.addWidget(self.table)
        self._fill()

    def _changed(self, _kind: str, _record: str) -> None:
        self._fill()

    def _fill(self) -> None:
        if self.table is None:
            return
        wrote = history_of(self.session.desk, self.kind, self.record)
        self.table.show_rows([self._row(writing) for writing in wrote])
        self.table.fit(10)

    def _row(self, writing: Wrote) -> TableRow:
        who = writing.by if writing.here else self.words.say("window.history.elsewhere", desk=writing.by)
        return TableRow("", "", (self.words.apart(local_time(writing.at)), self.words.apart(who), self._what(writing)))

    def _what(self, writing: Wrote) -> str:
        if writing.values is None:
            return self.words.say("window.history.erased")
        changed = []
        for name, value in writing.values.items():
            spec = kind_spec(self.kind).fields.get(name)
            if spec is None:
                continue
            shown = self.words.value(spec, value)
            if spec.field.shape.refers and isinstance(value, str):
                shown = self.words.chosen(name_of(self.session.desk, spec.field.kinds, value))
            label = self.words.field(self.kind, name)
            changed.append(self.words.say("window.history.set", field=label, value=shown or "—"))
        return self.words.listing(changed)


def local_time(at: str) -> str:
    """Return an instant (UTC, ISO 8601) as the laptop's own time, to the minute."""
    moment = datetime.fromisoformat(at)
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()), QTimeZone(QTimeZone.Initialization.LocalTime))
    return str(local.toString("yyyy-MM-dd HH:mm")) if local.isValid() else at
