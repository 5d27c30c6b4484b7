"""A part of a page that scrolls in itself where there is not room for all of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class Bounded(QScrollArea):
    """As high as what is in it, up to ``least`` pixels (asked each time); higher where its layout has room to give."""

    def __init__(self, content: QWidget, least: Callable[[], int]) -> None:
        super().__init__()
        self.least = least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes it, and is scrolled to
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setWidget(content)
        for part in (self.viewport(), content):
            part.setAutoFillBackground(False)  # it stands on a card, and looks like it
        content.installEventFilter(self)

    def _whole(self) -> int:
        content, width = self.widget(), self.viewport().width()
        if content is None:
            return 0
        return content.heightForWidth(width) if content.hasHeightForWidth() else content.sizeHint().height()

    def sizeHint(self) -> QSize:
        """Ask for some of it: a page would else grow to all of it rather than let it scroll."""
        return QSize(super().sizeHint().width(), min(self._whole(), self.least()))

    def minimumSizeHint(self) -> QSize:
        """Ask for no less."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask anew when what is in it has grown."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)
