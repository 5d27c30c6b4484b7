"""A village's desk joins its office anew: after the sealed sheet had to do, or its certificate was revoked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFormLayout

from fupin_desk.acts.joining.village import Joining, accept
from fupin_desk.acts.keeping.ways_back import rejoin
from fupin_desk.ui.panels.paths import PathField, documents, free_name, stick
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.lines import enter_goes_on, figures
from fupin_desk.ui.widgets.simple import button, link, row, text

REJOIN = "rejoin"
"""What the settings are asked to show where somebody comes to join anew."""


class Rejoining(Card):
    """First the words; then the new invitation and its request, and the certificate that comes in answer."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._layout.addWidget(text(self.words.say("window.rejoin"), "heading"))
        self._layout.addWidget(text(self.words.say("window.rejoin.explained"), "muted"))
        self.begin = link(self.words.say("window.rejoin.begin"), self.show_lines)
        self._layout.addLayout(row(self.begin))

    def show_lines(self) -> None:
        """Ask for what the office gave."""
        self.begin.hide()
        say, words, at = self.words.say, self.words, Path(stick() or documents())
        self.invitation = PathField(words, "open", say("window.join.invitation"))
        self.code, self.fingerprint = figures(), figures()
        self.out = PathField(
            words, "save", say("window.join.request"), ".json", start=str(free_name(at / "request.json"))
        )
        self.answer = PathField(words, "open", say("window.accept.file"))
        lines = QFormLayout()
        lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for label, line in (
            (say("window.join.invitation"), self.invitation),
            (say("window.join.code"), self.code),
            (say("window.join.fingerprint"), self.fingerprint),
            (say("window.join.request"), self.out),
        ):
            lines.addRow(label, line)
        self.do = button(say("window.join.do"), self._ask)
        lines.addRow(row(self.do))
        lines.addRow(say("window.accept.file"), self.answer)
        self.accept = button(say("window.accept.do"), self._accept)
        lines.addRow(row(self.accept))
        self._layout.addLayout(lines)
        enter_goes_on([self.invitation.line, self.code, self.fingerprint, self.out.line], self.do)
        enter_goes_on([self.answer.line], self.accept)
        self.invitation.line.setFocus()

    def _ask(self) -> None:
        session, invitation, out = self.session, self.invitation.path, self.out.path
        code, fingerprint = self.code.text(), self.fingerprint.text()
        if invitation is None or out is None or not code or not fingerprint:
            session.say("window.fill_all", "breach")
            return
        made = session.attempt(lambda: rejoin(session.desk, Joining(invitation, code, fingerprint, out)))
        if made is not None:
            session.say("window.join.carry", "note", file=str(made.request))

    def _accept(self) -> None:
        session, answer = self.session, self.answer.path
        if answer is None:
            self.answer.line.setFocus()
        elif session.attempt(lambda: accept(session.desk, answer)):
            session.say("window.accept.done")
