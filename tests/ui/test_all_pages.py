"""Every page in every language, on a wide screen and a magnified one: nothing is cut, and everything has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from fupin_desk.acts.records.commands import list_records
from fupin_desk.kinds.pages import PAGES
from fupin_desk.ui.navigation import NEW, place_of
from fupin_desk.ui.pages.register import page_names
from tests.ui.hands import Hands
from tests.ui.test_navigation import session_of

Make = Callable[..., Hands]
SIZES = ((1366, 720), (911, 472))
"""A laptop's screen at 100 and at 150 %, less the system's bar, in logical pixels."""
TYPED = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QTabBar)


def places(who: Hands) -> Iterator[tuple[str, str]]:
    """Yield every page, one record of every kind that has one, and a new one of each."""
    session = session_of(who)
    for name in page_names(session):
        yield name, ""
    for kind in PAGES:
        for record in list_records(session.desk, kind)[:1]:
            place = place_of(session, kind, record["id"])
            if place is not None:
                yield place
    if session.desk.role == "village":
        for name in ("households", "contracts"):
            yield name, NEW


def seen(page: QWidget) -> list[QWidget]:
    return [widget for widget in page.findChildren(QWidget) if widget.isVisible()]


def unnamed(widget: QWidget, labelled: set[int]) -> bool:
    """Return whether somebody who cannot see it is told nothing of a widget that takes the cursor."""
    if id(widget) in labelled or id(widget.parentWidget()) in labelled:
        return False
    if not isinstance(widget, TYPED) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return False
    said = widget.accessibleName() or widget.toolTip()
    if isinstance(widget, QAbstractButton):
        said = said or widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        said = said or widget.placeholderText()
    return not said and not isinstance(widget.parentWidget(), QComboBox | QAbstractItemView)


def cut(widget: QWidget) -> bool:
    """Return whether a text has less room than it needs; what is shortened on purpose says the whole on hover."""
    if not isinstance(widget, QLabel | QPushButton) or not widget.text() or widget.toolTip():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 2
    return widget.minimumSizeHint().width() > widget.width() + 1


def too_wide(page: QWidget) -> list[str]:
    """Return the areas that are broader than what is seen of them."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible() and area.widget() is not None]
    return [
        f"{inner.minimumSizeHint().width()} in {area.viewport().width()}: {told(widest(inner))}"
        for area in areas
        if (inner := area.widget()) is not None and inner.width() > area.viewport().width()
    ]


def widest(widget: QWidget) -> QWidget:
    """Return what asks for the most breadth within."""
    inner = [each for each in widget.findChildren(QWidget) if each.isVisible() and each.layout() is None]
    return max(inner, key=lambda each: max(each.minimumWidth(), each.minimumSizeHint().width()), default=widget)


def told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__}({widget.objectName()}) {text!r} in {type(widget.parentWidget()).__name__}"


@pytest.mark.parametrize("desk", ["village-1", "office"])
@pytest.mark.parametrize("language", ["zh_CN", "ug", "kk_Arab", "en"])
def test_on_every_page_everything_has_a_name_and_nothing_is_cut(
    hands: Make, demo: Path, language: str, desk: str
) -> None:
    who = hands("looks", language)
    who.unlock(demo / desk)
    who.until(lambda: session_of(who).findings or desk == "office")
    wrong: list[tuple[object, ...]] = []
    for size in SIZES:
        who.shell.resize(*size)
        for place in places(who):
            page = who.go(*place)
            for _ in range(9):  # as long as it takes until everything has its place
                QApplication.processEvents()
            at = (size[0], *place)
            labelled = {id(label.buddy()) for label in page.findChildren(QLabel) if label.buddy() is not None}
            wrong += (
                [(*at, "wider than the screen", who.shell.width(), told(widest(who.shell)))]
                if who.shell.width() > size[0]
                else []
            )
            wrong += [(*at, "wider than the page", each) for each in too_wide(page)]
            wrong += [(*at, "has no name", told(widget)) for widget in seen(page) if unnamed(widget, labelled)]
            wrong += [(*at, "is cut", told(widget)) for widget in seen(page) if cut(widget)]
    assert not wrong, "\n".join(map(str, wrong))
