"""Lines for what is typed with care: passphrases and codes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit


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
