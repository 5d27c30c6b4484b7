"""The pages of a vault as they are under the encryption: what somebody with the key and a disk editor would see.

SQLCipher 4, raw key: each page of 4096 bytes ends with 80 of its own, of which the first 16 are the IV (AES-256-CBC);
the file's first 16 bytes are its salt. The log has the same pages, each behind a header of 24 bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT = 4096, 80, 16


def plain_pages(file: Path, key: bytes) -> bytes:
    """Return every page of the file and of its log, decrypted, one after another."""
    return b"".join(_opened(page, key, first) for page, first in [*_of_file(file), *_of_log(file)])


def _of_file(file: Path) -> Iterator[tuple[bytes, bool]]:
    content = file.read_bytes()
    for at in range(0, len(content), PAGE):
        yield content[at : at + PAGE], at == 0


def _of_log(file: Path) -> Iterator[tuple[bytes, bool]]:
    log = file.with_name(f"{file.name}-wal")
    content = log.read_bytes() if log.exists() else b""
    for at in range(32, len(content), PAGE + 24):
        number = int.from_bytes(content[at : at + 4], "big")
        yield content[at + 24 : at + 24 + PAGE], number == 1


def _opened(page: bytes, key: bytes, first: bool) -> bytes:
    start, end = SALT if first else 0, PAGE - RESERVED
    decryptor = Cipher(algorithms.AES(key), modes.CBC(page[end : end + 16])).decryptor()
    return decryptor.update(page[start:end]) + decryptor.finalize()
