"""The small parts everything in the window is made of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fupin_desk.ui.widgets.simple import clear, text
from fupin_desk.ui.widgets.tables import Table
from fupin_desk.words import words


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


@pytest.fixture(params=["zh_CN", "ug", "kk_Arab", "en"])
def language(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[str]:
    """The window runs as its language does."""
    before = QGuiApplication.layoutDirection()
    right = words(request.param).direction == "rtl"
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    yield request.param
    QGuiApplication.setLayoutDirection(before)


@pytest.mark.parametrize("name", ["陈小明", "قاسىم ئەركىن", "Example", "H-0030-093A"])
def test_a_sentence_runs_as_the_window_does_whatever_name_it_begins_with(
    qtbot: QtBot, language: str, name: str
) -> None:
    spoken = words(language)
    said = "\n".join(f"{spoken.apart(name)} {spoken.say('answer.clash.no_head')}" for _line in range(2))
    label = text(said)
    qtbot.addWidget(label)
    assert label.text() == said
    for put in ("", said):
        label.setText(put)
    shown = QTextDocument(QLabel.text(label))  # what Qt's label sets such a text with
    for line in (shown.firstBlock(), shown.lastBlock()):
        assert line.textDirection() == QGuiApplication.layoutDirection()


def test_what_somebody_wrote_runs_by_its_own_letters(qtbot: QtBot, language: str) -> None:
    for said in ("少算了", "پۇل كەم"):
        assert QLabel.text(text(said)) == said


def test_a_head_of_a_list_with_too_little_room_ends_in_dots_and_not_inside_a_letter(qtbot: QtBot) -> None:
    table = Table(["بىرلىككە كەلگەن ئىجتىمائىي ئىناۋەت كودى", "b"], (1, 1), "x")
    qtbot.addWidget(table)
    assert table.horizontalHeader().textElideMode() == Qt.TextElideMode.ElideRight
