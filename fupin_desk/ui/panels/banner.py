"""The line at the top that says what happened: done, refused and why, or what to do now."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from fupin_desk.ui.widgets.simple import button, text, weigh

GOOD_SECONDS = 8


class Banner(QFrame):
    """Stays until it is closed or something else is said; what went well goes by itself."""

    def __init__(self, close: str) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.said = text("", "said")
        self._close: QPushButton = button(close, self.hide, name="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self.said, 1)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, level: str) -> None:
        """Show a sentence in the colours of its level."""
        weigh(self, level)
        self.said.setText(sentence)
        self.show()
        self._timer.stop()
        if level == "good":
            self._timer.start(GOOD_SECONDS * 1000)
