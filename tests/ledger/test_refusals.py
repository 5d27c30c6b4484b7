"""Who said no is written down by people who fill forms; no list of them comes out of a ledger."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import python_calamine

from fupin_desk.ledger import Book, LedgerAnswer, answer, read
from fupin_desk.words import words
from tests.ledger.made_up import xlsx

HOMES = ["户编号", "户主姓名", "同意登记日期", "询问人", "同意方式"]
ASKED = ["户编号", "户主姓名", "是否同意登记", "同意登记日期", "询问人", "同意方式"]
CONSENTS = ["户编号", "同意事项", "是否同意", "同意日期", "询问人", "方式"]


BOXES = ("☑同意 □不同意", "□同意 ☑不同意", "同意□ 不同意☑")


def agreed(book: Book) -> list[Any]:
    return [row.said.get("consent.on") for row in book.rows_of("households")]


def what(book: Book) -> list[tuple[str, int | None]]:
    return [(note.what, note.row) for note in book.notes]


@pytest.mark.parametrize("no", ["不同意", " 不 同 意 ", "拒绝登记", "未签字", "否", "ياق"])
@pytest.mark.parametrize("place", [2, 4])
def test_a_refusal_in_a_column_of_consent_leaves_the_household_and_no_trace_of_the_refusal(no: str, place: int) -> None:
    row = ["1", "张三", "2018-11-01", "阿里木", "签字"]
    row[place] = no
    book = read(xlsx({"农户": [HOMES, row, ["2", "李四", "2018-11-01", "阿里木", "签字"]]}))
    assert [fault for each in book.rows_of("households") for fault in each.faults] == []
    assert agreed(book) == [None, "2018-11-01"]
    assert what(book) == [("refusals", None)]
    assert no not in str([page.cells for page in book.pages])


def test_a_day_beside_a_no_is_no_consent() -> None:
    rows = [["1", "张三", said, "2018-11-01", "阿里木", "签字"] for said in ("否", "同意", "是", "再说", "", *BOXES)]
    book = read(xlsx({"农户": [ASKED, *rows]}))
    assert agreed(book) == [None, "2018-11-01", "2018-11-01", None, "2018-11-01", "2018-11-01", None, None]
    assert what(book) == [("refusals", None)]


def test_a_row_about_a_consent_that_was_not_given_is_no_row_in_the_answer_either() -> None:
    no, yes = (
        ["1", "签订合同", "不同意", "2018-11-01", "阿里木", "签字"],
        ["2", "签订合同", "是", "2018-11-01", "阿里木", "签字"],
    )
    book = read(xlsx({"同意登记": [CONSENTS, no, yes]}))
    [row] = book.rows_of("consents")
    assert (row.number, row.said["household"]) == (3, "2")
    written = answer(book, [LedgerAnswer("同意登记", 3, "taken")], words("zh_CN"))
    rows = python_calamine.load_workbook(BytesIO(written)).get_sheet_by_name("同意登记").to_python()
    assert rows[1] == [""] * len(rows[1])
    assert rows[2][:3] == ["2", "签订合同", "是"]


def test_the_same_words_elsewhere_are_what_they_say() -> None:
    [row] = read(xlsx({"农户": [["户编号", "户主姓名", "住址"], ["1", "张三", "否"]]})).rows_of("households")
    assert row.said["address"] == "否"
