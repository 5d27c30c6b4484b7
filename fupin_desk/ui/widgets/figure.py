"""A figure that is a door: it says how much there is of something, and opens what it counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout

from fupin_desk.ui.looks.sizes import M, S
from fupin_desk.ui.widgets.simple import text

NOT_YET = "…"
"""In place of a number that is being counted."""


class Figure(QPushButton):
    """Its name, the number large, and what the number is made of. The whole of it is said to whoever does not see."""

    def __init__(self, name: str, on: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("door")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.clicked.connect(lambda _checked=False: on())
        self.name = name
        self.number, self._under = text(NOT_YET, "figure", wrap=False), text("", "under")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(M, S, M, S)
        self._layout.setSpacing(0)
        for label in (text(name, "under"), self.number, self._under):
            self._let_through(label)
            self._layout.addWidget(label)
        self.setAccessibleName(name)

    def _let_through(self, label: QLabel) -> None:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_number(self, number: str, under: str, level: str = "") -> None:
        """Say a number and what it is made of; ``level``: how much it weighs."""
        self.number.setText(number)
        self._under.setText(under)
        self.number.setProperty("level", level)
        self.number.style().unpolish(self.number)
        self.number.style().polish(self.number)
        self.setAccessibleName(f"{self.name}: {number}; {under}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as its texts need in this breadth."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(self._layout.totalHeightForWidth(max(1, self.width())))
