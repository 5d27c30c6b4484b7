"""The answer: the workbook again, with every row's verdict and why."""

from __future__ import annotations

from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

import pytest
import python_calamine

from fupin_desk.ledger import Fault, LedgerAnswer, Note, answer, read
from fupin_desk.ledger.answering import sentence
from fupin_desk.ledger.book import NOTES, REASONS, Book, LedgerPage, Raw
from fupin_desk.ledger.typed import CellRefused, as_text
from fupin_desk.words import LANGUAGES, words
from tests.ledger.made_up import xlsx

DATA = xlsx({"农户": [["台账"], ["户编号", "户主姓名", "电话"], ["1", "=1+1", "1"], ["2", "李四"]], "天气": [["晴"]]})


def answered(language: str = "zh_CN") -> dict[str, list[list[Any]]]:
    book = read(DATA)
    fault = Fault("农户", 3, "电话", "phone", {}, 2)
    answers = [
        LedgerAnswer("农户", 3, "refused", (fault,)),
        LedgerAnswer("农户", 4, "known", notes=(Note("农户", 4, None, "same_row", {"of_line": 3}),)),
    ]
    with python_calamine.load_workbook(BytesIO(answer(book, answers, words(language)))) as made:
        return {name: made.get_sheet_by_name(name).to_python() for name in made.sheet_names}


def test_every_row_stands_where_it_stood_with_its_answer_beside_it() -> None:
    rows = answered()["农户"]
    assert rows[1] == ["户编号", "户主姓名", "电话", "导入结果", "导入说明"]
    assert rows[2][:4] == ["1", "=1+1", "1", "未导入"]
    assert rows[2][4].startswith("电话：电话号码不对")
    assert rows[3] == ["2", "李四", "", "已有", "和“农户”第 3 行相同。"]


def test_sheets_that_were_not_read_are_there_too_and_what_was_left_aside_is_told() -> None:
    sheets = answered()
    assert sheets["天气"] == [["晴"]]
    assert "工作表“天气”不是台账的表，没有读。" in [row[0] for row in sheets["答复"]]


def test_first_stands_what_is_to_be_mended_and_where() -> None:
    rows = answered()["答复"]
    assert rows[0][0] == "已导入 0 行，已有 1 行，未导入 1 行。"
    assert rows[2] == ["工作表", "行", "栏目", "导入说明"]
    assert rows[3][:3] == ["农户", "3", "电话"]
    assert rows[3][3].startswith("电话号码不对")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_that_was_mended_can_be_handed_in_again(language: str) -> None:
    data = xlsx({"分配明细": [["分配编号", "户编号", "分配金额"], ["F1", "1", "x"]]})
    fault = Fault("分配明细", 2, "分配金额", "number", {}, 2)
    again = read(answer(read(data), [LedgerAnswer("分配明细", 2, "refused", (fault,))], words(language)))
    [row] = again.rows_of("distribution_lines")
    assert set(row.headings) == {"distribution", "household", "amount_fen"}
    assert again.notes == ()


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    assert answered()["农户"][2][1] == "=1+1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_given_in_every_language(language: str) -> None:
    assert answered(language)["农户"][2][3] == words(language).say("ledger.verdict.refused")


@pytest.mark.check
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_note_has_its_sentence(language: str) -> None:
    for reason in REASONS:
        assert words(language).has(f"ledger.reason.{reason}"), reason
    for note in NOTES:
        assert words(language).has(f"ledger.note.{note}"), note
    facts = {"name": "甲", "sheet": "农户", "line": 3, "unit": "斤", "code": "990101001002", "today": "2019-01-01"}
    facts |= {"heading": "元", "wanted": ("unit.yuan", "code.unit.kg"), "here": "1组", "typed": None}
    facts |= {"kind": "loan", "field": "principal_fen", "amount": 30_000_000_000}
    facts |= {"code_list": "unit", "choices": ("kg", "tonne")}
    facts |= {"kind": "loan_event", "field": "months"}
    for reason in REASONS:
        assert "{" not in sentence(Fault("农户", 2, "姓名", reason, facts), words(language))


def test_a_word_that_is_no_choice_is_answered_with_those_most_like_it() -> None:
    data = xlsx({"家庭成员": [["户编号", "姓名", "劳动能力"], ["1", "张三", "半个劳动力"]]})
    [row] = read(data).rows_of("members")
    [fault] = row.faults
    why = sentence(fault, words("zh_CN"))
    assert "没有“半个劳动力”这个选项。请从下拉列表中选择，如：弱劳动力 / 有劳动力 / 无劳动力 / " in why


def test_odd_cells_and_names_of_sheets_are_answered_too() -> None:
    odd: list[Raw] = [float("nan"), float("inf"), date(1899, 12, 30), time(8), timedelta(3), True]
    names = ("'quoted'", "a/b", "长" * 40, "长" * 40, "A", "a")
    pages = tuple(LedgerPage(name, [odd]) for name in names)
    with python_calamine.load_workbook(BytesIO(answer(Book(pages), [], words("en")))) as made:
        assert made.sheet_names[1:] == ["quoted", "a b", "长" * 27, "长" * 27 + " 2", "A", "a 2"]


def test_numbers_that_are_none_are_refused_not_read() -> None:
    for raw in (float("nan"), float("inf")):
        with pytest.raises(CellRefused):
            as_text(raw)
