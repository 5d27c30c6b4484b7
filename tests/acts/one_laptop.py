"""A laptop of a village that has joined its office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.county import County, Machine


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Machine]:
    county = County(tmp_path)
    yield county.laptop("village")
    county.close()
