"""A memory of its own for every window, so that nobody's recent desks are touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fupin_desk.acts.demo import make_demo
from tests.ui.hands import CHEAP, Hands, windows


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def hands(qtbot: QtBot) -> Iterator[Callable[..., Hands]]:
    with windows(qtbot) as make:
        yield make


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "county"
    make_demo(folder, 1, 12, 1, ["zh_CN", "ug"], CHEAP)
    return folder
