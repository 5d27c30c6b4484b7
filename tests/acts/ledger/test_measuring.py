"""Prices, quantities and wages with their units: brought into the contract's, or refused with both named."""

from __future__ import annotations

from typing import Any

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.ledger.answering import sentence
from fupin_desk.words import words
from tests.acts.ledger.sheets import ONE, all_of, homes, take, verdicts

ENTITY = {"经营主体": [["主体名称", "主体类型"], ["红星合作社", "合作社"]]}


def contract(desk: Desk, heads: str, *row: Any) -> Any:
    """Take one contract with more columns, twice; return it, or why it was refused."""
    sheet = {"联结合同": [["合同编号", "户编号", "经营主体", *heads.split()], ["H1", "1", "红星合作社", *row]]}
    done = take(desk, homes(["1", "张三", ONE]) | ENTITY | sheet)
    if done.refused:
        return [(fault.reason, sentence(fault, words("zh_CN"))) for fault in done.refused]
    assert set(verdicts(take(desk, homes(["1", "张三", ONE]) | ENTITY | sheet))) == {"known"}
    return all_of(desk, "contract")[0]


@pytest.mark.parametrize(
    ("heads", "row", "kept"),
    [
        ("计量单位 保底价（元/斤） 数量（吨）", ["公斤", 3.2, 5], ("kg", 640, 5_000_000)),
        ("计量单位 保底价 数量", ["吨", "3.2元/公斤", "1000公斤"], ("tonne", 320_000, 1000)),
        ("保底价（元/斤）", [3.2], ("kg", 640, None)),
        ("保底价（元/吨） 约定数量（公斤）", [3200, 1000], ("kg", 320, 1_000_000)),
        ("保底价（元/头） 约定数量（头）", [5000, 3], ("head", 500_000, 3000)),
        ("计量单位 保底价（元/单位） 数量", ["公斤", 3.2, 5], ("kg", 320, 5000)),
        ("计量单位 保底价（元） 数量", ["公斤", 3.2, 5], ("kg", 320, 5000)),
    ],
)
def test_an_order_is_kept_in_one_unit(desk: Desk, heads: str, row: list[Any], kept: tuple[Any, ...]) -> None:
    made = contract(desk, heads, *row)
    assert (made["unit"], made["floor_price_fen"], made["quantity_milli"]) == kept


@pytest.mark.parametrize(
    ("heads", "row", "named"),
    [
        ("计量单位 保底价（元/头）", ["公斤", 3.2], ("元/头", "元/公斤")),
        ("计量单位 数量（亩）", ["公斤", 3.2], ("亩", "公斤")),
        ("计薪方式 工资标准（元/天）", ["按月", 100], ("元/天", "元/月")),
        ("计薪方式 月工资", ["按天", 3000], ("元/月", "元/天")),
        ("租金（元/年）", [3000], ("元/年", "元/亩·年")),
        ("付款期限（月）", [2], ("月", "天")),
        ("固定收益（元/亩）", [2], ("元/亩", "元/年")),
    ],
)
def test_what_is_no_unit_of_the_contracts_is_refused_and_both_are_named(
    desk: Desk, heads: str, row: list[Any], named: tuple[str, str]
) -> None:
    [(reason, said)] = contract(desk, heads, *row)
    assert reason == "unit"
    assert all(f"“{unit}”" in said for unit in named)


@pytest.mark.parametrize(
    ("heads", "row", "kept"),
    [
        ("工资标准（元/天）", [100], ("day", 10_000)),
        ("工资标准（元/月）", [3000], ("month", 300_000)),
        ("月工资（千元）", [3], ("month", 300_000)),
        ("计薪方式 工资标准（元/年）", ["按月", 36_000], ("month", 300_000)),
        ("计薪方式 工资标准（元）", ["按天", 100], ("day", 10_000)),
        ("工资标准", ["2元/件"], ("piece", 200)),
        ("工资标准（元）", [100], (None, 10_000)),
    ],
)
def test_a_wage_is_for_what_its_unit_says(desk: Desk, heads: str, row: list[Any], kept: tuple[Any, ...]) -> None:
    made = contract(desk, heads, *row)
    assert (made["wage_per"], made["wage_fen"]) == kept


def test_a_delivery_is_in_its_contracts_unit(desk: Desk) -> None:
    contract(desk, "计量单位 保底价", "公斤", 3.2)
    rows = [["合同编号", "户编号", "交售数量（斤）", "单价（元/斤）", "交售日期"], ["H1", "1", 500, 1.7, "2018-10-01"]]
    assert take(desk, {"交售": rows}).refused == []
    [made] = all_of(desk, "delivery")
    assert (made["accepted_milli"], made["price_fen"]) == (250_000, 340)


def test_a_delivery_under_a_contract_that_has_no_unit_waits_for_it(desk: Desk) -> None:
    contract(desk, "合同类型", "订单合同")
    rows = [["合同编号", "户编号", "交售数量", "交售日期"], ["H1", "1", "500公斤", "2018-10-01"]]
    assert [fault.reason for fault in take(desk, {"交售": rows}).refused] == ["unit_unsaid"]
    assert all_of(desk, "delivery") == []


def test_the_unit_of_goods_stands_beside_their_name(desk: Desk) -> None:
    heads = ["户编号", "金额", "付款日期", "实物", "实物数量"]
    rows = [heads, ["1", 100, "2018-11-01", "面粉", "50公斤"], ["1", 100, "2018-11-02", "", "50公斤"]]
    done = take(desk, homes(["1", "张三", ONE]) | {"兑现": rows})
    assert [fault.reason for fault in done.refused] == ["unit_unsaid"]
    [made] = all_of(desk, "payment")
    assert (made["in_kind"], made["in_kind_milli"]) == ("面粉（公斤）", 50_000)
    assert verdicts(take(desk, {"兑现": rows[:2]})) == ["known"]
