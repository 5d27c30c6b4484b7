"""An empty desk of a village for each test, copied from one made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fupin_desk.acts.desk import Desk, open_desk
from tests.acts.village_desk import a_village_desk, around


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desks") / "empty"
    a_village_desk(folder).close()
    return folder


@pytest.fixture
def desk(empty: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(empty, tmp_path / "desk")
    made = open_desk(around("desk"), tmp_path / "desk", "demo")
    yield made
    made.close()
