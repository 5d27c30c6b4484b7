"""Rows of a list that show all of their text, over as many lines as it takes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fupin_desk.ui.looks.sizes import XS, S

Index = QModelIndex | QPersistentModelIndex


class WrappedRows(QStyledItemDelegate):
    """Draws a row's text whole: Qt's own way measures it for another breadth than it draws it in, and cuts it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return how much room the text takes in the breadth of the list."""
        self.initStyleOption(option, index)
        width = self._view.viewport().width() - 2 * self._view.spacing()
        room = QRect(0, 0, width - 2 * S, 1 << 15)
        text = QFontMetrics(option.font).boundingRect(room, _flags(option), option.text)
        return QSize(width, text.height() + 2 * XS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row as the style does, and over it the text."""
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(role))
        painter.drawText(option.rect.adjusted(S, XS, -S, -XS), _flags(option), text)
        painter.restore()


def _flags(option: QStyleOptionViewItem) -> int:
    """Return how the text lies: to the side where a line of the window begins, whatever letters it begins with."""
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    wrap = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
    return int((side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop).value | wrap.value)
