"""A memory of its own for every window, so that nobody's recent desks are touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.hands import Hands, windows


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def hands(qtbot: QtBot) -> Iterator[Callable[..., Hands]]:
    with windows(qtbot) as make:
        yield make
