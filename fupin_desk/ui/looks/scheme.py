"""Light or dark: as the system is, or as the person chose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

LOOKS = ("", "light", "dark")
"""As the system is; always light; always dark."""
_ASKED = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def ask_system(app: QApplication, look: str) -> None:
    """Let what the system draws of the window (its frame, its dialogs) follow the choice."""
    app.styleHints().setColorScheme(_ASKED.get(look, Qt.ColorScheme.Unknown))


def is_dark(app: QApplication, look: str) -> bool:
    """Return whether the window is to be dark."""
    return look == "dark" or (look != "light" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
