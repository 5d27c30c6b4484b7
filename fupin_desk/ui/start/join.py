"""A village's laptop answers the office's invitation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from fupin_desk import keys
from fupin_desk.domain.errors import WrongFingerprintError
from fupin_desk.ui.panels.paths import PathField, documents, free_name, stick
from fupin_desk.ui.start.sheet import StartSheet
from fupin_desk.ui.widgets.lines import figures, secret
from fupin_desk.ui.widgets.simple import button, clear, row, text

if TYPE_CHECKING:
    from fupin_desk.acts.joining.village import Joined
    from fupin_desk.ui.start.routes import Routes


class JoinPage(StartSheet):
    """Asks for what the office gave, makes the desk, and writes the request that goes back to the office."""

    breadth = 820

    def __init__(self, shell: Routes) -> None:
        super().__init__(shell, shell.words.say("window.join.title"), shell.words.say("window.join.explained"))
        say, lines, carried = self.words.say, self.lines(), stick() or documents()
        self.invitation = PathField(self.words, "open", say("window.join.invitation"))
        self.code, self.fingerprint, self.person = figures(), figures(), QLineEdit()
        self.folder = PathField(
            self.words, "folder", say("window.folder_new"), start=str(free_name(Path(documents()) / "fupin-desk"))
        )
        self.out = PathField(
            self.words,
            "save",
            say("window.join.request"),
            ".json",
            start=str(free_name(Path(carried) / "request.json")),
        )
        self.first, self.second = secret(), secret()
        lines.addRow(say("window.join.invitation"), self.invitation)
        code, fingerprint = say("window.join.code"), say("window.join.fingerprint")
        lines.addRow(self.beside((code, self.code), (fingerprint, self.fingerprint)))
        lines.addRow(say("window.person"), self.person)
        new, again = say("window.passphrase_new"), say("window.passphrase_again")
        lines.addRow(self.beside((new, self.first), (again, self.second)))
        lines.addRow(say("window.folder_new"), self.folder)
        lines.addRow(say("window.join.request"), self.out)
        self.fingerprint.editingFinished.connect(self._look_at_fingerprint)
        self.content.addLayout(lines)
        self.do = self.main(say("window.join.do"), self._join)
        self.content.addLayout(row(self.do, self.back()))

    def _look_at_fingerprint(self) -> None:
        """Say a slip in the fingerprint where it was made, before anything else is typed."""
        typed = self.fingerprint.text()
        slip = bool(typed.strip()) and not keys.is_fingerprint(typed)
        self.refuse(self.words.error(WrongFingerprintError("mistyped", "")) if slip else "")

    def _join(self) -> None:
        from fupin_desk.acts.joining.village import Joining, join

        folder, invitation, out = self.folder.path, self.invitation.path, self.out.path
        if folder is None or invitation is None or out is None or not self.code.text() or not self.fingerprint.text():
            self.refuse(self.words.say("window.fill_all"))
            return
        if self.first.text() != self.second.text():
            self.refuse(self.words.say("window.passphrases_differ"))
            return
        asked = Joining(invitation, self.code.text(), self.fingerprint.text(), out, self.person.text().strip())
        passphrase, surroundings = self.first.text(), self.shell.surroundings
        self.setEnabled(False)
        self.shell.run(
            self,
            lambda _told: join(surroundings, folder, asked, lambda: passphrase),
            lambda joined: self._joined(folder, joined),
            self.refuse,
        )

    def _joined(self, folder: Path, joined: Joined) -> None:
        self.refuse("")
        clear(self.content)
        say = self.words.say
        self.content.addWidget(text(say("window.join.joined"), "heading"))
        self.content.addWidget(text(say("window.join.carry", file=str(joined.request))))
        self.content.addWidget(text(say("window.join.meanwhile"), "muted"))
        self.go_on = button(say("window.go_on"), lambda: self.shell.show_unlock(folder), main=True)
        self.content.addLayout(row(self.go_on))
        self.go_on.setFocus()
