"""An office and one laptop, joined, for each journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.county import County, Machine, county


@pytest.fixture
def made_up_county(tmp_path: Path) -> Iterator[County]:
    with county(tmp_path / "county") as made:
        yield made


@pytest.fixture
def laptop(made_up_county: County) -> Machine:
    return made_up_county.laptop("laptop")
