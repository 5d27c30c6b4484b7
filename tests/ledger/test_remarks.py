"""Lines between, above and below the rows of a table: groups, titles, sums, days and signatures are nobody."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from fupin_desk.ledger import read
from tests.ledger.made_up import id_number, xlsx


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("named", ["二组", "第二村民小组", "二组：", "上湾组（12户）"])
def test_a_group_alone_in_a_row_is_nobody_but_the_group_of_those_below(named: str, at: int) -> None:
    title = ["", "", ""]
    title[at] = named
    homes = [["户主姓名", "户编号", "户主身份证号"], ["张三", "1", ""], title, ["李四", "2", ""]]
    book = read(xlsx({"农户": homes}))
    found = [(row.said["head.name"], row.said.get("group")) for row in book.pages[0].rows]
    assert found == [("张三", None), ("李四", named.strip("：").partition("（")[0])]
    assert [note.what for note in book.notes] == ["group_row"]
    roster = [["姓名", "与户主关系", "出生日期"], ["张三", "户主", ""], title, ["李四", "户主", ""], ["李小", "子", ""]]
    groups = [row.said.get("group") for row in read(xlsx({"花名册": roster})).pages[0].rows]
    assert groups == [None, named.strip("：").partition("（")[0], None]


def test_a_sentence_is_no_persons_name_and_a_remark_across_columns_is_no_row() -> None:
    homes = [["户主姓名", "户编号"], ["张三", "1"], ["以下各户，尚未核实。", ""], ["李四、王五", "2"]]
    rows = read(xlsx({"农户": homes})).pages[0].rows
    assert [[fault.reason for fault in row.faults] for row in rows] == [[], ["not_name"], ["not_name"]]
    written = BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet("农户")
    for row, cells in enumerate([["户主姓名", "户编号"], ["张三", "1"]]):
        sheet.write_row(row, 0, cells)
    sheet.merge_range(2, 0, 2, 1, "以下各户尚未核实")
    book.close()
    found = read(written.getvalue())
    assert len(found.pages[0].rows) == 1
    assert [(note.what, note.row) for note in found.notes] == [("footer", 3)]


@pytest.mark.parametrize("over", ["家庭成员基本情况", "二、家庭成员情况", "成员基本信息", "人口信息表", "家庭人员状况"])
def test_two_rows_of_headings_without_merged_cells_are_read(over: str) -> None:
    sheet = [
        ["户编号", over, "", ""], ["", "姓名", "身份证号", "与户主关系"], ["1", "张三", id_number(1), "户主"],
        ["1", "王丽", "", "妻"],
    ]  # fmt: skip
    rows = read(xlsx({"家庭成员基本情况": [["家庭成员基本情况"], *sheet]})).pages[0].rows
    assert [(row.spec.key, row.said.get("head.name") or row.said["name"]) for row in rows] == [
        ("households", "张三"), ("members", "王丽"),
    ]  # fmt: skip


def test_what_stands_over_the_heads_own_headings_says_whose_they_are() -> None:
    sheet = [
        ["户编号", "户主基本情况", "", ""],
        ["", "姓名", "身份证号", "村民小组"],
        ["1", "张三", id_number(1), "1组"],
    ]
    [row] = read(xlsx({"Sheet1": sheet})).pages[0].rows
    assert (row.spec.key, row.said["head.name"], row.said["head.id_number"]) == ("households", "张三", id_number(1))


@pytest.mark.parametrize(
    "below",
    [
        "2018年11月5日",
        "第1页",
        "第 1 页 共 2 页",
        "1/2",
        "阿不都热西提签字",
        "驻村工作队长签字：",
        "村委会盖章",
        "2018.11.5",
    ],
)
def test_days_pages_and_signatures_below_a_table_are_nobody(below: str) -> None:
    book = read(xlsx({"农户": [["户主姓名", "户编号"], ["张三", "1"], [below, ""]]}))
    assert [row.said["head.name"] for row in book.pages[0].rows] == ["张三"]
    assert [(note.what, note.row) for note in book.notes] == [("footer", 3)]


def test_a_day_is_no_persons_name() -> None:
    [row] = read(xlsx({"农户": [["户主姓名", "户编号"], [date(2018, 11, 5), "1"]]})).pages[0].rows
    assert [fault.reason for fault in row.faults] == ["not_name"]


@pytest.mark.parametrize("line", ["上湾村", "以下为边缘户", "其中低保", "脱贫户："])
def test_a_line_between_rows_in_the_column_of_names_is_asked_about_and_nobody(line: str) -> None:
    rows = read(xlsx({"农户": [["户主姓名", "户编号"], ["张三", "1"], [line, ""], ["李四", "2"]]})).pages[0].rows
    assert [[fault.reason for fault in row.faults] for row in rows] == [[], ["not_name"], []]


@pytest.mark.parametrize(
    "name",
    [
        "李四（户主）",
        "王五/赵六",
        "13",
        "孙八*",
        "张*三",
        "张××",
        "张某某",
        "未知",
        "待定",
        "合作社",
        "户主",
        "妻子",
        "①",
        "王丽(妻)",
        "不詳",
    ],
)
def test_what_nobody_is_called_makes_nobody(name: str) -> None:
    [row] = read(xlsx({"农户": [["户编号", "户主姓名"], ["1", name]]})).pages[0].rows
    assert [fault.reason for fault in row.faults] == ["not_name"]


@pytest.mark.parametrize(
    "name",
    ["张三", "阿依古丽·买买提", "ئايگۈل مەمەت", "Aygul O'Brien-Memet", "张伟2", "欧阳 建国", "空青", "家宝"],
)
def test_what_somebody_may_be_called_is_a_name(name: str) -> None:
    [row] = read(xlsx({"农户": [["户编号", "户主姓名"], ["1", name]]})).pages[0].rows
    assert row.faults == ()


@pytest.mark.parametrize("said", ["同上", "〃", '"', "″", "Ditto"])
@pytest.mark.parametrize("heading", ["户主姓名", "村民小组", "住址", "户主出生日期", "联系电话"])
def test_as_above_is_never_taken_for_what_is_meant(said: str, heading: str) -> None:
    heads = ["户编号", "户主姓名", "村民小组", "住址", "户主出生日期", "联系电话"]
    cells = ["2", "李四", "", "", "", ""]
    cells[heads.index(heading)] = said
    rows = read(xlsx({"农户": [heads, ["1", "张三", "1组", "路1号", "1980-01-01", ""], cells]})).pages[0].rows
    assert [(fault.column, fault.reason) for fault in rows[1].faults] == [(heading, "ditto")]


@pytest.mark.parametrize(
    "counted",
    [["1", "2", "3"], ["①", "②", "③"], [1, 2, 3], ["甲", "1", "2"], ["（1）", "（2）", "（3）"]],
)
def test_a_row_that_counts_the_columns_is_nobody(counted: list[str]) -> None:
    book = read(xlsx({"农户": [["户编号", "户主姓名", "村民小组"], counted, ["1", "张三", "1组"]]}))
    assert [row.said["head.name"] for row in book.pages[0].rows] == ["张三"]
    assert [(note.what, note.row) for note in book.notes] == [("heading_again", 2)]
