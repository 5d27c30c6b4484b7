"""Every save is a change, and what stands is what the changes say."""

from __future__ import annotations

import pytest

from fupin_desk.domain.changes import LOCAL_STREAM
from fupin_desk.domain.errors import ChangeNotSeenError, FieldsRefusedError, UnknownKindError, UnknownRecordError
from fupin_desk.store import Work
from tests.store.desks import STREAM, VILLAGE, MadeUpDesk, a_desk


def test_a_record_saved_is_the_record_read(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组", industries=["livestock", "crops"], phone="0991-1234567")
    with desk.reading() as reader:
        stored = reader.get("household", made)
    assert stored.values["industries"] == ["crops", "livestock"]
    assert stored.values["phone"] == "0991-1234567"
    assert stored.village == VILLAGE
    assert stored.record.id == made
    assert stored.values.keys() == set(stored.record.__struct_fields__) - {"id", "village"}


def test_a_save_writes_one_change_for_each_stream_and_purpose(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        saved = work.save("member", None, {"name": "古丽", "labour": "able", "disabled": True})
        home = work.save("household", None, {"group": "一组", "phone": "13899999999"})
    with desk.reading() as reader:
        found = [change for digest in saved.changes if (change := reader.change(digest))]
        assert [(change.stream, change.body.purpose) for change in found if change.body] == [
            (STREAM, "register"),
            (STREAM, "care"),
        ]
        streams = {change.stream for digest in home.changes if (change := reader.change(digest))}
        assert streams == {STREAM, LOCAL_STREAM}


def test_what_does_not_differ_is_not_written(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    with desk.writing() as work:
        assert work.save("household", made, {"group": "一组", "address": None}).changes == []


def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(desk: MadeUpDesk) -> None:
    with pytest.raises(FieldsRefusedError) as refused, desk.writing() as work:
        work.save("household", None, {"group": "一组", "status_since": "2026-02-30", "wealth": 3})
    assert [(each["field"], each["reason"]) for each in refused.value.refused] == [
        ("status_since", "date"),
        ("wealth", "unknown_field"),
    ]
    with desk.reading() as reader:
        assert reader.count("household") == 0
        assert reader.all_heads() == {}


def test_a_unit_of_work_that_fails_leaves_nothing(desk: MadeUpDesk) -> None:
    with pytest.raises(ZeroDivisionError), desk.writing() as work:
        _save_and_fail(work)
    with desk.reading() as reader:
        assert reader.count("household") == 0


def test_a_unit_of_work_reads_what_it_wrote(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        made = work.save("household", None, {"group": "一组"}).id
        assert work.get("household", made).values["group"] == "一组"
        work.save("household", made, {"group": "二组"})
        assert [each.values["group"] for each in work.list("household")] == ["二组"]
        assert len(work.history("household", made)) == 2


def test_a_change_is_based_on_what_the_person_saw(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    with desk.reading() as reader:
        seen = reader.get("household", made).heads
    desk.save("household", made, group="二组")
    with desk.writing() as work:
        work.save("household", made, {"group": "三组"}, seen=seen)
    with desk.reading() as reader:
        stored = reader.get("household", made)
        assert stored.disputed == ("group",)
        assert len(stored.heads["group"]) == 2
        assert reader.disputes() == [("household", made, "group")]
        shown = max(stored.heads["group"])
        change = reader.change(shown)
    assert change is not None
    assert change.values is not None
    assert stored.values["group"] == change.values["group"]


def test_picking_one_of_two_values_ends_the_dispute_even_if_it_is_the_one_shown(desk: MadeUpDesk) -> None:
    made = _disputed(desk)
    shown = desk.value("household", made, "group")
    desk.save("household", made, group=shown)
    with desk.reading() as reader:
        assert reader.disputes() == []
        assert reader.get("household", made).values["group"] == shown


def test_a_value_left_as_it_was_seen_overwrites_nobody(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组", address="甲")
    with desk.reading() as reader:
        seen = reader.get("household", made).heads
    desk.save("household", made, group="二组")
    with desk.writing() as work:
        saved = work.save("household", made, {"group": "一组", "address": "乙"}, seen=seen)
    assert saved.fields_changed == ["address"]
    with desk.reading() as reader:
        assert reader.get("household", made).values["group"] == "二组"
        assert reader.disputes() == []


def test_nobody_can_say_they_saw_what_was_never_there(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    with pytest.raises(ChangeNotSeenError), desk.writing() as work:
        work.save("household", made, {"group": "二组"}, seen={"group": ["ab" * 32]})


def test_voiding_takes_out_of_lists_and_keeps_in_the_history(desk: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    with desk.writing() as work:
        work.void("household", made, "entered twice")
    with desk.reading() as reader:
        assert reader.list("household") == []
        assert reader.records("household") == []
        assert [each.id for each in reader.list("household", voided=True)] == [made]
        said = [(change.stream, change.values) for change in reader.history("household", made)[1:]]
    assert said == [(f"village:{desk.village}", {"voided": "taken_out"}), ("local", {"voided_why": "entered twice"})]


def test_what_is_not_there_is_said_to_be_unknown(desk: MadeUpDesk) -> None:
    with desk.reading() as reader, pytest.raises(UnknownRecordError):
        reader.get("household", "nobody")
    with desk.reading() as reader, pytest.raises(UnknownKindError):
        reader.get("ranking", "nobody")
    with pytest.raises(UnknownRecordError), desk.writing() as work:
        work.void("household", "nobody", "why")


def test_numbers_count_on_and_two_desks_never_make_the_same(desk: MadeUpDesk) -> None:
    other = a_desk(desk.file.parent, "desk-b")
    numbers = []
    for each in (desk, other):
        for _ in range(3):
            numbers.append(each.value("household", each.save("household", group="一组"), "number"))
    other.vault.close()
    assert [number[:6] for number in numbers] == ["H-0001", "H-0002", "H-0003"] * 2
    assert len(set(numbers)) == 6


def test_numbers_of_a_unit_of_work_that_failed_are_made_again(desk: MadeUpDesk) -> None:
    with pytest.raises(ZeroDivisionError), desk.writing() as work:
        _save_and_fail(work)
    assert desk.value("household", desk.save("household", group="一组"), "number").startswith("H-0001")


def _save_and_fail(work: Work) -> None:
    work.save("household", None, {"group": "一组"})
    assert work.count("household") == 1
    raise ZeroDivisionError


def _disputed(desk: MadeUpDesk) -> str:
    made = desk.save("household", group="一组")
    with desk.reading() as reader:
        seen = reader.get("household", made).heads
    desk.save("household", made, group="二组")
    with desk.writing() as work:
        work.save("household", made, {"group": "三组"}, seen=seen)
    return made


def test_a_reference_to_another_kind_of_record_is_refused_at_its_field(desk: MadeUpDesk) -> None:
    home = desk.save("household", group="一组")
    contract = desk.save("contract", terms="lease")
    for kind, said, field in (
        ("payment", {"contract": home, "household": home}, "contract"),
        ("contract", {"plots": [home]}, "plots"),
        ("consent", {"about": home, "household": home}, "about"),
    ):
        with pytest.raises(FieldsRefusedError) as refused, desk.writing() as work:
            work.save(kind, None, said)
        assert refused.value.refused == [{"field": field, "reason": "other_kind", "typed": home}]
    assert desk.save("payment", contract=contract, household=home)
    assert desk.save("consent", about=contract, household=home)


def test_a_record_that_has_not_come_yet_may_be_named(desk: MadeUpDesk) -> None:
    absent = "01890000-0000-7000-8000-000000000099"
    made = desk.save("payment", household=absent, contract=absent)
    with desk.writing() as work:
        assert work.save("payment", made, {"amount_fen": 100}).fields_changed == ["amount_fen"]


def test_within_one_unit_of_work_what_is_not_put_down_yet_is_known_too(desk: MadeUpDesk) -> None:
    with desk.writing() as work:
        home = work.save("household", None, {"group": "一组"}).id
        with pytest.raises(FieldsRefusedError):
            work.save("payment", None, {"contract": home})
