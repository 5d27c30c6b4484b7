"""Jobs: what they tell, whom they answer, and where what they held is let go of."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from threading import Event
from types import FrameType
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fupin_desk.ui.jobs import CalledOff, Job, Jobs, Progress


@pytest.fixture(autouse=True)
def collecting_nothing() -> Iterator[None]:
    """Let no thread of a job collect garbage, as in the window."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


class Held:
    """Something a job holds, as it would a page; it remembers on which thread it was let go of."""

    freed_on: list[int] = []

    def __del__(self) -> None:
        self.freed_on.append(threading.get_ident())


class Heard:
    """What a job said, in its order."""

    def __init__(self) -> None:
        self.said: list[object] = []

    def done(self, answer: object) -> None:
        self.said.append(("done", answer))

    def failed(self, problem: BaseException) -> None:
        self.said.append(("failed", type(problem)))

    def progress(self, done: int, of: int) -> None:
        self.said.append((done, of))


def unheard(_answer: object) -> None:
    """Take an answer and keep nothing of it."""


def stumbling(_answer: object) -> None:
    raise ZeroDivisionError


def answering() -> Callable[[Progress], object]:
    given = Held()
    return lambda _told: (given, Held())


def failing() -> Callable[[Progress], object]:
    given = Held()

    def work(_told: Progress) -> object:
        found = Held()
        raise LookupError(given, found)

    return work


@pytest.mark.parametrize("made", [answering, failing])
def test_a_job_that_was_heard_leaves_nothing_to_its_thread(made: Callable[[], Callable[[Progress], object]]) -> None:
    """Its thread is stopped at its very end, while the window takes the answer and lets go of it."""
    job, at_its_end, heard = Job(made()), Event(), Event()

    def look(frame: FrameType, event: str, _arg: object) -> None:
        if event == "return" and frame.f_code is Job.run.__code__:
            at_its_end.set()
            heard.wait(300)

    def work() -> None:
        sys.setprofile(look)
        job.run()

    Held.freed_on.clear()
    thread = threading.Thread(target=work)
    thread.start()
    assert at_its_end.wait(300)
    assert job.ended
    job.take_answer()
    freed_on = list(Held.freed_on)
    heard.set()
    thread.join()
    assert freed_on == [threading.get_ident()] * 2


def test_all_that_jobs_held_is_let_go_of_on_the_windows_thread(qtbot: QtBot) -> None:
    jobs, owner = Jobs(), QObject()
    Held.freed_on.clear()
    for turn in range(50):
        jobs.start(owner, (failing if turn % 2 else answering)(), unheard, unheard)
    qtbot.waitUntil(lambda: jobs.running == 0, timeout=300_000)
    assert Held.freed_on == [threading.get_ident()] * 100


def test_how_far_it_is_is_told_before_the_answer(qtbot: QtBot) -> None:
    jobs, owner, heard = Jobs(), QObject(), Heard()

    def work(told: Progress) -> str:
        told(1, 2)
        return "all"

    jobs.start(owner, work, heard.done, heard.failed, heard.progress)
    jobs.wait()
    assert heard.said == []  # what waits is told by the window's own thread
    qtbot.waitUntil(lambda: jobs.running == 0, timeout=300_000)
    assert heard.said == [(1, 2), ("done", "all")]


def test_a_job_that_is_called_off_stops_at_its_next_step(qtbot: QtBot) -> None:
    jobs, owner, heard, called, steps = Jobs(), QObject(), Heard(), Event(), list[int]()

    def work(told: Progress) -> None:
        for step in range(3):
            steps.append(step)
            assert called.wait(300)
            told(step, 3)

    job = jobs.start(owner, work, heard.done, heard.failed)
    job.call_off()
    called.set()
    qtbot.waitUntil(lambda: jobs.running == 0, timeout=300_000)
    assert (steps, heard.said) == ([0], [("failed", CalledOff)])


def test_a_job_whose_page_has_gone_tells_nobody(qtbot: QtBot) -> None:
    jobs, owner, heard, gone = Jobs(), QObject(), Heard(), Event()
    jobs.start(owner, lambda _told: gone.wait(300), heard.done, heard.failed)
    shiboken6.delete(owner)
    gone.set()
    qtbot.waitUntil(lambda: jobs.running == 0, timeout=300_000)
    assert heard.said == []


def test_an_answer_may_start_the_next_job_and_say_that_something_runs(qtbot: QtBot) -> None:
    jobs, owner, heard, busy = Jobs(), QObject(), Heard(), list[bool]()
    jobs.busy.connect(busy.append)

    def go_on(one: Any) -> None:
        jobs.start(owner, lambda _told: one + 1, heard.done, heard.failed)

    jobs.start(owner, lambda _told: 1, go_on, unheard)
    qtbot.waitUntil(lambda: heard.said == [("done", 2)], timeout=300_000)
    assert busy == [True, False, True, False]


def test_what_goes_wrong_in_one_answer_keeps_no_other_from_being_heard(qtbot: QtBot) -> None:
    jobs, owner, heard = Jobs(), QObject(), Heard()
    with qtbot.captureExceptions() as caught:
        jobs.start(owner, lambda _told: 1, stumbling, unheard)
        jobs.start(owner, lambda _told: 2, heard.done, heard.failed)
        qtbot.waitUntil(lambda: jobs.running == 0, timeout=300_000)
    assert [one[0] for one in caught] == [ZeroDivisionError]
    assert heard.said == [("done", 2)]
