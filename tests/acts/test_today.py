"""What the first page says is to be done next: only what is that desk's own to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_desk.acts.views.exchange import exchange_page
from fupin_desk.acts.views.today import count_unsent, today_page
from fupin_desk.domain.ids import village_id
from tests.journeys.county import VILLAGE, County


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path)
    yield made
    made.close()


def waiting(county: County) -> int:
    return today_page(county.office.desk, county.office.desk.today()).laptops


def test_a_laptop_waits_at_the_office_from_its_bundle_until_its_answer_is_made(county: County) -> None:
    laptop = county.laptop("village")
    laptop.household("王小明")
    county.down()
    assert waiting(county) == 0
    county.up(laptop)
    assert waiting(county) == 1
    county.down()
    assert waiting(county) == 0


def test_a_laptop_waits_for_what_the_office_settled(county: County) -> None:
    first, second = county.laptop("first"), county.laptop("second")
    for laptop, town in ((first, "甲镇"), (second, "乙镇")):
        laptop.put("village", village_id(VILLAGE), township=town)
        county.up(laptop)
    county.down()
    assert waiting(county) == 0
    county.office.settle("丙镇")
    assert waiting(county) == 2


def test_what_was_carried_and_what_others_wrote_is_not_new(county: County) -> None:
    first, second = county.laptop("first"), county.laptop("second")
    first.household("王小明")
    county.up(first)
    assert count_unsent(first.desk) == 0
    second.household("李四")
    county.up(second)
    county.down(first)
    assert second.ids("household") < first.ids("household")
    assert exchange_page(first.desk).unsent == 0
    first.household("张三")
    assert exchange_page(first.desk).unsent == count_unsent(first.desk) > 0
