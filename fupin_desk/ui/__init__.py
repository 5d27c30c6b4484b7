"""The window, real: Qt draws it, acts do everything. The only part that imports PySide6."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fupin_desk.acts.desk import Surroundings


def run_window(surroundings: Surroundings, folder: Path | None, language: str, offered: Sequence[Path] = ()) -> int:
    """Open the window on the desk in ``folder`` (None: begin with the choice of desks) and stay until it is closed.

    ``language`` is the one asked for or the system's; what the person chose in the window before goes first when no
    folder is named. ``offered`` are desks to offer besides those opened before. Returns the program's exit code.
    """
    from PySide6.QtWidgets import QApplication

    from fupin_desk.ui.shell import Shell

    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("fupin_desk")
    shell = Shell(app, surroundings, language, offered)
    shell.begin(folder)
    shell.show()
    return int(app.exec())
