"""A new household is begun by its head, from the keyboard; nothing typed is lost and nobody is made twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.domain.id_numbers import born_by
from fupin_desk.ui.forms.person import HeadLine
from fupin_desk.ui.navigation import NEW, SEARCH, new_of
from tests.acts.village_desk import a_village_desk
from tests.ledger.made_up import id_number
from tests.ui.hands import Hands
from tests.ui.test_navigation import session_of, stands_in

Make = Callable[..., Hands]


@pytest.fixture
def clerk(hands: Make, tmp_path: Path) -> Hands:
    a_village_desk(tmp_path / "desk").close()
    made = hands("clerk")
    made.unlock(tmp_path / "desk")
    return made


def begin(who: Hands) -> HeadLine:
    head = who.go("households", NEW).head
    assert isinstance(head, HeadLine)
    return head


def enter(who: Hands, letters: str) -> None:
    """Type into whatever has the cursor, and go on."""
    at = who.shell.focusWidget()
    assert at is not None
    who.type(at, letters)
    QTest.keyClick(at, Qt.Key.Key_Return)


def standing(who: Hands) -> tuple[int, int]:
    desk = session_of(who).desk
    return len(list_records(desk, "household")), len(list_records(desk, "member"))


def test_a_name_an_id_number_and_enter_make_a_household_with_its_head(clerk: Hands) -> None:
    begin(clerk)
    enter(clerk, "张三")
    enter(clerk, id_number(7))
    landed = stands_in(clerk)
    assert landed is not None
    assert landed[::2] == ("member", "labour"), "the number says the day of birth: nobody types it again"
    enter(clerk, "")
    enter(clerk, "")
    landed = stands_in(clerk)
    assert landed is not None
    assert landed[::2] == ("household", "group"), "nobody more: on to the form"
    desk = session_of(clerk).desk
    (home,), (head,) = list_records(desk, "household"), list_records(desk, "member")
    assert (home["id"], home["head"]) == (clerk.page.record, head["id"])
    assert (head["name"], head["id_number"], head["relation"]) == ("张三", id_number(7), "head")
    assert head["born_on"] == str(born_by(id_number(7)))
    assert clerk.page.form.boxes["number"].editor.typed() == home["number"]
    assert clerk.belongings("member").table.rows.rowCount() == 1
    assert "张三" in clerk.page.title.text()


def test_nothing_typed_makes_nothing_and_a_wrong_id_number_keeps_the_name(clerk: Hands) -> None:
    begin(clerk)
    enter(clerk, "")
    enter(clerk, "")
    clerk.go("today")
    assert standing(clerk) == (0, 0)
    head = begin(clerk)
    enter(clerk, "张三")
    enter(clerk, "123")
    assert standing(clerk) == (1, 1)
    assert head.boxes["id_number"].refusal.text() == clerk.shell.words.refused("id_number")
    record = clerk.page.record
    clerk.go("households")
    clerk.go("households", record)
    members = clerk.belongings("member")
    members.open(members.ids[0])
    assert members.form is not None
    assert members.form.boxes["id_number"].editor.raw() == "123"


def test_a_wrong_id_number_alone_is_there_again_when_one_comes_back(clerk: Hands) -> None:
    head = begin(clerk)
    clerk.type(head.boxes["id_number"].editor, "12345")
    head.boxes["id_number"].leave()
    household = clerk.page.record
    clerk.go("today")
    assert standing(clerk) == (0, 0)
    clerk.go("households", household)
    assert clerk.page.head.record == head.record
    assert clerk.page.head.boxes["id_number"].editor.raw() == "12345"


def test_undo_takes_both_and_redo_brings_them_back(clerk: Hands) -> None:
    begin(clerk)
    enter(clerk, "张三")
    assert clerk.shell.frame is not None
    clerk.shell.frame.undo()
    assert standing(clerk) == (0, 0)
    clerk.shell.frame.redo()
    assert standing(clerk) == (1, 1)


def somebody(who: Hands) -> str:
    desk = session_of(who).desk
    home = put_record(desk, "household", {"group": "一组"}).id
    said = {"household": home, "name": "张三", "relation": "head", "id_number": id_number(7)}
    member = put_record(desk, "member", said).id
    put_record(desk, "household", {"head": member}, home)
    return member


@pytest.mark.parametrize("named", [True, False])
def test_who_is_here_already_is_asked_about_and_the_door_leads_to_them(clerk: Hands, named: bool) -> None:
    member = somebody(clerk)
    head = begin(clerk)
    enter(clerk, "张三" if named else "")
    enter(clerk, id_number(7))
    assert not head.asks.isHidden()
    assert len([one for one in list_records(session_of(clerk).desk, "member") if one.get("id_number")]) == 1
    clerk.click(head.same)
    assert stands_in(clerk) == ("member", member, "id_number")
    assert standing(clerk) == (1, 1)


def test_somebody_else_with_the_same_number_is_kept_and_said_to_clash(clerk: Hands) -> None:
    somebody(clerk)
    head = begin(clerk)
    enter(clerk, "李四")
    enter(clerk, id_number(7))
    clerk.click(head.other)
    assert head.asks.isHidden()
    assert [one["id_number"] for one in list_records(session_of(clerk).desk, "member")] == [id_number(7)] * 2
    assert clerk.shell.words.say("answer.clash.same_number") in head.boxes["id_number"].note.text()


def test_a_new_household_asks_for_its_head_in_one_place(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    assert page.form.boxes["head"].isHidden()
    clerk.fill(page.form, group="一组")  # begun without its head: now it can be missing, and chosen
    assert not page.form.boxes["head"].isHidden()
    again = clerk.go("households", NEW)
    clerk.fill(again.head, name="张建国")
    assert not again.form.boxes["head"].isHidden()
    (home,) = [one for one in list_records(session_of(clerk).desk, "household") if "head" in one]
    assert again.form.boxes["head"].editor.typed() == home["head"]


def test_what_is_suggested_of_a_new_one_is_kept_with_its_first_field_alone(clerk: Hands) -> None:
    page = clerk.go("households", NEW)
    clerk.fill(page.head, name="张建国")
    desk = session_of(clerk).desk
    (home,) = list_records(desk, "household")
    page = clerk.go("contracts", f"payment{NEW}household={home['id']}")
    assert page.form.boxes["household"].editor.typed() == home["id"]
    assert not list_records(desk, "payment"), "somebody who only looked has written nothing"
    clerk.fill(page.form, amount_fen="12.50")
    (paid,) = list_records(desk, "payment")
    assert (paid["household"], paid["amount_fen"]) == (home["id"], 1250)


def test_a_new_one_is_asked_for_by_kind_and_what_it_names() -> None:
    assert new_of(f"loan{NEW}household=h&bank=b") == ("loan", {"household": "h", "bank": "b"})
    assert new_of(NEW) == ("", {})
    assert new_of("0190") is None
    assert new_of(f"{SEARCH}a{NEW}b") is None
