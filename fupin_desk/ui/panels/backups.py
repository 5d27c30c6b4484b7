"""A backup of the whole desk, made while it is open."""

from __future__ import annotations

from pathlib import Path

from fupin_desk.acts.keeping.backup import back_up
from fupin_desk.ui.panels.paths import PathField, documents, free_name, stick
from fupin_desk.ui.session import Session
from fupin_desk.ui.widgets.card import Card
from fupin_desk.ui.widgets.lines import enter_goes_on
from fupin_desk.ui.widgets.simple import button, link, row, text


class Backups(Card):
    """First one line; then where it goes, and the button."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        say = self.words.say
        self.begin = link(say("window.backup.begin"), self.show_lines)
        self._layout.addLayout(row(text(say("window.backup"), "heading", wrap=False), self.begin))

    def show_lines(self) -> None:
        """Say what a backup is, and ask where it goes."""
        self.begin.hide()
        say = self.words.say
        self.out = PathField(self.words, "save", say("window.backup.out"), ".tar")
        self.do = button(say("window.backup.do"), self._back_up)
        self._layout.addWidget(text(say("window.backup.explained"), "muted"))
        self._layout.addWidget(text(say("window.backup.out"), "label"))
        self._layout.addWidget(self.out)
        self._layout.addLayout(row(self.do))
        enter_goes_on([self.out.line], self.do)
        self._propose()
        self.out.line.setFocus()

    def _propose(self) -> None:
        desk, at = self.session.desk, Path(stick() or documents())
        self.out.line.setText(str(free_name(at / f"backup-{desk.code}-{desk.today().isoformat()}.tar")))

    def _back_up(self) -> None:
        session, out = self.session, self.out.path
        if out is None:
            self.out.line.setFocus()
            return
        session.run(
            self, self.words.say("window.backup.doing"), lambda _told: back_up(session.desk, out), self._show_made
        )

    def _show_made(self, made: Path) -> None:
        self.session.say("window.backup.done", "good", file=str(made))
        self._propose()
