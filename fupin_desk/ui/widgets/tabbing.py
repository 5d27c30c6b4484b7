"""The order in which Tab goes over what is shown: from above, as it is laid out, however late a part was built anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget

TAKES_BACK = "takes_back"
"""The property of what revokes, voids or erases: it comes last, and nothing but a person puts the cursor there."""


def taking_back(widget: QWidget) -> None:
    """Mark what revokes, voids or erases: Enter elsewhere never presses it, and it comes last."""
    widget.setProperty(TAKES_BACK, True)
    if isinstance(widget, QAbstractButton):
        widget.setProperty("autoDefault", False)


def cursor_of(window: QWidget) -> QWidget | None:
    """Return what has the cursor in a window, whether or not the window is in front."""
    return window.focusWidget()


def is_shown(widget: QWidget, inside: QWidget) -> bool:
    """Return whether a widget is seen in another, or will be as soon as Qt has laid out what was just built."""
    above: QWidget | None = widget
    while above is not None and above is not inside:
        if above.isHidden() and above.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            return False
        above = above.parentWidget()
    return above is inside


def tab_stops(inside: QWidget, also: QWidget | None = None) -> list[QWidget]:
    """Return what Tab stops at in a widget, in order; ``also`` one that may be hidden by now."""
    stops = dict.fromkeys(each for each in _laid_out(inside) if each is also or _takes_tab(each, inside))
    last = [each for each in stops if each.property(TAKES_BACK)]
    return [*(each for each in stops if each not in last), *last]


def order_tabs(inside: QWidget) -> list[QWidget]:
    """Let Tab go over a widget in the order in which it is laid out; return its stops."""
    stops = tab_stops(inside)
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
    return stops


def _takes_tab(widget: QWidget, inside: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None and widget.isEnabled() and is_shown(widget, inside)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    """Yield all widgets in a widget, those of its layout in their order, then those that stand in none."""
    layout = widget.layout()
    inside = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    placed = list(_in_order(layout, inside)) if layout is not None else []
    for child in (*placed, *(other for other in inside if other not in placed)):
        yield child
        yield from _laid_out(child)


def _in_order(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """Yield those of some widgets that stand in a layout, or in one within, in their order.

    No item of a layout is ever asked for: Qt deletes them unseen, and what is held of one then ends the program.
    """
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    places: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(widget), widget) for widget in widgets]
    places += [(layout.indexOf(child), child) for child in inner]
    for place, found in sorted(places, key=lambda pair: pair[0]):
        if place >= 0 and isinstance(found, QLayout):
            yield from _in_order(found, widgets)
        elif place >= 0 and isinstance(found, QWidget):
            yield found
