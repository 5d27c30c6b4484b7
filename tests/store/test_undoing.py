"""Undo is a new change, and never loses what somebody wrote since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fupin_desk.domain.errors import NothingToRedoError, NothingToUndoError, UndoTooLateError
from fupin_desk.store import Saved, Work
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


def test_undo_goes_back_step_by_step_and_redo_comes_forth(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    for group in ("二组", "三组", "四组"):
        desk.save("household", made, group=group)
    for expected in ("三组", "二组", "一组"):
        assert step(desk, made, Work.undo) == expected
    for expected in ("二组", "三组"):
        assert step(desk, made, Work.redo) == expected
    assert step(desk, made, Work.undo) == "二组"
    for expected in ("三组", "四组"):
        assert step(desk, made, Work.redo) == expected
    with pytest.raises(NothingToRedoError):
        step(desk, made, Work.redo)


def test_what_is_done_after_an_undo_leaves_nothing_to_redo_and_is_undone_first(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    desk.save("household", made, group="二组")
    step(desk, made, Work.undo)
    desk.save("household", made, group="二组")  # typed by hand: an act like any other
    with pytest.raises(NothingToRedoError):
        step(desk, made, Work.redo)
    assert step(desk, made, Work.undo) == "一组"


def test_undoing_the_making_of_a_record_voids_it_and_can_be_redone(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    desk.save("household", made, group="二组")
    step(desk, made, Work.undo)
    step(desk, made, Work.undo)
    assert desk.value("household", made, "voided") == "undo"
    with pytest.raises(NothingToUndoError):
        step(desk, made, Work.undo)
    step(desk, made, Work.redo)
    assert desk.value("household", made, "voided") is None
    assert step(desk, made, Work.redo) == "二组"


FIELDS = ("group", "address", "ledger_number")
DONE = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["甲", "乙", None]), min_size=1)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DONE | st.sampled_from(["undo", "redo", "elsewhere"]), max_size=14))
def test_undo_and_redo_are_what_a_list_of_steps_would_do(desk: MadeUpDesk, acts: list[Any]) -> None:
    """Beside the desk runs the simplest undo there is: every state written down, and a place among them."""
    made = desk.save("household", group="零")
    states: list[dict[str, Any]] = [dict.fromkeys(FIELDS) | {"group": "零"}]
    place = 0
    for act in acts:
        if act == "elsewhere":  # another record is none of this one's steps
            desk.save("household", group="九")
        elif act in ("undo", "redo"):
            after = place + (1 if act == "redo" else -1)
            if 0 <= after < len(states):
                step(desk, made, getattr(Work, act))
                place = after
        else:
            now = {**states[place], **act}
            if now != states[place]:
                del states[place + 1 :]
                states.append(now)
                place += 1
            desk.save("household", made, **act)
        assert {name: desk.value("household", made, name) for name in FIELDS} == states[place]


def step(desk: MadeUpDesk, record: str, way: Callable[[Work, str, str], Saved]) -> Any:
    """Go a step, and return what the household's group then says."""
    with desk.writing() as work:
        way(work, "household", record)
    return desk.value("household", record, "group")


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


def test_redo_is_refused_for_a_field_that_another_desk_changed_since(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    desk.save("household", made, group="二组")
    step(desk, made, Work.undo)
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    office.save("household", made, group="四组")
    desk.take(office.changes())
    office.vault.close()
    with pytest.raises(UndoTooLateError):
        step(desk, made, Work.redo)
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


@pytest.mark.parametrize("elsewhere", ["三组", "四组", "五组", "六组"])
def test_undoing_the_choice_between_two_shows_again_what_every_desk_showed(desk: MadeUpDesk, elsewhere: str) -> None:
    made = desk.save("household", group="一组")
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    office.save("household", made, group=elsewhere)
    desk.save("household", made, group="二组")
    desk.take(office.changes())
    office.vault.close()
    shown = desk.value("household", made, "group")
    desk.save("household", made, group="九组")
    assert step(desk, made, Work.undo) == shown


def test_a_desk_undoes_only_its_own_acts(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    with pytest.raises(NothingToUndoError), office.writing() as work:
        work.undo("household", made)
    office.vault.close()
