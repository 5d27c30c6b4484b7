"""Money finds its contract, or waits: nothing is paid or delivered by whom a contract does not bind."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from fupin_desk.acts.desk import Desk
from tests.acts.ledger.sheets import ONE, all_of, changes, contract_sheets, homes, reasons, take, verdicts

CONTRACTS = ["合同编号", "合同类型", "户编号", "经营主体", "生效日期", "合同形式"]
DELIVERED = ["合同编号", "户编号", "验收数量", "交售日期", "等级", "成交单价"]
PAID = ["合同编号", "户编号", "金额", "付款日期", "凭证号", "记录标记"]


@pytest.fixture
def village(desk: Desk) -> Desk:
    sheets = homes(["1", "张三"], ["2", "李四"]) | {
        "经营主体": [["主体名称", "主体类型"], ["红星合作社", "合作社"], ["龙头公司", "龙头企业"]]
    }
    assert take(desk, sheets).refused == []
    return desk


def linked(*rows: list[Any], **others: list[Any]) -> dict[str, Any]:
    return {"联结合同": [CONTRACTS, *rows], **others}


def delivered(*rows: list[Any]) -> dict[str, Any]:
    return {"交售": [DELIVERED, *rows]}


def paid(*rows: list[Any]) -> dict[str, Any]:
    return {"兑现": [PAID, *rows]}


ORDER = ["H1", "订单合同", "1", "红星合作社", "2018-03-01"]


def test_a_contract_refused_takes_its_money_with_it_and_says_which_row(village: Desk) -> None:
    money = delivered(["H1", "1", 100, "2018-10-01"]) | paid(
        ["H1", "1", 300, "2018-11-01"], ["H2", "2", 5, "2018-11-01"]
    )
    wrong = [*ORDER[:3], "没有的社", "2018-03-01"]
    done = take(village, linked(wrong, ["H2", "订单合同", "2", "红星合作社"]) | money)
    assert reasons(done) == [
        ("联结合同", 2, "经营主体", "not_found"),
        ("交售", 2, "合同编号", "refers_refused"),
        ("兑现", 2, "合同编号", "refers_refused"),
    ]
    assert done.refused[1].facts == {"sheet": "联结合同", "line": 2}
    assert take(village, linked(ORDER) | money).refused == []
    assert reasons(take(village, linked([*ORDER[:4], "昨天"]) | paid(["H1", "1", 7, "2018-11-02"]))) == [
        ("联结合同", 2, "生效日期", "date"),
        ("兑现", 2, "合同编号", "refers_refused"),
    ]


def test_of_a_contract_of_two_households_only_the_refused_ones_money_waits(village: Desk) -> None:
    rows = [ORDER, ["H1", "订单合同", "2", "龙头公司", "2018-03-01"]]
    done = take(village, linked(*rows) | paid(["H1", "1", 1, "2018-11-01"], ["H1", "2", 1, "2018-11-01"]))
    assert reasons(done) == [("联结合同", 3, "经营主体", "other_entity"), ("兑现", 3, "合同编号", "refers_refused")]
    assert len(all_of(village, "payment")) == 1


def test_who_is_no_party_neither_delivers_nor_is_paid(village: Desk) -> None:
    take(village, linked(ORDER))
    money = delivered(["H1", "2", 100, "2018-10-01"]) | paid(["H1", "2", 300, "2018-11-01"])
    assert reasons(take(village, money)) == [("交售", 2, "户编号", "no_party"), ("兑现", 2, "户编号", "no_party")]
    assert all_of(village, "delivery") == all_of(village, "payment") == []
    with_party = {"合同当事人": [["合同编号", "户编号"], ["H1", "2"]]}
    assert take(village, with_party | money).refused == []


@pytest.mark.parametrize("terms", ["务工", "土地流转", "资产收益"])
def test_nothing_is_delivered_under_a_contract_that_is_no_order(village: Desk, terms: str) -> None:
    take(village, linked(["H1", terms, "1", "红星合作社"]))
    assert reasons(take(village, delivered(["H1", "1", 5, "2018-10-01"]))) == [("交售", 2, "合同编号", "not_order")]


def test_a_worker_is_paid_whatever_party_their_contract_names(village: Desk) -> None:
    sheets = {"联结合同": [["合同编号", "合同类型", "户编号", "务工人员"], ["W1", "务工", "1", "张三"]]}
    assert take(village, sheets).refused == []
    with village.writing() as work:
        work.void("party", all_of(village, "party")[0]["id"], "写错")
    assert take(village, paid(["W1", "1", 2000, "2018-11-01"])).refused == []


def test_one_number_is_one_contract(village: Desk) -> None:
    take(village, linked(ORDER))
    rows = [
        ["H1", "订单合同", "1", "龙头公司"],
        ["H1", "务工", "1", "红星合作社"],
        ["h-1", "订单合同", "2", "红星合作社", "", "两方合同"],
        ["H1", "订单合同", "1", "红星合作社"],
        ["H1", "订单合同", "2", "红星合作社"],
    ]
    done = take(village, linked(*rows))
    assert [(row, reason) for _, row, _, reason in reasons(done)] == [
        (2, "other_entity"), (3, "other_terms"), (4, "other_party"),
    ]  # fmt: skip
    assert verdicts(done)[3:] == ["known", "taken"]
    three = ["H1", "订单合同", "1", "龙头公司", "", "三方合同"]
    assert take(village, linked(three)).refused == []


def test_nothing_is_paid_or_delivered_before_the_contract_began(village: Desk) -> None:
    take(village, linked(ORDER))
    early = delivered(["H1", "1", 5, "2018-02-28"]) | paid(["H1", "1", 5, "2018-02-28"])
    assert [reason for *_, reason in reasons(take(village, early))] == ["before_contract", "before_contract"]
    assert take(village, delivered(["H1", "1", 5, "2018-03-01"]) | paid(["H1", "1", 5, "2018-03-01"])).refused == []


def test_deliveries_of_one_day_are_as_many_as_are_written_in_whatever_order(village: Desk) -> None:
    take(village, linked(ORDER))
    rows = [
        ["H1", "1", 50, "2018-10-01", "", 2.4],
        ["H1", "1", 50, "2018-10-01", "", 2.6],
        ["H1", "1", 50, "2018-10-01"],
        ["H1", "1", 50, "2018-10-01"],
    ]
    done = take(village, delivered(*rows))
    assert verdicts(done) == ["taken"] * 4
    assert [note.what for note in done.answers[3].notes] == ["delivered_again"]
    before, here = changes(village), all_of(village, "delivery")
    for order in permutations(rows):
        assert verdicts(take(village, delivered(*order))) == ["known"] * 4
    assert verdicts(take(village, delivered(rows[1]))) == ["known"]
    assert (changes(village), all_of(village, "delivery")) == (before, here)
    assert len(here) == 4
    assert sorted(str(each["price_fen"]) for each in here) == ["240", "260", "None", "None"]


def test_a_price_filled_in_later_is_no_other_delivery(village: Desk) -> None:
    take(village, linked(ORDER) | delivered(["H1", "1", 50, "2018-10-01"], ["H1", "1", 50, "2018-10-01", "", 2.6]))
    take(village, delivered(["H1", "1", 50, "2018-10-01", "", 2.4], ["H1", "1", 50, "2018-10-01", "", 2.6]))
    assert sorted(each["price_fen"] for each in all_of(village, "delivery")) == [240, 260]


def test_two_payments_of_a_day_are_told_by_their_vouchers_or_asked_about(village: Desk) -> None:
    take(village, linked(ORDER))
    one, two, bare = (["H1", "1", 300, "2018-11-01", voucher] for voucher in ("V1", "V2", ""))
    assert verdicts(take(village, paid(one, two, one))) == ["taken", "taken", "known"]
    assert verdicts(take(village, paid(bare, bare))) == ["known", "known"]
    assert len(all_of(village, "payment")) == 2
    assert [fault.reason for fault in take(village, paid(one, two, bare)).refused] == ["is_it_payment"]
    more = paid(one, two, [*bare, "否"])
    assert verdicts(take(village, more)) == ["known", "known", "taken"]
    for order in permutations(more["兑现"][1:]):
        assert verdicts(take(village, paid(*order))) == ["known"] * 3
    assert sorted(str(each["voucher"]) for each in all_of(village, "payment")) == ["None", "V1", "V2"]


def test_two_payments_without_voucher_that_say_the_same_are_asked_about(village: Desk) -> None:
    take(village, linked(ORDER))
    bare = ["H1", "1", 300, "2018-11-01", ""]
    done = take(village, paid(bare, bare))
    assert verdicts(done) == ["taken", "refused"]
    assert [(fault.reason, fault.facts["line"]) for fault in done.refused] == [("is_it_payment", 2)]
    answered = paid(bare, [*bare, "否"])
    assert verdicts(take(village, answered)) == ["known", "taken"]
    assert verdicts(take(village, answered)) == ["known", "known"]


def test_a_line_pays_its_own_household_and_no_more_than_it_is(village: Desk) -> None:
    lists = {
        "收益分配": [["分配编号", "年度", "收益"], ["F1", 2018, 1000]],
        "分配明细": [["分配编号", "户编号", "分配金额"], ["F1", "1", 500]],
    }
    assert take(village, lists).refused == []
    heads = ["分配编号", "户编号", "金额", "付款日期"]
    rows = [["F1", "1", 300, "2018-12-01"], ["F1", "1", 200, "2018-12-02"], ["F1", "1", 0.01, "2018-12-03"],
            ["F1", "2", 1, "2018-12-01"]]  # fmt: skip
    done = take(village, {"兑现": [heads, *rows]})
    assert reasons(done) == [("兑现", 4, "金额", "more_than_line"), ("兑现", 5, "分配编号", "no_line")]
    assert verdicts(take(village, {"兑现": [heads, *rows]})) == ["known", "known", "refused", "refused"]
    assert sum(each["amount_fen"] for each in all_of(village, "payment")) == 50_000


def test_the_whole_of_a_village_goes_in_again_unchanged(desk: Desk) -> None:
    assert take(desk, contract_sheets()).refused == []
    before = changes(desk)
    assert take(desk, contract_sheets()).taken == 0
    assert changes(desk) == before


def test_a_number_that_begins_anew_the_next_year_is_another_distribution_and_its_lines_wait(desk: Desk) -> None:
    lines = ["分配编号", "户编号", "分配金额"]
    heads = ["分配编号", "资产", "年度", "收益"]
    take(
        desk,
        homes(["1", "张三", ONE])
        | {"资产": [["资产名称", "资产类型"], ["大棚", "温室大棚"], ["光伏", "光伏电站"]]}
        | {"收益分配": [heads, ["F1", "大棚", 2017, 10000]], "分配明细": [lines, ["F1", "1", 500]]},
    )
    before = all_of(desk, "distribution"), all_of(desk, "distribution_line")
    for row in (["F1", "大棚", 2018, 8000], ["f-1", "光伏", 2017, 8000], ["F1", "", 2018, ""]):
        done = take(desk, {"收益分配": [heads, row], "分配明细": [lines, ["F1", "1", 400]]})
        assert [fault.reason for fault in done.refused] == ["number_of_another", "refers_refused"]
    assert (all_of(desk, "distribution"), all_of(desk, "distribution_line")) == before
    assert verdicts(take(desk, {"收益分配": [heads, ["F1", "大棚", 2017, 9000]]})) == ["taken"]


def test_a_contracts_number_that_begins_anew_the_next_year_is_another_contract(desk: Desk) -> None:
    heads = ["合同编号", "合同类型", "户编号", "经营主体", "签订日期", "生效日期"]
    others = homes(["1", "张三", ONE]) | {"经营主体": [["主体名称", "主体类型"], ["红星合作社", "合作社"]]}
    take(desk, others | {"联结合同": [heads, ["O1", "订单", "1", "红星合作社", "2017-03-01", ""]]})
    before = all_of(desk, "contract")
    rows = {"联结合同": [heads, ["O1", "订单", "1", "红星合作社", "2018-03-01", ""]]}
    assert [fault.reason for fault in take(desk, rows).refused] == ["number_of_another"]
    assert all_of(desk, "contract") == before
    rows = {"联结合同": [heads, ["O1", "订单", "1", "红星合作社", "2017-03-11", "2018-01-01"]]}
    assert verdicts(take(desk, rows)) == ["taken"]


def test_a_credit_code_typed_for_another_office_does_not_rename_the_one_that_has_it(desk: Desk) -> None:
    heads = ["主体名称", "主体类型", "统一社会信用代码"]
    code = "93990101MA7ABCDE12"
    take(desk, {"经营主体": [heads, ["红星合作社", "合作社", code]]})
    done = take(desk, {"经营主体": [heads, ["蓝天合作社", "合作社", code]]})
    assert [(fault.column, fault.reason, fault.facts["name"]) for fault in done.refused] == [
        ("主体名称", "number_of_another", code)
    ]
    assert [entity["name"] for entity in all_of(desk, "entity")] == ["红星合作社"]
    assert verdicts(take(desk, {"经营主体": [heads, ["紅星 合作社", "农民专业合作社", code.lower()]]})) != ["refused"]
