"""Charts are walked with the keys, run as the window does, and leave nothing out in silence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fupin_desk.ui.looks.roles import colour
from fupin_desk.ui.looks.sizes import ROW
from fupin_desk.ui.widgets.charts import LINES, AmountBar, Bars, MonthBar, Months, scale
from fupin_desk.ui.widgets.figure import Figure

MANY = [AmountBar(str(place), f"村{place}", 100 - place, str(100 - place)) for place in range(20)]


@pytest.mark.parametrize("most", [0, 0.3, 1, 3.2, 4, 4.1, 7, 62, 99.5, 100, 401, 1_234_567])
def test_a_scale_ends_at_or_above_the_most_and_has_few_round_lines(most: float) -> None:
    step, end = scale(most)
    assert end >= most
    assert end % step == 0
    assert 1 <= end // step <= LINES
    assert str(step).rstrip("0") in ("1", "2", "5")


def test_every_bar_is_reached_by_key_and_those_that_do_not_fit_are_counted(qtbot: QtBot) -> None:
    bars = Bars("欠款", MANY)
    qtbot.addWidget(bars)
    bars.resize(400, 5 * ROW)
    assert bars.shown == range(4)
    seen, opened = set(bars.shown), list[str]()
    bars.opened.connect(opened.append)
    bars.at = 0
    for _ in MANY:
        QTest.keyClick(bars, Qt.Key.Key_Down)
        assert bars.at in bars.shown
        seen |= set(bars.shown)
    assert seen == set(range(len(MANY)))
    QTest.keyClick(bars, Qt.Key.Key_Return)
    assert opened == [MANY[-1].id]
    asked = list[bool]()
    bars.more.connect(lambda: asked.append(True))
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(10, 4 * ROW + 5))
    assert asked == [True]
    bars.resize(400, 20 * ROW)
    assert bars.shown == range(20)


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_months_run_as_the_window_does_and_paid_fills_what_was_promised(qtbot: QtBot, way: Qt.LayoutDirection) -> None:
    months = [MonthBar("1", 100, 50, "100", "50"), MonthBar("2", 0, 0, "0", "0")]
    chart = Months("每月", ("约定", "已付"), months)
    qtbot.addWidget(chart)
    chart.setLayoutDirection(way)
    chart.resize(400, 200)
    chart.at = 0
    QTest.keyClick(chart, Qt.Key.Key_Left if chart.mirrored else Qt.Key.Key_Right)
    assert chart.at == 1
    picture = chart.grab().toImage()

    def filled(left: int, right: int) -> int:
        wanted = colour("accent").rgb()
        return sum(QColor(picture.pixel(x, 150)).rgb() == wanted for x in range(left, right))

    first, second = (220, 400), (60, 180)
    assert filled(*first if chart.mirrored else (60, 200)) > filled(*second if chart.mirrored else (230, 400)) == 0
    assert "已付 50" in chart.accessibleDescription()


def test_a_figure_says_all_of_itself_to_whoever_does_not_see_it(qtbot: QtBot) -> None:
    pressed = list[bool]()
    figure = Figure("逾期", lambda: pressed.append(True))
    qtbot.addWidget(figure)
    figure.show_number("1,800.00", "2 笔", "breach")
    assert figure.accessibleName() == "逾期: 1,800.00; 2 笔"
    QTest.keyClick(figure, Qt.Key.Key_Space)
    assert pressed
