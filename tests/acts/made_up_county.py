"""A made-up office with one village, copied for each test and opened as often as one likes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fupin_desk.acts.demo import make_demo
from fupin_desk.acts.desk import Desk, open_desk
from tests.journeys.county import CHEAP, surroundings


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up office with one village, to be copied."""
    folder = tmp_path_factory.mktemp("made-up") / "county"
    make_demo(folder, 1, 10, 3, ["zh_CN"], CHEAP)
    return folder


@pytest.fixture
def opened(county: Path, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens the desk of a name; another time it is as another process would open it."""
    desks: list[Desk] = []

    def opening(name: str) -> Desk:
        if not (tmp_path / name).exists():
            shutil.copytree(county / name, tmp_path / name)
        desks.append(open_desk(surroundings(f"opened {len(desks)}"), tmp_path / name, "demo"))
        return desks[-1]

    yield opening
    for desk in desks:
        desk.close()
