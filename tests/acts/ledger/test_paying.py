"""Money from a list is written down by sheet as by form: not while the line is objected to, or the list differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts import notices
from fupin_desk.acts.notices import Heard
from fupin_desk.acts.records.commands import erase_record
from tests.acts.ledger.sheets import all_of, reasons, take, verdicts
from tests.journeys.county import County, Machine

ON = date(2018, 12, 3)
PLAN = ["分配编号", "年度", "收益", "分配办法"]
LINES = ["分配编号", "户主姓名", "分配金额"]
PAID = ["分配编号", "户主姓名", "金额", "付款日期"]
ONE, TWO = ["F1", "张三", 100, "2018-12-03"], ["F1", "李四", 100, "2018-12-03"]


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Machine]:
    county = County(tmp_path)
    made = county.laptop("village")
    for name in ("张三", "李四"):
        made.agree_to_name(made.household(name)["household"])
    assert take(made.desk, listed(100)).refused == []
    yield made
    county.close()


def listed(amount: int, **said: list[list[Any]]) -> dict[str, Any]:
    plan = {"收益分配": [PLAN, ["F1", 2018, 200, "按户"]]}
    return plan | {"分配明细": [LINES, ["F1", "张三", amount], ["F1", "李四", 100]]} | said


def post(laptop: Machine) -> str:
    number = notices.draft_notice(laptop.desk, "distribution_plan", ["zh_CN"], ON).number
    notices.sign_notice(laptop.desk, number, ON)
    notices.post_notice(laptop.desk, number, ON, "")
    return number


def test_an_old_ledger_counts_no_money_of_an_erased_household_twice(laptop: Machine) -> None:
    sheet = listed(100, 兑现=[PAID, ONE, TWO])
    assert take(laptop.desk, sheet).refused == []
    heads = {member["name"]: member["household"] for member in all_of(laptop.desk, "member")}
    erase_record(laptop.desk, "household", heads["李四"])
    laptop.household("李四")
    assert reasons(take(laptop.desk, sheet)) == [
        ("分配明细", 3, "分配金额", "erased"),
        ("兑现", 3, "分配编号", "refers_refused"),
    ]
    assert sum(line["amount_fen"] for line in all_of(laptop.desk, "distribution_line")) == 20_000
    assert sum(payment["amount_fen"] for payment in all_of(laptop.desk, "payment")) == 20_000


def test_a_line_of_another_household_and_another_amount_is_taken_beside_an_erased_one(laptop: Machine) -> None:
    heads = {member["name"]: member["household"] for member in all_of(laptop.desk, "member")}
    erase_record(laptop.desk, "household", heads["李四"])
    laptop.household("王五")
    assert verdicts(take(laptop.desk, {"分配明细": [LINES, ["F1", "王五", 50]]})) == ["taken"]


def test_a_line_that_is_objected_to_is_not_paid_by_sheet_until_it_is_answered(laptop: Machine) -> None:
    number = post(laptop)
    position = {each.about: each.position for each in notices.notice_lines(laptop.desk, number)}
    homes = {line["household"]: line["id"] for line in all_of(laptop.desk, "distribution_line")}
    heads = {member["name"]: member["household"] for member in all_of(laptop.desk, "member")}
    heard = Heard(said="少了", channel="box", on=ON, line=position[homes[heads["张三"]]])
    objection = notices.receive_objection(laptop.desk, number, heard)
    sheet = {"兑现": [PAID, ONE, TWO]}
    for dry in (True, False):
        done = take(laptop.desk, sheet, dry)
        assert reasons(done) == [("兑现", 2, "分配编号", "objected")]
    assert verdicts(done) == ["refused", "taken"]
    notices.answer_objection(laptop.another("监督员"), objection, "已核实", "监督员", ON)
    assert verdicts(take(laptop.desk, sheet)) == ["taken", "known"]


def test_what_was_paid_before_the_objection_stays_known(laptop: Machine) -> None:
    number = post(laptop)
    sheet = {"兑现": [PAID, ONE, TWO]}
    assert verdicts(take(laptop.desk, sheet)) == ["taken", "taken"]
    notices.receive_objection(laptop.desk, number, Heard(said="少了", channel="box", on=ON))
    assert verdicts(take(laptop.desk, sheet)) == ["known", "known"]


def test_a_sheet_that_changes_the_posted_list_pays_nobody_from_it(laptop: Machine) -> None:
    post(laptop)
    done = take(laptop.desk, listed(90, 兑现=[PAID, TWO]))
    assert verdicts(done) == ["known", "taken", "known", "refused"]
    assert reasons(done) == [("兑现", 2, "分配编号", "differs")]
    assert all_of(laptop.desk, "payment") == []
    mended = take(laptop.desk, {"分配明细": [LINES, ["F1", "张三", 100]]})
    assert [note.what for note in mended.answers[0].notes] == ["changed_since"]
    [line] = [each for each in all_of(laptop.desk, "distribution_line") if each["amount_fen"] == 9000]
    laptop.put("distribution_line", line["id"], amount_fen=10000)
    assert take(laptop.desk, {"兑现": [PAID, TWO]}).refused == []


def test_a_list_that_was_never_posted_may_be_written_down_as_paid(laptop: Machine) -> None:
    assert take(laptop.desk, {"兑现": [PAID, ONE]}).refused == []
