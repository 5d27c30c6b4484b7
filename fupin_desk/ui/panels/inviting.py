"""Inviting a village's laptop at the office: the file for the stick, and the code and fingerprint for the paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLineEdit

from fupin_desk import keys
from fupin_desk.ui.panels.paths import PathField, documents, free_name, stick
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.lines import enter_goes_on, figures
from fupin_desk.ui.widgets.simple import button, clear, column, row, text

if TYPE_CHECKING:
    from fupin_desk.acts.joining.enrol import Invited


class Inviting(Card):
    """Asks for the village, writes the invitation, and shows its code until another village is begun."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        say, self._at = self.words.say, Path(stick() or documents())
        self.village, self.called = figures(), QLineEdit()
        self.village.setPlaceholderText(f"{session.desk.code}…")
        self.invitation = PathField(self.words, "save", say("window.invite.out"), ".json")
        self.sheet = PathField(self.words, "save", say("window.invite.sheet"), ".pdf")
        lines = QFormLayout()
        lines.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for label, line in (
            (say("window.invite.village"), self.village),
            (say("window.invite.name"), self.called),
            (say("window.invite.out"), self.invitation),
            (say("window.invite.sheet"), self.sheet),
        ):
            said = text(label)
            said.setBuddy(line.focusProxy() or line)
            lines.addRow(said, line)
        self.invite = button(say("window.invite.do"), self._invite, main=True)
        self.invited = column(spacing=4)
        self._layout.addWidget(text(say("window.invite.title"), "heading"))
        self._layout.addWidget(text(say("window.invite.explained"), "muted"))
        self._layout.addLayout(lines)
        self._layout.addLayout(row(self.invite))
        self._layout.addLayout(self.invited)
        self._layout.addWidget(text(say("window.make.fingerprint"), "muted"))
        self._layout.addWidget(text(self.words.apart(session.desk.certificate("root").fingerprint)))
        self._layout.addStretch(1)
        self.village.textEdited.connect(self._begin_anew)
        self.called.textEdited.connect(lambda _typed: clear(self.invited))
        enter_goes_on([self.village, self.called, self.invitation.line, self.sheet.line], self.invite)

    def _begin_anew(self, village: str) -> None:
        """Another village: nothing of the one before stays on the screen, and its files have names of their own."""
        clear(self.invited)
        name = f"invitation-{village.strip()}.json"
        self.invitation.line.setText(str(free_name(self._at / name)) if village.strip() else "")
        self.sheet.line.clear()

    def _invite(self) -> None:
        from fupin_desk.acts.joining.enrol import invite

        clear(self.invited)
        session, out, sheet = self.session, self.invitation.path, self.sheet.path
        village, name, language = self.village.text().strip(), self.called.text().strip(), self.words.language
        if out is None or not village or not name:
            session.say("window.fill_all", "breach")
            return
        session.run(
            self,
            self.words.say("window.invite.doing"),
            lambda _told: invite(session.desk, village, name, out, sheet, language),
            self._show_invited,
        )

    def _show_invited(self, made: Invited) -> None:
        say = self.words.say
        clear(self.invited)
        self.code = text(self.words.apart(keys.grouped(made.code, 4)), "code")
        self.fingerprint = text(self.words.apart(made.fingerprint), "code")
        for label in (
            text(say("window.invite.made", file=str(made.invitation))),
            text(say("window.invite.code"), "label"),
            self.code,
            text(say("window.invite.fingerprint"), "label"),
            self.fingerprint,
        ):
            self.invited.addWidget(label)
        for line in (self.village, self.called, self.invitation.line, self.sheet.line):
            line.clear()  # the next one is another village's, and never written over this one
        self.village.setFocus()
