"""A household and the head it begins with are made, undone and redone together, and nobody is made twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.beginning import begin_household, known_person, take_back
from fupin_desk.acts.records.commands import list_records, put_record, redo_record, undo_record
from fupin_desk.acts.records.filling import keep_field, keep_typed, new_id, open_sheet
from fupin_desk.acts.views.lists import page_of_records
from fupin_desk.domain.errors import FieldsRefusedError
from fupin_desk.domain.id_numbers import born_by
from tests.acts.village_desk import a_village_desk
from tests.ledger.made_up import id_number


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_village_desk(tmp_path / "desk")


def begun(desk: Desk, **said: Any) -> tuple[str, str]:
    household, member = new_id(desk), new_id(desk)
    begin_household(desk, household, member, said, {})
    return household, member


def standing(desk: Desk) -> tuple[int, int]:
    return len(list_records(desk, "household")), len(list_records(desk, "member"))


@pytest.mark.parametrize("said", [{"name": "张三"}, {"id_number": id_number(7)}])
def test_a_name_or_an_id_number_makes_both(desk: Desk, said: dict[str, Any]) -> None:
    household, member = begun(desk, **said)
    (home,), (head,) = list_records(desk, "household"), list_records(desk, "member")
    assert (home["id"], home["head"], home["number"][:2]) == (household, member, "H-")
    assert (head["household"], head["relation"]) == (household, "head")
    assert {name: head[name] for name in said} == said


def test_the_day_of_birth_comes_from_the_id_number_and_follows_it(desk: Desk) -> None:
    _household, member = begun(desk, id_number=id_number(7))
    for number in (id_number(7), id_number(8)):
        sheet = open_sheet(desk, "member", member)
        keep_field(desk, "member", member, {"id_number": number}, sheet.heads)
        assert open_sheet(desk, "member", member).values["born_on"] == str(born_by(number))


def test_a_birth_somebody_wrote_is_not_written_over(desk: Desk) -> None:
    household = put_record(desk, "household", {}).id
    member = put_record(desk, "member", {"household": household, "born_on": "1950-01-01"}).id
    sheet = open_sheet(desk, "member", member)
    with pytest.raises(FieldsRefusedError):
        keep_field(desk, "member", member, {"id_number": id_number(7)}, sheet.heads)
    assert open_sheet(desk, "member", member).values["born_on"] == "1950-01-01"


def test_what_cannot_be_makes_nothing(desk: Desk) -> None:
    with pytest.raises(FieldsRefusedError):
        begun(desk, id_number="123")
    assert standing(desk) == (0, 0)


@pytest.mark.parametrize("kind", ["household", "member"])
def test_undoing_either_takes_both_and_redoing_it_brings_both_back(desk: Desk, kind: str) -> None:
    household, member = begun(desk, name="张三")
    record = {"household": household, "member": member}[kind]
    for _turn in range(2):
        undo_record(desk, kind, record)
        assert standing(desk) == (0, 0)
        redo_record(desk, kind, record)
        assert standing(desk) == (1, 1)
    (home,) = list_records(desk, "household")
    assert home["head"] == member


def test_undoing_the_head_leaves_a_household_others_live_in(desk: Desk) -> None:
    household, member = begun(desk, name="张三")
    put_record(desk, "member", {"household": household, "name": "王氏", "relation": "spouse"})
    undo_record(desk, "member", member)
    assert standing(desk) == (1, 1)


def test_a_member_entered_later_is_not_taken_with_the_household(desk: Desk) -> None:
    household = put_record(desk, "household", {"group": "一组"}).id
    member = put_record(desk, "member", {"household": household, "name": "张三", "relation": "head"}).id
    put_record(desk, "household", {"head": member}, household)
    undo_record(desk, "member", member)
    assert standing(desk) == (1, 0)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\u200b"])
def test_who_is_here_already_is_known_by_the_number_however_it_was_typed(desk: Desk, typed: str) -> None:
    _household, member = begun(desk, name="张三", id_number=id_number(7))
    known = known_person(desk, typed.format(id_number(7)), new_id(desk))
    assert known is not None
    assert known.member == member
    assert "张三" in known.name
    assert known_person(desk, id_number(7), member) is None
    assert known_person(desk, id_number(8), new_id(desk)) is None
    assert known_person(desk, "123", new_id(desk)) is None
    put_record(desk, "member", {"gone_since": "2018-01-01"}, member)
    assert known_person(desk, id_number(7), new_id(desk)) is None


def test_what_was_begun_for_somebody_known_is_taken_back_while_it_holds_nothing_else(desk: Desk) -> None:
    household, member = begun(desk, name="张三")
    keep_typed(desk, "member", member, "id_number", id_number(7))
    assert take_back(desk, household, member)
    assert standing(desk) == (0, 0)
    assert not open_sheet(desk, "member", member).drafts
    household, member = begun(desk, name="李四")
    put_record(desk, "household", {"group": "一组"}, household)
    assert not take_back(desk, household, member)
    assert standing(desk) == (1, 1)


def test_what_could_not_be_kept_of_a_member_marks_its_row_and_its_households(desk: Desk) -> None:
    household, member = begun(desk, name="张三")
    other = put_record(desk, "member", {"household": household, "name": "李四"}).id
    keep_typed(desk, "member", member, "born_on", "2018-02-30")
    typed = (("member", "born_on"),)
    rows = {line.id: line.drafts for line in page_of_records(desk, "member", where={"household": household})}
    assert rows == {member: typed, other: ()}
    assert [line.drafts for line in page_of_records(desk, "household")] == [typed]
