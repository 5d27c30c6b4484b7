"""Widgets die on the window's thread, whoever makes the objects that call for a collection."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.hands import Hands, windows


def unheard(_answer: object) -> None:
    """Take a job's answer; only the objects made on the way matter."""


class Cycle(QObject):
    """Something of Qt's that only the collector can free; it remembers where it was freed."""

    freed_on: list[int] = []

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        self.freed_on.append(threading.get_ident())


def test_a_job_that_makes_many_objects_frees_no_widget_on_its_own_thread(hands: Callable[..., Hands]) -> None:
    who = hands("garbage")
    Cycle.freed_on.clear()
    for _turn in range(50):
        Cycle()
    who.shell.jobs.start(who.shell, lambda _told: [[number] for number in range(300_000)], unheard, unheard)
    who.until(lambda: who.shell.jobs.running == 0)
    gc.collect()
    assert len(Cycle.freed_on) == 50
    assert set(Cycle.freed_on) == {threading.get_ident()}
    assert not gc.isenabled()


def test_nothing_of_a_window_is_left_for_another_thread_to_collect(qtbot: QtBot) -> None:
    with windows(qtbot) as make:
        shell, jobs = weakref.ref(make().shell), weakref.ref(make().shell.jobs)
    assert (shell(), jobs()) == (None, None)
