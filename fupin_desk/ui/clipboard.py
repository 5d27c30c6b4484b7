"""What was copied out of a desk: it goes from the clipboard again when the desk is locked or closed."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


class Copied:
    """What one desk put on the clipboard last."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._text = ""

    def put(self, text: str) -> None:
        """Copy a text."""
        self._text = text
        QGuiApplication.clipboard().setText(text)

    def clear(self) -> None:
        """Leave nothing of it behind; what somebody copied since stays."""
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""
