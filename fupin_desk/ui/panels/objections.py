"""What people say to a notice, and the answer each must have."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from fupin_desk.acts.notices import Heard, answer_objection, receive_objection
from fupin_desk.acts.views.notice import NoticePage
from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.subjects.notice.objection import OBJECTION_CHANNEL, Objection
from fupin_desk.ui.forms.choices import combo
from fupin_desk.ui.panels.days import DayLine
from fupin_desk.ui.panels.reachable import Reachable
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.simple import button, card, column, mark, row, stand_in, text


class Objections(Reachable):
    """Those received, and a sheet for a new one."""

    done = Signal()

    def __init__(self, session: Session, page: NoticePage) -> None:
        super().__init__()
        self.session, self.words, self.page = session, session.words, page
        self._answers: dict[str, QPlainTextEdit] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for objection in page.objections:
            layout.addWidget(self._one(objection))
        layout.addWidget(self._new())

    def _one(self, objection: Objection) -> QWidget:
        say = self.words.say
        line = self.page.positions.get(objection.line or "")
        about = say("window.objection.line", line=line) if line else say("window.objection.whole")
        head = row(text(about, "heading", wrap=False))
        label = text(objection.said or "")
        if objection.answered_on is not None:
            head.addWidget(mark(say("window.objection.answered"), "good"))
            by = say("window.objection.answer_of", by=objection.answered_by or "", day_on=objection.answered_on)
            return card(head, label, text(by, "muted"), text(objection.answer or ""))
        head.addWidget(mark(say("window.objection.waits"), "breach"))
        if self.page.made_by_me:
            return card(head, label, text(say("window.objection.not_by_you"), "muted"))
        answer, by_line = QPlainTextEdit(), QLineEdit()
        self._answers[objection.id] = answer
        answer.setFixedHeight(60)
        answer.setTabChangesFocus(True)
        by_line.setPlaceholderText(say("window.objection.answered_by"))
        do = button(say("window.objection.answer"), lambda: self._answer(objection.id, answer, by_line))
        return card(head, label, text(say("window.objection.answer_label"), "label"), answer, by_line, row(do))

    def open_about(self, kind: str, record: str) -> bool:
        """Stand in the answer to an objection; whether it is here. Who may not answer it reads what was said."""
        waits = kind == "objection" and any(objection.id == record for objection in self.page.objections)
        if waits:
            stand_in(self._answers.get(record, self))
        return waits

    def _answer(self, objection: str, answer: QPlainTextEdit, by: QLineEdit) -> None:
        session, words_heard, name = self.session, answer.toPlainText().strip(), by.text().strip()
        if not words_heard or not name:
            (by if words_heard else answer).setFocus()
            session.say("window.objection.answer_needs", "breach")
            return
        if session.managed(lambda: answer_objection(session.desk, objection, words_heard, name, session.today)):
            session.say("window.objection.kept")
            self.done.emit()

    def _new(self) -> QWidget:
        say, words = self.words.say, self.words
        self.said = QPlainTextEdit()
        self.said.setFixedHeight(60)
        self.said.setAccessibleName(say("window.objection.new"))
        self.said.setTabChangesFocus(True)
        self.channel = combo(
            [(code, words.code("objection_channel", code)) for code in OBJECTION_CHANNEL.codes],
            words.field("objection", "channel"),
        )
        self.line, self.by = QLineEdit(), QLineEdit()
        self.line.setPlaceholderText(say("window.objection.line_number"))
        self.line.setMaximumWidth(130)
        self.by.setPlaceholderText(say("window.objection.by"))
        self.agreed = QCheckBox(say("window.objection.by_agreed"))
        self.on = DayLine(self.session, "objection", "received_on")
        self.receive = button(say("window.objection.receive"), self._receive)
        return card(
            text(say("window.objection.new"), "heading"),
            self.said,
            row(self.channel, self.line),
            column(self.by, self.agreed),
            row(self.on),
            row(self.receive),
        )

    def _receive(self) -> None:
        if not self.said.toPlainText().strip():
            self.said.setFocus()
            return
        session, number = self.session, self.page.notice.number or ""
        if session.attempt(lambda: receive_objection(session.desk, number, self._heard())):
            session.say("window.objection.kept")
            self.done.emit()

    def _heard(self) -> Heard:
        typed = self.line.text().strip()
        if typed and not typed.isdecimal():  # never taken for one to the whole notice
            raise FieldsRefusedError("objection", [{"field": "line", "reason": "line_number", "typed": typed}])
        return Heard(
            said=self.said.toPlainText().strip(),
            channel=str(self.channel.currentData()),
            on=self.on.day,
            line=int(typed) if typed else None,
            by=self.by.text().strip(),
            by_agreed=self.agreed.isChecked(),
        )
