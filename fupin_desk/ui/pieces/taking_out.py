"""Taking a record out, with a reason and in two steps; putting it back; and undoing what was last done to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from fupin_desk.acts.filling import keep_field, open_sheet
from fupin_desk.ui.pieces.simple import button, link, mark
from fupin_desk.ui.session import Session


class TakingOut(QWidget):
    """First the words, then a line for the reason and the button; for what was taken out, the way back."""

    done = Signal()

    def __init__(self, session: Session, kind: str, record: str) -> None:
        super().__init__()
        self.session, self.kind, self.record = session, kind, record
        say = session.words.say
        self.undo = link(say("window.undo_record"), lambda: session.undo(kind, record))
        self.begin = link(say("window.take_out"), self._ask)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("window.take_out_why"))
        self.reason.setAccessibleName(say("window.take_out_why"))
        self.reason.setMinimumWidth(260)
        self.do = button(say("window.take_out_do"), self._do)
        self.back = button(say("window.put_back"), self._put_back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        gone = gone_mark(session, kind, record)
        for each in (*([gone] if gone else []), self.back, self.undo, self.begin, self.reason, self.do):
            layout.addWidget(each)
        self.begin.setVisible(gone is None)
        self.back.setVisible(gone is not None)
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

    def _put_back(self) -> None:
        session, kind, record = self.session, self.kind, self.record
        heads = open_sheet(session.desk, kind, record).heads
        back = {"voided": None, "voided_why": None}
        if session.managed(lambda: keep_field(session.desk, kind, record, back, heads)):
            session.changed.emit(kind, record)
            session.say("window.was_put_back", kind=session.words.kind(kind))
            self.done.emit()


def gone_mark(session: Session, kind: str, record: str) -> QWidget | None:
    """Return in what way a record was taken out, and why; None for one that stands."""
    values, words = open_sheet(session.desk, kind, record).values, session.words
    if not values["voided"]:
        return None
    reason = str(values["voided_why"] or words.code("voided", str(values["voided"])))
    return mark(words.say("window.voided", reason=reason), "note")
