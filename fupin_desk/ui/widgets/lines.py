"""Lines for what is typed with care: passphrases and codes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton


def secret() -> QLineEdit:
    """Return a line whose letters are not shown."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def figures() -> QLineEdit:
    """Return a line for codes, which run from left to right."""
    line = QLineEdit()
    line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return line


def enter_goes_on(lines: Sequence[QLineEdit], last: QPushButton) -> None:
    """Let Enter go on from each line to the next one that is shown, and from the last one press the button."""
    for place, line in enumerate(lines):
        line.returnPressed.connect(lambda after=lines[place + 1 :]: _go_on(after, last))


def _go_on(after: Sequence[QLineEdit], last: QPushButton) -> None:
    for line in after:
        if line.isVisible() and line.isEnabled():
            line.setFocus(Qt.FocusReason.TabFocusReason)
            return
    last.click()
