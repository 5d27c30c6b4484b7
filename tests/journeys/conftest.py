"""An office and one laptop, joined, for each journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.county import County, Machine, county
from tests.journeys.laptops import introduce


@pytest.fixture
def made_up_county(tmp_path: Path) -> Iterator[County]:
    with county(tmp_path / "county") as made:
        yield made


@pytest.fixture
def laptop(made_up_county: County) -> Machine:
    return made_up_county.laptop("laptop")


@pytest.fixture
def second(made_up_county: County, laptop: Machine) -> Machine:
    made = made_up_county.laptop("second")
    introduce(laptop, made)
    return made
