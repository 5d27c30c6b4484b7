"""Dues on one line of years, told apart without colour: a dot is paid, a ring is to come, a square is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fupin_desk.subjects.payment.settling import Settled
from fupin_desk.ui.looks.roles import colour

HEIGHT, EDGE, AXIS = 36, 8, 11
"""In pixels: of all of it; what is left free at the ends; from above to the line."""
DOT, TICK = 4, 3


class DaysLine(QWidget):
    """From the year of the first due to that of the last, with today among them."""

    def __init__(self, dues: Sequence[Settled], today: date) -> None:
        super().__init__()
        self.dues, self.today = list(dues), today
        self.setFixedHeight(HEIGHT)
        days = [settled.due.due_on for settled in dues] or [today]
        self._first, self._last = date(min(days).year, 1, 1), date(max(*days, today).year, 12, 31)

    def at(self, day: date) -> int:
        """Return where a day stands, in pixels from the left; mirrored where the window is."""
        span = (self._last - self._first).days
        place = EDGE + (self.width() - 2 * EDGE) * (day - self._first).days // span
        return self.width() - place if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else place

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the years, today and the dues."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() - 2)
        painter.setFont(font)
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(EDGE, AXIS, self.width() - EDGE, AXIS)
        self._years(painter)
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawLine(self.at(self.today), 1, self.at(self.today), 2 * AXIS - 1)
        for settled in self.dues:
            self._due(painter, settled)
        painter.end()

    def _years(self, painter: QPainter) -> None:
        """Draw a stroke for each year, and its number where there is room for it."""
        wide = painter.fontMetrics().horizontalAdvance("2026") + EDGE
        seen = -self.width()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for year in range(self._first.year, self._last.year + 1):
            place = self.at(date(year, 1, 1))
            painter.setPen(colour("muted"))
            painter.drawLine(place, AXIS - TICK, place, AXIS + TICK)
            if abs(place - seen) >= wide:
                side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
                painter.drawText(
                    QRect(place - wide if mirrored else place, 2 * AXIS - 4, wide, HEIGHT), side, str(year)
                )
                seen = place

    def _due(self, painter: QPainter, settled: Settled) -> None:
        middle = QPoint(self.at(settled.due.due_on), AXIS)
        painter.setPen(Qt.PenStyle.NoPen)
        if settled.open_fen <= 0:
            painter.setBrush(colour("accent"))
            painter.drawEllipse(middle, DOT, DOT)
        elif settled.due.due_on > self.today:
            painter.setPen(QPen(colour("ink"), 1.6))
            painter.setBrush(colour("surface"))
            painter.drawEllipse(middle, DOT, DOT)
        else:
            painter.setBrush(colour("breach"))
            painter.drawRect(middle.x() - DOT, middle.y() - DOT, 2 * DOT, 2 * DOT)
