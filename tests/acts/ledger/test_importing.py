"""A ledger becomes records: all that can be, at once, and every row is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.ledger import import_ledger
from fupin_desk.domain.errors import LedgerUnreadableError, WrongRoleError
from tests.acts.ledger.sheets import (
    ONE,
    TWO,
    all_of,
    changes,
    homes,
    members,
    reasons,
    take,
    verdicts,
)
from tests.acts.village_desk import a_village_desk
from tests.ledger.made_up import village_ledger, xls, xlsx


def test_a_village_goes_in_and_the_same_file_a_second_time_changes_nothing(desk: Desk) -> None:
    ledger = village_ledger(12)
    done = take(desk, ledger)
    assert done.refused == []
    assert done.taken == sum(len(rows) - 1 for rows in ledger.values())
    before = changes(desk)
    again = take(desk, ledger)
    assert (again.taken, again.known, again.refused) == (0, done.taken, [])
    assert changes(desk) == before
    assert len(all_of(desk, "household")) == len(all_of(desk, "contract")) == len(all_of(desk, "consent")) == 12
    assert len(all_of(desk, "member")) == 48
    assert len(all_of(desk, "party")) == 24


def test_an_old_workbook_goes_in_the_same(desk: Desk) -> None:
    done = import_ledger(desk, xls(village_ledger(3)))
    assert done.refused == []
    assert take(desk, village_ledger(3)).taken == 0


def test_a_dry_run_answers_the_same_and_writes_nothing(desk: Desk) -> None:
    before = changes(desk)
    dry = take(desk, village_ledger(3), dry_run=True)
    assert changes(desk) == before
    assert all_of(desk, "household") == []
    assert verdicts(dry) == verdicts(take(desk, village_ledger(3)))


def test_a_record_is_saved_once_however_many_rows_speak_of_it(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE, "1980-01-01"]) | members(["1", "", "张三", ONE, "1980-01-01", "户主"]))
    [home], [head] = all_of(desk, "household"), all_of(desk, "member")
    assert home["head"] == head["id"]
    assert head["household"] == home["id"]
    assert home["number"].startswith("H-0001-")
    with desk.vault.reading() as reader:
        assert len(reader.history("household", home["id"])) == 1


def test_what_stops_in_the_middle_leaves_nothing(desk: Desk) -> None:
    def stop(done: int, of: int) -> None:
        if done >= 50:
            raise KeyboardInterrupt

    before = changes(desk)
    with pytest.raises(KeyboardInterrupt):
        import_ledger(desk, xlsx(village_ledger(20)), progress=stop)
    assert changes(desk) == before
    assert all_of(desk, "household") == []


def test_a_file_that_is_no_ledger_is_refused_whole(desk: Desk) -> None:
    with pytest.raises(LedgerUnreadableError):
        import_ledger(desk, b"hello")


def test_the_office_takes_bundles_not_ledgers(tmp_path: Path) -> None:
    office = a_village_desk(tmp_path / "office", code="990101", role="office")
    with pytest.raises(WrongRoleError):
        import_ledger(office, xlsx(homes(["1", "张三"])))
    office.close()


def test_a_row_with_one_wrong_cell_is_refused_whole_and_the_others_go_in(desk: Desk) -> None:
    done = take(desk, homes(["1", "张三", 9.90101198e17], ["2", "李四", TWO, "", "", "abc"], ["3", "王五"]))
    assert verdicts(done) == ["refused", "refused", "taken"]
    assert reasons(done) == [("农户", 2, "户主身份证号", "digits_lost"), ("农户", 3, "联系电话", "phone")]
    assert [home["ledger_number"] for home in all_of(desk, "household")] == ["3"]


def test_a_reference_to_a_refused_row_says_which_row(desk: Desk) -> None:
    done = take(
        desk, homes(["1", "张三", "", "昨天"]) | members(["1", "", "李四", "", "", "妻子"], ["", "张三", "王五"])
    )
    assert [(fault.reason, fault.facts) for fault in done.refused[1:]] == [
        ("refers_refused", {"sheet": "农户", "line": 2}), ("refers_refused", {"sheet": "农户", "line": 2}),
    ]  # fmt: skip


def test_a_reference_to_nobody_and_to_two_is_refused(desk: Desk) -> None:
    done = take(
        desk, homes(["1", "张三"], ["2", "张三"]) | members(["9", "", "甲"], ["", "张三", "乙"], ["", "", "丙"])
    )
    assert [fault.reason for fault in done.refused] == ["not_found", "ambiguous", "missing"]


def test_a_number_with_another_heads_name_is_refused(desk: Desk) -> None:
    done = take(desk, homes(["1", "张三"]) | members(["1", "李四", "王五"]))
    assert reasons(done) == [("家庭成员", 2, "户主姓名", "head_differs")]


def test_rows_that_cannot_be_told_apart_say_what_is_missing(desk: Desk) -> None:
    done = take(
        desk,
        {
            "农户": [["户编号", "户主姓名", "村民小组"], ["", "", "一组"]],
            "兑现": [["户编号", "金额", "付款日期"], ["", 5, "2018-01-01"]],
            "联结合同": [["合同编号", "合同类型"], ["", "订单合同"]],
        },
    )
    assert [(fault.column, fault.reason) for fault in done.refused] == [
        ("户主姓名", "missing"), ("户编号", "missing"), ("合同编号", "missing"),
    ]  # fmt: skip
