"""The parts of a bundle as they come out of its age file, piece by piece, so that memory does not grow with the scans.

``read_parts`` keeps the small parts and measures the files beside them; when all of that is believed, ``pour_files``
goes through the bundle a second time and hands on one file after the other. Nothing is ever in clear on a disk, and a
bundle that was changed on its stick between the two is found out: every file is named by its digest.

Reasons of FileDamagedError besides those of ``tarball``: ``altered`` (the age file is cut or changed), ``parts`` (more
than a manifest can name, or other files the second time), ``part_size``, ``part_digest``.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from fupin_desk.domain.changes import sha256
from fupin_desk.domain.errors import (
    BundleBeyondLimitError,
    BundleTooBigError,
    FileDamagedError,
    FileNotReadableError,
    NotABundleError,
)
from fupin_desk.domain.limits import (
    MOST_CHANGES_BYTES,
    MOST_FILE_BYTES,
    MOST_MANIFEST_BYTES,
    MOST_PARTS,
    MOST_RECEIPT_BYTES,
    MOST_SIGNATURE_BYTES,
)
from fupin_desk.exchange.tarball import (
    BLOBS,
    CHANGES,
    MANIFEST,
    MANIFEST_SIGNATURE,
    RECEIPT,
    RECEIPT_SIGNATURE,
    Sink,
    TarReader,
)
from fupin_desk.keys import age

_MANIFEST_FIRST = MANIFEST.encode() + b"\0"
_MOST = {
    MANIFEST: MOST_MANIFEST_BYTES,
    CHANGES: MOST_CHANGES_BYTES,
    RECEIPT: MOST_RECEIPT_BYTES,
    MANIFEST_SIGNATURE: MOST_SIGNATURE_BYTES,
    RECEIPT_SIGNATURE: MOST_SIGNATURE_BYTES,
}
Source = bytes | Path
"""A bundle: in memory, or on its stick."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a part that is not kept."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What a bundle holds; nothing of it is believed yet."""

    digest: str
    """SHA-256 of the bundle itself, as it was encrypted."""
    small: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, Measured] = field(default_factory=dict)
    """Those beside the changes, by the names of their parts."""


def read_parts(source: Source, identity: str, limit: int) -> Parts:
    """Return what is in a bundle of at most ``limit`` bytes.

    FileNotReadableError, BundleTooBigError, NotABundleError, NotForThisDeskError, FileDamagedError,
    BundleBeyondLimitError.
    """
    small: dict[str, bytearray] = {}
    files: dict[str, tuple[int, hashlib._Hash]] = {}

    def begin(name: str, size: int) -> Sink:
        if len(small) + len(files) >= MOST_PARTS:
            raise FileDamagedError("parts")
        if name in _MOST:
            _check_small(name, size)
            return small.setdefault(name, bytearray()).extend
        _check_file(size)
        measure = hashlib.sha256()
        files[name] = (size, measure)
        return measure.update

    digest = _pour(source, identity, begin, limit)
    measured = {name: Measured(size, measure.hexdigest()) for name, (size, measure) in files.items()}
    return Parts(digest, {name: bytes(part) for name, part in small.items()}, measured)


def pour_files(
    source: Source, identity: str, wanted: Collection[str], take: Callable[[bytes], object], limit: int
) -> None:
    """Hand on those files of a bundle whose digests are wanted, each whole, one after the other.

    Whoever takes them lets go of all again where this raises; errors as of ``read_parts``.
    """
    left = set(wanted)

    def begin(name: str, size: int) -> Sink:
        digest = name.removeprefix(BLOBS)
        if name in _MOST or digest not in left:
            return len
        _check_file(size)
        content = bytearray()

        def extend(piece: memoryview) -> None:
            content.extend(piece)
            if len(content) == size:
                _hand_on(content, digest, take)
                left.discard(digest)

        if not size:
            extend(memoryview(b""))
        return extend

    if left:
        _pour(source, identity, begin, limit)
    if left:
        raise FileDamagedError("parts")


def _hand_on(content: bytearray, digest: str, take: Callable[[bytes], object]) -> None:
    whole = bytes(content)
    content.clear()
    if sha256(whole) != digest:
        raise FileDamagedError("part_digest")
    take(whole)


def _check_small(name: str, size: int) -> None:
    if size <= _MOST[name]:
        return
    if name == CHANGES:
        raise BundleBeyondLimitError("changes_bytes", size, _MOST[name])
    if name in (MANIFEST_SIGNATURE, RECEIPT_SIGNATURE):
        raise FileDamagedError("part_size")
    raise BundleTooBigError(size, _MOST[name])


def _check_file(size: int) -> None:
    if size > MOST_FILE_BYTES:
        raise BundleBeyondLimitError("file_bytes", size, MOST_FILE_BYTES)


def _pour(source: Source, identity: str, begin: Callable[[str, int], Sink], limit: int) -> str:
    """Let ``begin`` have the parts of a bundle, and return the digest of the bundle itself."""
    with _opened(source, limit) as file:
        reading, tar = _Reading(file, source, limit), _Plain(begin)
        try:
            age.decrypt_into(reading, tar, identity)
        except FileDamagedError as problem:
            if problem.reason == "not_age":
                raise NotABundleError from problem
            raise
        tar.close()
        return reading.digest


@contextmanager
def _opened(source: Source, limit: int) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        _check_size(len(source), limit)
        yield io.BytesIO(source)
        return
    try:
        _check_size(source.stat().st_size, limit)
        file = source.open("rb")
    except OSError as problem:
        raise FileNotReadableError(str(source)) from problem
    with file:
        yield file


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise BundleTooBigError(size, limit)


class _Reading:
    """A bundle as it is read from its stick, which may be pulled out."""

    def __init__(self, file: BinaryIO, source: Source, limit: int) -> None:
        self._file, self._source, self._limit = file, source, limit
        self._hash, self._size = hashlib.sha256(), 0

    def read(self, size: int, /) -> bytes:
        """Return the next piece."""
        try:
            piece = self._file.read(size)
        except OSError as problem:
            raise FileNotReadableError(str(self._source)) from problem
        self._hash.update(piece)
        self._size += len(piece)
        _check_size(self._size, self._limit)
        return piece

    @property
    def digest(self) -> str:
        """SHA-256 of all that was read."""
        return self._hash.hexdigest()


class _Plain(TarReader):
    """The tar of a bundle, which begins with its manifest; anything else was never one."""

    _begun = False

    def write(self, data: bytes) -> int:
        """Take the next piece."""
        if not self._begun and not bytes(data[: len(_MANIFEST_FIRST)]) == _MANIFEST_FIRST:
            raise NotABundleError
        self._begun = True
        return super().write(data)

    def close(self) -> None:
        """Say that no more comes."""
        if not self._begun:
            raise NotABundleError
        super().close()
