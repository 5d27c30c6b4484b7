"""The passphrase of a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fupin_desk.ui.start.sheet import StartSheet
from fupin_desk.ui.widgets.lines import secret
from fupin_desk.ui.widgets.simple import link, row, text

if TYPE_CHECKING:
    from fupin_desk.ui.start.routes import Routes


class UnlockPage(StartSheet):
    """Asks for it, and opens the desk."""

    def __init__(self, shell: Routes, folder: Path) -> None:
        from fupin_desk.acts.desk import DESK_FILE, check_is_desk
        from fupin_desk.domain.errors import DeskError

        super().__init__(shell, shell.words.say("window.unlock.title"))
        self.folder = folder
        say = self.words.say
        try:
            file = check_is_desk(folder)
            role = say(f"window.role.{file.role}", code=file.code)
            self.content.addWidget(text(f"{self.words.apart(file.name)} · {role}", "heading"))
        except DeskError as problem:
            self.refuse(self.words.error(problem))
        self.content.addWidget(text(self.words.apart(str(folder / DESK_FILE).removesuffix(DESK_FILE)), "muted"))
        self.passphrase = secret()
        self.passphrase.setAccessibleName(say("window.passphrase"))
        lines = self.lines()
        lines.addRow(say("window.passphrase"), self.passphrase)
        self.content.addLayout(lines)
        self.open = self.main(say("window.unlock.open"), self._open)
        self.by_sheet = link(say("window.unlock.by_sheet"), lambda: shell.show_sheet(folder))
        self.content.addLayout(row(self.open, self.back(), self.by_sheet))

    def _open(self) -> None:
        from fupin_desk.acts.desk import open_desk

        passphrase, folder, surroundings = self.passphrase.text(), self.folder, self.shell.surroundings
        self.setEnabled(False)
        self.shell.run(
            self, lambda _told: open_desk(surroundings, folder, passphrase), self.shell.enter, self._not_opened
        )

    def _not_opened(self, sentence: str) -> None:
        self.refuse(sentence)
        self.passphrase.selectAll()
        self.passphrase.setFocus()
