"""Filling in forms at the office: what it writes is some village's, and travels there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_desk.acts.records.filling import keep_field, new_id
from fupin_desk.domain.errors import FieldsRefusedError
from tests.journeys.county import VILLAGE, County


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = County(tmp_path)
    yield made
    made.close()


def test_what_the_office_adds_to_a_household_is_its_village_s_and_comes_there(county: County) -> None:
    laptop, office = county.laptop("village"), county.office
    household = laptop.household("王小明")["household"]
    county.up(laptop)
    member = new_id(office.desk)
    keep_field(office.desk, "member", member, {"household": household, "name": "王小花"}, {})
    keep_field(office.desk, "member", member, {"relation": "child"}, {})
    assert office.get("member", member)["village"] == VILLAGE
    county.down(laptop)
    assert laptop.get("member", member)["name"] == "王小花"


def test_what_names_no_village_s_record_is_not_kept_at_the_office(county: County) -> None:
    office = county.office
    entity = new_id(office.desk)
    with pytest.raises(FieldsRefusedError):
        keep_field(office.desk, "entity", entity, {"name": "无主合作社"}, {})
    assert office.ids("entity") == set()
