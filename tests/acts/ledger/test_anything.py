"""Whatever is in the cells, every row is answered, and a second time changes nothing."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fupin_desk.acts.desk import open_desk
from tests.acts.ledger.sheets import (
    HOMES,
    MEMBERS,
    ONE,
    TWO,
    changes,
    take,
)
from tests.acts.village_desk import around
from tests.ledger.made_up import id_number

NUMBERS = st.sampled_from(["1", "2", "３", 1, 2.0, "", None, "H-0001-0000"])
NAMES = st.sampled_from(["张三", "张 三", "李四", "Alim Tursun", "ئالىم تۇرسۇن", "", None, "=1+1", "合计"])
IDS = st.sampled_from([ONE, TWO, ONE.lower(), float(ONE[:17]), id_number(9, "20120101"), "", None, "990101"])
DAYS = st.sampled_from(["2018-11-01", 43405, "2018-02-30", 20180101, 1990, "", None, date(2017, 5, 6), "昨天"])
AMOUNTS = st.sampled_from([12.5, "1,250.50", "￥3元", -1, "abc", 0.1 + 0.2, 1e20, "", None])
RELATIONS = st.sampled_from(["户主", "妻子", "head", "朋友", "", None])
SHEETS = {
    "农户": (HOMES[:5], st.tuples(NUMBERS, NAMES, IDS, DAYS, NAMES)),
    "家庭成员": (MEMBERS, st.tuples(NUMBERS, NAMES, NAMES, IDS, DAYS, RELATIONS)),
    "承包地块": (["户编号", "户主姓名", "地块名称", "面积"], st.tuples(NUMBERS, NAMES, NAMES, AMOUNTS)),
    "经营主体": (["主体名称", "主体类型"], st.tuples(NAMES, st.sampled_from(["合作社", "", "x"]))),
    "联结合同": (
        ["合同编号", "户编号", "户主姓名", "务工人员", "经营主体", "签订日期", "租金"],
        st.tuples(NUMBERS, NUMBERS, NAMES, NAMES, NAMES, DAYS, AMOUNTS),
    ),
    "交售": (["合同编号", "户编号", "验收数量", "交售日期"], st.tuples(NUMBERS, NUMBERS, AMOUNTS, DAYS)),
    "兑现": (["合同编号", "户主姓名", "金额", "付款日期"], st.tuples(NUMBERS, NAMES, AMOUNTS, DAYS)),
    "同意登记": (
        ["户编号", "本人", "同意事项", "同意日期"],
        st.tuples(NUMBERS, NAMES, st.sampled_from(["签订合同", "入股", ""]), DAYS),
    ),
}


def under(heads: list[str], rows: st.SearchStrategy[Any]) -> st.SearchStrategy[list[list[Any]]]:
    return st.lists(rows.map(list), max_size=6).map(lambda found: [heads, *found])


LEDGERS = st.fixed_dictionaries({name: under(*sheet) for name, sheet in SHEETS.items()})


@settings(max_examples=40)
@given(LEDGERS)
def test_whatever_is_in_the_cells_every_row_is_answered_and_a_second_time_changes_nothing(
    empty: Path, sheets: dict[str, list[list[Any]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(empty, Path(folder) / "desk")
        desk = open_desk(around("any"), Path(folder) / "desk", "demo")
        first = take(desk, sheets)
        answered = [(answer.sheet, answer.row) for answer in first.answers]
        assert len(set(answered)) == len(answered)
        assert all(bool(answer.faults) == (answer.verdict == "refused") for answer in first.answers)
        before = changes(desk)
        second = take(desk, sheets)
        assert [answer.row for answer in second.answers if answer.verdict == "taken"] == []
        assert changes(desk) == before
        desk.close()
