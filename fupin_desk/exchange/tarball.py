"""The parts of a bundle as a plain tar (POSIX ustar), which any ``tar`` reads and writes.

Read strictly: regular files only, each name once and one we know, every checksum right, nothing but zeros between and
behind. No path from a tar ever reaches a disk.

Reasons of FileDamagedError: ``tar`` (not a tar, or cut), ``part_name`` (a name that has no place in a bundle, a link, a
folder), ``part_repeated``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from fupin_desk.domain.errors import FileDamagedError

BLOCK = 512
MANIFEST, MANIFEST_SIGNATURE = "manifest.json", "manifest.sig"
CHANGES = "changes.jsonl.zst"
RECEIPT, RECEIPT_SIGNATURE = "receipt.json", "receipt.sig"
BLOBS = "blobs/"
"""Before the digest of a file."""
BLOB = re.compile(r"blobs/[0-9a-f]{64}")
_NAMES = frozenset({MANIFEST, MANIFEST_SIGNATURE, CHANGES, RECEIPT, RECEIPT_SIGNATURE})
_OCTAL = re.compile(rb"0*([0-7]{1,11})[ \0]*")


def tar_pieces(parts: Iterable[tuple[str, int, Callable[[], bytes]]]) -> Iterator[bytes]:
    """Yield a tar of the parts (name, bytes, what gives the content) in their order: same parts, same bytes."""
    for name, size, content in parts:
        yield _header(name, size)
        yield content()
        yield bytes(-size % BLOCK)
    yield bytes(2 * BLOCK)


Sink = Callable[[memoryview], object]


class TarReader:
    """Reads a tar as it comes, in pieces of any size: ``write`` each, then ``close``; both FileDamagedError.

    ``begin(name, size)`` is asked at each part and returns who takes its content. Nothing of it is kept here.
    """

    def __init__(self, begin: Callable[[str, int], Sink]) -> None:
        self._begin = begin
        self._names: set[str] = set()
        self._header = bytearray()
        self._sink: Sink | None = None
        self._content = self._padding = self._length = 0
        self._ended_at: int | None = None

    def write(self, data: bytes) -> int:
        """Take the next piece."""
        rest = memoryview(data)
        while rest:
            taken = self._take(rest)
            self._length += taken
            rest = rest[taken:]
        return len(data)

    def flush(self) -> None:
        """Nothing waits: for whoever writes here as in a file."""

    def close(self) -> None:
        """Say that no more comes."""
        if self._ended_at is None or self._length % BLOCK or self._length - self._ended_at < 2 * BLOCK:
            raise FileDamagedError("tar")

    def _take(self, rest: memoryview) -> int:
        """Take what is of one piece, and return how much that was."""
        if self._ended_at is not None:
            return _zeros(rest)
        if self._content:
            piece = rest[: self._content]
            self._content -= len(piece)
            if self._sink is not None:
                self._sink(piece)
            return len(piece)
        if self._padding:
            piece = rest[: self._padding]
            self._padding -= len(piece)
            return _zeros(piece)
        piece = rest[: BLOCK - len(self._header)]
        self._header += piece
        if len(self._header) == BLOCK:
            self._read(bytes(self._header), self._length + len(piece) - BLOCK)
            self._header.clear()
        return len(piece)

    def _read(self, header: bytes, at: int) -> None:
        if not any(header):
            self._ended_at = at
            return
        name, size = _read_header(header)
        if name in self._names:
            raise FileDamagedError("part_repeated")
        self._names.add(name)
        self._sink = self._begin(name, size)
        self._content, self._padding = size, -size % BLOCK


def _zeros(piece: memoryview) -> int:
    if bytes(piece).count(0) != len(piece):
        raise FileDamagedError("tar")
    return len(piece)


def _header(name: str, size: int) -> bytes:
    header = bytearray(BLOCK)
    fields = ((0, name.encode()), (100, b"0000644"), (108, b"0000000"), (116, b"0000000"), (124, b"%011o" % size),
              (136, b"%011o" % 0), (156, b"0"), (257, b"ustar"), (263, b"00"))  # fmt: skip
    for place, content in fields:
        header[place : place + len(content)] = content
    header[148:156] = b"%06o\0 " % _checksum(header)
    return bytes(header)


def _read_header(header: bytes) -> tuple[str, int]:
    if len(header) < BLOCK or header[257:262] != b"ustar" or _number(header[148:156]) != _checksum(header):
        raise FileDamagedError("tar")
    name = header[:100].rstrip(b"\0").decode("latin-1")
    regular = header[156:157] in b"0\0" and not any(header[157:257]) and not any(header[345:500])
    if not regular or (name not in _NAMES and not BLOB.fullmatch(name)):
        raise FileDamagedError("part_name")
    return name, _number(header[124:136])


def _number(field: bytes) -> int:
    match = _OCTAL.fullmatch(field)
    if match is None:
        raise FileDamagedError("tar")
    return int(match[1], 8)


def _checksum(header: bytes | bytearray) -> int:
    return sum(header[:148]) + 8 * ord(" ") + sum(header[156:])
