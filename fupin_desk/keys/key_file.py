"""The key file on disk: never half-written, and kept twice.

Without its key file a vault cannot be opened by anybody, not even with the sealed sheet or by the office; so a copy
(``keys.copy.json``) is written with every change and read where the first is damaged.
"""

from __future__ import annotations

import contextlib
import hmac
import os
from pathlib import Path

from fupin_desk.domain.errors import FileDamagedError, KeyFileBrokenError
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
    """Put ``ring`` in place of what is at ``path``, then of its copy; at every moment one of the two is whole."""
    data = encoded(ring)
    _put(path, data)
    _put(copy_of(path), data)


def copy_of(path: Path) -> Path:
    """Where the copy stands: ``keys.json`` → ``keys.copy.json``."""
    return path.with_suffix(f".copy{path.suffix}")


def _read(path: Path) -> KeyRing:
    try:
        return decoded_key_ring(path.read_bytes())
    except FileNotFoundError as problem:
        raise KeyFileBrokenError("missing") from problem
    except OSError as problem:  # a bad sector, or a file that is somebody else's
        raise KeyFileBrokenError("unreadable") from problem


def _put(path: Path, data: bytes) -> None:
    """Written aside, flushed, renamed, and the folder flushed: after a power cut the old file or the new one."""
    aside = path.with_name(path.name + ".new")
    with open(aside, "wb", opener=_for_the_owner_only) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    if os.name == "posix":  # Windows flushes the folder with the rename
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _for_the_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
