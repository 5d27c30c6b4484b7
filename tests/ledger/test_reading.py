"""Workbooks as people really fill them: titles, merged headings, sums, hidden sheets, odd names."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from fupin_desk.domain.errors import LedgerWithoutSheetsError
from fupin_desk.ledger import Book, LedgerRow, read
from fupin_desk.ledger.answering import sentence
from fupin_desk.words import LANGUAGES, words
from tests.ledger.made_up import id_number, xls, xlsx

ID = id_number(7)


def rows(book: Book, key: str) -> list[LedgerRow]:
    return list(book.rows_of(key))


def notes(book: Book) -> list[tuple[str, int | None, str | None, str]]:
    return [(note.sheet, note.row, note.column, note.what) for note in book.notes]


def drawn(draw: Any) -> bytes:
    """Return a workbook drawn cell by cell."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    draw(book)
    book.close()
    return written.getvalue()


def test_titles_stand_above_and_columns_come_in_any_order() -> None:
    data = xlsx(
        {
            "家庭成员": [
                ["某某村2018年家庭成员台账"],
                [],
                ["填报单位：某某村", None, None, "2018年12月"],
                ["与户主关系", "姓名", "户编号", "身份证号码"],
                ["妻子", "王 丽", "12", ID],
            ]
        }
    )
    [row] = rows(read(data), "members")
    assert row.number == 5
    assert row.said == {"relation": "spouse", "name": "王丽", "household": "12", "id_number": ID}
    assert row.faults == ()


def test_cells_that_do_not_start_in_the_corner_keep_their_rows() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet("家庭成员")
        for column, cell in enumerate(("户编号", "姓名", "出生日期"), 3):
            sheet.write(6, column, cell)
        for column, cell in enumerate(("1", "张三", "2018-02-30"), 3):
            sheet.write(8, column, cell)

    [row] = rows(read(drawn(draw)), "members")
    assert row.number == 9
    [fault] = row.faults
    assert (fault.row, fault.column, fault.reason) == (9, "出生日期", "date")


def test_headings_merged_over_two_rows_are_read_together() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet("农户")
        sheet.merge_range("A1:E1", "贫困户台账")
        sheet.merge_range("A2:A3", "户编号")
        sheet.merge_range("B2:C2", "户主")
        sheet.write_row("B3", ["姓名", "身份证号"])
        sheet.merge_range("D2:E2", "家庭情况")
        sheet.write_row("D3", ["村民小组", "联系电话"])
        sheet.write_row("A4", ["1", "张三", ID, "一组", "13800000001"])

    [row] = rows(read(drawn(draw)), "households")
    assert row.said == {
        "ledger_number": "1", "head.name": "张三", "head.id_number": ID, "group": "一组", "phone": "13800000001",
    }  # fmt: skip


def test_a_group_heading_of_somebody_else_makes_no_head_of_him() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet("农户")
        sheet.merge_range("B1:C1", "联系干部")
        sheet.write_row("A2", ["户编号", "姓名", "电话"])
        sheet.write_row("D1", ["户主姓名", "村民小组"])
        sheet.write_row("A3", ["1", "干部甲", "13800000009", "张三", "一组"])

    book = read(drawn(draw))
    [row] = rows(book, "households")
    assert row.said.get("head.name") != "干部甲"
    assert ("农户", 2, "联系干部 姓名", "heading_unknown") in notes(book)


def test_unknown_and_doubled_headings_are_reported_and_left_aside() -> None:
    book = read(xlsx({"农户": [["户编号", "户主姓名", "民族", "户号"], ["1", "张三", "x", "2"]]}))
    assert notes(book) == [("农户", 1, "民族", "heading_unknown"), ("农户", 1, "户号", "heading_twice")]
    assert rows(book, "households")[0].said == {"ledger_number": "1", "head.name": "张三"}


@pytest.mark.parametrize(
    "headings",
    [
        ["户编号", "户主姓名", "", "户编号", "合同编号", "实发金额（元）", "发放日期"],
        ["户编号", "户主姓名", "村民小组", "", "户编号", "户主姓名", "村民小组"],
        ["户编号", "姓名", "与户主关系", "", "户编号", "姓名", "与户主关系"],
        ["合同编号", "户编号", "兑现金额（元）", "兑现日期", "", "合同编号", "户编号", "兑现金额（元）", "兑现日期"],
    ],
)
def test_of_two_tables_side_by_side_no_row_is_taken(headings: list[str]) -> None:
    book = read(xlsx({"表": [headings, ["1", "张三", "一组", "户主"][:2] + [""] * (len(headings) - 2)]}))
    (page,) = book.pages
    assert page.rows
    assert {fault.reason for row in page.rows for fault in row.faults} >= {"tables_beside"}
    assert all(row.faults for row in page.rows)


def test_an_empty_column_in_a_table_parts_nothing() -> None:
    book = read(xlsx({"农户": [["户编号", "户主姓名", "", "村民小组"], ["1", "张三", "", "一组"]]}))
    assert not rows(book, "households")[0].faults


def test_blank_rows_sums_signatures_and_repeated_headings_are_no_records() -> None:
    book = read(
        xlsx(
            {
                "农户": [
                    ["户编号", "户主姓名", "村民小组"],
                    ["1", "张三", "一组"],
                    [],
                    [" ", "\u3000"],
                    ["户编号", "户主姓名", "村民小组"],
                    ["2", "李四", "二组"],
                    ["合计", "2户"],
                    ["小计：", 2],
                    ["填表人：王五"],
                    ["制表人 王五"],
                ]
            }
        )
    )
    assert [row.number for row in rows(book, "households")] == [2, 6]
    assert [(row, what) for _, row, _, what in notes(book)] == [
        (5, "heading_again"), (7, "totals"), (8, "totals"), (9, "footer"), (10, "footer"),
    ]  # fmt: skip


def test_hidden_and_foreign_sheets_are_reported() -> None:
    def draw(book: Any) -> None:
        book.add_worksheet("农户").write_row("A1", ["户编号", "户主姓名"])
        old = book.add_worksheet("家庭成员")
        old.write_row("A1", ["户编号", "姓名"])
        old.hide()
        book.add_worksheet("天气").write_row("A1", ["晴", "雨"])

    assert notes(read(drawn(draw))) == [("家庭成员", None, None, "sheet_hidden"), ("天气", None, None, "sheet_unknown")]


def test_a_sheet_of_another_name_is_known_by_its_headings_where_only_one_kind_fits() -> None:
    book = read(xlsx({"Sheet1": [["户主姓名", "身份证号", "户编号", "村民小组"], ["张三", ID, "1", "一组"]]}))
    assert [page.spec.key for page in book.pages if page.spec] == ["households"]


def test_a_workbook_without_any_known_headings_is_refused() -> None:
    with pytest.raises(LedgerWithoutSheetsError) as refused:
        read(xlsx({"天气": [["晴", "雨"], ["1", "2"]]}))
    assert refused.value.sheets == ["天气"]


def test_a_household_merged_over_its_members_is_meant_for_each_and_an_amount_is_not() -> None:
    def draw(book: Any) -> None:
        sheet = book.add_worksheet("兑现")
        sheet.write_row("A1", ["户编号", "金额", "付款日期"])
        sheet.merge_range("A2:A3", "1")
        sheet.merge_range("B2:B3", 500)
        sheet.write_column("C2", ["2018-11-01", "2018-11-02"])

    first, second = rows(read(drawn(draw)), "payments")
    assert first.said["household"] == second.said["household"] == "1"
    assert [fault.reason for fault in (*first.faults, *second.faults)] == ["merged", "merged"]


def test_a_year_of_birth_alone_is_kept_as_a_year() -> None:
    rows_of = {
        "家庭成员": [
            ["户编号", "姓名", "出生日期"],
            ["1", "张三", 1951],
            ["1", "李四", "1952年"],
            ["1", "王五", date(1953, 1, 2)],
        ]
    }
    said = [row.said for row in rows(read(xlsx(rows_of)), "members")]
    assert [(each.get("born_in"), each.get("born_on")) for each in said] == [
        (1951, None),
        (1952, None),
        (None, "1953-01-02"),
    ]


def test_of_a_birth_by_year_and_month_the_year_is_kept_and_the_answer_says_so() -> None:
    sheet = {"家庭成员": [["户编号", "姓名", "出生年月"], ["1", "张三", "1980-01"], ["1", "李四", 1985]]}
    first, second = rows(read(xlsx(sheet)), "members")
    assert (first.said["born_in"], second.said["born_in"]) == (1980, 1985)
    assert ([note.what for note in first.notes], second.notes) == (["born_year"], ())


def test_an_amount_under_a_unit_that_does_not_fit_is_refused_never_scaled_wrong() -> None:
    book = read(
        xlsx({"兑现": [["户编号", "金额（公斤）", "付款日期"], ["1", 5, "2018-11-01"], ["2", None, "2018-11-01"]]})
    )
    first, second = rows(book, "payments")
    assert [(fault.reason, fault.facts) for fault in first.faults] == [
        ("unit", {"unit": "公斤", "wanted": ("unit.yuan",)})
    ]
    assert second.faults == ()
    [row] = rows(read(xlsx({"兑现": [["户编号", "金额（万元）", "付款日期"], ["1", 1.5, "2018-11-01"]]})), "payments")
    assert row.said["amount_fen"] == 1_500_000


@pytest.mark.parametrize(
    "above",
    [
        [["兑现台账", "", "单位：万元"], ["户编号", "金额", "付款日期"]],
        [["（单位：元、万元）"], ["单位:人、万元"], ["户编号", "金额", "付款日期"]],
        [["户编号", "金额", "付款日期"], ["", "（万元）", ""]],
        [["户编号", "金额", "付款日期"], ["", "万元", ""]],
        [["户编号", "金额\n(万元)", "付款日期"]],
        [["单位：元"], ["户编号", "金额（万元）", "付款日期"]],
        [["2018年兑现表（单位：万元）"], ["户编号", "金额", "付款日期"]],
        [["2018年兑现表    单位：万元"], ["户编号", "金额", "付款日期"]],
        [["2018年兑现表（万元）"], ["户编号", "金额", "付款日期"]],
        [["单位：人民币万元"], ["户编号", "金额", "付款日期"]],
        [["单 位：万 元"], ["户编号", "金额", "付款日期"]],
        [["以下金额单位均为万元"], ["户编号", "金额", "付款日期"]],
        [["填报单位：元宝村", "单位", "万元"], ["户编号", "金额", "付款日期"]],
        [["户编号", "金额", "付款日期"], ["", "（万元）", "（年月日）"]],
    ],
)
def test_a_unit_may_stand_above_all_columns_or_below_its_heading(above: list[list[Any]]) -> None:
    [row] = rows(read(xlsx({"兑现": [*above, ["1", 1.5, "2018-11-01"]]})), "payments")
    assert row.faults == ()
    assert row.said["amount_fen"] == 1_500_000


def test_a_unit_below_the_table_in_the_sheets_name_or_in_a_column_of_its_own_counts() -> None:
    table: list[list[Any]] = [["户编号", "金额", "付款日期"], ["1", 1.5, "2018-11-01"]]
    for name, cells in (
        ("兑现（万元）", table),
        ("兑现", [*table, ["注：单位为万元"]]),
        ("兑现", [["户编号", "金额", "单位", "付款日期"], ["1", 1.5, "万元", "2018-11-01"]]),
    ):
        book = read(xlsx({name: cells}))
        [row] = rows(book, "payments")
        assert row.said["amount_fen"] == 1_500_000
        assert book.unread == []


@pytest.mark.parametrize("said", ["单位：美元", "Unit: 10,000 yuan", "（单位：元、万元）", "单位：元、百万元"])
def test_money_in_a_unit_that_cannot_be_told_is_refused_and_names_it(said: str) -> None:
    [row] = rows(read(xlsx({"兑现": [[said], ["户编号", "金额", "付款日期"], ["1", 1.5, "2018-11-01"]]})), "payments")
    assert [(fault.column, fault.reason) for fault in row.faults] == [("金额", "unit")]
    assert row.faults[0].facts["unit"].split("、")[0] in said


def test_an_office_that_is_called_a_unit_is_none() -> None:
    above = ["填报单位：元宝村", "", "发放单位：三亩地合作社"]
    [row] = rows(read(xlsx({"兑现": [above, ["户编号", "金额", "付款日期"], ["1", 15, "2018-11-01"]]})), "payments")
    assert row.said["amount_fen"] == 1500


def test_a_heading_and_a_cell_of_two_units_are_refused_with_both_named() -> None:
    [row] = rows(read(xlsx({"承包地块": [["户编号", "地块", "面积（亩）"], ["1", "河边", "2公顷"]]})), "plots")
    [fault] = row.faults
    assert fault.reason == "unit_differs"
    for language in LANGUAGES:
        assert {"亩", "公顷"} <= {*re.findall("亩|公顷", sentence(fault, words(language)))}


def test_rent_for_the_whole_plot_is_refused_with_both_units_named() -> None:
    for heading, cell in (("租金（元/年）", 300), ("年租金", 300), ("租金", "300元/年")):
        [row] = rows(read(xlsx({"联结合同": [["合同编号", "户编号", heading], ["L1", "1", cell]]})), "contracts")
        [fault] = row.faults
        said = sentence(fault, words("zh_CN"))
        assert "元/年" in said
        assert "元/亩·年" in said


def test_several_wrong_cells_are_all_named() -> None:
    [row] = rows(
        read(xlsx({"家庭成员": [["户编号", "姓名", "身份证号", "出生日期"], ["1", "张三", 9.9e17, "昨天"]]})), "members"
    )
    assert [(fault.column, fault.reason, fault.at) for fault in row.faults] == [
        ("身份证号", "digits_lost", 2), ("出生日期", "date", 3),
    ]  # fmt: skip


def test_old_workbooks_read_the_same() -> None:
    sheets = {"家庭成员": [["户编号", "姓名", "出生日期", "身份证号"], [1, "张 三", date(1990, 1, 1), 9.90101199e17]]}
    for data in (xlsx(sheets), xls(sheets)):
        [row] = rows(read(data), "members")
        assert row.said == {"household": "1", "name": "张三", "born_on": "1990-01-01"}
        assert [fault.reason for fault in row.faults] == ["digits_lost"]


def test_day_numbers_of_a_workbook_that_counts_from_1904_are_refused() -> None:
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "date_1904": True})
    sheet = book.add_worksheet("家庭成员")
    sheet.write_row("A1", ["户编号", "姓名", "出生日期"])
    sheet.write_row("A2", ["1", "张三", 31778])
    sheet.write_row("A3", ["1", "李四"])
    sheet.write_datetime("C3", date(1987, 1, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    plain, dated = rows(read(written.getvalue()), "members")
    assert [fault.reason for fault in plain.faults] == ["date"]
    assert dated.said["born_on"] == "1987-01-01"


@pytest.mark.parametrize(
    ("used_by", "said"), [("合作社合用，本人参与", "none"), ("本人", None), ("户贷企用", None), ("", "none")]
)
def test_none_is_no_answer_to_what_is_not_asked(used_by: str, said: str | None) -> None:
    rows = {"贷款": [["贷款合同编号", "户主", "实际用款人", "参与方式"], ["X1", "张三", used_by, "无"]]}
    [row] = read(xlsx(rows)).rows_of("loans")
    assert (row.faults, row.said.get("participation")) == ((), said)
