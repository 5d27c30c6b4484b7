"""A file or folder: typed, pasted or looked for."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QDir, QStandardPaths, QStorageInfo, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from fupin_desk.ui.widgets.simple import button
from fupin_desk.words import Translator

What = Literal["open", "open_many", "save", "folder"]


class PathField(QWidget):
    """A line with a button beside it. What is typed is taken as it is; the button only fills it in.

    ``ending`` are the endings of the files to choose from, with blanks between; one that is saved has a single one.
    """

    changed = Signal()

    def __init__(self, words: Translator, what: What, title: str, ending: str = "", start: str = "") -> None:
        super().__init__()
        self._what, self._title, self._ending = what, title, ending
        kinds = " ".join(f"*{suffix}" for suffix in ending.split())
        self._filter = f"{words.say('window.file_kind', ending=ending)} ({kinds})" if ending else ""
        self.line = QLineEdit(start)
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.setAccessibleName(title)
        self.line.textChanged.connect(self.changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(button(words.say("window.browse"), self._browse))

    @property
    def path(self) -> Path | None:
        """The file or folder, or None while the line is empty."""
        typed = self.line.text().strip()
        return Path(typed).expanduser() if typed else None

    def paths(self) -> list[Path]:
        """Return all files, where several may be named: they stand one after another with ``;`` between."""
        return [Path(name.strip()).expanduser() for name in self.line.text().split(";") if name.strip()]

    def _browse(self) -> None:
        start = self.line.text() or stick() or QDir.homePath()
        match self._what:
            case "open":
                chosen = QFileDialog.getOpenFileName(self, self._title, start, self._filter)[0]
            case "open_many":
                chosen = ";".join(QFileDialog.getOpenFileNames(self, self._title, start, self._filter)[0])
            case "save":
                chosen = QFileDialog.getSaveFileName(self, self._title, start, self._filter)[0]
            case "folder":
                chosen = QFileDialog.getExistingDirectory(self, self._title, start)
        if chosen:
            if self._what == "save" and self._ending and not Path(chosen).suffix:
                chosen += self._ending
            self.line.setText(chosen)


def free_name(path: Path) -> Path:
    """Return a name that no file has yet, with a number where need be."""
    turn, free = 1, path
    while free.exists():
        turn += 1
        free = path.with_name(f"{path.stem}-{turn}{path.suffix}")
    return free


def stick() -> str:
    """Return where a USB stick is plugged in, or nothing where there is none."""
    for volume in QStorageInfo.mountedVolumes():
        at = volume.rootPath()
        if volume.isReady() and not volume.isReadOnly() and at.startswith(("/media/", "/run/media/", "/mnt/")):
            return at
    return ""


def documents() -> str:
    """Return the person's documents folder."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or QDir.homePath()
