"""What cannot stand together in one record is refused at its cell, by sheet as by form; the other rows go in."""

from __future__ import annotations

from typing import Any

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.acts.records.commands import put_record
from fupin_desk.domain.errors import FieldsRefusedError
from tests.acts.ledger.sheets import all_of, contract_sheets, homes, members, reasons, take, verdicts
from tests.acts.ledger.test_exporting import change, out
from tests.ledger.made_up import id_number

ENTITY = ["主体名称", "主体类型", "服务村"]
PARTY = ["合同编号", "户编号", "经营主体", "合同身份"]
SHARE = ["经营主体", "户编号", "持股主体", "入股方式"]
LINE = ["分配编号", "户编号", "分配金额", "其中自有股份收益"]
PAID = ["合同编号", "户编号", "金额", "付款日期", "农户确认日期"]
DELIVERED = ["合同编号", "户编号", "验收数量", "交售日期", "农户确认日期"]
AGREED = ["户编号", "同意事项", "同意日期", "有效期至"]


@pytest.mark.parametrize(
    ("sheet", "heads", "right", "wrong", "at", "reason"),
    [
        ("经营主体", ENTITY, ["甲", "合作社", "990101001001、990101001002"], ["乙", "合作社", "示例村"], 2, "village"),
        ("经营主体", ENTITY, ["甲", "合作社", ""], ["乙", "合作社", "990101001001、99010100100"], 2, "village"),
        ("合同当事人", PARTY, ["L1", "2", "", "农户"], ["O1", "1", "龙头公司", "农户"], 2, "one_of_two"),
        ("股份", SHARE, ["红星合作社", "1", "", "资金入股"], ["红星合作社", "2", "龙头公司", ""], 2, "one_of_two"),
        ("分配明细", LINE, ["F1", "1", 500, 100], ["F1", "2", 500, 600], 3, "stake_above_line"),
        (
            "兑现", PAID, ["W1", "2", 100, "2018-05-01", "2018-05-01"], ["W1", "2", 200, "2018-05-02", "2018-05-01"],
            4, "confirmed_before",
        ),
        (
            "交售", DELIVERED, ["O1", "1", 7, "2018-05-01", "2018-05-01"], ["O1", "1", 8, "2018-05-02", "2018-05-01"],
            4, "confirmed_before",
        ),
        (
            "同意登记", AGREED, ["1", "入股", "2018-05-01", "2019-05-01"], ["2", "入股", "2018-05-02", "2018-05-01"],
            3, "turned_round",
        ),
    ],
)  # fmt: skip
def test_what_cannot_stand_together_is_refused_at_its_cell_and_the_other_rows_go_in(
    desk: Desk, sheet: str, heads: list[str], right: list[Any], wrong: list[Any], at: int, reason: str
) -> None:
    assert take(desk, contract_sheets()).refused == []
    done = take(desk, {sheet: [heads, wrong, right]})
    assert verdicts(done) == ["refused", "taken"]
    assert reasons(done) == [(sheet, 2, heads[at], reason)]
    assert verdicts(take(desk, {sheet: [heads, right]})) == ["known"]


def test_a_year_beside_a_day_of_another_year_is_refused_on_a_record_that_is_known(desk: Desk) -> None:
    take(desk, homes(["1", "张三"]) | members(["1", "", "王丽", "", "1981-02-03", "妻子"]))
    book = out(desk)
    change(book, "家庭成员", "王丽", "出生日期", "1982年")
    done = take(desk, {"家庭成员": book["家庭成员"]})
    assert [fault.reason for fault in done.refused] == ["births_differ"]
    wife = next(each for each in all_of(desk, "member") if each["name"] == "王丽")
    assert (wife["born_on"], wife.get("born_in")) == ("1981-02-03", None)


def test_a_day_corrected_to_one_before_the_contract_is_refused_as_a_new_row_is(desk: Desk) -> None:
    book = contract_sheets()
    book["联结合同"] = [[*row, said] for row, said in zip(
        [[*each, *[""] * (12 - len(each))] for each in book["联结合同"]], ["签订日期", *["2018-03-01"] * 5], strict=True
    )]  # fmt: skip
    assert take(desk, book).refused == []
    paid = ["W1", "2", 100, "2018-05-01", ""]
    take(desk, {"兑现": [PAID, paid]})
    exported = out(desk)
    row = next(at for at, cells in enumerate(exported["兑现"]) if 100 in cells)
    change(exported, "兑现", row, "付款日期", "2018-02-01")
    done = take(desk, {"兑现": exported["兑现"]})
    assert [fault.reason for fault in done.refused] == ["before_contract"]
    row = next(at for at, cells in enumerate(exported["交售"]) if 50 in cells)
    change(exported, "交售", row, "交售日期", "2018-02-01")
    assert [fault.reason for fault in take(desk, {"交售": exported["交售"]}).refused] == ["before_contract"]


def test_by_command_a_party_or_share_names_one_of_the_two(desk: Desk) -> None:
    take(desk, contract_sheets())
    home, entity = all_of(desk, "household")[0]["id"], all_of(desk, "entity")[0]["id"]
    contract = all_of(desk, "contract")[0]["id"]
    both: list[tuple[str, dict[str, Any]]] = [
        ("party", {"contract": contract, "household": home, "entity": entity}),
        ("share", {"entity": entity, "household": home, "holder_entity": entity}),
    ]
    for kind, values in both:
        with pytest.raises(FieldsRefusedError) as refused:
            put_record(desk, kind, values)
        assert [each["reason"] for each in refused.value.facts["refused"]] == ["one_of_two"]


def test_no_row_tells_that_a_consent_was_taken_back(desk: Desk) -> None:
    take(desk, homes(["1", "张三", id_number(1)]) | {"同意登记": [AGREED, ["1", "入股", "2018-05-01", ""]]})
    book = out(desk)
    [consent] = all_of(desk, "consent")
    with desk.writing() as work:
        work.save("consent", consent["id"], {"withdrawn_on": "2018-06-01"})
    for day in ("2018-07-01", "2018-05-02"):
        change(book, "同意登记", 1, "同意日期", day)
        done = take(desk, {"同意登记": book["同意登记"]})
        assert (verdicts(done), done.answers[0].notes) == (["known"], ())
    assert all_of(desk, "consent") == [consent | {"withdrawn_on": "2018-06-01"}]
