"""The way back when every passphrase is forgotten: the code on the sealed sheet, and a new passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from fupin_desk.ui.start.sheet import StartSheet
from fupin_desk.ui.widgets.lines import figures, secret
from fupin_desk.ui.widgets.simple import button, clear, link, row, text

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Desk
    from fupin_desk.ui.start.routes import Routes


class BySheetPage(StartSheet):
    """Asks for the code and who it is; after it nobody else's passphrase opens the desk."""

    def __init__(self, shell: Routes, folder: Path) -> None:
        from fupin_desk.acts.desk import check_is_desk

        say = shell.words.say
        super().__init__(shell, say("window.by_sheet.title"), say("window.by_sheet.explained"))
        self.folder, lines = folder, self.lines()
        self.content.addWidget(text(self.words.apart(str(folder)), "muted"))
        self.content.addWidget(text(say(f"window.by_sheet.before_{check_is_desk(folder).role}")))
        self.code, self.person = figures(), QLineEdit()
        self.first, self.second = secret(), secret()
        for label, line in (
            (say("window.by_sheet.code"), self.code),
            (say("window.person"), self.person),
            (say("window.passphrase_new"), self.first),
            (say("window.passphrase_again"), self.second),
        ):
            lines.addRow(label, line)
        self.content.addLayout(lines)
        self.do = self.main(say("window.by_sheet.do"), self._open)
        self.content.addLayout(row(self.do, link(say("window.back"), lambda: shell.show_unlock(folder))))

    def _open(self) -> None:
        from fupin_desk.acts.keeping.ways_back import open_with_sheet

        code, person, passphrase = self.code.text().strip(), self.person.text().strip(), self.first.text()
        if not code or not person:
            self.refuse(self.words.say("window.fill_all"))
            return
        if passphrase != self.second.text():
            self.refuse(self.words.say("window.passphrases_differ"))
            return
        folder, surroundings = self.folder, self.shell.surroundings
        self.setEnabled(False)
        self.shell.run(
            self,
            lambda _told: open_with_sheet(surroundings, folder, code, person, passphrase),
            self._opened,
            self.refuse,
        )

    def _opened(self, desk: Desk) -> None:
        self.refuse("")
        clear(self.content)
        say = self.words.say
        self.content.addWidget(text(say("window.by_sheet.opened"), "heading"))
        self.content.addWidget(text(say(f"window.by_sheet.next_{desk.role}")))
        self.go_on = button(say("window.go_on"), lambda: self.shell.enter(desk), main=True)
        self.content.addLayout(row(self.go_on))
        self.go_on.setFocus()
