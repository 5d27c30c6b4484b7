"""The county office in the window: who is let in and no longer, and who said what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from fupin_desk.acts.views.laptops import laptops
from fupin_desk.domain.ids import village_id
from tests.journeys.county import VILLAGE, County
from tests.ui.hands import Hands

Make = Callable[..., Hands]


@pytest.fixture
def county(tmp_path: Path) -> County:
    """Two laptops of a village that say different things about it, and have been heard."""
    made = County(tmp_path)
    first, second = made.laptop("first"), made.laptop("second")
    for laptop, town in ((first, "甲镇"), (second, "乙镇")):
        laptop.put("village", village_id(VILLAGE), township=town)
        made.up(laptop)
    made.close()
    return made


@pytest.fixture
def office(hands: Make, county: County) -> Hands:
    made = hands("office")
    made.unlock(county.folder / "office")
    made.go("office")
    return made


def texts(who: Hands) -> list[str]:
    return [label.text() for label in who.page.findChildren(QLabel) if label.isVisible()]


def test_the_offices_fingerprint_stands_on_its_page(office: Hands, county: County) -> None:
    assert county.fingerprint in texts(office)


def test_a_dispute_names_the_village_of_each_laptop(office: Hands, county: County) -> None:
    said = " ".join(texts(office))
    assert "甲镇" in said
    assert "乙镇" in said
    for laptop in county.laptops.values():
        assert any("示例村" in each and laptop.desk.id[-6:] in each for each in texts(office))


def test_an_empty_third_value_settles_nothing(office: Hands) -> None:
    page = office.page
    write = office.shell.words.say("window.disputes.write")
    do = next(each for each in page.disputes.findChildren(type(page.invite)) if each.text() == write)
    office.click(do)
    assert "甲镇" in " ".join(texts(office))


def test_a_laptop_is_revoked_in_two_steps_and_with_a_reason(office: Hands) -> None:
    desk = office.shell.frame.session.desk  # type: ignore[union-attr]
    part = office.page.laptops
    lost, kept = laptops(desk)
    part.ask(lost.desk)
    office.click(part.do)
    assert [one.revoked_at for one in laptops(desk)] == [None, None]
    part.why.setCurrentIndex(part.why.findData("lost"))
    office.click(part.do)
    now = {one.desk: one.revoked_at for one in laptops(desk)}
    assert now[lost.desk] is not None
    assert now[kept.desk] is None
