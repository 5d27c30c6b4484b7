"""Slow work, off the window's thread: it shows how far it is, can be called off, and answers only who is still there.

The thread of a job touches nothing of Qt, neither to tell nor to let go. An object of Qt that is freed on another
thread than its own, while the window takes leave of it too, ends the program. So a job is asked by the window, a few
times a second and only while one runs, how far it is; and what was given to it (which often holds a page) and what it
answered are let go of on the window's thread alone.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

Progress = Callable[[int, int], None]
"""Told how much is done, of how much. Raises ``CalledOff`` when the person changed their mind."""

LOOKED_AT_EVERY_MS = 20
AT_ONCE = 2
"""Jobs that run at the same time; the others wait their turn."""


class CalledOff(Exception):
    """The person called the work off; what it had begun is rolled back by whoever did it."""


class Job:
    """One piece of work. ``work`` is given a ``Progress``."""

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        self._work: Callable[[Progress], Any] | None = work
        self._off, self._ended = Event(), Event()
        self._told: tuple[int, int] | None = None
        self._answer: Any = None
        self._problem: BaseException | None = None

    def call_off(self) -> None:
        """Ask the work to stop at its next step."""
        self._off.set()

    def run(self) -> None:
        """Do the work, on a thread of its own. Whatever comes of it is kept by the job alone, not by this thread."""
        assert self._work is not None
        try:
            self._answer = self._work(self._tell)
        except BaseException as problem:  # noqa: BLE001 - every end of the work must reach the window
            self._problem = problem
        self._ended.set()

    def _tell(self, done: int, of: int) -> None:
        if self._off.is_set():
            raise CalledOff
        self._told = (done, of)

    @property
    def ended(self) -> bool:
        """Whether there is an answer, or a problem."""
        return self._ended.is_set()

    def take_progress(self) -> tuple[int, int] | None:
        """How far it is, if that was told since it was last taken."""
        told, self._told = self._told, None
        return told

    def take_answer(self) -> tuple[Any, BaseException | None]:
        """The answer, or the problem, of a job that has ended; after this it holds nothing any more."""
        answer, problem = self._answer, self._problem
        self._work = self._answer = self._problem = None
        return answer, problem


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who asked for a job, and whom to tell what."""

    owner: QObject
    future: Future[None]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    progress: Callable[[int, int], None] | None


class Jobs(QObject):
    """Starts jobs and keeps them until they end."""

    busy = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(AT_ONCE, "job")
        self._running: dict[Job, _Asked] = {}
        self._looking = QTimer(self)
        self._looking.setInterval(LOOKED_AT_EVERY_MS)
        self._looking.timeout.connect(self._look)

    @property
    def running(self) -> int:
        """How many have not ended."""
        return len(self._running)

    def start(
        self,
        owner: QObject,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        progress: Callable[[int, int], None] | None = None,
    ) -> Job:
        """Start work; the answer goes to ``done`` or ``failed`` on the window's thread, if ``owner`` still exists."""
        job = Job(work)
        self._running[job] = _Asked(owner, self._pool.submit(job.run), done, failed, progress)
        self._looking.start()
        self.busy.emit(True)
        return job

    def wait(self) -> None:
        """Wait until nothing runs, as before the vault is closed."""
        wait([asked.future for asked in self._running.values()])

    def _look(self) -> None:
        """Tell how far each job is, and deliver what has ended. What is told may start jobs, or look itself."""
        for job in list(self._running):
            if job in self._running:
                self._look_at(job, self._running[job])
        if not self._running:
            self._looking.stop()

    def _look_at(self, job: Job, asked: _Asked) -> None:
        ended = job.ended  # asked first, so that what was told before the end is told before the answer
        told = job.take_progress()
        if told is not None and asked.progress is not None:
            asked.progress(*told)
        if ended and self._running.pop(job, None) is not None:
            answer, problem = job.take_answer()
            self.busy.emit(bool(self._running))
            if isValid(asked.owner) and problem is not None:
                asked.failed(problem)
            elif isValid(asked.owner):
                asked.done(answer)
