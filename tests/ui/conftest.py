"""A memory of its own for every window, so that nobody's recent desks are touched."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tests.ui.hands import Hands


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def hands(qtbot: QtBot) -> Iterator[Callable[..., Hands]]:
    made: list[Hands] = []
    gc.collect()
    gc.freeze()  # what earlier tests have imported stays: each full collection would look through all of it

    def make(seed: str = "clerk", language: str = "zh_CN") -> Hands:
        made.append(Hands(qtbot, seed, language))
        return made[-1]

    yield make
    for each in made:
        each.leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()  # the window collected by itself
