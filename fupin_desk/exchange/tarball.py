"""The parts of a bundle as a plain tar (POSIX ustar), which any ``tar`` reads and writes.

Read strictly: regular files only, each name once and one we know, every checksum right, nothing but zeros between and
behind. No path from a tar ever reaches a disk: parts are bytes in memory.

Reasons of FileDamagedError: ``tar`` (not a tar, or cut), ``part_name`` (a name that has no place in a bundle, a link, a
folder), ``part_repeated``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from fupin_desk.domain.errors import FileDamagedError

BLOCK = 512
MANIFEST, MANIFEST_SIGNATURE = "manifest.json", "manifest.sig"
CHANGES = "changes.jsonl.zst"
RECEIPT, RECEIPT_SIGNATURE = "receipt.json", "receipt.sig"
BLOB = re.compile(r"blobs/[0-9a-f]{64}")
_NAMES = frozenset({MANIFEST, MANIFEST_SIGNATURE, CHANGES, RECEIPT, RECEIPT_SIGNATURE})
_OCTAL = re.compile(rb"0*([0-7]{1,11})[ \0]*")


def write_tar(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts in their order: same parts, same bytes."""
    pieces = []
    for name, content in parts.items():
        pieces += [_header(name, len(content)), content, bytes(-len(content) % BLOCK)]
    return b"".join([*pieces, bytes(2 * BLOCK)])


def read_tar(data: bytes) -> dict[str, bytes]:
    """Return the parts in their order; FileDamagedError."""
    parts: dict[str, bytes] = {}
    offset = 0
    while any(header := data[offset : offset + BLOCK]):
        name, size = _read_header(header)
        if name in parts:
            raise FileDamagedError("part_repeated")
        start = offset + BLOCK
        offset = start + size + -size % BLOCK
        if offset > len(data) or any(data[start + size : offset]):
            raise FileDamagedError("tar")
        parts[name] = data[start : start + size]
    if len(data) - offset < 2 * BLOCK or len(data) % BLOCK or data.count(0, offset) != len(data) - offset:
        raise FileDamagedError("tar")
    return parts


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
    found = _OCTAL.fullmatch(field)
    if found is None:
        raise FileDamagedError("tar")
    return int(found[1], 8)


def _checksum(header: bytes | bytearray) -> int:
    return sum(header[:148]) + 8 * ord(" ") + sum(header[156:])
