"""Tars that are in memory whole, as tests take bundles apart and put them together again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fupin_desk.exchange.tarball import TarReader, tar_pieces


def write_tar(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts in their order."""
    return b"".join(tar_pieces((name, len(part), partial(bytes, part)) for name, part in parts.items()))


def read_tar(data: bytes, pieces: int = 1000) -> dict[str, bytes]:
    """Return the parts in their order, read in pieces of so many bytes; FileDamagedError."""
    parts: dict[str, bytearray] = {}
    tar = TarReader(lambda name, _size: parts.setdefault(name, bytearray()).extend)
    for start in range(0, len(data), pieces):
        tar.write(data[start : start + pieces])
    tar.close()
    return {name: bytes(part) for name, part in parts.items()}
