"""What clashes is said beside the field as soon as it is left, and on Today, each with a door to the very field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from fupin_desk.acts.records.commands import list_records, put_record
from fupin_desk.domain.findings import Level
from fupin_desk.ui.forms.field_box import FieldBox
from fupin_desk.words import LANGUAGES
from tests.acts.village_desk import a_village_desk
from tests.ledger.made_up import id_number
from tests.ui.hands import Hands
from tests.ui.test_navigation import session_of, stands_in

Make = Callable[..., Hands]


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str]:
    """Two households with a head each; the first has an ID number."""
    desk, made = a_village_desk(tmp_path / "desk"), {}
    for name, number in (("张三", id_number(7)), ("李四", None)):
        home = put_record(desk, "household", {"group": "一组"}).id
        said = {"household": home, "name": name, "relation": "head", "id_number": number}
        made[name] = put_record(desk, "member", said).id
        put_record(desk, "household", {"head": made[name]}, home)
        made[name + "家"] = home
    desk.close()
    return made


def a_clerk(hands: Make, folder: Path, language: str = "zh_CN") -> Hands:
    made = hands("clerk", language)
    made.unlock(folder)
    made.until(lambda: made.shell.jobs.running == 0)
    return made


def member_box(who: Hands, home: str, member: str, field: str) -> FieldBox:
    who.go("households", home)
    members = who.belongings("member")
    members.open(member)
    assert members.form is not None
    return members.form.boxes[field]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_id_on_two_people_is_said_as_the_field_is_left_with_a_door_to_the_other(
    hands: Make, homes: dict[str, str], tmp_path: Path, language: str
) -> None:
    who = a_clerk(hands, tmp_path / "desk", language)
    box = member_box(who, homes["李四家"], homes["李四"], "id_number")
    who.type(box.editor, id_number(7).replace("9", "９"))
    box.leave()
    assert list_records(session_of(who).desk, "member")[1]["id_number"] == id_number(7)  # it stops no save
    assert not box.note.isHidden()
    assert box.note.text() == who.shell.words.say("answer.clash.same_number")
    (door,) = [one for one in box.findChildren(QPushButton) if "张三" in one.text()]
    who.click(door)
    assert stands_in(who) == ("member", homes["张三"], "id_number")


def test_a_second_head_is_said_as_the_relation_is_chosen_and_goes_when_it_is_mended(
    hands: Make, homes: dict[str, str], tmp_path: Path
) -> None:
    who = a_clerk(hands, tmp_path / "desk")
    who.go("households", homes["张三家"])
    members = who.belongings("member")
    members.add()
    assert members.form is not None
    who.fill(members.form, name="王五", relation="head")
    box = members.form.boxes["relation"]
    assert who.shell.words.say("answer.clash.second_head") in box.note.text()
    assert {one.id for one in session_of(who).findings if one.level is Level.CLASH} == {
        homes["张三"],
        members.form.record,
    }
    who.fill(members.form, relation="child")
    assert who.shell.words.say("answer.clash.second_head") not in box.note.text()


@pytest.mark.parametrize("field", ["born_on", "born_in"])
def test_a_birth_against_the_id_number_is_refused_at_its_field_and_kept_as_it_was_typed(
    hands: Make, homes: dict[str, str], tmp_path: Path, field: str
) -> None:
    who = a_clerk(hands, tmp_path / "desk")
    box = member_box(who, homes["张三家"], homes["张三"], field)
    who.type(box.editor, {"born_on": "1950-01-02", "born_in": "1950"}[field])
    box.leave()
    assert box.refusal.text() == who.shell.words.refused("birth_differs")
    page = who.go("today")
    (line,) = [one for one in page.findChildren(QPushButton) if who.shell.words.kind("member") in one.text()]
    who.click(line)
    assert stands_in(who) == ("member", homes["张三"], field)


def test_people_without_a_head_are_on_today_with_a_door_to_where_it_is_chosen(
    hands: Make, homes: dict[str, str], tmp_path: Path
) -> None:
    who = a_clerk(hands, tmp_path / "desk")
    put_record(session_of(who).desk, "member", {"household": homes["李四家"], "name": "王氏", "relation": "spouse"})
    box = member_box(who, homes["李四家"], homes["李四"], "gone_since")
    who.type(box.editor, "2018-01-01")
    box.leave()
    page = who.go("households", homes["李四家"])
    assert page.form.boxes["head"].note.text().startswith(who.shell.words.say("answer.clash.no_head"))
    who.go("today")
    doors = [one for one in who.page.found.findChildren(QPushButton) if "李四" in one.accessibleName()]
    who.click(doors[0])
    assert stands_in(who) == ("household", homes["李四家"], "head")
