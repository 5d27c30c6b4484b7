"""Which desk: one that was opened here before, another one, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from fupin_desk.ui.panels.paths import PathField
from fupin_desk.ui.recent import RecentDesk, read_recent
from fupin_desk.ui.start.sheet import StartSheet
from fupin_desk.ui.widgets.simple import button, row, text

if TYPE_CHECKING:
    from fupin_desk.ui.start.routes import Routes


def _known(offered: Sequence[Path]) -> list[RecentDesk]:
    """Return the desks that are still where they were: those offered, then those opened before."""
    from fupin_desk.acts.desk import check_is_desk
    from fupin_desk.domain.errors import DeskError

    desks: dict[str, RecentDesk] = {}
    for folder in (*offered, *(Path(desk.folder) for desk in read_recent().desks)):
        try:
            file = check_is_desk(folder)
        except DeskError:
            continue
        desks.setdefault(str(folder), RecentDesk(folder=str(folder), name=file.name, role=file.role, code=file.code))
    return list(desks.values())


class StartPage(StartSheet):
    """The first thing one sees."""

    def __init__(self, shell: Routes) -> None:
        super().__init__(shell, shell.words.say("window.name"), shell.words.say("window.start.explained"))
        say = self.words.say
        known = _known(shell.offered)
        if known:
            self.content.addWidget(text(say("window.start.recent"), "heading"))
        self.offers = [self._offer(desk) for desk in known]
        for offer in self.offers:
            self.content.addWidget(offer)
        self.content.addWidget(text(say("window.start.first"), "heading"))
        self.join = button(say("window.start.join"), shell.show_join, main=not known)
        self.make = button(say("window.start.make"), shell.show_make)
        self.content.addLayout(row(self.join, self.make))
        self.content.addWidget(text(say("window.start.open"), "heading"))
        self.folder = PathField(self.words, "folder", say("window.folder"))
        self.content.addWidget(self.folder)
        self.content.addLayout(row(button(say("window.start.open_it"), self._open)))

    def _begin(self) -> None:
        """Put the cursor onto the desk that was opened last: Enter goes on to its passphrase."""
        if self.offers:
            self.offers[0].setFocus()
        else:
            super()._begin()

    def _offer(self, desk: RecentDesk) -> QPushButton:
        say = self.words.say
        role = say(f"window.role.{desk.role}", code=desk.code)
        made = button(f"{self.words.apart(desk.name)}  —  {role}", lambda: self.shell.show_unlock(Path(desk.folder)))
        made.setToolTip(desk.folder)
        made.setMinimumHeight(44)
        return made

    def _open(self) -> None:
        from fupin_desk.acts.desk import check_is_desk
        from fupin_desk.domain.errors import DeskError

        folder = self.folder.path
        if folder is None:
            self.folder.line.setFocus()
            return
        try:
            check_is_desk(folder)
        except DeskError as problem:
            self.refuse(self.words.error(problem))
            return
        self.shell.show_unlock(folder)
