"""The window, real: Qt draws it, acts do everything. The only part that imports PySide6."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Surroundings


def run_window(
    surroundings: Surroundings, folder: Path | None, asked: str | None, system: str, offered: Sequence[Path] = ()
) -> int:
    """Open the window on the desk in ``folder`` (None: begin with the choice of desks) and stay until it is closed.

    It speaks the language ``asked`` for on the command line, else the one chosen in the window before, else the
    ``system``'s. ``offered`` are desks to offer besides those opened before. Returns the program's exit code.
    """
    from PySide6.QtWidgets import QApplication

    from fupin_desk.ui.recent import read_recent
    from fupin_desk.ui.shell import Shell
    from fupin_desk.words import LANGUAGES

    chosen = read_recent().language
    language = asked or (chosen if chosen in LANGUAGES else system)

    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("fupin_desk")
    shell = Shell(app, surroundings, language, offered)
    sys.excepthook = shell.found_a_bug
    shell.begin(folder)
    shell.show()
    return int(app.exec())
