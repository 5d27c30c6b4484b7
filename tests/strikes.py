"""A process that dies at a counted step of its work: never after a measured time, so a busy machine changes nothing.

A step is one call of what reaches the disk or the database (``STEPS``), struck before it is made or after it has
returned; or the byte of a file at which a write is torn. The work runs in a forked process: what it needs must be
opened there, for a vault is not carried through a fork.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from fupin_desk.store import remove_stale_folders

STEPS = frozenset({"execute", "executemany", "commit", "rollback", "write", "fsync", "replace", "rename", "unlink"})
"""Calls of compiled functions with these names: SQL statements, the ends of transactions, and what changes files."""
FIRST_TORN = 40 << 10
"""The least byte at which a write is torn: the index of a log, which is no file of values, is shorter."""

Work = Callable[[], object]


class _Counter:
    """Counts the steps of this process, and kills it at one of them."""

    def __init__(self, fatal: int | None) -> None:
        self.done, self.fatal = 0, fatal

    def __call__(self, frame: FrameType, event: str, called: Any) -> None:
        if event in ("c_call", "c_return") and called.__name__ in STEPS:
            if isinstance(called.__self__, str) or frame.f_code.co_filename.startswith("<frozen importlib"):
                return  # replaces letters; or writes down a module's bytecode, which only the first to load it does
            self.done += 1
            if self.done == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        threading.setprofile(self)
        sys.setprofile(self)


def counted(work: Work) -> int:
    """Let a forked process do the whole work; returns how many steps it takes, with nothing of others to clear away."""
    remove_stale_folders()
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        counter = _Counter(None)
        try:
            counter.watch()
            work()
            sys.setprofile(None)
            os.write(write, counter.done.to_bytes(8, "big"))
        finally:
            os._exit(0)
    os.close(write)
    said = os.read(read, 8)
    os.close(read)
    os.waitpid(child, 0)
    assert len(said) == 8, "the work did not come to its end"
    return int.from_bytes(said, "big")


def strike(work: Work, step: int) -> None:
    """Let a forked process work until a step, the first is 1, and kill it there; fails unless it was hit."""
    if (child := os.fork()) == 0:
        try:
            _Counter(step).watch()
            work()
        finally:
            os._exit(0)
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"it was done before step {step}"
    assert os.WTERMSIG(status) == signal.SIGKILL


def tear(work: Work, at: int) -> None:
    """Let a forked process work until a write of it passes a byte of any file: it is cut there, and all ends.

    Fails unless it was hit: a file must grow so long.
    """
    if (child := os.fork()) == 0:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))
            work()
        finally:
            os._exit(0)
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"no file grew to byte {at}"
    assert os.WTERMSIG(status) == signal.SIGXFSZ


def chosen(steps: int, many: int, seed: int) -> list[int]:
    """Return so many different steps of a work, from a seed: the first and the last are among them."""
    assert steps >= many, f"the work has only {steps} steps"
    between = random.Random(seed).sample(range(2, steps), many - 2)
    return sorted([1, *between, steps])
