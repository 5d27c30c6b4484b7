"""The ring around what has the focus: one for every kind of widget, however the focus came to it.

It is drawn by an overlay above the window's content and not by each widget: Fusion shows a focus that came by Tab
alone, on some kinds of widgets, and differently on each. The overlay takes no mouse, and follows the widget when
anything around it moves, scrolls or is hidden. Each window has its own: the program's, a dialog's, an open list's.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from shiboken6 import isValid

from fupin_desk.ui.looks.roles import colour

AROUND, BREADTH, GAP, ROUND = 3, 2.0, 3.5, 5.0
"""In pixels: how far outside the widget the ring is; how broad it and what sets it apart are; its corners."""
RINGED = "ringed"
"""A property of a frame around the line one types in: the ring goes around the frame."""
MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest})


class FocusRing(QWidget):
    """The ring of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.on: QWidget | None = None
        self._watched: list[QWidget] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.place)
        self.hide()

    def go_around(self, widget: QWidget | None) -> None:
        """Stand around a widget of this window, or nowhere."""
        for each in self._watched:
            if isValid(each):
                each.removeEventFilter(self)
        self._watched, self.on = [], None if widget is None else _ringed(widget)
        above = self.on
        while above is not None:
            above.installEventFilter(self)
            self._watched.append(above)
            above = None if above.isWindow() else above.parentWidget()
        if isinstance(self.on, QTabBar):
            self.on.currentChanged.connect(self._soon.start)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what moves, once everything has moved."""
        if event.type() in MOVES:
            self._soon.start()
        return False

    def place(self) -> None:
        """Stand where the widget is now, as much of it as is seen."""
        on = self.on
        if on is None or not isValid(on) or not on.isVisible() or on.window() is not self.window():
            self.hide()
            return
        here = self.window()
        own = on.tabRect(on.currentIndex()) if isinstance(on, QTabBar) else on.rect()
        outside = QRect(on.mapTo(here, own.topLeft()), own.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
        seen = outside & here.rect() & _shown_by_scrolling(on)
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, set apart from grounds it is hardly seen on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for role, breadth in (("focus_gap", GAP), ("focus", BREADTH)):
            painter.setPen(QPen(colour(role), breadth))  # type: ignore[arg-type]
            half = breadth / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), ROUND, ROUND)
        painter.end()


def _ringed(widget: QWidget) -> QWidget:
    """Return what the ring goes around when a widget has the focus."""
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if above.property(RINGED):
            return above
        above = above.parentWidget()
    return widget


def _shown_by_scrolling(widget: QWidget) -> QRect:
    """Return what the scrolled pages around a widget let be seen of it, in the window's places."""
    window = widget.window()
    seen, above = window.rect(), widget.parentWidget()
    while above is not None and not above.isWindow():
        if above.objectName() == "qt_scrollarea_viewport":
            seen &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        above = above.parentWidget()
    return seen


class FocusRings(QObject):
    """Puts a ring around whatever has the focus in a window and in all that opens from it."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        window = None if new is None or not self._is_ours(new) else new.window()
        if self._ring is not None and isValid(self._ring) and self._ring.window() is not window:
            self._ring.go_around(None)
        if window is not None:
            known = window.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
            self._ring = known if isinstance(known, FocusRing) else FocusRing(window)
            self._ring.go_around(None if new is None or new.objectName() == "page" else new)

    def _is_ours(self, widget: QWidget) -> bool:
        above: QWidget | None = widget
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is not None
