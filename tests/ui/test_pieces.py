"""The small parts everything in the window is made of."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fupin_desk.ui.pieces.simple import clear, text


def test_what_is_put_in_and_taken_out_at_once_does_not_flash_up_as_a_window(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    page.show()
    brief = text("一闪")
    layout.addWidget(brief)
    clear(layout)
    QApplication.processEvents()
    assert not brief.isVisible()


def test_what_begins_a_line_of_its_own_begins_with_a_capital_and_a_sentence_stays_as_it_is(qtbot: QtBot) -> None:
    assert text("poverty status", "label").text() == "Poverty status"
    assert text("poverty status").text() == "poverty status"
    assert text("", "title").text() == ""
