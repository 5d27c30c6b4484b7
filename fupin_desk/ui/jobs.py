"""Slow work, off the window's thread: it shows how far it is, can be called off, and answers only who is still there.

A job's signals belong to no page, so that they live as long as the work; before an answer is delivered it is looked
whether the widget that asked still exists.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, SignalInstance
from shiboken6 import isValid

Progress = Callable[[int, int], None]
"""Told how much is done, of how much. Raises ``CalledOff`` when the person changed their mind."""


class CalledOff(Exception):
    """The person called the work off; what it had begun is rolled back by whoever did it."""


class _Signals(QObject):
    done = Signal(object)
    failed = Signal(object)
    progress = Signal(int, int)


class Job:
    """One piece of work. ``work`` is given a ``Progress``."""

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        self.signals = _Signals()
        self._work = work
        self._off = Event()

    def call_off(self) -> None:
        """Ask the work to stop at its next step."""
        self._off.set()

    def run(self) -> None:
        """Do the work; the pool calls it in a thread of its own. (A ``QRunnable`` would never be let go of.)"""
        try:
            answer = self._work(self._told)
        except BaseException as problem:  # noqa: BLE001 - every end of the work must reach the window
            self._say(self.signals.failed, problem)
        else:
            self._say(self.signals.done, answer)

    def _say(self, signal: SignalInstance, what: object) -> None:
        """Say it, unless the window has gone meanwhile and nobody listens."""
        if isValid(self.signals):
            signal.emit(what)

    def _told(self, done: int, of: int) -> None:
        if self._off.is_set():
            raise CalledOff
        if isValid(self.signals):
            self.signals.progress.emit(done, of)


class Jobs(QObject):
    """Starts jobs and keeps them until they end."""

    busy = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(2)
        self._running: set[Job] = set()

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
        self._running.add(job)

        def deliver(to: Callable[[Any], None], answer: Any) -> None:
            self._running.discard(job)
            self.busy.emit(bool(self._running))
            if isValid(owner):
                to(answer)

        # Connected through this object, which lives on the window's thread: that is where they are delivered.
        relay = _Relay(self, lambda answer: deliver(done, answer), lambda problem: deliver(failed, problem), progress)
        job.signals.done.connect(relay.done)
        job.signals.failed.connect(relay.failed)
        job.signals.progress.connect(relay.progress)
        self.busy.emit(True)
        self._pool.start(job.run)
        return job

    def wait(self) -> None:
        """Wait until nothing runs, as before the vault is closed."""
        self._pool.waitForDone()


class _Relay(QObject):
    """Takes a job's signals over to the window's thread."""

    def __init__(
        self,
        parent: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Any], None],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        super().__init__(parent)
        self._done, self._failed, self._progress = done, failed, progress

    def done(self, answer: object) -> None:
        """Deliver the answer."""
        self.deleteLater()
        self._done(answer)

    def failed(self, problem: object) -> None:
        """Deliver what went wrong."""
        self.deleteLater()
        self._failed(problem)

    def progress(self, done: int, of: int) -> None:
        """Deliver how far it is."""
        if self._progress is not None:
            self._progress(done, of)
