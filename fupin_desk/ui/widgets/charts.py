"""Two charts drawn with QPainter: what was promised and paid by month, and amounts by name.

They are read without colour (an outline and what fills it; a bar beside its figure), run the way the window does, ask
for colours when they draw, and are walked with the arrow keys. What they show a table says too (``panels/charted.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fupin_desk.ui.looks.roles import colour
from fupin_desk.ui.looks.sizes import ROW, SMALL, XS, S

_A = Qt.AlignmentFlag
_AS_SAID = _A.AlignAbsolute | _A.AlignVCenter
_WHOLE = Qt.TextFlag.TextDontClip.value
LINES, WIDEST, OUTLINE, SIGN = 4, 34, 1.6, 12
"""How many lines of the scale at most; of a bar, its outline and a sign of the legend, in pixels."""
LEAST_HEIGHT, USUAL = 130, 6
"""Of the months, in pixels; how many bars at first."""


class MonthBar(NamedTuple):
    """One month; amounts in the unit of the scale, and as they are said."""

    label: str
    promised: float
    paid: float
    promised_said: str
    paid_said: str


class AmountBar(NamedTuple):
    """One name with what is owed under it."""

    id: str
    name: str
    amount: float
    said: str


def scale(most: float) -> tuple[int, int]:
    """Return the step between the lines of a scale, and its end: round numbers, few lines."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            step = digit * power
            if most <= step * LINES:
                return step, step * max(1, ceil(most / step))
        power *= 10


class Chart(QWidget):
    """What both have: a place one stands at with the keys, and sides that follow the window."""

    def __init__(self, name: str, described: Sequence[str]) -> None:
        super().__init__()
        self.at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(described))

    @property
    def mirrored(self) -> bool:
        """Whether the window runs from right to left."""
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def here(self, place: int) -> bool:
        """Return whether the person stands at a place."""
        return place == self.at and self.hasFocus()

    def _sides(self) -> tuple[Qt.AlignmentFlag, Qt.AlignmentFlag]:
        """Return how a text stands where reading begins, and where it ends."""
        begin, end = (_A.AlignRight, _A.AlignLeft) if self.mirrored else (_A.AlignLeft, _A.AlignRight)
        return begin | _AS_SAID, end | _AS_SAID

    def _along(self, x: float, width: float) -> float:
        """Return the left side of what begins ``x`` after the beginning of the line."""
        return self.width() - x - width if self.mirrored else x

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand at the first place."""
        self.at = max(self.at, 0)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stand nowhere that is seen."""
        super().focusOutEvent(event)
        self.update()


class Months(Chart):
    """Promised is an outline, paid what fills it; where one stands, the legend says the amounts."""

    def __init__(self, name: str, legend: tuple[str, str], months: Sequence[MonthBar]) -> None:
        said = (f"{bar.label}: {legend[0]} {bar.promised_said}, {legend[1]} {bar.paid_said}" for bar in months)
        super().__init__(name, list(said))
        self.legend, self.months = legend, months
        self.step, self.end = scale(max((max(bar.promised, bar.paid) for bar in months), default=0))
        self.setMinimumHeight(LEAST_HEIGHT)

    def sizeHint(self) -> QSize:
        """Ask for what the scale needs to be read; a layout that has more room gives it."""
        return QSize(300, LEAST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the months, the way they run."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None or not self.months:
            super().keyPressEvent(event)
            return
        self.at = min(max(self.at + (-by if self.mirrored else by), 0), len(self.months) - 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the scale, the months and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_small(self.font()))
        line = painter.fontMetrics().height()
        gutter = painter.fontMetrics().horizontalAdvance(f"{self.end:,}") + S
        area = QRectF(gutter, line + S, self.width() - gutter, self.height() - 2 * line - 2 * S)
        self._draw_scale(painter, area)
        for place, bar in enumerate(self.months):
            self._draw_month(painter, area, place, bar)
        self._draw_legend(painter, area)
        painter.end()

    def _draw_scale(self, painter: QPainter, area: QRectF) -> None:
        line, (_begin, end) = painter.fontMetrics().height(), self._sides()
        left = self._along(area.x(), area.width())
        for value in range(0, self.end + 1, self.step):
            y = area.bottom() - area.height() * value / self.end
            painter.setPen(QPen(colour("line" if value else "border"), 1))
            painter.drawLine(int(left), int(y), int(left + area.width()), int(y))
            painter.setPen(colour("muted"))
            width = area.x() - S
            painter.drawText(QRectF(self._along(0, width), y - line / 2, width, line), end.value | _WHOLE, f"{value:,}")

    def _draw_month(self, painter: QPainter, area: QRectF, place: int, bar: MonthBar) -> None:
        each = area.width() / len(self.months)
        broad = min(WIDEST, each * 0.62)
        x = area.x() + place * each
        left, whole = self._along(x + (each - broad) / 2, broad), self._along(x, each)
        if self.here(place):
            painter.fillRect(QRectF(whole, area.y(), each, area.height()), colour("select"))
        paid, promised = (area.height() * amount / self.end for amount in (bar.paid, bar.promised))
        painter.fillRect(QRectF(left + 2, area.bottom() - paid, broad - 4, paid), colour("accent"))
        painter.setPen(QPen(colour("ink"), OUTLINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if promised:
            painter.drawRect(QRectF(left, area.bottom() - promised, broad, promised))
        painter.setPen(colour("ink" if self.here(place) else "muted"))
        foot = QRectF(whole, area.bottom() + XS, each, painter.fontMetrics().height())
        painter.drawText(foot, _A.AlignHCenter.value | _WHOLE, bar.label)

    def _draw_legend(self, painter: QPainter, area: QRectF) -> None:
        metrics, (begin, _end) = painter.fontMetrics(), self._sides()
        at = self.months[self.at] if self.hasFocus() and 0 <= self.at < len(self.months) else None
        amounts = ("", "") if at is None else (f" {at.promised_said}", f" {at.paid_said}")
        x = area.x()
        for filled, name, amount in zip((False, True), self.legend, amounts, strict=True):
            sign = QRectF(self._along(x, SIGN), (metrics.height() - SIGN) / 2, SIGN, SIGN)
            if filled:
                painter.fillRect(sign, colour("accent"))
            else:
                painter.setPen(QPen(colour("ink"), OUTLINE))
                painter.drawRect(sign)
            width = metrics.horizontalAdvance(name + amount) + S
            painter.setPen(colour("ink"))
            told = QRectF(self._along(x + SIGN + S, width), 0, width, metrics.height())
            painter.drawText(told, begin.value | _WHOLE, name + amount)
            x += SIGN + width + 2 * S


class Bars(Chart):
    """Names, each with a bar and its figure, in the order given; Enter or a click opens one.

    What does not fit is never left out in silence: the last line says how many more there are, and shows them all.
    """

    opened = Signal(str)
    """The id of a name."""
    more = Signal()
    """All are to be shown."""

    def __init__(self, name: str, bars: Sequence[AmountBar]) -> None:
        super().__init__(name, [f"{bar.name} {bar.said}" for bar in bars])
        self.bars = bars
        self._first = 0
        self.setMinimumHeight(min(len(bars), 3) * ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Ask for some of them; a layout that has more room gives it."""
        return QSize(300, min(len(self.bars), USUAL) * ROW)

    @property
    def shown(self) -> range:
        """The places of the bars that are seen now: about the one that one stands at."""
        fit = max(1, self.height() // ROW)
        if fit >= len(self.bars):
            return range(len(self.bars))
        fit = max(1, fit - 1)
        self._first = min(max(self._first, self.at - fit + 1), max(self.at, 0), len(self.bars) - fit)
        return range(self._first, self._first + fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the names; Enter opens the one that one stands at."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and self.bars:
            self.at = min(max(self.at + by, 0), len(self.bars) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self.at < len(self.bars):
            self.opened.emit(self.bars[self.at].id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked on."""
        line, shown = int(event.position().y()) // ROW, self.shown
        if line < len(shown):
            self.opened.emit(self.bars[shown[line]].id)
        elif len(shown) < len(self.bars):
            self.more.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw those that fit, and how many do not."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, shown = painter.fontMetrics(), self.shown
        names = min(
            self.width() // 3, max((metrics.horizontalAdvance(bar.name) for bar in self.bars), default=0) + 2 * S
        )
        said = max((metrics.horizontalAdvance(bar.said) for bar in self.bars), default=0) + 2 * S
        for line, place in enumerate(shown):
            self._draw(painter, line * ROW, place, names, said)
        if len(shown) < len(self.bars):
            painter.setPen(colour("accent"))
            left = QRect(0, len(shown) * ROW, self.width(), ROW)
            painter.drawText(left, self._sides()[0].value, f"\u2066+{len(self.bars) - len(shown)}\u2069")
        painter.end()

    def _draw(self, painter: QPainter, y: int, place: int, names: int, said: int) -> None:
        bar, metrics, room = self.bars[place], painter.fontMetrics(), self.width() - names - said - S
        if self.here(place):
            painter.fillRect(QRect(0, y, self.width(), ROW), colour("select"))
        painter.setPen(colour("on_select" if self.here(place) else "ink"))
        called = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names - S)
        painter.drawText(QRectF(self._along(XS, names - S), y, names - S, ROW), self._sides()[0].value, called)
        long = max(2.0, room * bar.amount / max(other.amount for other in self.bars))
        painter.fillRect(QRectF(self._along(names, long), y + 7, long, ROW - 14), colour("breach"))
        told = QRectF(self._along(self.width() - said, said - XS), y, said - XS, ROW)
        painter.drawText(told, (_A.AlignRight | _AS_SAID).value, bar.said)  # amounts under one another, by their ends


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(SMALL)
    return made
