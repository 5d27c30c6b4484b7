"""Erasing what is kept about a household, at its wish: said plainly what that means, and done only once typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fupin_desk.acts.records.names import name_of
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, column, link, row, text
from fupin_desk.ui.widgets.tabbing import taking_back


class Erasing(QWidget):
    """First the words, then what it means, then the household's number as the answer."""

    done = Signal()

    def __init__(self, session: Session, kind: str, record: str) -> None:
        super().__init__()
        self.session, self.kind, self.record = session, kind, record
        say = session.words.say
        self.begin = link(say("window.erase"), self._ask)
        self.meaning = text(say("window.erase.meaning"))
        self.answer = QLineEdit()
        self.answer.setPlaceholderText(say("window.erase.type_number"))
        self.do = button(say("window.erase.do"), self._do)
        self.setLayout(column(row(self.begin), self.meaning, row(self.answer, self.do)))
        for step in (self.begin, self.answer, self.do):
            taking_back(step)
        for widget in (self.meaning, self.answer, self.do):
            widget.hide()

    def _ask(self) -> None:
        self.begin.hide()
        for widget in (self.meaning, self.answer, self.do):
            widget.show()
        self.answer.setFocus()

    def _do(self) -> None:
        from fupin_desk.acts.records.commands import erase_record

        session, kind, record = self.session, self.kind, self.record
        number = self.answer.text().strip()
        if not number or number not in name_of(session.desk, [kind], record).split():
            self.answer.setFocus()
            self.answer.selectAll()
            return
        touched = session.attempt(lambda: erase_record(session.desk, kind, record))
        if touched is not None:
            session.changed.emit("", "")
            session.say("window.erased", count=touched)
            self.done.emit()
