"""Taking a record out and putting it back, each with a reason and in two steps; undoing and redoing what was done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.filling import open_sheet
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, link, mark
from fupin_desk.ui.widgets.tabbing import taking_back


class TakingOut(QWidget):
    """First the words, then a line for the reason and the button; for what was taken out, the same way back."""

    done = Signal()

    def __init__(self, session: Session, kind: str, record: str) -> None:
        super().__init__()
        self.session, self.kind, self.record = session, kind, record
        say = session.words.say
        gone = gone_mark(session, kind, record)
        act = "take_out" if gone is None else "put_back"
        self.undo = link(say("window.undo_record"), lambda: session.undo(kind, record))
        self.redo = link(say("window.redo_record"), lambda: session.redo(kind, record))
        self.begin = link(say(f"window.{act}"), self._ask) if gone is None else button(say(f"window.{act}"), self._ask)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say(f"window.{act}_why"))
        self.reason.setAccessibleName(say(f"window.{act}_why"))
        self.reason.setMinimumWidth(260)
        self.do = button(say(f"window.{act}_do"), self._take_out if gone is None else self._put_back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for widget in (*([gone] if gone else []), self.undo, self.redo, self.begin, self.reason, self.do):
            layout.addWidget(widget)
        if gone is None:
            for widget in (self.begin, self.do):
                taking_back(widget)
        self.reason.hide()
        self.do.hide()
        self.reason.returnPressed.connect(self.do.click)

    def _ask(self) -> None:
        self.begin.hide()
        self.reason.show()
        self.do.show()
        self.reason.setFocus()

    def _take_out(self) -> None:
        from fupin_desk.acts.records.commands import void_record

        self._with_reason(void_record, "window.taken_out")

    def _put_back(self) -> None:
        from fupin_desk.acts.records.commands import restore_record

        self._with_reason(restore_record, "window.was_put_back")

    def _with_reason(self, act: Callable[[Desk, str, str, str], str], sentence: str) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.setFocus()
            return
        session, kind, record = self.session, self.kind, self.record
        if session.attempt(lambda: act(session.desk, kind, record, reason)):
            session.changed.emit(kind, record)
            session.say(sentence, kind=session.words.kind(kind))
            self.done.emit()


def gone_mark(session: Session, kind: str, record: str) -> QWidget | None:
    """Return in what way a record was taken out, and why; None for one that stands."""
    values, words = open_sheet(session.desk, kind, record).values, session.words
    if not values["voided"]:
        return None
    reason = str(values["voided_why"] or words.code("voided", str(values["voided"])))
    return mark(words.say("window.voided", reason=reason), "note")
