"""An office and one laptop, joined, for each journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.county import NEIGHBOUR, County, Machine, county
from tests.journeys.enemy import Enemy
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


@pytest.fixture
def enemy(made_up_county: County, laptop: Machine) -> Enemy:
    """What the laptop could send if it meant harm; the county has heard of it."""
    made_up_county.round(laptop)
    return Enemy(laptop)


@pytest.fixture
def neighbour(made_up_county: County) -> Machine:
    """A laptop of another village, with a household the county knows."""
    machine = made_up_county.laptop("neighbour", NEIGHBOUR)
    machine.household("李丽", address="柳树街")
    made_up_county.round(machine)
    return machine
