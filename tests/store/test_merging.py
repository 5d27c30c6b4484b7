"""The same changes, in any order and any number of times, make the same tables; and so does replaying them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.domain.changes import Change
from fupin_desk.domain.errors import RecordError
from fupin_desk.domain.limits import MOST_PARENTS
from fupin_desk.store import Work
from tests.store.desks import STREAM, MadeUpDesk, copied_desk, everything

Step = tuple[Any, ...]
"""What somebody does: save a field of a record, save it on what they saw long ago, undo, or take another's changes."""

TRAVEL: dict[str, list[Any]] = {
    "group": ["一组", "二组", None],
    "address": ["甲", "乙"],
    "status": ["registered", "lifted_out"],
    "bank_card": ["6222020000000000000", None],
}
STAY: dict[str, list[Any]] = {"phone": ["13811111111", "13822222222", None], "does_not_wish": [["register"], None]}
VALUES: dict[str, list[Any]] = {**TRAVEL, **STAY}


def days(fields: Iterable[str]) -> st.SearchStrategy[list[Step]]:
    """Return made-up days of three desks with three records."""
    said = (st.integers(0, 2), st.integers(0, 2), st.sampled_from(sorted(fields)), st.integers(0, 2))
    return st.lists(
        st.one_of(
            st.tuples(st.just("save"), *said),
            st.tuples(st.just("old"), *said),
            st.tuples(st.just("take"), st.integers(0, 2), st.integers(0, 2)),
            st.tuples(st.just("undo"), st.integers(0, 2), st.integers(0, 2)),
        ),
        min_size=4,
        max_size=25,
    )


RECORDS = [f"0199e2a0-0000-7000-8000-00000000000{number}" for number in range(3)]


def live(desks: list[MadeUpDesk], told: list[Step]) -> None:
    """Let made-up people work on their desks as told; ``old``: on what they saw at the record's first save."""
    for step in told:
        desk = desks[step[1]]
        if step[0] == "take":
            desk.take(desks[step[2]].changes())
            continue
        record = RECORDS[step[2]]
        with desk.writing() as work:
            if step[0] == "undo":
                _undo(work, record)
                continue
            name, value = step[3], VALUES[step[3]][step[4] % len(VALUES[step[3]])]
            seen = None
            if step[0] == "old" and (before := work.history("household", record)):
                seen = {name: [before[0].digest] if before[0].values and name in before[0].values else []}
            work.save("household", record, {name: value}, seen=seen)


def _undo(work: Work, record: str) -> None:
    with suppress(RecordError):
        work.undo("household", record)


def shuffled(changes: list[Change], chance: random.Random) -> list[Change]:
    """Return the changes in another order that still puts parents first."""
    left = {change.digest: change for change in changes}
    found: list[Change] = []
    while left:
        ready = [digest for digest, change in left.items() if not any(parent in left for parent in change.parents)]
        found.append(left.pop(chance.choice(ready)))
    return found


@settings(max_examples=25)
@given(told=days(TRAVEL), seed=st.integers(0, 2**16))
def test_any_order_any_number_of_times_the_tables_are_the_same(template: Path, told: list[Step], seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        desks = [copied_desk(template, Path(folder), f"desk-{number}") for number in range(3)]
        live(desks, told)
        union = {change.digest: change for desk in desks for change in desk.changes()}
        states = []
        for desk in desks:
            order = shuffled(list(union.values()), chance)
            cut = chance.randrange(len(order) + 1)
            desk.take(order[:cut])
            desk.take(order)
            with desk.reading() as reader:
                states.append((everything(reader), reader.heads(STREAM)))
                assert reader.verify_chain() == []
        assert states[1:] == states[:-1]
        for desk in desks:
            desk.vault.close()


@settings(max_examples=25)
@given(told=days(VALUES))
def test_replaying_the_history_gives_the_tables_that_saving_gave(template: Path, told: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desks = [copied_desk(template, Path(folder), f"desk-{number}") for number in range(3)]
        live(desks, told)
        for desk in desks:
            with desk.reading() as reader:
                before = everything(reader)
            with desk.writing() as work:
                work.rebuild_tables()
                assert everything(work) == before
            desk.vault.close()


@settings(max_examples=25)
@given(told=days(TRAVEL), seed=st.integers(0, 2**16))
def test_what_comes_bare_and_is_filled_in_later_ends_the_same(template: Path, told: list[Step], seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        desks = [copied_desk(template, Path(folder), f"desk-{number}") for number in range(4)]
        live(desks[:3], told)
        for desk in desks[1:3]:
            desks[0].take(desk.changes())
        changes = desks[0].changes()
        bare = [change.stripped() if chance.random() < 0.4 else change for change in changes]
        desks[3].take(bare)
        late = [change for change in changes if chance.random() < 0.5]
        desks[3].take(late)
        desks[3].take(changes)
        with desks[0].reading() as one, desks[3].reading() as other:
            assert everything(one) == everything(other)
            assert other.verify_chain() == []
        for desk in desks:
            desk.vault.close()


def test_two_desks_editing_one_field_is_a_dispute_never_an_overwrite(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    office.take(desk.changes())
    desk.save("household", made, group="二组")
    office.save("household", made, group="三组")
    there, here = office.changes(), desk.changes()
    desk.take(there)
    office.take(here)
    for each in (desk, office):
        with each.reading() as reader:
            assert reader.disputes() == [("household", made, "group")]
            assert reader.get("household", made).values["group"] in ("二组", "三组")
            assert len(reader.heads(STREAM)) == 2
    assert desk.value("household", made, "group") == office.value("household", made, "group")
    office.save("household", made, group="二组")
    desk.take(office.changes())
    with desk.reading() as reader:
        assert reader.disputes() == []
        assert len(reader.heads(STREAM)) == 1


def test_two_desks_saying_the_same_is_no_dispute(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    office.take(desk.changes())
    desk.save("household", made, group="二组")
    office.save("household", made, group="二组")
    desk.take(office.changes())
    with desk.reading() as reader:
        assert reader.disputes() == []
        assert reader.get("household", made).values["group"] == "二组"


def test_two_fields_merge_by_themselves(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    office.take(desk.changes())
    desk.save("household", made, group="二组")
    office.save("household", made, address="甲")
    desk.take(office.changes())
    assert (desk.value("household", made, "group"), desk.value("household", made, "address")) == ("二组", "甲")


def test_a_change_whose_parents_have_not_come_is_never_put_in(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    desk.save("household", made, group="二组")
    with pytest.raises(ValueError, match="parents"):
        office.take(desk.changes()[1:])
    with office.reading() as reader:
        assert reader.all_heads() == {}


def test_the_next_change_joins_a_fork(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    made = desk.save("household", group="一组")
    office.take(desk.changes())
    desk.save("household", made, address="甲")
    office.save("household", made, group="二组")
    desk.take(office.changes())
    desk.save("household", made, status="registered")
    newest = desk.changes()[-1]
    assert len(newest.parents) == 2
    with desk.reading() as reader:
        assert reader.heads(STREAM) == [newest.digest]


@pytest.mark.parametrize("branches", [2, 64, 65, 200])
def test_a_save_joins_any_number_of_branches(desk: MadeUpDesk, office: MadeUpDesk, branches: int) -> None:
    home = desk.save("household", group="1组")
    office.take(desk.changes())
    with desk.reading() as reader:
        (head,) = reader.heads(STREAM)
    desk.take([Change(stream=STREAM, parents=[head], body_digest=f"{at:064x}") for at in range(branches)])
    desk.save("household", home, group="2组")
    with desk.writing() as work:
        assert len(work.heads(STREAM)) == 1
        assert all(len(change.parents) <= MOST_PARENTS for change in work.changes(STREAM))
        assert work.verify_chain() == []
        work.undo("household", home)
    office.take(desk.changes())
    with office.reading() as reader:
        assert reader.verify_chain() == []
        assert reader.get("household", home).values["group"] == "1组"


def test_a_text_in_two_languages_written_on_two_desks_merges_by_itself(desk: MadeUpDesk, office: MadeUpDesk) -> None:
    made = desk.save("asset", name="光伏电站")
    office.take(desk.changes())
    desk.save("asset", made, name_ug="قۇياش ئىستانسىسى")
    office.save("asset", made, name="示例光伏电站", name_kk="كۇن ستانتسياسى")
    there, here = office.changes(), desk.changes()
    desk.take(there)
    office.take(here)
    for each in (desk, office):
        with each.reading() as reader:
            assert reader.disputes() == []
            values = reader.get("asset", made).values
            assert [values[name] for name in ("name", "name_ug", "name_kk", "name_en")] == [
                "示例光伏电站",
                "قۇياش ئىستانسىسى",
                "كۇن ستانتسياسى",
                None,
            ]
