"""The key file on disk: never half-written, and kept twice.

Without its key file a vault cannot be opened by anybody, not even with the sealed sheet or by the office; so a copy
(``keys.copy.json``) is written with every change and read where the first is damaged.

Where the vault's own key changes, two files do. The key file that is to come is laid beside the present one first
(``keys.next.json``); the vault then opens with one of the two, and which one says whether it was changed.
"""

from __future__ import annotations

import contextlib
import hmac
import os
from pathlib import Path

from fupin_desk.domain.errors import FileDamagedError, KeyFileBrokenError
from fupin_desk.domain.errors.writing import not_written
from fupin_desk.keys.canonical import decoded, encoded
from fupin_desk.keys.key_ring import FORMAT, KeyRing, checksum_of


def decoded_key_ring(data: bytes) -> KeyRing:
    """The key file in ``data``; KeyFileBrokenError (``unreadable``, ``altered``)."""
    try:
        ring = decoded(data, KeyRing)
    except FileDamagedError as problem:
        raise KeyFileBrokenError("unreadable") from problem
    if ring.format != FORMAT:
        raise KeyFileBrokenError("unreadable")
    if not hmac.compare_digest(checksum_of(ring), ring.checksum):
        raise KeyFileBrokenError("altered")
    return ring


def read_key_ring(path: Path) -> KeyRing:
    """The key file at ``path`` or, where it is gone or damaged, its copy. KeyFileBrokenError if neither is whole."""
    try:
        return _read(path)
    except KeyFileBrokenError:
        with contextlib.suppress(KeyFileBrokenError):
            return _read(copy_of(path))
        raise


def write_key_ring(path: Path, ring: KeyRing) -> None:
    """Put ``ring`` in place of what is at ``path``, then of its copy; at every moment one of the two is whole.

    DiskFullError, FileNotWrittenError: then both are as they were.
    """
    data = encoded(ring)
    _put(data, path, copy_of(path))
    next_of(path).unlink(missing_ok=True)


def write_next_key_ring(path: Path, ring: KeyRing) -> None:
    """Lay the key file that is to come beside the one at ``path``; DiskFullError, FileNotWrittenError."""
    _put(encoded(ring), next_of(path))


def read_key_rings(path: Path) -> list[KeyRing]:
    """Return the key file that was to come, if one lies there whole, and the one at ``path``; KeyFileBrokenError."""
    persons = []
    with contextlib.suppress(KeyFileBrokenError):
        persons.append(_read(next_of(path)))
    try:
        persons.append(read_key_ring(path))
    except KeyFileBrokenError:
        if not persons:
            raise
    return persons


def copy_of(path: Path) -> Path:
    """Where the copy stands: ``keys.json`` → ``keys.copy.json``."""
    return path.with_suffix(f".copy{path.suffix}")


def next_of(path: Path) -> Path:
    """Where the one that is to come lies: ``keys.json`` → ``keys.next.json``."""
    return path.with_suffix(f".next{path.suffix}")


def _read(path: Path) -> KeyRing:
    try:
        return decoded_key_ring(path.read_bytes())
    except FileNotFoundError as problem:
        raise KeyFileBrokenError("missing") from problem
    except OSError as problem:  # a bad sector, or a file that is somebody else's
        raise KeyFileBrokenError("unreadable") from problem


def _put(data: bytes, *paths: Path) -> None:
    """Written aside, flushed, renamed, and the folder flushed: after a power cut the old file or the new one.

    All are written aside before the first is renamed: where there is no room, none is.
    """
    asides = [path.with_name(path.name + ".new") for path in paths]
    try:
        for aside in asides:
            _write(aside, data)
        for aside, path in zip(asides, paths, strict=True):
            aside.replace(path)
            _flush(path.parent)
    except OSError as problem:
        for aside in asides:
            with contextlib.suppress(OSError):
                aside.unlink()
        raise not_written(problem, paths[0]) from problem


def _write(path: Path, data: bytes) -> None:
    with open(path, "wb", opener=_for_the_owner_only) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    if os.name == "posix":  # Windows flushes the folder with the rename
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _for_the_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
