"""Finding people: from the search box, and in a field that names another record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.ui.forms.references import ReferenceEditor
from fupin_desk.ui.widgets.tables import Table
from tests.acts.village_desk import a_village_desk
from tests.ui.hands import Hands

PEOPLE = ("张建国", "张建华", "ئەخمەت قاسىم")


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str]:
    desk = a_village_desk(tmp_path / "desk")
    made = {}
    for name in PEOPLE:
        made[name] = put_record(desk, "household", {"group": "一组"}).id
        put_record(desk, "member", {"household": made[name], "name": name, "relation": "head"})
    made["contract"] = put_record(desk, "contract", {"terms": "lease"}).id
    desk.close()
    return made


@pytest.fixture
def clerk(hands: Callable[..., Hands], homes: dict[str, str], tmp_path: Path) -> Hands:
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    made.shell.activateWindow()
    return made


def search(who: Hands, typed: str) -> None:
    assert who.shell.frame is not None
    who.type(who.shell.frame.search, typed)
    QTest.keyClick(who.shell.frame.search, Qt.Key.Key_Return)


@pytest.mark.parametrize("typed", ["张建国", "zjg", "zhangjianguo"])
def test_enter_opens_the_one_household_that_was_meant(clerk: Hands, homes: dict[str, str], typed: str) -> None:
    search(clerk, typed)
    assert (clerk.page.name, clerk.page.record) == ("households", homes["张建国"])


@pytest.mark.parametrize("typed", ["ئەخمەت", "ئەخمەت قاسىم", "ئه‌خمه‌ت", "ئەخمەت قاسیم"])
def test_a_uyghur_name_is_found_however_its_letters_were_typed(clerk: Hands, homes: dict[str, str], typed: str) -> None:
    search(clerk, typed)
    assert clerk.page.record == homes["ئەخمەت قاسىم"]


def test_enter_goes_to_the_list_where_several_may_be_meant(clerk: Hands) -> None:
    search(clerk, "zj")
    assert clerk.page.table.model().rowCount() == 2
    assert clerk.page.table.currentIndex().row() == 0
    QTest.keyClick(clerk.page.table, Qt.Key.Key_Down)
    QTest.keyClick(clerk.page.table, Qt.Key.Key_Return)
    assert "张建" in clerk.page.title.text()


def party_field(who: Hands, contract: str) -> ReferenceEditor:
    who.go("contracts", contract)
    parties = who.belongings("party")
    parties.add()
    assert parties.form is not None
    editor = parties.form.boxes["household"].editor
    assert isinstance(editor, ReferenceEditor)
    editor.line.setFocus()
    return editor


def household_of_party(who: Hands) -> object:
    assert who.shell.frame is not None
    found = list_records(who.shell.frame.session.desk, "party")
    return found[0].get("household") if found else None


def test_one_enter_takes_the_only_record_the_letters_name(clerk: Hands, homes: dict[str, str]) -> None:
    editor = party_field(clerk, homes["contract"])
    clerk.type(editor, "zjg")
    editor.offer("zjg")
    popup = editor.line.completer().popup()
    assert popup is not None
    clerk.until(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert household_of_party(clerk) == homes["张建国"]
    assert "张建国" in editor.line.text()


def test_letters_that_name_several_are_refused_beside_the_field_and_stay(clerk: Hands, homes: dict[str, str]) -> None:
    editor = party_field(clerk, homes["contract"])
    clerk.type(editor, "zj")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert household_of_party(clerk) is None
    assert editor.raw() == "zj"


def test_an_empty_list_says_what_to_do_now(clerk: Hands) -> None:
    say = clerk.shell.words.say
    search(clerk, "没有这个人")
    assert clerk.page.table.empty == say("window.search.nothing")
    (table,) = clerk.go("entities").findChildren(Table)
    assert table.empty == say("window.list_empty")
    bare = table.grab().toImage()
    table.empty = ""
    assert table.grab().toImage() != bare
