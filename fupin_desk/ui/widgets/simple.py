"""Texts, buttons, cards and rows, all looking alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QStyleOptionButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from fupin_desk.ui.widgets.flow import Flow
from fupin_desk.ui.widgets.lettered import Lettered
from fupin_desk.ui.widgets.soon import soon

_SET_APART = re.compile(r"^(?=[\u2066-\u2068])", re.MULTILINE)
"""Before a line that begins with an isolate."""
_ALONG = re.compile(r"^[\u200e\u200f](?=[\u2066-\u2068])", re.MULTILINE)
LINK = 160
"""In pixels: how much of a long link is always seen."""
_Box = TypeVar("_Box", bound=QBoxLayout)


class Label(QLabel):
    """A text whose lines run as the window does, also where one begins with a name set apart.

    Qt looks into the name for a line's direction, and turns a Uyghur sentence round that begins with a Chinese one.
    """

    def setText(self, sentence: str) -> None:
        """Show a text; what somebody wrote, and nothing sets apart, runs by its own letters."""
        along = "\u200f" if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else "\u200e"
        super().setText(_SET_APART.sub(along, sentence))

    def text(self) -> str:
        """Return the text as it was given."""
        return _ALONG.sub("", super().text())


def text(sentence: str, name: str = "", *, wrap: bool = True) -> QLabel:
    """Return a text; ``name`` is its style (``title``, ``heading``, ``muted``, ``label``, ``big``, ``code``)."""
    label = Label()
    label.setText(capital(sentence) if name in ("title", "heading", "label") else sentence)
    label.setObjectName(name)
    label.setWordWrap(wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        # A name or a code in Latin or Chinese would begin at the far side: Qt goes by the text, not by the window.
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        label.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
    return label


def capital(sentence: str) -> str:
    """Return a text as it begins a line of its own: kinds and fields are written small, for they stand in sentences."""
    return sentence[:1].upper() + sentence[1:]


def button(label: str, on: Callable[[], object], *, main: bool = False, name: str = "") -> Lettered:
    """Return a button; the one the page is for is ``main``."""
    return _dressed(Lettered(label), on, "main" if main else (name or "plain"))


def _dressed(made: Lettered, on: Callable[[], object], name: str) -> Lettered:
    made.setObjectName(name)
    made.setAutoDefault(True)  # outside a dialog: Enter presses the button one stands on, as Space does
    made.clicked.connect(lambda _checked=False: on())
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


class _Link(Lettered):
    """A text one can follow; where there is no room for it, it is shortened and says the whole on hover."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than its beginning needs: a long one pushes no page out of the window."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), LINK), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Draw what there is room for."""
        super().initStyleOption(option)
        option.text = self.fontMetrics().elidedText(  # its letter stays underlined
            option.text, Qt.TextElideMode.ElideRight, self.width(), Qt.TextFlag.TextShowMnemonic
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole on hover while it is shortened."""
        super().resizeEvent(event)
        if self.toolTip() in ("", self.text()):
            short = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            self.setToolTip(self.text() if short else "")


def link(label: str, on: Callable[[], object]) -> Lettered:
    """Return a button that looks like a text one can follow."""
    return _dressed(_Link(label), on, "link")


def column(*widgets: QWidget | QLayout, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """Return widgets one below another."""
    return _filled(QVBoxLayout(), widgets, spacing, margin)


def row(*widgets: QWidget | QLayout, spacing: int = 8, stretch: bool = True) -> QHBoxLayout:
    """Return widgets beside each other, from where the line begins."""
    layout = _filled(QHBoxLayout(), widgets, spacing, 0)
    if stretch:
        layout.addStretch(1)
    return layout


def _filled(layout: _Box, widgets: tuple[QWidget | QLayout, ...], spacing: int, margin: int) -> _Box:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    before: QWidget | QLayout | None = None
    for item in widgets:
        if isinstance(item, QWidget):
            layout.addWidget(item)
            if isinstance(before, QLabel) and before.objectName() == "label":
                _name(item, before)
        elif isinstance(item, Flow):
            held = QWidget()
            held.setLayout(item)  # one of our own stands in no other layout: Qt would delete what Python still knows
            layout.addWidget(held)
        else:
            layout.addLayout(item)
        before = item
    return layout


def _name(widget: QWidget, label: QLabel) -> None:
    """Let what is typed in be called what stands before it, also for who cannot see that; a click there leads to it."""
    target = widget.focusProxy() or widget
    if target.focusPolicy() != Qt.FocusPolicy.NoFocus and not target.accessibleName():
        target.setAccessibleName(label.text())
        label.setBuddy(target)


def card(*widgets: QWidget | QLayout, spacing: int = 8) -> QFrame:
    """Return widgets on a white sheet."""
    frame = QFrame()
    frame.setObjectName("card")
    frame.setLayout(column(*widgets, spacing=spacing, margin=14))
    return frame


def scrolling(widget: QWidget) -> QScrollArea:
    """Return a widget that scrolls up and down where there is no room for it; it takes no focus by itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(widget)
    widget.setAutoFillBackground(False)
    return area


def weigh(widget: QWidget, level: str) -> None:
    """Give a text the colours of how much it weighs: ``breach``, ``gap``, ``note``, ``not_judged``, ``good``."""
    widget.setProperty("level", level)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def mark(what: str, level: str) -> QLabel:
    """Return a short coloured word, such as how much a finding weighs."""
    label = text(what, "mark", wrap=False)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    weigh(label, level)
    return label


def reveal(widget: QWidget) -> None:
    """Bring the tabs in which a widget stands to the front."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QTabWidget):
            inside = (above.widget(place) for place in range(above.count()))
            holder = next((page for page in inside if page is not None and page.isAncestorOf(widget)), None)
            if holder is not None:
                above.setCurrentWidget(holder)
        above = above.parentWidget()


def into_view(widget: QWidget) -> None:
    """Bring a widget to where it is seen: its tab to the front, the page scrolled."""
    reveal(widget)
    _scroll_to(widget)
    # A page that was laid out a moment ago has its places only after Qt has been round.
    soon(widget, partial(_scroll_to, widget))


def _scroll_to(widget: QWidget) -> None:
    """Scroll what a widget stands in by now: it may have gone from where it stood, and that from Qt."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget, 0, 40)


def stand_in(widget: QWidget) -> None:
    """Put the cursor into a widget, with the ring that shows where it is, and into view."""
    reveal(widget)  # what is behind takes no focus
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    into_view(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count() and (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()  # else one that was added a moment ago is shown after all, as a window of its own
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
