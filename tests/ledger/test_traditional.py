"""A ledger typed in traditional characters is read as the same one in simplified characters; names stay as typed."""

from __future__ import annotations

from typing import Any

import pytest

from fupin_desk.domain.folding import simplified
from fupin_desk.domain.traditional import WRITTEN_AS
from fupin_desk.ledger import Book, read
from tests.acts.ledger.sheets import contract_sheets, members
from tests.ledger.made_up import Sheets, xlsx

TRADITIONAL = str.maketrans({said[0]: said[1] for said in WRITTEN_AS.split()})
PERSONS: Sheets = {
    "花名册": [
        ["上湾村贫困户花名册（单位：万元、亩）"],
        ["序号", "户编号", "姓名", "与户主关系", "出生日期", "村民小组", "劳动力", "残疾"],
        [1, "1", "张国强", "户主", "1980年1月1号", "三组", "有劳动力", "否"],
        [2, "1", "刘丽华", "妻子", "八〇年五月", "", "弱劳动力", "是☑ 否□"],
        [3, "1", "张卫", "长子之妻", "1999年", "", "无劳动力", "无"],
        ["一组合计：3人"],
        ["制表人：李会计", "审核人："],
    ]
}
UNITS: Sheets = {
    "土地流转": [
        ["合同编号", "合同类型", "户编号", "经营主体", "租金（元/亩·年）", "签订日期", "付款日"],
        ["L1", "土地流转合同", "1", "红星合作社", "每亩每年300元", "二〇一八年十一月一日", "每个月的5号"],
        ["L2", "土地流转合同", "2", "红星合作社", "0.03万元/亩·年", "18年11月1号", "5日"],
    ],
    "承包地块": [["户编号", "地块名称", "面积（公顷）"], ["1", "东边地", "1.5公顷"], ["1", "西边", "两亩"]],
    "交售": [["合同编号", "户编号", "数量", "单价", "交售日期"], ["O1", "1", "1000市斤", "3.2元/公斤", "2018-10-01"]],
}


def told(book: Book) -> list[Any]:
    """Return what was read, in simplified characters."""
    rows = [(row.spec.key, row.number, row.home, sorted(map(_told, row.said.items())), [
        (fault.reason, fault.at) for fault in row.faults
    ]) for page in book.pages for row in page.rows]  # fmt: skip
    return [rows, [(note.what, note.row) for note in book.notes]]


def _told(said: tuple[str, Any]) -> tuple[str, str]:
    return said[0], simplified(str(said[1]))


@pytest.mark.parametrize("sheets", [contract_sheets(), members(["1", "", "王丽", "", "", "妻子"]), PERSONS, UNITS])
def test_a_ledger_in_traditional_characters_is_read_the_same(sheets: Sheets) -> None:
    again = {
        name.translate(TRADITIONAL): [[each.translate(TRADITIONAL) if isinstance(each, str) else each for each in row]
                                      for row in rows]
        for name, rows in sheets.items()
    }  # fmt: skip
    assert again != sheets
    assert told(read(xlsx(again))) == told(read(xlsx(sheets)))


def test_a_name_stays_as_it_was_typed() -> None:
    [row] = read(xlsx({"農戶": [["戶主姓名", "村民小組"], ["張國強", "三組"]]})).rows_of("households")
    assert row.said == {"head.name": "張國強", "group": "三組"}
