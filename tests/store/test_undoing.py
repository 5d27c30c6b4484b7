"""Undo is a new change, and never loses what somebody wrote since."""

from __future__ import annotations

import pytest

from fupin_desk.domain.errors import NothingToUndoError, UndoTooLateError
from tests.store.desks import MadeUpDesk, a_desk


def test_undo_puts_back_what_the_last_save_replaced(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组", phone="13811111111")
    desk.save("household", made, group="二组", phone="13822222222", address="甲")
    with desk.writing() as work:
        assert sorted(work.undo("household", made).fields_changed) == ["address", "group", "phone"]
    with desk.reading() as reader:
        values = reader.get("household", made).values
        assert (values["group"], values["phone"], values["address"]) == ("一组", "13811111111", None)
        assert reader.verify_chain() == []


def test_undoing_twice_brings_it_back(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    desk.save("household", made, group="二组")
    for expected in ("一组", "二组"):
        with desk.writing() as work:
            work.undo("household", made)
        assert desk.value("household", made, "group") == expected


def test_undoing_the_making_of_a_record_voids_it_and_can_be_undone(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    for expected in ("undo", None):
        with desk.writing() as work:
            work.undo("household", made)
        assert desk.value("household", made, "voided") == expected
    assert desk.value("household", made, "group") == "一组"


def test_undoing_an_act_takes_back_all_it_did_to_the_record(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    with desk.writing() as work:
        work.save("household", made, {"group": "二组"})
        work.save("household", made, {"group": "三组", "address": "甲"})
    with desk.writing() as work:
        work.undo("household", made)
    assert desk.value("household", made, "group") == "一组"
    assert desk.value("household", made, "address") is None


def test_undo_is_refused_for_a_field_that_another_desk_changed_since(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    desk.save("household", made, group="二组", address="甲")
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    office.save("household", made, group="四组")
    desk.take(office.changes())
    office.vault.close()
    with pytest.raises(UndoTooLateError) as late, desk.writing() as work:
        work.undo("household", made)
    assert late.value.fields == ["group"]
    assert desk.value("household", made, "group") == "四组"


def test_undo_of_the_making_is_refused_once_another_desk_wrote_to_it(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    office.save("household", made, address="甲")
    desk.take(office.changes())
    office.vault.close()
    with pytest.raises(UndoTooLateError) as late, desk.writing() as work:
        work.undo("household", made)
    assert late.value.fields == ["address"]


def test_a_desk_undoes_only_its_own_acts(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    with pytest.raises(NothingToUndoError), office.writing() as work:
        work.undo("household", made)
    office.vault.close()
