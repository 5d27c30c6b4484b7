"""Taking a record out: with a reason, in two steps, and it can be undone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from fupin_desk.ui.pieces.simple import button, link
from fupin_desk.ui.session import Session


class TakingOut(QWidget):
    """First the words, then a line for the reason and the button."""

    done = Signal()

    def __init__(self, session: Session, kind: str, record: str) -> None:
        super().__init__()
        self.session, self.kind, self.record = session, kind, record
        say = session.words.say
        self.begin = link(say("window.take_out"), self._ask)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("window.take_out_why"))
        self.reason.setMinimumWidth(260)
        self.do = button(say("window.take_out_do"), self._do)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for each in (self.begin, self.reason, self.do):
            layout.addWidget(each)
        self.reason.hide()
        self.do.hide()
        self.reason.returnPressed.connect(self._do)

    def _ask(self) -> None:
        self.begin.hide()
        self.reason.show()
        self.do.show()
        self.reason.setFocus()

    def _do(self) -> None:
        from fupin_desk.acts.records import void_record

        reason = self.reason.text().strip()
        if not reason:
            self.reason.setFocus()
            return
        session, kind, record = self.session, self.kind, self.record
        if session.attempt(lambda: void_record(session.desk, kind, record, reason)):
            session.changed.emit(kind, record)
            session.say("window.taken_out", kind=session.words.kind(kind))
            self.done.emit()
