"""A number of another unit than its heading says is asked about before it is taken, and taken where it is so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.ledger.exporting import export_ledger
from fupin_desk.acts.ledger.importing import import_ledger
from fupin_desk.ledger.answering import note_sentence, sentence
from fupin_desk.words import LANGUAGES, words
from tests.acts.ledger.sheets import all_of, reasons, take, verdicts
from tests.acts.one_laptop import laptop
from tests.journeys.county import Machine

__all__ = ["laptop"]


@pytest.fixture
def bank(laptop: Machine) -> str:
    laptop.household("张三")
    return laptop.put("entity", kind="other", kind_reason="银行", name="信用联社", industries=["rural_services"])


def loan(lent: Any, rated: Any = "4.75%", months: Any = 24, mark: str = "", **headings: str) -> dict[str, Any]:
    named = {"sum": "贷款金额（万元）", "rate": "年利率", "term": "贷款期限"} | headings
    heads = ["贷款合同编号", "户主", "放款银行", "签订日期", *named.values(), "记录标记"]
    return {"贷款": [heads, ["X1", "张三", "信用联社", "2018-11-12", lent, rated, months, mark]]}


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        (loan(30_000), "贷款金额（万元）"),
        (loan(300), "贷款金额（万元）"),
        (loan(3, sum="贷款金额（元）"), "贷款金额（元）"),
        (loan(3, sum="贷款金额"), "贷款金额"),
        (loan(3, 47.5), "年利率"),
        (loan(3, "43.5%"), "年利率"),
        (loan(3, "4.75‰"), "年利率"),
        (loan(3, 4.75, rate="月利率(%)"), "月利率(%)"),
        (loan(3, months=3), "贷款期限"),
        (loan(3, 4.75, "30年"), "贷款期限"),
        ({"承包地块": [["户主", "地块名称", "面积（亩）"], ["张三", "河边地", 2000]]}, "面积（亩）"),
        ({"兑现": [["户主", "金额（万元）", "付款日期"], ["张三", 5000, "2018-12-01"]]}, "金额（万元）"),
        (
            {"联结合同": [["合同编号", "户主", "合同类型", "月工资（千元）"], ["H1", "张三", "务工合同", 3000]]},
            "月工资（千元）",
        ),
        (
            {"联结合同": [["合同编号", "户主", "合同类型", "亩年租金"], ["H1", "张三", "土地流转合同", "3万元"]]},
            "亩年租金",
        ),
    ],
)
def test_what_is_hardly_so_is_asked_about_and_not_taken(
    laptop: Machine, bank: str, sheet: dict[str, Any], column: str
) -> None:
    done = take(laptop.desk, sheet)
    assert [(fault.column, fault.reason) for fault in done.refused] == [(column, "is_it_so")]
    assert all(all_of(laptop.desk, kind) == [] for kind in ("loan", "plot", "payment", "contract"))


@pytest.mark.parametrize(
    "sheet",
    [
        loan(5),
        loan(50),
        loan(3, 0),
        loan(3, 24),
        loan(3, 1.5),
        loan(3, 4.75, rate="月利率(‰)"),
        loan(3, 4.75, "3年"),
        loan(500, "4.35%", 240, sum="贷款金额（元）"),
    ],
)
def test_what_is_usual_is_taken_unasked(laptop: Machine, bank: str, sheet: dict[str, Any]) -> None:
    done = take(laptop.desk, sheet)
    assert (verdicts(done), [note.what for note in done.answers[0].notes]) == (["taken"], [])


def test_an_entity_borrows_more_than_a_household_and_not_without_end(laptop: Machine, bank: str) -> None:
    heads = ["贷款合同编号", "借款主体", "放款银行", "签订日期", "贷款金额（万元）"]
    rows = [["E1", "信用联社", "信用联社", "2018-11-12", 2000], ["E2", "信用联社", "信用联社", "2018-11-13", 20_000]]
    done = take(laptop.desk, {"贷款": [heads, *rows]})
    assert (verdicts(done), reasons(done)) == (
        ["taken", "refused"],
        [("贷款", 3, "贷款金额（万元）", "is_it_so")],
    )


def test_what_is_so_is_taken_with_a_word_and_stays_known(laptop: Machine, bank: str, tmp_path: Path) -> None:
    done = take(laptop.desk, loan(300, mark="是"))
    assert (verdicts(done), [note.what for note in done.answers[0].notes]) == (["taken"], ["unusual"])
    [kept] = all_of(laptop.desk, "loan")
    assert kept["principal_fen"] == 300_000_000
    assert verdicts(take(laptop.desk, loan(300))) == ["known"]  # nobody is asked twice
    export_ledger(laptop.desk, tmp_path / "out.xlsx", "zh_CN")
    again = import_ledger(laptop.desk, (tmp_path / "out.xlsx").read_bytes())
    assert (again.taken, again.refused) == (0, [])


def test_the_question_says_what_was_read(laptop: Machine, bank: str) -> None:
    [fault] = take(laptop.desk, loan(30_000)).refused
    assert "300,000,000.00" in sentence(fault, words("zh_CN"))
    [term] = take(laptop.desk, loan(3, months=3)).refused
    assert "3 月" in sentence(term, words("zh_CN"))
    [note] = take(laptop.desk, loan(300, mark="是")).answers[0].notes
    for language in LANGUAGES:
        assert "{" not in sentence(fault, words(language)) + note_sentence(note, words(language))
