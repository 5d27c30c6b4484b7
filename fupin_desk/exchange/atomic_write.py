"""A file that is there whole or not at all, as a stick wants it that is pulled out too early."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from fupin_desk.domain.errors import FileExistsAlreadyError, FileNotWrittenError
from fupin_desk.domain.errors.writing import not_written

_Done = TypeVar("_Done")


def write_atomically(path: Path, data: bytes) -> None:
    """Write to a name of its own, flush, read back, compare, then give it its name; never over an existing file.

    A file that holds exactly this already is left as it is. FileExistsAlreadyError, DiskFullError, FileNotWrittenError
    (``denied``, ``missing``, ``differs``, ``failed``); after any of them nothing of it is left.
    """
    try:
        if not _there(path, data):
            _write_named(path, lambda file: file.write(data))
    except FileExistsError as problem:
        raise FileExistsAlreadyError(str(path)) from problem
    except OSError as problem:
        raise not_written(problem, path) from problem


def pour_atomically(path: Path, pour: Callable[[Hashing], object]) -> str:
    """Write what ``pour`` writes into the file it is given, as above; return its SHA-256. It need not be in memory."""
    try:
        if path.exists():
            raise FileExistsAlreadyError(str(path))
        return _write_named(path, pour)
    except FileExistsError as problem:
        raise FileExistsAlreadyError(str(path)) from problem
    except OSError as problem:
        raise not_written(problem, path) from problem


class Hashing:
    """A file that is written to, and the digest of what was; whoever writes may keep quiet about what failed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash = file, hashlib.sha256()
        self._failed: OSError | None = None

    def write(self, data: bytes, /) -> int:
        """Write the piece."""
        self._hash.update(data)
        return self._tried(lambda: self._file.write(data))

    def flush(self) -> None:
        """Hand on what waits."""
        self._tried(self._file.flush)

    def check(self) -> None:
        """Raise the first ``OSError`` there was: age's own writer tells of none (a full stick) when it ends."""
        if self._failed is not None:
            raise self._failed

    def _tried(self, act: Callable[[], _Done]) -> _Done:
        try:
            return act()
        except OSError as problem:
            self._failed = self._failed or problem
            raise

    @property
    def digest(self) -> str:
        """SHA-256 of all that was written."""
        return self._hash.hexdigest()


def make_folder(folder: Path) -> bool:
    """Make a folder to write in and return True, or False where it is there already.

    FileExistsAlreadyError (a file has its name), and as above.
    """
    if folder.is_dir():
        return False
    try:
        folder.mkdir(parents=True)
    except FileExistsError as problem:
        raise FileExistsAlreadyError(str(folder)) from problem
    except OSError as problem:
        raise not_written(problem, folder) from problem
    return True


def _there(path: Path, data: bytes) -> bool:
    if not path.exists():
        return False
    if path.stat().st_size == len(data) and path.read_bytes() == data:
        return True
    raise FileExistsAlreadyError(str(path))


def _write_named(path: Path, pour: Callable[[Hashing], object]) -> str:
    part = path.with_name(f".{path.name}.part")
    try:
        digest = _write(part, pour)
        _name(part, path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    _flush_folder(path.parent)
    return digest


def _write(part: Path, pour: Callable[[Hashing], object]) -> str:
    with part.open("wb") as file:
        written = Hashing(file)
        pour(written)
        written.check()
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # so that reading back asks the stick and not our memory
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    with part.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != written.digest:
            raise FileNotWrittenError(str(part), "differs")
    return written.digest


def _name(part: Path, path: Path) -> None:
    """A link fails where the name is taken, a renaming would not; but the file systems of sticks have no links."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        if path.exists():
            raise FileExistsAlreadyError(str(path)) from None
        part.rename(path)


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # not every file system knows how
            os.fsync(handle)
    finally:
        os.close(handle)
