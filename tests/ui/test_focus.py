"""Where the cursor is: a ring around it however it came, on the page that is shown, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTabWidget,
    QToolButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from fupin_desk.acts.demo import make_demo
from fupin_desk.ui.looks.ring import FocusRing, FocusRings
from fupin_desk.ui.navigation import NEW
from fupin_desk.ui.pages.register import page_names
from tests.ui.hands import CHEAP, Hands, frame_of, opened

Make = Callable[..., Hands]
REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder, 1, 6, 1, ["zh_CN", "ug"], CHEAP)
    return folder


def stands_within(page: QWidget) -> bool:
    return page.isAncestorOf(QApplication.focusWidget() or QWidget())


def stands_on(who: Hands) -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


# ---- the ring


def ring_of(window: QWidget) -> FocusRing | None:
    found = window.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, FocusRing) and found.isVisible() else None


def kinds_of_widgets() -> dict[str, QWidget]:
    combo, table, tabs, listed = QComboBox(), QTableWidget(2, 2), QTabWidget(), QListWidget()
    combo.addItems(["一", "二"])
    listed.addItems(["一", "二"])
    tabs.addTab(QWidget(), "一")
    tabs.addTab(QWidget(), "二")
    tool = QToolButton()
    tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return {
        "line": QLineEdit("张三"),
        "text": QPlainTextEdit(),
        "combo": combo,
        "spin": QSpinBox(),
        "date": QDateEdit(),
        "check": QCheckBox("一"),
        "radio": QRadioButton("一"),
        "slider": QSlider(Qt.Orientation.Horizontal),
        "list": listed,
        "table": table,
        "tree": QTreeWidget(),
        "tabs": tabs,
        "tool": tool,
        "button": QPushButton("一"),
    }


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    FocusRings(app, made)
    made.resize(500, 900)
    return made


def shown(window: QWidget, qtbot: QtBot) -> None:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.mark.parametrize("reason", REASONS)
def test_the_ring_is_around_whatever_has_the_focus_however_it_came(
    window: QWidget, qtbot: QtBot, reason: Qt.FocusReason
) -> None:
    kinds = kinds_of_widgets()
    layout = window.layout()
    assert layout is not None
    for widget in kinds.values():
        layout.addWidget(widget)
    shown(window, qtbot)
    missed = []
    for name, widget in kinds.items():
        target = widget.tabBar() if isinstance(widget, QTabWidget) else widget
        target.setFocus(reason)
        QApplication.processEvents()
        ring = ring_of(window)
        at = target.mapTo(window, QPoint(0, 0))
        if ring is None or not ring.geometry().contains(at + QPoint(1, 1)) or ring.on is not target:
            missed.append(name)
    assert missed == []


def test_the_ring_follows_what_is_scrolled_and_goes_where_it_is_not_seen(window: QWidget, qtbot: QtBot) -> None:
    scroll, inner, line = QScrollArea(), QWidget(), QLineEdit()
    scroll.setWidgetResizable(True)
    inner.setMinimumHeight(3000)
    tall = QVBoxLayout(inner)
    tall.addWidget(line)
    tall.addStretch(1)
    scroll.setWidget(inner)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(scroll)
    shown(window, qtbot)
    line.setFocus()
    before = ring_of(window)
    assert before is not None
    top = before.y()
    scroll.verticalScrollBar().setValue(5)
    qtbot.waitUntil(lambda: (ring := ring_of(window)) is not None and ring.y() != top)
    scroll.verticalScrollBar().setValue(1500)
    qtbot.waitUntil(lambda: ring_of(window) is None)


def test_what_opens_from_the_window_has_a_ring_of_its_own(window: QWidget, qtbot: QtBot) -> None:
    shown(window, qtbot)
    menu, line = QMenu(window), QLineEdit()
    inside = QVBoxLayout(menu)
    inside.addWidget(line)
    menu.popup(window.mapToGlobal(QPoint(20, 20)))
    line.setFocus()
    qtbot.waitUntil(lambda: ring_of(menu) is not None)
    assert ring_of(window) is None
    menu.close()


def test_the_ring_goes_around_the_tokens_and_not_the_line_within_them(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    form = who.go("households", NEW).form
    box = form.boxes["industries"].editor.box
    form.begin("industries")
    who.until(lambda: (ring := ring_of(who.shell)) is not None and ring.on is box)


def test_no_style_but_the_ring_shows_where_the_focus_is() -> None:
    source = (Path(__file__).parents[2] / "fupin_desk/ui/looks/sheet.py").read_text(encoding="utf8")
    assert ":focus" not in source
    assert "* {{ outline: none; }}" in source


# ---- where the cursor is


def test_blank_space_takes_no_focus(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    page = who.go("households", NEW)
    line = page.form.boxes["address"].editor.focusProxy()
    line.setFocus()
    scroll = page.findChild(QScrollArea, options=Qt.FindChildOption.FindDirectChildrenOnly)
    blank = QPoint(3, scroll.viewport().height() - 3)
    QTest.mouseClick(scroll.viewport(), Qt.MouseButton.LeftButton, pos=blank)
    QTest.mouseClick(frame_of(who).side, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert stands_on(who) is line


@pytest.mark.parametrize("where", ["village-1", "office"])
def test_the_cursor_goes_with_the_page_and_never_onto_what_takes_away(hands: Make, demo: Path, where: str) -> None:
    who = opened(hands, demo, where=where)
    frame = frame_of(who)
    for place, name in enumerate(page_names(frame.session), 1):
        if place > 10:
            continue
        QTest.keyClick(stands_on(who), Qt.Key(Qt.Key.Key_0 + place % 10), Qt.KeyboardModifier.ControlModifier)
        who.until(lambda: who.shell.jobs.running == 0)
        assert frame.stack.currentWidget() is frame.pages[name]
        page = frame.pages[name]
        who.until(partial(stands_within, page))
        assert not isinstance(stands_on(who), QAbstractButton) or stands_on(who).objectName() in ("main", "door")


def test_whoever_clicks_in_the_side_bar_is_on_the_page(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    frame = frame_of(who)
    who.click(frame.side.places["households"])
    who.until(lambda: frame.pages["households"].isAncestorOf(stands_on(who)))


def test_a_page_that_is_built_anew_keeps_the_cursor(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    page = who.go("entities")
    who.until(page.has_focus)
    page.fill()
    who.until(page.has_focus)
    assert page.isAncestorOf(stands_on(who))


def test_who_types_in_the_search_box_stays_there(hands: Make, demo: Path) -> None:
    who = opened(hands, demo)
    search = frame_of(who).search
    who.type(search, "zjg")
    QApplication.processEvents()
    assert stands_on(who) is search
    assert search.text() == "zjg"
