"""Small files that are carried by hand: read whole and checked for size, written whole and never over another."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from fupin_desk.domain.errors import FileExistsAlreadyError, FileNotReadableError, FileTooBigError
from fupin_desk.exchange.atomic_write import write_atomically

LARGEST = 64 * 1024 * 1024


def read_file(path: Path, largest: int = LARGEST) -> bytes:
    """Return a file's content; FileNotReadableError, FileTooBigError."""
    try:
        size = path.stat().st_size
        if size > largest:
            raise FileTooBigError(str(path), size, largest)
        return path.read_bytes()
    except OSError:
        raise FileNotReadableError(str(path)) from None


def read_beginning(path: Path, most: int) -> tuple[bytes, int]:
    """Return the first bytes of a file, and how many it has in all; FileNotReadableError."""
    try:
        with path.open("rb") as file:
            return file.read(most), path.stat().st_size
    except OSError:
        raise FileNotReadableError(str(path)) from None


def check_free(*paths: Path | None) -> None:
    """Refuse before the work is done what could not be written after it; FileExistsAlreadyError."""
    for path in paths:
        if path is not None and path.exists():
            raise FileExistsAlreadyError(str(path))


def write_file(path: Path, content: bytes) -> Path:
    """Write a new file, flushed and read back; FileExistsAlreadyError, DiskFullError."""
    write_atomically(path, content)
    return path


def write_files(*files: tuple[Path, bytes]) -> None:
    """Write new files that belong together, or none of them; FileExistsAlreadyError, DiskFullError."""
    done: list[Path] = []
    try:
        for path, content in files:
            done.append(write_file(path, content))
    except BaseException:
        take_back(done)
        raise


def take_back(files: Iterable[Path], folder: Path | None = None) -> None:
    """Leave nothing of files that did not all come about, nor of the ``folder`` that was made for them."""
    for file in files:
        with suppress(OSError):  # a stick that was pulled out
            file.unlink()
    if folder is not None:
        with suppress(OSError):
            folder.rmdir()
