"""Temporary folders of this program; those of a process that was killed are cleared away by the next one.

In each is a file that whoever made it keeps locked: the system lets go of a lock with its process, however that ends.
So a folder is only cleared where its file is there and nobody has it locked; what another program made is left alone.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

PREFIX = ".fupin-desk-"
LOCK = ".in-use"


class TemporaryFolder:
    """A folder of this process's own, which only it and its user can read; it goes when it is let go of."""

    def __init__(self, where: Path | None = None) -> None:
        """Make one in ``where``, or where the system keeps what is temporary; raises ``OSError``."""
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX, dir=where, ignore_cleanup_errors=True)
        self.path = Path(self._folder.name)
        self._lock = (self.path / (LOCK if sys.platform == "win32" else f"{LOCK}.new")).open("wb")
        with suppress(OSError):  # where a disk knows no locks nobody can tell that it is dead: it stays
            if sys.platform != "win32":  # there a file that is open cannot be deleted: that is the lock
                _lock(self._lock)
                os.replace(self._lock.name, self.path / LOCK)  # noqa: PTH105 - it has its name only once it is locked

    def cleanup(self) -> None:
        """Let go of it, and of all in it; doing it again changes nothing."""
        self._lock.close()
        self._folder.cleanup()


def remove_stale_folders(where: Path | None = None) -> None:
    """Delete the folders in ``where`` of processes that live no longer; where that cannot be, the next one tries."""
    with suppress(OSError):
        for folder in Path(where or tempfile.gettempdir()).glob(f"{PREFIX}*"):
            if _is_stale(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_stale(folder: Path) -> bool:
    if folder.is_symlink() or (sys.platform != "win32" and folder.stat().st_uid != os.getuid()):
        return False
    try:
        if sys.platform == "win32":
            (folder / LOCK).unlink()
        else:
            with (folder / LOCK).open("r+b") as lock:
                _lock(lock)
    except OSError:  # somebody has it, or it is none of ours
        return False
    return True


def _lock(file: IO[bytes]) -> None:
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
