"""The steps of a desk: undone to the start and done again to the end, over all records, whatever came in between."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fupin_desk.domain.errors import (
    DeskError,
    FieldsRefusedError,
    NothingToUndoError,
    RecordErasedError,
    UndoRestsOnError,
    UndoTooLateError,
)
from tests.store.desks import MadeUpDesk, a_desk

WATCHED = {"household": ("group", "address", "phone", "does_not_wish"), "member": ("name", "household")}


def undo(desk: MadeUpDesk) -> None:
    """Undo the newest step that stands."""
    with desk.writing() as work:
        work.take_back(next(work.steps_standing()).act)


def redo(desk: MadeUpDesk) -> None:
    """Do again what was undone last."""
    with desk.writing() as work:
        work.take_back(work.steps_to_do_again()[0].undone_by or 0)


def shown(desk: MadeUpDesk) -> dict[str, Any]:
    """Return what stands on the desk, as people see it."""
    with desk.reading() as reader:
        return {
            stored.id: {name: stored.values[name] for name in names}
            for kind, names in WATCHED.items()
            for stored in reader.list(kind)
        }


def steps(desk: MadeUpDesk) -> list[tuple[str, bool]]:
    """Return all steps, the newest first: of what sort, and whether they stand."""
    with desk.reading() as reader:
        return [(step.what, step.undone_by is None) for step in reader.steps_before(None, 1000)]


def test_undo_goes_over_records_and_closing_the_desk_to_the_very_first_step_and_back(desk: MadeUpDesk) -> None:
    states = [shown(desk)]
    first = desk.save("household", group="一组")
    states.append(shown(desk))
    second = desk.save("household", group="二组", phone="13811111111")
    states.append(shown(desk))
    desk.save("household", first, group="三组", address="甲")
    states.append(shown(desk))
    with desk.writing() as work:
        work.void("household", second, "重复")
    states.append(shown(desk))
    for state in states[-2::-1]:
        desk = desk.reopened()
        undo(desk)
        assert shown(desk) == state
    assert [stands for _what, stands in steps(desk)] == [False] * 4
    for state in states[1:]:
        desk = desk.reopened()
        redo(desk)
        assert shown(desk) == state
    with desk.reading() as reader:
        assert reader.steps_to_do_again() == []
        assert reader.verify_chain() == []


def test_an_act_on_several_records_is_one_step(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        home = work.save("household", None, {"group": "一组"}).id
        head = work.save("member", None, {"name": "张三", "household": home}).id
        work.save("household", home, {"head": head})
    undo(desk)
    assert shown(desk) == {}
    redo(desk)
    assert len(shown(desk)) == 2


def test_something_new_leaves_nothing_to_do_again_and_what_was_undone_stays_marked(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    desk.save("household", made, group="二组")
    undo(desk)
    desk.save("household", group="九组")
    with desk.reading() as reader:
        assert reader.steps_to_do_again() == []
    assert [stands for _what, stands in steps(desk)] == [True, False, True]
    undo(desk)
    undo(desk)
    assert shown(desk) == {}


@pytest.mark.parametrize("undone", ["group", "making"])
def test_a_step_is_not_undone_over_what_another_desk_wrote_since(desk: MadeUpDesk, undone: str) -> None:
    made = desk.save("household", group="一组")
    if undone == "group":
        desk.save("household", made, group="二组")
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    office.save("household", made, group="四组")
    desk.take(office.changes())
    office.vault.close()
    with pytest.raises(UndoTooLateError) as late:
        undo(desk)
    assert late.value.fields == ["group"]
    assert desk.value("household", made, "group") == "四组"
    assert steps(desk)[0] == ("taken", True)
    assert all(stands for _what, stands in steps(desk))


def test_what_came_from_elsewhere_is_no_step_of_this_desk_nor_its_own_that_came_back(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    copy = a_desk(desk.file.parent, "copy")
    copy.take(desk.changes())
    copy.name = desk.name
    with copy.reading() as reader:
        assert [*reader.steps_standing()] == []
    with pytest.raises(NothingToUndoError), copy.writing() as work:
        work.undo("household", made)
    copy.vault.close()


def test_a_making_on_which_something_rests_is_not_undone(desk: MadeUpDesk) -> None:
    home = desk.save("household", group="一组")
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    paid = office.save("payment", household=home, amount_fen=100)
    desk.take(office.changes())
    office.vault.close()
    with pytest.raises(UndoRestsOnError) as rests:
        undo(desk)
    assert (rests.value.kind, rests.value.id, rests.value.count) == ("payment", paid, 1)
    assert desk.value("household", home, "voided") is None


def test_what_hangs_on_what_is_taken_out_does_not_come_back_alone(desk: MadeUpDesk) -> None:
    home = desk.save("household", group="一组")
    member = desk.save("member", name="张三", household=home)
    with desk.writing() as work:
        work.void("member", member, "写错")
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    with office.writing() as work:
        work.void("household", home, "重复")
    desk.take(office.changes())
    office.vault.close()
    with pytest.raises(FieldsRefusedError):
        undo(desk)
    assert desk.value("member", member, "voided") == "taken_out"


def test_what_was_erased_is_put_back_by_no_undoing(desk: MadeUpDesk) -> None:
    home = desk.save("household", group="一组")
    desk.save("household", home, group="二组", phone="13811111111")
    with desk.writing() as work:
        work.erase("household", home)
    assert steps(desk)[0] == ("erased", True)
    with pytest.raises((RecordErasedError, NothingToUndoError)):
        undo(desk)
    with desk.reading() as reader:
        for step in reader.steps_before(None, 10):
            assert all(change.values is None for change in reader.changes_of_act(step.act) if change.body
                       and change.body.record == home)  # fmt: skip


def test_undoing_on_one_record_takes_back_its_share_of_a_step_and_the_step_the_rest(desk: MadeUpDesk) -> None:
    one, other = desk.save("household", group="一组"), desk.save("household", group="一组")
    with desk.writing() as work:
        for home in (one, other):
            work.save("household", home, {"group": "二组"})
    with desk.writing() as work:
        work.undo("household", one)
    assert steps(desk)[0] == ("save", True)
    undo(desk)
    assert [desk.value("household", home, "group") for home in (one, other)] == ["一组", "一组"]
    assert steps(desk)[0] == ("save", False)
    with desk.writing() as work:
        work.redo("household", one)
    assert steps(desk)[0] == ("save", True)


def test_a_step_between_is_undone_though_the_one_after_it_cannot_be(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    desk.save("household", made, address="甲")
    desk.save("household", made, group="二组")
    office = a_desk(desk.file.parent, "office")
    office.take(desk.changes())
    office.save("household", made, group="四组")
    desk.take(office.changes())
    office.vault.close()
    with desk.writing() as work:
        _blocked, between, _making = work.steps_standing()
        work.take_back(between.act)
    assert (desk.value("household", made, "address"), desk.value("household", made, "group")) == (None, "四组")
    redo(desk)
    assert desk.value("household", made, "address") == "甲"


ACT = st.one_of(
    st.tuples(st.just("make"), st.sampled_from(["甲", "乙"])),
    st.tuples(st.just("edit"), st.integers(0, 9), st.sampled_from(WATCHED["household"][:3]), st.sampled_from(
        ["13811111111", "13822222222", None])),
    st.tuples(st.just("void"), st.integers(0, 9)),
    st.tuples(st.just("both"), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just("member"), st.integers(0, 9)),
    st.tuples(st.just("wish"), st.integers(0, 9)),
)  # fmt: skip


def carry_out(desk: MadeUpDesk, act: tuple[Any, ...], homes: list[str]) -> None:
    """Do one thing of a random history, where it can be done."""
    what, *said = act
    if what == "make" or not homes:
        homes.append(desk.save("household", group=str(said[0])))
        return
    home = homes[said[0] % len(homes)]
    with suppress(FieldsRefusedError), desk.writing() as work:
        if what == "edit":
            work.save("household", home, {said[1]: said[2]})
        elif what == "void":
            work.void("household", home, "写错")
        elif what == "wish":
            work.save("household", home, {"does_not_wish": True})
        elif what == "member":
            work.save("member", None, {"name": "张三", "household": home})
        else:
            work.save("household", home, {"group": "九组"})
            work.save("household", homes[said[1] % len(homes)], {"address": "九"})


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ACT, max_size=12), st.data())
def test_any_acts_undone_to_the_start_are_as_at_the_start_and_done_again_as_at_the_end(
    desk: MadeUpDesk, acts: list[Any], data: st.DataObject
) -> None:
    homes = [desk.save("household", group="零")]
    with desk.reading() as reader:
        start = reader.steps_before(None, 1)[0].place
    states = [shown(desk)]
    for act in acts:
        carry_out(desk, act, homes)
        if shown(desk) != states[-1]:
            states.append(shown(desk))
        elif acts:  # nothing came of it, or of a void record what is not shown: a step all the same, maybe
            states.append(states[-1])
    while True:
        with desk.reading() as reader:
            if next(reader.steps_standing()).place == start:
                break
        undo(desk)
        if data.draw(st.booleans()):  # to and fro on the way
            here = shown(desk)
            redo(desk)
            undo(desk)
            assert shown(desk) == here
        assert shown(desk) in states
    assert shown(desk) == states[0]
    while True:
        with desk.reading() as reader:
            if not reader.steps_to_do_again():
                break
        redo(desk)
    assert shown(desk) == states[-1]
    with desk.reading() as reader:
        assert reader.verify_chain() == []
        assert [*reader.differences()] == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ACT | st.tuples(st.just("elsewhere"), st.integers(0, 9), st.sampled_from(["group", "address"])),
                min_size=2, max_size=12))  # fmt: skip
def test_with_merges_in_between_no_value_of_another_desk_is_ever_lost(
    desk: MadeUpDesk, tmp_path_factory: pytest.TempPathFactory, acts: list[Any]
) -> None:
    office = a_desk(Path(tmp_path_factory.mktemp("office")), "office")
    homes = [desk.save("household", group="零")]
    written: dict[tuple[str, str], str] = {}
    for number, act in enumerate(acts):
        if act[0] == "elsewhere":
            home = homes[act[1] % len(homes)]
            office.take(desk.changes())
            office.save("household", home, **{act[2]: f"别处{number}"})
            desk.take(office.changes())
            written[home, act[2]] = f"别处{number}"
        else:
            carry_out(desk, act, homes)
    theirs = {place: value for place, value in written.items() if desk.value("household", *place) == value}
    out = {home: desk.value("household", home, "voided") for home in homes}
    with desk.reading() as reader:
        places = [step.act for step in reader.steps_standing()]
    for act_number in places:
        with suppress(DeskError), desk.writing() as work:
            work.take_back(act_number)
    for (home, name), value in theirs.items():
        assert desk.value("household", home, name) == value
        if out[home] is None:
            assert desk.value("household", home, "voided") is None
    office.vault.close()
    with desk.reading() as reader:
        assert [*reader.differences()] == []
