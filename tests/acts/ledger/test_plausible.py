"""Days that can hardly be are asked about, not taken; a household has a head; sums and signatures are no households."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fupin_desk.acts.desk import Desk
from fupin_desk.domain.id_numbers import id_number_right
from tests.acts.ledger.sheets import ONE, TWO, all_of, homes, members, reasons, take, verdicts
from tests.acts.ledger.test_rosters import HEADS, KEPT, TWO_HOMES, kept
from tests.ledger.made_up import id_number

HOME = homes(["1", "张三", ONE])
AHEAD = "2031-05-01"


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        ({"农户": [["户编号", "户主姓名", "建档立卡日期"], ["2", "李四", AHEAD]]}, "in_future"),
        ({"农户": [["户编号", "户主姓名", "脱贫日期"], ["2", "李四", AHEAD]]}, "in_future"),
        ({"农户": [["户编号", "户主姓名", "户主出生日期"], ["2", "李四", AHEAD]]}, "in_future"),
        ({"农户": [["户编号", "户主姓名", "户主出生日期"], ["2", "李四", "1850-01-01"]]}, "too_early"),
        ({"农户": [["户编号", "户主姓名", "户主出生日期"], ["2", "李四", 2031]]}, "in_future"),
        ({"农户": [["户编号", "户主姓名", "户主身份证号"], ["2", "李四", id_number(5, "18500101")]]}, "id_birth"),
        ({"农户": [["户编号", "户主姓名", "户主身份证号"], ["2", "李四", id_number(5, "20310101")]]}, "id_birth"),
        ({"农户": [["户编号", "户主姓名", "同意登记日期", "询问人"], ["2", "李四", AHEAD, "甲"]]}, "in_future"),
        ({"农户": [["户编号", "户主姓名", "建档立卡日期"], ["2", "李四", date(1900, 2, 28)]]}, "date"),
        ({"农户": [["户编号", "户主姓名", "建档立卡日期"], ["2", "李四", 60]]}, "date"),
        ({"农户": [["户编号", "户主姓名", "户主出生日期"], ["2", "李四", 60]]}, "date"),
        ({"农户": [["户编号", "户主姓名", "建档立卡日期"], ["2", "李四", "1899-01-01"]]}, "too_early"),
        ({"家庭成员": [["户编号", "姓名", "出生日期"], ["1", "李四", AHEAD]]}, "in_future"),
        ({"联结合同": [["合同编号", "户编号", "签订日期"], ["H1", "1", AHEAD]]}, "in_future"),
        ({"联结合同": [["合同编号", "户编号", "合同交付日期"], ["H1", "1", AHEAD]]}, "in_future"),
        ({"联结合同": [["合同编号", "户编号", "到期日期"], ["H1", "1", "9999-12-31"]]}, "too_far"),
        ({"兑现": [["户编号", "金额", "付款日期"], ["1", 5, AHEAD]]}, "in_future"),
        ({"兑现": [["户编号", "金额", "付款日期"], ["1", 5, "1018-01-01"]]}, "too_early"),
    ],
)
def test_a_day_that_can_hardly_be_is_asked_about(desk: Desk, sheets: dict[str, Any], reason: str) -> None:
    take(desk, HOME)
    done = take(desk, sheets)
    assert [fault.reason for fault in done.refused] == [reason]
    assert (len(all_of(desk, "household")), len(all_of(desk, "contract")), len(all_of(desk, "payment"))) == (1, 0, 0)


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        (
            {"联结合同": [["合同编号", "户编号", "生效日期", "到期日期"], ["H1", "1", "2018-05-01", "2018-04-30"]]},
            "turned_round",
        ),
        (
            {"家庭成员": [["户编号", "姓名", "出生日期", "离开日期"], ["1", "李四", "1980-05-01", "1979-04-30"]]},
            "left_unborn",
        ),
        (
            {
                "同意登记": [
                    ["户编号", "同意事项", "同意日期", "有效期至"],
                    ["1", "签订合同", "2018-05-01", "2018-04-30"],
                ]
            },
            "turned_round",
        ),
        (
            {
                "收益分配": [["分配编号", "年度", "收益"], ["F1", 2018, 100]],
                "分配明细": [["分配编号", "户编号", "分配金额", "其中自有股份收益"], ["F1", "1", 50, 60]],
            },
            "stake_above_line",
        ),
        (
            {
                "经营主体": [["主体名称", "主体类型"], ["红星合作社", "合作社"]],
                "联结合同": [["合同编号", "合同类型"], ["H1", "订单合同"]],
                "合同当事人": [["合同编号", "户编号", "经营主体"], ["H1", "1", "红星合作社"]],
            },
            "one_of_two",
        ),
    ],
)
def test_two_cells_that_cannot_stand_together_cost_their_row_and_no_other(
    desk: Desk, sheets: dict[str, Any], reason: str
) -> None:
    take(desk, HOME)
    done = take(desk, sheets | homes(["2", "王五", TWO]))
    assert [fault.reason for fault in done.refused] == [reason]
    assert len(all_of(desk, "household")) == 2


def test_a_delivery_to_come_is_asked_about(desk: Desk) -> None:
    take(desk, HOME | {"联结合同": [["合同编号", "户编号", "合同类型", "单位"], ["H1", "1", "订单合同", "公斤"]]})
    rows = [["合同编号", "户编号", "数量", "交售日期"], ["H1", "1", 5, AHEAD], ["H1", "1", 5, "2018-11-01"]]
    assert [fault.reason for fault in take(desk, {"交售": rows}).refused] == ["in_future"]
    assert len(all_of(desk, "delivery")) == 1


def test_what_ends_or_falls_due_later_may_be_ahead_and_the_old_may_be_old(desk: Desk) -> None:
    rows = [
        ["合同编号", "户编号", "签订日期", "生效日期", "到期日期"],
        ["H1", "1", "2018-11-01", "2031-01-01", "2060-12-31"],
    ]
    born = members(["1", "张三", "张老", id_number(5, "19100101"), "", "父亲"])
    assert take(desk, HOME | {"联结合同": rows} | born).refused == []


def test_a_household_without_a_head_is_none(desk: Desk) -> None:
    done = take(desk, {"农户": [["户编号", "户主姓名", "村民小组"], ["1", "", "一组"], ["2", "李四", "一组"]]})
    assert reasons(done) == [("农户", 2, "户主姓名", "missing")]
    assert len(all_of(desk, "household")) == 1


def test_a_household_whose_head_the_members_sheet_names_is_one(desk: Desk) -> None:
    rows = {"农户": [["户编号", "村民小组"], ["1", "一组"], ["2", "二组"]]} | {"家庭成员": [HEADS, *TWO_HOMES]}
    assert take(desk, rows).refused == []
    assert kept(desk) == KEPT


def test_a_heads_name_in_the_column_of_numbers_names_the_household(desk: Desk) -> None:
    take(desk, homes(["1", "张三", ONE]))
    done = take(desk, {"承包地块": [["户编号", "地块名称", "面积"], ["张三", "河边地", 2.5]]})
    assert done.refused == []
    [plot] = all_of(desk, "plot")
    assert plot["household"] == all_of(desk, "household")[0]["id"]


FOOTERS = [
    ["共1户"], ["共 12 户", "45人"], ["合计", "", "2户"], ["总计：2户"], ["一组小计", 2], ["本页小计"],
    ["全村合计：5"], ["", "合计"], ["制表人：李四", "审核：王五"], ["制表人", "李四"], ["填表人（签字）："],
    ["村委会（盖章）"], ["日期：2018年12月"], ["备注：一式两份"], ["说明：1.按户填写"], ["注1：本表"], ["审核"],
    ["驻村工作队：甲"], ["Total", 5], ["Total: 5 households"], ["Prepared by: A"], ["Note: as of 2018"],
    ["经办", "李四"], ["村长", "李四"], ["会计", "李四"],
    ["جەمئىي", 5], ["تولدۇرغۇچى: ئا"], ["ئىزاھات: ب"], ["جيىنى", 3], ["تولتىرعان: ا"], ["ەسكەرتۋ: ب"],
]  # fmt: skip


@pytest.mark.parametrize("footer", FOOTERS)
def test_sums_and_signatures_are_no_households(desk: Desk, footer: list[Any]) -> None:
    heads = ["户编号", "户主姓名", "户主身份证号"]
    for sheets in ({"农户": [heads, TWO_HOMES[0][:3], footer]}, {"花名册": [HEADS, *TWO_HOMES[:2], footer]}):
        done = take(desk, sheets)
        assert done.refused == []
        assert [note.what for note in done.book.notes] in (["totals"], ["footer"])
        assert len(all_of(desk, "household")) == 1


def test_an_entity_called_like_a_signature_is_one(desk: Desk) -> None:
    done = take(desk, {"经营主体": [["主体名称", "主体类型"], ["村委会", "村集体"], ["合作社", "合作社"]]})
    assert verdicts(done) == ["taken", "taken"]


def test_rows_numbered_beforehand_say_nothing(desk: Desk) -> None:
    rows = [[1, "1", "张三", ONE], *([at] for at in range(2, 50)), ["50"]]
    done = take(desk, {"农户": [["序号", "户编号", "户主姓名", "户主身份证号"], *rows]})
    assert verdicts(done) == ["taken"]
    assert [note.what for note in done.book.notes] == ["heading_unknown"]


def test_titles_and_headings_on_every_printed_page_and_sums_between_are_left_aside(desk: Desk) -> None:
    page = [["某某村花名册"], HEADS]
    rows = [*page, *TWO_HOMES[:3], ["小计", "3人"], [], *page, *TWO_HOMES[3:], ["合计", "5人"]]
    done = take(desk, {"Sheet1": rows})
    assert verdicts(done) == ["taken"] * 5
    assert kept(desk) == KEPT


def test_made_up_people_of_another_century_have_right_numbers() -> None:
    assert id_number_right(id_number(5, "18500101"))


@pytest.mark.parametrize("word", ["负责人", "主任", "联系人", "第一组代表", "باشلىق"])
def test_a_name_beside_a_word_for_a_number_is_asked_about_and_no_household(desk: Desk, word: str) -> None:
    sheet = {"农户": [["户编号", "户主姓名", "村民小组"], ["1", "张三", "1"], [word, "王五", ""]]}
    done = take(desk, sheet)
    assert verdicts(done)[0] == "taken"
    assert [fault.reason for fault in done.refused] in ([], ["no_digit"])
    assert len(all_of(desk, "household")) == 1
    for row in (["甲1", "王五", ""], ["十二", "赵六", ""], ["甲", "李四", "2"]):
        assert verdicts(take(desk, {"农户": [sheet["农户"][0], row]})) == ["taken"]
