"""Signs for pages and steps, drawn in a square of 18 by 18, and the button that shows its text or its sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton

from fupin_desk.ui.looks.roles import Role, colour

SIDE = 18
BARE_WIDTH, BARE_HEIGHT = 40, 32
"""Of a button that shows its sign alone, in pixels."""
Stroke = tuple[float, ...]
"""A line through points x, y, x, y, …"""

STROKES: dict[str, Sequence[Stroke]] = {
    "today": ((1, 3, 17, 3, 17, 17, 1, 17, 1, 3), (1, 7, 17, 7), (5, 1, 5, 4), (13, 1, 13, 4), (6, 12, 8, 14, 12, 10)),
    "households": ((1, 9, 9, 2, 17, 9), (4, 8, 4, 17, 14, 17, 14, 8)),
    "entities": ((1, 17, 1, 7, 6, 10, 6, 7, 11, 10, 11, 2, 17, 2, 17, 17, 1, 17),),
    "contracts": ((3, 1, 15, 1, 15, 17, 3, 17, 3, 1), (6, 5, 12, 5), (6, 8, 12, 8), (6, 13, 9, 13)),
    "loans": ((2, 6, 9, 1, 16, 6, 2, 6), (4, 9, 4, 13), (9, 9, 9, 13), (14, 9, 14, 13), (1, 17, 17, 17)),
    "distributions": ((9, 1, 9, 9, 15, 14),),
    "notices": ((1, 2, 17, 2, 17, 13, 1, 13, 1, 2), (5, 6, 13, 6), (5, 9, 10, 9), (9, 13, 9, 17)),
    "exchange": ((2, 6, 15, 6), (12, 3, 15, 6, 12, 9), (16, 13, 3, 13), (6, 10, 3, 13, 6, 16)),
    "office": ((1, 17, 17, 17), (3, 17, 3, 5, 9, 1, 15, 5, 15, 17), (7, 17, 7, 12, 11, 12, 11, 17), (7, 8, 11, 8)),
    "returns": ((1, 1, 1, 17, 17, 17), (5, 17, 5, 10), (9, 17, 9, 5), (13, 17, 13, 8)),
    "settings": ((1, 3, 17, 3), (1, 9, 17, 9), (1, 15, 17, 15)),
    "lock": ((3, 8, 15, 8, 15, 17, 3, 17, 3, 8), (9, 11, 9, 14)),
    "undo": ((5, 3, 1, 7, 5, 11), (1, 7, 12, 7, 15, 9, 16, 12, 15, 15, 12, 16, 7, 16)),
    "steps": ((9, 4, 9, 9, 13, 12),),
    "redo": ((13, 3, 17, 7, 13, 11), (17, 7, 6, 7, 3, 9, 2, 12, 3, 15, 6, 16, 11, 16)),
}
ROUNDS: dict[str, Sequence[tuple[float, float, float]]] = {
    "distributions": ((9, 9, 8),),
    "lock": ((9, 5, 4),),
    "steps": ((9, 9, 8),),
    "settings": ((11, 3, 1.6), (5, 9, 1.6), (12, 15, 1.6)),
}
"""Circles: middle and radius."""
DIRECTED = ("undo", "redo", "returns")
"""Signs that run as the window does."""


def draw_sign(painter: QPainter, sign: str) -> None:
    """Draw a sign from the painter's origin with its pen; of a page that has none, nothing."""
    for points in STROKES.get(sign, ()):
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(points[::2], points[1::2], strict=True)]))
    for x, y, radius in ROUNDS.get(sign, ()):
        painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))


class SignButton(QPushButton):
    """A button with a text; where there is little room (``bare``) it shows its sign, and its text when pointed at."""

    def __init__(self, label: str, sign: str, keys: str, on: Callable[[], object], ink: tuple[Role, Role]) -> None:
        """``ink``: the roles of the sign, and of the sign of a button that is checked."""
        super().__init__(label)
        self.sign, self.keys, self._ink, self.bare = sign, keys, ink, False
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # whoever clicks stays where they type
        self.setAutoDefault(True)  # outside a dialog: Enter presses the button one stands on, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: on())
        self.be_bare(False)

    def be_bare(self, bare: bool) -> None:
        """Show the sign alone, or the text."""
        self.bare = bare
        name = self.accessibleName()
        self.setToolTip(f"{name}  {self.keys}" if bare else self.keys)
        self.updateGeometry()
        self.update()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Keep the text, and with it its key, but leave it undrawn where the sign stands for it."""
        super().initStyleOption(option)
        if self.bare and self.sign in STROKES:
            option.text = ""
        elif self.bare:
            option.text = self.accessibleName()[:2]

    def sizeHint(self) -> QSize:
        """Return the size of the sign, or of the text."""
        return QSize(BARE_WIDTH, BARE_HEIGHT) if self.bare else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the size of the sign: what names need must not make the window wider before they give way."""
        return QSize(BARE_WIDTH, BARE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign where it stands for the text."""
        super().paintEvent(event)
        if not self.bare:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - SIDE) / 2, (self.height() - SIDE) / 2)
        if self.sign in DIRECTED and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(SIDE, 0)
            painter.scale(-1, 1)
        role: Role = self._ink[self.isChecked()] if self.isEnabled() else "muted"
        round_ = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour(role), 1.7, Qt.PenStyle.SolidLine, *round_))
        draw_sign(painter, self.sign)
        painter.end()
