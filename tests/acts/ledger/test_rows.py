"""People, contracts and money: what a row says of several records at once."""

from __future__ import annotations

from typing import Any

from fupin_desk.acts.desk import Desk
from tests.acts.ledger.sheets import (
    ONE,
    TWO,
    all_of,
    contract_sheets,
    homes,
    members,
    reasons,
    take,
    verdicts,
)
from tests.ledger.made_up import id_number


def test_the_id_number_of_a_child_is_not_kept_and_the_answer_says_so(desk: Desk) -> None:
    child, grown = id_number(5, "20050302"), id_number(6, "20050301")  # the day before turning 14, and that day
    done = take(desk, homes(["1", "张三"]) | members(["1", "", "小明", child], ["1", "", "小丽", grown]))
    assert verdicts(done) == ["taken", "taken", "taken"]
    assert [note.what for note in done.answers[1].notes] == ["child_id"]
    kept = {member["name"]: (member["id_number"], member["born_on"]) for member in all_of(desk, "member")}
    assert kept["小明"] == (None, "2005-03-02")
    assert kept["小丽"] == (grown, None)
    assert verdicts(take(desk, members(["1", "", "小明", child]))) == ["known"]


def test_a_date_of_birth_that_is_not_the_id_numbers_is_refused(desk: Desk) -> None:
    done = take(desk, homes(["1", "张三", ONE, "1981-01-01"]) | members(["1", "张三", "李四", TWO, 1971]))
    assert [fault.reason for fault in done.refused] == ["birth_differs", "refers_refused"]
    done = take(desk, homes(["1", "张三", ONE, 1980]) | members(["1", "张三", "李四", TWO, 1971]))
    assert reasons(done) == [("家庭成员", 2, "身份证号", "birth_differs")]


def test_a_person_who_founds_a_household_moves_to_it(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE]) | members(["1", "", "张小", TWO, "", "儿子"]))
    assert take(desk, homes(["2", "张小", TWO])).refused == []
    assert len(all_of(desk, "member")) == 2
    homes_of = {member["name"]: member["household"] for member in all_of(desk, "member")}
    assert homes_of["张三"] != homes_of["张小"]


def test_contracts_their_terms_parties_and_money_are_tied_together(desk: Desk) -> None:
    done = take(desk, contract_sheets())
    assert done.refused == []
    contracts = {each["ledger_number"]: each for each in all_of(desk, "contract")}
    members_by = {each["name"]: each["id"] for each in all_of(desk, "member")}
    plots = {each["name"]: each["id"] for each in all_of(desk, "plot")}
    assert contracts["D1"]["lease"] == contracts["L1"]["id"]
    assert contracts["D1"]["plots"] == sorted(plots.values())
    assert contracts["W1"]["member"] == members_by["李四"]
    assert contracts["W1"]["wage_fen"] == 200_000
    assert contracts["Z1"]["promised_share_ppm"] == 50_000
    roles = sorted(party["role"] for party in all_of(desk, "party") if party["contract"] == contracts["L1"]["id"])
    assert roles == ["enterprise", "household", "lessee"]
    [payment] = all_of(desk, "payment")
    lines = {line["household"]: line["id"] for line in all_of(desk, "distribution_line")}
    assert payment["distribution_line"] == lines[payment["household"]]
    [consent] = all_of(desk, "consent")
    assert (consent["about"], consent["member"]) == (contracts["W1"]["id"], members_by["李四"])
    assert all_of(desk, "asset")[0]["value_fen"] == 12_500_000
    again = take(desk, contract_sheets())
    assert (again.taken, again.refused) == (0, [])


def test_two_deliveries_of_one_day_are_two_and_a_corrected_price_is_a_correction(desk: Desk) -> None:
    take(desk, contract_sheets())
    assert len(all_of(desk, "delivery")) == 2
    take(
        desk, {"交售": [["合同编号", "户编号", "验收数量", "交售日期", "成交单价"], ["O1", "1", 50, "2018-10-01", 2.4]]}
    )
    assert sorted(str(each["price_fen"]) for each in all_of(desk, "delivery")) == ["240", "None"]


def test_a_quantity_in_a_unit_that_is_none_of_the_contracts_is_refused(desk: Desk) -> None:
    take(desk, homes(["1", "张三"]) | {"联结合同": [["合同编号", "户编号", "单位"], ["H1", "1", "吨"]]})
    rows: list[list[Any]] = [["合同编号", "户编号", "交售数量（头）", "交售日期"], ["H1", "1", 500, "2018-10-01"]]
    assert reasons(take(desk, {"交售": rows})) == [("交售", 2, "交售数量（头）", "unit")]
    rows[0][2] = "交售数量（吨）"
    assert take(desk, {"交售": rows}).refused == []


def test_one_contract_with_several_households_has_a_row_for_each(desk: Desk) -> None:
    rows = [
        ["合同编号", "合同类型", "户编号", "经营主体"],
        ["H1", "订单合同", "1", "红星合作社"],
        ["H1", "订单合同", "2", "红星合作社"],
    ]
    sheets = homes(["1", "张三"], ["2", "李四"]) | {
        "经营主体": [["主体名称", "类型"], ["红星合作社", "合作社"]],
        "联结合同": rows,
    }
    assert take(desk, sheets).refused == []
    assert len(all_of(desk, "contract")) == 1
    assert len(all_of(desk, "party")) == 3


def test_who_asked_without_a_day_is_no_consent_and_keeps_nobody_out(desk: Desk) -> None:
    heads = ["户编号", "户主姓名", "同意登记日期", "询问人", "同意方式"]
    done = take(desk, {"农户": [heads, ["1", "张三", "", "阿里木", "签字"], ["2", "李四", "不同意", "", ""]]})
    assert verdicts(done) == ["taken", "taken"]
    assert [note.what for answer in done.answers for note in answer.notes] == ["consent_undated"]
    assert all_of(desk, "consent") == []


PAID = ["合同编号", "户编号", "金额", "付款日期", "凭证号"]


def sums(desk: Desk) -> list[tuple[int, bool]]:
    return sorted((each["amount_fen"], each["contract"] is not None) for each in all_of(desk, "payment"))


def test_a_payment_whose_contract_is_filled_in_later_is_not_paid_twice(desk: Desk) -> None:
    take(desk, contract_sheets() | {"兑现": [PAID, ["", "1", 300, "2018-11-01", ""]]})
    later = {"兑现": [PAID, ["L1", "1", 300, "2018-11-01", "V1"]]}
    assert verdicts(take(desk, later)) == ["taken"]
    assert sums(desk) == [(30000, True)]
    assert verdicts(take(desk, later)) == ["known"]


def test_two_payments_of_one_sheet_stay_two_though_one_does_not_say_what_for(desk: Desk) -> None:
    take(desk, contract_sheets() | {"兑现": []})
    rows = {"兑现": [PAID, ["", "1", 300, "2018-11-01", ""], ["L1", "1", 300, "2018-11-01", ""]]}
    for verdict in ("taken", "known"):
        assert verdicts(take(desk, rows)) == [verdict, verdict]
        assert sums(desk) == [(30000, False), (30000, True)]


def test_a_payment_for_another_contract_is_another_payment(desk: Desk) -> None:
    take(desk, contract_sheets() | {"兑现": [PAID, ["D1", "1", 300, "2018-11-01", ""]]})
    take(desk, {"兑现": [PAID, ["L1", "1", 300, "2018-11-01", ""]]})
    assert sums(desk) == [(30000, True), (30000, True)]


def test_a_corrected_sum_is_another_payment_and_the_answer_says_what_to_do(desk: Desk) -> None:
    take(desk, contract_sheets() | {"兑现": [PAID, ["L1", "1", 300, "2018-11-01", ""]]})
    rows = {"兑现": [PAID, ["L1", "1", 350, "2018-11-01", ""], ["L1", "1", 350, "2018-12-01", ""]]}
    done = take(desk, rows)
    assert [[note.what for note in answer.notes] for answer in done.answers] == [["another_like_it"], []]
    assert sums(desk) == [(30000, True), (35000, True), (35000, True)]
    assert [answer.notes for answer in take(desk, rows).answers] == [(), ()]


def test_more_of_one_day_written_below_what_is_here_is_no_correction(desk: Desk) -> None:
    take(desk, contract_sheets())
    again = contract_sheets()
    again["交售"].append(["O1", "1", 70, "2018-10-01"])
    done = take(desk, {"交售": again["交售"]})
    assert [(answer.verdict, answer.notes) for answer in done.answers] == [("known", ()), ("known", ()), ("taken", ())]


def test_who_moved_is_written_down_anew_once_it_is_known_that_they_left(desk: Desk) -> None:
    heads = ["户编号", "姓名", "身份证号", "与户主关系", "离户日期"]
    take(desk, homes(["1", "张三"], ["2", "李四"]) | {"家庭成员": [heads, ["1", "王小", TWO, "女儿", ""]]})
    moved = ["2", "王小", TWO, "儿媳", ""]
    done = take(desk, {"家庭成员": [heads, moved]})
    assert [fault.reason for fault in done.refused] == ["other_household"]
    both = {"家庭成员": [heads, moved, ["1", "王小", TWO, "女儿", "2018-10-01"]]}
    assert verdicts(take(desk, both)) == ["taken", "taken"]
    assert verdicts(take(desk, both)) == ["known", "known"]
    here = {each["household"]: each["gone_since"] for each in all_of(desk, "member") if each["name"] == "王小"}
    assert sorted(map(str, here.values())) == ["2018-10-01", "None"]
