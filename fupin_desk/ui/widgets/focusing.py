"""Where the cursor goes when a page is shown."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTextEdit, QWidget

FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)


def first_place(page: QWidget, *, fields_first: bool) -> QWidget | None:
    """Return where work on a page begins: its first list with lines or its first field, else its main button.

    Where there is none of them, a figure that leads on. Other buttons never: one of them may revoke, erase or take out.
    None where there is nothing of these.
    """
    reachable = [widget for widget in in_tab_order(page) if _takes_focus(widget, page)]
    lists = [widget for widget in reachable if isinstance(widget, QAbstractItemView) and _has_lines(widget)]
    fields = [widget for widget in reachable if isinstance(widget, FIELDS) and not _is_read_only(widget)]
    mains = [widget for widget in reachable if isinstance(widget, QPushButton) and widget.objectName() == "main"]
    doors = [widget for widget in reachable if isinstance(widget, QPushButton) and widget.objectName() == "door"]
    begins = (*fields, *lists) if fields_first else (*lists, *fields)
    return next(iter((*begins, *mains, *doors)), None)


def in_tab_order(page: QWidget) -> list[QWidget]:
    """Return what is on a page in the order in which Tab goes over it."""
    found, here = [], page.nextInFocusChain()
    while here is not None and here is not page:
        if page.isAncestorOf(here):
            found.append(here)
        here = here.nextInFocusChain()
    return found


def _takes_focus(widget: QWidget, page: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return by_tab and widget.focusProxy() is None and widget.isEnabled() and widget.isVisibleTo(page)


def _has_lines(view: QAbstractItemView) -> bool:
    model: QAbstractItemModel | None = view.model()
    return model is not None and model.rowCount() > 0


def _is_read_only(widget: QWidget) -> bool:
    return bool(widget.property("readOnly"))
