"""The ledger in the window: every row is answered there too, and the answer can be kept as a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import python_calamine
from PySide6.QtWidgets import QLabel

from fupin_desk.acts.demo import make_demo
from fupin_desk.ui.panels.ledger import Ledger
from fupin_desk.ui.widgets.tables import Table
from tests.ledger.made_up import Sheets, xlsx
from tests.ui.hands import CHEAP, Hands

LEDGER: Sheets = {
    "农户": [["户编号", "户主姓名", "脱贫日期", "属相"], ["L1", "张三", "2018-02-30"], ["L2", "李四", "2018-02-28"]],
    "兑现": [["金额", "付款日期"], [5, "2018-11-01"]],
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder, 1, 4, 1, ["zh_CN"], CHEAP)
    return folder


def taken_in(who: Hands, demo: Path, file: Path, dry: bool) -> tuple[Ledger, list[str]]:
    file.write_bytes(xlsx(LEDGER))
    who.unlock(demo / "village-1")
    part: Ledger = who.go("settings").findChild(Ledger)
    who.type(part.file.line, str(file))
    part.try_only.setChecked(dry)
    who.click(part.take)
    who.until(lambda: part.answered.count() > 0)
    return part, [label.text() for label in part.findChildren(QLabel)]


@pytest.mark.parametrize("dry", [True, False])
def test_every_row_is_answered_in_the_window(
    hands: Callable[..., Hands], demo: Path, tmp_path: Path, dry: bool
) -> None:
    who = hands(f"ledger {dry}")
    part, said = taken_in(who, demo, tmp_path / "台账.xlsx", dry)
    [counted] = [each for each in said if each.startswith("收下")]
    assert [int(sign) for sign in counted if sign.isdigit()] == [1, 0, 2]
    assert ("只是检查，什么都没有写入。" in said) == dry
    assert any("属相" in each for each in said)
    [table] = part.findChildren(Table)
    model = table.model()
    columns = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert columns == [
        "脱贫日期",
        "户编号",
    ]  # the second stands on no heading of the sheet: said in words, not as a key


def test_the_answer_is_kept_as_a_workbook_beside_the_ledger(
    hands: Callable[..., Hands], demo: Path, tmp_path: Path
) -> None:
    who = hands("answer")
    part, _said = taken_in(who, demo, tmp_path / "台账.xlsx", True)
    who.click(part.save)
    written = tmp_path / "台账-答复.xlsx"
    who.until(written.exists)
    assert python_calamine.load_workbook(written).sheet_names[:3] == ["答复", "农户", "兑现"]


def test_present_records_are_exported_and_come_back_as_they_are(
    hands: Callable[..., Hands], demo: Path, tmp_path: Path
) -> None:
    who = hands("ledger export")
    who.unlock(demo / "village-1")
    part: Ledger = who.go("settings").findChild(Ledger)
    file = tmp_path / "records.xlsx"
    who.type(part.present.line, str(file))
    who.click(part.export)
    who.until(file.exists)
    who.type(part.file.line, str(file))
    who.click(part.take)
    who.until(lambda: part.answered.count() > 0)
    [counted] = [label.text() for label in part.findChildren(QLabel) if label.text().startswith("收下")]
    assert [int(number) for number in re.findall("[0-9]+", counted)][::2] == [0, 0]
