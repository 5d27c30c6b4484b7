"""A county office sets out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from fupin_desk.ui.panels.paths import PathField, documents, free_name
from fupin_desk.ui.start.sheet import StartSheet
from fupin_desk.ui.widgets.lines import figures, secret
from fupin_desk.ui.widgets.simple import button, clear, row, text

if TYPE_CHECKING:
    from fupin_desk.acts.joining.create import Created
    from fupin_desk.ui.start.routes import Routes


class MakeOfficePage(StartSheet):
    """Asks what an office needs, makes it, and shows the fingerprint that goes on paper."""

    def __init__(self, shell: Routes) -> None:
        super().__init__(shell, shell.words.say("window.make.title"), shell.words.say("window.make.explained"))
        say, lines = self.words.say, self.lines()
        self.folder = PathField(
            self.words,
            "folder",
            say("window.folder_new"),
            start=str(free_name(Path(documents()) / "fupin-desk-office")),
        )
        self.code, self.name, self.person = figures(), QLineEdit(), QLineEdit()
        self.first, self.second = secret(), secret()
        for label, line in (
            (say("window.folder_new"), self.folder),
            (say("window.make.code"), self.code),
            (say("window.make.name"), self.name),
            (say("window.person"), self.person),
            (say("window.passphrase_new"), self.first),
            (say("window.passphrase_again"), self.second),
        ):
            lines.addRow(label, line)
        self.content.addLayout(lines)
        self.content.addWidget(text(say("window.passphrase_advice"), "muted"))
        self.do = self.main(say("window.make.do"), self._make)
        self.content.addLayout(row(self.do, self.back()))

    def _make(self) -> None:
        from fupin_desk.acts.joining.create import create_office

        folder, surroundings = self.folder.path, self.shell.surroundings
        code, name, person, passphrase = (
            line.text().strip() for line in (self.code, self.name, self.person, self.first)
        )
        if folder is None or not code or not name:
            self.refuse(self.words.say("window.fill_all"))
            return
        if self.first.text() != self.second.text():
            self.refuse(self.words.say("window.passphrases_differ"))
            return
        passphrase = self.first.text()
        self.setEnabled(False)
        self.shell.run(
            self,
            lambda _told: create_office(surroundings, folder, code, name, person, passphrase),
            lambda made: self._made(folder, made),
            self.refuse,
        )

    def _made(self, folder: Path, made: Created) -> None:
        self.refuse("")
        clear(self.content)
        say = self.words.say
        self.content.addWidget(text(say("window.make.made"), "heading"))
        self.content.addWidget(text(say("window.make.fingerprint")))
        self.content.addWidget(text(self.words.apart(made.fingerprint), "code"))
        self.content.addWidget(text(say("window.make.next"), "muted"))
        self.go_on = button(say("window.go_on"), lambda: self.shell.show_unlock(folder), main=True)
        self.content.addLayout(row(self.go_on))
        self.go_on.setFocus()
