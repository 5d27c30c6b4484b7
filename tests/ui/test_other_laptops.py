"""The other laptop of the village in the window: met once, reminded of, written for, taken from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from fupin_desk.acts.laptops.neighbours import make_card
from fupin_desk.ui.panels.disputes import Disputes
from tests.journeys.county import County
from tests.journeys.laptops import DAY, carried, introduce, tell
from tests.ui.hands import Hands

Make = Callable[..., Hands]


def exchange(made: Hands) -> Any:
    page = made.go("exchange")
    made.until(lambda: made.shell.jobs.running == 0)
    return page


def said(page: Any) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


@pytest.fixture
def county(tmp_path: Path) -> Any:
    made = County(tmp_path)
    yield made
    made.close()


def test_a_laptop_that_never_had_a_sister_sees_nothing_of_it(hands: Make, county: County, tmp_path: Path) -> None:
    county.laptop("village").household("王小明")
    county.close()
    made = hands("window")
    made.unlock(tmp_path / "village")
    page = exchange(made)
    assert not page.others.isVisible()
    assert "另一台电脑" not in said(page)


def test_it_reminds_without_telling_of_whom_and_writes_the_file(hands: Make, county: County, tmp_path: Path) -> None:
    village, second = county.laptop("village"), county.laptop("second")
    introduce(village, second)
    home = village.household("王小明")
    village.put("consent", home["consent"], withdrawn_on=DAY)
    county.close()
    made = hands("window")
    made.unlock(tmp_path / "village")
    page = exchange(made)
    assert "还不知道" in said(page.others)
    assert "王小明" not in said(page)
    made.type(page.others.folder.line, str(tmp_path / "stick"))
    made.click(page.others.carry)
    made.until(lambda: list((tmp_path / "stick").glob("*.fdl")))
    made.until(lambda: made.shell.jobs.running == 0)
    assert "已写出" in said(page.others)
    made.leave()
    other = hands("other")
    other.unlock(tmp_path / "second")
    page = exchange(other)
    assert "都知道了" in said(page.others)
    other.type(page.files.line, str(tmp_path / "stick"))
    other.click(page.take)
    other.until(lambda: page._results)
    assert [level for level, _said in page._results] == ["good"]
    assert "另一台电脑" in page._results[0][1]


def test_two_laptops_meet_by_a_card_and_the_fingerprint_on_the_other_screen(
    hands: Make, county: County, tmp_path: Path
) -> None:
    county.laptop("village")
    second = county.laptop("second")
    card = make_card(second.desk, tmp_path / "second.card")
    county.close()
    made = hands("window")
    made.unlock(tmp_path / "village")
    page = exchange(made)
    made.type(page.files.line, str(card.file))
    made.click(page.take)
    made.until(page.others.isVisible)
    assert page.others.card.line.text() == str(card.file)
    made.type(page.others.fingerprint, card.fingerprint[::-1])
    made.click(page.others.take)
    assert "已认识" not in said(page)
    made.type(page.others.fingerprint, card.fingerprint)
    made.click(page.others.take)
    made.until(lambda: made.shell.jobs.running == 0 and page.others.isVisible())
    assert page.others.seen.met[0].desk == second.desk.id
    made.click(page.others.begin)
    made.type(page.others.out.line, str(tmp_path / "own.card"))
    made.click(page.others.give)
    assert (tmp_path / "own.card").read_bytes().startswith(b"-----BEGIN CERTIFICATE")


def test_a_no_against_a_yes_is_asked_about_on_the_households_own_page(
    hands: Make, county: County, tmp_path: Path
) -> None:
    village, second = county.laptop("village"), county.laptop("second")
    introduce(village, second)
    home = village.household("王小明")
    county.round(village, second)
    village.put("consent", home["consent"], withdrawn_on=DAY)
    tell(village, second)
    second.put("consent", home["consent"], withdrawn_on=None)
    village.put("consent", home["consent"], withdrawn_on="2018-12-02")
    second.take(*carried(village))
    county.close()
    made = hands("window")
    made.unlock(tmp_path / "second")
    made.until(lambda: made.shell.jobs.running == 0)
    assert any("王小明" in each.text() and "问清" in each.text() for each in made.page.findChildren(QPushButton))
    page = made.go("households", home["household"])
    (asked,) = page.findChildren(Disputes)
    picks = [each for each in asked.findChildren(QPushButton) if each.text() == "选这个"]
    assert len(picks) == 2
    made.click(picks[0])
    made.until(lambda: made.shell.jobs.running == 0)
    assert not [
        each for each in made.page.findChildren(Disputes) if each.isVisible() and each.findChildren(QPushButton)
    ]
