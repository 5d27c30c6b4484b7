"""How many keys it takes, beside the letters and figures of what is entered, and where one stands meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.ui.navigation import NEW
from fupin_desk.ui.widgets.tabbing import cursor_of
from tests.acts.village_desk import a_village_desk
from tests.ledger.made_up import id_number
from tests.ui.hands import Hands
from tests.ui.test_navigation import session_of, stands_in

Make = Callable[..., Hands]
AT_MOST = 18


@pytest.fixture
def clerk(hands: Make, tmp_path: Path) -> Hands:
    a_village_desk(tmp_path / "desk").close()
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    made.in_front()
    return made


class Keyboard:
    """Keys go to whatever has the cursor; those that are no letters of what is entered are counted."""

    def __init__(self, who: Hands) -> None:
        self.who, self.struck = who, 0

    def at(self) -> QWidget:
        QApplication.processEvents()  # a list opens once the page has scrolled
        self.who.in_front()
        return cursor_of(self.who.shell) or self.who.shell

    def text(self, typed: str) -> None:
        self.who.type(self.at(), typed)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.struck += 1
        QTest.keyClick(self.at(), key, modifier)

    def enter(self, *typed: str) -> None:
        for each in typed:
            self.text(each)
            self.key(Qt.Key.Key_Return)

    def choose(self, number: int) -> None:
        self.key(Qt.Key(Qt.Key.Key_0 + number))


def test_a_household_of_two_is_entered_in_few_keys_beside_its_text(clerk: Hands) -> None:
    keys = Keyboard(clerk)
    keys.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    keys.enter("张建国", id_number(7))
    assert (stands_in(clerk) or ("",) * 3)[2] == "labour", "the day of birth came from the ID number"
    keys.choose(1)  # able to work
    keys.key(Qt.Key.Key_Return)
    keys.enter("王丽")
    keys.choose(2)  # the wife
    keys.key(Qt.Key.Key_Return)
    keys.enter(id_number(8))
    keys.choose(1)
    keys.key(Qt.Key.Key_Return)
    keys.key(Qt.Key.Key_Return)  # nobody more
    keys.enter("一组")
    keys.choose(1)  # registered
    keys.key(Qt.Key.Key_Return)
    keys.enter("2014-12-31")
    keys.choose(1)  # papers in Chinese
    keys.key(Qt.Key.Key_Return)
    desk = session_of(clerk).desk
    (home,), people = list_records(desk, "household"), list_records(desk, "member")
    assert (home["group"], home["status"], home["status_since"]) == ("一组", "registered", "2014-12-31")
    assert {(one["name"], one["relation"]) for one in people} == {("张建国", "head"), ("王丽", "spouse")}
    assert keys.struck <= AT_MOST, keys.struck
    # what is folded away is opened from the keyboard, and is gone through from then on
    clerk.page.form.arrangement.folds["contact"].head.setFocus()
    keys.key(Qt.Key.Key_Space)
    keys.enter("村东头", "13900000000", "")
    assert list_records(desk, "household")[0]["address"] == "村东头"


def test_done_offers_the_next_line_and_enter_begins_it(clerk: Hands) -> None:
    household = put_record(session_of(clerk).desk, "household", {"group": "一组"}).id
    clerk.go("households", household)
    keys, plots = Keyboard(clerk), clerk.belongings("plot")
    clerk.page.view.tabs.show_named("plot")
    plots.add_button.setFocus()
    for name in ("河边", "山上"):
        keys.key(Qt.Key.Key_Return)
        keys.enter(name, "3.5", "2028-12-31")
        keys.key(Qt.Key.Key_Return)
        assert keys.at() is plots.add_button
    assert {one["name"] for one in list_records(session_of(clerk).desk, "plot")} == {"河边", "山上"}


def test_what_the_desk_filled_in_is_passed_unless_something_is_wrong_with_it(clerk: Hands) -> None:
    household = put_record(session_of(clerk).desk, "household", {"group": "一组"}).id
    clerk.go("households", household)
    people = clerk.belongings("member")
    people.add()
    form = people.form
    assert form is not None
    keys = Keyboard(clerk)
    keys.enter("王丽", id_number(8))
    assert (stands_in(clerk) or ("",) * 3)[2] == "relation"
    form.boxes["born_on"].refuse("x")
    form.begin("id_number")
    keys.key(Qt.Key.Key_Return)
    assert (stands_in(clerk) or ("",) * 3)[2] == "born_on"


def test_a_folded_part_says_what_is_in_it_and_opens_for_whoever_is_led_there(clerk: Hands) -> None:
    desk = session_of(clerk).desk
    household = put_record(desk, "household", {"group": "一组", "address": "村东头"}).id
    form = clerk.go("households", household).form
    fold = form.arrangement.folds["contact"]
    assert not fold.opened
    assert fold.head.accessibleDescription() == clerk.shell.words.apart("村东头")
    assert clerk.page.open_field("household", household, "bank_card")
    assert fold.opened
    assert (stands_in(clerk) or ("",) * 3)[2] == "bank_card"


def test_what_could_not_be_kept_is_never_folded_away(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.form, group="一组", phone="12")
    record = page.record
    clerk.go("today")
    page = clerk.go("households", record)
    assert page.form.arrangement.folds["contact"].opened
    assert not page.form.arrangement.folds["wishes"].opened


def test_a_part_that_was_opened_stays_open_for_the_next_record(clerk: Hands) -> None:
    desk = session_of(clerk).desk
    first, second = (put_record(desk, "household", {"group": name}).id for name in ("一组", "二组"))
    clerk.click(clerk.go("households", first).form.arrangement.folds["contact"].head)
    assert clerk.go("households", second).form.arrangement.folds["contact"].opened
