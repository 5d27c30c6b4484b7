"""The history beside the page: what was done here, the way back to any of it and forth again, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fupin_desk.acts.ledger import import_ledger
from fupin_desk.acts.records.commands import get_record, list_records, put_record
from fupin_desk.ui.panels.steps import StepsPanel
from tests.acts.village_desk import a_village_desk
from tests.ledger.made_up import village_ledger, xlsx
from tests.ui.hands import Hands
from tests.ui.test_navigation import stands_in

Make = Callable[..., Hands]
GROUPS = ("一组", "二组", "三组", "四组", "五组", "六组")


@pytest.fixture
def clerk(hands: Make, tmp_path: Path) -> Hands:
    """Somebody who comes back to a desk where a group was put right five times before."""
    desk = a_village_desk(tmp_path / "desk")
    home = put_record(desk, "household", {"group": GROUPS[0]}).id
    for group in GROUPS[1:]:
        put_record(desk, "household", {"group": group}, home)
    desk.close()
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    made.go("households", home)
    return made


def group_of(who: Hands) -> object:
    (home,) = list_records(who.page.session.desk, "household")
    return home["group"]


def history(who: Hands) -> StepsPanel:
    assert who.shell.frame is not None
    return who.shell.frame.history


def key(panel: StepsPanel, which: Qt.Key) -> None:
    QTest.keyClick(panel.list, which)


def test_what_was_done_before_the_window_was_opened_is_undone_from_the_keyboard(clerk: Hands) -> None:
    frame = clerk.shell.frame
    assert frame is not None
    assert (frame.top.undo.isEnabled(), frame.top.redo.isEnabled()) == (True, False)
    box = clerk.page.form.boxes["group"]
    clerk.page.form.begin("group")
    frame.undo()
    assert group_of(clerk) == "五组"
    assert box.editor.typed() == "五组"
    assert stands_in(clerk) == ("household", clerk.page.record, "group")
    assert "村民小组" in frame.strip.said.text()
    frame.redo()
    assert box.editor.typed() == "六组"
    assert not frame.top.redo.isEnabled()


def test_the_history_goes_back_to_a_step_and_forth_and_esc_leads_back_to_the_field(clerk: Hands) -> None:
    frame = clerk.shell.frame
    assert frame is not None
    clerk.page.form.begin("group")
    frame.show_history()
    panel = history(clerk)
    assert [panel.rows.said(step).endswith(group) for step, group in zip(panel.rows.steps, GROUPS[::-1], strict=True)]
    key(panel, Qt.Key.Key_Down)
    key(panel, Qt.Key.Key_Return)
    assert group_of(clerk) == "四组"
    struck = [
        panel.rows.data(panel.rows.index(row), Qt.ItemDataRole.FontRole) is not None for row in range(len(GROUPS))
    ]
    assert struck == [True, True, False, False, False, False]
    key(panel, Qt.Key.Key_Return)
    assert group_of(clerk) == "五组"
    key(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert stands_in(clerk) == ("household", clerk.page.record, "group")


def test_more_than_a_few_steps_are_asked_about_once(clerk: Hands) -> None:
    frame = clerk.shell.frame
    assert frame is not None
    frame.show_history()
    panel = history(clerk)
    for _step in range(4):
        key(panel, Qt.Key.Key_Down)
    key(panel, Qt.Key.Key_Return)
    assert group_of(clerk) == "六组"
    assert "5" in panel.why.text()
    key(panel, Qt.Key.Key_Return)
    clerk.until(lambda: group_of(clerk) == "一组")


def test_an_import_is_shown_before_it_is_undone_and_done_with_the_second_press(hands: Make, tmp_path: Path) -> None:
    desk = a_village_desk(tmp_path / "desk")
    import_ledger(desk, xlsx(village_ledger(20)))
    desk.close()
    who = hands("clerk")
    who.unlock(tmp_path / "desk")
    frame = who.shell.frame
    assert frame is not None
    frame.undo()
    panel = history(who)
    assert not panel.isHidden()
    assert len(list_records(who.page.session.desk, "household")) == 20
    who.click(panel.go)
    who.until(lambda: not list_records(who.page.session.desk, "household"))
    who.until(lambda: panel.step is not None and panel.step.undone)


def test_a_step_leads_to_its_record_and_one_that_stays_says_why(clerk: Hands) -> None:
    frame = clerk.shell.frame
    assert frame is not None
    desk = clerk.page.session.desk
    (home,) = list_records(desk, "household")
    clerk.go("today")
    frame.show_history()
    panel = history(clerk)
    clerk.click(panel.show_record)
    assert clerk.page.record == home["id"]
    with desk.writing() as work:
        work.name_step("sent")
    panel.put_away()
    frame.show_history()
    assert not panel.go.isEnabled()
    assert panel.why.text() == clerk.shell.words.say("error.StepStaysError.sent")


def test_what_cannot_be_undone_is_said_and_passed_by_the_next_time(clerk: Hands) -> None:
    frame = clerk.shell.frame
    assert frame is not None
    desk = clerk.page.session.desk
    (home,) = list_records(desk, "household")
    member = put_record(desk, "member", {"name": "张三"}).id
    with desk.writing() as work:  # as if another laptop had written it
        work.write_as("taken")
        work.save("household", home["id"], {"head": member})
    frame.undo()
    assert get_record(desk, "member", member).get("voided") is None
    assert clerk.shell.words.kind("household") in frame.strip.said.text()
    frame.undo()
    assert get_record(desk, "member", member).get("voided") is None
    assert group_of(clerk) == "五组"
