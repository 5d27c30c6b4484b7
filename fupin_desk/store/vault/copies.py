"""Copies of a vault that people make by hand: told apart from the vault itself, and looked at before they are trusted.

SQLite keeps what was written last in a log beside the file (``-wal``). A file manager copies the two one after the
other, or one of them alone, while the desk goes on writing; what comes of it opens, and is not what anybody saved. So
beside the vault lies a mark (``.vault.mark``): which file it is, and how far it had come. A vault is looked at closely
(``opening.open_vault``) where

* there is no mark, or it is of another file: this is a copy;
* a log lies there that nobody is using: the power went, or the log is another copy's;
* the file has not come as far as its mark.

The mark says nothing that a thief could use, is written after every save, and is never needed: without it a vault is
looked at once more.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from fupin_desk.store.vault.temporary_folders import TemporaryFolder

if sys.platform != "win32":
    import fcntl

USED_BYTE = 128
"""Of the shared memory file: every connection in WAL mode keeps it locked (SQLite, ``unixShmSystemLock``)."""


class Mark(msgspec.Struct, frozen=True):
    """What the mark says."""

    file: str
    """Device and inode."""
    come: list[int]
    """The newest change, bundle and receipt in it."""
    faults: int = 0
    """Faults in its history that were there when it was last looked at: no copy made them."""


def read_mark(file: Path) -> Mark | None:
    """Return the mark beside a vault, or None where there is none that can be read."""
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(_mark_of(file).read_bytes(), type=Mark)
    return None


def write_mark(file: Path, come: list[int], faults: int) -> None:
    """Write how far the vault has come; where that cannot be, it is looked at once more the next time."""
    path = _mark_of(file)
    aside = f"{path}.{os.getpid()}"
    try:
        with open(aside, "wb", buffering=0) as written:  # noqa: PTH123 - after every save: a path costs as much again
            written.write(msgspec.json.encode(Mark(_identity(file), come, faults)))
        os.replace(aside, path)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            os.unlink(aside)  # noqa: PTH108


def must_be_looked_at(file: Path, mark: Mark | None) -> bool:
    """Return whether a vault that nobody in this process has open may be somebody's copy, or have a foreign log."""
    if mark is None or not is_of(file, mark):
        return True
    return has_log(file) and not _in_use(file)


def has_log(file: Path) -> bool:
    """Return whether there are pages in a log that are not in the file yet."""
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def is_of(file: Path, mark: Mark) -> bool:
    """Return whether a mark was written for this very file, and not for one that it was copied from."""
    return mark.file == _identity(file)


def can_be_written(file: Path) -> bool:
    """Return whether the vault and its log can be written where they are."""
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def copied_aside(file: Path) -> TemporaryFolder:
    """Copy the vault with its log, still encrypted, to a folder that goes once it is let go of.

    Not where this process has it open: POSIX lets go of a process's locks on a file when it closes any handle on it.
    """
    folder = TemporaryFolder()
    try:
        for path in (file, file.with_name(f"{file.name}-wal")):
            if path.exists():
                shutil.copyfile(path, folder.path / path.name)
    except BaseException:
        folder.cleanup()
        raise
    return folder


def _mark_of(file: Path) -> Path:
    return file.with_name(f".{file.stem}.mark")


def _identity(file: Path) -> str:
    stat_result = file.stat()
    return f"{stat_result.st_dev}:{stat_result.st_ino}"


def _in_use(file: Path) -> bool:
    """Return whether another process has the vault open."""
    if sys.platform == "win32":
        return False  # there a log is always looked at
    try:
        with file.with_name(f"{file.name}-shm").open("r+b") as shared:
            fcntl.lockf(shared, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, USED_BYTE)
            fcntl.lockf(shared, fcntl.LOCK_UN, 1, USED_BYTE)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
