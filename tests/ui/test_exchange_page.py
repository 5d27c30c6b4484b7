"""The exchange in the window: several files at once, stopped in between, and what became of each in words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.journeys.county import County
from tests.ui.hands import Hands

Make = Callable[..., Hands]


@pytest.fixture
def desks(tmp_path: Path) -> Path:
    """An office, and a folder with three bundles of a village: of which one is cut."""
    county = County(tmp_path)
    village, stick = county.laptop("village"), tmp_path / "came"
    stick.mkdir()
    for turn, name in enumerate(("王小明", "李四", "张三"), 1):
        village.household(name)
        (file,) = village.make().files
        file.rename(stick / f"{turn}.fdb")
    cut = stick / "2.fdb"
    cut.write_bytes(cut.read_bytes()[:-40])
    county.close()
    return tmp_path


@pytest.fixture
def office(hands: Make, desks: Path) -> Hands:
    made = hands("office")
    made.unlock(desks / "office")
    page = made.go("exchange")
    made.until(lambda: made.shell.jobs.running == 0)
    made.type(page.files.line, str(desks / "came"))
    return made


def levels(office: Hands) -> list[str]:
    return [level for level, _said in office.page._results]


def test_each_file_of_a_folder_has_its_own_answer(office: Hands) -> None:
    page = office.page
    office.click(page.take)
    office.until(lambda: page._results)
    assert levels(office) == ["good", "note", "breach", "good"]  # its first file tells who writes there
    office.until(lambda: office.shell.jobs.running == 0)
    shown = [label for label in page.findChildren(QLabel) if label.text().startswith("2.fdb")]
    assert [label.wordWrap() for label in shown] == [True]


def test_what_was_taken_before_somebody_stopped_is_shown_and_the_rest_counted(office: Hands, desks: Path) -> None:
    for turn in range(4, 30):
        shutil.copy(desks / "came" / "1.fdb", desks / "came" / f"{turn}.fdb")
    page, frame = office.page, office.shell.frame
    assert frame is not None
    office.click(page.take)
    frame.strip.busy.call_off()
    office.until(lambda: page._results)
    taken = len(page._results) - 1 - levels(office).count("note")
    assert taken < 29
    assert page._results[-1] == ("gap", office.shell.words.say("window.exchange.not_taken", count=29 - taken))


def test_a_second_press_does_not_do_it_twice(office: Hands) -> None:
    page = office.page
    office.click(page.take)
    assert not page.take.isEnabled()
    assert not page.make.isEnabled()
    office.until(lambda: page._results)
    office.until(lambda: office.shell.jobs.running == 0)
    assert page.take.isEnabled()
    assert page.make.isEnabled()
