"""A part of a form under a head of its own: folded, the head says what is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from fupin_desk.ui.widgets.simple import button, capital, row, text

OPEN, CLOSED, CLOSED_MIRRORED, WARNING = "▾", "▸", "◂", "⚠"


class Fold(QWidget):
    """A head, and the body that it shows or hides."""

    turned = Signal(bool)
    """The person opened it, or folded it."""

    def __init__(self, title: str, body: QWidget, *, opened: bool) -> None:
        super().__init__()
        self.body, self._title, self._said, self._warns = body, capital(title), "", False
        self.opened = opened
        self.head = button("", self._turn, name="fold")
        self.head.setAccessibleName(self._title)
        self.head.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._content = text("", "muted", wrap=False)
        self._content.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(2)
        line = row(self.head)
        line.insertWidget(1, self._content, 100)
        layout.addLayout(line)
        layout.addWidget(body)
        self._draw()

    def say(self, content: str, *, warns: bool) -> None:
        """Take what the head says while it is folded, and whether something in it is to be looked at."""
        self._said, self._warns = content, warns
        self._draw()

    def unfold(self) -> None:
        """Show the body."""
        if not self.opened:
            self.opened = True
            self._draw()

    def _turn(self) -> None:
        self.opened = not self.opened
        self._draw()
        self.turned.emit(self.opened)

    def _draw(self) -> None:
        mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        closed = CLOSED_MIRRORED if mirrored else CLOSED
        along = "\u200f" if mirrored else ""
        warning = f"  {WARNING}" if self._warns and not self.opened else ""
        self.head.setText(f"{along}{OPEN if self.opened else closed}  {self._title}{warning}")
        self.head.setAccessibleDescription("" if self.opened else self._said)
        self.body.setVisible(self.opened)
        self._content.setVisible(not self.opened)
        self._content.setText(self._said)
        self._content.setToolTip(self._said)
