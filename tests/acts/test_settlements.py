"""Taking an agreement back makes work for the office, on this laptop's first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fupin_desk.acts.views.today import count_unsent, today_page
from tests.journeys.county import County, Machine

ON = date(2018, 12, 5)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Machine]:
    county = County(tmp_path)
    yield county.laptop("village")
    county.close()


def to_settle(laptop: Machine) -> set[str]:
    return set(today_page(laptop.desk, ON).to_settle)


def test_a_withdrawn_consent_to_a_running_contract_is_settled_until_the_contract_ends(laptop: Machine) -> None:
    home = laptop.household("张三")["household"]
    contract = laptop.put("contract", terms="order", since="2018-06-01")
    laptop.put("party", contract=contract, household=home, role="household")
    said: dict[str, Any] = {"asked_by": "测试人", "how": "signed", "on": "2018-06-01"}
    consent = laptop.put("consent", household=home, to="contract", about=contract, **said)
    assert to_settle(laptop) == set()
    laptop.put("consent", consent, withdrawn_on="2018-12-04")
    assert to_settle(laptop) == {home}
    laptop.put("contract", contract, ended_on="2018-12-05")
    assert to_settle(laptop) == set()


def test_what_can_go_up_is_counted_without_what_is_withheld(laptop: Machine) -> None:
    laptop.household("李四", consents=False)
    before = count_unsent(laptop.desk)
    laptop.put("entity", kind="cooperative", name="合作社")
    assert count_unsent(laptop.desk) == before + 1
