"""Run by ``test_aborting.py`` in a process of its own, for what it looks for ends in an abort.

``counting calls``: many Qt calls of each kind that return nothing, with how many references to None went or came.
``counting rounds DESK TURNS``: a window goes over all its pages so often; on the way the references to None, the
widgets and the objects of Python.
Prints JSON.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

CALLS = 4_000


class Sender(QObject):
    said = Signal(str, int)


class Painted(QWidget):
    """Overrides what Qt calls by itself: a way back into Python that returns nothing either."""

    def paintEvent(self, _event: object) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.drawText(2, 12, "张")
        painter.end()

    def event(self, event: QEvent) -> bool:
        return super().event(event)


def references() -> int:
    gc.collect()
    return sys.getrefcount(None)


def calls_of_widgets() -> dict[str, Callable[[int], object]]:
    label, line, check, combo, bar = QLabel(), QLineEdit(), QCheckBox(), QComboBox(), QProgressBar()
    button, stack, listed = QPushButton(), QStackedWidget(), QListWidget()
    combo.addItems(["一", "二"])
    stack.addWidget(QWidget())
    stack.addWidget(QWidget())
    return {
        "setText": lambda turn: label.setText(str(turn)),
        "setText of a line": lambda turn: line.setText(str(turn)),
        "setEnabled": lambda turn: button.setEnabled(bool(turn % 2)),
        "setVisible": lambda turn: check.setVisible(bool(turn % 2)),
        "setToolTip": lambda turn: button.setToolTip(str(turn)),
        "setProperty": lambda turn: line.setProperty("refused", bool(turn % 2)),
        "setStyleSheet": lambda turn: label.setStyleSheet("color: red;" if turn % 2 else ""),
        "setChecked": lambda turn: check.setChecked(bool(turn % 2)),
        "setCurrentIndex": lambda turn: combo.setCurrentIndex(turn % 2),
        "setCurrentWidget": lambda turn: stack.setCurrentIndex(turn % 2),
        "setValue": lambda turn: bar.setValue(turn % 100),
        "addItem": lambda turn: listed.clear() if turn % 50 == 0 else listed.addItem(str(turn)),
    }


def calls_of_layouts() -> dict[str, Callable[[int], object]]:
    holder, place = QWidget(), QLabel()
    layout, grid = QVBoxLayout(holder), QGridLayout()
    layout.addLayout(grid)
    return {
        "addWidget": lambda _turn: layout.addWidget(place),
        "removeWidget": lambda _turn: layout.removeWidget(place),
        "a grid": lambda turn: grid.addWidget(place, turn % 3, 0),
        "setStretch": lambda turn: layout.setStretch(0, turn % 3),
        "setContentsMargins": lambda turn: layout.setContentsMargins(turn % 5, 0, 0, 0),
        "a parent": lambda turn: place.setParent(holder if turn % 2 else None),
    }


def calls_of_the_rest() -> dict[str, Callable[[int], object]]:
    sender, told, timer, painted = Sender(), [0], QTimer(), Painted()
    sender.said.connect(lambda _text, number: told.__setitem__(0, number))
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter, palette = QPainter(image), QPalette()
    painted.resize(20, 20)
    painted.keep = image  # type: ignore[attr-defined]
    return {
        "a signal": lambda turn: sender.said.emit("字", turn),
        "a painter": lambda turn: painter.fillRect(QRect(0, 0, turn % 8, 8), QColor("red")),
        "a palette": lambda turn: palette.setColor(QPalette.ColorRole.Base, QColor(turn % 255, 0, 0)),
        "painting by Qt": lambda _turn: painted.grab(),
        "a timer": lambda turn: timer.start(10_000) if turn % 2 else timer.stop(),
        "an event": lambda _turn: QCoreApplication.sendEvent(painted, QEvent(QEvent.Type.FontChange)),
        "processEvents": lambda _turn: QCoreApplication.processEvents(),
    }


def count_calls() -> dict[str, int]:
    app = QApplication.instance() or QApplication([])
    found = {}
    for name, call in (calls_of_widgets() | calls_of_layouts() | calls_of_the_rest()).items():
        for turn in range(200):
            call(turn)
        before = references()
        for turn in range(CALLS):
            call(turn)
        found[name] = references() - before
    del app
    return found


def count_rounds(folder: Path, turns: int) -> dict[str, list[int]]:
    from PySide6.QtTest import QTest

    from fupin_desk.ui.desk_frame import DeskFrame
    from fupin_desk.ui.pages.register import page_names
    from fupin_desk.ui.shell import Shell
    from fupin_desk.ui.start.unlock import UnlockPage
    from tests.ui.hands import around

    app = QApplication([])
    shell = Shell(app, around("rounds"), "zh_CN")
    shell.show()
    shell.show_unlock(folder)
    page = shell.centralWidget()
    assert isinstance(page, UnlockPage)
    page.passphrase.setText("demo")
    page.open.click()
    while not shell.findChildren(DeskFrame):
        QTest.qWait(20)
    (frame,) = shell.findChildren(DeskFrame)
    found = {name: list[int]() for name in ("references", "widgets", "objects")}
    records = first_records(frame.session.desk)
    for turn in range(turns):
        for name in page_names(frame.session):
            frame.go(name, "")
            for record in records.get(name, ()):
                frame.go(name, record)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QTest.qWait(0)
        if turn % max(1, turns // 10) == 0 or turn == turns - 1:
            shell.jobs.wait()
            QTest.qWait(20)
            found["references"].append(references())
            found["widgets"].append(len(app.allWidgets()))
            found["objects"].append(len(gc.get_objects()))
    shell.close()
    return found


def first_records(desk: object) -> dict[str, list[str]]:
    """Return a record or a new one for each page that shows records."""
    from fupin_desk.acts.desk import Desk
    from fupin_desk.acts.records.commands import list_records

    assert isinstance(desk, Desk)
    kinds = {"household": "households", "entity": "entities", "contract": "contracts", "distribution": "distributions"}
    found = {page: [each["id"] for each in list_records(desk, kind)[:2]] for kind, page in kinds.items()}
    found["households"].append("+")
    found["notices"] = [each["id"] for each in list_records(desk, "notice")[:1]]
    return found


if __name__ == "__main__":
    told = count_calls() if sys.argv[1] == "calls" else count_rounds(Path(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps(told))
