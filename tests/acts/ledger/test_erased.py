"""An old sheet brings nothing back that was erased, and what is a neighbour's is the neighbour's."""

from __future__ import annotations

from typing import Any

import pytest

from fupin_desk.acts.records.commands import erase_record
from tests.acts.ledger.sheets import all_of, take, verdicts
from tests.acts.one_laptop import laptop
from tests.journeys.county import Machine

__all__ = ["laptop"]

LOANS = [
    "贷款合同编号",
    "贷款种类",
    "户主",
    "放款银行",
    "签订日期",
    "贷款金额（万元）",
    "年利率",
    "贷款期限",
    "担保方式",
]
LENT = ["小额贷款", "{head}", "信用联社", "2018-11-12", 3, "4.75%", 24, "信用"]
PAID = ["户主", "金额", "付款日期"]


@pytest.fixture
def homes(laptop: Machine) -> dict[str, str]:
    laptop.put("entity", kind="other", kind_reason="银行", name="信用联社", industries=["rural_services"])
    return {name: laptop.household(name)["household"] for name in ("张三", "李四")}


def lent(number: str, head: str) -> list[Any]:
    return [number, *(head if cell == "{head}" else cell for cell in LENT)]


def loans(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"贷款": [LOANS, *rows]}


def refused(laptop: Machine, sheet: dict[str, Any]) -> list[str]:
    return [fault.reason for fault in take(laptop.desk, sheet).refused]


def test_a_neighbours_like_loan_is_taken_and_the_erased_one_is_not(laptop: Machine, homes: dict[str, str]) -> None:
    assert verdicts(take(laptop.desk, loans(lent("A1", "张三")))) == ["taken"]
    erase_record(laptop.desk, "household", homes["张三"])
    laptop.household("张三")
    sheet = loans(lent("A1", "张三"), lent("B1", "李四"))
    done = take(laptop.desk, sheet)
    assert [fault.reason for fault in done.refused] == ["erased"]
    assert verdicts(done) == ["refused", "taken"]
    assert [note.what for note in done.answers[1].notes] == ["like_erased"]
    assert sorted(str(loan["household"]) for loan in all_of(laptop.desk, "loan")) == sorted(["None", homes["李四"]])
    again = take(laptop.desk, sheet)
    assert (verdicts(again), again.answers[1].notes) == (["refused", "known"], ())


def test_who_came_after_the_erasure_may_be_the_one_that_was_erased(laptop: Machine, homes: dict[str, str]) -> None:
    take(laptop.desk, loans(lent("A1", "张三")))
    erase_record(laptop.desk, "household", homes["张三"])
    new = {"农户": [["户编号", "户主姓名"], ["9", "王五"]]}
    assert refused(laptop, new | loans(lent("A1", "王五"))) == ["erased"]
    assert refused(laptop, loans(lent("A1", "王五"))) == ["erased"]


def test_a_loan_erased_alone_comes_back_under_no_name(laptop: Machine, homes: dict[str, str]) -> None:
    take(laptop.desk, loans(lent("A1", "张三")))
    erase_record(laptop.desk, "loan", all_of(laptop.desk, "loan")[0]["id"])
    assert refused(laptop, loans(lent("A1", "张三"), lent("B1", "李四"))) == ["erased", "erased"]


def test_of_two_erased_with_the_like_the_later_one_still_counts(laptop: Machine, homes: dict[str, str]) -> None:
    take(laptop.desk, loans(lent("A1", "张三"), lent("B1", "李四")))
    erase_record(laptop.desk, "household", homes["张三"])
    third = laptop.household("王五")["household"]
    erase_record(laptop.desk, "household", homes["李四"])
    assert refused(laptop, loans(lent("C1", "王五"))) == ["erased"]  # it came after the first of the two
    assert third not in {loan["household"] for loan in all_of(laptop.desk, "loan")}


def test_money_that_never_was_a_households_is_no_erased_ones(laptop: Machine, homes: dict[str, str]) -> None:
    rows = [[number, "信用联社", "信用联社", "2018-11-12", 3] for number in ("E1", "E2")]
    sheet = {"贷款": [["贷款合同编号", "借款主体", "放款银行", "签订日期", "贷款金额（万元）"], *rows]}
    for row in rows:
        assert verdicts(take(laptop.desk, {"贷款": [sheet["贷款"][0], row]})) == ["taken"]
    assert verdicts(take(laptop.desk, sheet)) == ["known", "known"]


def test_a_neighbours_payment_of_the_day_is_taken_beside_an_erased_one(laptop: Machine, homes: dict[str, str]) -> None:
    take(laptop.desk, {"兑现": [PAID, ["张三", 100, "2018-12-01"]]})
    erase_record(laptop.desk, "household", homes["张三"])
    assert verdicts(take(laptop.desk, {"兑现": [PAID, ["李四", 100, "2018-12-01"]]})) == ["taken"]
    laptop.household("张三")
    assert refused(laptop, {"兑现": [PAID, ["张三", 100, "2018-12-01"]]}) == ["erased"]
