"""The first page: its figures are doors, and it fits the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout

from fupin_desk.acts.views.today import today_page
from fupin_desk.policy.specs import MONEY_OPEN
from fupin_desk.ui.pages.today import ONE_COLUMN_BELOW
from tests.ui.hands import Hands

Make = Callable[..., Hands]


def test_a_villages_figures_lead_to_what_they_count(hands: Make, demo: Path) -> None:
    who = hands("doors")
    who.unlock(demo / "village-1")
    assert who.shell.frame is not None
    who.shell.activateWindow()
    session = who.shell.frame.session
    to_do = today_page(session.desk, session.today)
    page = who.go("today")
    who.until(lambda: who.shell.jobs.running == 0)
    overdue, soon, _week, carry = who.page.figures.figures
    assert str(len(to_do.overdue)) in overdue.accessibleName()
    soon.setFocus()
    QTest.keyClick(soon, Qt.Key.Key_Space)
    assert page.owed.hasFocus()
    assert page.owed.currentIndex().row() == len(to_do.overdue)
    overdue.setFocus()
    QTest.keyClick(overdue, Qt.Key.Key_Return)
    assert who.page.name == "households"
    asked = session.lists["household"].asked
    assert (asked.money_open, asked.column) == (True, MONEY_OPEN)
    owed_to = {owed.settled.due.household for owed in to_do.overdue} - {None}
    assert owed_to <= set(session.lists["household"].ids or ())
    carry = who.go("today").figures.figures[3]
    who.click(carry)
    assert who.page.name == "exchange"


def test_the_offices_figures_lead_to_sums_by_village_and_to_no_household(hands: Make, demo: Path) -> None:
    who = hands("county")
    who.unlock(demo / "office")
    who.shell.activateWindow()
    page = who.go("today")
    who.until(lambda: who.shell.jobs.running == 0)
    who.click(page.figures.figures[0])
    assert page.villages.chart.hasFocus()
    amounts = [bar.amount for bar in page.villages.chart.bars]
    assert amounts == sorted(amounts, reverse=True) != []
    page.villages.turn.click()
    shown = page.villages.table
    assert shown.rows.rowCount() == len(amounts)
    QTest.keyClick(page.villages.chart, Qt.Key.Key_Return)
    assert who.page.name == "households"
    assert who.shell.frame is not None
    (asked,) = who.shell.frame.session.lists["household"].asked.fields.values()
    assert asked == (page.villages.chart.bars[0].id,)
    for place, name in ((2, "office"), (3, "exchange")):
        who.click(who.go("today").figures.figures[place])
        assert who.page.name == name


@pytest.mark.parametrize("language", ["zh_CN", "ug"])
def test_the_first_page_has_two_columns_where_there_is_room_else_one(hands: Make, demo: Path, language: str) -> None:
    who = hands(f"narrow {language}", language)
    who.unlock(demo / "village-1")
    page = who.go("today")
    for width in (1366, 1140):
        who.shell.resize(width, 720)
        who.until(lambda: who.shell.jobs.running == 0)
        wide = page.width() >= ONE_COLUMN_BELOW
        assert page.columns.direction() == (
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        assert wide == (width == 1366)
        assert page.figures.width() <= page.width()


def test_who_stands_on_the_first_page_stays_there_when_policy_has_looked(hands: Make, demo: Path) -> None:
    who = hands("stands")
    who.unlock(demo / "village-1")
    assert who.shell.frame is not None
    who.shell.activateWindow()
    page = who.go("today")
    page.owed.setFocus()
    page.owed.selectRow(1)
    who.shell.frame.session.judge()
    who.until(lambda: who.shell.jobs.running == 0)
    assert page.owed.hasFocus()
    assert page.owed.currentIndex().row() == 1
    assert page.found._findings
