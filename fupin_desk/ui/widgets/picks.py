"""The list below what is chosen from: short ones numbered, each found by its beginning or its pinyin.

It never takes the focus: the cursor, the input method and Tab stay with the line it belongs to. It is a child of the
window, not a window: it moves with it, and nothing it offers is behind something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from fupin_desk.acts.views.choices import begun_by, meant

Choice = tuple[Any, str]
"""A value with what it is called."""
NUMBERED = 9
"""A list no longer than this is chosen from by its numbers."""
SHOWN, LEAST = 10, 280
"""How many lines are seen at once; how wide they are at least below a line that is wider, in pixels."""


class Picks(QFrame):
    """Values to choose from; which numbers they have depends on the whole list, and never on what is shown of it."""

    picked = Signal(object)
    """Somebody clicked on a value."""

    def __init__(self, of: QWidget, choices: Sequence[Choice], *, one: bool = False) -> None:
        """Offer choices below the widget ``of``; where ``one`` alone is chosen, its list opens there."""
        super().__init__()
        self.setObjectName("picks")
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.of, self.choices, self.one = of, list(choices), one
        self.list = QListWidget(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(of.accessibleName())
        self.list.itemClicked.connect(lambda item: self.picked.emit(item.data(Qt.ItemDataRole.UserRole)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.list)
        self._around: list[QObject] = []
        self.hide()

    def numbered(self) -> bool:
        """Return whether a number chooses."""
        return len(self.choices) <= NUMBERED

    def by_number(self, typed: str) -> Choice | None:
        """Return what a number stands for."""
        place = int(typed) - 1 if len(typed) == 1 and typed.isdecimal() and self.numbered() else -1
        return self.choices[place] if 0 <= place < len(self.choices) else None

    def offer(self, typed: str = "", now: Sequence[Any] = ()) -> None:
        """Show what begins with some letters, all without any; ``now`` are chosen already and are marked."""
        self.list.clear()
        along = "\u200f" if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else ""
        for number, (value, label) in enumerate(self.choices, 1):
            if begun_by(label, typed):
                marks = f"{number}  " if self.numbered() else ""
                item = QListWidgetItem(f"{along}{marks}{label}{'  ✓' if value in now else ''}")
                item.setData(Qt.ItemDataRole.UserRole, value)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{marks}{label}")
                self.list.addItem(item)
        if typed and self.list.count():
            ranks = [begun_by(label, typed) for _value, label in self.choices]
            shown = [rank for rank in ranks if rank]
            self.list.setCurrentRow(shown.index(max(shown)))
        elif self.one and now:
            self._stand_on(now[0])
        if self.list.count():
            self._show()
        else:
            self.hide()

    def _stand_on(self, value: Any) -> None:
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == value:
                self.list.setCurrentRow(place)

    def step(self, by: int) -> None:
        """Go up or down in the list, round its ends."""
        count, at = self.list.count(), self.list.currentRow()
        if count:
            self.list.setCurrentRow((at + by) % count if at >= 0 else (0 if by > 0 else count - 1))

    def current(self) -> Any:
        """Return the value one stands on in the list that is open, or nothing."""
        item = self.list.currentItem() if self.isVisible() else None
        return None if item is None else item.data(Qt.ItemDataRole.UserRole)

    def named(self, typed: str) -> Any:
        """Return the one value that letters mean, or nothing."""
        return meant(self.choices, typed)

    # ---- where it is

    def _show(self) -> None:
        window = self.of.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._watch()
        self.place()
        self.show()
        self.raise_()

    def _watch(self) -> None:
        """Go along with what moves the line: a page that is scrolled, a window that is made wider."""
        above, around = self.of.parentWidget(), [self.of, self.of.window()]
        while above is not None:
            if isinstance(above, QAbstractScrollArea) and (inner := above.viewport().findChild(QWidget)) is not None:
                around.append(inner)
            above = above.parentWidget()
        for each in around:
            if each not in self._around:
                each.installEventFilter(self)
                self._around.append(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay below the line, and go when it goes."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and isValid(self) and self.isVisible():
            self.place()
        if event.type() == QEvent.Type.Hide and watched is self.of:
            self.hide()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Stand below the line, or above it where there is no room."""
        window, rows = self.of.window(), min(self.list.count(), SHOWN)
        metrics = self.list.fontMetrics()
        texts = [metrics.horizontalAdvance(self.list.item(at).text()) for at in range(self.list.count())]
        width = min(max([min(self.of.width(), LEAST), *(breadth + 40 for breadth in texts)]), window.width())
        height = rows * max(self.list.sizeHintForRow(0), metrics.height()) + 6
        at = self.of.mapTo(window, QPoint(0, self.of.height() + 2))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            at.setX(at.x() + self.of.width() - width)
        if at.y() + height > window.height():
            at.setY(at.y() - self.of.height() - height - 4)
        at.setX(max(0, min(at.x(), window.width() - width)))
        self.setGeometry(QRect(at.x(), max(0, at.y()), width, height))
