"""What was done can be undone, and what was taken out put back, in this sitting or in another one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.ui.widgets.tables import Table
from fupin_desk.ui.widgets.taking_out import TakingOut
from tests.acts.village_desk import a_village_desk
from tests.ui.hands import Hands


@pytest.fixture
def household(tmp_path: Path) -> str:
    desk = a_village_desk(tmp_path / "desk")
    made = put_record(desk, "household", {"group": "一组"}).id
    put_record(desk, "household", {"group": "二组"}, made)
    put_record(desk, "plot", {"household": made, "name": "东坡地"})
    put_record(desk, "entity", {"name": "合作社", "kind": "cooperative"})
    desk.close()
    return made


@pytest.fixture
def clerk(hands: Callable[..., Hands], household: str, tmp_path: Path) -> Hands:
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    return made


def standing(who: Hands, kind: str) -> list[dict[str, Any]]:
    assert who.shell.frame is not None
    return list_records(who.shell.frame.session.desk, kind)


def out_of(who: Hands, kind: str) -> TakingOut:
    if not who.page.gone:
        who.page.view.tabs.show_named("history")
    found: TakingOut = next(one for one in who.page.findChildren(TakingOut) if one.kind == kind)
    return found


def take_out(who: Hands, kind: str) -> None:
    out = out_of(who, kind)
    who.click(out.begin)
    who.type(out.reason, "重复登记")
    who.click(out.do)


def put_back(who: Hands, kind: str) -> None:
    out = out_of(who, kind)
    who.click(out.begin)
    who.type(out.reason, "误撤")
    who.click(out.do)


def press(who: Hands, key: str, **facts: Any) -> None:
    said = who.shell.words.say(key, **facts)
    who.click(next(one for one in who.page.findChildren(QPushButton) if one.text() == said))


def test_a_change_of_an_earlier_sitting_is_undone_on_its_record_s_page(clerk: Hands, household: str) -> None:
    page = clerk.go("households", household)
    clerk.click(out_of(clerk, "household").undo)
    assert standing(clerk, "household")[0]["group"] == "一组"
    assert page.form.boxes["group"].editor.raw() == "一组"


def test_a_record_is_undone_by_itself_and_the_desk_step_by_step(clerk: Hands, household: str) -> None:
    page = clerk.go("households", household)
    group = page.form.boxes["group"].editor
    out = out_of(clerk, "household")
    clerk.click(out.undo)
    assert group.raw() == "一组"
    clerk.click(out.redo)
    assert group.raw() == "二组"
    frame = clerk.shell.frame
    assert frame is not None
    for kind in ("entity", "plot"):  # what was done after it, to whatever record
        clerk.click(frame.top.undo)
        assert not standing(clerk, kind)
    clerk.click(frame.top.undo)
    assert group.raw() == "一组"
    clerk.click(frame.top.undo)
    assert not standing(clerk, "household")
    for _step in range(4):
        clerk.click(frame.top.redo)
    assert [one["group"] for one in standing(clerk, "household")] == ["二组"]
    assert [len(standing(clerk, kind)) for kind in ("plot", "entity")] == [1, 1]


def test_a_household_taken_out_is_listed_apart_says_why_and_is_put_back(clerk: Hands, household: str) -> None:
    clerk.go("households", household)
    take_out(clerk, "household")
    assert not standing(clerk, "household")
    press(clerk, "window.taken_out_ones", count=1)
    assert clerk.page.table.model().rowCount() == 1
    clerk.page.table.opened.emit("household", household)
    assert any("重复登记" in one.text() for one in clerk.page.findChildren(QLabel))
    put_back(clerk, "household")
    assert [one["group"] for one in standing(clerk, "household")] == ["二组"]


def test_a_plot_taken_out_is_named_under_its_list_and_is_put_back(clerk: Hands, household: str) -> None:
    clerk.go("households", household)
    plots = clerk.belongings("plot")
    plots.open(plots.ids[0])
    take_out(clerk, "plot")
    assert not standing(clerk, "plot")
    press(clerk, "window.taken_out_ones", count=1)
    clerk.click(next(one for one in plots.findChildren(QPushButton) if "东坡地" in one.text()))
    put_back(clerk, "plot")
    assert [one["name"] for one in standing(clerk, "plot")] == ["东坡地"]
    assert plots.table.model().rowCount() == 1


def test_an_entity_taken_out_is_listed_apart_and_is_put_back(clerk: Hands) -> None:
    clerk.go("entities", str(standing(clerk, "entity")[0]["id"]))
    take_out(clerk, "entity")
    press(clerk, "window.taken_out_ones", count=1)
    (table,) = clerk.page.findChildren(Table)
    table.opened.emit("entity", table.rows.row(0).id)
    put_back(clerk, "entity")
    assert [one["name"] for one in standing(clerk, "entity")] == ["合作社"]


def test_undoing_a_taking_out_shows_the_record_as_one_that_stands(clerk: Hands, household: str) -> None:
    clerk.go("households", household)
    take_out(clerk, "household")
    page = clerk.go("households", household)
    assert page.gone
    assert clerk.shell.frame is not None
    clerk.shell.frame.undo()
    assert not page.gone
    assert standing(clerk, "household")
